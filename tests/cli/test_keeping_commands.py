import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def held(sample_county: Path, tmp_path: Path, csp_toolkit: Run) -> Path:
    """Return a database that holds the sample county."""
    database = tmp_path / "county.db"
    assert csp_toolkit("store", "import", sample_county, "--db", database, "--reason", "to start").code == 0
    return database


def test_a_sound_database_says_so_chain_by_chain(csp_toolkit: Run, held: Path) -> None:
    found = csp_toolkit("store", "verify", "--db", held)
    assert found.code == 0
    assert "Dover 2016-17: sound, " in found.out
    assert "revisions are sound." in found.out
    assert "county.db.anchors.jsonl" in found.out


def test_a_changed_revision_is_named_and_the_command_ends_with_6(csp_toolkit: Run, held: Path) -> None:
    with sqlite3.connect(held) as connection:
        connection.execute("DROP TRIGGER revision_no_update")
        connection.execute("UPDATE revision SET reason = 'x' WHERE seq = 3 AND record IN "
                           "(SELECT id FROM record WHERE district = 'Dover')")  # fmt: skip
    found = csp_toolkit("store", "verify", "--db", held)
    assert found.code == 6
    assert "Dover 2016-17: revision 3 was changed: it no longer gives the hash" in found.out
    assert "The database is not what was stored." in found.err


def test_a_backup_verifies_and_never_overwrites(csp_toolkit: Run, held: Path, tmp_path: Path) -> None:
    made = csp_toolkit("store", "backup", tmp_path / "copy.db", "--db", held)
    again = csp_toolkit("store", "backup", tmp_path / "copy.db", "--db", held)
    assert made.code == 0
    assert "sound." in made.out
    assert csp_toolkit("store", "verify", "--db", tmp_path / "copy.db").code == 0
    assert again.code == 4
    assert "copy.db already exists; name a new file." in again.err


def test_putting_an_older_copy_back_needs_a_reason(csp_toolkit: Run, held: Path) -> None:
    refused = csp_toolkit("store", "verify", "--restored", " ", "--db", held)
    accepted = csp_toolkit("store", "verify", "--restored", "the disk failed", "--db", held)
    assert (refused.code, accepted.code) == (2, 0)
    assert "Say why an older copy was put back" in refused.err


def test_history_tells_who_what_when_why_before_and_after(csp_toolkit: Run, held: Path) -> None:
    found = csp_toolkit("history", "Dover", "--issue", "Domestic Abuse", "--format", "json", "--db", held)
    changes = json.loads(found.out)["changes"]
    assert found.code == 0
    assert {change["reason"] for change in changes} == {"to start"}
    assert all("domestic-abuse" in change["issues"] for change in changes)
    assert changes[0]["before"] is None
    assert changes[0]["after"]["issue"] == "domestic-abuse"


def test_history_is_a_csv_that_no_spreadsheet_runs(csp_toolkit: Run, held: Path) -> None:
    found = csp_toolkit("history", "Dover", "--format", "csv", "--db", held)
    assert found.out.splitlines()[0].startswith("District,Year,Revision,When,Who,Role,What,Before,After,Why")
    assert ",Status," in found.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("history", "Nowhere"), "holds no return of Nowhere that you may read"),
        (("score", "Dovver"), "There is no file or folder Dovver. The database holds no return of Dovver"),
        (("score", "Dovver"), "Did you mean 'Dover'?"),
        (("history", "Dover", "--issue", "no such"), "Dover, 2016-17 has no issue 'no such'"),
        (("history", "Dover", "--day", "yesterday"), "'yesterday' is not a day such as 2026-11-22"),
    ],
)
def test_wrong_questions_are_answered_plainly(
    csp_toolkit: Run, held: Path, arguments: tuple[str, ...], message: str
) -> None:
    found = csp_toolkit(*arguments, "--db", held)
    assert found.code == 2
    assert message in found.err


@pytest.mark.parametrize("named", ["Dover", "county"])
def test_what_is_read_from_a_database_says_where_its_chains_stood(
    csp_toolkit: Run, held: Path, named: str
) -> None:
    command = "county" if named == "county" else "score"
    document = json.loads(csp_toolkit(command, named, "--format", "json", "--db", held).out)
    table = csp_toolkit(command, named, "--format", "csv", "--db", held).out
    history = json.loads(csp_toolkit("history", "Dover", "--format", "json", "--db", held).out)
    dover = {"count": history["chain_count"], "hash": history["chain_head"]}
    assert document["chains"]["Dover, 2016-17"] == dover
    assert f"Dover, 2016-17: {dover['count']} revisions, {dover['hash'][:16]}" in table


def test_what_is_read_from_files_has_no_chain(csp_toolkit: Run, sample_county: Path) -> None:
    assert "chains" not in json.loads(csp_toolkit("score", sample_county / "dover", "--format", "json").out)


def test_the_county_s_own_record_has_a_history_too(csp_toolkit: Run, held: Path) -> None:
    found = csp_toolkit("history", "county", "--person", "nobody at all", "--db", held)
    every = json.loads(csp_toolkit("history", "county", "--format", "json", "--db", held).out)
    assert found.code == 0
    assert "Kent: history" in found.out
    assert {change["subject"] for change in every["changes"]} >= {"county", "horizon_item"}

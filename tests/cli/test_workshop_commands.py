"""Slips and minutes from the command line."""

import json
import re
from pathlib import Path

import pytest

from tests.security.world import CRITERIA, ISSUE, World, score_all, world
from tests.small import a_return
from tests.test_docs import key_paths, section
from toolkit.__main__ import run
from toolkit.model.assessment import AGREED, Score
from toolkit.model.issues import Issue
from toolkit.model.principal import sole_user
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation
from toolkit.store.database import Database
from toolkit.store.store import Store
from toolkit.store.workshop_rounds import new_round, record_agreed, reveal
from toolkit.wording.slips import slips_html

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "county.db"
    with Store(Database(Address(path=path))) as store:
        store.database.prepare()
        held(world(store, sole_user("Kim Local")))
    return path


def held(county: World) -> None:
    """Hold a workshop in which everything happens that minutes can tell of."""
    own = county.own
    where = county.store, own.facilitator, own.record_id, own.workshop.id
    score_all(county, own.first)
    reveal(*where, ISSUE, operation=new_operation())
    new_round(*where, ISSUE, operation=new_operation())
    score_all(county, own.first, level=1, round_=2)
    reveal(*where, ISSUE, operation=new_operation())
    empty = Score(issue=ISSUE, criterion=CRITERIA[0], scorer=AGREED)
    row = empty.changed(level=1, rationale="The same figures")
    record_agreed(*where, seen=empty, agreed=row, operation=new_operation())


def test_slips_print_a_page_an_issue(sample_county: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "slips.html"
    wanted = ["--issue", "gangs", "--issue", "Modern Slavery"]
    assert run(["workshop", "slips", str(sample_county / "ashford"), "-o", str(file), *wanted]) == 0
    text = file.read_text(encoding="utf-8")
    assert re.findall("<h1>(.*?)</h1>", text) == ["Gangs", "Modern Slavery"]
    assert text.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert text.count("OFFICIAL</p>") == 2
    assert "Invented data: scores" in text
    assert "2 slips" in capsys.readouterr().out


def test_slips_refuse_an_issue_that_is_not_there(
    sample_county: Path, tmp_path: Path, capsys: Capture
) -> None:
    arguments = ["workshop", "slips", str(sample_county / "ashford"), "-o", str(tmp_path / "x.html")]
    assert run([*arguments, "--issue", "piracy"]) != 0
    assert "Ashford has no issue piracy." in capsys.readouterr().err
    assert not (tmp_path / "x.html").exists()


def test_minutes_are_written_as_markdown_and_as_json(database: Path, capsys: Capture) -> None:
    assert run(["workshop", "minutes", "Ashford", "--db", str(database)]) == 0
    assert "- Police: Ali of Ashford" in capsys.readouterr().out.replace("\\", "")
    arguments = ["workshop", "minutes", "Ashford", "--db", str(database), "--format", "json"]
    assert run(arguments) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["title"], document["issues"][0]["rounds"]) == ("Partners of Ashford", 2)


def test_minutes_name_the_workshops_there_are(database: Path, capsys: Capture) -> None:
    assert run(["workshop", "minutes", "Ashford", "--workshop", "Spring", "--db", str(database)]) != 0
    assert "no such workshop. Workshops: Partners of Ashford." in capsys.readouterr().err


def test_a_slip_shows_hostile_names_letter_by_letter() -> None:
    issue = Issue(id="h", name="<script>alert(1)</script>", description="<img src=x>", theme="t")
    text = slips_html(a_return((), local_issues=(issue,)), [issue])
    assert "<script>" not in text
    assert "<img" not in text


def test_every_key_of_the_minutes_is_explained_and_every_key_explained_is_there(
    database: Path, capsys: Capture
) -> None:
    assert run(["workshop", "minutes", "Ashford", "--db", str(database), "--format", "json"]) == 0
    explained = set(re.findall(r"^\| `([^`]+)` \|", section("workshop minutes"), re.MULTILINE))
    assert set(key_paths(json.loads(capsys.readouterr().out))) == explained

import io
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store.conftest import address  # noqa: F401 (a fixture)
from toolkit.files.county_folder import read_county
from toolkit.files.returns import read_return


@pytest.fixture
def held(sample_county: Path, tmp_path: Path, csp_toolkit: Run) -> Path:
    """Return a database that holds the sample county, whose folder is gone."""
    database = tmp_path / "county.db"
    assert csp_toolkit("store", "import", sample_county, "--db", database).code == 0
    shutil.rmtree(sample_county)
    return database


def change(folder: Path) -> None:
    """Raise the first agreed level of Dover's draft that is a 1 to a 2."""
    path = folder / "dover" / "scores.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",1,", ",2,", 1), encoding="utf-8")


def test_a_county_goes_in_and_comes_out(
    csp_toolkit: Run,
    sample_county: Path,
    tmp_path: Path,
    address: str,  # noqa: F811 (the fixture)
) -> None:
    made = csp_toolkit("store", "init", "--db", address)
    taken = csp_toolkit("store", "import", sample_county, "--db", address)
    written = csp_toolkit("store", "export", tmp_path / "out", "--db", address)

    assert (made.code, taken.code, written.code) == (0, 0, 0)
    assert "ready" in made.out
    assert "owner1:owner1" not in made.said + taken.said + written.said
    assert "New: Ashford, 2016-17 Canterbury, 2016-17 " in taken.said
    assert "12 returns, read back and found the same" in written.out
    assert read_county(tmp_path / "out") == read_county(sample_county)
    for command in (("score", "Thanet"), ("county", "Kent"), ("sensitivity", "Thanet")):
        assert csp_toolkit(*command, "--db", address).code == 0


def test_importing_twice_says_that_nothing_changed(
    csp_toolkit: Run, sample_county: Path, tmp_path: Path
) -> None:
    csp_toolkit("store", "import", sample_county, "--db", tmp_path / "a.db")

    again = csp_toolkit("store", "import", sample_county, "--db", tmp_path / "a.db")

    assert again.code == 0
    assert "Nothing was changed: the database holds all of it already." in again.out


def test_differences_are_shown_and_made_only_when_somebody_says_yes(
    csp_toolkit: Run, sample_county: Path, tmp_path: Path
) -> None:
    database = tmp_path / "a.db"
    csp_toolkit("store", "import", sample_county, "--db", database)
    before = csp_toolkit("score", "Dover", "--db", database, "--format", "json").out
    change(sample_county)

    asked = csp_toolkit("store", "import", sample_county, "--db", database)
    assert asked.code == 2
    assert "Changed: Dover, 2016-17 " in asked.said
    assert "level 1" in asked.said
    assert "level 2" in asked.said
    assert "Nothing was changed. To make these changes, add --yes." in asked.err
    assert csp_toolkit("score", "Dover", "--db", database, "--format", "json").out == before

    made = csp_toolkit("store", "import", sample_county, "--db", database, "--yes", "--reason", "a slip")
    assert made.code == 0
    assert csp_toolkit("score", "Dover", "--db", database, "--format", "json").out != before


class AtATerminal(io.StringIO):
    """Someone who types an answer."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "said"), [("n", "Nothing was changed."), ("y", "a.db: imported.")])
def test_at_a_terminal_somebody_is_asked(
    csp_toolkit: Run, sample_county: Path, monkeypatch: pytest.MonkeyPatch, answer: str, said: str
) -> None:
    database = sample_county.parent / "a.db"
    csp_toolkit("store", "import", sample_county, "--db", database)
    change(sample_county)
    monkeypatch.setattr("sys.stdin", AtATerminal(f"{answer}\n"))

    ran = csp_toolkit("store", "import", sample_county, "--db", database)

    assert ran.code == 0
    assert "Make these changes?" in ran.out
    assert ran.out.strip().endswith(said)


def test_a_locked_return_that_differs_stops_the_import(
    csp_toolkit: Run, sample_county: Path, tmp_path: Path
) -> None:
    database = tmp_path / "a.db"
    csp_toolkit("store", "import", sample_county, "--db", database)
    header = sample_county / "maidstone" / "return.toml"
    header.write_text(header.read_text(encoding="utf-8").replace('"adopted"', '"draft"'), encoding="utf-8")

    refused = csp_toolkit("store", "import", sample_county, "--db", database, "--yes")

    assert refused.code == 4
    assert "Refused: Maidstone, 2016-17 " in refused.said
    assert "Maidstone, 2016-17: it is adopted and locked" in refused.err
    assert "Nothing was imported." in refused.err


@pytest.mark.parametrize(
    "command",
    [
        ("score", "DISTRICT", "--doubt"),
        ("horizon", "DISTRICT"),
        ("sensitivity", "DISTRICT"),
        ("agreement", "DISTRICT"),
        ("county", "COUNTY"),
        ("county", "COUNTY", "--doubt", "--year", "2016-17"),
        ("horizon", "COUNTY"),
        ("agreement", "COUNTY"),
        ("sensitivity", "COUNTY"),
    ],
    ids=" ".join,
)
def test_a_command_says_the_same_of_a_database_as_of_the_folder_it_was_made_from(
    csp_toolkit: Run, checkout: Path, held: Path, command: tuple[str, ...]
) -> None:
    sample = checkout / "sample_districts"
    from_files = [{"DISTRICT": str(sample / "dover"), "COUNTY": str(sample)}.get(one, one) for one in command]
    from_store = [{"DISTRICT": "Dover 2016-17", "COUNTY": "county"}.get(one, one) for one in command]

    ran = csp_toolkit(*from_store, "--db", held, "--format", "json")

    assert ran.code == 0, ran.err
    document = json.loads(ran.out)
    assert isinstance(document, list) or document.pop("chains").keys() >= {"Dover, 2016-17"}
    assert document == json.loads(csp_toolkit(*from_files, "--format", "json").out)


def test_the_database_may_be_named_by_the_environment(
    csp_toolkit: Run, held: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TOOLKIT_DB", str(held))
    assert csp_toolkit("score", "dover").code == 0
    assert csp_toolkit("county", "Kent").code == 0
    assert csp_toolkit("convert", "Thanet", tmp_path / "thanet.xlsx").code == 0
    assert read_return(tmp_path / "thanet.xlsx").district == "Thanet"


def test_a_path_that_exists_is_read_as_one_whatever_the_database_holds(
    csp_toolkit: Run, checkout: Path, held: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(checkout / "sample_districts" / "swale", tmp_path / "Dover")

    ran = csp_toolkit("score", "Dover", "--db", held)

    assert "Swale: issues in order of risk" in ran.out


def test_years_of_a_district_in_the_database_are_compared(
    csp_toolkit: Run, held: Path, tmp_path: Path
) -> None:
    csp_toolkit("store", "export", tmp_path / "out", "--db", held)
    header = tmp_path / "out" / "dover" / "return.toml"
    text = header.read_text(encoding="utf-8").replace("2017-18", "2018-19").replace("2016-17", "2017-18")
    header.write_text(
        text.replace('"kent-categories-2018-19"', '"kent-categories-2017-18"'), encoding="utf-8"
    )
    assert csp_toolkit("store", "import", tmp_path / "out" / "dover", "--db", held).code == 0

    ran = csp_toolkit("compare", "Dover 2016-17", "Dover", "--db", held)
    assert ran.code == 0, ran.err
    assert "Dover: 2016-17 and 2017-18 compared" in ran.out
    several = csp_toolkit("county", "county", "--db", held)
    assert several.code == 2
    assert "The database holds returns of 2016-17, 2017-18; choose one with --year." in several.err
    one = csp_toolkit(
        "compare", "county", "county", "--old-year", "2016-17", "--new-year", "2017-18", "--db", held
    )
    assert one.code == 0, one.err


def test_a_return_is_started_in_a_database_that_is_made_for_it(csp_toolkit: Run, tmp_path: Path) -> None:
    database = tmp_path / "new" / "county.db"
    wanted = ("--district", "E07000113", "--matrix", "morile-style-csp", "--year", "2024-25")

    made = csp_toolkit("new", *wanted, "--db", database)
    again = csp_toolkit("new", *wanted, "--db", database)

    assert made.code == 0
    assert "a return for Swale, assessment year 2024-25" in made.out
    assert csp_toolkit("score", "Swale", "--db", database).code == 0
    assert again.code == 4
    assert "There is already a return of Swale for 2024-25" in again.err
    assert csp_toolkit("new", tmp_path / "folder", *wanted, "--db", database).code == 2
    nowhere = csp_toolkit("new", *wanted)
    assert nowhere.code == 2
    assert "Name a folder for the return, or a database with --db." in nowhere.err


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (
            ("score", "Nowhere"),
            2,
            "There is no file or folder Nowhere. The database holds no return of Nowhere",
        ),
        (("score", "Dover 1999-00"), 2, "The database holds no return of Dover for 1999-00"),
        (("county", "Sussex"), 2, "There is no folder Sussex. The county in a database is called 'county'"),
        (("county", "county", "--year", "1999-00"), 2, "holds no return of 1999-00; it holds 2016-17"),
        (("score", "county"), 2, "For a county's folder: csp-toolkit county"),
        (("store", "init", "--application-role", "app"), 2, "--application-role is for PostgreSQL"),
        (("store", "import", "nowhere"), 5, "There is no file or folder nowhere."),
        (("store", "upgrade"), 0, "county.db is up to date"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said_plainly(
    csp_toolkit: Run, held: Path, command: tuple[str, ...], code: int, said: str
) -> None:
    ran = csp_toolkit(*command, "--db", held)
    assert ran.code == code
    assert said in ran.said


def test_a_database_that_is_not_there_is_not_made_by_reading(csp_toolkit: Run, tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    for command in (("score", "Dover"), ("store", "export", tmp_path / "out"), ("store", "upgrade")):
        ran = csp_toolkit(*command, "--db", missing)
        assert ran.code in (2, 5)
        assert "There is no database" in ran.err
    assert not missing.exists()


def test_a_file_that_is_no_database_is_said_to_be_none(csp_toolkit: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE something (id INTEGER)")
    connection.close()
    ran = csp_toolkit("store", "init", "--db", other)
    assert ran.code == 6
    assert "holds something else" in ran.err


def test_the_default_database_is_made_in_the_users_folder(
    csp_toolkit: Run, sample_county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    assert csp_toolkit("store", "import", sample_county).code == 0
    assert (tmp_path / "home" / "csp-toolkit" / "csp-toolkit.db").is_file()

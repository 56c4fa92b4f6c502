"""The commands that write a district's pack and a workshop's minutes, and what they refuse."""

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from tests.security.world import score_all, world
from toolkit.__main__ import run
from toolkit.model.principal import sole_user
from toolkit.resources import shipped
from toolkit.store.address import Address
from toolkit.store.database import Database
from toolkit.store.store import Store

MAIDSTONE = str(shipped("sample_districts") / "maidstone")
DOVER = str(shipped("sample_districts") / "dover")
DATED = ("--dated", "2017-01-18")
NAME = "OFFICIAL maidstone-strategic-assessment-2016-17"

Said = Callable[[], tuple[str, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def read() -> tuple[str, str]:
        found = capsys.readouterr()
        return found.out, found.err

    return read


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Return a database with a workshop in it, and the workshop's id."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Database(Address(path=tmp_path / "county.db")) as opened:
        opened.prepare()
        made = world(Store(opened), sole_user("Kim Local"))
        score_all(made, made.own.first)
    return str(tmp_path / "county.db"), made.own.workshop.id


def test_every_format_is_written_with_its_marking_in_the_name(tmp_path: Path, said: Said) -> None:
    assert run(["paper", "district", MAIDSTONE, "--format", "all", "-o", str(tmp_path), *DATED]) == 0
    endings = {"docx", "pdf", "html", "xlsx"}
    assert {path.name for path in tmp_path.iterdir()} == {f"{NAME}.{ending}" for ending in endings}
    out, _ = said()
    assert out.count(NAME) == 4
    assert "6 things are missing." in out
    document = docx.Document(str(tmp_path / f"{NAME}.docx"))
    titles = [p.text for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert any("How far last year's plan was delivered" in title for title in titles)
    reader = PdfReader(tmp_path / f"{NAME}.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == "Maidstone: strategic assessment 2016-17"
    book = openpyxl.load_workbook(tmp_path / f"{NAME}.xlsx")
    assert "Ranking" in book.sheetnames
    assert "Invented: 412 people answered" in (tmp_path / f"{NAME}.html").read_text(encoding="utf-8")


def test_the_same_return_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        options = ["--format", "word", "--format", "excel", "-o", str(tmp_path / name), *DATED]
        assert run(["paper", "district", DOVER, *options]) == 0
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert first == second


def test_a_check_says_what_is_missing_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["paper", "district", DOVER, "--check", *DATED]) == 0
    out, _ = said()
    assert "- Nobody is named for: Assured by; Approved by." in out
    assert "- Nobody has confirmed the county categories of People and Places." in out
    assert not list(tmp_path.iterdir())


def test_a_public_edition_says_so_in_its_name(tmp_path: Path) -> None:
    options = ["--edition", "public", "--unranked", "--format", "html", "-o", str(tmp_path), *DATED]
    assert run(["paper", "district", MAIDSTONE, *options]) == 0
    (written,) = tmp_path.iterdir()
    assert written.name == f"{NAME} public.html"
    assert "harm 19 x likelihood 9" not in written.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([MAIDSTONE, "--unranked"], "--unranked goes with --edition public"),
        ([str(shipped("sample_districts"))], "is no return. For a county's folder: csp-toolkit paper county"),
        ([MAIDSTONE, "--dated", "18/1/2017"], "is not a day such as"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(arguments: list[str], says: str, said: Said) -> None:
    assert run(["paper", "district", *arguments]) == 2
    assert says in said()[1]


def test_a_district_in_a_database_has_the_head_of_its_chain_on_the_paper(
    tmp_path: Path, stored: tuple[str, str], said: Said
) -> None:
    options = ["--format", "html", "-o", str(tmp_path / "out"), "--db", stored[0], *DATED]
    assert run(["paper", "district", "Ashford", *options]) == 0
    (written,) = (tmp_path / "out").iterdir()
    assert "Chain of Ashford" in written.read_text(encoding="utf-8")
    assert run(["paper", "district", "Ashford", "--before", MAIDSTONE, "--db", stored[0]]) == 2
    assert "A database has the year before itself" in said()[1]


def test_minutes_are_written_by_district_or_by_id(
    tmp_path: Path, stored: tuple[str, str], said: Said
) -> None:
    database, workshop = stored
    for name in ("Ashford", workshop):
        options = ["--format", "html", "-o", str(tmp_path / name), "--db", database, *DATED]
        assert run(["paper", "workshop", name, *options]) == 0
    one, other = (next((tmp_path / name).iterdir()).read_bytes() for name in ("Ashford", workshop))
    assert one == other
    assert b"DRAFT: this workshop has not been closed." in one
    assert "minutes-partners-of-ashford" in said()[0]


def test_a_workshop_that_is_not_there_is_refused_with_those_that_are(
    stored: tuple[str, str], said: Said
) -> None:
    assert run(["paper", "workshop", "Ashford", "--workshop", "Another", "--db", stored[0]]) == 2
    assert "Ashford has no such workshop. Workshops: Partners of Ashford." in said()[1]
    assert run(["paper", "workshop", "0" * 32, "--db", stored[0]]) == 2
    assert "The database holds no workshop" in said()[1]

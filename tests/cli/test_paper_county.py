"""`csp-toolkit paper county` writes the county's pack: composed once, in as many formats as are asked for."""

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from toolkit.cli import paper_output
from toolkit.errors import ExitCode
from toolkit.papers import county as composed

NAME = "OFFICIAL DRAFT kent-county-pack-2017-18"
DATED = ("--dated", "2017-03-15")


@pytest.fixture
def pack(csp_toolkit: Any, checkout: Path) -> Any:
    def written(*more: object, folder: Path | None = None) -> Any:
        return csp_toolkit("paper", "county", folder or checkout / "sample_districts", *DATED, *more)

    return written


def test_it_is_a_word_file_named_for_its_marking_and_state(pack: Any, tmp_path: Path) -> None:
    ran = pack("-o", tmp_path)
    assert ran.code == ExitCode.DONE, ran.err
    assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.docx"]
    assert f"{NAME}.docx: " in ran.said
    assert "DRAFT: returns not agreed or adopted" in ran.said
    assert "11 of 11 CSPs have reported" in ran.said


def test_several_formats_come_from_one_composition(
    pack: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    compose = composed.county_paper
    monkeypatch.setattr(composed, "county_paper", lambda found: calls.append(1) or compose(found))
    ran = pack("--format", "html", "--format", "excel", "-o", tmp_path / "new")
    assert ran.code == ExitCode.DONE, ran.err
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [f"{NAME}.html", f"{NAME}.xlsx"]
    assert calls == [1]


def test_the_same_returns_and_date_give_the_same_bytes(pack: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert pack("--format", "excel", "--format", "html", "-o", tmp_path / name).code == ExitCode.DONE
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_a_file_can_be_named_for_one_format(pack: Any, tmp_path: Path) -> None:
    assert pack("--format", "html", "-o", tmp_path / "pack.html").code == ExitCode.DONE
    assert (tmp_path / "pack.html").read_bytes().startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--format", "all", "-o", "pack.docx"),
            "pack.docx cannot hold word, pdf, html, excel. Name a folder",
        ),
        (("--format", "pdf", "-o", "pack.docx"), "pack.docx cannot hold pdf."),
        (("--unranked",), "--unranked goes with --edition public"),
        (("--format", "pdf", "--template", "ours.docx"), "A template is for Word papers"),
        (("--dated", "15/3/2017"), "'15/3/2017' is not a day such as 2017-04-01."),
        (("--year", "2020-21"), "There is no return of 2020-21, only of 2016-17."),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(
    pack: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = pack(*options)
    assert ran.code == ExitCode.USAGE
    assert said in ran.said
    assert list(tmp_path.iterdir()) == []


def test_a_template_that_is_not_there_is_said_before_anything_is_read(pack: Any, tmp_path: Path) -> None:
    ran = pack("--template", tmp_path / "none.docx", folder=tmp_path / "nowhere")
    assert ran.code == ExitCode.STORAGE
    assert f"There is no file {tmp_path / 'none.docx'}." in ran.said


def test_nine_of_eleven_stands_in_the_file_name(pack: Any, sample_county: Path, tmp_path: Path) -> None:
    for district in ("thanet", "swale"):
        shutil.rmtree(sample_county / district)
    out = tmp_path / "out"
    ran = pack("--format", "html", "-o", out, folder=sample_county)
    assert ran.code == ExitCode.DONE, ran.err
    assert [path.name for path in out.iterdir()] == [
        "OFFICIAL DRAFT 9 of 11 CSPs kent-county-pack-2017-18.html"
    ]


def test_the_public_edition_says_so_in_its_name_and_holds_no_order(pack: Any, tmp_path: Path) -> None:
    ran = pack("--format", "excel", "--edition", "public", "--unranked", "-o", tmp_path)
    assert ran.code == ExitCode.DONE, ran.err
    book = openpyxl.load_workbook(tmp_path / f"{NAME} public.xlsx")
    assert not any(sheet.title.startswith("Ranks") for sheet in book)


def test_it_reads_a_database_and_last_years_folder(
    csp_toolkit: Any, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    database = tmp_path / "county.db"
    assert csp_toolkit("store", "init", "--db", database).code == ExitCode.DONE
    sample = checkout / "sample_districts"
    assert csp_toolkit("store", "import", sample, "--db", database).code == ExitCode.DONE
    out = tmp_path / "out"
    ran = csp_toolkit("paper", "county", "county", "--db", database, *DATED, "--format", "html", "-o", out)
    assert ran.code == ExitCode.DONE, ran.err
    text = (out / f"{NAME}.html").read_text(encoding="utf-8")
    assert "Chain of Ashford, 2016-17" in text


def test_without_the_extra_it_says_how_to_install_it(
    pack: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    for name in [one for one in __import__("sys").modules if one.startswith("toolkit.papers.word")]:
        monkeypatch.delitem(__import__("sys").modules, name)
    ran = pack("-o", tmp_path)
    assert ran.code == ExitCode.USAGE
    assert 'pip install "csp-toolkit[papers]"' in ran.said


def test_on_a_terminal_a_bar_shows_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    from rich import console  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(console.Console, "is_terminal", property(lambda _: True))
        with paper_output.watched(2) as step:
            step("Reading the returns")
            step("Writing word")
    shown = capsys.readouterr().err
    assert "Writing word" in shown
    assert "1/2" in shown

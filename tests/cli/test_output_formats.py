"""Every command that reports writes it as a table, CSV, JSON and Markdown, on screen or in a file."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import ExitCode

COMMANDS = {
    "score": ("score", "sample_districts/maidstone"),
    "county": ("county", "sample_districts"),
    "horizon": ("horizon", "sample_districts"),
    "map": ("county", "map", "sample_county_published/kent_district_priorities.csv"),
    "matrices": ("matrix", "list"),
    "matrix": ("matrix", "show", "morile-style-csp-1.0"),
    "check": ("check", "sample_districts"),
}
FORMATS = ("table", "csv", "json", "markdown")


@pytest.fixture
def _in_the_checkout(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)


pytestmark = pytest.mark.usefixtures("_in_the_checkout")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_the_screen_shows(name: str, form: str, csp_toolkit: Any, tmp_path: Path) -> None:
    shown = csp_toolkit(*COMMANDS[name], "--format", form)
    written = csp_toolkit(*COMMANDS[name], "--format", form, "-o", tmp_path / "out")
    assert (shown.code, written.code) == (ExitCode.DONE, ExitCode.DONE)
    assert (written.out, written.err) == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    text = (tmp_path / "out").read_bytes().decode()
    if form == "table":  # a file is wider than the screen
        assert set(shown.out.split("\n", 1)[0].split()) <= set(text.split())
    else:
        assert text == shown.out


@pytest.mark.parametrize("name", COMMANDS)
def test_json_is_strict_and_always_the_same(name: str, csp_toolkit: Any) -> None:
    def refuse(text: str) -> None:
        raise AssertionError(text)

    first = csp_toolkit(*COMMANDS[name], "--format", "json").out
    json.loads(first, parse_constant=refuse)
    assert csp_toolkit(*COMMANDS[name], "--format", "json").out == first


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "check"])
def test_csv_is_one_table_with_one_header(name: str, csp_toolkit: Any) -> None:
    rows = list(csv.reader(io.StringIO(csp_toolkit(*COMMANDS[name], "--format", "csv").out), strict=True))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(set(rows[0])) == len(rows[0])


@pytest.mark.parametrize("name", COMMANDS)
def test_markdown_begins_with_a_heading_and_its_tables_are_square(name: str, csp_toolkit: Any) -> None:
    lines = csp_toolkit(*COMMANDS[name], "--format", "markdown").out.splitlines()
    assert lines[0].startswith("# ")
    tables = [line for line in lines if line.startswith("|")]
    widths = {line.replace("\\|", "").count("|") for line in tables}
    assert len(tables) == 0 or min(widths) >= 2


def test_nothing_but_the_report_goes_to_standard_output(csp_toolkit: Any) -> None:
    for command in COMMANDS.values():
        assert csp_toolkit(*command, "--format", "json").err == ""


def test_another_format_is_a_usage_error(csp_toolkit: Any) -> None:
    ran = csp_toolkit("score", "sample_districts/maidstone", "--format", "xml")
    assert ran.code == ExitCode.USAGE
    assert "'xml' is not one of" in ran.said


def test_a_failed_command_leaves_an_older_file_as_it_was(csp_toolkit: Any, tmp_path: Path) -> None:
    old = tmp_path / "out.json"
    old.write_text("old", encoding="utf-8")
    ran = csp_toolkit("score", tmp_path / "nowhere", "--format", "json", "-o", old)
    assert ran.code == ExitCode.STORAGE
    assert old.read_text(encoding="utf-8") == "old"


def test_a_report_replaces_an_older_one(csp_toolkit: Any, tmp_path: Path) -> None:
    old = tmp_path / "out.json"
    old.write_text("old", encoding="utf-8")
    assert csp_toolkit("horizon", "sample_districts", "--format", "json", "-o", old).code == ExitCode.DONE
    assert json.loads(old.read_text(encoding="utf-8"))["name"] == "Kent"

"""docs/security.md names a test for every threat, and each test it names is there."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = CHECKOUT / "docs" / "security.md"
ROW = re.compile(r"^\| (T\d+) \|(.*)\|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
THREATS = [f"T{number}" for number in range(1, 28)]


def rows() -> dict[str, str]:
    return dict(ROW.findall(PAGE.read_text(encoding="utf-8")))


def test_every_threat_has_its_row() -> None:
    assert list(rows()) == THREATS


@pytest.mark.parametrize("threat", THREATS)
def test_a_threat_names_tests_that_are_there(threat: str) -> None:
    named = NAMED.findall(rows()[threat])
    assert named, "name a test"
    for file, name in named:
        source = (CHECKOUT / file).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in source, f"{file} has no {name}"


def test_no_package_of_a_format_that_is_not_written_is_depended_on() -> None:
    """Word, templates and PDF have threats of their own; whoever brings them brings their tests."""
    project = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8").casefold()
    assert [name for name in ("docxtpl", "reportlab", "weasyprint") if name in project] == []

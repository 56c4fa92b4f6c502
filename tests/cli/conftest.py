"""Running a command as a user does, and what it printed."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from toolkit.__main__ import run


class Ran(NamedTuple):
    """What a command ended with and said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Return everything said, without the line breaks and rules of tables."""
        return " ".join(f"{self.out} {self.err}".split())


Run = Callable[..., Ran]


@pytest.fixture
def csp_toolkit(capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Ran(code, captured.out, captured.err)

    return ran


@pytest.fixture
def two_years(sample_county: Path) -> Path:
    """Make Swale's return one of the year after."""
    header = sample_county / "swale" / "return.toml"
    text = header.read_text(encoding="utf-8")
    text = text.replace('plan_year = "2017-18"', 'plan_year = "2018-19"')
    text = text.replace('assessment_year = "2016-17"', 'assessment_year = "2017-18"')
    header.write_text(text, encoding="utf-8")
    return sample_county


@pytest.fixture
def two_matrices(sample_county: Path) -> Path:
    """Score Dover with the doubling values: the same levels, written 0, 1, 2, 4 and 8."""
    doubled = {"3": "4", "4": "8"}
    header = sample_county / "dover" / "return.toml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text.replace('"morile-style-csp"', '"morile-style-csp-doubling"'), encoding="utf-8")
    scores = sample_county / "dover" / "scores.csv"
    rows = [line.split(",", 5) for line in scores.read_text(encoding="utf-8").splitlines()]
    changed = [[*row[:4], doubled.get(row[4], row[4]), row[5]] for row in rows]
    scores.write_text("".join(f"{','.join(row)}\n" for row in changed), encoding="utf-8")
    return sample_county

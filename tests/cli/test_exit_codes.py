"""Exit codes mean the same in every command, and no failure shows a traceback."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import ExitCode, IntegrityBroken, NotPermitted
from toolkit.resources import shipped

NUMBERS = {
    "DONE": 0,
    "USAGE": 2,
    "INPUT_REJECTED": 3,
    "CONFLICT": 4,
    "STORAGE": 5,
    "INTEGRITY": 6,
    "NOT_PERMITTED": 7,
    "BUG": 70,
}


def test_the_codes_are_those_promised() -> None:
    assert {code.name: code.value for code in ExitCode} == NUMBERS


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("county", "--help"),
        ("county", "map", "--help"),
        ("score", "--help"),
        ("matrix", "schema"),
    ],
)
def test_help_and_schemas_end_with_0(arguments: tuple[str, ...], csp_toolkit: Any) -> None:
    assert csp_toolkit(*arguments).code == ExitCode.DONE


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("scoer",), "scoer"),
        (("score",), "path"),
        (("score", "--danger", "x"), "--danger"),
        (("county",), ""),
        (("new", "x"), "--district"),
        (("template",), "--output"),
        (("matrix", "schema", "--kind", "matrx"), "There is no kind 'matrx'."),
        (("app", "--port", "0"), "--port"),
    ],
)
def test_a_command_that_makes_no_sense_ends_with_2(
    arguments: tuple[str, ...], says: str, csp_toolkit: Any
) -> None:
    ran = csp_toolkit(*arguments)
    assert ran.code == ExitCode.USAGE
    assert says in ran.said


@pytest.mark.parametrize("command", ["score", "county", "horizon"])
def test_what_cannot_be_written_ends_with_5_and_leaves_nothing(
    command: str, csp_toolkit: Any, checkout: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    path = checkout / "sample_districts" / ("maidstone" if command == "score" else "")
    for target in (tmp_path / "file" / "out.csv", tmp_path / "no" / "out.csv", tmp_path):
        ran = csp_toolkit(command, path, "--format", "csv", "-o", target)
        assert ran.code == ExitCode.STORAGE
        assert "could not be written" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["out", "out.xlsx", "out.json"])
def test_convert_and_new_under_a_file_end_with_5(
    name: str, csp_toolkit: Any, checkout: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    target = tmp_path / "file" / name
    assert csp_toolkit("convert", checkout / "sample_districts" / "swale", target).code == ExitCode.STORAGE
    new = csp_toolkit("new", tmp_path / "file" / "x", "--district", "Swale", "--matrix", "morile-style-csp")
    assert new.code == ExitCode.STORAGE
    assert csp_toolkit("template", "-o", tmp_path / "file" / "x.xlsx").code == ExitCode.STORAGE
    assert csp_toolkit("sample", tmp_path / "file" / "x").code == ExitCode.STORAGE


def test_a_full_disk_ends_with_5(checkout: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "toolkit", "score", str(checkout / "sample_districts" / "maidstone")],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=checkout,
        )
    assert ran.returncode == ExitCode.STORAGE
    assert "Traceback" not in ran.stderr


def test_a_reader_who_stops_reading_is_no_failure(checkout: Path) -> None:
    command = f"{sys.executable} -m toolkit county sample_districts --format json | head -c 10"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], check=False, capture_output=True, text=True, cwd=checkout
    )
    assert (ran.returncode, ran.stderr) == (0, "")


FAILURES = [
    (IntegrityBroken("What is stored is not what was stored."), ExitCode.INTEGRITY, "not what was stored"),
    (NotPermitted("Only the district's analyst may."), ExitCode.NOT_PERMITTED, "Only the district's"),
    (OSError(28, "No space left on device", "x.csv"), ExitCode.STORAGE, "x.csv could not be read or written"),
    (ZeroDivisionError("1/0"), ExitCode.BUG, "Something went wrong inside csp-toolkit itself"),
    (RecursionError(), ExitCode.BUG, "Something went wrong inside csp-toolkit itself"),
]


@pytest.mark.parametrize(("failure", "code", "says"), FAILURES)
def test_a_failure_inside_is_one_message_and_a_code(
    failure: Exception, code: ExitCode, says: str, csp_toolkit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise failure

    monkeypatch.delenv("CSP_TOOLKIT_DEBUG", raising=False)
    monkeypatch.setattr("toolkit.methods.scoring.score", fail)
    ran = csp_toolkit("score", shipped("sample_districts") / "maidstone")
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert "1/0" not in ran.err


def test_a_bug_shows_where_it_is_when_asked(
    csp_toolkit: Any, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("here")

    monkeypatch.setenv("CSP_TOOLKIT_DEBUG", "1")
    monkeypatch.setattr("toolkit.methods.scoring.score", fail)
    with pytest.raises(ZeroDivisionError, match="here"):
        csp_toolkit("score", checkout / "sample_districts" / "maidstone")


def test_every_reading_command_rejects_a_faulty_return_with_3(
    csp_toolkit: Any, sample_county: Path, tmp_path: Path
) -> None:
    header = sample_county / "swale" / "return.toml"
    header.write_text(header.read_text(encoding="utf-8").replace('"Swale"', '"Swail"'), encoding="utf-8")
    swale = sample_county / "swale"
    for arguments in (
        ("score", swale),
        ("convert", swale, tmp_path / "swale.xlsx"),
        ("check", swale),
        ("horizon", swale),
        ("county", sample_county),
        ("check", sample_county),
        ("horizon", sample_county),
    ):
        ran = csp_toolkit(*arguments)
        assert ran.code == ExitCode.INPUT_REJECTED, arguments
        assert "swale/return.toml, line 3, district: unknown district 'Swail'" in ran.said
        assert "Did you mean 'Swale'?" in ran.said
    assert not (tmp_path / "swale.xlsx").exists()


def test_a_shell_sees_the_same_code(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout / "sample_districts" / "swale", tmp_path / "swale")
    (tmp_path / "swale" / "scores.csv").write_text("issue\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "toolkit", "check", str(tmp_path / "swale")],
        check=False,
        capture_output=True,
        text=True,
        cwd=checkout,
    )
    assert ran.returncode == ExitCode.INPUT_REJECTED
    assert "swale/scores.csv, line 1: missing column" in ran.stdout

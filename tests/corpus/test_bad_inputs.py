"""Whatever a file holds, `check` says what is wrong in its author's terms, quickly, and changes nothing.

The corpus adapts the 155 cases of the project's notes on reliability to this product's formats.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.corpus.case import Case
from tests.corpus.cases import CASES
from tests.corpus.name_cases import UNREADABLE
from toolkit.__main__ import run
from toolkit.errors import ExitCode

FEWEST = 150
RUNAWAY = 20  # seconds of processor time, on any machine; benchmarks/hostile_inputs.py says how many it takes
MEGABYTES = 300
IDS = [case.name.encode("ascii", "backslashreplace").decode() for case in CASES]
HOSTILE = [case for case in CASES if case.hostile]

MEASURED = """
import sys, time
from toolkit.__main__ import run
code = run(sys.argv[1:])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print("PEAK", peak.split()[1], time.process_time(), file=sys.stderr)
sys.exit(code)
"""


def contents(folder: Path) -> dict[str, str]:
    """Return what every file below a folder holds and when it was changed."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        held = (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else ""
        )
        found[str(path.relative_to(folder))] = f"{status.st_mode} {status.st_mtime_ns} {held}"
    return found


def said_of(case: Case, said: str) -> None:
    assert "Traceback" not in said
    assert [text for text in case.says if text not in said] == [], said


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_check_gives_the_expected_verdict(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = case.build(tmp_path)
    before = contents(tmp_path)
    start = time.process_time()
    code = run(["check", str(path)])
    assert time.process_time() - start < RUNAWAY
    said = "".join(capsys.readouterr())
    assert code == case.code, said
    said_of(case, said)
    assert str(tmp_path) not in said, "a message never shows a path of the machine"
    assert contents(tmp_path) == before


def measured(path: Path) -> tuple[int, str, float, float]:
    """Check `path` in a process of its own; return code, what was said, megabytes and seconds."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", MEASURED, "check", str(path)]
    ran = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=path.parent, env=environment
    )
    said, _, figures = ran.stderr.rpartition("PEAK ")
    kilobytes, seconds = figures.split()
    return ran.returncode, ran.stdout + said, int(kilobytes) / 1000, float(seconds)


@pytest.mark.soak
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the memory of a process from /proc")
@pytest.mark.parametrize("case", HOSTILE, ids=[case.name for case in HOSTILE])
def test_a_hostile_file_takes_little_memory_and_never_runs_away(case: Case, tmp_path: Path) -> None:
    path = case.build(tmp_path)
    before = contents(tmp_path)
    code, said, megabytes, seconds = measured(path)
    assert code == case.code
    said_of(case, said)
    assert megabytes < MEGABYTES
    assert seconds < RUNAWAY
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_file_is_said_to_be_unreadable(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = UNREADABLE[name](tmp_path)
    assert run(["check", str(path)]) == ExitCode.STORAGE
    said = "".join(capsys.readouterr())
    assert "Traceback" not in said
    assert f"{path.name}" in said or "scores.csv" in said


def test_the_corpus_is_large_and_each_case_is_named_once() -> None:
    verdicts = Counter("accepted" if case.code == ExitCode.DONE else "rejected" for case in CASES)
    sys.stdout.write(
        f"{len(CASES)} inputs: {verdicts['rejected']} rejected, {verdicts['accepted']} accepted; "
        f"{len(HOSTILE)} of them measured in a process of their own too\n"
    )
    assert len(CASES) >= FEWEST
    assert len({case.name for case in CASES}) == len(CASES)
    assert min(verdicts.values()) > 20

"""The command answers at once: what is heavy is imported by the commands that need it."""

import resource
import subprocess
import sys

HEAVY = {"altair", "numpy", "pandas", "scipy", "sqlalchemy", "streamlit"}
ENOUGH = 0.5  # seconds of processor time


def processor_seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def test_help_takes_under_half_a_second_of_processor_time() -> None:
    best = min(processor_seconds([sys.executable, "-m", "toolkit", "--help"]) for _ in range(5))
    assert best < ENOUGH


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import runpy, sys\n"
        "sys.argv = ['csp-toolkit', '--help']\n"
        "try:\n    runpy.run_module('toolkit', run_name='__main__')\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert "county" in ran.stdout
    assert HEAVY & set(ran.stderr.split()) == set()


def test_a_command_imports_no_other() -> None:
    script = (
        "import sys\nfrom toolkit.__main__ import run\nassert run(['app', '--help']) == 0\n"
        "print(*(name for name in sys.modules if name.startswith('toolkit.cli.')), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert "--no-browser" in ran.stdout
    assert set(ran.stderr.split()) == {
        "toolkit.cli.commands",
        "toolkit.cli.database",
        "toolkit.cli.on_demand",
        "toolkit.cli.serve",
    }


def test_importing_the_package_imports_nothing_heavy() -> None:
    script = "import sys, toolkit; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert HEAVY & set(ran.stdout.split()) == set()

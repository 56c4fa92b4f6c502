"""What was acknowledged is there after the app or the server was killed, once, in a chain that verifies."""

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import InTime
from tests.faults.scorers import fill_until_refused, hold_all, open_store, read_saved, retry_and_hold, start
from tests.throwaway_postgres import Server

CHECKOUT = Path(__file__).resolve().parents[2]
UNREACHABLE = (
    "The database cannot be reached, or refused the login. Nothing was saved; try again in a moment."
)
pytestmark = pytest.mark.rounds


def lines_until_killed(address: str, record: str, wait: float) -> list[str]:
    """Start the app's process, kill it while it writes, and return the lines it had said."""
    command = [sys.executable, "-m", "tests.faults.scorers", address, record]
    env = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen(command, cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        time.sleep(wait)
        process.kill()
        lines += process.stdout.readlines()
    return lines


def test_nothing_acknowledged_is_lost_or_doubled_when_the_app_is_killed(
    address: str, rounds: int, in_time: InTime
) -> None:
    for number in in_time(rounds):
        with open_store(address) as store:
            record = start(store, number)
        saved = read_saved(lines_until_killed(address, record, 0.05 + 0.4 * number / rounds))
        assert sum(saved.values()) > 0
        with open_store(address) as store:
            retry_and_hold(store, record, saved)
    with open_store(address) as store:
        hold_all(store)


def test_nothing_acknowledged_is_lost_or_doubled_when_postgresql_is_killed(
    server: Server, rounds: int, in_time: InTime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    def kill_after(wait: float) -> None:
        time.sleep(wait)
        server.kill()

    with open_store(server.address) as store:
        for number in in_time(rounds):
            record = start(store, number)
            kill = partial(kill_after, 0.1 + 0.5 * number / rounds)
            saved, said = fill_until_refused(store, record, kill)
            assert said == {UNREACHABLE}
            server.start()
            retry_and_hold(store, record, saved)
        hold_all(store)

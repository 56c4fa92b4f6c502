"""Do something to a database in a process that kills itself before a given statement."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator

from sqlalchemy import Engine, event

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults.dying", "tests.faults.scorers", "toolkit.store.upgrading"])
_SECONDS = 60
MOST = 2_000
_ROUNDS_FOR_ALL = 100


def killed_at_statements(work: Callable[[str], None], address: str, rounds: int) -> Iterator[int]:
    """Let a process do `work` and die before its first statement, then later ones, until it gets through.

    Yields the number of each statement it died at: every one in 100 rounds or more, every thirteenth in
    fewer. The commit counts as one.
    """
    for number in range(1, MOST, 1 if rounds >= _ROUNDS_FOR_ALL else 13):
        process = _CONTEXT.Process(target=_die_at, args=(number, work, address))
        process.start()
        process.join(_SECONDS)
        if process.exitcode == 0:
            return
        assert process.exitcode == -signal.SIGKILL, process.exitcode
        yield number
    raise AssertionError("it never came to an end")


def _die_at(number: int, work: Callable[[str], None], address: str) -> None:
    count = 0

    def look(*_: object) -> None:
        nonlocal count
        count += 1
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", look)
    event.listen(Engine, "commit", look)
    work(address)

"""Count figures in a process of its own: nobody else's page waits, and its memory is given back."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import Final

from toolkit.errors import InputRejected, Refused, StorageFailed
from toolkit.evidence.load import Progress
from toolkit.evidence.told import Answer, Counted, Question
from toolkit.language import say

_COMMAND: Final = (sys.executable, "-P", "-m", "toolkit.evidence.apart_process")
_PATH: Final = "PYTHONPATH"
_ONE_AT_A_TIME: Final = Lock()
"""Each takes up to 500 MB while it counts."""


def count_apart(
    question: Question, progress: Callable[[Progress], None], waits: Callable[[], None] = lambda: None
) -> Counted:
    """Return what the files of a question hold; `progress` is called now and then, and may end it by raising.

    `waits` is called where others are counted first.

    Raises
    ------
    InputRejected
        With every fault of every file; nothing is loaded then.
    Refused
        When they cannot be counted, such as for want of an extra.
    StorageFailed
        When the process ended before it had counted.
    """
    with _alone(waits), _running(question) as answers:
        for answer in answers:
            if answer.progress is not None:
                progress(answer.progress)
            if answer.faults:
                raise InputRejected(answer.faults)
            if answer.refused:
                raise Refused(answer.refused)
            if answer.counted is not None:
                return answer.counted
    raise StorageFailed(
        say("Counting stopped before its end, perhaps for want of memory. Nothing was loaded.")
    )


@contextmanager
def _alone(waits: Callable[[], None]) -> Iterator[None]:
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        waits()
        _ONE_AT_A_TIME.acquire()
    try:
        yield
    finally:
        _ONE_AT_A_TIME.release()


@contextmanager
def _running(question: Question) -> Iterator[Iterator[Answer]]:
    with TemporaryFile("w+", encoding="utf-8") as asked:
        asked.write(question.model_dump_json())
        asked.seek(0)
        process = subprocess.Popen(  # noqa: S603 (our own program, nothing of it given by anybody)
            _COMMAND,
            env=_environment(),
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
    with process:
        try:
            yield (Answer.model_validate_json(line) for line in process.stdout or ())
        finally:
            process.kill()


def _environment() -> dict[str, str]:
    """Return the environment, in which the toolkit is found also where it runs from a checkout."""
    ours = str(Path(__file__).resolve().parents[2])
    return {
        **os.environ,
        "PYTHONUTF8": "1",
        _PATH: os.pathsep.join(filter(None, (os.environ.get(_PATH), ours))),
    }

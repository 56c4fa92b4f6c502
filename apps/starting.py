"""The app answers at once and warms up meanwhile; whoever comes before that is told and waits."""

import threading
from collections.abc import Callable
from typing import Final

_FIRST: Final = 0.1
"""Seconds in which the app answers alone: Python does one thing at a time, and who waits goes first."""

_warm = threading.Event()
_warm.set()


def begin(warm_up: Callable[[], None]) -> None:
    """Warm up in the background; what fails there is told by the page that needs it."""
    _warm.clear()
    soon = threading.Timer(_FIRST, _run, args=(warm_up,))
    soon.name, soon.daemon = "warm-up", True
    soon.start()


def is_under_way() -> bool:
    """Say whether the app is still warming up."""
    return not _warm.is_set()


def wait() -> None:
    """Wait until the app is warm: two threads that import the same at once would meet half of it."""
    _warm.wait()


def _run(warm_up: Callable[[], None]) -> None:
    try:
        warm_up()
    finally:
        _warm.set()

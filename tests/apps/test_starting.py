"""The app answers while it warms up, and nobody waits for a warm-up that failed."""

import threading

import pytest

from apps import starting

PATIENCE = 10.0  # seconds


def test_a_warm_up_is_under_way_until_it_is_done_and_not_before_it_begins() -> None:
    assert not starting.is_under_way()
    let_go, waited = threading.Event(), threading.Event()
    starting.begin(lambda: let_go.wait(PATIENCE) and None)
    assert starting.is_under_way()

    def come_early() -> None:
        starting.wait()
        waited.set()

    threading.Thread(target=come_early, daemon=True).start()
    assert not waited.wait(0.05)
    let_go.set()
    assert waited.wait(PATIENCE)
    assert not starting.is_under_way()


def test_a_warm_up_that_fails_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda what: said.append(str(what.exc_value)))

    def fails() -> None:
        raise RuntimeError("a page cannot be imported")

    starting.begin(fails)
    starting.wait()
    assert not starting.is_under_way()
    for thread in threading.enumerate():
        if thread.name == "warm-up":
            thread.join(PATIENCE)
    assert said == ["a page cannot be imported"]

"""The one thread of a process that writes to SQLite: changes queue for it, and are answered once safe.

Threads that each wait for SQLite's own lock are served unfairly, some for seconds; a queue serves in turn.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine

from toolkit.errors import StorageFailed
from toolkit.language import say

T = TypeVar("T")

QUEUE_LIMIT: Final = 1_000
"""Changes that may wait at once."""

DEADLINE_SECONDS: Final = 10.0
"""How long a change waits for its turn and its answer before its sender is told."""

_TOGETHER: Final = 64
"""Changes that may share one flush to disk; each still succeeds or fails by itself."""


@dataclass(frozen=True)
class _Waiting:
    work: Callable[[Connection], Any]
    answer: Future[Any]


class Writer:
    """A thread that does work on a connection of `engine`, in the order it was asked for.

    Work is answered only after its commit. Several pieces that wait together share a commit: each runs inside
    a savepoint of its own, so that one that fails takes nothing with it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.Queue[_Waiting | None] = queue.Queue(QUEUE_LIMIT)
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def do(self, work: Callable[[Connection], T], within: float | None = DEADLINE_SECONDS) -> T:
        """Return what `work` gave, once it is committed; raise what it raised. `within` is in seconds.

        Raises
        ------
        StorageFailed
            When the queue is full or the answer does not come in time. The change may then still be saved;
            sent again with the same operation id it is not doubled.
        """
        waiting = _Waiting(work, Future())
        try:
            self._queue.put(waiting, timeout=DEADLINE_SECONDS)
            return waiting.answer.result(timeout=within)  # type: ignore[no-any-return] # the queue forgets
        except (queue.Full, TimeoutError):
            waiting.answer.cancel()
            raise StorageFailed(
                say("The database is too busy: this change was not saved in time. Try again in a moment.")
            ) from None

    def close(self) -> None:
        """Finish what is waiting and end the thread."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, ends = self._batch(first)
            self._serve(batch)
            if ends:
                return

    def _batch(self, first: _Waiting) -> tuple[list[_Waiting], bool]:
        batch = [first]
        while len(batch) < _TOGETHER:
            try:
                following = self._queue.get_nowait()
            except queue.Empty:
                break
            if following is None:
                return batch, True
            batch.append(following)
        return batch, False

    def _serve(self, batch: list[_Waiting]) -> None:
        taken = [waiting for waiting in batch if waiting.answer.set_running_or_notify_cancel()]
        done: list[tuple[Future[Any], Any]] = []
        try:
            with self._engine.begin() as connection:
                for waiting in taken:
                    # Not as a context: SQLite ends the whole transaction when the disk is full, and to go
                    # back to a savepoint that went with it would fail in its turn and hide why.
                    savepoint = connection.begin_nested() if len(taken) > 1 else None
                    try:
                        result = waiting.work(connection)
                    except Exception as error:
                        waiting.answer.set_exception(error)
                        if savepoint is None or not _is_open(connection):
                            raise
                        savepoint.rollback()
                    else:
                        if savepoint is not None:
                            savepoint.commit()
                        done.append((waiting.answer, result))
        except Exception as error:  # noqa: BLE001 (the commit failed: nobody's work was saved)
            for waiting in taken:
                if not waiting.answer.done():
                    waiting.answer.set_exception(error)
            return
        for answer, result in done:
            answer.set_result(result)


def _is_open(connection: Connection) -> bool:
    """Say whether SQLite still has the transaction that `connection` began."""
    return bool(getattr(connection.connection.driver_connection, "in_transaction", False))

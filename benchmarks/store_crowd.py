"""A made-up crowd that writes to a store all at once, and what each of them was told.

Everyone is an analyst of one district. Of each change it is kept which operation it was, what it said and
whether the store said "saved", so that afterwards the database can be held against it (`store_held`).
"""

import multiprocessing
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from multiprocessing.synchronize import Barrier
from queue import Empty
from typing import Protocol

from benchmarks.store_places import Cell, Place, analyst, opened
from toolkit.model.assessment import AGREED, Score
from toolkit.model.principal import Principal
from toolkit.model.revision import score_of
from toolkit.store.acts import Stale
from toolkit.store.assessments import new_operation, open_return, save_scores
from toolkit.store.store import Store
from toolkit.store.values import score_key

HOT_CELLS = 20
MOST_SECONDS = 600


@dataclass
class Wrote:
    """What one person did, and what they were told."""

    saved: list[tuple[str, str, str]] = field(default_factory=list)
    """Operation, key of the row and what it said, in the order the store said "saved"."""
    told: list[str] = field(default_factory=list)
    """Operations that were refused because someone else was first."""
    waits: list[float] = field(default_factory=list)
    """Seconds until each answer."""


class Job(Protocol):
    """What one person does: given the store, their number, their district's return and how many changes."""

    def __call__(self, store: Store, who: int, place: Place, changes: int) -> Wrote:
        """Do it."""


def fill_own_rows(store: Store, who: int, place: Place, changes: int) -> Wrote:
    """Change rows that nobody else changes, as scorers do."""
    rng, person, wrote = random.Random(who), analyst(who, place.district), Wrote()
    rows: dict[Cell, Score] = {}
    for number in range(changes):
        cell = rng.choice(place.cells)
        seen = rows.get(cell) or Score(issue=cell.issue, criterion=cell.criterion, scorer=person.name)
        rows[cell] = new = seen.changed(level=rng.choice(cell.levels), rationale=f"{who}, change {number}")
        _save(store, (person, place.record), (seen, new), wrote)
    return wrote


def change_hot_cells(store: Store, who: int, place: Place, changes: int) -> Wrote:
    """Change the same few agreed rows as everyone else: look, change, and look again when told to."""
    rng, person, wrote = random.Random(who), analyst(who, place.district), Wrote()
    for number in range(changes):
        cell = rng.choice(place.cells[:HOT_CELLS])
        for attempt in range(MOST_SECONDS):
            stored = open_return(store, person, place.record)
            seen = score_of(stored.return_, cell.issue, cell.criterion, AGREED)
            said = f"{who}, change {number}, attempt {attempt}"
            new = seen.changed(level=rng.choice(cell.levels), rationale=said)
            if _save(store, (person, place.record), (seen, new), wrote):
                break
    return wrote


def _save(store: Store, whose: tuple[Principal, str], pair: tuple[Score, Score], wrote: Wrote) -> bool:
    (person, record), (_, new) = whose, pair
    operation, start = new_operation(), time.perf_counter()
    try:
        save_scores(store, person, record, [pair], operation=operation)
    except Stale:
        wrote.told.append(operation)
        return False
    finally:
        wrote.waits.append(time.perf_counter() - start)
    wrote.saved.append((operation, f"{record}/score/{score_key(new)}", new.rationale))
    return True


def by_threads(
    address: str, places: Sequence[Place], job: Job, people: int, changes: int
) -> tuple[list[Wrote], float]:
    """Let each person be a thread of one process, as in the app; return what they wrote and the seconds."""
    found: list[Wrote | BaseException] = []
    with opened(address) as store:

        def one(who: int, place: Place) -> None:
            try:
                found.append(job(store, who, place, changes))
            except BaseException as error:  # noqa: BLE001 (it is raised below, in the thread that asked)
                found.append(error)

        threads = [
            threading.Thread(target=one, args=(who, place))
            for who, place in enumerate(islice(cycle(places), people))
        ]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return list(_wrote(found)), time.perf_counter() - start


def by_processes(
    address: str, places: Sequence[Place], job: Job, people: int, changes: int
) -> tuple[list[Wrote], float]:
    """Let each person be a process of their own; return what they wrote and the seconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.store_crowd"])
    results, barrier = context.Queue(), context.Barrier(people + 1)
    workers = [
        context.Process(target=_work, args=(_Task(address, job, who, place, changes), barrier, results))
        for who, place in enumerate(islice(cycle(places), people))
    ]
    for worker in workers:
        worker.start()
    barrier.wait(MOST_SECONDS)
    start = time.perf_counter()
    found = [_result(results.get) for _ in workers]
    seconds = time.perf_counter() - start
    for worker in workers:
        worker.join()
    return list(_wrote(found)), seconds


@dataclass(frozen=True)
class _Task:
    address: str
    job: Job
    who: int
    place: Place
    changes: int


def _work(task: _Task, barrier: Barrier, results: "multiprocessing.Queue[Wrote | BaseException]") -> None:
    try:
        with opened(task.address) as store:
            open_return(store, analyst(task.who, task.place.district), task.place.record)
            barrier.wait(MOST_SECONDS)
            results.put(task.job(store, task.who, task.place, task.changes))
    except BaseException as error:  # noqa: BLE001 (it is raised again in the process that asked)
        barrier.abort()
        results.put(RuntimeError(repr(error)))


def _result(get: Callable[..., Wrote | BaseException]) -> Wrote | BaseException:
    try:
        return get(timeout=MOST_SECONDS)
    except Empty:
        return RuntimeError("a worker process gave no answer")


def _wrote(found: Iterable[Wrote | BaseException]) -> Iterator[Wrote]:
    for one in found:
        if isinstance(one, BaseException):
            raise one
        yield one

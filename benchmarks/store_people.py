"""People who work with a store the way people do: they think, change a row, and now and then look."""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

from benchmarks.store_places import Cell, Place, analyst, opened
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import Score
from toolkit.model.principal import Principal
from toolkit.store.assessments import new_operation, open_return, save_scores
from toolkit.store.store import Store

THINK_SECONDS = 1.0
READ_EVERY = 5


@dataclass
class Day:
    """How long each answer took, in seconds, and everything that went wrong."""

    saves: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def days(address: str, places: Sequence[Place], people: int, seconds: float) -> list[Day]:
    """Let people work for some seconds, each a thread of one process as in the app."""
    found = [Day() for _ in range(people)]
    with opened(address) as store:
        end = time.monotonic() + seconds
        threads = [
            threading.Thread(target=_work, args=(store, who, place, end, found[who]))
            for who, place in enumerate(islice(cycle(places), people))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return found


def _work(store: Store, who: int, place: Place, end: float, day: Day) -> None:
    rng, person = random.Random(who), analyst(who, place.district)
    rows: dict[Cell, Score] = {}
    actions = 0
    while (pause := rng.expovariate(1 / THINK_SECONDS)) < end - time.monotonic():
        time.sleep(pause)
        actions += 1
        start = time.perf_counter()
        try:
            if actions % READ_EVERY == 0:
                rank(score(open_return(store, person, place.record).return_))
                day.reads.append(time.perf_counter() - start)
            else:
                _save(store, person, place, rng, rows)
                day.saves.append(time.perf_counter() - start)
        except Exception as error:  # noqa: BLE001 (whatever goes wrong is counted)
            day.errors.append(repr(error))


def _save(store: Store, person: Principal, place: Place, rng: random.Random, rows: dict[Cell, Score]) -> None:
    cell = rng.choice(place.cells)
    seen = rows.get(cell) or Score(issue=cell.issue, criterion=cell.criterion, scorer=person.name)
    new = seen.changed(level=rng.choice(cell.levels), rationale=f"thought about it {rng.random():.6f}")
    save_scores(store, person, place.record, [(seen, new)], operation=new_operation())
    rows[cell] = new

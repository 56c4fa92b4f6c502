"""How long a large store takes to open a district and to make the county's tables.

Beside the time on the clock stands our own processor's: on a machine that does other things too, the clock
says little.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import text

from benchmarks.county_speed import generated_areas, ours
from benchmarks.store_places import KEEPER, Place, add_places, analyst, opened
from toolkit.files.library import Library
from toolkit.model.assessment import Score
from toolkit.model.county import CountyReturns
from toolkit.store.address import parse_address
from toolkit.store.assessments import new_operation, open_return, save_scores
from toolkit.store.store import Store

SCORERS, ROUNDS = 10, 3


@dataclass(frozen=True)
class Took:
    """Milliseconds on the clock and of our own processor."""

    clock: float
    processor: float

    def __str__(self) -> str:
        """Write both."""
        return f"{self.clock:10.1f} ms  (processor {self.processor:.1f} ms)"


def typical(times: Iterable[Took]) -> Took:
    """Return the median of each."""
    found = list(times)
    return Took(median(one.clock for one in found), median(one.processor for one in found))


def sizes(address: str, districts: int, again: int, runs: int) -> Iterator[tuple[str, object]]:
    """Make a large store, then yield what was done and how long it took (median).

    The first district's scores are each changed `again` times more, so that its chain is as much longer.
    """
    with opened(address) as store:
        places = add_places(store, districts, SCORERS, ROUNDS)
        for number in range(again):
            change_every_score(store, places[0], number)
    yield "size of the database", f"{megabytes(address):10.1f} MB"
    yield "open a district, cold", typical([_cold(address, places[:1]) for _ in range(runs)])
    with opened(address) as store, opened_beside(address, store) as other:
        open_return(store, KEEPER, places[0].record)
        yield (
            "open a district, warm",
            typical([_timed(lambda: _open(store, places[:1])) for _ in range(runs)]),
        )
        yield "open a district after a change", typical(_after_changes(store, other, places[0], runs))
    yield "save one change", typical(_saves(address, places[0]))
    yield "county's tables, cold", typical([_cold(address, places, _tables) for _ in range(runs)])
    with opened(address) as store:
        _tables(store, places)
        yield "county's tables, warm", typical([_timed(lambda: _tables(store, places)) for _ in range(runs)])


def opened_beside(address: str, store: Store) -> Store:
    """Return a second store, as another process has it; on a file the same one, for one process writes."""
    return store if store.database.is_sqlite else opened(address)


def change_every_score(store: Store, place: Place, number: int) -> None:
    """Add a revision of every score of a return."""
    scores = open_return(store, KEEPER, place.record).return_.scores
    changes = [(score, score.changed(rationale=f"seen again {number}")) for score in scores]
    save_scores(store, KEEPER, place.record, changes, operation=new_operation())


def megabytes(address: str) -> float:
    where = parse_address(address)
    if where.path is not None:
        return sum(Path(p).stat().st_size for p in where.path.parent.glob(f"{where.path.name}*")) / 1e6
    with opened(address) as store, store.database.reading() as connection:
        return (
            float(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()) / 1e6
        )


def _open(store: Store, places: Sequence[Place]) -> None:
    for place in places:
        open_return(store, KEEPER, place.record)


def _tables(store: Store, places: Sequence[Place]) -> None:
    library = Library()
    returns = tuple(open_return(store, KEEPER, place.record).return_ for place in places)
    ours(
        CountyReturns(
            name="Generated",
            area_set=generated_areas(len(places)),
            category_set=library.category_set("kent-categories-2017-18", "1.0"),
            heading_set=library.heading_set("pestelo", "1.0"),
            returns=returns,
        )
    )


def _cold(
    address: str, places: Sequence[Place], work: Callable[[Store, Sequence[Place]], None] = _open
) -> Took:
    with opened(address) as store:
        return _timed(lambda: work(store, places))


def _saves(address: str, place: Place) -> Iterator[Took]:
    with opened(address) as store:
        open_return(store, KEEPER, place.record)
        person = analyst(0, place.district)
        for cell in place.cells[:50]:
            seen = Score(issue=cell.issue, criterion=cell.criterion, scorer=person.name)
            new = seen.changed(level=cell.levels[0])
            yield _timed(
                lambda pair=(seen, new): save_scores(
                    store, person, place.record, [pair], operation=new_operation()
                )
            )


def _after_changes(store: Store, other: Store, place: Place, runs: int) -> Iterator[Took]:
    cell = place.cells[0]
    row = Score(issue=cell.issue, criterion=cell.criterion, scorer="Someone else")
    for number in range(runs):
        new = row.changed(level=cell.levels[0], rationale=f"change {number}")
        save_scores(other, KEEPER, place.record, [(row, new)], operation=new_operation())
        row = new
        yield _timed(lambda: _open(store, [place]))


def _timed(work: Callable[[], object]) -> Took:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Took((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)

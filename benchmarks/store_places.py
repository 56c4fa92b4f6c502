"""Made-up returns in a store, for benchmarks to work on."""

import random
from contextlib import ExitStack
from dataclasses import dataclass

from toolkit.files.library import Library
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.principal import Grant, Principal, Role, sole_user
from toolkit.store.address import parse_address
from toolkit.store.assessments import new_operation, start_return
from toolkit.store.database import Database
from toolkit.store.store import Store

KEEPER = sole_user("Benchmark")


@dataclass(frozen=True)
class Cell:
    """A criterion of an issue, and the levels it may have."""

    issue: str
    criterion: str
    levels: tuple[int, ...]


@dataclass(frozen=True)
class Place:
    """A district's return in the store, and what can be scored in it."""

    record: str
    district: str
    cells: tuple[Cell, ...]


def opened(address: str) -> Store:
    """Open the database at `address` and make its tables where there are none."""
    with ExitStack() as stack:
        database = stack.enter_context(Database(parse_address(address)))
        database.prepare()
        stack.pop_all()
        return Store(database)


def generated_return(district: str, rng: random.Random, scorers: int = 0, rounds: int = 0) -> Return:
    """Return a return with every issue of the shipped catalogue agreed, and scored, by chance."""
    library = Library()
    matrix, catalogue = library.matrix("morile-style-csp", "1.0"), library.catalogue("csp-issues", "1.0")
    who = [(AGREED, 1), *((f"Scorer {n}", r + 1) for n in range(scorers) for r in range(rounds))]
    scores = tuple(
        Score(
            issue=issue,
            criterion=criterion.id,
            scorer=scorer,
            round=number,
            level=rng.choice(criterion.values),
        )
        for scorer, number in who
        for issue in catalogue.by_id
        for criterion in matrix.criteria
    )
    return Return(
        district=district,
        assessment_year="2016-17",
        plan_year="2017-18",
        matrix=matrix,
        catalogue=catalogue,
        category_set=library.category_set("kent-categories-2017-18", "1.0"),
        heading_set=library.heading_set("pestelo", "1.0"),
        scores=scores,
    )


def add_places(store: Store, districts: int, scorers: int = 0, rounds: int = 0) -> list[Place]:
    """Start a made-up return in each of that many districts, always the same.

    Every level is agreed; besides, each of `scorers` has scored every cell in each of `rounds`.
    """
    rng = random.Random(1)
    return [
        _add_place(store, generated_return(f"District {k}", rng, scorers, rounds)) for k in range(districts)
    ]


def _add_place(store: Store, return_: Return) -> Place:
    started = start_return(store, KEEPER, return_, operation=new_operation())
    cells = tuple(
        Cell(issue, criterion.id, tuple(criterion.values))
        for issue in return_.catalogue.by_id
        for criterion in return_.matrix.criteria
    )
    return Place(started.record.id, return_.district, cells)


def analyst(who: int, district: str) -> Principal:
    """Return a person who may change the return of one district."""
    grant = Grant(role=Role.ANALYST, district=district)
    return Principal(id=f"person-{who}", name=f"Person {who}", grants=(grant,))

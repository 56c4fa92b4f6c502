"""Print how many changes a store takes from many people at once, how long they wait, and what is lost.

The database server is the one that ``TOOLKIT_TEST_POSTGRES`` names; `tests/throwaway_postgres.py` starts one.
"""

import argparse
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psycopg
from sqlalchemy import make_url

from benchmarks.store_crowd import Job, Wrote, by_processes, by_threads, change_hot_cells, fill_own_rows
from benchmarks.store_held import Held, held
from benchmarks.store_people import days
from benchmarks.store_places import Place, add_places, opened
from benchmarks.store_size import sizes

SERVER = "TOOLKIT_TEST_POSTGRES"
WRITERS, CHANGES, DISTRICTS = 20, 500, 12
PEOPLE, SECONDS = 200, 30.0
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}

Crowd = Callable[[str, Sequence[Place], Job, int, int], tuple[list[Wrote], float]]


@contextmanager
def own_address(kind: str) -> Iterator[str]:
    """Give the address of an empty database, and take it away again."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "county.db")
        return
    server, name = os.environ[SERVER], f"csp_load_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@dataclass(frozen=True)
class Burst:
    """What came of everyone writing as fast as they can."""

    rate: float
    """Changes saved a second."""
    saved: int
    told: int
    """Changes refused because someone else was first."""
    waits: list[float]
    """Seconds until each answer, shortest first."""
    held: Held


def burst(kind: str, crowd: Crowd, job: Job, districts: int) -> Burst:
    """Let the crowd write as fast as it can, then hold the database to what it was told."""
    with own_address(kind) as address:
        with opened(address) as store:
            places = add_places(store, districts)
        wrote, seconds = crowd(address, places, job, WRITERS, CHANGES)
        found = held(address, wrote)
    saved, told = sum(len(one.saved) for one in wrote), sum(len(one.told) for one in wrote)
    return Burst(saved / seconds, saved, told, sorted(w for one in wrote for w in one.waits), found)


def share(waits: Sequence[float], part: float) -> float:
    """Return the wait, in milliseconds, that `part` of all waits do not exceed."""
    return sorted(waits)[min(len(waits) - 1, int(len(waits) * part))] * 1000


def print_bursts(kind: str, runs: int) -> None:
    crowd, who = (by_threads, "threads") if kind == "sqlite" else (by_processes, "processes")
    least = 500 if kind == "sqlite" else 250
    jobs: list[tuple[str, Job, int]] = [
        (f"{DISTRICTS} districts, own rows", fill_own_rows, DISTRICTS),
        ("the same 20 cells", change_hot_cells, 1),
    ]
    for name, job, districts in jobs:
        print(f"{NAMES[kind]}, {WRITERS} {who} x {CHANGES} changes, {name}:")
        rates = []
        for _ in range(runs):
            found = burst(kind, crowd, job, districts)
            rates.append(found.rate)
            print(
                f"  {found.rate:6.0f} saved a second; wait median {share(found.waits, 0.5):.0f}, "
                f"p99 {share(found.waits, 0.99):.0f}, worst {found.waits[-1] * 1000:.0f} ms; "
                f"{found.saved} saved, {found.told} told someone was first; {found.held}",
                flush=True,
            )
        limit = (
            f"; at least {least}: {'met' if median(rates) >= least else 'NOT MET'}" if districts > 1 else ""
        )
        print(f"  {median(rates):6.0f} a second, the median of {runs}{limit}")


def print_people(kind: str) -> None:
    with own_address(kind) as address:
        with opened(address) as store:
            places = add_places(store, DISTRICTS)
        found = days(address, places, PEOPLE, SECONDS)
    saves = [wait for day in found for wait in day.saves]
    reads = [wait for day in found for wait in day.reads]
    errors = [error for day in found for error in day.errors]
    print(f"{NAMES[kind]}, {PEOPLE} people over {DISTRICTS} districts for {SECONDS:.0f} s:")
    for what, waits in (("saves", saves), ("rankings read", reads)):
        print(
            f"  {len(waits):6} {what}: median {share(waits, 0.5):.0f}, p95 {share(waits, 0.95):.0f}, p99 "
            f"{share(waits, 0.99):.0f}, worst {max(waits) * 1000:.0f} ms"
        )
    met = not errors and share(saves + reads, 0.95) < 250
    print(f"  {len(errors)} errors; p95 of all under 250 ms: {'met' if met else 'NOT MET'}", *errors[:3])


def print_sizes(kind: str) -> None:
    for districts, again, runs, name in (
        (12, 0, 7, "12 districts x 20 issues x 11 criteria x 10 scorers x 3 rounds"),
        (120, 0, 3, "ten times as many districts"),
        (12, 9, 3, "12 districts, the first with ten times as long a history"),
    ):
        print(f"{NAMES[kind]}, {name}:")
        with own_address(kind) as address:
            for what, figure in sizes(address, districts, again, runs):
                print(f"  {what:32}{figure}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="bursts of each kind")
    parser.add_argument("--only", choices=["bursts", "people", "size"])
    parser.add_argument("--on", choices=list(NAMES))
    given = parser.parse_args()
    for kind in NAMES:
        if given.on not in (None, kind):
            continue
        if kind == "postgresql" and not os.environ.get(SERVER):
            print(f"PostgreSQL: left out, for {SERVER} names no server")
            continue
        if given.only in (None, "bursts"):
            print_bursts(kind, given.runs)
        if given.only in (None, "people"):
            print_people(kind)
        if given.only in (None, "size"):
            print_sizes(kind)


if __name__ == "__main__":
    main()

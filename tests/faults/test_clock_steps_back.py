"""A clock that is put back changes neither the order of revisions nor the proof of them, and is shown."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.faults.scorers import KEEPER, change, start
from toolkit.store.address import Address
from toolkit.store.database import Database
from toolkit.store.history import changes
from toolkit.store.store import Store
from toolkit.store.verifying import verify


class Clock:
    """A clock that goes on a minute each time it is read, and can be put."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # the night summer time ends

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.mark.rounds
def test_revisions_stay_in_the_order_they_were_made(where: Address, rounds: int) -> None:
    clock = Clock()
    with Database(where, clock=clock) as database:
        database.prepare()
        store = Store(database)
        record = start(store)
        for number in range(1, 2 * rounds + 1):
            if number % 2 == 0:
                clock.now -= timedelta(hours=1 + number)
            change(store, record, 0, number)
        found = changes(store, KEEPER, record, issue="gangs")
        said = [one.after["rationale"] for one in found if one.after]
        assert said == [f"change {number}" for number in range(1, 2 * rounds + 1)]
        assert [one.clock_stepped_back for one in found] == [False, True] * rounds
        assert [one.seq for one in found] == sorted(one.seq for one in found)
        assert verify(store, KEEPER).sound

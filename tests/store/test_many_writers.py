"""Twenty people write at once: nothing is lost or doubled, and whoever was second is told; none is timed."""

import pytest

from benchmarks.store_crowd import Job, Wrote, by_processes, by_threads, change_hot_cells, fill_own_rows
from benchmarks.store_held import held
from benchmarks.store_places import KEEPER, add_places, opened
from toolkit.store.assessments import open_return

PEOPLE = 20
CHANGES = 25
DISTRICTS = 3
BOTH = pytest.mark.parametrize(
    "address", ["sqlite", pytest.param("postgresql", marks=pytest.mark.soak)], indirect=True
)


def write(address: str, job: Job, districts: int) -> list[Wrote]:
    """Let the crowd write as it does in use: threads of one app, or processes on a server."""
    with opened(address) as store:
        places = add_places(store, districts)
    crowd = by_processes if address.startswith("postgresql") else by_threads
    wrote, _ = crowd(address, places, job, PEOPLE, CHANGES)
    assert sum(len(one.saved) for one in wrote) == PEOPLE * CHANGES
    return wrote


@BOTH
def test_everyone_s_own_rows_are_all_there_once(address: str) -> None:
    wrote = write(address, fill_own_rows, DISTRICTS)
    assert [one.told for one in wrote] == [[]] * PEOPLE
    found = held(address, wrote)
    assert found.sound, found


@BOTH
def test_of_those_who_change_the_same_cells_every_loser_is_told_and_nothing_vanishes(address: str) -> None:
    wrote = write(address, change_hot_cells, 1)
    assert any(one.told for one in wrote)
    found = held(address, wrote)
    assert found.sound, found


def test_a_large_return_opens_right_after_it_was_put_in(address: str) -> None:
    """A server that has not counted its rows yet must not choose a way that takes longer than it may."""
    with opened(address) as store:
        (place,) = add_places(store, 1, scorers=10, rounds=3)
    with opened(address) as store:
        assert len(open_return(store, KEEPER, place.record).return_.scores) == 31 * len(place.cells)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_threads_of_one_app_on_a_server_lose_nothing(address: str) -> None:
    with opened(address) as store:
        places = add_places(store, DISTRICTS)
    wrote, _ = by_threads(address, places, fill_own_rows, PEOPLE, CHANGES)
    found = held(address, wrote)
    assert found.sound, found

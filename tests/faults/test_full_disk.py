"""A full disk gives one clear message, leaves nothing half-written, and does no harm once there is room."""

from pathlib import Path

import pytest

from tests.faults.conftest import Disk
from tests.faults.scorers import fill_until_refused, hold_all, open_store, retry_and_hold, start
from tests.throwaway_postgres import throwaway_server
from toolkit.store.store import Store

FULL = (
    "county.db could not be written: the disk is full or failing. Nothing of this change was saved; "
    "make room and save again."
)
SERVER_FULL = "The database server's disk is full. Nothing of this change was saved."
ROOM = 1 << 30
pytestmark = pytest.mark.rounds


def allow_pages(store: Store, most: int) -> None:
    """Let the file have no more than `most` pages, or than it has."""
    store.database.write(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={most}").all())


def test_a_full_disk_is_said_to_everyone_and_loses_nothing(disk: Disk, rounds: int) -> None:
    with open_store(str(disk.folder / "county.db")) as store:
        for number in range(rounds):
            record = start(store, number)
            disk.fill()
            saved, said = fill_until_refused(store, record)
            assert said == {FULL}
            disk.make_room()
            disk.remount(f"size={4 + number}m")
            retry_and_hold(store, record, saved)
        hold_all(store)


def test_a_file_at_its_largest_is_said_to_everyone_and_loses_nothing(tmp_path: Path, rounds: int) -> None:
    with open_store(str(tmp_path / "county.db")) as store:
        for number in range(rounds):
            record = start(store, number)
            allow_pages(store, 1)
            saved, said = fill_until_refused(store, record)
            assert said == {FULL}
            allow_pages(store, ROOM)
            retry_and_hold(store, record, saved)
        hold_all(store)


@pytest.mark.parametrize("disk", ["300m"], indirect=True)
def test_a_server_with_a_full_disk_says_so_and_loses_nothing(
    disk: Disk, rounds: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with throwaway_server(within=disk.folder) as server, open_store(server.address) as store:
        for number in range(rounds):
            record = start(store, number)
            disk.fill()
            saved, said = fill_until_refused(store, record)
            assert said == {SERVER_FULL}
            disk.make_room()
            retry_and_hold(store, record, saved)
        hold_all(store)

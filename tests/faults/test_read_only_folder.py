"""A database in a folder that may only be read opens, says why nothing can be saved, and loses nothing."""

import pytest

from tests.faults.conftest import Disk
from tests.faults.scorers import (
    KEEPER,
    change,
    counts,
    hold_all,
    open_store,
    operation,
    read_saved,
    retry_and_hold,
    row,
    start,
)
from tests.faults.test_killed_while_writing import lines_until_killed
from toolkit.errors import StorageFailed
from toolkit.store.address import parse_address
from toolkit.store.assessments import open_return
from toolkit.store.database import Database

REFUSED = r"^county\.db may only be read: its file or folder may not be written to\. Nothing was saved\.$"


@pytest.mark.rounds
def test_what_was_saved_can_be_read_and_nothing_more_be_saved(disk: Disk, rounds: int) -> None:
    address = str(disk.folder / "county.db")
    for number in range(rounds):
        with open_store(address) as store:
            record = start(store, number)
            change(store, record, 0, 1)
        disk.remount("ro")
        with open_store(address) as store:
            assert store.database.read_only == "its file or folder may not be written to"
            assert row(0, 1) in open_return(store, KEEPER, record).return_.scores
            with pytest.raises(StorageFailed, match=REFUSED):
                change(store, record, 0, 2)
        disk.remount("rw")
        with open_store(address) as store:
            retry_and_hold(store, record, {0: 1})
            hold_all(store)


def test_what_a_killed_app_left_in_its_log_is_read_too(disk: Disk) -> None:
    address = str(disk.folder / "county.db")
    with open_store(address) as store:
        record = start(store)
    saved = read_saved(lines_until_killed(address, record, 0.2))
    disk.remount("ro")
    with open_store(address) as store:
        wanted = {operation(record, who, n) for who, last in saved.items() for n in range(1, last + 1)}
        assert wanted - counts(store, record).keys() == set()


def test_no_database_is_made_where_nothing_may_be_written(disk: Disk) -> None:
    disk.remount("ro")
    with pytest.raises(StorageFailed, match=r"^county\.db cannot be made: Read-only file system\.$"):
        Database(parse_address(str(disk.folder / "county.db")))

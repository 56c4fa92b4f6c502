"""A backup made while people write is one sound moment of the database, and can be put back."""

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.faults.scorers import KEEPER, SCORERS, change, counts, open_store, operation, start
from tests.store.conftest import own_database
from tests.throwaway_postgres import Server, programs
from toolkit.store.assessments import open_return
from toolkit.store.backup import backup_database
from toolkit.store.store import Store
from toolkit.store.verifying import accept_restored, verify

CUT_OFF = r"the end was cut off: \d+ revisions were noted outside the database, \d+ are there"
pytestmark = pytest.mark.rounds


@contextmanager
def people_writing(store: Store, record: str) -> Iterator[dict[int, int]]:
    """Let people write without a pause; give the number of the last change each was told is saved."""
    saved, stop = dict.fromkeys(range(SCORERS), 0), threading.Event()

    def write(who: int) -> None:
        while not stop.is_set():
            change(store, record, who, saved[who] + 1)
            saved[who] += 1

    threads = [threading.Thread(target=write, args=(who,)) for who in saved]
    for thread in threads:
        thread.start()
    try:
        yield saved
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def holds_what_was_said(copy: Store, record: str, before: dict[int, int], after: dict[int, int]) -> None:
    """Check that a copy holds all that was saved before it was begun, and for each person no gap."""
    there = counts(copy, record)
    for who, least in before.items():
        numbers = [n for n in range(1, after[who] + 2) if operation(record, who, n) in there]
        assert numbers == list(range(1, len(numbers) + 1))
        assert least <= len(numbers) <= after[who] + 1


def test_every_backup_made_under_load_is_sound_and_complete(tmp_path: Path, rounds: int) -> None:
    with open_store(str(tmp_path / "county.db")) as store:
        record = start(store)
        with people_writing(store, record) as saved:
            for number in range(rounds):
                path, before = tmp_path / f"copy-{number}.db", dict(saved)
                assert backup_database(store, KEEPER, path).sound
                with open_store(str(path)) as copy:
                    holds_what_was_said(copy, record, before, dict(saved))
                    assert verify(copy, KEEPER).sound


def test_a_backup_put_back_gives_the_return_as_it_was(tmp_path: Path) -> None:
    path, backup = tmp_path / "county.db", tmp_path / "backup.db"
    with open_store(str(path)) as store:
        record = start(store)
        with people_writing(store, record):
            backup_database(store, KEEPER, backup)
        with open_store(str(backup)) as copy:
            then = open_return(copy, KEEPER, record)
        change(store, record, SCORERS, 1)
        assert open_return(store, KEEPER, record).head.count > then.head.count
        assert verify(store, KEEPER).sound
    shutil.copyfile(backup, path)
    with open_store(str(path)) as store:
        now = open_return(store, KEEPER, record)
        assert (now.head, now.return_) == (then.head, then.return_)
        (found,) = verify(store, KEEPER).records
        assert re.fullmatch(CUT_OFF, str(found.problem))
        assert accept_restored(store, KEEPER, "the disk failed").sound
        change(store, record, SCORERS, 1)
        assert open_return(store, KEEPER, record).head.count == then.head.count + 1


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_dump_of_a_server_made_under_load_is_sound_where_it_is_restored(
    server: Server, address: str, tmp_path: Path, rounds: int
) -> None:
    dumped = tmp_path / "county.dump"
    with open_store(address) as store:
        record = start(store)
        with people_writing(store, record) as saved:
            for _ in range(max(1, rounds // 10)):
                before = dict(saved)
                run("pg_dump", "--format=custom", f"--file={dumped}", f"--dbname={plain(address)}")
                after = dict(saved)
                for restored in own_database(server.address):
                    run("pg_restore", "--exit-on-error", f"--dbname={plain(restored)}", str(dumped))
                    with open_store(restored) as copy:
                        holds_what_was_said(copy, record, before, after)
                        assert verify(copy, KEEPER).sound


def run(program: str, *words: str) -> None:
    done = subprocess.run([programs() / program, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def plain(address: str) -> str:
    return make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)

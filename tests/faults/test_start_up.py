"""What the store does where it cannot keep data safe: it uses safer settings, or refuses with a reason."""

import contextlib
import os
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from sqlalchemy import text

from tests.faults.scorers import KEEPER, change, open_store, retry_and_hold, start
from tests.serving import free_port
from tests.throwaway_postgres import REQUIRED, NoServer, Server, throwaway_server
from toolkit.errors import IntegrityBroken, StorageFailed
from toolkit.store import database as database_module
from toolkit.store.address import parse_address
from toolkit.store.database import Database
from toolkit.store.sqlite import journal_for
from toolkit.store.store import Store
from toolkit.store.verifying import verify

SAFE = (3, 51, 3)
PLACE = Path("/srv/county/data/county.db")
PAGE = 4096
NOT_SOUND = r"^county\.db is not a sound database\. Restore the newest backup of it\.$"
OLDER = (
    r"was made by an older csp-toolkit\. Bring it up to date with: "
    r"csp-toolkit store upgrade \(it makes a backup first\)\.$"
)
UNREACHABLE = (
    r"^The database cannot be reached, or refused the login\. Nothing was saved; try again in a moment\.$"
)


def settings(store: Store) -> tuple[str, int]:
    """Return the journal and how it is flushed: 2 is FULL, 3 is EXTRA."""
    return store.database.write(
        lambda connection: (
            connection.exec_driver_sql("PRAGMA journal_mode").scalar_one(),
            connection.exec_driver_sql("PRAGMA synchronous").scalar_one(),
        )
    )


def test_a_local_file_has_a_write_ahead_log_flushed_at_every_commit(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "county.db")) as store:
        if database_module.driver().sqlite_version_info >= SAFE:
            assert settings(store) == ("wal", 2)
        else:
            assert settings(store) == ("delete", 3)


@pytest.mark.parametrize("version", [(3, 51, 2), (3, 40, 1), (3, 7, 0)])
def test_an_older_sqlite_is_given_the_older_journal(
    version: tuple[int, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "driver", lambda: SimpleNamespace(sqlite_version_info=version))
    with open_store(str(tmp_path / "county.db")) as store:
        assert settings(store) == ("delete", 3)
        assert store.database.journal is not None
        found = ".".join(map(str, version))
        assert store.database.journal.because == (
            f"SQLite {found} is older than 3.51.3, whose write-ahead log is safe"
        )
        record = start(store)
        change(store, record, 0, 1)
        retry_and_hold(store, record, {0: 1})


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone"])
def test_a_network_drive_is_given_the_older_journal(kind: str) -> None:
    mounts = f"/dev/sda1 / ext4 rw 0 0\nserver:/county /srv/county {kind} rw 0 0\n"
    journal = journal_for(PLACE, SAFE, mounts)
    assert (journal.mode, journal.synchronous) == ("delete", "extra")
    assert journal.because == f"the database lies on a network drive ({kind})"


def test_a_drive_beside_or_below_counts_only_when_it_holds_the_file() -> None:
    for mounts in (
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv/count nfs rw 0 0\n",
        "server:/x /srv nfs rw 0 0\n/dev/sda1 /srv/county ext4 rw 0 0\n",
    ):
        assert journal_for(PLACE, SAFE, mounts).mode == "wal"


@pytest.mark.parametrize("folder", ["OneDrive - Kent County Council", "Dropbox", "Nextcloud"])
def test_a_synced_folder_is_given_the_older_journal(folder: str, tmp_path: Path) -> None:
    with open_store(str(tmp_path / folder / "county.db")) as store:
        assert settings(store) == ("delete", 3)
        assert store.database.journal is not None
        assert store.database.journal.because.endswith(f"synced folder ({folder})") or (
            database_module.driver().sqlite_version_info < SAFE
        )


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("9999", r"was made by a newer csp-toolkit\. Install that version to open it\.$"),
        ("0001", OLDER),
    ],
)
def test_tables_of_another_version_are_not_touched(address: str, version: str, message: str) -> None:
    change_version = text("UPDATE alembic_version SET version_num = :version")
    with open_store(address) as store:
        store.database.write(
            lambda connection: connection.execute(change_version, {"version": version}).close()
        )
    with pytest.raises(StorageFailed, match=message):
        open_store(address)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "county.db"
    path.write_text("Dear all, please find attached\n" * 200)
    with pytest.raises(IntegrityBroken, match=NOT_SOUND):
        open_store(str(path))
    assert path.read_text().startswith("Dear all")


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "county.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photos (id)")
    message = r"^This database holds something else, not a county of the CSP Toolkit\.$"
    with pytest.raises(IntegrityBroken, match=message):
        open_store(str(path))


@pytest.mark.parametrize("damage", [b"\0", b"\xff", b"\r damage"])
def test_a_damaged_page_is_noticed_wherever_it_is(damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / "county.db"
    with open_store(str(path)) as store:
        record = start(store)
        for number in range(1, 40):
            change(store, record, 0, number)
    sound = path.read_bytes()
    for page in range(len(sound) // PAGE):
        damaged = bytearray(sound)
        damaged[page * PAGE : (page + 1) * PAGE] = (damage * PAGE)[:PAGE]
        path.write_bytes(damaged)
        assert what_is_wrong(path), page


def what_is_wrong(path: Path) -> str:
    """Open and verify a database; return what is said to be wrong with it."""
    try:
        with open_store(str(path)) as store:
            found = verify(store, KEEPER)
    except (IntegrityBroken, StorageFailed) as error:
        return str(error)
    return "; ".join([*found.problems, *(str(one.problem) for one in found.records if one.problem)])


@pytest.mark.parametrize("setting", ["synchronous_commit", "fsync", "full_page_writes"])
def test_a_server_that_would_lose_acknowledged_changes_is_refused(setting: str) -> None:
    message = (
        f"^This PostgreSQL server has {setting} off: a power cut would lose changes that were acknowledged. "
        f"Set {setting} = on, then start again.$"
    )
    try:
        with throwaway_server(f"{setting}=off") as server, pytest.raises(StorageFailed, match=message):
            open_store(server.address)
    except NoServer as reason:
        if os.environ.get(REQUIRED) == "1":
            raise
        pytest.skip(f"there is no PostgreSQL server: {reason}")


def test_a_login_that_commits_without_flushing_is_refused(server: Server) -> None:
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute("ALTER ROLE postgres SET synchronous_commit = off")
    with pytest.raises(StorageFailed, match=r"^This PostgreSQL server has synchronous_commit off: "):
        open_store(server.address)


def test_a_server_that_is_not_there_or_refuses_is_said_without_its_password(server: Server) -> None:
    nobody = f"postgresql://me:secret@127.0.0.1:{free_port()}/county"
    refused = f"postgresql://postgres:wrong@127.0.0.1:{server.port}/postgres"
    for address in (nobody, refused):
        with Database(parse_address(address)) as database, pytest.raises(StorageFailed, match=UNREACHABLE):
            database.prepare()

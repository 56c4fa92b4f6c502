"""An open database, SQLite or PostgreSQL: it reads, it writes, and it says plainly when it cannot."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final, Self, TypeVar

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from toolkit.errors import IntegrityBroken, StorageFailed, ToolkitError
from toolkit.language import say
from toolkit.store import postgres
from toolkit.store.address import Address
from toolkit.store.lock import WriterLock
from toolkit.store.sqlite import Journal, driver, journal_for, sqlite_engine, sqlite_failure
from toolkit.store.writer import DEADLINE_SECONDS, Writer

T = TypeVar("T")

SCHEMA_VERSION: Final = "0003"
"""The migration this program works with."""

_ATTEMPTS = 4


def utc_now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


class Database:
    """A database in use. Close it, or use it as a context, so that its lock is given back.

    Attributes
    ----------
    name
        What messages call it; never a password.
    read_only
        Why nothing can be written, or nothing.
    journal
        SQLite's journal in force; None for PostgreSQL.
    """

    def __init__(self, address: Address, *, clock: Callable[[], datetime] = utc_now) -> None:
        self.address = address
        self.clock = clock
        self.read_only = ""
        self.journal: Journal | None = None
        self._writer: Writer | None = None
        self._starting = threading.Lock()
        self._lock: WriterLock | None = None
        self._write_engine: Engine | None = None
        if address.path is not None:
            self.name = address.path.name
            self._engine = self._open_sqlite()
        else:
            assert address.url is not None  # noqa: S101 (an address has one or the other)
            self.name = f"database {address.url.database}"
            self._engine = postgres.postgres_engine(address.url)

    def __enter__(self) -> Self:
        """Return the database itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the database."""
        self.close()

    @property
    def is_sqlite(self) -> bool:
        """Say whether this is a SQLite file."""
        return self.address.path is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading: on SQLite it sees one moment, on PostgreSQL each statement does.

        Raises
        ------
        StorageFailed
            When it cannot be read.
        """
        with self._said_plainly(), self._engine.connect() as connection, connection.begin():
            yield connection

    def write(self, work: Callable[[Connection], T], within: float | None = DEADLINE_SECONDS) -> T:
        """Return what `work` gave on a connection, once it is committed; on any failure nothing is.

        `work` may be tried again when another writer was in the way, so it must not do anything outside
        the database. `within` is how long SQLite's queue may take, in seconds.

        Raises
        ------
        StorageFailed
            When it cannot be written, or not in time.
        """
        if self.read_only:
            raise StorageFailed(
                say(
                    "{name} may only be read: {read_only}. Nothing was saved.",
                    name=self.name,
                    read_only=self.read_only,
                )
            )
        with self._said_plainly():
            if self.is_sqlite:
                return self._sqlite_writer().do(work, within)
            return self._write_to_server(work)

    def prepare(self) -> None:
        """Make the tables if there are none, and check that they are of the version this program knows.

        Raises
        ------
        StorageFailed
            When the database is of another version or its server is set to lose data.
        """
        with self.reading() as connection:
            if not self.is_sqlite:
                postgres.refuse_unsafe(connection)
            found = schema_version(connection)
        if found is None:
            from toolkit.store.upgrading import upgrade  # noqa: PLC0415 (most openings upgrade nothing)

            self.write(upgrade, None)
        elif found < SCHEMA_VERSION:
            raise StorageFailed(
                say(
                    "{name} was made by an older csp-toolkit. Bring it up to date with: "
                    "csp-toolkit store upgrade (it makes a backup first).",
                    name=self.name,
                )
            )
        elif found > SCHEMA_VERSION:
            raise StorageFailed(
                say(
                    "{name} was made by a newer csp-toolkit. Install that version to open it.", name=self.name
                )
            )

    def close(self) -> None:
        """Finish what is being written and let the database go."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        for engine in (self._engine, self._write_engine):
            if engine is not None:
                engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def _open_sqlite(self) -> Engine:
        path = self.address.path
        assert path is not None  # noqa: S101 (the caller has looked)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = WriterLock(path)
            self.journal = journal_for(path, driver().sqlite_version_info)
            if not path.exists():
                path.touch(0o600)
            else:
                with path.open("r+b"):
                    pass
        except OSError as error:
            if not path.exists():
                raise StorageFailed(
                    say("{name} cannot be made: {strerror}.", name=self.name, strerror=error.strerror)
                ) from error
            self.read_only = say("its file or folder may not be written to")
            self.journal = Journal("delete", "full", self.read_only)
            # What a killed program left in its log is read with it; without one no file is made beside.
            left = path.with_name(f"{path.name}-wal").exists()
            return sqlite_engine(path, self.journal, writes=False, immutable=not left)
        self._write_engine = sqlite_engine(path, self.journal, writes=True)
        return sqlite_engine(path, self.journal, writes=False)

    def _sqlite_writer(self) -> Writer:
        with self._starting:  # the first changes of several people may come at the same moment
            if self._writer is None:
                assert self._lock is not None  # noqa: S101 (a database that may be written has both)
                assert self._write_engine is not None  # noqa: S101
                self._lock.take()
                self._writer = Writer(self._write_engine)
            return self._writer

    def _write_to_server(self, work: Callable[[Connection], T]) -> T:
        for attempt in range(_ATTEMPTS):
            try:
                with self._engine.begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                # Another writer added the same revision number, or a deadlock was broken: look again.
                # A lost connection may hide a commit; the operation id keeps the retry from doubling it.
                again = getattr(error.orig, "sqlstate", "") in ("23505", "40001", "40P01")
                if not (again or error.connection_invalidated) or attempt == _ATTEMPTS - 1:
                    raise
            time.sleep((1 + secrets.randbelow(10)) / 1000 * 2**attempt)
        raise AssertionError  # the loop returns or raises

    @contextmanager
    def _said_plainly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._failure(error) from error
        except PoolTimeout as error:
            raise StorageFailed(
                say("{name} is too busy. Nothing was saved; try again in a moment.", name=self.name)
            ) from error

    def _failure(self, error: DBAPIError) -> ToolkitError:
        return sqlite_failure(error, self.name) if self.is_sqlite else postgres.postgres_failure(error)


def schema_version(connection: Connection) -> str | None:
    """Return the newest migration made, or None for an empty database.

    Raises
    ------
    IntegrityBroken
        When the database holds tables of something else.
    """
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found
    if tables:
        raise IntegrityBroken(say("This database holds something else, not a county of the CSP Toolkit."))
    return None

"""PostgreSQL with the settings that keep data: what is asked of a server, and what a failure means."""

import time
from collections.abc import Iterator
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, DisconnectionError

from toolkit.errors import IntegrityBroken, NotPermitted, StorageFailed, ToolkitError
from toolkit.language import say
from toolkit.store.schema import ONLY_ADDED, metadata

_TIMEOUTS: Final = (
    "SET statement_timeout = '30s'",
    "SET lock_timeout = '5s'",
    "SET idle_in_transaction_session_timeout = '10s'",
)
_REST_SECONDS: Final = 5.0
"""A connection idle for longer is tried before it is used: the server may have been started anew."""

_FULL: Final = "53100"
_NOT_PERMITTED: Final = "42501"
_CORRUPT: Final = ("XX001", "XX002")


def postgres_engine(url: URL, pool: int = 20) -> Engine:
    """Return an engine with up to `pool` connections; one that lay idle is tried before it is used again."""
    engine = create_engine(url, pool_size=pool, max_overflow=0, pool_timeout=10)

    @event.listens_for(engine, "connect")
    def _set_timeouts(connection, _record) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 (psycopg's own)
        before = connection.autocommit
        connection.autocommit = True
        for setting in _TIMEOUTS:
            connection.execute(setting)
        connection.autocommit = before

    @event.listens_for(engine, "checkin")
    def _note_time(_connection, record) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _try_after_rest(connection, record, _proxy) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
        if time.monotonic() - record.info.get("used", time.monotonic()) < _REST_SECONDS:
            return
        try:
            connection.execute("SELECT 1")
            connection.rollback()
        except connection_lost() as error:
            raise DisconnectionError from error  # the pool makes a new connection

    return engine


def connection_lost() -> type[Exception]:
    """Return what the driver raises when the server is gone."""
    from psycopg import OperationalError  # noqa: PLC0415 (an extra: only whoever uses PostgreSQL has it)

    return OperationalError


def refuse_unsafe(connection: Connection) -> None:
    """Raise StorageFailed when the server would say "saved" before a change is safe on disk."""
    for setting in ("synchronous_commit", "fsync", "full_page_writes"):
        if connection.exec_driver_sql(f"SHOW {setting}").scalar() == "off":
            raise StorageFailed(
                say(
                    "This PostgreSQL server has {setting} off: a power cut would lose changes that were "
                    "acknowledged. Set {setting} = on, then start again.",
                    setting=setting,
                )
            )


def warnings(connection: Connection) -> Iterator[str]:
    """Say what about the server or this login is weaker than it should be."""
    if connection.exec_driver_sql("SHOW data_checksums").scalar() != "on":
        yield say("This PostgreSQL server keeps no data checksums: a failing disk may go unnoticed.")
    may_change = "SELECT has_table_privilege(current_user, 'revision', 'UPDATE, DELETE, TRUNCATE')"
    if connection.exec_driver_sql(may_change).scalar():
        yield say(
            "This login may change revisions. Let the app use one that may only add them: "
            "csp-toolkit store init --application-role NAME."
        )


def grant_to_application(connection: Connection, role: str) -> None:
    """Let the login `role`, which must exist, read everything, add revisions, and change none of them."""
    name = connection.dialect.identifier_preparer.quote(role)
    added = {table.name for table in ONLY_ADDED}
    connection.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}")
    for table in metadata.sorted_tables:
        rights = "INSERT" if table.name in added else "INSERT, UPDATE, DELETE"
        connection.exec_driver_sql(f"GRANT {rights} ON {table.name} TO {name}")


def applications(connection: Connection) -> list[str]:
    """Return the logins besides this one that may add revisions."""
    return list(
        connection.exec_driver_sql(
            "SELECT DISTINCT grantee FROM information_schema.role_table_grants WHERE table_name = 'revision' "
            "AND privilege_type = 'INSERT' AND grantee <> current_user ORDER BY grantee"
        ).scalars()
    )


def lock_record(connection: Connection, record: str) -> None:
    """Let nobody else add to `record` until this transaction ends."""
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (record,))


def postgres_failure(error: DBAPIError) -> ToolkitError:
    """Return what PostgreSQL refused, as a sentence; never its address, password or statement."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if state == _FULL:
        return StorageFailed(say("The database server's disk is full. Nothing of this change was saved."))
    if state == _NOT_PERMITTED:
        return NotPermitted(say("The database does not let this login do that. Nothing was changed."))
    if state in _CORRUPT:
        return IntegrityBroken(say("The database server reports damaged data. Restore the newest backup."))
    if state in ("57014", "55P03"):
        return StorageFailed(say("The database was too busy for this change. Nothing was saved; try again."))
    if not state or state.startswith(("08", "57", "28", "3D")):
        return StorageFailed(
            say(
                "The database cannot be reached, or refused the login. Nothing was saved; try again in a "
                "moment."
            )
        )
    return StorageFailed(
        say("The database refused the change (code {state}). Nothing was saved.", state=state)
    )

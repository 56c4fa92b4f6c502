"""Setting a database up: who may use it, what about it is weak, and bringing an older one up to date."""

from datetime import UTC
from functools import partial

from sqlalchemy import Connection, text

from toolkit.errors import StorageFailed, UsageError
from toolkit.language import say
from toolkit.model.principal import Principal
from toolkit.store import postgres
from toolkit.store.backup import copy_file
from toolkit.store.database import SCHEMA_VERSION, schema_version
from toolkit.store.permission import Action
from toolkit.store.records import RecordKind, all_records
from toolkit.store.snapshots import EVERY, keep_snapshot
from toolkit.store.state import read_state
from toolkit.store.store import Store
from toolkit.store.upgrading import upgrade


def cautions(store: Store) -> tuple[str, ...]:
    """Return a sentence for each thing about the database that is weaker than it should be."""
    if store.database.is_sqlite:
        journal = store.database.journal
        because = journal.because if journal is not None else ""
        return (say("The slower but safe journal is used: {because}.", because=because),) if because else ()
    with store.database.reading() as connection:
        return tuple(postgres.warnings(connection))


def let_application_in(store: Store, principal: Principal, role: str) -> None:
    """Let a PostgreSQL login read everything and add revisions, and change none of them.

    Raises
    ------
    UsageError
        When the database is a SQLite file, or the server has no such login.
    """
    store.permit(principal, Action.KEEP_DATABASE)
    if store.database.is_sqlite:
        raise UsageError(say("--application-role is for PostgreSQL; a SQLite file has no logins."))
    store.database.write(partial(_grant, role=role))


def bring_up_to_date(store: Store, principal: Principal) -> str:
    """Bring a database up to date and say what was done; a SQLite file is first copied beside itself.

    Raises
    ------
    StorageFailed
        When it is of a newer program, or cannot be copied or written.
    """
    store.permit(principal, Action.KEEP_DATABASE)
    database = store.database
    with database.reading() as connection:
        found = schema_version(connection)
    if found == SCHEMA_VERSION:
        return say("{database} is up to date (version {found}).", database=database.name, found=found)
    if found is not None and found > SCHEMA_VERSION:
        raise StorageFailed(
            say(
                "{database} was made by a newer csp-toolkit. Install that version to open it.",
                database=database.name,
            )
        )
    copied = ""
    path = database.address.path
    if path is not None and found is not None:
        moment = database.clock().astimezone(UTC)
        copy = path.with_name(f"{path.stem}-before-{SCHEMA_VERSION}-{moment:%Y%m%dT%H%M%SZ}{path.suffix}")
        copy_file(store, copy)
        copied = " " + say("A copy as it was: {copy}.", copy=copy.name)
    database.write(upgrade, None)
    database.write(_fill_new_tables)
    return say(
        "{database} was brought from version {found} to {version}.{copied}",
        database=database.name,
        found=found or say("none"),
        version=SCHEMA_VERSION,
        copied=copied,
    )


def _fill_new_tables(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # who could add revisions may use what is new
        for role in postgres.applications(connection):
            postgres.grant_to_application(connection, role)
    for kind in RecordKind:
        for record in all_records(connection, kind):
            state = read_state(connection, record)
            if state.head.count >= EVERY:
                keep_snapshot(connection, record, state.head, state.entries)


def _grant(connection: Connection, role: str) -> None:
    query = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    if connection.execute(query, {"role": role}).first() is None:
        raise UsageError(
            say(
                "This server has no login '{role}'. Make it first: CREATE ROLE {role} LOGIN PASSWORD '...'.",
                role=role,
            )
        )
    postgres.grant_to_application(connection, role)

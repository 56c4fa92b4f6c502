"""Copies of a SQLite database, made while others work in it and checked before they count."""

import os
import secrets
from pathlib import Path

from toolkit.errors import Conflict, IntegrityBroken, StorageFailed, UsageError
from toolkit.language import say
from toolkit.model.principal import Principal
from toolkit.store.address import Address
from toolkit.store.database import Database
from toolkit.store.permission import Action
from toolkit.store.sqlite import driver
from toolkit.store.store import Store
from toolkit.store.verifying import Verification, verify


def backup_database(store: Store, principal: Principal, destination: Path) -> Verification:
    """Copy the database to a new file of one moment, prove it sound, and only then give it its name.

    The copy is one plain file that can also be read from a folder that may only be read. A PostgreSQL
    server is backed up with its own tools: see docs/operations.md.

    Raises
    ------
    Conflict
        When there is something at `destination` already.
    IntegrityBroken
        When the copy does not verify; it is taken away again.
    StorageFailed
        When it cannot be written.
    UsageError
        When the database is no SQLite file.
    """
    store.permit(principal, Action.KEEP_DATABASE)
    source = store.database.address.path
    if source is None:
        raise UsageError(say("A PostgreSQL database is backed up with pg_dump; docs/operations.md says how."))
    destination = destination.expanduser().absolute()
    if destination.exists():
        raise Conflict(
            say(
                "{destination} already exists; name a new file. Nothing was written.",
                destination=destination.name,
            )
        )
    scratch = destination.with_name(f".{destination.name}.{secrets.token_hex(4)}")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        copy_file(store, scratch)
        found = verified_copy(scratch, principal)
        scratch.replace(destination)
        _flush(destination.parent)
    except OSError as error:
        raise StorageFailed(
            say(
                "{destination} could not be written: {strerror}.",
                destination=destination.name,
                strerror=error.strerror,
            )
        ) from error
    finally:
        for name in ("", "-wal", "-shm", "-journal", ".lock", ".anchors.jsonl"):
            scratch.with_name(scratch.name + name).unlink(missing_ok=True)
    for one in found.records:
        store.anchors.note(one.record.id, one.head, store.database.clock(), f"backup {destination.name}")
    return found


def verified_copy(path: Path, principal: Principal) -> Verification:
    """Return the proof that the database at `path` is sound.

    Raises
    ------
    IntegrityBroken
        When it is not, with the first thing wrong.
    """
    with Store(Database(Address(path=path))) as copy:
        found = verify(copy, principal)
    if not found.sound:
        broken = [f"{one.record.slug}: {one.problem}" for one in found.records if one.problem]
        raise IntegrityBroken(say("The copy is not sound: {problem}.", problem=[*found.problems, *broken][0]))
    return found


def copy_file(store: Store, scratch: Path) -> None:
    """Copy the database as it stands at one moment, by SQLite's own online backup."""
    module = driver()
    with store.database.reading() as connection:
        target = module.connect(str(scratch))
        try:
            connection.connection.driver_connection.backup(target)  # type: ignore[union-attr] # it is open
            target.execute("PRAGMA journal_mode=DELETE")
        except module.Error as error:
            raise StorageFailed(say("The copy could not be written ({error}).", error=error)) from error
        finally:
            target.close()


def _flush(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

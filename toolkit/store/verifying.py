"""Proof that nothing stored was changed, removed, reordered or cut off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select, text

from toolkit.errors import UsageError
from toolkit.language import say
from toolkit.model.principal import Principal
from toolkit.store import schema
from toolkit.store.chain import Head, broken_link
from toolkit.store.lists import changed_lists
from toolkit.store.permission import Action
from toolkit.store.records import Record, RecordKind, all_records, head_of
from toolkit.store.snapshots import wrong_snapshot
from toolkit.store.store import Store

RESTORED: Final = "restored:"
"""How the note begins that an older copy was put back on purpose."""


@dataclass(frozen=True)
class Verified:
    """A record, the last sound head of its chain, and the first thing wrong after it, if anything."""

    record: Record
    head: Head
    problem: str | None = None


@dataclass(frozen=True)
class Verification:
    """What was looked at and what was found wrong with it."""

    records: tuple[Verified, ...]
    problems: tuple[str, ...]
    """What is wrong besides: with lists, the file itself, or records that are gone."""

    @property
    def revisions(self) -> int:
        """How many revisions were found sound."""
        return sum(verified.head.count for verified in self.records)

    @property
    def sound(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems and all(verified.problem is None for verified in self.records)


def verify(store: Store, principal: Principal) -> Verification:
    """Follow every chain from its start and find the first broken link of each.

    Each is also compared with the heads noted outside the database, and the lists and the file itself are
    looked at. When all is sound, the heads are noted anew.

    Raises
    ------
    NotPermitted
        When `principal` may not look after the database.
    """
    store.permit(principal, Action.KEEP_DATABASE)
    noted = _noted(store)
    with store.database.reading() as connection:
        records = [record for kind in RecordKind for record in all_records(connection, kind)]
        verified = tuple(_verified(connection, record, noted.pop(record.id, {})) for record in records)
        problems = (
            *(
                say("a record is gone: {name}, noted with {heads} revisions", name=name, heads=max(heads))
                for name, heads in noted.items()
            ),
            *changed_lists(connection),
            *_file_problems(connection),
        )
    found = Verification(verified, problems)
    if found.sound:
        for one in verified:
            store.anchors.note(one.record.id, one.head, store.database.clock(), "verified")
    return found


def _noted(store: Store) -> dict[str, dict[int, str]]:
    """Return the hash noted for each count of each record."""
    noted: dict[str, dict[int, str]] = {}
    for anchor in store.anchors.noted():
        heads = noted.setdefault(anchor.record, {})
        if anchor.why.startswith(RESTORED):  # an older copy was put back on purpose: what came after is gone
            heads.clear()
        heads[anchor.head.count] = anchor.head.hash
    return noted


def accept_restored(store: Store, principal: Principal, reason: str) -> Verification:
    """Note, with the reason, that an older copy was put back on purpose, and verify what is there now.

    The lines noted before stay in the file: anyone can see which revisions were given up, and why.
    """
    store.permit(principal, Action.KEEP_DATABASE)
    if not reason.strip():
        raise UsageError(say("Say why an older copy was put back."))
    with store.database.reading() as connection:
        heads = [
            (record, head_of(connection, record))
            for kind in RecordKind
            for record in all_records(connection, kind)
        ]
    for record, head in heads:
        store.anchors.note(record.id, head, store.database.clock(), f"{RESTORED} {reason}")
    return verify(store, principal)


def _verified(connection: Connection, record: Record, noted: dict[int, str]) -> Verified:
    table = schema.revision
    query = select(table).where(table.c.record == record.id).order_by(table.c.seq)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    head, problem = broken_link(record.start, rows)
    if problem is None:
        hashes = {0: record.start.hash} | {row["seq"]: row["hash"] for row in rows}
        problem = next(_against(noted, hashes, head), None)
    if problem is None:
        problem = wrong_snapshot(connection, record, rows)
    return Verified(record, head, problem)


def _against(noted: dict[int, str], hashes: dict[int, str], head: Head) -> Iterator[str]:
    """Yield what is wrong with a chain that is sound in itself, by the heads noted outside the database."""
    if noted and max(noted) > head.count:
        yield say(
            "the end was cut off: {noted} revisions were noted outside the database, {count} are there",
            noted=max(noted),
            count=head.count,
        )
    for count, digest in sorted(noted.items()):
        if hashes.get(count, digest) != digest:
            yield say(
                "revision {count} is not the one noted outside the database: the chain was written anew",
                count=count,
            )


def _file_problems(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        said = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check(5)"))]
        yield from (say("the file is damaged: {line}", line=line) for line in said if line != "ok")
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        yield from (
            say("a row of {table} names a {other} that is not there", table=row[0], other=row[2])
            for row in broken[:5]
        )

"""Snapshots: what a record held at some revision, so that a long chain need not be read from its start.

A snapshot says nothing that the revisions do not say; `toolkit.store.verifying` holds it against them.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, delete, insert, select

from toolkit.language import say
from toolkit.model.assessment import Score
from toolkit.store import schema
from toolkit.store.chain import Head
from toolkit.store.entries import VALUE, Entries
from toolkit.store.records import Record

EVERY: Final = 500
"""A snapshot is made whenever the count of a record's revisions passes a multiple of this."""


def is_due(before: Head, after: Head) -> bool:
    """Say whether a snapshot is to be made between two heads of a chain."""
    return before.count // EVERY < after.count // EVERY


def keep_snapshot(connection: Connection, record: Record, head: Head, entries: Entries) -> None:
    """Put what `record` holds at `head` in the place of its older snapshot."""
    table = schema.snapshot
    connection.execute(delete(table).where(table.c.record == record.id))
    content = zlib.compress(to_json(plain_rows(entries.rows)), 1)
    values = {"record": record.id, "seq": head.count, "hash": head.hash, "content": content}
    connection.execute(insert(table).values(values))


def read_snapshot(connection: Connection, record: Record) -> tuple[Head, Entries] | None:
    """Return the head of a record's snapshot and what it holds; None where none can be read."""
    table = schema.snapshot
    query = select(table.c.seq, table.c.hash, table.c.content).where(table.c.record == record.id)
    row = connection.execute(query).first()
    if row is None:
        return None
    try:
        rows = from_json(zlib.decompress(row.content))
    except (ValueError, zlib.error):  # damaged: the revisions are there
        return None
    return Head(row.seq, row.hash), Entries(rows)


def wrong_snapshot(
    connection: Connection, record: Record, revisions: Sequence[Mapping[str, Any]]
) -> str | None:
    """Say what is wrong with the snapshot of a record by its revisions, in order; None where nothing is."""
    table = schema.snapshot
    row = connection.execute(select(table).where(table.c.record == record.id)).first()
    if row is None:
        return None
    found = read_snapshot(connection, record)
    before = [revision for revision in revisions if revision["seq"] <= row.seq]
    if found is None or not before or found[0] != Head(before[-1]["seq"], before[-1]["hash"]):
        return say("the snapshot at revision {seq} cannot be read or is of another chain", seq=row.seq)
    if plain_rows(found[1].rows) != plain_rows(Entries().followed_by(before).rows):
        return say(
            "the snapshot at revision {seq} does not hold what the revisions up to it say", seq=row.seq
        )
    return None


def plain_rows(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Return rows with their values as objects instead of texts, the fields of each as its type has them."""
    plain = [list(row) for row in rows]
    texts = [row for row in plain if isinstance(row[VALUE], str)]
    values: list[Mapping[str, Any]] = from_json(f"[{','.join(row[VALUE] for row in texts)}]")
    for row, value in zip(texts, values, strict=True):
        row[VALUE] = {name: value[name] for name in _FIELDS} if value.keys() == _FIELDS.keys() else value
    return plain


_FIELDS: Final = Score.model_fields
"""The fields of most values, in the order in which they are made into scores fastest."""

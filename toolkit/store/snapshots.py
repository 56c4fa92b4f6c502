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
from toolkit.store.entries import ENTRY_COLUMNS, VALUE, Entries, plain
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
    content = zlib.compress(to_json(_by_column(plain_rows(entries.rows))), 1)
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
        rows = _by_row(from_json(zlib.decompress(row.content)))
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        zlib.error,
    ):  # damaged: the revisions are there
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
    """Return rows with their values as objects instead of texts and scores."""
    found = [list(row) for row in rows]
    texts = [row for row in found if isinstance(row[VALUE], str)]
    values = from_json(f"[{','.join(row[VALUE] for row in texts)}]")
    for row, value in zip(texts, values, strict=True):
        row[VALUE] = value
    for row in found:
        if isinstance(row[VALUE], Score):
            row[VALUE] = plain(row[VALUE])
    return found


def _by_column(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Return rows as columns, the fields of scores among them: what many share is written once."""
    scores = [place for place, row in enumerate(rows) if _is_score(row[VALUE])]
    return {
        "rows": [_packed([row[at] for row in rows]) for at in range(_WIDTH) if at != VALUE],
        "scores": scores,
        "fields": {name: _packed([rows[place][VALUE][name] for place in scores]) for name in _FIELDS},
        "values": [row[VALUE] for row in rows if not _is_score(row[VALUE])],
    }


def _by_row(columns: Mapping[str, Any]) -> list[Sequence[Any]]:
    """Return the rows that `_by_column` took apart; of anything else raises what its shape leads to."""
    whole = list(map(_unpacked, columns["rows"]))
    scores = Score.all_from_columns({name: _unpacked(column) for name, column in columns["fields"].items()})
    value_at: dict[int, Any] = dict(zip(columns["scores"], scores, strict=True))
    others = [place for place in range(len(whole[0])) if place not in value_at]
    value_at.update(zip(others, columns["values"], strict=True))
    values = [value_at[place] for place in range(len(whole[0]))]
    return list(zip(*whole[:VALUE], values, *whole[VALUE:], strict=True))


def _packed(column: Sequence[Any]) -> dict[str, Any]:
    """Return a column as the different things in it and, for each place, which of them stands there."""
    number = {thing: count for count, thing in enumerate(dict.fromkeys(column))}
    if len(number) * 2 > len(column):
        return {"all": column}
    return {"of": list(number), "at": [number[thing] for thing in column]}


def _unpacked(packed: Mapping[str, Any]) -> list[Any]:
    return packed["all"] if "all" in packed else list(map(packed["of"].__getitem__, packed["at"]))


def _is_score(value: Mapping[str, Any] | None) -> bool:
    return value is not None and value.keys() == _FIELDS.keys()


_FIELDS: Final = Score.model_fields
"""The fields of most values, in the order in which they are made into scores fastest."""

_WIDTH: Final = 2 + len(ENTRY_COLUMNS)
"""How many columns a row has: subject, key and those of an entry."""

"""Records: what chains of revisions are about."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from toolkit.store import schema
from toolkit.store.chain import Head, genesis


class RecordKind(StrEnum):
    """What a record is about."""

    ASSESSMENT = "assessment"
    COUNTY = "county"
    PEOPLE = "people"


@dataclass(frozen=True)
class Record:
    """What a chain of revisions is about. `slug` is its name in files, such as ``tunbridge-wells``."""

    id: str
    kind: RecordKind
    district: str
    assessment_year: str
    slug: str

    @property
    def start(self) -> Head:
        """The head of its chain before any revision."""
        return genesis(self.id, self.kind, self.district, self.assessment_year, self.slug)


def add_record(connection: Connection, record: Record) -> None:
    """Add a record, which must not be there yet."""
    connection.execute(
        insert(schema.record).values(
            id=record.id,
            kind=record.kind,
            district=record.district,
            assessment_year=record.assessment_year,
            slug=record.slug,
        )
    )


def find_record(connection: Connection, record_id: str) -> Record | None:
    """Return the record with the id, or None."""
    rows = _records(connection, schema.record.c.id == record_id)
    return rows[0] if rows else None


def all_records(connection: Connection, kind: RecordKind) -> tuple[Record, ...]:
    """Return the records of a kind, by district and year."""
    return tuple(_records(connection, schema.record.c.kind == kind))


def head_of(connection: Connection, record: Record) -> Head:
    """Return where the chain of a record stands."""
    table = schema.revision
    query = select(table.c.seq, table.c.hash).where(table.c.record == record.id)
    row = connection.execute(query.order_by(table.c.seq.desc()).limit(1)).first()
    return record.start if row is None else Head(row.seq, row.hash)


def _records(connection: Connection, wanted: Any) -> list[Record]:  # noqa: ANN401 (a condition)
    table = schema.record
    columns = (table.c.id, table.c.kind, table.c.district, table.c.assessment_year, table.c.slug)
    query = select(*columns).where(wanted).order_by(table.c.district, table.c.assessment_year)
    return [
        Record(r.id, RecordKind(r.kind), r.district, r.assessment_year, r.slug)
        for r in connection.execute(query)
    ]

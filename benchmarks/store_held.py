"""A database held against what people were told when they wrote to it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from benchmarks.store_crowd import Wrote
from benchmarks.store_places import KEEPER, opened
from toolkit.store import schema
from toolkit.store.verifying import verify


@dataclass(frozen=True)
class Held:
    """The database held against what people were told; all of it should be empty."""

    lost: tuple[str, ...]
    """Operations the store said were saved and which are not there."""
    doubled: tuple[str, ...]
    """Operations that are there more than once."""
    kept_though_refused: tuple[str, ...]
    vanished: tuple[str, ...]
    """Rows that do not say what was last saved, or whose revisions do not each follow the one before."""
    unsound: tuple[str, ...]
    """What `store verify` found wrong."""

    @property
    def sound(self) -> bool:
        """Say whether everything is as people were told."""
        return not any((self.lost, self.doubled, self.kept_though_refused, self.vanished, self.unsound))

    def __str__(self) -> str:
        """Write the counts on one line."""
        chain = "chain verifies" if not self.unsound else f"CHAIN BROKEN: {self.unsound[0]}"
        return f"{len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.vanished)} vanished; {chain}"


def held(address: str, wrote: Sequence[Wrote]) -> Held:
    """Hold the database at `address` against what people were told."""
    with opened(address) as store:
        with store.database.reading() as connection:
            table = schema.revision
            columns = (table.c.record, table.c.subject, table.c.key, table.c.seq, table.c.based_on)
            query = select(*columns, table.c.operation, table.c.value).order_by(table.c.record, table.c.seq)
            rows = connection.execute(query).all()
        verification = verify(store, KEEPER)
    times = Counter(row.operation for row in rows if row.subject == "score")
    saved = [one for person in wrote for one in person.saved]
    starts = {row.operation for row in rows if row.subject == "header"}
    broken = [f"{one.record.slug}: {one.problem}" for one in verification.records if one.problem]
    return Held(
        lost=tuple(operation for operation, _, _ in saved if operation not in times),
        doubled=tuple(o for o, count in times.items() if count > 1 and o not in starts),
        kept_though_refused=tuple(o for person in wrote for o in person.told if o in times),
        vanished=tuple(_vanished(rows, saved)),
        unsound=(*verification.problems, *broken),
    )


def _vanished(rows: Iterable[Any], saved: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    latest: dict[str, tuple[int, str]] = {}
    by_operation: dict[str, str] = {}
    for record, subject, key, seq, based_on, operation, value in rows:
        name = f"{record}/{subject}/{key}"
        if based_on != latest.get(name, (0, ""))[0]:
            yield f"{name}: revision {seq} does not follow the one before it"
        latest[name] = seq, operation
        by_operation[operation] = value or ""
    for operation, name, said in saved:
        if said not in by_operation.get(operation, ""):
            yield f"{name}: '{said}' is not what is there"
    told_of = {operation for operation, _, _ in saved}
    for name in {name for _, name, _ in saved}:
        if latest[name][1] not in told_of:
            yield f"{name}: the latest revision is nobody's"

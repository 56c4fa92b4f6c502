"""Rows of ``horizon`` to horizon items, and back."""

from collections.abc import Iterable, Iterator, Mapping

from toolkit.errors import Fault
from toolkit.files.cell_reader import CellReader, Names, is_identifier, join_entries, rows_worth_reading
from toolkit.files.faults import shown
from toolkit.files.rows import Table
from toolkit.language import say
from toolkit.model.horizon import (
    Direction,
    Factor,
    Grade,
    HeadingSet,
    HorizonItem,
    HorizonKind,
    HorizonStatus,
)

_TEXTS = (
    "description",
    "source",
    "source_date",
    "interpretation",
    "expected",
    "implication",
    "response",
    "owner",
    "review_date",
    "outcome",
)
_GRADES = ("likelihood", "impact", "confidence")


def parse_horizon(
    table: Table, heading_set: HeadingSet | None, issues: Names | None, faults: list[Fault]
) -> Iterator[HorizonItem]:
    """Yield the items of the sound rows and add what is wrong with the others to `faults`.

    Without `issues` an item may name any issue by its id.
    """
    headings = heading_names(heading_set)
    seen: dict[str, str] = {}
    for row in rows_worth_reading(table, faults):
        cells = CellReader(row, table.file, faults)
        item_id = cells.identifier("id")
        first = seen.setdefault(item_id, cells.place("id"))
        if item_id and first != cells.place("id"):
            cells.fault(
                "id",
                say("the id {item_id} stands at {first} too", item_id=shown(item_id), first=first),
                say("Give each its own"),
                "E_DUP_ID",
            )
        values = {
            "id": item_id,
            "title": cells.name("title"),
            "heading": cells.known("heading", headings),
            "kind": cells.choice("kind", HorizonKind, None),
            "direction": cells.choice("direction", Direction, Direction.NOT_KNOWN),
            "status": cells.choice("status", HorizonStatus, HorizonStatus.NEW),
            "issues": _issues(cells, issues),
            "moves": tuple(cells.choice("moves", Factor, None, word) for word in cells.entries("moves")),
            **{column: cells.choice(column, Grade, Grade.NOT_KNOWN) for column in _GRADES},
            **{column: cells.text(column) for column in _TEXTS},
        }
        if cells.is_sound and headings is not None:
            yield HorizonItem.model_validate(values)


def horizon_rows(items: Iterable[HorizonItem]) -> Iterator[Mapping[str, str]]:
    """Yield each item as the cells of a row."""
    for item in items:
        texts = {column: str(getattr(item, column)) for column in ("id", "title", "heading", *_TEXTS)}
        words = {column: getattr(item, column).value for column in ("kind", "direction", "status", *_GRADES)}
        lists = {"issues": join_entries(item.issues), "moves": join_entries([f.value for f in item.moves])}
        yield texts | words | lists


def heading_names(heading_set: HeadingSet | None) -> Names | None:
    """Return the ids of headings, and the labels that stand for them."""
    if heading_set is None:
        return None
    labels = {heading.id: (heading.label,) for heading in heading_set.headings}
    return Names("heading", "E_UNKNOWN_HEADING", labels)


def _issues(cells: CellReader, issues: Names | None) -> tuple[str, ...]:
    entries = cells.entries("issues")
    for entry in entries:
        if issues is None and not is_identifier(entry):
            remedy = say("Write the issue's id, such as domestic-abuse")
            cells.fault("issues", say("{entry} cannot be an id", entry=shown(entry)), remedy, "E_PATTERN")
    return tuple(cells.known("issues", issues, entry) for entry in entries)

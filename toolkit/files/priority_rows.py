"""Rows of ``priorities`` to priorities with their confirmed categories, and back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from toolkit.errors import Fault
from toolkit.files.cell_reader import CellReader, Names, join_entries, rows_worth_reading
from toolkit.files.rows import Table
from toolkit.language import say
from toolkit.model.priorities import CategorySet, Priority, PriorityLevel
from toolkit.model.text import fold

NONE_FITS: Final = "none"
"""What stands in ``categories`` when a person confirmed that no category fits."""
OTHER_FOCUS: Final = "X:"
"""What goes before the words of another focus area."""


def parse_priorities(
    table: Table, category_set: CategorySet | None, faults: list[Fault]
) -> Iterator[Priority]:
    """Yield the priorities of the sound rows and add what is wrong with the others to `faults`."""
    categories = _category_names(category_set)
    for row in rows_worth_reading(table, faults):
        cells = CellReader(row, table.file, faults)
        worded = cells.name("priority_as_worded")
        level = cells.choice("level", PriorityLevel, None)
        codes, other_focus = confirmed_categories(cells, categories)
        values = {
            "worded": worded,
            "level": level,
            "categories": codes,
            "other_focus": other_focus,
            "confirmed_by": cells.text("confirmed_by"),
            "source": cells.text("source"),
        }
        if cells.is_sound and category_set is not None:
            yield Priority.model_validate(values)


def confirmed_categories(
    cells: CellReader, categories: Names | None
) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Return the category codes and other focus areas of a cell; no codes is None while nobody confirmed."""
    entries = cells.entries("categories", OTHER_FOCUS)
    if not entries:
        return None, ()
    if len(entries) == 1 and entries[0] == NONE_FITS:
        return (), ()
    codes: list[str] = []
    other_focus: list[str] = []
    for entry in entries:
        if entry.startswith(OTHER_FOCUS):
            if words := entry.removeprefix(OTHER_FOCUS):
                other_focus.append(words)
            else:
                problem, remedy = say("an other focus area has no words"), say("Write X:young people")
                cells.fault("categories", problem, remedy, "E_BLANK")
        elif fold(entry) == NONE_FITS and (categories is None or categories.find(entry) is None):
            if len(entries) > 1:
                problem = say("'none' stands beside other entries")
                cells.fault("categories", problem, say("Write none alone, or leave it out"), "E_CHOICE")
        else:
            codes.append(cells.known("categories", categories, entry))
    return tuple(codes), tuple(other_focus)


def written_categories(priority: Priority) -> str:
    """Return the cell that `confirmed_categories` reads."""
    if priority.categories is None:
        return ""
    others = [OTHER_FOCUS + words for words in priority.other_focus]
    return join_entries([*priority.categories, *others]) or NONE_FITS


def priority_rows(priorities: Iterable[Priority]) -> Iterator[Mapping[str, str]]:
    """Yield each priority as the cells of a row."""
    for priority in priorities:
        yield {
            "priority_as_worded": priority.worded,
            "level": priority.level.value,
            "categories": written_categories(priority),
            "confirmed_by": priority.confirmed_by,
            "source": priority.source,
        }


def _category_names(category_set: CategorySet | None) -> Names | None:
    if category_set is None:
        return None
    labels = {c.code: (c.label, *([c.headline] if c.headline else [])) for c in category_set.categories}
    return Names("category", "E_UNKNOWN_CATEGORY", labels)

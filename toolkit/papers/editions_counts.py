"""Tables of partners' counts as the public may see them: no small number, nor what gives one away."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.methods.suppression import HIDDEN, SMALL, Counts, hidden_counts
from toolkit.papers.paper import Cell, Table


def public_counts(
    table: Table,
    *,
    total_row: bool = False,
    total_column: bool = False,
    text_columns: Collection[str] = (),
    small: int = SMALL,
) -> Table:
    """Return a table of counts of people or events with its small numbers, and some others, as ``[c]``.

    Every column but the first and the `text_columns` holds counts; with `total_row` the last row, and with
    `total_column` the last column, are their totals. Within the table no hidden number can be worked out:
    see `toolkit.methods.suppression`. Other tables of the same people, rates and shares could still give one
    away, so a table of counts goes into a public paper once, alone. Counts of CSPs are no counts of people,
    and are never hidden.

    Raises
    ------
    Refused
        When a count is not a whole number of zero or more, or a total is not the sum of its parts.
    """
    columns = [k for k, name in enumerate(table.columns) if k and name not in text_columns]
    found = _counts(table, columns, total_row=total_row, total_column=total_column)
    hidden = {(i, columns[j]) for i, j in hidden_counts(found, small)}
    if not hidden:
        return table
    rows = (
        tuple(HIDDEN if (i, k) in hidden else value for k, value in enumerate(row))
        for i, row in enumerate(table.rows)
    )
    return replace(table, rows=tuple(rows), notes=(*table.notes, _note(small)))


def _note(small: int) -> str:
    return say(
        "{shorthand} stands for a number from 1 to {small}, or for one that would give such a number away.",
        shorthand=HIDDEN,
        small=small,
    )


def _counts(table: Table, columns: Sequence[int], *, total_row: bool, total_column: bool) -> Counts:
    """Return the counts of a table without its totals, once the totals are known to be right."""
    numbers = [tuple(_count(table, row[k]) for k in columns) for row in table.rows]
    inner = [row[:-1] if total_column else row for row in (numbers[:-1] if total_row else numbers)]
    found = Counts(
        tuple(inner),
        row_totals=total_column,
        column_totals=total_row,
        grand_total=total_row and total_column,
    )
    for at, value in found.values.items():
        if found.is_total(at) and found.is_published(at) and numbers[at[0]][at[1]] != value:
            raise Refused(
                say(
                    "The table '{table}' cannot be published: in row {row} '{column}' is {given}, "
                    "but its parts add up to {sum}.",
                    table=table.title,
                    row=at[0] + 1,
                    column=table.columns[columns[at[1]]],
                    given=numbers[at[0]][at[1]],
                    sum=value,
                )
            )
    return found


def _count(table: Table, value: Cell) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and value >= 0:
        return value
    raise Refused(
        say(
            "The table '{table}' cannot be published: {value} is not a count, "
            "so small numbers cannot be hidden.",
            table=table.title,
            value=repr(value),
        )
    )

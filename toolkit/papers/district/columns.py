"""A table without the columns in which nothing stands: what an edition leaves out leaves no empty column."""

from dataclasses import replace

from toolkit.papers.paper import Table


def without_empty_columns(table: Table) -> Table:
    """Return `table` with its first column and every other in which some row says something.

    >>> found = without_empty_columns(Table("t", "T", ("Issue", "Who", "Why"), (("Gangs", None, "Harm"),)))
    >>> found.columns, found.rows
    (('Issue', 'Why'), (('Gangs', 'Harm'),))
    """
    said = [
        k for k in range(len(table.columns)) if not k or any(row[k] not in (None, "") for row in table.rows)
    ]
    rows = tuple(tuple(row[k] for k in said) for row in table.rows)
    return replace(table, columns=tuple(table.columns[k] for k in said), rows=rows)

"""The options `--columns` and `--year`: a partner's own workbook, read as a column mapping says."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.model.assessment import Return
    from toolkit.model.column_mapping import ColumnMapping

ColumnsOption = Annotated[
    Path | None,
    typer.Option("--columns", help="How a partner's own workbook is read: a column mapping, FILE.toml."),
]
ReadYearOption = Annotated[
    str | None,
    typer.Option("--year", help="With --columns: the assessment year of the workbook, such as 2016-17."),
]


def the_columns(path: Path | None, year: str | None) -> "ColumnMapping | None":
    """Read a column mapping where one is asked for.

    Raises
    ------
    UsageError
        When a year is given without one.
    InputRejected
        When the file holds faults, or something else.
    """
    if path is None:
        if year is not None:
            raise UsageError(say("--year goes with --columns: a return says its own year."))
        return None
    from toolkit.files.column_mapping_use import read_columns

    return read_columns(path)


def partner_return(path: Path, columns: "ColumnMapping", year: str | None) -> "Return":
    """Read a partner's own workbook.

    Raises
    ------
    UsageError
        When `path` is no workbook.
    InputRejected
        With every fault, by the partner's own cells.
    """
    from toolkit.files.column_mapping_use import WORKBOOKS, read_partner_return

    if path.suffix.lower() not in WORKBOOKS:
        raise UsageError(say("--columns is for a partner's workbook, .xlsx or .ods, not {path}.", path=path))
    return read_partner_return(path, columns, year)


def read_as(return_: "Return") -> list[str]:
    """Say with whose columns a return was read, and which formulas were ignored."""
    said = []
    if return_.read_with:
        said.append(say("Read {how}.", how=return_.read_with))
    if cells := return_.ignored_formulas:
        listed = ", ".join(cells)
        said.append(say("Formulas outside the input cells were ignored: {cells}.", cells=listed))
    return said

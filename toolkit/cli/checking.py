"""The check command: every fault of every path, for people or for machines."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.columns_option import ColumnsOption, ReadYearOption, partner_return, the_columns
from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver, waiting
from toolkit.errors import ExitCode, Fault, InputRejected, ToolkitError
from toolkit.language import say, say_number

if TYPE_CHECKING:
    from toolkit.model.column_mapping import ColumnMapping


def check(
    paths: Annotated[list[Path], typer.Argument(help="Any matrix, list, return, county folder or workbook.")],
    *,
    columns: ColumnsOption = None,
    year: ReadYearOption = None,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Read files and folders and list every fault: file, place, what is wrong, what would be right."""
    mapping = the_columns(columns, year)
    sound, faults, code = _checked(paths, lambda path: _lines(path, mapping, year))
    if how is Format.TABLE and output is None:
        typer.echo("\n".join([*sound, *map(str, faults)]))
    else:
        deliver(_report(sound, faults), how, output)
    if code is not ExitCode.DONE:
        typer.echo(
            say_number(
                "{number} fault found; nothing was changed.",
                "{number} faults found; nothing was changed.",
                len(faults),
            ),
            err=True,
        )
        raise typer.Exit(code)


def _lines(path: Path, mapping: "ColumnMapping | None", year: str | None) -> Sequence[str]:
    """Return what a sound file or folder holds, read with a column mapping where one is given."""
    from toolkit.files.check import check as checked
    from toolkit.files.check import return_words

    if mapping is None:
        return checked(path).lines
    return [f"{path.name}: {return_words(partner_return(path, mapping, year))}"]


def _checked(
    paths: Sequence[Path], lines: Callable[[Path], Sequence[str]]
) -> tuple[list[str], list[Fault], ExitCode]:
    """Return what is sound, what is not, and the exit code: a rejected file weighs more than one not read."""
    sound: list[str] = []
    faults: list[Fault] = []
    codes = set()
    for path in paths:
        try:
            with waiting(say("Checking {path}", path=path)):
                sound += lines(path)
        except InputRejected as error:
            faults += error.faults
            codes.add(error.exit_code)
        except ToolkitError as error:
            faults.append(
                Fault(
                    path.name, "", str(error).rstrip("."), say("Check the name and the folder"), "E_STORAGE"
                )
            )
            codes.add(error.exit_code)
    return sound, faults, min(codes, default=ExitCode.DONE)


def _report(sound: Sequence[str], faults: Sequence[Fault]) -> Report:
    from toolkit.tables.lists import fault_table

    return Report(
        title=say("Check"),
        sentences=sound,
        blocks=[Block("faults", say("Faults"), fault_table(faults))],
        document={"sound": list(sound), "faults": [asdict(fault) for fault in faults]},
    )

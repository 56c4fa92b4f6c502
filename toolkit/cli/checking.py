"""The check command: every fault of every path, for people or for machines."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver, waiting
from toolkit.errors import ExitCode, Fault, InputRejected, ToolkitError


def check(
    paths: Annotated[list[Path], typer.Argument(help="Any matrix, list, return, county folder or workbook.")],
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Read files and folders and list every fault: file, place, what is wrong, what would be right."""
    sound, faults, code = _checked(paths)
    if how is Format.TABLE and output is None:
        typer.echo("\n".join([*sound, *map(str, faults)]))
    else:
        deliver(_report(sound, faults), how, output)
    if code is not ExitCode.DONE:
        typer.echo(
            f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} found; nothing was changed.", err=True
        )
        raise typer.Exit(code)


def _checked(paths: Sequence[Path]) -> tuple[list[str], list[Fault], ExitCode]:
    """Return what is sound, what is not, and the exit code: a rejected file weighs more than one not read."""
    from toolkit.files.check import check as checked

    sound: list[str] = []
    faults: list[Fault] = []
    codes = set()
    for path in paths:
        try:
            with waiting(f"Checking {path}"):
                sound += checked(path).lines
        except InputRejected as error:
            faults += error.faults
            codes.add(error.exit_code)
        except ToolkitError as error:
            faults.append(
                Fault(path.name, "", str(error).rstrip("."), "Check the name and the folder", "E_STORAGE")
            )
            codes.add(error.exit_code)
    return sound, faults, min(codes, default=ExitCode.DONE)


def _report(sound: Sequence[str], faults: Sequence[Fault]) -> Report:
    from toolkit.tables import fault_table

    return Report(
        title="Check",
        sentences=sound,
        blocks=[Block("faults", "Faults", fault_table(faults))],
        document={"sound": list(sound), "faults": [asdict(fault) for fault in faults]},
    )

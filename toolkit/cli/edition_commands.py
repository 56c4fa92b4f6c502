"""The command `editions`: what became of a county's priorities from one edition to a later one."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver
from toolkit.language import say


def editions(
    old: Annotated[str, typer.Argument(help="The earlier edition, as the crosswalk names it.")],
    new: Annotated[str, typer.Argument(help="A later edition, one or several steps after it.")],
    *,
    crosswalk: Annotated[str, typer.Option("--crosswalk", help="Id of the crosswalk.")] = "kent-crosswalk",
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Say what became of a county's priorities from one edition of its agreement to a later one."""
    from toolkit.documents import edition_document
    from toolkit.files.library import library_beside
    from toolkit.methods.priority_trends import compare_priorities
    from toolkit.tables.trends import edition_table
    from toolkit.wording.trends import edition_sentence

    table = library_beside(Path()).crosswalk(crosswalk)
    found = compare_priorities(table, old, new)
    deliver(
        Report(
            title=say("{table}: {old} to {new}", table=table.title, old=old, new=new),
            sentences=[table.source, edition_sentence(found)],
            blocks=[Block("priorities", "", edition_table(found))],
            document=edition_document(found, f"{table.id}-{table.version}"),
            context={say("Crosswalk"): f"{table.id}-{table.version}"},
        ),
        how,
        output,
    )

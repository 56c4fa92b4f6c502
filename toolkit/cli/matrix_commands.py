"""Commands about matrices: the JSON Schema, the list, and one matrix in full."""

import json
from typing import Annotated

import typer

from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver
from toolkit.language import say

matrix_app = typer.Typer(
    help=say("Scoring matrices: schema, list, show."), no_args_is_help=True, rich_markup_mode=None
)


@matrix_app.command("schema")
def schema(
    kind: Annotated[str, typer.Option("--kind", help="Kind of file: matrix, issue_catalogue ...")] = "matrix",
) -> None:
    """Print the JSON Schema of matrix files, or of another kind of list."""
    from toolkit.errors import UsageError
    from toolkit.files.list_kinds import kinds, model_of

    if kind not in kinds():
        raise UsageError(
            say("There is no kind '{kind}'. Kinds: {kinds}.", kind=kind, kinds=", ".join(kinds()))
        )
    typer.echo(json.dumps(model_of(kind).model_json_schema(), indent=2, ensure_ascii=False))


@matrix_app.command("list")
def list_(how: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """List the shipped matrices."""
    from toolkit.files.library import Library
    from toolkit.model.matrix import Matrix
    from toolkit.tables.lists import matrix_table

    library = Library()
    matrices = [library.matrix(entry.id, entry.version) for entry in library.entries(Matrix)]
    document = [
        m.model_dump(mode="json", include={"id", "version", "title", "description"}) for m in matrices
    ]
    report = Report(say("Scoring matrices"), [], [Block("matrices", "", matrix_table(matrices))], document)
    deliver(report, how, output)


@matrix_app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="Matrix id, id-version, or file.")],
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show every criterion and level of a matrix with its guidance and provenance."""
    from toolkit.files.library import read_matrix
    from toolkit.tables.lists import level_table

    matrix = read_matrix(name)
    notes = [
        matrix.description,
        say(
            "Provenance: {provenance}. Source: {source}",
            provenance=matrix.provenance.value,
            source=matrix.source,
        ),
    ]
    report = Report(
        f"{matrix.title} ({matrix.ref})",
        [*notes, *filter(None, [matrix.template])],
        [Block("levels", say("Criteria and levels"), level_table(matrix))],
        matrix.model_dump(mode="json"),
    )
    deliver(report, how, output)

"""The commands by name and where each lies; heavy imports wait until a command runs."""

from typing import Annotated, Final

import typer

from toolkit.cli.on_demand import group_of
from toolkit.language import say

_COMMANDS: Final = {
    "score": "return_commands:score",
    "sensitivity": "sensitivity_commands:sensitivity",
    "agreement": "agreement_commands:agreement",
    "compare": "compare_commands:compare",
    "editions": "edition_commands:editions",
    "horizon": "return_commands:horizon",
    "new": "return_commands:new",
    "template": "workbook_commands:template",
    "convert": "return_commands:convert",
    "check": "checking:check",
    "history": "history_commands:history",
    "app": "serve:serve",
    "sample": "sample_command:sample",
    "county": "county_commands:county_app",
    "matrix": "matrix_commands:matrix_app",
    "evidence": "evidence_commands:evidence_app",
    "store": "store_commands:store_app",
    "people": "people_commands:people_app",
    "paper": "paper_commands:paper_app",
    "workshop": "workshop_commands:workshop_app",
}

app = typer.Typer(
    cls=group_of(_COMMANDS),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 (typer calls it so)
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"csp-toolkit {version('csp-toolkit')}")
        except PackageNotFoundError:
            typer.echo(say("csp-toolkit, run from a checkout without being installed"))
        raise typer.Exit


@app.callback()
def about(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Score, rank and count community safety issues for Community Safety Partnerships."""

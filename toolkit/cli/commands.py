"""The commands by name; heavy imports wait until a command runs."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli import county_beside, keeping_commands, return_commands, workbook_commands
from toolkit.cli.agreement_commands import agreement
from toolkit.cli.checking import check
from toolkit.cli.compare_commands import compare
from toolkit.cli.county_commands import county_app
from toolkit.cli.database import on_database
from toolkit.cli.edition_commands import editions
from toolkit.cli.evidence_commands import evidence_app
from toolkit.cli.history_commands import history
from toolkit.cli.matrix_commands import matrix_app
from toolkit.cli.paper_commands import paper_app
from toolkit.cli.people_commands import people_app
from toolkit.cli.sensitivity_commands import sensitivity
from toolkit.cli.serve import serve
from toolkit.cli.store_commands import store_app
from toolkit.cli.workshop_commands import minutes, slips, workshop_app
from toolkit.language import say

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
app.command("score")(on_database(return_commands.score))
county_app.command("harm")(on_database(county_beside.harm))
county_app.command("plan")(on_database(county_beside.plan))
app.add_typer(county_app, name="county")
app.command("sensitivity")(on_database(sensitivity))
app.command("agreement")(on_database(agreement))
app.command("compare")(on_database(compare))
app.command("editions")(editions)
app.command("horizon")(on_database(return_commands.horizon))
app.command("new")(on_database(return_commands.new))
app.command("template")(on_database(workbook_commands.template))
app.command("convert")(on_database(return_commands.convert))
app.command("check")(check)
app.add_typer(matrix_app, name="matrix")
app.add_typer(evidence_app, name="evidence")
store_app.command("verify")(keeping_commands.verify)
store_app.command("backup")(keeping_commands.backup)
app.add_typer(store_app, name="store")
app.command("history")(history)
app.add_typer(people_app, name="people")
app.add_typer(paper_app, name="paper")
workshop_app.command("slips")(on_database(slips))
workshop_app.command("minutes")(minutes)
app.add_typer(workshop_app, name="workshop")
app.command("app")(serve)


@app.command("sample")
def sample(folder: Annotated[Path, typer.Argument(help="A new folder for the copy.")]) -> None:
    """Copy the sample county, invented in part and labelled so, to a folder of your own."""
    from toolkit.files.sample import copy_sample

    copy_sample(folder)
    typer.echo(say("{folder}: the sample county. Next: csp-toolkit county {folder}", folder=folder))


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

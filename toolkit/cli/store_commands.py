"""Commands for the database: make one, take a county's folder in, write it out, bring it up to date."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import DatabaseOption, opened_store
from toolkit.cli.keeping_commands import backup, verify
from toolkit.cli.output import waiting
from toolkit.errors import UsageError
from toolkit.language import say, say_number

if TYPE_CHECKING:
    from toolkit.model.principal import Principal
    from toolkit.store.import_plan import Batch, ImportPlan
    from toolkit.store.store import Store

store_app = typer.Typer(
    no_args_is_help=True,
    help=say(
        "Keep returns in a database. One's own, made on first use, unless --db or TOOLKIT_DB names one."
    ),
    rich_markup_mode=None,
)


@store_app.command("init")
def init(
    role: Annotated[
        str | None,
        typer.Option(
            "--application-role",
            help="PostgreSQL: let this login read, and add revisions, but change none.",
        ),
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """Make a database, and say what about it is weaker than it should be."""
    from toolkit.store.preparing import cautions, let_application_in

    with opened_store(database, create=True) as (store, principal):
        if role is not None:
            let_application_in(store, principal, role)
        said = cautions(store)
        typer.echo(say("{address}: ready.", address=store.database.address))
    for sentence in said:
        typer.echo(sentence, err=True)


@store_app.command("import")
def import_folder(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A county's folder, or one return.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Make changes without asking.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with every change.")] = "",
    database: DatabaseOption = None,
) -> None:
    """Take returns in: what is new at once, what differs when its differences were shown and confirmed."""
    from toolkit.documents import signed_numbers
    from toolkit.exchange import read_batch
    from toolkit.store.assessments import new_operation
    from toolkit.store.importing import make_import, plan_import

    with waiting(say("Reading {folder}", folder=folder)):
        batch = read_batch(folder)
    with opened_store(database, create=True) as (store, principal):
        whole = _with_county(store, principal, batch, folder)
        plan = plan_import(store, principal, whole, signed_numbers)
        _show(plan)
        for name, return_ in batch.returns.items():
            if return_.ignored_formulas:
                cells = ", ".join(return_.ignored_formulas)
                typer.echo(
                    say(
                        "{name}: formulas outside the input cells were ignored: {cells}.",
                        name=name,
                        cells=cells,
                    )
                )
        if plan.changes_nothing or not (plan.refused or plan.refused_lists or _agreed(plan, yes=yes)):
            return
        with waiting(say("Importing")):
            make_import(store, principal, plan, operation=new_operation(), reason=reason)
        typer.echo(say("{address}: imported.", address=store.database.address))


@store_app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    database: DatabaseOption = None,
) -> None:
    """Write everything out as a county's folder of plain files, and read it back to be sure."""
    from toolkit.exchange import export_county

    with (
        opened_store(database, create=False) as (store, principal),
        waiting(say("Writing {folder}", folder=folder)),
    ):
        names = export_county(store, principal, folder)
    typer.echo(
        say_number(
            "{folder}: {number} return, read back and found the same.",
            "{folder}: {number} returns, read back and found the same.",
            len(names),
            folder=folder,
        )
    )


@store_app.command("upgrade")
def upgrade(database: DatabaseOption = None) -> None:
    """Bring a database up to date with this program; a SQLite file is copied first."""
    from toolkit.cli.database import the_user
    from toolkit.store.address import Address, default_path, named_address
    from toolkit.store.database import Database
    from toolkit.store.preparing import bring_up_to_date
    from toolkit.store.store import Store

    address = named_address(database) or Address(path=default_path())
    if address.path is not None and not address.path.exists():
        raise UsageError(say("There is no database {path} to bring up to date.", path=address.path))
    with Store(Database(address)) as store:
        typer.echo(bring_up_to_date(store, the_user()))


store_app.command("verify")(verify)
store_app.command("backup")(backup)


def _with_county(store: "Store", principal: "Principal", batch: "Batch", folder: Path) -> "Batch":
    """Return the batch with a county by default, where neither it nor the database has one."""
    from dataclasses import replace

    from toolkit.exchange import default_county
    from toolkit.store.county import find_county

    if batch.county is not None or find_county(store, principal) is not None:
        return batch
    return replace(batch, county=default_county(folder.absolute().parent))


def _show(plan: "ImportPlan") -> None:
    for words, parts in (
        (say("New"), plan.new),
        (say("Changed"), plan.changed),
        (say("Refused"), plan.refused),
    ):
        if parts:
            typer.echo("\n  ".join([f"{words}:", *(part.name for part in parts)]))
    if plan.new_lists:
        typer.echo("\n  ".join([say("Lists kept from now on:"), *plan.new_lists]))
    if plan.unchanged:
        same = len(plan.unchanged)
        typer.echo(say("The same as in the database: {same} of {number}.", same=same, number=len(plan.parts)))
    if plan.changed or plan.refused:
        from toolkit.cli.output import Block, Format, Report, deliver
        from toolkit.tables.importing import difference_table

        frame = difference_table((*plan.changed, *plan.refused))
        report = Report(say("What differs"), [], [Block("differences", "", frame)], {})
        deliver(report, Format.TABLE, None)
    if plan.changes_nothing:
        typer.echo(say("Nothing was changed: the database holds all of it already."))


def _agreed(plan: "ImportPlan", *, yes: bool) -> bool:
    """Say whether the plan is to be made: nothing is overwritten, or somebody says yes.

    Raises
    ------
    UsageError
        When there is nobody to ask.
    """
    if yes or not plan.changed:
        return True
    if not sys.stdin.isatty():
        raise UsageError(say("Nothing was changed. To make these changes, add --yes."))
    agreed = typer.confirm(say("Make these changes?"))
    if not agreed:
        typer.echo(say("Nothing was changed."))
    return agreed

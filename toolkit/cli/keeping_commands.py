"""Commands that look after a database: prove it sound, copy it, say why an older copy was put back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import DatabaseOption, opened_store
from toolkit.cli.output import waiting
from toolkit.errors import IntegrityBroken
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.store.verifying import Verification


def verify(
    *,
    restored: Annotated[
        str | None,
        typer.Option("--restored", metavar="REASON", help="Say why an older copy was put back on purpose."),
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """Follow every chain of revisions and name the first broken link, if there is one."""
    from toolkit.store.verifying import accept_restored
    from toolkit.store.verifying import verify as verified

    with opened_store(database, create=False) as (store, principal), waiting(say("Following every chain")):
        found = (
            verified(store, principal) if restored is None else accept_restored(store, principal, restored)
        )
        anchors = store.anchors.path
    _say(found)
    typer.echo(say("Heads are noted outside the database in {anchors}.", anchors=anchors))
    if not found.sound:
        raise IntegrityBroken(
            say("The database is not what was stored. Keep it as it is and restore a backup.")
        )


def backup(
    file: Annotated[Path, typer.Argument(help="A new file for the copy.")],
    database: DatabaseOption = None,
) -> None:
    """Copy the database to a file while others go on working, and prove the copy sound."""
    from toolkit.store.backup import backup_database

    with opened_store(database, create=False) as (store, principal), waiting(say("Copying and proving")):
        found = backup_database(store, principal, file)
    typer.echo(say("{file}: {revisions:,} revisions, sound.", file=file, revisions=found.revisions))


def _say(found: "Verification") -> None:
    for one in found.records:
        name = f"{one.record.district} {one.record.assessment_year}".strip() or one.record.kind.value
        typer.echo(f"{name}: {one.problem or say('sound, {head}', head=one.head)}")
    for problem in found.problems:
        typer.echo(problem)
    typer.echo(say("{revisions:,} revisions are sound.", revisions=found.revisions))

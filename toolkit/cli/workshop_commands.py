"""Commands around a workshop: slips to print before it, minutes after it."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import DatabaseOption, on_database, opened_store
from toolkit.cli.output import OutputOption, write_file
from toolkit.cli.reading import one_return
from toolkit.errors import UsageError
from toolkit.language import say, say_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.model.assessment import Return
    from toolkit.model.issues import Issue
    from toolkit.model.workshop import Workshop

workshop_app = typer.Typer(no_args_is_help=True, help=say("Slips to print for a workshop, and its minutes."))


class MinutesFormat(StrEnum):
    """How minutes are written."""

    MARKDOWN = "markdown"
    JSON = "json"


@workshop_app.command("slips")
@on_database
def slips(
    path: Annotated[
        Path, typer.Argument(help="A return: folder, .xlsx workbook or .json file; a district in --db.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The HTML file to write.")],
    *,
    issue: Annotated[
        list[str] | None, typer.Option("--issue", help="Only this issue; give it once for each.")
    ] = None,
) -> None:
    """Write slips to print, a page an issue, on which partners mark their levels with a pen."""
    from toolkit.wording.slips import slips_html

    return_ = one_return(path, "csp-toolkit workshop slips DISTRICT")
    issues = _issues(return_, issue or [])
    write_file(output, slips_html(return_, issues).encode())
    typer.echo(
        say_number(
            "{output}: {number} slip. Open it in a browser and print it.",
            "{output}: {number} slips. Open it in a browser and print it.",
            len(issues),
            output=output,
        )
    )


@workshop_app.command("minutes")
def minutes(
    district: Annotated[str, typer.Argument(help="A district in the database.")],
    *,
    year: Annotated[
        str | None, typer.Option("--year", help="Assessment year; the latest unless given.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--workshop", help="The workshop's title; the latest unless given.")
    ] = None,
    how: Annotated[
        MinutesFormat, typer.Option("--format", help="How to write them.")
    ] = MinutesFormat.MARKDOWN,
    output: OutputOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the minutes of a workshop: who was there, what was agreed, what moved and why, dissent."""
    from toolkit.documents.minutes import minutes_document
    from toolkit.methods.minutes import minutes as minutes_of
    from toolkit.store.assessments import record_for
    from toolkit.store.attending import attendance
    from toolkit.store.workshop_views import revealed_return
    from toolkit.store.workshops import workshops_on
    from toolkit.wording.minutes import minutes_markdown

    with opened_store(database, create=False) as (store, principal):
        record = record_for(store, principal, district, year)
        found = _workshop(workshops_on(store, principal, record.id), title, record.district)
        place = store, principal, record.id, found.id
        written = minutes_of(revealed_return(*place), found, attendance(*place))
    if how is MinutesFormat.JSON:
        text = json.dumps(minutes_document(written), ensure_ascii=False, indent=2) + "\n"
    else:
        text = minutes_markdown(written)
    if output is None:
        sys.stdout.write(text)
    else:
        write_file(output, text.encode())


def _issues(return_: "Return", named: "Sequence[str]") -> "list[Issue]":
    """Return the issues named by id or name, or every one."""
    if not named:
        return list(return_.issues.values())
    by_name = {key: issue for issue in return_.issues.values() for key in (issue.id, issue.name.casefold())}
    if unknown := [name for name in named if name.casefold() not in by_name]:
        raise UsageError(
            say("{district} has no issue {unknown}.", district=return_.district, unknown=", ".join(unknown))
        )
    return [by_name[name.casefold()] for name in named]


def _workshop(found: "Sequence[Workshop]", title: str | None, district: str) -> "Workshop":
    fitting = [one for one in found if title is None or one.title.casefold() == title.casefold()]
    if not fitting:
        titles = ", ".join(one.title for one in found) or say("none has been planned")
        raise UsageError(
            say("{district} has no such workshop. Workshops: {titles}.", district=district, titles=titles)
        )
    return fitting[-1]

"""The command that shows who changed what, when and why."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import DatabaseOption, opened_store
from toolkit.cli.output import Block, Format, FormatOption, OutputOption, Report, deliver
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.store.assessments import Stored


def history(
    district: Annotated[str, typer.Argument(help="A district in the database, or: county.")],
    *,
    year: Annotated[
        str | None, typer.Option("--year", help="Assessment year; the latest unless given.")
    ] = None,
    issue: Annotated[str | None, typer.Option("--issue", help="Only changes about this issue.")] = None,
    person: Annotated[str | None, typer.Option("--person", help="Only changes by this person.")] = None,
    day: Annotated[str | None, typer.Option("--day", help="Only changes of this day: 2026-11-22.")] = None,
    how: FormatOption = Format.TABLE,
    output: OutputOption = None,
    database: DatabaseOption = None,
) -> None:
    """Show who changed what in a district's return or the county's own, when, why, before and after."""
    from toolkit.documents.history import history_document
    from toolkit.store.assessments import open_return, record_for
    from toolkit.store.county import open_decisions
    from toolkit.store.history import changes
    from toolkit.tables.history import change_table, history_table

    with opened_store(database, create=False) as (store, principal):
        if district.casefold() == "county":
            county = open_decisions(store, principal)
            name, record, head, returns = county.decisions.name, county.record.id, county.head, {}
            wanted = issue
        else:
            stored = open_return(store, principal, record_for(store, principal, district, year).id)
            name, record, head = stored.name, stored.record.id, stored.head
            returns = {record: stored.return_}
            wanted = _issue(stored, issue) if issue else None
        found = changes(store, principal, record, issue=wanted, person=person, day=_day(day))
    shown = list(change_table([], {}).columns)
    deliver(
        Report(
            title=say("{name}: history", name=name),
            sentences=[say("{head}. The newest change comes first; times are those in England.", head=head)],
            blocks=[Block("history", say("Changes"), history_table(found, returns), shown)],
            document=history_document(found, head),
        ),
        how,
        output,
    )


def _issue(stored: "Stored", named: str) -> str:
    for issue in stored.return_.issues.values():
        if named.casefold() in (issue.id, issue.name.casefold()):
            return issue.id
    raise UsageError(say("{name} has no issue '{named}'.", name=stored.name, named=named))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a day, not a moment)
    except ValueError:
        raise UsageError(say("'{text}' is not a day such as 2026-11-22.", text=text)) from None

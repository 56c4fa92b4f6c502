"""The command `paper workshop`: the minutes of a workshop as a paper."""

import re
from typing import TYPE_CHECKING, Annotated, Final

import typer

from toolkit.cli.database import named_database, opened_store
from toolkit.cli.paper_output import (
    WORD_ONLY,
    ContactOption,
    DatedOption,
    EditionChoice,
    EditionOption,
    PaperFormatsOption,
    PaperOutputOption,
    Step,
    TemplateOption,
    UnrankedOption,
    refuse_unranked_internal,
    stated_day,
    wanted,
    write_papers,
)
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from datetime import date

    from toolkit.model.principal import Principal
    from toolkit.model.workshop import Workshop
    from toolkit.papers.paper import Paper
    from toolkit.papers.workshop import WorkshopPack
    from toolkit.store.store import Store

_ID: Final = re.compile(r"[0-9a-f]{32}")


def workshop_minutes(
    workshop: Annotated[
        str, typer.Argument(metavar="DISTRICT|ID", help="A district in the database, or a workshop's id.")
    ],
    *,
    formats: PaperFormatsOption = WORD_ONLY,
    output: PaperOutputOption = None,
    edition: EditionOption = EditionChoice.INTERNAL,
    year: Annotated[
        str | None, typer.Option("--year", help="Assessment year; the latest unless given.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--workshop", help="The workshop's title; the latest unless given.")
    ] = None,
    template: TemplateOption = None,
    dated: DatedOption = None,
    contact: ContactOption = None,
    unranked: UnrankedOption = False,
) -> None:
    """Write the minutes of a workshop as a paper; scores that nobody has revealed are not in it."""
    refuse_unranked_internal(edition, unranked=unranked)
    asked = wanted(formats, output, template, contact)
    day = stated_day(dated)

    def compose(step: Step) -> "Paper":
        from toolkit.papers.workshop import workshop_paper

        step(say("Reading the workshop"))
        public = edition is EditionChoice.PUBLIC
        with opened_store(named_database(), create=False) as (store, principal):
            record_id, found = _named(store, principal, workshop, year, title)
            pack = _pack(store, principal, record_id, found, day, public=public, unranked=unranked)
        step(say("Composing the minutes"))
        return workshop_paper(pack)

    write_papers(compose, asked, steps=2)


def _pack(
    store: "Store",
    principal: "Principal",
    record_id: str,
    found: "Workshop",
    day: "date",
    *,
    public: bool,
    unranked: bool,
) -> "WorkshopPack":
    from toolkit.papers.workshop import workshop_pack
    from toolkit.store.assessments import open_return
    from toolkit.store.attending import attendance
    from toolkit.store.workshop_views import revealed_return

    place = store, principal, record_id, found.id
    head = open_return(store, principal, record_id).head
    return workshop_pack(
        revealed_return(*place), found, attendance(*place), day, head=head, public=public, unranked=unranked
    )


def _named(
    store: "Store", principal: "Principal", named: str, year: str | None, title: str | None
) -> "tuple[str, Workshop]":
    """Return the record and the workshop that were named: by id, or a district's latest, or by title."""
    from toolkit.store.assessments import readable_records, record_for
    from toolkit.store.workshops import workshops_on

    if _ID.fullmatch(named):
        for record in readable_records(store, principal):
            for one in workshops_on(store, principal, record.id):
                if one.id == named:
                    return record.id, one
        raise UsageError(say("The database holds no workshop {id} that you may read.", id=named))
    record = record_for(store, principal, named, year)
    every = workshops_on(store, principal, record.id)
    fitting = [one for one in every if title is None or one.title.casefold() == title.casefold()]
    if not fitting:
        titles = ", ".join(one.title for one in every) or say("none has been planned")
        raise UsageError(
            say("{name} has no such workshop. Workshops: {titles}.", name=record.district, titles=titles)
        )
    return record.id, fitting[-1]

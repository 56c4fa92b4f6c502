"""The command `paper county`: a county's pack for its committee."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import is_stored, named_database, names_county, opened_store
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
from toolkit.cli.reading import a_day, mapping_and_target
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.papers.county import Asked, CountyPack
    from toolkit.papers.paper import Paper


def county_pack(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder of returns and workbooks; 'county' in --db.")
    ],
    *,
    formats: PaperFormatsOption = WORD_ONLY,
    output: PaperOutputOption = None,
    edition: EditionOption = EditionChoice.INTERNAL,
    year: Annotated[
        str | None, typer.Option("--year", help="Assessment year, where there are several.")
    ] = None,
    as_at: Annotated[
        str | None,
        typer.Option("--as-at", help="Count the CSPs of this day; 1 April of the plan year unless given."),
    ] = None,
    before: Annotated[
        Path | None,
        typer.Option("--before", metavar="DIR", help="Last year's folder, where DIR holds one year."),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="How another matrix's levels are read (TOML).")
    ] = None,
    template: TemplateOption = None,
    dated: DatedOption = None,
    contact: ContactOption = None,
    unranked: UnrankedOption = False,
) -> None:
    """Write the county pack: Appendices A, B and C, what changed, what is local, how firm it is, the plan."""
    refuse_unranked_internal(edition, unranked=unranked)
    asked = wanted(formats, output, template, contact)
    day, as_at_day = stated_day(dated), a_day(as_at)

    def compose(step: Step) -> "Paper":
        from toolkit.papers.county import Asked, county_paper
        from toolkit.papers.editions import PublicRules

        step(say("Reading the returns in {path}", path=folder))
        reading, target = mapping_and_target(mapping, folder)
        public = PublicRules(unranked=unranked) if edition is EditionChoice.PUBLIC else None
        chosen = Asked(
            dated=day,
            year=year,
            as_at=as_at_day,
            mapping=(reading, target) if reading and target else None,
            public=public,
        )
        pack = _pack(folder, chosen, before)
        step(say("Composing the pack"))
        return county_paper(pack)

    write_papers(compose, asked, steps=2)


def _pack(folder: Path, asked: "Asked", before: Path | None) -> "CountyPack":
    if not is_stored(folder):
        from toolkit.papers.county import pack_from_folder

        return pack_from_folder(folder, asked, before)
    if not names_county(folder):
        raise UsageError(
            say("There is no folder {path}. The county in a database is called 'county'.", path=folder)
        )
    from toolkit.papers.county.stored import pack_from_store

    with opened_store(named_database(), create=False) as (store, principal):
        return pack_from_store(store, principal, asked, before)

"""The command `paper district`: a district's strategic assessment as a paper, and what it still lacks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.database import is_stored, named_database, opened_store, record_at
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
from toolkit.cli.reading import is_county
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.papers.district import Asked, DistrictPack
    from toolkit.papers.paper import Paper


def district_pack(
    path: Annotated[
        Path, typer.Argument(help="A return: folder, .xlsx workbook or .json file; a district in --db.")
    ],
    *,
    formats: PaperFormatsOption = WORD_ONLY,
    output: PaperOutputOption = None,
    edition: EditionOption = EditionChoice.INTERNAL,
    before: Annotated[
        Path | None,
        typer.Option("--before", metavar="PATH", help="Last year's return of the district, beside a file."),
    ] = None,
    template: TemplateOption = None,
    dated: DatedOption = None,
    contact: ContactOption = None,
    unranked: UnrankedOption = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only say what the pack still lacks; write nothing.")
    ] = False,
) -> None:
    """Write the district pack: what the law asks for, the order with reasons, what would change it."""
    refuse_unranked_internal(edition, unranked=unranked)
    asked = wanted(formats, output, template, contact)
    day = stated_day(dated)
    from toolkit.papers.district import Asked

    chosen = Asked(day, public=edition is EditionChoice.PUBLIC, unranked=unranked)
    if check:
        _say_what_is_missing(_pack(path, chosen, before))
        return

    def compose(step: Step) -> "Paper":
        from toolkit.papers.district import district_paper

        step(say("Reading the return {path}", path=path))
        pack = _pack(path, chosen, before)
        step(say("Composing the pack"))
        return district_paper(pack)

    write_papers(compose, asked, steps=2)


def _pack(path: Path, asked: "Asked", before: Path | None) -> "DistrictPack":
    from toolkit.papers.district import pack_from_path, pack_from_store

    if is_county(path):
        raise UsageError(
            say("{path} is no return. For a county's folder: csp-toolkit paper county {path}", path=path)
        )
    if not is_stored(path):
        return pack_from_path(path, asked, before)
    if before is not None:
        raise UsageError(say("A database has the year before itself; leave --before out."))
    with opened_store(named_database(), create=False) as (store, principal):
        return pack_from_store(store, principal, record_at(store, principal, path).id, asked)


def _say_what_is_missing(pack: "DistrictPack") -> None:
    from toolkit.wording.completeness import completeness_headline, gap_sentences

    typer.echo(completeness_headline(pack.missing))
    for sentence in gap_sentences(pack.missing):
        typer.echo(f"- {sentence}")

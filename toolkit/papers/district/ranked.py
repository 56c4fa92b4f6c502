"""The issues in order of risk: the ranking with its working, its picture, levels, and how firm it is."""

from collections.abc import Iterator
from typing import Final

from toolkit.charts.firmness import rank_strip
from toolkit.charts.ranking import ranking_bars
from toolkit.language import say
from toolkit.methods.doubt import Doubt
from toolkit.methods.ranking import Ranking
from toolkit.model.assessment import Return
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.paper import Block, Bullets, Cell, Heading, Paragraph, Table
from toolkit.papers.parts import paragraphs, picture_of, table_of
from toolkit.tables.pictures import ranking_bar_table
from toolkit.tables.ranking import doubt_table, ranking_table
from toolkit.tables.strips import close_pair_table, rank_chance_table
from toolkit.wording.changes import strip_alt
from toolkit.wording.ranking import (
    doubt_caveat,
    doubt_sentence,
    ranking_alt,
    too_close_sentences,
    top_sentence,
    zero_sentence,
)

_NINE_OF_TEN: Final = 0.9
"""From this chance on an issue is said to be in the top in at least nine of ten cases."""


def ranked_issues(pack: DistrictPack) -> tuple[Block, ...]:
    """Return the ranking with its working, the levels behind it, and what stands beside it."""
    if pack.unranked:
        return ()
    heading = Heading(say("The issues in order of risk"), 1)
    if pack.ranking is None:
        missing = say("No issue is scored, so there is no order. Score them on the page Score.")
        return heading, Paragraph(missing)
    return heading, *_ranking(pack, pack.ranking), *_levels(pack, pack.ranking)


def _ranking(pack: DistrictPack, ranking: Ranking) -> Iterator[Block]:
    n, matrix = pack.top_n, pack.return_.matrix
    frame = ranking_table(ranking)
    names = list(map(str, frame.columns))
    tied = 3 + len(matrix.risk_sections) + (2 if matrix.bands else 1) + 1
    main = [*names[:2], *names[3 : tied + 1]]
    title = say("Issues by risk score, with the working")
    table = table_of(frame, "Ranking", title, columns=main, source=_source(pack.return_))
    measured = say(
        "Risk score by issue, {district}, {year}; {ref}",
        district=pack.return_.district,
        year=pack.return_.assessment_year,
        ref=matrix.ref,
    )
    chart = ranking_bars(ranking_bar_table(ranking, n), n)
    yield picture_of(top_sentence(ranking, n), measured, ranking_alt(ranking, n), chart, table)
    yield from paragraphs(*_zeros(ranking))
    beside = [names[1], names[2], *names[tied + 1 :]]
    title = say("What stands beside the risk score and never enters it")
    yield table_of(frame, "Beside the ranking", title, columns=beside)


def _source(return_: Return) -> str:
    return say(
        "Return of {district}, {year}; matrix {ref}, which is MoRiLE-style: not the official matrix",
        district=return_.district,
        year=return_.assessment_year,
        ref=return_.matrix.ref,
    )


def _zeros(ranking: Ranking) -> Iterator[str]:
    matrix = ranking.scored.return_.matrix
    for ranked in ranking.issues:
        if sentence := zero_sentence(ranked.scored, matrix):
            yield f"{ranked.scored.issue.name}: {sentence}"


def _levels(pack: DistrictPack, ranking: Ranking) -> tuple[Block, ...]:
    """Return the level that counts for each issue on each criterion; unknown is said, never a zero."""
    criteria = pack.return_.matrix.criteria
    rows: list[tuple[Cell, ...]] = []
    for ranked in ranking.issues:
        levels = {one.criterion: one for one in ranked.scored.levels}
        given = [levels[one.id] for one in criteria]
        said = [one.basis.value if one.level is None else one.level for one in given]
        rows.append((ranked.scored.issue.name, *said))
    title = say("The level that counts on each criterion, issues in order of risk")
    columns = (say("Issue"), *(one.label for one in criteria))
    return (Table("Levels", title, columns, tuple(rows)),)


def how_firm(pack: DistrictPack) -> tuple[Block, ...]:
    """Return the range of each rank in words, its picture, and which neighbours are too close to call."""
    if pack.unranked or pack.firmness is None or pack.ranking is None:
        return ()
    doubt, rule = pack.firmness, pack.rule
    title = say("Range of each rank and chance of the top {top}", top=doubt.k)
    table = table_of(doubt_table(doubt, rule), "How firm", title)
    measured = say(
        "Chance of each rank, in tenths, {district}, {year}",
        district=pack.return_.district,
        year=pack.return_.assessment_year,
    )
    chart = rank_strip(rank_chance_table(doubt), close_pair_table(doubt, rule))
    words = [doubt_sentence(ranked, doubt, rule) for ranked in pack.ranking.issues]
    return (
        Heading(say("How firm the order is"), 1),
        Paragraph(doubt_caveat(doubt)),
        picture_of(_headline(doubt), measured, strip_alt(doubt, rule), chart, table),
        Heading(say("In words"), 2),
        Bullets(tuple(words)),
        *_too_close(pack, doubt),
    )


def _headline(doubt: Doubt) -> str:
    """Say how many issues are likely to be in the top, and how many may be."""
    chances = [float(chance) for chance in doubt.top_k]
    return say(
        "In the top {top}: {sure} in at least nine of ten cases, {maybe} more in at least one of ten",
        top=doubt.k,
        sure=sum(chance >= _NINE_OF_TEN for chance in chances),
        maybe=sum(1 - _NINE_OF_TEN <= chance < _NINE_OF_TEN for chance in chances),
    )


def _too_close(pack: DistrictPack, doubt: Doubt) -> tuple[Block, ...]:
    heading = Heading(say("Too close to call"), 2)
    found = too_close_sentences(doubt, pack.rule)
    if not found:
        return heading, Paragraph(say("No two neighbours in the order are too close to call."))
    return heading, Bullets(tuple(found))

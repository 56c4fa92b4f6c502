"""What changed since the year before: the order, the priorities, and what was carried forward or dropped."""

from collections.abc import Iterator

from toolkit.charts.firmness import slope_chart
from toolkit.language import say
from toolkit.papers.district.columns import without_empty_columns
from toolkit.papers.district.pack import DistrictPack, EarlierReturn
from toolkit.papers.editions import unranked
from toolkit.papers.paper import Block, Heading, Paragraph, Table
from toolkit.papers.parts import paragraphs, picture_of, table_of
from toolkit.tables.changes import year_change_table
from toolkit.tables.frames import plain_word
from toolkit.tables.returns import priority_table
from toolkit.tables.strips import slope_table
from toolkit.tables.trends import year_priority_table
from toolkit.wording.changes import slope_alt
from toolkit.wording.trends import (
    remain_sentence,
    scored_issues_sentence,
    top_move_sentences,
    year_priority_sentence,
    years_caveat,
)


def since_last_year(pack: DistrictPack) -> tuple[Block, ...]:
    """Return what moved since the latest year before, or that there is none to compare with."""
    heading = Heading(say("Since the year before, in figures"), 1)
    if pack.earlier is None:
        missing = say(
            "There is no return of a year before {year} to compare with. Take last year's return into the "
            "database, or name it with --before.",
            year=pack.return_.assessment_year,
        )
        return heading, Paragraph(missing)
    earlier = pack.earlier
    refused = earlier.refused if not pack.public else ()
    return (
        heading,
        *paragraphs(*earlier.followed, *refused),
        *_order(pack, earlier),
        *_moved_priorities(pack, earlier),
        *_carried(pack),
        *_last_priorities(pack, earlier),
    )


def _order(pack: DistrictPack, earlier: EarlierReturn) -> Iterator[Block]:
    found = earlier.ranking
    if pack.unranked:
        return
    yield Heading(say("The order of issues"), 2)
    if found is None:
        yield Paragraph(say("The order of the two years is not compared: one has none that compares."))
        return
    yield Paragraph(scored_issues_sentence(found))
    years = earlier.return_.assessment_year, pack.return_.assessment_year
    title = say("Ranks of the two years")
    table = table_of(year_change_table(found), "Two years", title, notes=(years_caveat(found),))
    measured = say("Rank by risk score, {old} and {new}", old=years[0], new=years[1])
    chart = slope_chart(slope_table(found), years)
    yield picture_of(remain_sentence(found), measured, slope_alt(found), chart, table)
    yield from paragraphs(*top_move_sentences(found))


def _moved_priorities(pack: DistrictPack, earlier: EarlierReturn) -> Iterator[Block]:
    found = earlier.priorities
    if found is None:
        return
    years = earlier.return_.assessment_year, pack.return_.assessment_year
    yield Heading(say("Priorities then and now"), 2)
    yield Paragraph(year_priority_sentence(found, *years))
    if found.moves and not pack.unranked:
        title = say("What became of each category")
        yield table_of(year_priority_table(found, *years), "Priorities in two years", title)


def _carried(pack: DistrictPack) -> Iterator[Block]:
    """Yield what was decided about last year's issues: confirmed, rescored or dropped, with the reason."""
    if not pack.carried:
        return
    issues = pack.return_.issues
    rows = tuple(
        (issues[one.issue].name if one.issue in issues else one.issue, plain_word(one.decision), one.reason)
        for one in pack.carried.values()
    )
    yield Heading(say("Carried forward, scored anew, or dropped"), 2)
    title = say("What was decided about last year's issues, and why")
    yield Table("Carried forward", title, (say("Issue"), say("Decision"), say("Reason")), rows)


def _last_priorities(pack: DistrictPack, earlier: EarlierReturn) -> Iterator[Block]:
    found = earlier.return_.priorities
    yield Heading(say("Last year's priorities"), 2)
    if not found:
        yield Paragraph(say("Last year's return names no priority."))
    elif pack.unranked:
        yield unranked(one.worded for one in found)
    else:
        frame = priority_table(found)
        title = say("Priorities of {year} as worded", year=earlier.return_.plan_year)
        yield without_empty_columns(table_of(frame, "Priorities last year", title))

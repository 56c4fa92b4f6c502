"""What a count hides: what is severe but local, why it stays with its district, and how firm counts are."""

from toolkit.charts.firmness import count_ranges
from toolkit.charts.harm_spread import harm_spread_chart
from toolkit.language import say
from toolkit.methods.districts import leave_one_district_out
from toolkit.methods.harm_spread import harm_against_spread
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.paper import Block, Heading, Paragraph
from toolkit.papers.parts import paragraphs, picture_of, section, table_of
from toolkit.tables.county import county_doubt_table, severe_local_table
from toolkit.tables.county_decisions import not_escalated_table
from toolkit.tables.harm_spread import harm_spread_points, harm_spread_table
from toolkit.tables.sensitivity import without_table
from toolkit.tables.strips import count_range_table
from toolkit.wording.changes import count_range_alt
from toolkit.wording.county import county_doubt_sentence, severe_local_sentence
from toolkit.wording.county_decisions import not_escalated_sentence
from toolkit.wording.districts import without_sentence
from toolkit.wording.harm_spread import harm_spread_alt, harm_spread_headline, harm_spread_sentence


def severe_but_local(pack: CountyPack) -> tuple[Block, ...]:
    """Return harm against spread, and the issues severe in a district yet at the top of few."""
    heading = Heading(say("Severe but local"), 1)
    counts = pack.county.issues
    if counts is None or not counts.issues:
        return heading, Paragraph(_unscored(pack))
    spread = harm_against_spread(pack.county.rankings, counts)
    if not spread:
        return heading, Paragraph(
            say("The matrix has no section that measures harm, so nothing can be called severe.")
        )
    lead = say("A count favours common issues. This page is about those that do great harm in few places.")
    table = table_of(harm_spread_table(spread), "Harm and spread", say("Issues by harm and spread"))
    chart = harm_spread_chart(harm_spread_points(spread), len(counts.districts), counts.rules.local_at_most)
    measured = say("Mean harm and number of districts with the issue in the top, {year}", year=pack.year)
    severe = severe_local_table(counts, pack.county.returns.not_escalated)
    severe = severe if pack.reasons_shown else severe.iloc[:, :-1]
    listed = (
        (table_of(severe, "Severe but local", say("Severe but local, by district")),) if len(severe) else ()
    )
    return (
        heading,
        Paragraph(lead, lead=True),
        picture_of(harm_spread_headline(spread), measured, harm_spread_alt(spread), chart, table),
        *paragraphs(harm_spread_sentence(counts.rules), severe_local_sentence(counts)),
        *listed,
    )


def not_escalated(pack: CountyPack) -> tuple[Block, ...]:
    """Return why issues stay with their districts, and those that have no reason yet."""
    heading = Heading(say("Not escalated, and why"), 1)
    rows, counts = pack.county.returns.not_escalated, pack.county.issues
    frame = not_escalated_table(rows, counts)
    title = say("Issues that stay with their district, with the reason")
    said = not_escalated_sentence(rows, counts)
    if not pack.reasons_shown:
        frame, said = frame.iloc[:, :-1], say("The reasons are not published.")
    found = (Paragraph(said), table_of(frame, "Not escalated", title)) if len(frame) else ()
    missing = say(
        "No issue is recorded as staying with its district. Reasons are given on the tab Decide of the page "
        "County, or in not_escalated.csv beside the returns."
    )
    return section(heading, found, missing)


def how_firm(pack: CountyPack) -> tuple[Block, ...]:
    """Return each count with its range, and what the counts would be without each district."""
    heading = Heading(say("How firm the counts are"), 1)
    if pack.firmness is None or pack.county.issues is None:
        return heading, Paragraph(_unscored(pack))
    doubt, counts = pack.firmness, pack.county.issues
    frame = count_range_table(doubt, pack.rule)
    table = table_of(
        county_doubt_table(doubt, pack.rule),
        "Firmness",
        say("Counts and county ranks with their likely ranges"),
    )
    without = leave_one_district_out(counts)
    names = {one.issue.id: one.issue.name for one in counts.issues}
    top = counts.rules.top_n
    left_out = (
        table_of(
            without_table(without, names, top),
            "Without each district",
            say("The county's count without each scored district"),
        ),
    )
    return (
        heading,
        picture_of(
            _range_headline(pack),
            say("Scored districts with the issue in the top {top}, {year}", top=top, year=pack.year),
            count_range_alt(doubt),
            count_ranges(frame, len(counts.districts)),
            table,
        ),
        *paragraphs(county_doubt_sentence(doubt), without_sentence(without, top)),
        *(left_out if without else ()),
    )


def _range_headline(pack: CountyPack) -> str:
    """Say how many of the counts could be another number."""
    doubt = pack.firmness
    if doubt is None:
        return ""
    fewest, most = doubt.count_ranges(float(pack.rule.range_share))
    held = [(low, high) for low, high in zip(fewest.tolist(), most.tolist(), strict=True) if high]
    open_ = sum(low != high for low, high in held)
    return say(
        "Of {issues} issues that may be in the top of some district, {number} have a count that doubt about "
        "levels could change.",
        issues=len(held),
        number=open_,
    )


def _unscored(pack: CountyPack) -> str:
    return pack.county.refused or say(
        "No district has scored its issues for {year}, so nothing can be said here. Score them on the page "
        "Score, or take in a workbook.",
        year=pack.year,
    )

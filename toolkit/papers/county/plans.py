"""The county beside the Police and Crime Plans about which something is known."""

from typing import Final

from toolkit.charts.plan import plan_bars
from toolkit.language import say
from toolkit.methods.alignment import Alignment
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.paper import Block, Heading
from toolkit.papers.parts import paragraphs, picture_of, section, tab_name, table_of
from toolkit.tables.alignment import placing_table, plan_bar_table, plan_table
from toolkit.wording.alignment import alignment_alt, alignment_headline, alignment_sentences, placing_sentence

_COUNT: Final = 1
"""The column of `placing_table` that would tell an order."""


def plan_alignment(pack: CountyPack) -> tuple[Block, ...]:
    """Return how many CSPs stand under each priority of each plan, and what stands under none."""
    heading = Heading(say("Police and Crime Plan"), 1)
    found = tuple(block for one in pack.alignments for block in _plan(one, pack))
    missing = say(
        "No list says how these categories stand to a Police and Crime Plan. Add one to the folder matrices, "
        "or place the categories on the tab Plan of the page County."
    )
    return section(heading, found, missing)


def _plan(found: Alignment, pack: CountyPack) -> tuple[Block, ...]:
    plan = found.plan
    runs = plan.covers(pack.plan_year)
    when = (
        ""
        if runs
        else say("This plan does not run in {year}; it is shown for comparison.", year=pack.plan_year)
    )
    heading = Heading(f"{plan.title}, {plan.years}", 2)
    frame = placing_table(found)
    if pack.unranked:
        frame = frame.drop(columns=frame.columns[_COUNT]).sort_values(frame.columns[0])
    placing = table_of(
        frame,
        tab_name(say("Placing {years}", years=plan.years)),
        say("Where each category falls in the plan of {years}", years=plan.years),
    )
    if pack.unranked:
        return heading, *paragraphs(when), placing
    of = len(found.count.reports)
    table = table_of(
        plan_table(found),
        tab_name(say("Plan {years}", years=plan.years)),
        say("CSPs under each priority of the plan of {years}", years=plan.years),
        source=plan.source,
    )
    picture = picture_of(
        alignment_headline(found),
        pack.measured(
            say("Number of CSPs under each priority of the plan, plan year {year}", year=pack.plan_year)
        ),
        alignment_alt(found),
        plan_bars(plan_bar_table(found), of),
        table,
    )
    said = (*alignment_sentences(found), placing_sentence(found))
    return heading, *paragraphs(when), picture, *paragraphs(*said), placing

"""What stands before the appendices: what the pack was made from, its versions, the summary."""

from typing import Final

from toolkit.cells.history import changed_thing
from toolkit.language import say, say_number
from toolkit.model.assessment import Origin
from toolkit.model.county import CountyStanding
from toolkit.model.matrix import Frozen
from toolkit.papers.county.cover import county_cover
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.editions import unranked
from toolkit.papers.paper import Block, Bullets, Heading, Paragraph, Table
from toolkit.papers.parts import paragraphs, table_of
from toolkit.resources import toolkit_version
from toolkit.store.chain import canonical_json, content_hash
from toolkit.tables.county_decisions import county_priority_table
from toolkit.wording.county import headline_labels, origin_of_county, unconfirmed_sentence
from toolkit.wording.county_decisions import carried_sentence, decided_sentence, not_decided_sentence

_DIGITS: Final = 16
"""Digits of a hash that a paper prints."""

_REASON: Final = 3
"""The column of `county_priority_table` that says why."""

_ACTS: Final = 12
"""The latest decisions that the version control lists; the rest is counted."""


def versions(pack: CountyPack) -> tuple[tuple[str, str], ...]:
    """Return what the pack was made from, by name: toolkit, lists with their hashes, heads of chains."""
    returns, scale = pack.county.returns, pack.matrices
    lists = (
        *((say("Matrix"), one.ref, one) for one in scale),
        (say("Categories"), returns.category_set.ref, returns.category_set),
        (say("Headings"), returns.heading_set.ref, returns.heading_set),
    )
    said = [(name, f"{ref}, {_hash(found)[:_DIGITS]}") for name, ref, found in lists]
    chains = [(say("Chain of {name}", name=name), str(head)) for name, head in pack.heads.items()]
    return ((say("Toolkit"), f"csp-toolkit {toolkit_version()}"), *said, *chains)


def _hash(found: Frozen) -> str:
    """Return the hash by which a database keeps a list."""
    return content_hash(canonical_json(found.model_dump(mode="json")))


def version_control(pack: CountyPack) -> tuple[Block, ...]:
    """Return the rows of version control: this paper, and what the county decided before it."""
    heading = Heading(say("Version control"), 1, numbered=False)
    cover = county_cover(pack.county, pack.decisions, pack.dated, pack.public)
    name = say("DRAFT") if cover.draft else say("Decided")
    what = say(
        "Made from the returns of {year} with csp-toolkit {version}",
        year=pack.year,
        version=toolkit_version(),
    )
    rows = [(f"{pack.plan_year} {name}", pack.dated.isoformat(), pack.county.returns.name, what)]
    acts = [
        (
            say("before it"),
            one.day.isoformat(),
            say("{author}, {role}", author=one.author, role=one.role.label),
            f"{changed_thing(one, None)}. {one.reason}".strip(),
        )
        for one in pack.history
    ]
    left = len(acts) - _ACTS
    notes = (
        (say_number("{number} earlier change is left out.", "{number} earlier changes are left out.", left),)
        if left > 0
        else ()
    )
    columns = (say("Version"), say("Date"), say("Who"), say("Changes"))
    title = say("Versions of this paper and the decisions it rests on")
    rows += reversed(acts[-_ACTS:])
    return heading, Table("Version control", title, columns, tuple(rows), notes)


def summary(pack: CountyPack) -> tuple[Block, ...]:
    """Return the county's priorities as decided, with leads and reasons, and what awaits a decision."""
    county, count = pack.county, pack.county.priorities
    lead = say(
        "{county} counts the priorities that its Community Safety Partnerships (CSPs) named in their "
        "strategic assessments of {year}, for the plan year {plan_year}.",
        county=county.returns.name,
        year=pack.year,
        plan_year=pack.plan_year,
    )
    waiting = (
        not_decided_sentence(pack.decided, count) if pack.decided else "",
        carried_sentence(pack.decisions.carried_into(pack.year)),
        unconfirmed_sentence(count),
    )
    return (
        Heading(say("Summary"), 1),
        Paragraph(lead, lead=True),
        *_decided(pack),
        *_headlines(pack),
        *paragraphs(*waiting),
    )


def _decided(pack: CountyPack) -> tuple[Block, ...]:
    if not pack.decided:
        return paragraphs(
            say(
                "The county has decided no priority on these returns yet. Decide on the tab Decide of the "
                "page County, or in county_priorities.csv beside the returns."
            )
        )
    said = decided_sentence(pack.decided, pack.year)
    if pack.unranked:
        kept = (one for one in pack.decided if one.standing is not CountyStanding.DROPPED)
        named = unranked(f"{one.worded} ({one.lead})" if one.lead else one.worded for one in kept)
        return Paragraph(said), named
    frame = county_priority_table(pack.decided, pack.decisions.category_set)
    title = say("County priorities, cross-cutting themes and what was dropped")
    if not pack.reasons_shown:
        frame = frame.drop(columns=[frame.columns[_REASON], frame.columns[-1]])
    return Paragraph(said), table_of(frame, "County priorities", title)


def _headlines(pack: CountyPack) -> tuple[Block, ...]:
    labels = headline_labels(pack.county.priorities)
    if not labels:
        return ()
    number = pack.county.priorities.category_set.rules.headline_threshold
    lead = Paragraph(say("Named by {number} CSPs or more:", number=number))
    return lead, unranked(labels) if pack.unranked else Bullets(tuple(labels))


def origins(pack: CountyPack) -> list[str]:
    """Say where data comes from that is not plainly the partnerships' own, the county's scan included."""
    own = pack.decisions.origins.horizon
    sentences = origin_of_county(pack.county)
    if pack.decisions.horizon and own.origin is not Origin.OWN:
        sentences.append(say("The county's horizon scan: {note}", note=own.note or own.origin.value))
    return sentences

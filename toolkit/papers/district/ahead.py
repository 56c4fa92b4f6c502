"""What is coming, and what the partnership puts first."""

from collections.abc import Iterator

from toolkit.cells.numbers import listed
from toolkit.language import say
from toolkit.papers.district.columns import without_empty_columns
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.editions import unranked
from toolkit.papers.paper import Block, Bullets, Heading, Paragraph
from toolkit.papers.parts import paragraphs, table_of
from toolkit.tables.returns import horizon_table, priority_table
from toolkit.wording.returns import horizon_bullets, origin_sentence


def horizon_scan(pack: DistrictPack) -> tuple[Block, ...]:
    """Return the district's horizon scan, heading by heading, and its items in a table."""
    return_ = pack.return_
    heading = Heading(say("Horizon scan"), 1)
    if not return_.horizon:
        return heading, Paragraph(say("The scan has no item. Write items on the page Horizon."))
    frame = horizon_table(return_.horizon, return_.heading_set)
    table = without_empty_columns(
        table_of(frame, "Horizon scan", say("Horizon items, with what is known of each"))
    )
    said = origin_sentence(say("Horizon items:"), return_.origins.horizon)
    return heading, *paragraphs(said), *_by_heading(pack), table


def _by_heading(pack: DistrictPack) -> Iterator[Block]:
    scan = pack.return_
    for one in scan.heading_set.headings:
        if bullets := horizon_bullets(scan.horizon, one):
            yield Heading(one.label, 2)
            yield from paragraphs(one.lead_in)
            yield Bullets(tuple(bullets))
    used = {item.heading for item in scan.horizon}
    if empty := [one.label for one in scan.heading_set.headings if one.id not in used]:
        yield Paragraph(say("No item stands under {headings}.", headings=listed(empty)))


def priorities(pack: DistrictPack) -> tuple[Block, ...]:
    """Return the priorities as worded with the county's categories; an unranked edition has bullets."""
    found = pack.return_.priorities
    heading = Heading(say("Priorities for {year}", year=pack.return_.plan_year), 1)
    if not found:
        return heading, Paragraph(say("No priority is worded yet. Write them on the page Priorities."))
    if pack.unranked:
        return heading, unranked(one.worded for one in found)
    frame = priority_table(found)
    labels = {one.code: one.label for one in pack.return_.category_set.categories}
    used = [code for code in labels if any(code in (one.categories or ()) for one in found)]
    meant = say("Categories: {codes}.", codes="; ".join(f"{code} {labels[code]}" for code in used))
    said = origin_sentence(say("Priorities:"), pack.return_.origins.priorities)
    title = say("Priorities as the partnership words them, with the county's categories")
    table = without_empty_columns(table_of(frame, "Priorities", title, notes=[meant if used else ""]))
    return heading, *paragraphs(said), table

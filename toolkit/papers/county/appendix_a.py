"""Appendix A: in how many Community Safety Partnerships each county category is named."""

from toolkit.charts.county import category_bars
from toolkit.charts.grid import cell_grid
from toolkit.language import say, say_number
from toolkit.methods.priority_count import PriorityCount
from toolkit.model.area import AreaSet
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.editions import unranked
from toolkit.papers.paper import Block, Bullets, Heading, Paragraph, Table
from toolkit.papers.parts import paragraphs, picture_of, table_of
from toolkit.tables.county import category_table, report_table
from toolkit.tables.pictures import category_bar_table
from toolkit.tables.tiles import status_tiles, tile_grid, tile_table
from toolkit.wording.county import as_at_sentence, category_alt, category_headline, reported_sentence
from toolkit.wording.county_picture import tile_alt, tile_headline

TILE = (112, 84)
"""Pixels of a tile across and down."""


def appendix_a(pack: CountyPack) -> tuple[Block, ...]:
    """Return Appendix A: its table as printed, who named what at which level, and the state of returns."""
    title = say("Appendix A: Strategic Assessments ({year})", year=pack.plan_year)
    return (
        Heading(title, 1, numbered=False),
        *_how_counted(pack),
        *(_bullets(pack) if pack.unranked else _counted(pack)),
        *_other_focus(pack.county.priorities),
        *_returns(pack),
    )


def _how_counted(pack: CountyPack) -> tuple[Block, ...]:
    count = pack.county.priorities
    lead = say(
        "For each category: how many CSPs identified it in their strategic assessment, as a main priority, "
        "as a cross-cutting theme or as part of a broader theme. Each CSP counts once."
    )
    said = (as_at_sentence(count), shared_sentence(pack.county.returns.area_set, count))
    return Paragraph(lead, lead=True), *paragraphs(*said, reported_sentence(count.reports))


def shared_sentence(areas: AreaSet, count: PriorityCount) -> str:
    """Say which districts share a CSP on the day of the count, and so what the count is out of."""
    day = count.as_at
    held = {
        csp.name: [
            d.name for d in areas.districts if any(m.csp == csp.id and m.holds(day) for m in d.memberships)
        ]
        for csp in areas.csps_on(day)
    }
    shared = [f"{' and '.join(names)}" for names in held.values() if len(names) > 1]
    if not shared:
        return ""
    return say(
        "There are {districts} districts and {csps} CSPs: {names} share one.",
        districts=sum(map(len, held.values())),
        csps=len(held),
        names="; ".join(shared),
    )


def _counted(pack: CountyPack) -> tuple[Block, ...]:
    """Return the table as printed, then its picture with the split by level and the names of the CSPs."""
    count = pack.county.priorities
    if not count.table:
        return paragraphs(category_headline(count))
    columns = (say("Priority"), say("No. of CSPs identifying these issues"))
    frame = category_table(count.table)
    rows = tuple(
        (str(name), int(number)) for name, number in zip(frame.iloc[:, 0], frame.iloc[:, 1], strict=True)
    )
    printed = Table(
        "Appendix A",
        say("Priorities by the number of CSPs that identify them"),
        columns,
        rows,
        notes=(_of(count),),
        source=say("Returns of the districts, {year}", year=pack.year),
    )
    of = len(count.reports)
    split = table_of(frame, "Appendix A by level", say("Who identified each category, and at which level"))
    measured = pack.measured(
        say("Number of CSPs by category and level, plan year {year}", year=pack.plan_year)
    )
    chart = category_bars(category_bar_table(count.table, of), of)
    picture = picture_of(category_headline(count), measured, category_alt(count), chart, split)
    return printed, picture


def _of(count: PriorityCount) -> str:
    return say_number(
        "Of {csps} CSPs, {number} has reported. Categories that fewer than {threshold} CSPs identify stand "
        "under other focus areas.",
        "Of {csps} CSPs, {number} have reported. Categories that fewer than {threshold} CSPs identify stand "
        "under other focus areas.",
        count.csps_reported,
        csps=len(count.reports),
        threshold=count.category_set.rules.table_threshold,
    )


def _bullets(pack: CountyPack) -> tuple[Block, ...]:
    count = pack.county.priorities
    lead = say("Identified by {number} CSPs or more:", number=count.category_set.rules.table_threshold)
    labels = category_table(count.table).iloc[:, 0]
    return (
        (Paragraph(lead), unranked(map(str, labels))) if len(labels) else paragraphs(category_headline(count))
    )


def _other_focus(count: PriorityCount) -> tuple[Block, ...]:
    heading = Heading(say("Other focus areas"), 2, numbered=False)
    if not count.other_focus:
        return heading, Paragraph(say("No other focus areas were identified by districts/boroughs."))
    lead = say("Other focus areas identified by districts/boroughs include:")
    return heading, Paragraph(lead), Bullets(count.other_focus)


def _returns(pack: CountyPack) -> tuple[Block, ...]:
    """Return how far each CSP's return has come, with the tiles of the districts where there are any."""
    heading = Heading(say("Status of returns"), 2, numbered=False)
    count, areas = pack.county.priorities, pack.county.returns.area_set
    table = table_of(report_table(count.reports), "Returns by CSP", say("Status of each CSP's return"))
    if pack.tiles is None:
        return heading, table
    what = say("Status of the return")
    said = status_tiles(pack.county)
    by_district = table_of(
        tile_table(areas, said, what), "Returns by district", say("Status of each district's return")
    )
    picture = picture_of(
        tile_headline(said, what),
        say("Status of each district's return for {year}. {note}", year=pack.year, note=pack.tiles.note),
        tile_alt(pack.tiles, said, what),
        cell_grid(tile_grid(pack.tiles, areas, said), TILE),
        by_district,
    )
    return heading, table, picture

"""Appendix C: the county's horizon scan by heading, with its lead-ins, as it is printed."""

from collections.abc import Iterator

from toolkit.cells.numbers import listed
from toolkit.language import say
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.paper import Block, Bullets, Heading, Paragraph
from toolkit.papers.parts import paragraphs
from toolkit.wording.returns import horizon_bullets


def appendix_c(pack: CountyPack) -> tuple[Block, ...]:
    """Return Appendix C: headings with their items as bullets, and the headings without any."""
    heading = Heading(say("Appendix C: Horizon Scanning ({year})", year=pack.year), 1, numbered=False)
    scan = pack.county.returns
    if not scan.horizon:
        missing = say(
            "The county has no horizon item yet. Add items on the tab Horizon of the page County, or in "
            "horizon.csv beside the returns."
        )
        return heading, Paragraph(missing)
    used = {item.heading for item in scan.horizon}
    empty = [one.label for one in scan.heading_set.headings if one.id not in used]
    lead = say(
        "Issues ahead that could affect communities, by the headings of {title}.",
        title=scan.heading_set.title,
    )
    none = say("No item stands under {headings}.", headings=listed(empty)) if empty else ""
    return heading, Paragraph(lead, lead=True), *_headings(pack), *paragraphs(none)


def _headings(pack: CountyPack) -> Iterator[Block]:
    scan = pack.county.returns
    for one in scan.heading_set.headings:
        bullets = horizon_bullets(scan.horizon, one)
        if bullets:
            yield Heading(f"{one.label}:-", 2, numbered=False)
            yield from paragraphs(one.lead_in)
            yield Bullets(tuple(bullets))

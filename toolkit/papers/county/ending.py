"""What ends the pack: the sources it rests on."""

from toolkit.language import say
from toolkit.papers.county.opening import origins
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.paper import Block, Heading, Table
from toolkit.papers.parts import paragraphs


def sources(pack: CountyPack) -> tuple[Block, ...]:
    """Return every list the pack was made with and where it comes from, and the origins of the data."""
    returns = pack.county.returns
    lists = (
        *((say("Matrix"), f"{one.title} ({one.ref})", one.source) for one in pack.matrices),
        (say("Categories"), _named(returns.category_set), returns.category_set.source),
        (say("Thresholds of the counts"), _named(returns.category_set), returns.category_set.rules.source),
        (say("Districts and CSPs"), _named(returns.area_set), returns.area_set.source),
        (say("Headings of the scan"), _named(returns.heading_set), returns.heading_set.source),
        *((say("Policing plan"), _named(one.plan), one.plan.source) for one in pack.alignments),
        (say("Rule of doubt"), _named(pack.rule), pack.rule.source),
        (say("Glossary"), _named(pack.glossary), pack.glossary.source),
        *((say("Horizon scan"), source, None) for source in _scanned(pack)),
    )
    columns = (say("What"), say("Which"), say("Source"))
    table = Table("Sources", say("What the pack was made from, and where it comes from"), columns, lists)
    return Heading(say("Sources"), 1), *paragraphs(*origins(pack)), table


def _scanned(pack: CountyPack) -> list[str]:
    return sorted({item.source for item in pack.county.returns.horizon if item.source})


def _named(found: object) -> str:
    title = getattr(found, "title", "")
    return f"{title} ({getattr(found, 'id', '')}-{getattr(found, 'version', '')})"

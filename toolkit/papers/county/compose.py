"""A county's pack as one paper, section by section."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from toolkit.papers.county.appendix_a import appendix_a
from toolkit.papers.county.appendix_b import appendix_b
from toolkit.papers.county.appendix_c import appendix_c
from toolkit.papers.county.cover import county_cover
from toolkit.papers.county.ending import sources
from toolkit.papers.county.evidence import district_figures, made_up
from toolkit.papers.county.firmness import how_firm, not_escalated, severe_but_local
from toolkit.papers.county.opening import summary, version_control, versions
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.county.plans import plan_alignment
from toolkit.papers.county.years import what_changed
from toolkit.papers.glossary_used import glossary_of
from toolkit.papers.paper import Block, Paper

Section = Callable[[CountyPack], tuple[Block, ...]]

_SECTIONS: Final[tuple[Section, ...]] = (
    version_control,
    summary,
    appendix_a,
    appendix_b,
    appendix_c,
    what_changed,
    severe_but_local,
    not_escalated,
    how_firm,
    district_figures,
    plan_alignment,
)
_OF_SCORES: Final[tuple[Section, ...]] = (severe_but_local, not_escalated, how_firm)
"""Sections that would tell an order of issues; an edition without one leaves them out."""


def county_paper(pack: CountyPack) -> Paper:
    """Compose the county's pack: the same pack gives the same paper."""
    chosen = [one for one in _SECTIONS if not (pack.unranked and one in _OF_SCORES)]
    blocks = tuple(block for section in chosen for block in section(pack))
    last = sources(pack)
    cover = county_cover(pack.county, pack.decisions, pack.dated, pack.public)
    standing = (*cover.standing, *made_up(pack))
    said = (cover.title, cover.subtitle, *standing)
    glossary = glossary_of(pack.glossary, (*blocks, *last), said)
    return replace(cover, standing=standing, versions=versions(pack), blocks=(*blocks, *glossary, *last))

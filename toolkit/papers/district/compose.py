"""A district's pack as one paper, section by section."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from toolkit.papers.district.ahead import horizon_scan, priorities
from toolkit.papers.district.cover import district_cover
from toolkit.papers.district.ending import how_scored, sources
from toolkit.papers.district.firmness import what_would_change_it
from toolkit.papers.district.opening import standing, summary, versions, what_is_missing
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.district.proposed import proposed_levels
from toolkit.papers.district.ranked import how_firm, ranked_issues
from toolkit.papers.district.reasons import every_reason, figures_behind, why_each
from toolkit.papers.district.written import assumptions, statements, who_did_what
from toolkit.papers.district.years import since_last_year
from toolkit.papers.glossary_used import glossary_of
from toolkit.papers.paper import Block, Paper

Section = Callable[[DistrictPack], tuple[Block, ...]]

_SECTIONS: Final[tuple[Section, ...]] = (
    summary,
    what_is_missing,
    statements,
    priorities,
    ranked_issues,
    how_firm,
    why_each,
    figures_behind,
    what_would_change_it,
    horizon_scan,
    since_last_year,
    assumptions,
    proposed_levels,
    who_did_what,
    how_scored,
    every_reason,
)


def district_paper(pack: DistrictPack) -> Paper:
    """Compose a district's pack: the same pack gives the same paper."""
    blocks = tuple(block for section in _SECTIONS for block in section(pack))
    last, said = sources(pack), standing(pack)
    cover = district_cover(pack.return_, pack.dated, pack.edition)
    words = glossary_of(pack.glossary, (*blocks, *last), (cover.subtitle, *said))
    return replace(cover, standing=said, versions=versions(pack), blocks=(*blocks, *words, *last))

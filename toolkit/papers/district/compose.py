"""A district's pack as one paper, section by section."""

from collections.abc import Callable
from typing import Final

from toolkit.language import say
from toolkit.papers.district.ahead import horizon_scan, priorities
from toolkit.papers.district.ending import how_scored, sources
from toolkit.papers.district.firmness import what_would_change_it
from toolkit.papers.district.opening import standing, subtitle, summary, versions, what_is_missing
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.district.ranked import how_firm, ranked_issues
from toolkit.papers.district.reasons import why_each
from toolkit.papers.district.written import assumptions, statements, who_did_what
from toolkit.papers.district.years import since_last_year
from toolkit.papers.glossary_used import glossary_of
from toolkit.papers.naming import file_words
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
    what_would_change_it,
    horizon_scan,
    since_last_year,
    assumptions,
    who_did_what,
    how_scored,
)


def district_paper(pack: DistrictPack) -> Paper:
    """Compose a district's pack: the same pack gives the same paper."""
    return_ = pack.return_
    blocks = tuple(block for section in _SECTIONS for block in section(pack))
    last, said, about = sources(pack), standing(pack), subtitle(pack)
    return Paper(
        name=f"{file_words(return_.district)}-strategic-assessment-{return_.assessment_year}",
        title=say(
            "{district}: strategic assessment {year}", district=return_.district, year=return_.assessment_year
        ),
        subtitle=about,
        edition=pack.edition,
        dated=pack.dated,
        marking=return_.marking,
        handling=return_.handling,
        standing=said,
        versions=versions(pack),
        blocks=(*blocks, *glossary_of(pack.glossary, (*blocks, *last), (about, *said)), *last),
        draft=pack.draft,
    )

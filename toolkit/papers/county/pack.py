"""Everything a county pack is composed from, worked out once and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from toolkit.methods.alignment import Alignment
from toolkit.methods.county import County
from toolkit.methods.county_doubt import CountyDoubt
from toolkit.methods.county_trends import CountChange
from toolkit.methods.return_priorities import YearPriorities
from toolkit.model.county import CountyDecisions, CountyPriority
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.glossary import Glossary
from toolkit.model.list_crosswalk import CategoryCrosswalk
from toolkit.model.matrix import Matrix
from toolkit.model.tiles import TileLayout
from toolkit.papers.county.cover import decided_on, partial_of
from toolkit.papers.editions import PublicRules
from toolkit.store.chain import Head

if TYPE_CHECKING:
    from toolkit.store.history import Change


@dataclass(frozen=True)
class EarlierYear:
    """The county of an earlier year beside this one.

    Attributes
    ----------
    year
        Its assessment year.
    county
        That year counted by the categories its returns were confirmed under; None where that was refused.
    changes
        How many CSPs named each category in the two years.
    followed
        By what categories are followed from one set to the other; empty where both years used one.
    districts
        What became of the priorities of each district that has a return in both years.
    crosswalk
        What says how the categories of the one set go on in the other, where one does.
    heirs
        Ids of the issues that go on from each issue of the earlier year, where a crosswalk says so.
    refused
        Why something is not compared, a sentence each.
    """

    year: str
    county: County | None = None
    changes: tuple[CountChange, ...] = ()
    followed: str = ""
    districts: tuple[tuple[str, YearPriorities], ...] = ()
    crosswalk: CategoryCrosswalk | None = None
    heirs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class CountyPack:
    """A county's year as its pack tells it.

    `evidence` are the figures beside the districts' scores, by name of the district.
    `history` and `heads` are there only where it was read from a database: what was decided by whom, oldest
    first, and where each chain stood, by the name of its record. `public` are the rules of a public edition,
    by which everything here has been cut already; None for an internal paper.
    """

    county: County
    decisions: CountyDecisions
    dated: date
    firmness: CountyDoubt | None
    rule: DoubtRule
    glossary: Glossary
    alignments: tuple[Alignment, ...] = ()
    tiles: TileLayout | None = None
    earlier: EarlierYear | None = None
    evidence: Mapping[str, DistrictEvidence] = field(default_factory=dict)
    history: "tuple[Change, ...]" = ()
    heads: Mapping[str, Head] = field(default_factory=dict)
    public: PublicRules | None = None

    @property
    def unranked(self) -> bool:
        """Say whether no order and no count of issues is to be shown."""
        return self.public is not None and self.public.unranked

    @property
    def reasons_shown(self) -> bool:
        """Say whether reasons that people wrote are shown: in a public edition only once released."""
        return self.public is None or self.public.released_rationales

    @property
    def year(self) -> str:
        """The assessment year."""
        return self.county.returns.returns[0].assessment_year

    @property
    def plan_year(self) -> str:
        """The plan year."""
        return self.county.returns.returns[0].plan_year

    @property
    def decided(self) -> tuple[CountyPriority, ...]:
        """What the county decided on this year's returns."""
        return decided_on(self.county, self.decisions)

    @property
    def matrix(self) -> Matrix | None:
        """The matrix that the districts were compared with; None where none is scored."""
        rankings = self.county.rankings
        return rankings[0].scored.return_.matrix if rankings else None

    @property
    def matrices(self) -> tuple[Matrix, ...]:
        """Every matrix that a scored return was made with, each once."""
        scored = (one for one in self.county.returns.returns if one.scored_issues)
        return tuple({one.matrix.ref: one.matrix for one in scored}.values())

    def measured(self, what: str) -> str:
        """Return what a picture measures, with how many CSPs have reported where some have not."""
        part = partial_of(self.county)
        return f"{what} ({part})" if part else what

"""Everything a district's pack is composed from, worked out once and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from toolkit.methods.completeness import Completeness
from toolkit.methods.doubt import Doubt
from toolkit.methods.ranking import Ranking
from toolkit.methods.return_priorities import YearPriorities
from toolkit.methods.trends import RankingComparison
from toolkit.model.assessment import Return, ReturnStatus
from toolkit.model.carried import Carried
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.glossary import Glossary
from toolkit.model.statements import Statement, StatementHeadings
from toolkit.papers.editions import PublicRules
from toolkit.papers.paper import Edition
from toolkit.store.chain import Head


@dataclass(frozen=True)
class EarlierReturn:
    """The district's return of the latest year before, as far as the two years compare.

    Attributes
    ----------
    return_
        That return, as the edition shows it.
    ranking
        The two rankings side by side; None where a year is not scored or that was refused.
    priorities
        What became of each category; None where that was refused.
    followed
        By what issues and categories are followed where the lists differ.
    refused
        Why something is not compared, a sentence each.
    """

    return_: Return
    ranking: RankingComparison | None = None
    priorities: YearPriorities | None = None
    followed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignedOff:
    """Who recorded that the partnership agreed or adopted the return, and when, as stored."""

    author: str
    at: str


@dataclass(frozen=True)
class DistrictPack:
    """A district's year as its pack tells it.

    Attributes
    ----------
    return_
        The return as the edition shows it: a public one is cut already.
    missing
        What the whole return lacks; told in the internal edition only.
    ranking, firmness
        The issues in order, and the doubt about it; None where nothing is scored or no order is shown.
    top
        Names of the issues in the top, places that are only possible included, in order.
    headings
        The headings of the statements.
    carried
        What was decided about last year's issues, by this year's id.
    evidence
        The figures beside the scores, as the edition shows them, each of an issue of the return.
    sources
        Names of the publications they come from, by id.
    heads, signed_off
        Only from a database: where each chain stood, and who recorded the sign-off.
    public
        The rules of a public edition; None for an internal paper.
    """

    return_: Return
    missing: Completeness
    headings: StatementHeadings
    dated: date
    rule: DoubtRule
    glossary: Glossary
    ranking: Ranking | None = None
    firmness: Doubt | None = None
    top: tuple[str, ...] = ()
    earlier: EarlierReturn | None = None
    carried: Mapping[str, Carried] = field(default_factory=dict)
    evidence: DistrictEvidence = field(default_factory=DistrictEvidence)
    sources: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, Head] = field(default_factory=dict)
    signed_off: SignedOff | None = None
    public: PublicRules | None = None

    @property
    def edition(self) -> Edition:
        """Whom the pack is for."""
        return Edition.PUBLIC if self.public else Edition.INTERNAL

    @property
    def unranked(self) -> bool:
        """Say whether no order of issues is to be shown."""
        return self.public is not None and self.public.unranked

    @property
    def top_n(self) -> int:
        """How many issues the top holds."""
        return self.return_.category_set.rules.top_n

    @property
    def draft(self) -> bool:
        """Say whether the partnership has not agreed the return yet."""
        return self.return_.status not in (ReturnStatus.AGREED, ReturnStatus.ADOPTED)

    @property
    def statements(self) -> Mapping[str, Statement]:
        """What is written, by the id of its heading."""
        return {one.heading: one for one in self.return_.statements}

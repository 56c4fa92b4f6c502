"""A county's returns for one year, and what is its own: its lists, scan, priorities and reasons."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from pydantic import InstanceOf, model_validator

from toolkit.errors import Unsound
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.assessment import DataOrigin, Return, ReturnOrigins, YearLabel
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen, unique
from toolkit.model.plan import AlignmentRow
from toolkit.model.priorities import CategoryCode, CategorySet
from toolkit.model.text import Identifier, Name, Text, fold


class NotEscalated(Frozen):
    """Why a severe but local issue was not made a county priority."""

    district: Name
    issue: Name
    because: Text


class CountyStanding(StrEnum):
    """What a county decided about a priority for one year."""

    MAIN = "main"
    CROSS_CUTTING = "cross_cutting"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The standing in words."""
        return {
            "main": say("priority"),
            "cross_cutting": say("cross-cutting theme"),
            "dropped": say("dropped"),
        }[self.value]


class CountyPriority(Frozen):
    """A priority as the county decided it for one year, why, and on what evidence.

    `lead` is a post or a body, never a person's name. `evidence` names what it rests on, such as
    ``Appendix A``. A priority that is dropped says why.
    """

    id: Identifier
    assessment_year: YearLabel
    worded: Name
    standing: CountyStanding
    categories: tuple[CategoryCode, ...] = ()
    lead: Text = ""
    reason: Text = ""
    evidence: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _a_drop_has_a_reason(self) -> Self:
        if self.standing is CountyStanding.DROPPED and not self.reason:
            raise ValueError(say("'{worded}' is dropped without a reason; say why", worded=self.worded))
        return self


class ConfirmedAlignment(Frozen):
    """Where one category falls in a policing plan, as somebody confirmed it for this county."""

    plan: CatalogueRef
    row: AlignmentRow

    @model_validator(mode="after")
    def _somebody_confirmed_it(self) -> Self:
        if not self.row.confirmed_by:
            raise ValueError(
                say("nobody is named who confirmed where '{category}' falls", category=self.row.category)
            )
        return self


class CountyReturns(Frozen):
    """The returns of one county and year, in name order, with the county's own horizon scan."""

    name: Name
    area_set: AreaSet
    category_set: CategorySet
    heading_set: HeadingSet
    returns: tuple[InstanceOf[Return], ...]
    horizon: tuple[HorizonItem, ...] = ()
    horizon_origin: DataOrigin = DataOrigin()
    not_escalated: tuple[NotEscalated, ...] = ()


class CountyDecisions(Frozen):
    """What is a county's own, whatever the year: its name, lists, horizon scan, and what it decided.

    One that exists is valid: every item stands under a heading, every row names a district, and every
    priority and alignment names categories, that exist.
    """

    name: Name
    area_set: AreaSet
    category_set: CategorySet
    heading_set: HeadingSet
    origins: ReturnOrigins = ReturnOrigins()
    horizon: tuple[HorizonItem, ...] = ()
    not_escalated: tuple[NotEscalated, ...] = ()
    priorities: tuple[CountyPriority, ...] = ()
    alignments: tuple[ConfirmedAlignment, ...] = ()

    @model_validator(mode="after")
    def _rows_name_what_exists(self) -> Self:
        unique(say("horizon item"), [item.id for item in self.horizon])
        headings = {heading.id for heading in self.heading_set.headings}
        for item in self.horizon:
            if item.heading not in headings:
                raise Unsound(say("unknown horizon heading '{heading}'", heading=item.heading), "E_UNKNOWN")
        districts = {district.name for district in self.area_set.districts}
        for row in self.not_escalated:
            if row.district not in districts:
                raise Unsound(say("unknown district '{district}'", district=row.district), "E_UNKNOWN")
        return self

    @model_validator(mode="after")
    def _decisions_name_what_exists(self) -> Self:
        unique(say("county priority"), [one.id for one in self.priorities])
        worded = [
            say("'{worded}' for {assessment_year}", worded=one.worded, assessment_year=one.assessment_year)
            for one in self.priorities
        ]
        twice = {fold(text) for text in worded if [fold(other) for other in worded].count(fold(text)) > 1}
        if twice:
            raise ValueError(say("county priority worded twice: {twice}", twice=", ".join(sorted(twice))))
        unique("alignment", [f"{one.plan}/{one.row.category}" for one in self.alignments])
        named = {code for one in self.priorities for code in one.categories}
        named |= {one.row.category for one in self.alignments}
        if extra := sorted(named - set(self.category_set.codes)):
            raise Unsound(say("unknown category {extra}", extra=", ".join(extra)), "E_UNKNOWN")
        return self

    def carried_into(self, year: str) -> tuple[CountyPriority, ...]:
        """Return what the latest year before decided and kept, and `year` says nothing of by its wording."""
        before = max((p.assessment_year for p in self.priorities if p.assessment_year < year), default="")
        worded = {fold(one.worded) for one in self.priorities if one.assessment_year == year}
        kept = (one for one in self.priorities if one.standing is not CountyStanding.DROPPED)
        return tuple(p for p in kept if p.assessment_year == before and fold(p.worded) not in worded)

    def with_returns(self, returns: Iterable[Return]) -> CountyReturns:
        """Return the county with the returns of one year, in name order."""
        return CountyReturns(
            name=self.name,
            area_set=self.area_set,
            category_set=self.category_set,
            heading_set=self.heading_set,
            returns=tuple(sorted(returns, key=lambda return_: return_.district)),
            horizon=self.horizon,
            horizon_origin=self.origins.horizon,
            not_escalated=self.not_escalated,
        )

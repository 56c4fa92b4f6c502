"""A county's returns for one year, with the lists they are counted by."""

from collections.abc import Iterable
from typing import Self

from pydantic import model_validator

from toolkit.model.area import AreaSet
from toolkit.model.assessment import DataOrigin, Return, ReturnOrigins
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.matrix import Frozen, unique
from toolkit.model.priorities import CategorySet
from toolkit.model.text import Name, Text


class NotEscalated(Frozen):
    """Why a severe but local issue was not made a county priority."""

    district: Name
    issue: Name
    because: Text


class CountyReturns(Frozen):
    """The returns of one county and year, in name order, with the county's own horizon scan."""

    name: Name
    area_set: AreaSet
    category_set: CategorySet
    heading_set: HeadingSet
    returns: tuple[Return, ...]
    horizon: tuple[HorizonItem, ...] = ()
    horizon_origin: DataOrigin = DataOrigin()
    not_escalated: tuple[NotEscalated, ...] = ()


class CountyDecisions(Frozen):
    """What is a county's own, whatever the year: its name, lists, horizon scan and what it left to districts.

    One that exists is valid: every item stands under a heading, and every row names a district, that exist.
    """

    name: Name
    area_set: AreaSet
    category_set: CategorySet
    heading_set: HeadingSet
    origins: ReturnOrigins = ReturnOrigins()
    horizon: tuple[HorizonItem, ...] = ()
    not_escalated: tuple[NotEscalated, ...] = ()

    @model_validator(mode="after")
    def _rows_name_what_exists(self) -> Self:
        unique("horizon item", [item.id for item in self.horizon])
        headings = {heading.id for heading in self.heading_set.headings}
        for item in self.horizon:
            if item.heading not in headings:
                raise ValueError(f"unknown horizon heading '{item.heading}'")
        districts = {district.name for district in self.area_set.districts}
        for row in self.not_escalated:
            if row.district not in districts:
                raise ValueError(f"unknown district '{row.district}'")
        return self

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

"""A county's returns for one year, with the lists they are counted by."""

from toolkit.model.area import AreaSet
from toolkit.model.assessment import DataOrigin, Return
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.matrix import Frozen
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

"""Last year's levels and reasons, as a score workbook shows them beside this year's."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class LastYear:
    """What counted last year, for this year's issues and criteria.

    Attributes
    ----------
    label
        The assessment year it was: ``2016-17``.
    levels
        The level as text by (issue, criterion): a number or ``unknown``; nothing where no level counted.
    reasons
        The reason that was given, by (issue, criterion).
    """

    label: str
    levels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)

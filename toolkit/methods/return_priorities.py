"""What became of one district's priorities from one year to the next, category by category."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.errors import Refused
from toolkit.methods.priority_trends import PriorityFate
from toolkit.model.assessment import Return
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.text import fold


@dataclass(frozen=True)
class CategoryMove:
    """What two years of one district say under one category.

    Attributes
    ----------
    category
        Its code; empty for a wording that a person put into no category, which is then compared by itself.
    label
        Its label, or the wording.
    old, new
        The priorities in either year, as worded.
    fate
        What became of it. The most prominent level counts: from main to cross-cutting is a changed level and
        not a drop.
    """

    category: str
    label: str
    old: tuple[Priority, ...]
    new: tuple[Priority, ...]
    fate: PriorityFate

    @property
    def old_level(self) -> PriorityLevel | None:
        """The most prominent level before, or None where it was not named."""
        return most_prominent(self.old)

    @property
    def new_level(self) -> PriorityLevel | None:
        """The most prominent level now, or None where it is not named."""
        return most_prominent(self.new)


@dataclass(frozen=True)
class YearPriorities:
    """Two years of one district's priorities, compared.

    Attributes
    ----------
    moves
        Categories in catalogue order, then wordings outside them; only those named in either year.
    unconfirmed_old, unconfirmed_new
        Wordings that nobody has put into categories yet; they are not compared.
    """

    moves: tuple[CategoryMove, ...]
    unconfirmed_old: tuple[str, ...]
    unconfirmed_new: tuple[str, ...]

    def with_fate(self, *fates: PriorityFate) -> tuple[CategoryMove, ...]:
        """Return the moves of some kinds."""
        return tuple(move for move in self.moves if move.fate in fates)


def most_prominent(priorities: Iterable[Priority]) -> PriorityLevel | None:
    """Return the most prominent level of some priorities; None without any."""
    named = {priority.level for priority in priorities}
    return next((level for level in PriorityLevel if level in named), None)


def compare_return_priorities(old: Return, new: Return) -> YearPriorities:
    """Compare the priorities of two years of one district by the categories a person confirmed.

    Raises
    ------
    Refused
        When the two years were confirmed under different category sets.
    """
    if old.category_set.ref != new.category_set.ref:
        raise Refused(
            "Priorities are not compared, because their categories are those of different sets: "
            f"{old.category_set.ref} in {old.assessment_year}, {new.category_set.ref} in "
            f"{new.assessment_year}. Confirm both under one set."
        )
    return YearPriorities(
        moves=(*_categories(old, new), *_outside(old, new)),
        unconfirmed_old=_unconfirmed(old),
        unconfirmed_new=_unconfirmed(new),
    )


def _categories(old: Return, new: Return) -> Iterator[CategoryMove]:
    for category in new.category_set.categories:
        before, now = (
            tuple(p for p in return_.priorities if category.code in (p.categories or ()))
            for return_ in (old, new)
        )
        if before or now:
            yield CategoryMove(category.code, category.label, before, now, _fate(before, now))


def _outside(old: Return, new: Return) -> Iterator[CategoryMove]:
    years = [{fold(p.worded): p for p in r.priorities if p.categories == ()} for r in (old, new)]
    for key in dict.fromkeys(key for year in years for key in year):
        before, now = (tuple(p for name, p in year.items() if name == key) for year in years)
        worded = (*now, *before)[0].worded
        yield CategoryMove("", worded, before, now, _fate(before, now))


def _fate(before: tuple[Priority, ...], now: tuple[Priority, ...]) -> PriorityFate:
    if not before:
        return PriorityFate.NEW
    if not now:
        return PriorityFate.DROPPED
    if most_prominent(before) is not most_prominent(now):
        return PriorityFate.CHANGED_LEVEL
    alike = {fold(p.worded) for p in before} == {fold(p.worded) for p in now}
    return PriorityFate.SAME if alike else PriorityFate.REWORDED


def _unconfirmed(return_: Return) -> tuple[str, ...]:
    return tuple(p.worded for p in return_.priorities if p.categories is None)

"""What two years of one district say under each county category, within one set or across a crosswalk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.methods.priority_trends import PriorityFate
from toolkit.model.assessment import Return
from toolkit.model.list_crosswalk import CategoryCrosswalk, EntryAlone
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.text import fold


@dataclass(frozen=True)
class CategoryMove:
    """What two years of one district say under one category.

    Attributes
    ----------
    category
        Its code in the new year's set, or in the old year's where nothing follows; empty for a wording that a
        person put into no category, which is then compared by itself.
    label
        Its label, or the wording.
    old, new
        The priorities in either year, as worded.
    fate
        What became of it. The most prominent level counts: from main to cross-cutting is a changed level and
        not a drop. A category that was split or merged says that first.
    follows_from
        The code in the old year's set, where a crosswalk between two sets links the two; else empty.
    provenance, because
        Whether what the crosswalk says of it is published or inferred, and on what ground; else empty.
    """

    category: str
    label: str
    old: tuple[Priority, ...]
    new: tuple[Priority, ...]
    fate: PriorityFate
    follows_from: str = ""
    provenance: str = ""
    because: str = ""

    @property
    def moved_level(self) -> bool:
        """Say whether it is named in both years, at different levels, whatever else became of it."""
        return bool(self.old and self.new) and self.old_level is not self.new_level

    @property
    def old_level(self) -> PriorityLevel | None:
        """The most prominent level before, or None where it was not named."""
        return most_prominent(self.old)

    @property
    def new_level(self) -> PriorityLevel | None:
        """The most prominent level now, or None where it is not named."""
        return most_prominent(self.new)


def most_prominent(priorities: Iterable[Priority]) -> PriorityLevel | None:
    """Return the most prominent level of some priorities; None without any."""
    named = {priority.level for priority in priorities}
    return next((level for level in PriorityLevel if level in named), None)


def category_moves(old: Return, new: Return) -> Iterator[CategoryMove]:
    """Yield what two years say under each category of the set they share, in catalogue order."""
    for category in new.category_set.categories:
        before, now = under(old, category.code), under(new, category.code)
        if before or now:
            yield CategoryMove(category.code, category.label, before, now, fate_of(before, now))


def crosswalk_moves(old: Return, new: Return, crosswalk: CategoryCrosswalk) -> Iterator[CategoryMove]:
    """Yield what two years say under each category, where a crosswalk leads from one set to the other.

    A category that was split or merged has a move for each pair of linked categories that both years name;
    it is dropped only where none of its heirs is named, and new only where none it follows from was.
    """
    codes = old.category_set.codes
    heirs = crosswalk.heirs(codes, new.category_set.codes)
    labels = {category.code: category.label for category in old.category_set.categories}
    came = {alone.entry: alone for alone in crosswalk.new}
    gone = {alone.entry: alone for alone in crosswalk.dropped}
    for category in new.category_set.categories:
        now = under(new, category.code)
        parents = [code for code in codes if category.code in heirs[code] and under(old, code)]
        if not now:
            continue
        for code in parents:
            yield _linked(code, category.code, category.label, (under(old, code), now), crosswalk)
        if not parents:
            yield _alone(category.code, category.label, (), now, came)
    for code in codes:
        before = under(old, code)
        if before and not any(under(new, heir) for heir in heirs[code]):
            yield _alone(code, labels[code], before, (), gone)


def _linked(
    code: str, heir: str, label: str, years: tuple[tuple[Priority, ...], ...], crosswalk: CategoryCrosswalk
) -> CategoryMove:
    before, now = years
    link = crosswalk.link(code, heir)
    if link is None:
        return CategoryMove(heir, label, before, now, fate_of(before, now), follows_from=code)
    fate = PriorityFate(link.change) if link.change in {"split", "merged"} else fate_of(before, now)
    return CategoryMove(heir, label, before, now, fate, code, link.provenance, link.because)


def _alone(
    code: str,
    label: str,
    before: tuple[Priority, ...],
    now: tuple[Priority, ...],
    grounds: dict[str, EntryAlone],
) -> CategoryMove:
    fate, ground = fate_of(before, now), grounds.get(code)
    if ground is None:
        return CategoryMove(code, label, before, now, fate)
    return CategoryMove(code, label, before, now, fate, "", ground.provenance, ground.because)


def under(return_: Return, code: str) -> tuple[Priority, ...]:
    """Return the priorities of a return that a person put under a category."""
    return tuple(priority for priority in return_.priorities if code in (priority.categories or ()))


def fate_of(before: tuple[Priority, ...], now: tuple[Priority, ...]) -> PriorityFate:
    """Say what became of priorities under one category in both years."""
    if not before:
        return PriorityFate.NEW
    if not now:
        return PriorityFate.DROPPED
    if most_prominent(before) is not most_prominent(now):
        return PriorityFate.CHANGED_LEVEL
    alike = {fold(p.worded) for p in before} == {fold(p.worded) for p in now}
    return PriorityFate.SAME if alike else PriorityFate.REWORDED

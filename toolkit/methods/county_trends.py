"""How many CSPs named each county category in two years, categories that were split or merged together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.methods.priority_count import CategoryCount, PriorityCount
from toolkit.methods.priority_trends import PriorityFate
from toolkit.model.list_crosswalk import CategoryCrosswalk


@dataclass(frozen=True)
class CountChange:
    """The categories that go on as one another, and how many CSPs named any of them in either year.

    Attributes
    ----------
    old, new
        The categories of either year's set, in catalogue order; one of each where nothing was split or
        merged. Parts overlap, so only their distinct CSPs compare.
    csps_before, csps_now
        The distinct CSPs that named any of them, by name.
    """

    old: tuple[CategoryCount, ...]
    new: tuple[CategoryCount, ...]
    csps_before: tuple[str, ...]
    csps_now: tuple[str, ...]

    @property
    def fate(self) -> PriorityFate:
        """Say what became of the categories, whoever named them; split comes before merged."""
        if not self.old:
            return PriorityFate.NEW
        if not self.new:
            return PriorityFate.DROPPED
        if len(self.new) > 1:
            return PriorityFate.SPLIT
        if len(self.old) > 1:
            return PriorityFate.MERGED
        alike = self.old[0].category.label == self.new[0].category.label
        return PriorityFate.SAME if alike else PriorityFate.REWORDED


def compare_counts(
    old: PriorityCount, new: PriorityCount, crosswalk: CategoryCrosswalk | None = None
) -> tuple[CountChange, ...]:
    """Compare how many CSPs named each category in two years of one county.

    Returns
    -------
    In the order of the new year's categories, then of the old year's that nothing follows.

    Raises
    ------
    Refused
        When the years count by different category sets and no crosswalk leads from the one to the other.
    """
    sets = old.category_set, new.category_set
    if sets[0].ref == sets[1].ref:
        heirs: dict[str, tuple[str, ...]] = {code: (code,) for code in sets[0].codes}
    elif crosswalk and (crosswalk.from_list, crosswalk.to_list) == (sets[0].ref, sets[1].ref):
        heirs = crosswalk.heirs(sets[0].codes, sets[1].codes)
    else:
        raise Refused(
            say(
                "The counts are not compared: the earlier year counts by {earlier}, the later by "
                "{later}. Give the crosswalk that leads from the one to the other.",
                earlier=sets[0].ref,
                later=sets[1].ref,
            )
        )
    before, now = ({count.category.code: count for count in year.categories} for year in (old, new))
    groups = sorted(linked_groups(heirs, sets[1].codes), key=lambda group: not group[1])
    return tuple(_change([before[code] for code in a], [now[code] for code in b]) for a, b in groups)


def linked_groups(
    heirs: Mapping[str, tuple[str, ...]], new: Iterable[str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the old and new codes that hang together, in the order of the new and then of the old.

    >>> list(linked_groups({"a": ("x", "y"), "b": ("y",), "c": ()}, ["w", "x", "y"]))
    [((), ('w',)), (('a', 'b'), ('x', 'y')), (('c',), ())]
    """
    codes, done = tuple(new), set[str]()
    for code in codes:
        if code in done:
            continue
        part, grown = set[str](), {code}
        while grown != part:
            part = grown
            grown = part | {heir for became in heirs.values() if part & set(became) for heir in became}
        done |= part
        parents = tuple(name for name, became in heirs.items() if part & set(became))
        yield parents, tuple(name for name in codes if name in part)
    yield from (((name,), ()) for name, became in heirs.items() if not became)


def _change(old: list[CategoryCount], new: list[CategoryCount]) -> CountChange:
    return CountChange(tuple(old), tuple(new), _distinct(old), _distinct(new))


def _distinct(counts: list[CategoryCount]) -> tuple[str, ...]:
    return tuple(sorted({csp for count in counts for csp in count.csps}))

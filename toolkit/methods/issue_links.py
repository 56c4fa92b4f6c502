"""Which issue of one year is which in the next, where issues were split, merged or given another name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class LinkKind(StrEnum):
    """How an issue of the new year follows from one of the old."""

    SAME = "same"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    SPLIT_AND_MERGED = "split and merged"

    @property
    def one_to_one(self) -> bool:
        """Say whether the two ranks are of one issue, so that they compare."""
        return self in {LinkKind.SAME, LinkKind.RENAMED}


@dataclass(frozen=True)
class IssueLink:
    """An issue of the old year (id) and one that follows from it in the new (id)."""

    old: str
    new: str
    kind: LinkKind


@dataclass(frozen=True)
class IssueLinks:
    """How the issues of two years hang together.

    Attributes
    ----------
    links
        In the order of the new year's issues, then of the old year's.
    new, dropped
        Ids of issues of the new year that follow from none, and of the old year from which none follows.
    """

    links: tuple[IssueLink, ...]
    new: tuple[str, ...]
    dropped: tuple[str, ...]


def issue_links(
    old: Iterable[str], new: Iterable[str], heirs: Mapping[str, tuple[str, ...]] | None = None
) -> IssueLinks:
    """Return how the issues of two years hang together.

    Parameters
    ----------
    old, new
        Ids scored in either year.
    heirs
        Crosswalk: an old id to the new ids it became. An id it does not name stays itself. Ids not scored
        in the year count for nothing.
    """
    crosswalk, old_ids, new_ids = dict(heirs or {}), tuple(old), tuple(new)
    pairs = [(name, heir) for heir in new_ids for name in old_ids if heir in crosswalk.get(name, (name,))]
    children = {name: sum(parent == name for parent, _ in pairs) for name in old_ids}
    parents = {name: sum(heir == name for _, heir in pairs) for name in new_ids}
    return IssueLinks(
        links=tuple(IssueLink(a, b, _kind(a, b, children[a], parents[b])) for a, b in pairs),
        new=tuple(name for name in new_ids if not parents[name]),
        dropped=tuple(name for name in old_ids if not children[name]),
    )


def _kind(old: str, new: str, children: int, parents: int) -> LinkKind:
    if children > 1:
        return LinkKind.SPLIT_AND_MERGED if parents > 1 else LinkKind.SPLIT
    if parents > 1:
        return LinkKind.MERGED
    return LinkKind.SAME if old == new else LinkKind.RENAMED

"""Which issue of one year is which in the next, where issues were split, merged or given another name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.list_crosswalk import IssueCrosswalk


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


def crosswalk_heirs(
    crosswalk: IssueCrosswalk | None, old: Return, new: Return
) -> dict[str, tuple[str, ...]] | None:
    """Return which issues of the new year each of the old goes on as, or None without a crosswalk.

    Raises
    ------
    Refused
        When the crosswalk leads between other catalogues.
    """
    if crosswalk is None:
        return None
    if (crosswalk.from_list, crosswalk.to_list) != (old.catalogue.ref, new.catalogue.ref):
        raise Refused(
            say(
                "Crosswalk {crosswalk} leads from {from_list} to {to_list}; the years' "
                "issues are those of {earlier} and {later}.",
                crosswalk=crosswalk.ref,
                from_list=crosswalk.from_list,
                to_list=crosswalk.to_list,
                earlier=old.catalogue.ref,
                later=new.catalogue.ref,
            )
        )
    return crosswalk.heirs(old.issues, new.issues)


def issue_links(
    old: Iterable[str], new: Iterable[str], heirs: Mapping[str, tuple[str, ...]] | None = None
) -> IssueLinks:
    """Return how the issues of two years hang together.

    Parameters
    ----------
    old, new
        Ids scored in either year.
    heirs
        Crosswalk: an old id to the new ids it became. An id it does not name stays itself. An issue that was
        split stays a part of what it was, also where only one of the parts was scored.
    """
    crosswalk, old_ids, new_ids = dict(heirs or {}), tuple(old), tuple(new)
    crosswalk = {name: (name,) for name in old_ids} | crosswalk
    pairs = [(name, heir) for heir in new_ids for name in old_ids if heir in crosswalk[name]]
    parents = Counter(heir for became in crosswalk.values() for heir in became)
    return IssueLinks(
        links=tuple(IssueLink(a, b, _kind(a, b, len(crosswalk[a]), parents[b])) for a, b in pairs),
        new=_without(new_ids, {heir for _, heir in pairs}),
        dropped=_without(old_ids, {name for name, _ in pairs}),
    )


def _without(ids: Iterable[str], linked: set[str]) -> tuple[str, ...]:
    return tuple(name for name in ids if name not in linked)


def _kind(old: str, new: str, children: int, parents: int) -> LinkKind:
    if children > 1:
        return LinkKind.SPLIT_AND_MERGED if parents > 1 else LinkKind.SPLIT
    if parents > 1:
        return LinkKind.MERGED
    return LinkKind.SAME if old == new else LinkKind.RENAMED

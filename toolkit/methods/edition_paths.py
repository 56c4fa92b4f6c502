"""Which priorities of one edition go on as which of a later one, through every edition between."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model.priorities import CrosswalkLink, CrosswalkStep

LinkPath = tuple[CrosswalkLink, ...]
"""One link a step, each beginning where the one before ends."""


@dataclass(frozen=True)
class EditionPaths:
    """How the priorities of two editions hang together.

    Attributes
    ----------
    linked
        By old and new priority: every way that leads from the one to the other.
    new, dropped
        Priorities of the new edition that follow from none of the old, with the edition that first had what
        they follow from; and of the old edition without an heir in the new, with the last that had one.
    """

    linked: dict[tuple[str, str], tuple[LinkPath, ...]]
    new: dict[str, str]
    dropped: dict[str, str]


def edition_paths(steps: Sequence[CrosswalkStep]) -> EditionPaths:
    """Put steps together, each of which begins at the edition where the one before ends."""
    first, *later = steps
    paths: list[LinkPath] = [(link,) for link in first.links]
    new = dict.fromkeys(first.new, first.to_edition)
    dropped = dict.fromkeys(first.dropped, first.from_edition)
    for step in later:
        longer = [
            (*path, link) for path in paths for link in step.links if ends_at(path) == link.from_priority
        ]
        lost = {path[0].from_priority for path in paths} - {path[0].from_priority for path in longer}
        dropped |= {p[0].from_priority: step.from_edition for p in paths if p[0].from_priority in lost}
        new = _heirs_of_new(step, new, {ends_at(path) for path in longer})
        paths = longer
    linked: dict[tuple[str, str], tuple[LinkPath, ...]] = {}
    for path in paths:
        ends = path[0].from_priority, ends_at(path)
        linked[ends] = (*linked.get(ends, ()), path)
    return EditionPaths(linked, new, dropped)


def ends_at(path: LinkPath) -> str:
    """Return the priority at which a path ends."""
    return path[-1].to_priority


def _heirs_of_new(step: CrosswalkStep, new: dict[str, str], old_too: set[str]) -> dict[str, str]:
    """Return what goes on from `new` priorities alone, with what is new in this step."""
    heirs: dict[str, str] = {}
    for link in step.links:
        if link.from_priority in new and link.to_priority not in old_too:
            heirs.setdefault(link.to_priority, new[link.from_priority])
    return heirs | dict.fromkeys(step.new, step.to_edition)

"""How the priorities of one edition of a county agreement follow from those of another, by the crosswalk."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from toolkit.errors import Refused
from toolkit.model.priorities import Crosswalk, CrosswalkLink, PriorityLevel


class PriorityFate(StrEnum):
    """What became of a priority."""

    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    CHANGED_LEVEL = "changed_level"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True)
class PriorityChange:
    """A priority of the old edition beside one of the new.

    Attributes
    ----------
    fate
        What became of it. A move between main and cross-cutting is a changed level, not a drop.
    old, new
        As printed; None for a new one, or a dropped one.
    old_levels, new_levels
        The levels it is printed at in either edition; empty where it is not.
    provenance, because
        Whether the link is published or inferred, and on what ground; empty for new and dropped.
    """

    fate: PriorityFate
    old: str | None
    new: str | None
    old_levels: tuple[PriorityLevel, ...]
    new_levels: tuple[PriorityLevel, ...]
    provenance: str
    because: str

    @property
    def moved_level(self) -> bool:
        """Say whether the two editions print it at different levels, whatever else became of it."""
        return bool(self.old and self.new) and set(self.old_levels) != set(self.new_levels)


@dataclass(frozen=True)
class PriorityComparison:
    """Two editions of a county agreement, one following the other."""

    old_edition: str
    new_edition: str
    changes: tuple[PriorityChange, ...]

    def with_fate(self, fate: PriorityFate) -> tuple[PriorityChange, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.fate is fate)

    @property
    def counts(self) -> dict[PriorityFate, int]:
        """How many links there are of each kind, every kind named."""
        found = Counter(change.fate for change in self.changes)
        return {fate: found[fate] for fate in PriorityFate}


def compare_priorities(crosswalk: Crosswalk, old_edition: str, new_edition: str) -> PriorityComparison:
    """Return what became of each priority from one edition to the next.

    Links come in the crosswalk's order, then new priorities, then dropped ones.

    Raises
    ------
    Refused
        When the crosswalk has no step from the one edition to the other.
    """
    for step in crosswalk.steps:
        if (step.from_edition, step.to_edition) == (old_edition, new_edition):
            changes = [_linked(crosswalk, link, old_edition, new_edition) for link in step.links]
            for name in step.new:
                levels = _levels(crosswalk, new_edition, name)
                changes.append(PriorityChange(PriorityFate.NEW, None, name, (), levels, "", ""))
            for name in step.dropped:
                levels = _levels(crosswalk, old_edition, name)
                changes.append(PriorityChange(PriorityFate.DROPPED, name, None, levels, (), "", ""))
            return PriorityComparison(old_edition, new_edition, tuple(changes))
    steps = "; ".join(f"'{step.from_edition}' to '{step.to_edition}'" for step in crosswalk.steps)
    raise Refused(
        f"Crosswalk {crosswalk.id}-{crosswalk.version} has no step from '{old_edition}' to '{new_edition}'. "
        f"It has: {steps}."
    )


def _linked(crosswalk: Crosswalk, link: CrosswalkLink, old_edition: str, new_edition: str) -> PriorityChange:
    return PriorityChange(
        fate=PriorityFate(link.change),
        old=link.from_priority,
        new=link.to_priority,
        old_levels=_levels(crosswalk, old_edition, link.from_priority),
        new_levels=_levels(crosswalk, new_edition, link.to_priority),
        provenance=link.provenance,
        because=link.because,
    )


def _levels(crosswalk: Crosswalk, edition: str, priority: str) -> tuple[PriorityLevel, ...]:
    return tuple(r.level for r in crosswalk.editions if (r.edition, r.priority) == (edition, priority))

"""How the priorities of one edition of a county agreement follow from those of another, by the crosswalk."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.methods.edition_paths import LinkPath, edition_paths
from toolkit.model.priorities import Crosswalk, CrosswalkLink, CrosswalkStep, PriorityLevel
from toolkit.model.text import fold


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
        Whether the link is published or inferred, and on what ground; through several editions, published
        only where every step is, with the ground of each step that changed something. For new and dropped
        ones the ground says which edition first or last had it, where that is another; else both are empty.
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
    """Two editions of a county agreement, one following the other.

    `through` are the editions between them that the crosswalk led through.
    """

    old_edition: str
    new_edition: str
    changes: tuple[PriorityChange, ...]
    through: tuple[str, ...] = ()

    def with_fate(self, fate: PriorityFate) -> tuple[PriorityChange, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.fate is fate)

    @property
    def counts(self) -> dict[PriorityFate, int]:
        """How many links there are of each kind, every kind named."""
        found = Counter(change.fate for change in self.changes)
        return {fate: found[fate] for fate in PriorityFate}


def compare_priorities(crosswalk: Crosswalk, old_edition: str, new_edition: str) -> PriorityComparison:
    """Return what became of each priority from one edition to a later one.

    Where no step of the crosswalk leads there at once, steps are put together: a priority goes on as whatever
    its heirs go on as. Links come in the crosswalk's order, then new priorities, then dropped ones.

    Raises
    ------
    Refused
        When no steps of the crosswalk lead from the one edition to the other.
    """
    steps = _steps_between(crosswalk, old_edition, new_edition)
    paths = edition_paths(steps)
    changes = [_linked(crosswalk, found, old_edition, new_edition) for found in paths.linked.values()]
    for name, edition in paths.new.items():
        levels = _levels(crosswalk, new_edition, name)
        because = "" if edition == new_edition else say("First in {edition}.", edition=edition)
        changes.append(PriorityChange(PriorityFate.NEW, None, name, (), levels, "", because))
    for name, edition in paths.dropped.items():
        levels = _levels(crosswalk, old_edition, name)
        because = "" if edition == old_edition else say("Last in {edition}.", edition=edition)
        changes.append(PriorityChange(PriorityFate.DROPPED, name, None, levels, (), "", because))
    between = tuple(step.to_edition for step in steps[:-1])
    return PriorityComparison(old_edition, new_edition, tuple(changes), between)


def _steps_between(crosswalk: Crosswalk, old: str, new: str) -> tuple[CrosswalkStep, ...]:
    """Return the fewest steps that lead from the one edition to the other."""
    reached: dict[str, tuple[CrosswalkStep, ...]] = {old: ()}
    waiting = deque([old])
    while waiting:
        edition = waiting.popleft()
        for step in crosswalk.steps:
            if step.from_edition == edition and step.to_edition not in reached:
                reached[step.to_edition] = (*reached[edition], step)
                waiting.append(step.to_edition)
    if not reached.get(new):
        steps = "; ".join(
            say(
                "'{from_edition}' to '{to_edition}'",
                from_edition=step.from_edition,
                to_edition=step.to_edition,
            )
            for step in crosswalk.steps
        )
        raise Refused(
            say(
                "Crosswalk {crosswalk}-{version} has no steps that lead from '{old}' to '{new}'. "
                "It has: {steps}.",
                crosswalk=crosswalk.id,
                version=crosswalk.version,
                old=old,
                new=new,
                steps=steps,
            )
        )
    return reached[new]


def _linked(
    crosswalk: Crosswalk, paths: tuple[LinkPath, ...], old_edition: str, new_edition: str
) -> PriorityChange:
    old, new = paths[0][0].from_priority, paths[0][-1].to_priority
    levels = [_levels(crosswalk, old_edition, old), _levels(crosswalk, new_edition, new)]
    links = [link for path in paths for link in path]
    telling = [link for link in links if link.change != "same"] or links
    return PriorityChange(
        fate=_fate(links, old, new, same_levels=set(levels[0]) == set(levels[1])),
        old=old,
        new=new,
        old_levels=levels[0],
        new_levels=levels[1],
        provenance="published" if all(link.provenance == "published" for link in links) else "inferred",
        because=" ".join(dict.fromkeys(link.because for link in telling)),
    )


_TELLING = ("split", "merged", "changed_level", "reworded")
"""Of what happened on the way, the first of these is what became of a priority."""


def _fate(links: Sequence[CrosswalkLink], old: str, new: str, *, same_levels: bool) -> PriorityFate:
    """Say what became of a priority in all; one link says so itself."""
    if len(links) == 1:
        return PriorityFate(links[0].change)
    happened = {link.change for link in links}
    if same_levels:
        happened -= {"changed_level"}
    if fold(old) != fold(new):
        happened |= {"reworded"}
    else:
        happened -= {"reworded"}
    return PriorityFate(next((change for change in _TELLING if change in happened), "same"))


def _levels(crosswalk: Crosswalk, edition: str, priority: str) -> tuple[PriorityLevel, ...]:
    return tuple(r.level for r in crosswalk.editions if (r.edition, r.priority) == (edition, priority))

"""What a form would change, thing by thing, and where someone else got there first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from apps.statement_drafts import Written, with_written
from toolkit.language import say
from toolkit.model.assessment import Return, ReturnStatus, Score
from toolkit.model.county import ConfirmedAlignment, CountyPriority, NotEscalated
from toolkit.model.horizon import HorizonItem
from toolkit.model.matrix import Frozen
from toolkit.model.priorities import Priority
from toolkit.model.revision import (
    Marked,
    alike,
    with_horizon_item,
    with_marking,
    with_priority,
    with_scores,
    with_status,
)
from toolkit.model.statement_revision import Release
from toolkit.model.statements import RestrictedIssue, RoleHolder, Statement
from toolkit.store.assessments import Stored
from toolkit.store.entries import Thing
from toolkit.store.state import SCORE
from toolkit.store.values import HEADER, HORIZON_ITEM, PRIORITY, STATUS, score_key
from toolkit.tables.clashes import ClashRow

Decision = CountyPriority | NotEscalated | ConfirmedAlignment | HorizonItem
"""One thing of the county's own that a form may change."""

Value = Score | Priority | HorizonItem | Marked | ReturnStatus | Decision | Written
"""One thing of a return, or of the county's own, that a form may change."""


@dataclass(frozen=True)
class Change:
    """One thing a form would change: as it was seen when the form was opened, and as it should be."""

    what: str
    """What people call it: ``Physical harm of Burglary``."""
    thing: Thing
    seen: Value | None
    mine: Value | None
    """None where it is to be taken away."""


@dataclass(frozen=True)
class Clash:
    """A change of something that someone else has changed since: what they made of it, and who, and when."""

    change: Change
    theirs: Value | None
    author: str
    at: str
    """UTC, as stored."""

    @property
    def row(self) -> ClashRow:
        """The clash as a row of a table."""
        mine, theirs = _said(self.change.mine), _said(self.theirs)
        return ClashRow(self.change.what, mine, theirs, self.author, self.at)


def score_changes(return_: Return, pairs: Iterable[tuple[Score, Score]]) -> tuple[Change, ...]:
    """Return the changes of score rows, given as they were seen and as they should be; the rest are none."""
    labels = {criterion.id: criterion.label for criterion in return_.matrix.criteria}
    return tuple(
        Change(
            say(
                "{criterion} of {issue}",
                criterion=labels[new.criterion],
                issue=return_.issues[new.issue].name,
            ),
            (SCORE, score_key(new)),
            seen,
            new,
        )
        for seen, new in pairs
        if not alike(seen, new)
    )


def priority_change(stored: Stored, place: int | None, seen: Priority | None, new: Priority) -> Change:
    """Return the change of the priority at a place of the list, or of one that is new."""
    key = "" if place is None else list(stored.state.of(PRIORITY))[place]
    return Change(say("the priority '{worded}'", worded=(seen or new).worded), (PRIORITY, key), seen, new)


def item_change(seen: HorizonItem | None, new: HorizonItem) -> Change:
    """Return the change of a horizon item."""
    return Change(
        say("the horizon item '{title}'", title=(seen or new).title), (HORIZON_ITEM, new.id), seen, new
    )


def status_change(seen: ReturnStatus, new: ReturnStatus) -> Change:
    """Return the change of how far a return has come."""
    return Change(say("the status"), (STATUS, ""), seen, new)


def marking_change(seen: Marked, new: Marked) -> Change:
    """Return the change of a return's protective marking."""
    return Change(say("the marking"), (HEADER, ""), seen, new)


def applied(return_: Return, changes: Sequence[Change]) -> Return:
    """Return `return_` with every change made.

    Raises
    ------
    Conflict
        When something is no longer as it was seen.
    InputRejected
        When a change cannot stand.
    """
    rows = [(c.seen, c.mine) for c in changes if isinstance(c.seen, Score) and isinstance(c.mine, Score)]
    found = with_scores(return_, rows) if rows else return_
    for change in changes:
        match change.seen, change.mine:
            case (Priority() | None) as seen, Priority() as mine:
                found = with_priority(found, seen, mine)
            case (HorizonItem() | None) as seen, HorizonItem() as mine:
                found = with_horizon_item(found, seen, mine)
            case Marked() as seen, Marked() as mine:
                found = with_marking(found, seen, mine)
            case ReturnStatus() as seen, ReturnStatus() as mine:
                found = with_status(found, seen, mine)
            case _:
                found = with_written(found, change.thing, change.seen, change.mine)
    return found


def clashes(stored: Stored, changes: Iterable[Change]) -> tuple[Clash, ...]:
    """Return the changes whose thing is no longer in `stored` as it was seen."""
    found = []
    for change in changes:
        theirs = _now(stored, change)
        if not _same(change.seen, theirs):
            entry = stored.state.entries.get(change.thing)
            author, at = (entry.author_name, entry.at) if entry else ("", "")
            found.append(Clash(change, theirs, author, at))
    return tuple(found)


def on_top(changes: Iterable[Change], clashing: Iterable[Clash]) -> tuple[Change, ...]:
    """Return the changes as made on top of what others made of the same things."""
    theirs = {clash.change.thing: clash.theirs for clash in clashing}
    made = (
        replace(change, seen=_base(theirs[change.thing], change)) if change.thing in theirs else change
        for change in changes
    )
    return tuple(change for change in made if not _same(change.seen, change.mine))


def without(changes: Iterable[Change], clashing: Iterable[Clash]) -> tuple[Change, ...]:
    """Return the changes that clash with nobody's."""
    left_out = {clash.change.thing for clash in clashing}
    return tuple(change for change in changes if change.thing not in left_out)


def _now(stored: Stored, change: Change) -> Value | None:
    """Return what a thing is now; a score row that is not there is an empty one."""
    if isinstance(change.mine, Marked):
        return Marked.of(stored.return_)
    if isinstance(change.mine, ReturnStatus):
        return stored.return_.status
    said = stored.state.value_of(*change.thing)
    if isinstance(change.mine, RoleHolder | Release):
        return type(change.mine).model_validate(said)
    if change.seen is None and not isinstance(change.mine, Statement | RestrictedIssue):  # new
        return None
    like = change.seen if change.mine is None else change.mine
    return type(like).model_validate(said) if said and isinstance(like, Frozen) else None


def _said(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"status": value.value} if isinstance(value, ReturnStatus) else value.model_dump(mode="json")


def _same(one: Value | None, other: Value | None) -> bool:
    if isinstance(one, Score) and isinstance(other, Score | None):
        return alike(one, other)
    return one == other


def _base(theirs: Value | None, change: Change) -> Value | None:
    """Return what a change starts from now: an empty row where a score was taken away."""
    if theirs is None and isinstance(change.mine, Score):
        mine = change.mine
        return Score(issue=mine.issue, criterion=mine.criterion, scorer=mine.scorer, round=mine.round)
    return theirs

"""What a return becomes when someone changes a part of it; what others changed stays."""

import re
from collections.abc import Iterable, Sequence
from typing import Self, TypeVar

from pydantic import ValidationError

from toolkit.errors import Conflict, Fault, InputRejected
from toolkit.language import say
from toolkit.model.assessment import FIRST_ROUND, Marking, Return, ReturnStatus, Score
from toolkit.model.horizon import HorizonItem
from toolkit.model.matrix import Frozen
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.text import Text, fold

R = TypeVar("R", bound=Frozen)

_ID_LENGTH = 60
_AGAIN = say("Nothing was saved. Look at what is stored now, then enter yours again")


def score_of(
    return_: Return,
    issue: str,
    criterion: str,
    scorer: str,
    round: int = FIRST_ROUND,  # noqa: A002 (the field it stands for)
) -> Score:
    """Return a scorer's row for one issue, criterion and round, or an empty one where there is none."""
    for score in return_.scores:
        if _key(score) == (issue, criterion, scorer, round):
            return score
    return Score(issue=issue, criterion=criterion, scorer=scorer, round=round)


def is_empty(score: Score) -> bool:
    """Say whether a row says nothing: no level, no grade and no text."""
    return score.level is None and not (
        score.confidence or score.rationale or score.evidence or score.dissent
    )


def alike(one: Score, other: Score | None) -> bool:
    """Say whether two rows say the same; a row that says nothing is like none at all."""
    return one == other or (is_empty(one) and (other is None or is_empty(other)))


def with_scores(return_: Return, changes: Iterable[tuple[Score, Score]]) -> Return:
    """Return `return_` with rows changed: pairs of the row as it was seen and as it should be.

    A row that no longer says anything is left out. Rows alike in both are not touched.

    Raises
    ------
    Conflict
        When a row to change is no longer as it was seen, naming each such row.
    InputRejected
        When a row names what does not exist.
    """
    wanted = {_key(new): (seen, new) for seen, new in changes if not alike(seen, new)}
    rows = {_key(score): score for score in return_.scores}
    stale = [
        _changed_meanwhile(return_, now)
        for key, (seen, _) in wanted.items()
        if not alike(now := rows.get(key, score_of(return_, *key)), seen)
    ]
    if stale:
        raise Conflict("\n".join([*stale, f"{_AGAIN}."]))
    rows |= {key: new for key, (_, new) in wanted.items()}
    return _revised(
        return_, scores=tuple(s for key, s in rows.items() if key not in wanted or not is_empty(s))
    )


def reworded(seen: Priority | None, worded: str, level: PriorityLevel, source: str) -> dict[str, object]:
    """Return the values of a priority as now worded; categories confirmed for another wording are dropped."""
    kept: dict[str, object] = {}
    if seen is not None and fold(seen.worded) == fold(worded):
        kept = seen.model_dump(include={"categories", "other_focus", "confirmed_by"})
    return {**kept, "worded": worded, "level": level, "source": source}


def confirmed(
    priority: Priority, categories: tuple[str, ...], other_focus: tuple[str, ...], by: str
) -> dict[str, object]:
    """Return the values of a priority whose categories a person confirms; none is an answer too.

    Raises
    ------
    InputRejected
        When nobody is named.
    """
    if not by.strip():
        remedy = say("Write who confirms these categories, by name or role")
        raise InputRejected([Fault("categories", say("confirmed by"), say("it is blank"), remedy, "E_BLANK")])
    values = {"categories": categories, "other_focus": other_focus, "confirmed_by": by}
    return {**priority.model_dump(), **values}


def with_priority(return_: Return, seen: Priority | None, new: Priority) -> Return:
    """Return `return_` with `new` in the place of the priority `seen`, or added when that is None.

    Raises
    ------
    Conflict
        When `seen` is no longer there as it was.
    InputRejected
        When another priority is worded the same.
    """
    priorities = _replaced(return_.priorities, seen, new)
    others = [priority for priority in return_.priorities if priority != seen]
    if fold(new.worded) in {fold(priority.worded) for priority in others}:
        problem = say("there is already a priority worded '{worded}'", worded=new.worded)
        raise InputRejected(
            [Fault("priority", "", problem, say("Choose it in the list to change it"), "E_DUP")]
        )
    return _revised(return_, priorities=priorities)


def with_horizon_item(return_: Return, seen: HorizonItem | None, new: HorizonItem) -> Return:
    """Return `return_` with `new` in the place of the item `seen`, or added when that is None.

    Raises
    ------
    Conflict
        When `seen` is no longer there as it was.
    InputRejected
        When `new` names what does not exist, or its id is taken.
    """
    return _revised(return_, horizon=_replaced(return_.horizon, seen, new))


def with_status(return_: Return, seen: ReturnStatus, new: ReturnStatus) -> Return:
    """Return `return_` with another status; raises Conflict when it is no longer `seen`."""
    if return_.status is not seen:
        raise Conflict(
            say(
                "Someone else has set the status to '{status}'. {again}.",
                status=return_.status.label,
                again=_AGAIN,
            )
        )
    return _revised(return_, status=new)


class Marked(Frozen):
    """A protective marking with its handling instruction."""

    marking: Marking
    handling: Text = ""

    @classmethod
    def of(cls, return_: Return) -> Self:
        """Return the marking of a return."""
        return cls(marking=return_.marking, handling=return_.handling)


def with_marking(return_: Return, seen: Marked, new: Marked) -> Return:
    """Return `return_` with another marking; raises Conflict when it is no longer `seen`."""
    if Marked.of(return_) != seen:
        raise Conflict(
            say(
                "Someone else has set the marking to '{marking}'. {again}.",
                marking=return_.marking.value,
                again=_AGAIN,
            )
        )
    return _revised(return_, marking=new.marking, handling=new.handling)


def new_item_id(title: str, taken: Iterable[str]) -> str:
    """Return an id for a horizon item made from its title, unlike those `taken`.

    >>> new_item_id("New homes, south of the town!", ["new-homes-south-of-the-town"])
    'new-homes-south-of-the-town-2'
    """
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:_ID_LENGTH].strip("-") or "item"
    ids, number = set(taken), 2
    found = words
    while found in ids:
        found, number = f"{words}-{number}", number + 1
    return found


def _key(score: Score) -> tuple[str, str, str, int]:
    return score.issue, score.criterion, score.scorer, score.round


def _changed_meanwhile(return_: Return, now: Score) -> str:
    what = say(
        "{label} of {name}",
        label=return_.matrix.criterion(now.criterion).label,
        name=return_.issues[now.issue].name,
    )
    level = say("not scored") if now.level is None else say("level {level}", level=now.level)
    return say(
        "{what} was changed by someone else since you opened it; it is now {level}", what=what, level=level
    )


def _replaced(rows: Sequence[R], seen: R | None, new: R) -> tuple[R, ...]:
    if seen is None:
        return (*rows, new)
    if seen not in rows:
        raise Conflict(say("Someone else has changed this since you opened it. {again}.", again=_AGAIN))
    return tuple(new if row == seen else row for row in rows)


def _revised(return_: Return, **parts: object) -> Return:
    values = {name: getattr(return_, name) for name in Return.model_fields} | parts
    try:
        return Return(**values)
    except ValidationError as error:
        problems = [details["msg"].removeprefix("Value error, ") for details in error.errors()]
        raise InputRejected(
            Fault("return", "", problem, say("Correct it as the message says"), "E_SCHEMA")
            for problem in problems
        ) from error

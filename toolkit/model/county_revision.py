"""What a county's decisions become when someone changes one of them; what others changed stays."""

from collections.abc import Sequence
from typing import TypeVar

from pydantic import ValidationError

from toolkit.errors import Conflict, Fault, InputRejected
from toolkit.language import say
from toolkit.model.county import ConfirmedAlignment, CountyDecisions, CountyPriority, NotEscalated
from toolkit.model.horizon import HorizonItem
from toolkit.model.matrix import Frozen

R = TypeVar("R", bound=Frozen)


def with_county_priority(
    decisions: CountyDecisions, seen: CountyPriority | None, new: CountyPriority | None
) -> CountyDecisions:
    """Return `decisions` with `new` in the place of the priority `seen`: added when that is None.

    `new` is None to take one away that was entered by mistake; one the county gives up is kept as dropped.

    Raises
    ------
    Conflict
        When `seen` is no longer there as it was, or there is one already where none was seen.
    InputRejected
        When `new` names what does not exist, or is worded as another of its year.
    """
    if seen is None and new and any(one.id == new.id for one in decisions.priorities):
        raise Conflict(
            say(
                "Someone else has added '{worded}' since you opened this. {again}",
                worded=new.worded,
                again=_AGAIN,
            )
        )
    return _revised(decisions, priorities=_replaced(decisions.priorities, seen, new))


def with_not_escalated(
    decisions: CountyDecisions, seen: NotEscalated | None, new: NotEscalated | None
) -> CountyDecisions:
    """Return `decisions` with why an issue stays with its district changed, added or taken away.

    Raises
    ------
    Conflict
        When `seen` is no longer there as it was, or a reason is there where none was seen.
    InputRejected
        When `new` names a district that does not exist.
    """
    if seen is None and new:
        about = new.district, new.issue
        if any((one.district, one.issue) == about for one in decisions.not_escalated):
            raise Conflict(
                say("Someone else has given a reason for this since you opened it. {again}", again=_AGAIN)
            )
    return _revised(decisions, not_escalated=_replaced(decisions.not_escalated, seen, new))


def with_alignment(
    decisions: CountyDecisions, seen: ConfirmedAlignment | None, new: ConfirmedAlignment | None
) -> CountyDecisions:
    """Return `decisions` with where a category falls confirmed, changed, or no longer confirmed.

    Raises
    ------
    Conflict
        When `seen` is no longer there as it was, or someone has confirmed it where none was seen.
    InputRejected
        When `new` names a category that does not exist.
    """
    if seen is None and new:
        about = new.plan, new.row.category
        if any((one.plan, one.row.category) == about for one in decisions.alignments):
            raise Conflict(say("Someone else has confirmed this since you opened it. {again}", again=_AGAIN))
    return _revised(decisions, alignments=_replaced(decisions.alignments, seen, new))


def with_county_item(
    decisions: CountyDecisions, seen: HorizonItem | None, new: HorizonItem
) -> CountyDecisions:
    """Return `decisions` with a horizon item of the county's own changed, or added when `seen` is None.

    Raises
    ------
    Conflict
        When `seen` is no longer there as it was.
    InputRejected
        When `new` stands under no heading of the scan, or its id is taken.
    """
    return _revised(decisions, horizon=_replaced(decisions.horizon, seen, new))


_AGAIN = say("Nothing was saved. Look at what is stored now, then enter yours again.")


def _replaced(rows: Sequence[R], seen: R | None, new: R | None) -> tuple[R, ...]:
    if seen is None:
        return (*rows, new) if new else tuple(rows)
    if seen not in rows:
        raise Conflict(say("Someone else has changed this since you opened it. {again}", again=_AGAIN))
    kept = (new if row == seen else row for row in rows)
    return tuple(row for row in kept if row is not None)


def _revised(decisions: CountyDecisions, **parts: object) -> CountyDecisions:
    try:
        return decisions.changed(**parts)
    except ValidationError as error:
        problems = [details["msg"].removeprefix("Value error, ") for details in error.errors()]
        raise InputRejected(
            Fault("county", "", problem, say("Correct it as the message says"), "E_SCHEMA")
            for problem in problems
        ) from error

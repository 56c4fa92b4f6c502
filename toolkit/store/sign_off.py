"""Signing a return off, and what that locks."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from toolkit.errors import Conflict
from toolkit.language import say
from toolkit.model.assessment import Return, ReturnStatus
from toolkit.resources import toolkit_version
from toolkit.store.acts import Act, Edit
from toolkit.store.chain import Head
from toolkit.store.lists import list_hash
from toolkit.store.state import State
from toolkit.store.values import SIGN_OFF, STATUS

LOCKED: Final = (ReturnStatus.AGREED, ReturnStatus.ADOPTED)
"""A return of these states is signed off: only its state can change."""


def sign_off_edit(
    return_: Return, head: Head, numbers: Mapping[str, Any] | None, based_on: int = 0, since: int = 0
) -> Edit:
    """Return the edit that records a sign-off: on what chain, matrix and program version it stands."""
    value = {
        "status": return_.status.value,
        "chain_count": head.count,
        "chain_head": head.hash,
        "matrix_hash": list_hash(return_.matrix),
        "toolkit_version": toolkit_version(),
        "numbers": dict(numbers) if numbers is not None else None,
    }
    return Edit(SIGN_OFF, "", value, based_on, since)


def sign_off_edits(
    state: State, before: Return, after: Return, numbers: Mapping[str, Any] | None
) -> list[Edit]:
    """Return the edits by which a change of status signs a return off, or takes a sign-off back."""
    if after.status is before.status:
        return []
    found = state.entries.get((SIGN_OFF, ""))
    stands = found is not None and found.is_there
    seq = found.seq if found else 0
    if after.status in LOCKED:
        return [sign_off_edit(after, state.head, numbers, seq, found.since if found and stands else 0)]
    return [Edit(SIGN_OFF, "", None, seq)] if stands else []


def refuse_locked(now: State, edits: Sequence[Edit], act: Act) -> None:
    """Raise Conflict when a signed-off return is to change, or to be reopened without a reason."""
    found = now.value_of(STATUS).get("status")
    if found is None or ReturnStatus(found) not in LOCKED:
        return
    status = ReturnStatus(found)
    if any(edit.subject not in (STATUS, SIGN_OFF) for edit in edits):
        raise Conflict(
            say(
                "This return is {status} and locked. Reopen it, with a reason, to change it. "
                "Nothing was saved.",
                status=status.label,
            )
        )
    wanted = [ReturnStatus((edit.value or {})["status"]) for edit in edits if edit.subject == STATUS]
    if any(one not in LOCKED for one in wanted) and not act.reason.strip():
        raise Conflict(
            say("This return is {status}. Say why it is reopened. Nothing was saved.", status=status.label)
        )

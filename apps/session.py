"""What this browser session has chosen, seen, typed and not yet saved.

The only module that touches session state; nothing here draws, and nothing reads the store.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from apps.drafts import Change, Clash
from toolkit.errors import ToolkitError
from toolkit.store.assessments import new_operation

T = TypeVar("T")

RETURN_KEY = "return"
"""Key of the district chosen, and its name in the page's address."""

ISSUE_KEY = "issue"
"""Key of the issue a page is about, and its name in the page's address."""

YEAR_KEY = "year"
"""Key of the county's year, and its name in the page's address."""


@dataclass(frozen=True)
class Draft:
    """What a form would save: the return's record, the changes, why, and the id a retry is known by."""

    record: str
    changes: tuple[Change, ...]
    reason: str
    operation: str


@dataclass(frozen=True)
class Refusal:
    """A draft that was not saved: because of what, and what others made of the same things."""

    draft: Draft
    error: ToolkitError
    clashes: tuple[Clash, ...] = ()
    heading: str = ""
    """What to say instead of who got there first."""


def as_opened(key: str, form: str, now: T) -> T:
    """Return what a form showed when it was opened, so that a change by someone else meanwhile is noticed.

    `key` is the key of one of its inputs: while it lives, the form still shows what was seen then.
    """
    seen: dict[str, T] = st.session_state.setdefault("seen", {})
    if key not in st.session_state or form not in seen:
        seen[form] = now
    return seen[form]


def is_open(key: str, form: str) -> bool:
    """Say whether a form, with an input of this key, was drawn in an earlier run of this session.

    Where it was not and yet holds something, the browser has brought that from a session that is gone.
    """
    return key in st.session_state and form in st.session_state.get("seen", {})


def shown(form: str, otherwise: T) -> T:
    """Return what a form shows, where it was opened."""
    found: T = st.session_state.get("seen", {}).get(form, otherwise)
    return found


def unsaved(form: str, keys: Mapping[str, str]) -> bool:
    """Say whether an input holds other than its form last saved: a change that reached us in no run of it.

    `keys` are the keys of the inputs, by the name under which `saved_as` remembers their values.
    """
    seen = st.session_state.get("seen", {}).get(form)
    return seen is not None and any(
        key in st.session_state and st.session_state[key] != seen[name] for name, key in keys.items()
    )


def saved_as(form: str, now: object) -> None:
    """Remember that a form now shows `now`, because it has just been saved."""
    st.session_state.setdefault("seen", {})[form] = now


def edition(form: str) -> int:
    """Return how often a form was started afresh; part of its inputs' keys."""
    return int(st.session_state.setdefault("editions", {}).get(form, 0))


def start_afresh(form: str) -> None:
    """Empty a form, so that it shows what is stored."""
    editions = st.session_state.setdefault("editions", {})
    editions[form] = editions.get(form, 0) + 1


def edited_cells(key: str) -> dict[int, dict[str, object]]:
    """Return the cells changed in a keyed editor: row position to column to value."""
    state = st.session_state.get(key)
    return dict(state["edited_rows"]) if state else {}


def typed(keys: Mapping[str, str]) -> dict[str, object]:
    """Return what inputs hold, by name, from their keys; those that were never drawn are left out."""
    return {name: st.session_state[key] for name, key in keys.items() if key in st.session_state}


def chosen(key: str) -> str:
    """Return the text an input holds, by its key, before it is drawn."""
    return str(st.session_state.get(key) or "")


def leave(message: str, **choices: object) -> None:
    """Keep a message and the values of inputs, by key, for the next run of the page."""
    st.session_state["message"] = message
    st.session_state["choices"] = choices


def arrive() -> None:
    """Give inputs the values left for this run; call it before any of them is drawn."""
    for key, value in st.session_state.pop("choices", {}).items():
        st.session_state[key] = value


def take_message() -> str:
    """Return the message left for this run, once."""
    return str(st.session_state.pop("message", ""))


def draft(form: str, record: str, changes: tuple[Change, ...], reason: str) -> Draft:
    """Return what a form would save: the same, with the same id, for as long as nothing in it changes."""
    drafts: dict[str, Draft] = st.session_state.setdefault("drafts", {})
    kept = drafts.get(form)
    if kept is None or (kept.record, kept.changes, kept.reason) != (record, changes, reason):
        drafts[form] = Draft(record, changes, reason, new_operation())
    return drafts[form]


def refuse(form: str, refusal: Refusal) -> None:
    """Remember that the draft of a form was not saved, until it is or is given up."""
    st.session_state.setdefault("refusals", {})[form] = refusal


def refusal(form: str) -> Refusal | None:
    """Return what of a form was not saved, or None."""
    found: Refusal | None = st.session_state.get("refusals", {}).get(form)
    return found


def forgive(form: str) -> None:
    """Forget that a form was not saved, because it is about to be saved anew."""
    st.session_state.get("refusals", {}).pop(form, None)


def settled(form: str) -> None:
    """Forget the draft of a form and its refusal: it is saved, or given up."""
    for name in ("drafts", "refusals"):
        st.session_state.get(name, {}).pop(form, None)


def mark(marking: str) -> None:
    """Say what marking stands on this page; what is downloaded from it carries the same."""
    st.session_state["marking"] = marking


def marking() -> str:
    """Return the marking that stands on this page, with its handling instruction."""
    return str(st.session_state.get("marking", ""))


def random_part() -> str:
    """Return what makes the names of this browser session's downloads unlike anybody else's."""
    return str(st.session_state.setdefault("random_part", secrets.token_hex(8)))


def leave_fault(error: ToolkitError) -> None:
    """Keep what was refused in this run for the next one to say."""
    st.session_state["fault"] = error


def take_fault() -> ToolkitError | None:
    """Return what the run before refused, once."""
    found: ToolkitError | None = st.session_state.pop("fault", None)
    return found


def operation_of(form: str, typed: object) -> str:
    """Return the id of the act that a form would do: the same for as long as nothing in it changes."""
    acts: dict[str, tuple[object, str]] = st.session_state.setdefault("acts", {})
    if form not in acts or acts[form][0] != typed:
        acts[form] = typed, new_operation()
    return acts[form][1]


def keep_found(name: str, asked: object, found: object) -> None:
    """Keep what a long job found for what was `asked`, in place of what it found before."""
    st.session_state.setdefault("found", {})[name] = asked, found


def found(name: str, asked: object) -> object:
    """Return what a long job found for exactly what is `asked`, or None."""
    kept_for, kept = st.session_state.get("found", {}).get(name, (None, None))
    return kept if kept_for == asked else None

"""The inputs of one horizon item, fact kept apart from interpretation."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol, TypeVar

import streamlit as st

from apps.widgets import plain, several, word_choice
from toolkit.language import say
from toolkit.model.horizon import (
    Direction,
    Factor,
    Grade,
    HeadingSet,
    HorizonItem,
    HorizonKind,
    HorizonStatus,
)
from toolkit.model.issues import Issue

E = TypeVar("E", bound=StrEnum)
Values = dict[str, object]

_WRITTEN = {
    "description": say("Description: what is known"),
    "source": say("Source"),
    "source_date": say("Date of the source"),
    "interpretation": say("Interpretation: what we make of it"),
    "expected": say("Expected date or window"),
    "implication": say("Implication for the partnership"),
    "response": say("Response"),
    "owner": say("Owner (a role)"),
    "review_date": say("Review date"),
    "outcome": say("Outcome, in hindsight"),
}
_LONG = ("description", "interpretation", "implication", "response", "outcome")


class Scanned(Protocol):
    """What an item belongs to: a district's return, or the county."""

    @property
    def heading_set(self) -> HeadingSet:
        """The headings of the scan."""

    @property
    def issues(self) -> Mapping[str, Issue]:
        """The issues an item may name, by id."""


def item_inputs(return_: Scanned, item: HorizonItem | None, key: str, *, disabled: bool) -> Values:
    """Ask for every field of an item; an item not yet there starts blank."""
    headings = {heading.id: heading.label for heading in return_.heading_set.headings}
    names = list(headings)
    values: Values = {
        "title": st.text_input(
            say("Title"), item.title if item else "", key=f"{key}/title", disabled=disabled
        ),
        "heading": st.selectbox(
            say("Heading"),
            names,
            index=names.index(item.heading) if item else 0,
            format_func=lambda one: headings[one],
            key=f"{key}/heading",
            disabled=disabled,
        ),
    }
    values |= _grades(item, key, disabled=disabled)
    values |= _effects(return_, item, key, disabled=disabled)
    for field in _WRITTEN:
        values[field] = _written(field, item, key, disabled=disabled)
    return values


def _grades(item: HorizonItem | None, key: str, *, disabled: bool) -> Values:
    columns = iter([*st.columns(3), *st.columns(3)])

    def asked(label: str, field: str, words: type[E], first: E) -> E:
        with next(columns):
            word = getattr(item, field) if item else first
            return word_choice(label, words, word, f"{key}/{field}", disabled=disabled)

    return {
        "kind": asked(say("Kind"), "kind", HorizonKind, HorizonKind.EVENT),
        "status": asked(say("Status (never deleted)"), "status", HorizonStatus, HorizonStatus.NEW),
        "direction": asked(say("Direction"), "direction", Direction, Direction.NOT_KNOWN),
        "likelihood": asked(say("Likelihood"), "likelihood", Grade, Grade.NOT_KNOWN),
        "impact": asked(say("Impact"), "impact", Grade, Grade.NOT_KNOWN),
        "confidence": asked(say("Confidence"), "confidence", Grade, Grade.NOT_KNOWN),
    }


def _effects(return_: Scanned, item: HorizonItem | None, key: str, *, disabled: bool) -> Values:
    issues = {issue.id: issue.name for issue in return_.issues.values()}
    factors = {factor.value: plain(factor) for factor in Factor}
    moves = item.moves if item else ()
    return {
        "issues": several(
            say("Issues affected"), issues, item.issues if item else (), f"{key}/issues", disabled=disabled
        ),
        "moves": several(
            say("What it would move"), factors, [m.value for m in moves], f"{key}/moves", disabled=disabled
        ),
    }


def _written(field: str, item: HorizonItem | None, key: str, *, disabled: bool) -> str:
    ask = st.text_area if field in _LONG else st.text_input
    said = getattr(item, field) if item else ""
    return str(ask(_WRITTEN[field], said, key=f"{key}/{field}", disabled=disabled))

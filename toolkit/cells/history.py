"""Stored changes to the text of one cell: what was changed, from what to what."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, Protocol

from toolkit.cells.dates import day_text
from toolkit.cells.evidence_kept import card_named, card_said, decision_said, proposal_named
from toolkit.language import say
from toolkit.model.assessment import AGREED, Return, ReturnStatus
from toolkit.model.clock import HOME

_FIELDS: Final = {
    "worded": say("wording"),
    "other_focus": say("other focus areas"),
    "confirmed_by": say("confirmed by"),
    "written_on": say("written on"),
    "made_on": say("made on"),
    "if_wrong": say("effect if wrong"),
    "join_code": say("join code"),
    "good_until": say("good until"),
    "source_date": say("date of source"),
    "review_date": say("review date"),
    "assessment_year": say("assessment year"),
    "plan_year": say("plan year"),
    "category_set": say("category set"),
    "heading_set": say("heading set"),
    "matrix_hash": say("hash of the matrix"),
    "toolkit_version": say("version of the toolkit"),
    "chain_head": say("head of the chain"),
    "chain_count": say("revisions"),
    "agency": say("agency"),
    "assumption": say("assumption"),
    "because": say("because"),
    "by": say("by"),
    "categories": say("categories"),
    "category": say("category"),
    "change": say("change"),
    "code": say("code"),
    "confidence": say("confidence"),
    "criterion": say("criterion"),
    "description": say("description"),
    "direction": say("direction"),
    "dissent": say("dissent"),
    "district": say("district"),
    "evidence": say("evidence"),
    "expected": say("expected"),
    "from_year": say("from year"),
    "handling": say("handling"),
    "heading": say("heading"),
    "id": say("id"),
    "impact": say("impact"),
    "implication": say("implication"),
    "interpretation": say("interpretation"),
    "issue": say("issue"),
    "issues": say("issues"),
    "kind": say("kind"),
    "lead": say("lead"),
    "level": say("level"),
    "likelihood": say("likelihood"),
    "marking": say("marking"),
    "matrix": say("matrix"),
    "moves": say("moves"),
    "name": say("name"),
    "on": say("on"),
    "origins": say("origins"),
    "outcome": say("outcome"),
    "owner": say("owner"),
    "plan": say("plan"),
    "priority": say("priority"),
    "provenance": say("provenance"),
    "rationale": say("rationale"),
    "reason": say("reason"),
    "rationales": say("rationales"),
    "response": say("response"),
    "role": say("role"),
    "round": say("round"),
    "scorer": say("scorer"),
    "source": say("source"),
    "standing": say("standing"),
    "status": say("status"),
    "text": say("text"),
    "theme": say("theme"),
    "area_set": say("area set"),
    "statement_set": say("statement set"),
    "numbers": say("numbers"),
    "score": say("score"),
    "scores": say("scores"),
    "priorities": say("priorities"),
    "horizon": say("horizon"),
    "origin": say("origin"),
    "note": say("note"),
    "rank": say("rank"),
    "title": say("title"),
    "version": say("version"),
    "why": say("why"),
    "year": say("year"),
}
_THINGS: Final = {
    "priority": (say("Priority"), "worded"),
    "horizon_item": (say("Horizon item"), "title"),
    "issue": (say("Local issue"), "name"),
    "workshop": (say("Workshop"), "title"),
    "not_escalated": (say("Not escalated:"), "issue"),
    "county_priority": (say("County priority"), "worded"),
    "alignment": (say("Place in a policing plan of"), "category"),
    "county": (say("Name, lists and origins"), ""),
    "statement": (say("Statement"), "heading"),
    "assumption": (say("Assumption"), "assumption"),
    "role": (say("Role in the assessment"), "role"),
    "restricted": (say("Left out of the public edition:"), "issue"),
    "release": (say("Release of reasons in the public edition"), ""),
    "status": (say("Status"), ""),
    "sign_off": (say("Sign off"), ""),
    "header": (say("Years, marking, lists and origins"), ""),
    "carried": (say("Last year's levels of"), "issue"),
    "way_in": (say("Way into the workshop"), "title"),
    "reveal": (say("Workshop scores shown to everyone"), ""),
}
"""What people call the subject of a change, and the field that names the one thing meant."""

_NAMED: Final = {"evidence": card_named, "proposal": proposal_named}
_Told = Callable[[Mapping[str, Any] | None, Mapping[str, Any] | None], str]
_TOLD: Final[Mapping[str, _Told]] = {"evidence": card_said, "proposal": decision_said}
"""What is said of whole things that are too large to be told part by part."""

_NOTHING: Final[tuple[object, ...]] = (None, "", [], {})


class Changed(Protocol):
    """A thing that was changed, or would be: which, and what it says before and after."""

    @property
    def subject(self) -> str:
        """What sort of thing it is."""

    @property
    def key(self) -> str:
        """Which of them."""

    @property
    def before(self) -> Mapping[str, Any] | None:
        """What it says before; None where it is not there."""

    @property
    def after(self) -> Mapping[str, Any] | None:
        """What it says after; None where it is taken away."""


def changed_thing(change: Changed, return_: Return | None) -> str:
    """Say what a change is about, with the names `return_` has for it."""
    said = dict(change.before or {}) | dict(change.after or {})
    if change.subject == "score":
        return _score(said, return_)
    if named := _NAMED.get(change.subject):
        return named(said, return_)
    if return_ is not None:
        said |= _names_in(said, return_)
    words, field = _THINGS.get(change.subject, (change.subject.replace("_", " ").capitalize(), ""))
    return f"{words} '{said.get(field, change.key)}'" if field else words


def change_before(change: Changed) -> str:
    """Say what the parts that were changed said before; nothing when the thing was not there."""
    return _TOLD.get(change.subject, _said)(change.before, change.after)


def change_after(change: Changed) -> str:
    """Say what the parts that were changed say after; ``taken away`` when the thing is gone."""
    if change.after is None:
        return say("taken away")
    return _TOLD.get(change.subject, _said)(change.after, change.before)


def when_text(at: str) -> str:
    """Say a stored time as in England: ``22 November 2026, 09:30``.

    >>> when_text("2026-07-01T11:05:00.000000Z")
    '1 July 2026, 12:05'
    """
    found = datetime.fromisoformat(at).astimezone(HOME)
    return f"{day_text(found)}, {found:%H:%M}"


def differing_parts(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> str:
    """Say the parts of one thing that are otherwise in another; ``not there`` when it is not."""
    return say("not there") if one is None else _said(one, other)


def _names_in(said: Mapping[str, Any], return_: Return) -> dict[str, str]:
    """Return what `return_` calls the issue and the heading a thing is about, as far as it has them."""
    found = {}
    if (issue := said.get("issue")) in return_.issues:
        found["issue"] = return_.issues[str(issue)].name
    headings = return_.statement_set.by_id if return_.statement_set else {}
    if (heading := said.get("heading")) in headings:
        found["heading"] = headings[str(heading)].label
    return found


def _score(said: Mapping[str, Any], return_: Return | None) -> str:
    issue, criterion = str(said.get("issue", "")), str(said.get("criterion", ""))
    if return_ is not None:
        issue = return_.issues[issue].name if issue in return_.issues else issue
        labels = {one.id: one.label for one in return_.matrix.criteria}
        criterion = labels.get(criterion, criterion)
    scorer = said.get("scorer", "")
    who = say("agreed level") if scorer == AGREED else say("scored by {scorer}", scorer=scorer)
    if (number := said.get("round", 1)) != 1:
        who = say("{who}, round {number}", who=who, number=number)
    return f"{issue}, {criterion}: {who}"


def _said(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> str:
    if one is None:
        return ""
    parts = [
        f"{_field(name)} {_value(value)}"
        for name, value in one.items()
        if (other is None and value not in _NOTHING) or (other is not None and other.get(name) != value)
    ]
    return "; ".join(parts)


def _field(name: str) -> str:
    return _FIELDS.get(name) or name.replace("_", " ")


def _value(value: object) -> str:
    if value in _NOTHING:
        return say("not given")
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        if {"id", "version"} <= value.keys():
            return f"{value['id']} {value['version']}"
        return ", ".join(
            f"{_FIELDS.get(name, name)} {_value(part)}"
            for name, part in value.items()
            if part not in _NOTHING
        )
    if isinstance(value, str) and value in {status.value for status in ReturnStatus}:
        return ReturnStatus(value).label
    return str(value)

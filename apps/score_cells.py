"""One scorer's answer on one criterion: inputs saved as they change, last year's level beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final

import streamlit as st

from apps import session
from apps.drafts import Change, score_changes
from apps.entry import entered
from apps.saving import ask_about, save_at_once, show_refusal
from apps.widgets import confidence_choice, level_choice
from toolkit.errors import InputRejected
from toolkit.language import say
from toolkit.model.assessment import Return, Score
from toolkit.model.matrix import Criterion
from toolkit.model.rounds import latest_score_of
from toolkit.store.assessments import Stored
from toolkit.store.state import SCORE
from toolkit.store.values import score_key
from toolkit.wording.plain import inert_markdown
from toolkit.wording.progress import saved_sentence

_TEXTS: Final = {
    "rationale": say("Rationale"),
    "evidence": say("Evidence"),
    "dissent": say("Dissent: who saw it otherwise, and why"),
}


@dataclass(frozen=True)
class Cell:
    """The inputs of one scorer for one issue and criterion; `now` is the row stored when it was drawn."""

    return_: Return
    record: str
    criterion: Criterion
    now: Score
    agency: str
    form: str
    key: str
    reason_key: str

    @property
    def keys(self) -> Mapping[str, str]:
        """The key of each input, by the field it is for."""
        return {name: f"{self.key}/{name}" for name in ("level", "confidence", *self.texts)}

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that are asked for: dissent only beside an agreed level."""
        return tuple(_TEXTS) if self.now.is_agreed else tuple(_TEXTS)[:2]

    def changes(self, typed: Mapping[str, object]) -> tuple[Change, ...]:
        """Return what was typed as a change of the row seen.

        Raises
        ------
        InputRejected
            With every fault of it.
        """
        seen = session.shown(self.form, self.now)
        mine = entered(Score, self.criterion.label, {**seen.model_dump(), **typed})
        if mine == seen:
            return ()
        agency = self.agency or seen.agency
        return score_changes(self.return_, [(seen, mine.changed(agency=agency))])


def cell_of(stored: Stored, issue: str, criterion: Criterion, scorer: str, agency: str) -> Cell:
    """Return the inputs of a scorer for one issue and criterion of a return."""
    issue_form = f"score/{stored.record.slug}/{issue}/{scorer}"
    form = f"{issue_form}/{criterion.id}"
    now = latest_score_of(stored.return_, issue, criterion.id, scorer)
    key, reason = f"{form}/{session.edition(form)}", f"{issue_form}/reason"
    return Cell(stored.return_, stored.record.id, criterion, now, agency, form, key, reason)


def draw_cell(stored: Stored, cell: Cell, last: Sequence[str], *, disabled: bool) -> None:
    """Draw the inputs of a cell; `last` says what counted last year."""
    was_open = session.is_open(cell.keys["level"], cell.form)
    row = session.as_opened(cell.keys["level"], cell.form, cell.now)
    with st.container(border=True):
        typed = _inputs(cell, row, last, disabled=disabled)
        if not disabled and session.refusal(cell.form) is None:
            _settle(stored, cell, typed, was_open=was_open)
        show_refusal(cell.form)
        entry = stored.state.entries.get((SCORE, score_key(cell.now)))
        if entry is not None and session.refusal(cell.form) is None:
            st.caption(f":material/check: {inert_markdown(saved_sentence(entry.at, datetime.now(UTC)))}")


def _inputs(cell: Cell, row: Score, last: Sequence[str], *, disabled: bool) -> dict[str, object]:
    changed = partial(_changed, cell)
    scale = cell.return_.matrix.confidence
    left, right = st.columns([3, 2])
    with left:
        level = level_choice(
            cell.criterion, row.level, cell.keys["level"], disabled=disabled, changed=changed
        )
    with right:
        for sentence in last:
            st.caption(inert_markdown(sentence))
        confidence = confidence_choice(
            scale, row.confidence, cell.keys["confidence"], disabled=disabled, changed=changed
        )
        written = {
            name: st.text_area(
                _TEXTS[name],
                getattr(row, name),
                height=80,
                key=cell.keys[name],
                disabled=disabled,
                on_change=changed,
            )
            for name in cell.texts
        }
    return {"level": level, "confidence": confidence, **written}


def _changed(cell: Cell) -> None:
    """Save what a cell holds, before the page is drawn anew."""
    _save(cell, session.typed(cell.keys))


def _save(cell: Cell, typed: Mapping[str, object]) -> None:
    reason = session.chosen(cell.reason_key)
    for change in save_at_once(cell.form, cell.record, partial(cell.changes, typed), reason=reason):
        session.saved_as(cell.form, change.mine)


def _settle(stored: Stored, cell: Cell, typed: Mapping[str, object], *, was_open: bool) -> None:
    """Save what was typed and is not stored: a run was cut short, or the session is a new one."""
    try:
        changes = cell.changes(typed)
    except InputRejected:
        _save(cell, typed)
        return
    if changes and was_open:
        _save(cell, typed)
    elif changes:
        ask_about(cell.form, stored, changes, session.chosen(cell.reason_key))

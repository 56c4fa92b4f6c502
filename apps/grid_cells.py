"""The cells of the grid: each difference is saved by itself, as soon as it is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from apps import returns, session
from apps.drafts import Change, score_changes
from apps.saving import ask_about, save_at_once
from apps.score_form import cells_typed
from toolkit.model.assessment import Return, Score
from toolkit.model.revision import with_scores
from toolkit.store.assessments import Stored
from toolkit.store.state import SCORE
from toolkit.wording.plain import inert_markdown
from toolkit.wording.progress import saved_sentence


@dataclass(frozen=True)
class Grid:
    """The grid of one scorer; `now` is the return as it was seen when the grid was opened."""

    form: str
    key: str
    stored: Stored
    scorer: str
    agency: str
    now: Return

    @property
    def reason(self) -> str:
        """Why the cells are changed, where that was said."""
        return session.chosen(f"{self.form}/reason")

    def changes(self) -> tuple[Change, ...]:
        """Return every cell that holds something else than was seen or has been saved."""
        seen = session.shown(self.form, self.now)
        cells = session.edited_cells(self.key)
        return score_changes(seen, cells_typed(seen, self.scorer, self.agency, cells))


def save_cells(grid: Grid) -> None:
    """Save the cells that were changed, before the page is drawn anew."""
    made = save_at_once(grid.form, grid.stored.record.id, grid.changes, reason=grid.reason)
    if made:
        session.saved_as(grid.form, with_scores(session.shown(grid.form, grid.now), _pairs(made)))


def settle_cells(grid: Grid, *, was_open: bool) -> None:
    """Save what was typed and is not stored; ask first where the session is a new one."""
    changes = grid.changes()
    if changes and was_open:
        save_cells(grid)
    elif changes:
        ask_about(grid.form, grid.stored, changes, grid.reason)


def draw_saved(form: str, stored: Stored, scorer: str) -> None:
    """Say when a level of this scorer was last stored."""
    if session.refusal(form) is not None:
        return
    entries = returns.stored_return(stored.record.id).state.of(SCORE).items()
    times = [entry.at for key, entry in entries if key.split("/", 3)[3] == scorer]
    if times:
        said = saved_sentence(max(times), datetime.now(UTC))
        st.caption(f":material/check: {inert_markdown(said)}")


def _pairs(changes: Sequence[Change]) -> list[tuple[Score, Score]]:
    return [
        (one.seen, one.mine) for one in changes if isinstance(one.seen, Score) and isinstance(one.mine, Score)
    ]

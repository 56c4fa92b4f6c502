"""Grid: every issue and criterion at once, for laptops."""

import streamlit as st

from apps import session
from apps.gate import open_return, stop_at_template
from apps.showing import saving, show_message, show_table
from apps.widgets import level_columns, scorer_choice
from toolkit.cells import level_of
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return, Score
from toolkit.model.revision import with_scores
from toolkit.model.rounds import latest_score_of
from toolkit.tables import ranking_table, score_grid

_TOTALS = ["Rank", "Issue", "Working", "Levels not known"]


def render() -> None:
    """Draw the page."""
    filed = open_return("Grid")
    stop_at_template(filed.return_)
    st.write(
        "For laptops: choose a cell, press Enter, pick a level, press Enter again. "
        "On a phone, or to read the guidance and give reasons, use Score."
    )
    if who := scorer_choice(filed.return_, agreed=True):
        _editor(filed, *who)
    st.header("Running totals", anchor=False)
    totals = ranking_table(rank(score(filed.return_)))[_TOTALS]
    show_table(totals, "Rank and working of each scored issue, from the levels stored")


def _editor(filed: session.Filed, scorer: str, agency: str) -> None:
    """Ask for the levels of one scorer, and save what was changed."""
    form = f"grid/{filed.folder.name}/{scorer}"
    key = f"{form}/{session.edition(form)}"
    seen = session.as_opened(key, form, filed.return_)
    st.data_editor(
        score_grid(seen, scorer),
        column_config=level_columns(seen.matrix),
        num_rows="fixed",
        height="content",
        placeholder="",
        key=key,
        alt="Levels by issue and criterion, to be edited",
    )
    changes = _changes(seen, scorer, agency, session.edited_cells(key))
    label = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    if st.button(f"Save {label}", type="primary", disabled=not changes):
        with saving(form):
            saved = session.save(filed, lambda return_: with_scores(return_, changes))
            session.saved_as(form, saved.return_)
            session.leave("Saved.")
            st.rerun()
    show_message()


def _changes(
    seen: Return, scorer: str, agency: str, cells: dict[int, dict[str, object]]
) -> list[tuple[Score, Score]]:
    """Return each edited row as it was seen and as it should be; what was put back is no change."""
    issues, matrix = list(seen.issues), seen.matrix
    edited = [
        (
            latest_score_of(seen, issues[row], column, scorer),
            level_of(matrix.criterion(column), str(text or "")),
        )
        for row, columns in cells.items()
        for column, text in columns.items()
    ]
    return [
        (was, was.model_copy(update={"level": level, "agency": agency or was.agency}))
        for was, level in edited
        if was.level != level
    ]


render()

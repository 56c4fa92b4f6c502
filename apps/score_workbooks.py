"""The score workbook of a return, to be filled in without the app and taken in again."""

import streamlit as st

from apps import returns
from apps.showing import marked_name
from toolkit.errors import ToolkitError
from toolkit.exchange.score_workbook import score_workbook
from toolkit.files.workbook_template import ScoreWorkbook, score_workbook_bytes
from toolkit.language import say
from toolkit.methods.carrying_forward import last_year_in_our_matrix
from toolkit.methods.issue_links import crosswalk_heirs
from toolkit.store.assessments import Stored
from toolkit.wording.plain import inert_markdown
from toolkit.wording.returns import marking_line

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def score_workbook_of(stored: Stored) -> ScoreWorkbook:
    """Return what the score workbook of a return is made from, last year's levels in it where they can be."""
    now = stored.return_
    try:
        then = returns.earlier_return(stored)
        if then is None:
            return score_workbook(now)
        ours = last_year_in_our_matrix(then, now, returns.mapping_between(then, now))
        heirs = crosswalk_heirs(returns.crosswalk_between(then, now).crosswalk, then, now)
    except ToolkitError:  # last year is a help, not a condition
        return score_workbook(now)
    return score_workbook(now, ours, heirs)


def draw_score_workbook() -> None:
    """Offer the workbook of a return that is chosen."""
    records = returns.records()
    if not records:
        return
    with st.expander(say("Get a workbook to score in without the app")):
        record = st.selectbox(
            say("For which return?"),
            records,
            index=None,
            format_func=lambda one: f"{one.district}, {one.assessment_year}",
            key="score_workbook",
            placeholder=say("Choose a return"),
        )
        st.caption(
            say(
                "It has drop-downs, the wording of every level, totals of its own, and last year's levels "
                "where there are any. None of this year's levels are in it."
            )
        )
        if record is not None:
            _draw_download(record.id)


def _draw_download(record_id: str) -> None:
    stored = returns.stored_return(record_id)
    what = score_workbook_of(stored)
    said = say("{name}: no levels of an earlier year are in it.", name=stored.name)
    if what.last is not None:
        said = say("{name}, with the levels of {year} beside.", name=stored.name, year=what.last.label)
    st.write(inert_markdown(said))
    marking = marking_line(stored.return_.marking, stored.return_.handling)
    st.download_button(
        say("Download the score workbook"),
        lambda: score_workbook_bytes(what),
        file_name=marked_name(f"{stored.record.slug}-score-workbook.xlsx", marking),
        mime=_XLSX,
        on_click="ignore",
    )

"""The parts of the score page: how much is left, where to go next, and the inputs of one issue."""

from collections.abc import Sequence

import streamlit as st

from apps import returns, session
from apps.evidence_beside import beside, draw_beside
from apps.evidence_proposals import draw_proposals
from apps.last_year import LastYear, last_year_of, note_other_matrix
from apps.saving import reason_input
from apps.score_cells import cell_of, draw_cell
from apps.showing import privacy_note
from toolkit.language import say
from toolkit.methods.progress import open_criteria, progress
from toolkit.model.carried import dropped_issues
from toolkit.model.issues import Issue
from toolkit.store.assessments import Stored
from toolkit.store.carrying import carried_decisions
from toolkit.wording.plain import inert_markdown
from toolkit.wording.progress import criteria_left_sentence, last_level_sentences, left_sentence


def draw_steps(stored: Stored, issue: Issue) -> None:
    """Say how much is left, and lead to the issue before, the next, and the next with an answer to give."""
    ids = list(stored.return_.issues)
    left = progress(stored.return_, dropped_issues(carried_decisions(stored))).left
    place = ids.index(issue.id)
    after = [one for one in (*ids[place + 1 :], *ids[:place]) if one in left]
    steps = {
        say("Previous issue"): ids[place - 1 : place] if place else [],
        say("Next issue"): ids[place + 1 : place + 2],
        say("Next issue left to score"): after,
    }
    here = criteria_left_sentence(open_criteria(stored.return_, issue.id))
    st.write(inert_markdown(f"{here} {left_sentence(left)}"))
    with st.container(horizontal=True):
        for label, to in steps.items():
            st.button(label, on_click=_go_to, args=(to,), disabled=not to, key=f"step/{label}")


def _go_to(issues: Sequence[str]) -> None:
    session.leave("", **{session.ISSUE_KEY: issues[0]})


def draw_cells(stored: Stored, issue: Issue, scorer: str, agency: str) -> None:
    """Ask for every level of one scorer for one issue, a tab a section; each is saved as it changes."""
    matrix, closed = stored.return_.matrix, bool(returns.closed(stored))
    last = last_year_of(stored)
    if last is not None:
        note_other_matrix(last)
    privacy_note()
    found = beside(stored, issue)
    labels = [inert_markdown(section.label) for section in matrix.sections]
    tabs = st.tabs(labels, key=f"score/{stored.record.slug}/sections", on_change="rerun")
    for section, tab in zip(matrix.sections, tabs, strict=True):
        if not tab.open:  # only what is looked at is drawn: the inputs are most of the work of the page
            continue
        with tab:
            for criterion in section.criteria:
                cell = cell_of(stored, issue.id, criterion, scorer, agency)
                draw_cell(stored, cell, _said(last, issue.id, criterion.id), disabled=closed)
                draw_proposals(found, cell, disabled=closed)
    reason_input(f"score/{stored.record.slug}/{issue.id}/{scorer}", disabled=closed)
    draw_beside(found)


def _said(last: LastYear | None, issue: str, criterion: str) -> list[str]:
    """Return what counted last year on a criterion, in sentences."""
    if last is None:
        return []
    known = [levels[criterion] for levels in last.levels(issue) if criterion in levels]
    return [sentence for one in known for sentence in last_level_sentences(one, last.ours or last.then)]

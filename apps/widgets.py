"""Inputs built from a matrix or a closed set of words."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Literal, TypeVar

import streamlit as st
from streamlit.column_config import SelectboxColumn
from streamlit.elements.lib.column_types import ColumnConfig

from apps import session
from apps.entry import entered
from apps.showing import show_faults
from toolkit.cells.ranking import level_text
from toolkit.cells.words import word_text
from toolkit.errors import InputRejected
from toolkit.language import say
from toolkit.methods.levels import Basis, CountedLevel
from toolkit.methods.spread import scorers
from toolkit.model.assessment import AGREED, UNKNOWN, Return, Score
from toolkit.model.issues import Issue
from toolkit.model.matrix import ConfidenceScale, Criterion, Matrix
from toolkit.wording.plain import inert_markdown

E = TypeVar("E", bound=StrEnum)
Level = int | Literal["unknown"] | None

_NOT_SCORED = say("Not scored yet")
_UNKNOWN = say("Unknown")
_UNKNOWN_GUIDANCE = say("Considered, and nobody knows. It is not zero: the rank is then given as a range.")


def issue_choice(return_: Return) -> Issue:
    """Ask which issue the page is about; the address holds the answer."""
    issues = return_.issues
    chosen = st.selectbox(
        say("Issue"),
        list(issues),
        format_func=lambda issue: issues[issue].name,
        key=session.ISSUE_KEY,
        bind="query-params",
    )
    issue = issues[chosen]
    st.caption(
        inert_markdown(
            say("{description} Theme: {theme}.", description=issue.description, theme=issue.theme).strip()
        )
    )
    return issue


def scorer_choice(return_: Return, *, agreed: bool) -> tuple[str, str] | None:
    """Ask whose levels are entered, known or new, and for which agency; None until that can stand."""
    known = scorers(return_)
    key = "scorer" if agreed else "workshop_scorer"
    typed = session.chosen(key)
    names = list(dict.fromkeys([*([AGREED] if agreed else []), *known, *([typed] if typed else [])]))
    left, right = st.columns(2)
    with left:
        scorer = st.selectbox(
            say("Whose levels"),
            names,
            format_func=lambda name: say("Agreed by the partners") if name == AGREED else name,
            accept_new_options=True,
            placeholder=say("Type a name or role"),
            index=0 if agreed else None,
            key=key,
            persist_state="session",
        )
    with right:
        agency = st.text_input(say("Agency"), known.get(scorer or "", ""), key=f"agency/{scorer}")
    if not scorer:
        st.info(say("Type a name or role to enter levels."))
        return None
    try:
        first = return_.matrix.criteria[0].id
        issue = next(iter(return_.issues))
        row = {"issue": issue, "criterion": first, "scorer": scorer, "agency": agency}
        checked = entered(Score, say("Whose levels"), row)
    except InputRejected as error:
        show_faults(say("These levels cannot be entered yet."), error)
        return None
    return checked.scorer, checked.agency


def level_choice(
    criterion: Criterion,
    level: Level,
    key: str,
    *,
    disabled: bool = False,
    changed: Callable[[], None] | None = None,
) -> Level:
    """Ask for a level with the guidance beside each choice; unknown is an answer like the others."""
    levels: list[Level] = [None, *(one.value for one in criterion.levels), UNKNOWN]
    words = [_NOT_SCORED, *(level_text(criterion, one.value) for one in criterion.levels), _UNKNOWN]
    guidance = ["", *(one.guidance for one in criterion.levels), _UNKNOWN_GUIDANCE]
    labels = dict(zip(levels, words, strict=True))
    st.markdown(f"**{inert_markdown(criterion.label)}** {inert_markdown(criterion.question)}")
    return st.radio(
        inert_markdown(criterion.label),  # read out as it stands, so without the marks of the line above
        levels,
        index=levels.index(level),
        format_func=lambda value: inert_markdown(labels[value]),
        captions=[inert_markdown(text) for text in guidance],
        label_visibility="collapsed",
        key=key,
        disabled=disabled,
        on_change=changed,
    )


def level_select(criterion: Criterion, level: Level, key: str, *, disabled: bool = False) -> Level:
    """Ask for a level in one line, for those who know the guidance."""
    levels: list[Level] = [None, *(one.value for one in criterion.levels), UNKNOWN]
    return st.selectbox(
        inert_markdown(criterion.label),
        levels,
        index=levels.index(level),
        format_func=lambda value: level_text(criterion, value) or _NOT_SCORED,
        key=key,
        disabled=disabled,
    )


def risk_criterion_choice(matrix: Matrix) -> Criterion:
    """Ask for one of the criteria that enter the risk score."""
    criteria = {one.id: one for section in matrix.risk_sections for one in section.criteria}
    chosen = st.selectbox(
        say("Criterion"), list(criteria), format_func=lambda one: criteria[one].label, key="risk_criterion"
    )
    return criteria[chosen]


def level_move(criterion: Criterion, now: CountedLevel, key: str) -> Level:
    """Ask for a level to try out; it starts at the one that counts. None until there is one."""
    levels: list[Level] = [*(one.value for one in criterion.levels), UNKNOWN]
    level = st.segmented_control(
        inert_markdown(criterion.question),
        levels,
        default=UNKNOWN if now.basis is Basis.UNKNOWN else now.level,
        required=True,
        format_func=lambda value: inert_markdown(level_text(criterion, value)),
        key=key,
    )
    if level is not None:
        st.caption(inert_markdown(_UNKNOWN_GUIDANCE if level == UNKNOWN else criterion.level(level).guidance))
    return level


def level_columns(matrix: Matrix) -> dict[str, ColumnConfig]:
    """Return the columns of an editor: one a criterion, by its id, with its levels to choose from."""
    return {
        criterion.id: SelectboxColumn(
            criterion.label,
            help=inert_markdown(criterion.question),
            options=[
                *(level_text(criterion, one.value) for one in criterion.levels),
                level_text(criterion, UNKNOWN),
            ],
            width="medium",
        )
        for criterion in matrix.criteria
    }


def confidence_choice(
    scale: ConfidenceScale | None,
    grade: str | None,
    key: str,
    *,
    disabled: bool = False,
    changed: Callable[[], None] | None = None,
) -> str | None:
    """Ask how sure the level is, where the matrix has a scale for it."""
    if scale is None:
        return None
    grades = [None, *(one.id for one in scale.grades)]
    labels = {one.id: one.label for one in scale.grades}
    return st.selectbox(
        say("Confidence"),
        grades,
        index=grades.index(grade),
        format_func=lambda one: labels[one] if one else say("Not graded"),
        help=inert_markdown("; ".join(f"{one.label}: {one.guidance}" for one in scale.grades)),
        key=key,
        disabled=disabled,
        on_change=changed,
    )


def score_inputs(
    criterion: Criterion, scale: ConfidenceScale | None, row: Score, key: str, *, disabled: bool = False
) -> dict[str, object]:
    """Ask for one score with its confidence, rationale and evidence; on an agreed row for dissent too."""
    with st.container(border=True):
        left, right = st.columns([3, 2])
        with left:
            level = level_choice(criterion, row.level, f"{key}/{criterion.id}/level", disabled=disabled)
        with right:
            confidence = confidence_choice(
                scale, row.confidence, f"{key}/{criterion.id}/confidence", disabled=disabled
            )
            texts = {"rationale": say("Rationale"), "evidence": say("Evidence")}
            if row.is_agreed:
                texts["dissent"] = say("Dissent: who saw it otherwise, and why")
            written = {
                field: st.text_area(
                    label,
                    getattr(row, field),
                    height=80,
                    key=f"{key}/{criterion.id}/{field}",
                    disabled=disabled,
                )
                for field, label in texts.items()
            }
    return {"level": level, "confidence": confidence, **written}


def word_choice(label: str, words: type[E], word: E, key: str, *, disabled: bool = False) -> E:
    """Ask for one word of a closed set."""
    every = list(words)
    return st.selectbox(label, every, index=every.index(word), format_func=plain, key=key, disabled=disabled)


def plain(word: str) -> str:
    """Return a word of a closed set as people write it: ``Weak signal``."""
    return word_text(word).capitalize()


def several(
    label: str, options: Mapping[str, str], chosen: Sequence[str], key: str, *, disabled: bool = False
) -> tuple[str, ...]:
    """Ask for any number of `options`, given by id with the words to show."""
    words = options.__getitem__
    return tuple(
        st.multiselect(label, list(options), list(chosen), format_func=words, key=key, disabled=disabled)
    )


def several_or_new(
    label: str, known: Sequence[str], chosen: Sequence[str], key: str, *, disabled: bool = False
) -> tuple[str, ...]:
    """Ask for any number of words, from those known or typed."""
    options = list(dict.fromkeys([*known, *chosen]))
    return tuple(
        st.multiselect(label, options, list(chosen), accept_new_options=True, key=key, disabled=disabled)
    )

"""The words of a partner's sheet that nobody has explained yet, asked for one by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

import streamlit as st

from toolkit.files.column_mapping_draft import (
    MOST_WORDS,
    ColumnDraft,
    SheetRows,
    strange_criteria,
    strange_grades,
    strange_issues,
    strange_levels,
    words_for_levels,
)
from toolkit.files.column_mapping_proposals import propose_criterion, propose_issue, propose_level
from toolkit.files.column_mapping_read import NOT_SCORED, Known
from toolkit.language import say
from toolkit.model.assessment import UNKNOWN
from toolkit.model.column_mapping import ColumnMapping, meant
from toolkit.model.issues import IssueCatalogue
from toolkit.model.matrix import Criterion
from toolkit.wording.plain import inert_markdown

T = TypeVar("T")
Words = dict[str, Any]
"""The fields of a column mapping that hold words."""

_LEAVE_OUT: Final = ""
"""What a row that holds no scores stands for."""


@dataclass(frozen=True)
class Asked:
    """The sheet whose words are asked about, what was chosen of it, and how it was read `before`."""

    rows: SheetRows
    draft: ColumnDraft
    known: Known
    catalogue: IssueCatalogue
    before: ColumnMapping | None
    key: str


def words_of(asked: Asked) -> Words | None:
    """Ask what each word means; None until all have been said."""
    st.markdown(f"**{say('What the words mean')}**")
    issues = _issues(asked)
    if issues is None:
        return None
    out = tuple(word for word, means in issues.items() if means == _LEAVE_OUT)
    asked = replace(asked, draft=replace(asked.draft, left_out=out))
    criteria = _criteria(asked)
    levels = _levels(asked, criteria or {})
    grades = _grades(asked)
    if criteria is None or levels is None or grades is None:
        return None
    chosen = asked.draft.criteria
    given = [one for one in asked.known.matrix.criteria if one.id in chosen or not chosen]
    return {
        "issue_words": _as_words({word: id_ for word, id_ in issues.items() if id_ != _LEAVE_OUT}),
        "left_out": list(out),
        "criterion_words": _as_words(criteria),
        "confidence_words": _as_words(grades),
        "level_words": words_for_levels(levels, given),
    }


def _issues(asked: Asked) -> dict[str, str] | None:
    strange = strange_issues(asked.rows, asked.draft.columns["issue"], asked.known)
    labels = {_LEAVE_OUT: say("No issue: leave its rows out")}
    labels |= {issue.id: issue.name for issue in asked.catalogue.issues}

    def proposed(word: str) -> str | None:
        if asked.before is not None and word in asked.before.left_out:
            return _LEAVE_OUT
        said = meant(asked.before.issue_words, word) if asked.before is not None else None
        return said or propose_issue(word, asked.catalogue.issues)

    return _ask(strange, say("issue"), labels, proposed, f"{asked.key}/issue")


def _criteria(asked: Asked) -> dict[str, str] | None:
    if "criterion" not in asked.draft.columns:
        return {}
    labels = {criterion.id: criterion.label for criterion in asked.known.matrix.criteria}

    def proposed(word: str) -> str | None:
        said = meant(asked.before.criterion_words, word) if asked.before is not None else None
        return said or propose_criterion(word, asked.known.matrix)

    strange = strange_criteria(asked.rows, asked.draft.columns["criterion"], asked.known)
    return _ask(strange, say("criterion"), labels, proposed, f"{asked.key}/criterion")


def _grades(asked: Asked) -> dict[str, str] | None:
    scale = asked.known.matrix.confidence
    if "confidence" not in asked.draft.columns or scale is None:
        return {}
    labels = {grade.id: grade.label for grade in scale.grades}
    strange = strange_grades(asked.rows, asked.draft.columns["confidence"], asked.known)

    def proposed(word: str) -> str | None:
        return meant(asked.before.confidence_words, word) if asked.before is not None else None

    return _ask(strange, say("confidence"), labels, proposed, f"{asked.key}/confidence")


def _levels(
    asked: Asked, criterion_of: Mapping[str, str]
) -> dict[tuple[tuple[int, ...], str], int | str] | None:
    found: dict[tuple[tuple[int, ...], str], int | str] = {}
    whole = True
    for scale, words in strange_levels(asked.rows, asked.draft, asked.known, criterion_of).items():
        criterion = next(one for one in asked.known.matrix.criteria if one.values == scale)
        labels: dict[int | str, str] = {level: say("Level {level}", level=level) for level in scale}
        labels |= {UNKNOWN: say("Unknown"), NOT_SCORED: say("Not scored yet")}
        proposed = _level_proposer(criterion, asked.before)
        what = say("level, of {levels}", levels=", ".join(map(str, scale)))
        said = _ask(words, what, labels, proposed, f"{asked.key}/level/{scale}")
        whole = whole and said is not None
        found |= {(scale, word): level for word, level in (said or {}).items()}
    return found if whole else None


def _level_proposer(criterion: Criterion, before: ColumnMapping | None) -> Callable[[str], int | str | None]:
    def proposed(word: str) -> int | str | None:
        said = before.level(criterion.id, word) if before is not None else None
        return propose_level(word, criterion) if said is None else said

    return proposed


def _ask(
    words: Sequence[str],
    what: str,
    labels: Mapping[T, str],
    proposed: Callable[[str], T | None],
    key: str,
) -> dict[str, T] | None:
    """Ask what each word is; None while any has not been said, or there are too many to be words."""
    if len(words) > MOST_WORDS:
        st.warning(
            say("{number} words are no {what} we know; is it the right column?", number=len(words), what=what)
        )
        return None
    options = list(labels)
    found: dict[str, T] = {}
    for word in words:
        guess = proposed(word)
        answer = st.selectbox(
            inert_markdown(say("'{word}' as {what}", word=word, what=what)),
            options,
            options.index(guess) if guess in options else None,
            format_func=labels.__getitem__,
            placeholder=say("Not said yet"),
            key=f"{key}/{word}",
        )
        if answer is not None:
            found[word] = answer
    return found if len(found) == len(words) else None


def _as_words(said: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"word": word, "means": means} for word, means in said.items()]

"""What columns and words of a partner's workbook may mean: proposed by likeness, confirmed by a person."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from toolkit.files.column_mapping_sheet import column_names
from toolkit.files.faults import name_key
from toolkit.files.workbook_cells import Sheet
from toolkit.files.workbook_layout import HEADER_SEARCH
from toolkit.files.workbook_open import OpenedWorkbook
from toolkit.model.assessment import UNKNOWN
from toolkit.model.issues import Issue
from toolkit.model.matrix import Criterion, Matrix

_LIKE_ENOUGH: Final = 0.6
_ALIKE: Final = 0.9
_LEADING_NUMBER: Final = re.compile(r"\D{0,2}([0-9]{1,4})\b")
_NOT_KNOWN: Final = ("not known", "dont know", "n/k", "nk", "?", "tbc")

_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "issue": ("issue", "crime type", "community safety issue", "theme", "problem", "offence"),
    "criterion": ("criterion", "factor", "question", "measure"),
    "level": ("level", "score", "rating", "grade", "value"),
    "confidence": ("confidence", "certainty", "how sure"),
    "scorer": ("scorer", "scored by", "assessor", "completed by"),
    "agency": ("agency", "organisation", "organization", "partner"),
    "rationale": ("rationale", "reason", "comments", "notes", "why", "justification"),
    "evidence": ("evidence", "source", "sources", "data"),
    "dissent": ("dissent", "disagreement"),
}
"""What partnerships call the columns of score sheets. A proposal is only ever confirmed by a person."""


def propose_sheet(workbook: OpenedWorkbook, matrix: Matrix) -> tuple[str, int]:
    """Return the sheet and the row (from 1) whose cells look most like the names of columns."""
    best = ("", 1, -1.0)
    for name in workbook.facts:
        row, likeness = _best_row(workbook.sheet(name), matrix)
        if likeness > best[2]:
            best = (name, row, likeness)
    return best[0], best[1]


def propose_row(sheet: Sheet, matrix: Matrix) -> int:
    """Return the row (from 1) of a sheet whose cells look most like the names of columns."""
    return _best_row(sheet, matrix)[0]


def propose_columns(names: Sequence[str], matrix: Matrix) -> dict[str, str]:
    """Return the likeliest column of each meaning and criterion (by id); each column is proposed once.

    A criterion goes by its label and id, the others by what they are usually called.
    """
    wanted = {one.id: (one.label, one.id, *one.label.split(":")) for one in matrix.criteria} | dict(_USUAL)
    pairs = [
        (_likeness(name, labels), -at, meaning, name)
        for at, name in enumerate(names)
        for meaning, labels in wanted.items()
    ]
    found: dict[str, str] = {}
    for likeness, _, meaning, name in sorted(pairs, reverse=True):
        if likeness >= _LIKE_ENOUGH and meaning not in found and name not in found.values():
            found[meaning] = name
    return found


def propose_reasons(
    names: Sequence[str], columns: Mapping[str, str], criteria: Iterable[Criterion]
) -> dict[str, str]:
    """Return the column of the reasons of each criterion (id): one called so, right of its levels."""
    taken = {name for meaning, name in columns.items() if meaning != "rationale"}
    found: dict[str, str] = {}
    for criterion in criteria:
        at = names.index(columns[criterion.id]) + 1 if columns.get(criterion.id) in names else len(names)
        if at < len(names) and names[at] not in taken and _likeness(names[at], _USUAL["rationale"]) >= _ALIKE:
            found[criterion.id] = names[at]
    return found


def propose_level(word: str, criterion: Criterion) -> int | str | None:
    """Return the level a word may stand for: by its number, its label, or a usual word for not known."""
    if name_key(word) in (UNKNOWN, *_NOT_KNOWN):
        return UNKNOWN
    number = _LEADING_NUMBER.match(word)
    if number and int(number[1]) in criterion.values:
        return int(number[1])
    likeness, value = max((_likeness(word, (level.label,)), level.value) for level in criterion.levels)
    return value if likeness >= _LIKE_ENOUGH else None


def propose_issue(word: str, issues: Iterable[Issue]) -> str | None:
    """Return the id of the issue a word may stand for, by its name, id or acronyms."""
    likeness, found = max((_likeness(word, (one.name, one.id, *one.acronyms)), one.id) for one in issues)
    return found if likeness >= _LIKE_ENOUGH else None


def propose_criterion(word: str, matrix: Matrix) -> str | None:
    """Return the id of the criterion a word may stand for, by its label or id."""
    likeness, found = max((_likeness(word, (one.label, one.id)), one.id) for one in matrix.criteria)
    return found if likeness >= _LIKE_ENOUGH else None


def _best_row(sheet: Sheet, matrix: Matrix) -> tuple[int, float]:
    likenesses = {
        row: float(len(propose_columns(column_names(sheet, row), matrix)))
        for row in range(1, min(HEADER_SEARCH, len(sheet.values)) + 1)
    }
    best = max(likenesses, key=lambda row: likenesses[row], default=1)
    return best, likenesses.get(best, -1.0)


def _likeness(name: str, labels: Iterable[str]) -> float:
    """Return how alike a name and the likest label are, from 0 to 1; a letter in brackets does not count."""
    key = name_key(re.sub(r"\s*\[[A-Z]{1,3}\]$", "", name))
    return (
        max((_one_likeness(key, name_key(label)) for label in labels if label), default=0.0) if key else 0.0
    )


def _one_likeness(name: str, label: str) -> float:
    if name == label:
        return 1.0
    words = set(re.findall(r"\w+", label))
    if words and words <= set(re.findall(r"\w+", name)):
        return 0.9
    return 0.95 * SequenceMatcher(None, name, label).ratio()

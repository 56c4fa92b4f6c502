"""Rows of ``scores`` to scores, and back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from toolkit.errors import Fault
from toolkit.files.cell_reader import CellReader, Names, rows_worth_reading
from toolkit.files.faults import listed, name_key, shown
from toolkit.files.rows import Table
from toolkit.language import say
from toolkit.model.assessment import AGREED, FIRST_ROUND, MOST_ROUNDS, UNKNOWN, Score
from toolkit.model.matrix import Criterion, Matrix
from toolkit.model.text import fold

_WHOLE_NUMBER: Final = re.compile(r"-?[0-9]{1,7}")
_NO_SCORE: Final = frozenset({"nan", "inf", "none", "null", "n/a", "na", "nil", "-", "?", "tbc", "blank"})

Level = int | Literal["unknown"] | None


def parse_scores(
    table: Table, issues: Names | None, matrix: Matrix | None, faults: list[Fault]
) -> Iterator[Score]:
    """Yield the scores of the sound rows and add what is wrong with the others to `faults`."""
    criteria = _criterion_names(matrix)
    grades = _grade_names(matrix)
    seen: dict[tuple[str, str, str, int], str] = {}
    for row in rows_worth_reading(table, faults):
        cells = CellReader(row, table.file, faults)
        issue = cells.known("issue", issues)
        criterion = cells.known("criterion", criteria)
        confidence = cells.known("confidence", grades, cells.text("confidence"))
        known = matrix.criterion(criterion) if matrix and criteria and criteria.find(criterion) else None
        values = {
            "issue": issue,
            "criterion": criterion,
            "scorer": cells.name("scorer"),
            "agency": cells.text("agency"),
            "level": _level(cells, known),
            "confidence": confidence or None,
            "rationale": cells.text("rationale"),
            "evidence": cells.text("evidence"),
            "dissent": cells.text("dissent"),
            "round": _round(cells),
        }
        if not cells.is_sound or issues is None or matrix is None:
            continue
        score = Score.model_validate(values)
        key = (score.issue, score.criterion, score.scorer, score.round)
        first = seen.setdefault(key, cells.place("issue"))
        if first != cells.place("issue"):
            also = " " + say("in the same round") if score.round > FIRST_ROUND else ""
            problem = say("the same issue, criterion and scorer{also} as at {first}", also=also, first=first)
            cells.fault("issue", problem, say("Keep one of the two rows"), "E_DUP_ROW")
        yield score


def score_rows(scores: Iterable[Score]) -> Iterator[Mapping[str, str]]:
    """Yield each score as the cells of a row."""
    for score in scores:
        yield {
            "issue": score.issue,
            "criterion": score.criterion,
            "scorer": score.scorer,
            "agency": score.agency,
            "level": "" if score.level is None else str(score.level),
            "confidence": score.confidence or "",
            "rationale": score.rationale,
            "evidence": score.evidence,
            "dissent": score.dissent,
            "round": str(score.round),
        }


def _criterion_names(matrix: Matrix | None) -> Names | None:
    if matrix is None:
        return None
    return Names("criterion", "E_UNKNOWN_CRITERION", {c.id: (c.label,) for c in matrix.criteria})


def _grade_names(matrix: Matrix | None) -> Names | None:
    if matrix is None:
        return None
    grades = matrix.confidence.grades if matrix.confidence else ()
    return Names(say("confidence grade"), "E_UNKNOWN_CONFIDENCE", {g.id: (g.label,) for g in grades})


def _level(cells: CellReader, criterion: Criterion | None) -> Level:
    text = cells.text("level")
    if not text:
        return None
    if name_key(text) == UNKNOWN:
        return UNKNOWN
    if not _WHOLE_NUMBER.fullmatch(text):
        _refuse(cells, text, criterion)
        return None
    value = int(text)
    if criterion and value not in criterion.values:
        allowed = listed(criterion.values) or say("none, because the matrix is a template")
        problem = say("{criterion} has no level {value}", criterion=criterion.id, value=value)
        cells.fault(
            "level",
            problem,
            say("Its levels are {allowed}; write unknown where nobody knows", allowed=allowed),
            "E_RANGE",
        )
        return None
    return value


def _round(cells: CellReader) -> int:
    text = cells.text("round")
    if not text:
        return FIRST_ROUND
    if not _WHOLE_NUMBER.fullmatch(text) or not FIRST_ROUND <= int(text) <= MOST_ROUNDS:
        remedy = say(
            "Write a whole number from {first_round} to {most_rounds}, or leave it blank for the first",
            first_round=FIRST_ROUND,
            most_rounds=MOST_ROUNDS,
        )
        cells.fault("round", say("{text} is not a round", text=shown(text)), remedy, "E_RANGE")
        return FIRST_ROUND
    if int(text) > FIRST_ROUND and fold(cells.text("scorer")) == AGREED:
        remedy = say("Leave the round of an agreed row blank; the scorers' rows have rounds")
        cells.fault("round", say("an agreed level has no round"), remedy, "E_RANGE")
    return int(text)


def _refuse(cells: CellReader, text: str, criterion: Criterion | None) -> None:
    if text.casefold() in _NO_SCORE or text.startswith("#"):
        remedy = say("Leave the cell blank for 'not scored yet', or write unknown where nobody knows")
        cells.fault("level", say("{text} is not a score", text=shown(text)), remedy, "E_TYPE")
        return
    levels = criterion.levels if criterion else ()
    meant = next((str(level.value) for level in levels if name_key(level.label) == name_key(text)), None)
    allowed = (
        say("one of {levels}", levels=listed(level.value for level in levels))
        if levels
        else say("a whole number")
    )
    cells.fault(
        "level",
        say("{text} is not a whole number", text=shown(text)),
        say("Write {allowed}, or unknown", allowed=allowed),
        "E_TYPE",
        meant,
    )

"""A column mapping in the making: what was said of a partner's sheet, and the words still to explain."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from toolkit.errors import Fault, InputRejected
from toolkit.files.cell_reader import Names
from toolkit.files.column_mapping_read import Known
from toolkit.files.column_mapping_sheet import column_names
from toolkit.files.faults import name_key
from toolkit.files.workbook_cells import Sheet
from toolkit.language import say
from toolkit.model.assessment import UNKNOWN
from toolkit.model.column_mapping import ColumnMapping, Layout
from toolkit.model.matrix import Criterion
from toolkit.model.text import fold

MOST_WORDS: Final = 60
"""A column with more words of its own than this is hardly the right one."""

_WORDS: Final = ("issue_words", "criterion_words", "confidence_words", "level_words")

SheetRows = Sequence[Mapping[str, str]]
"""The rows below the names of the columns: each text by its column's name."""


@dataclass(frozen=True)
class ColumnDraft:
    """What has been chosen so far.

    Attributes
    ----------
    columns
        The column of each meaning of `ColumnNames`, by name; one that is not there is left out.
    criteria, reasons
        On a wide sheet: the column of each criterion (id), and that of its reasons.
    left_out
        What stands in the column of issues in rows without scores.
    """

    layout: Layout
    columns: Mapping[str, str]
    criteria: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def sheet_rows(sheet: Sheet, row: int) -> SheetRows:
    """Return the rows of a sheet below the one (from 1) that names its columns; blank ones are left out."""
    names = column_names(sheet, row)
    found = (
        {name: " ".join(sheet.text(number, at).split()) for at, name in enumerate(names, 1)}
        for number in range(row + 1, len(sheet.values) + 1)
    )
    return [one for one in found if any(one.values())]


def strange_issues(rows: SheetRows, column: str, known: Known) -> tuple[str, ...]:
    """Return what stands for issues and is neither the id nor the name of one, in order."""
    return _strange((row.get(column, "") for row in rows), known.issues)


def strange_criteria(rows: SheetRows, column: str, known: Known) -> tuple[str, ...]:
    """Return what stands for criteria and is neither the id nor the label of one, in order."""
    return _strange((row.get(column, "") for row in rows), known.criteria)


def strange_grades(rows: SheetRows, column: str, known: Known) -> tuple[str, ...]:
    """Return what stands for confidence and is no grade of the matrix, in order."""
    scale = known.matrix.confidence
    grades = {grade.id: (grade.label,) for grade in scale.grades} if scale else {}
    return _strange((row.get(column, "") for row in rows), Names(say("confidence grade"), "", grades))


def strange_levels(
    rows: SheetRows, draft: ColumnDraft, known: Known, criterion_of: Mapping[str, str]
) -> dict[tuple[int, ...], tuple[str, ...]]:
    """Return the words for levels that nobody has explained, by the scale of the criteria they are given on.

    `criterion_of` are the ids that words on a long sheet stand for. A number of the scale, a label of one of
    its levels and ``unknown`` need no explaining.
    """
    found: dict[tuple[int, ...], dict[str, None]] = {}
    for criterion, text in _levels(rows, draft, known, criterion_of):
        if text and not _is_level(text, criterion):
            found.setdefault(criterion.values, {})[text] = None
    return {scale: tuple(words) for scale, words in found.items()}


def words_for_levels(
    meant: Mapping[tuple[tuple[int, ...], str], int | str], criteria: Iterable[Criterion]
) -> list[dict[str, Any]]:
    """Return the level words of a mapping from what a word means on a scale.

    Where all criteria have one scale a word needs no criterion; else it is said for each one of its scale.
    """
    asked = tuple(criteria)
    one_scale = len({criterion.values for criterion in asked}) == 1
    words: list[dict[str, Any]] = []
    for (scale, word), level in meant.items():
        on = [None] if one_scale else [one.id for one in asked if one.values == scale]
        words += [{"word": word, "level": level, "criterion": criterion} for criterion in on]
    return words


def with_earlier_words(words: Mapping[str, Any], before: ColumnMapping | None) -> dict[str, Any]:
    """Return words with those explained before that this workbook does not use: the next one may again."""
    if before is None:
        return dict(words)
    earlier = before.model_dump(include=set(_WORDS) | {"left_out"})
    said = {fold(word) for word in words["left_out"]} | {fold(one["word"]) for one in words["issue_words"]}
    left_out = [word for word in earlier["left_out"] if fold(word) not in said]
    joined: dict[str, Any] = {"left_out": [*words["left_out"], *left_out]}
    for name in _WORDS:
        known = {(one.get("criterion"), fold(one["word"])) for one in words[name]}
        known |= {(None, fold(word)) for word in words["left_out"] if name == "issue_words"}
        kept = [one for one in earlier[name] if (one.get("criterion"), fold(one["word"])) not in known]
        joined[name] = [*words[name], *kept]
    return joined


def made_mapping(values: Mapping[str, Any], file: str) -> ColumnMapping:
    """Return the mapping with these values.

    Raises
    ------
    InputRejected
        With everything that is wrong with them, in plain words.
    """
    try:
        return ColumnMapping.model_validate(values)
    except ValidationError as error:
        remedy = say("Choose again")
        raise InputRejected(
            Fault(file, ".".join(map(str, one["loc"])), _plain(one["msg"]), remedy, "E_COLUMN_MAPPING")
            for one in error.errors(include_url=False)
        ) from error


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")


def _strange(texts: Iterable[str], names: Names) -> tuple[str, ...]:
    return tuple({fold(text): text for text in texts if text and names.find(text) is None}.values())


def _levels(
    rows: SheetRows, draft: ColumnDraft, known: Known, criterion_of: Mapping[str, str]
) -> Iterator[tuple[Criterion, str]]:
    """Yield every text that stands for a level, with its criterion."""
    out = {fold(word) for word in draft.left_out}
    scored = [row for row in rows if fold(row.get(draft.columns["issue"], "")) not in out]
    if draft.layout is Layout.WIDE:
        for criterion, column in draft.criteria.items():
            yield from ((known.matrix.criterion(criterion), row.get(column, "")) for row in scored)
        return
    for row in scored:
        word = row.get(draft.columns.get("criterion", ""), "")
        found = criterion_of.get(word) or known.criteria.find(word)
        if found:
            yield known.matrix.criterion(found), row.get(draft.columns.get("level", ""), "")


def _is_level(text: str, criterion: Criterion) -> bool:
    labels = [fold(level.label) for level in criterion.levels]
    number = text.isascii() and text.isdecimal() and int(text) in criterion.values
    return number or name_key(text) == UNKNOWN or labels.count(fold(text)) == 1


def mapping_id(partnership: str) -> str:
    """Return the id of a partnership's column mapping.

    >>> mapping_id("Tonbridge and Malling")
    'tonbridge-and-malling-columns'
    """
    plain = unicodedata.normalize("NFKD", partnership).encode("ascii", "ignore").decode().casefold()
    return f"{re.sub(r'[^a-z0-9]+', '-', plain).strip('-') or 'partner'}-columns"[-80:].lstrip("-")

"""A partnership's own workbook: which sheet, columns and words of it mean issue, criterion and level."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import Literal, Self

from pydantic import model_validator

from toolkit.errors import Unsound
from toolkit.language import say
from toolkit.model.assessment import YearLabel
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen, MatrixRef, WholeNumber
from toolkit.model.text import Identifier, Name, Text, Version, fold


class Layout(StrEnum):
    """How levels lie on a sheet."""

    WIDE = "wide"
    """One row an issue, one column a criterion."""
    LONG = "long"
    """One row a level: issue and criterion beside it."""


class ColumnNames(Frozen):
    """The names of columns as the partner's sheet has them; blank where it has none.

    A name that stands twice in the sheet, or a column without a name, is told apart by its letter:
    ``Score [F]``, ``[G]``.
    """

    issue: Name
    criterion: Text = ""
    level: Text = ""
    confidence: Text = ""
    scorer: Text = ""
    agency: Text = ""
    rationale: Text = ""
    evidence: Text = ""
    dissent: Text = ""

    @property
    def named(self) -> dict[str, str]:
        """Return the columns there are: what each means, and its name."""
        return {meaning: name for meaning, name in self if name}


class CriterionColumn(Frozen):
    """The column that holds the levels of a criterion and, where there is one, that of their reasons."""

    criterion: Identifier
    column: Name
    rationale: Text = ""


LevelMeant = WholeNumber | Literal["unknown", "not_scored"]


class LevelWord(Frozen):
    """A word of the partner's for a level: on one criterion or, where none is named, on every one.

    ``unknown`` is a level that was considered and is not known, ``not_scored`` is as good as a blank cell.
    """

    word: Name
    level: LevelMeant
    criterion: Identifier | None = None


class Word(Frozen):
    """A word of the partner's for the id of an issue, a criterion or a grade of confidence."""

    word: Name
    means: Identifier


class ColumnMapping(Frozen):
    """How a partnership's own workbook is read. It is learnt from a person once, never guessed.

    Words count before numbers and the matrix's own labels, so that a scale of the partner's own can be read.
    """

    kind: Literal["column_mapping"] = "column_mapping"
    id: Identifier
    version: Version
    partnership: Name
    """Whose workbook it is, as the county calls the district."""
    source: Name
    """Who said so, and when."""
    sheet: Name
    layout: Layout
    matrix: MatrixRef
    catalogue: CatalogueRef
    category_set: CatalogueRef
    heading_set: CatalogueRef
    assessment_year: YearLabel | None = None
    """Blank where it is asked for each time."""
    scorer: Text = ""
    """Whose levels they are, where no column says so: ``agreed`` or a name."""
    agency: Text = ""
    columns: ColumnNames
    criteria: tuple[CriterionColumn, ...] = ()
    level_words: tuple[LevelWord, ...] = ()
    issue_words: tuple[Word, ...] = ()
    criterion_words: tuple[Word, ...] = ()
    confidence_words: tuple[Word, ...] = ()
    left_out: tuple[Name, ...] = ()
    """What stands in the column of issues in rows that hold no scores: ``Total``."""

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        wide = self.layout is Layout.WIDE
        if wide and (self.columns.criterion or self.columns.level or not self.criteria):
            raise ValueError(
                say(
                    "a wide sheet has a column for each criterion, under criteria, and no column criterion "
                    "or level"
                )
            )
        if not wide and (self.criteria or not (self.columns.criterion and self.columns.level)):
            raise ValueError(
                say("a long sheet has the columns criterion and level, and nothing under criteria")
            )
        if bool(self.scorer) == bool(self.columns.scorer):
            raise ValueError(
                say("either a column says whose levels they are, or scorer says so, and not both")
            )
        once("criterion", (one.criterion for one in self.criteria))
        once("column", (*self.columns.named.values(), *_criterion_columns(self.criteria)))
        once(say("level word"), (f"{one.criterion or ''}/{one.word}" for one in self.level_words))
        for what, words in (
            (say("issue word"), (*(one.word for one in self.issue_words), *self.left_out)),
            (say("criterion word"), tuple(one.word for one in self.criterion_words)),
            (say("confidence word"), tuple(one.word for one in self.confidence_words)),
        ):
            once(what, words)
        return self

    @property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """The names of all columns that are read."""
        return (*self.columns.named.values(), *_criterion_columns(self.criteria))

    @cached_property
    def _levels(self) -> dict[tuple[str | None, str], LevelMeant]:
        return {(one.criterion, fold(one.word)): one.level for one in self.level_words}

    def level(self, criterion: str, text: str) -> LevelMeant | None:
        """Return the level that a word stands for on a criterion; None where nobody has said."""
        key = fold(text)
        return self._levels.get((criterion, key), self._levels.get((None, key)))


def meant(words: Iterable[Word], text: str) -> str | None:
    """Return the id that a word stands for, or None where nobody has said.

    >>> meant([Word(word="DV", means="domestic-abuse")], "dv")
    'domestic-abuse'
    """
    return next((one.means for one in words if fold(one.word) == fold(text)), None)


def once(what: str, names: Iterable[str]) -> None:
    """Raise ValueError naming every name that stands twice, whatever its capitals."""
    times = Counter(map(fold, names))
    if twice := sorted(name for name, often in times.items() if often > 1):
        raise Unsound(say("{what} used twice: {twice}", what=what, twice=", ".join(twice)), "E_DUP_ID")


def _criterion_columns(criteria: Iterable[CriterionColumn]) -> tuple[str, ...]:
    return tuple(name for one in criteria for name in (one.column, one.rationale) if name)

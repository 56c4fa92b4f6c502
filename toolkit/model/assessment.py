"""A district's return: its scores, priorities and horizon items for one year."""

import re
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, InstanceOf, ValidationInfo, field_validator, model_validator

from toolkit.errors import Unsound
from toolkit.language import say
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.issues import Issue, IssueCatalogue
from toolkit.model.matrix import Frozen, Matrix, WholeNumber, unique
from toolkit.model.priorities import CategorySet, Priority
from toolkit.model.statements import Assumption, RestrictedIssue, Roles, Statement, StatementHeadings
from toolkit.model.text import Identifier, Name, Text, fold

AGREED = "agreed"
"""The reserved scorer name of a row that holds the level the partners agreed."""

UNKNOWN: Literal["unknown"] = "unknown"
"""A level that was considered and is not known. It is not zero."""

FIRST_ROUND: Final = 1
MOST_ROUNDS: Final = 9

_CENTURY = 100


def _two_years(text: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d{2})", text)
    if not match or (int(match[1]) + 1) % _CENTURY != int(match[2]):
        raise Unsound(say("'{text}' is not a year such as 2016-17", text=text), "E_YEAR")
    return text


YearLabel = Annotated[str, AfterValidator(_two_years)]
"""A financial year from 1 April, written ``2016-17``."""


def _reserved(scorer: str) -> str:
    return AGREED if fold(scorer) == AGREED else scorer


class ReturnStatus(StrEnum):
    """How far a return has come, least advanced first."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    AGREED = "agreed_by_the_csp"
    ADOPTED = "adopted"

    @property
    def label(self) -> str:
        """The status in words."""
        return {
            "not_started": say("not started"),
            "draft": say("draft"),
            "agreed_by_the_csp": say("agreed by the CSP"),
            "adopted": say("adopted"),
        }[self.value]

    @property
    def order(self) -> int:
        """Position from least (0) to most (3) advanced."""
        return list(ReturnStatus).index(self)


class Marking(StrEnum):
    """The protective marking of a return."""

    NONE = "none"
    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"


class Origin(StrEnum):
    """Whether data is a partnership's own, taken from a publication, or invented for a sample."""

    OWN = "own"
    PUBLISHED = "published"
    INVENTED = "invented"


class DataOrigin(Frozen):
    """Where one part of a return comes from, in a sentence shown wherever the part is shown."""

    origin: Origin = Origin.OWN
    note: Text = ""


class ReturnOrigins(Frozen):
    """Where the scores, priorities and horizon items of a return come from."""

    scores: DataOrigin = DataOrigin()
    priorities: DataOrigin = DataOrigin()
    horizon: DataOrigin = DataOrigin()

    @property
    def invented(self) -> tuple[str, ...]:
        """The parts that are invented."""
        return tuple(p for p in type(self).model_fields if getattr(self, p).origin is Origin.INVENTED)


class Score(Frozen):
    """One scorer's level for one issue on one criterion, or the agreed level as a row of its own.

    `level` is the level's value, ``unknown`` (considered, not known) or None (not scored yet).
    """

    issue: Identifier
    criterion: Identifier
    scorer: Annotated[Name, AfterValidator(_reserved)]
    agency: Text = ""
    level: WholeNumber | Literal["unknown"] | None = None
    confidence: Identifier | None = None
    rationale: Text = ""
    evidence: Text = ""
    dissent: Text = ""
    """On an agreed row: who saw it otherwise, and why."""
    round: Annotated[int, Field(strict=True, ge=FIRST_ROUND, le=MOST_ROUNDS)] = FIRST_ROUND
    """The round of scoring it was given in. An agreed level has no round, so it is always the first."""

    @field_validator("round")
    @classmethod
    def _agreed_without_round(cls, given: int, info: ValidationInfo) -> int:
        # Asked of the field: asked of the whole, each of a return's thousands of scores would be asked again.
        if given != FIRST_ROUND and info.data.get("scorer") == AGREED:
            raise ValueError(say("an agreed level has no round"))
        return given

    @property
    def is_agreed(self) -> bool:
        """Say whether this row holds the agreed level."""
        return self.scorer == AGREED


_CELL: Final = attrgetter("issue", "criterion", "scorer", "round")
_LEVEL: Final = attrgetter("criterion", "level")
_ISSUE: Final = attrgetter("issue")
_CONFIDENCE: Final = attrgetter("confidence")


class Return(Frozen):
    """A district's return for one year, with the matrix and lists it was made with.

    One that exists is valid: every row names an issue, criterion, level, category and heading that exist.
    """

    district: Name
    assessment_year: YearLabel
    plan_year: YearLabel
    status: ReturnStatus = ReturnStatus.DRAFT
    marking: Marking = Marking.OFFICIAL
    handling: Text = ""
    """The handling instruction that goes with the marking."""
    origins: ReturnOrigins = ReturnOrigins()
    matrix: Annotated[InstanceOf[Matrix], Field(repr=False)]
    catalogue: Annotated[InstanceOf[IssueCatalogue], Field(repr=False)]
    category_set: Annotated[InstanceOf[CategorySet], Field(repr=False)]
    heading_set: Annotated[InstanceOf[HeadingSet], Field(repr=False)]
    local_issues: tuple[Issue, ...] = ()
    scores: tuple[Score, ...] = ()
    priorities: tuple[Priority, ...] = ()
    horizon: tuple[HorizonItem, ...] = ()
    statement_set: Annotated[InstanceOf[StatementHeadings] | None, Field(repr=False)] = None
    """The headings its statements are written under; None while there are none."""
    statements: tuple[Statement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    roles: Roles = Roles()
    restricted: tuple[RestrictedIssue, ...] = ()
    """Issues that a public edition leaves out."""
    rationales_released: bool = False
    """Whether a public edition may print the reasons of the scores."""
    ignored_formulas: Annotated[tuple[str, ...], Field(exclude=True, repr=False)] = ()
    """Cells of a workbook that held formulas outside the input cells; ignored and listed."""
    read_with: Annotated[str, Field(exclude=True, repr=False)] = ""
    """How a partner's own workbook was read: with whose columns; nothing for anything else."""

    @cached_property
    def issues(self) -> dict[str, Issue]:
        """Every issue that may be scored: the catalogue's, then the district's own."""
        return self.catalogue.by_id | {issue.id: issue for issue in self.local_issues}

    @cached_property
    def scored_issues(self) -> tuple[Issue, ...]:
        """Issues with at least one score row, in catalogue order."""
        named = {score.issue for score in self.scores}
        return tuple(issue for issue in self.issues.values() if issue.id in named)

    @property
    def restricted_issues(self) -> tuple[str, ...]:
        """Ids of the issues that no public edition names."""
        return tuple(one.issue for one in self.restricted)

    @cached_property
    def _levels(self) -> dict[str, frozenset[int]]:
        """The levels of each criterion of the matrix, by its id."""
        return {criterion.id: frozenset(criterion.values) for criterion in self.matrix.criteria}

    @cached_property
    def _grades(self) -> frozenset[str | None]:
        """The confidence grades a score may have, None among them."""
        confidence = self.matrix.confidence
        return frozenset({None} | ({grade.id for grade in confidence.grades} if confidence else set()))

    def unsound(self, score: Score) -> str:
        """Say what keeps a score from standing in this return, or nothing."""
        if score.issue not in self.issues:
            return say("unknown issue '{issue}'", issue=score.issue)
        if score.criterion not in self._levels:
            return say("unknown criterion '{criterion}'", criterion=score.criterion)
        if isinstance(score.level, int) and score.level not in self._levels[score.criterion]:
            return say("'{criterion}' has no level {level}", criterion=score.criterion, level=score.level)
        if score.confidence not in self._grades:
            return say("unknown confidence grade '{confidence}'", confidence=score.confidence)
        return ""

    def _names_what_does_not_exist(self) -> bool:
        """Say whether any score does. Thousands of rows name few things, so each thing is looked up once."""
        levels = set(map(_LEVEL, self.scores))
        named = all(
            criterion in self._levels and (not isinstance(level, int) or level in self._levels[criterion])
            for criterion, level in levels
        )
        issues, grades = set(map(_ISSUE, self.scores)), set(map(_CONFIDENCE, self.scores))
        return not (named and issues <= self.issues.keys() and grades <= self._grades)

    @model_validator(mode="after")
    def _scores_name_what_exists(self) -> Self:
        unique("issue", [*self.catalogue.by_id, *(issue.id for issue in self.local_issues)])
        unique(say("issue name"), [fold(issue.name) for issue in self.issues.values()])
        unique(say("horizon item"), [item.id for item in self.horizon])
        cells = list(map(_CELL, self.scores))
        if len(set(cells)) < len(cells):
            unique("score", ["/".join(map(str, cell)) for cell in cells])
        for score in self.scores if self._names_what_does_not_exist() else ():
            if problem := self.unsound(score):
                known = score.issue in self.issues and score.criterion in self._levels
                known = known and score.confidence in self._grades
                raise Unsound(problem, "E_SCHEMA" if known else "E_UNKNOWN")
        return self

    @model_validator(mode="after")
    def _items_name_what_exists(self) -> Self:
        headings = {heading.id for heading in self.heading_set.headings}
        for item in self.horizon:
            if item.heading not in headings:
                raise Unsound(say("unknown horizon heading '{heading}'", heading=item.heading), "E_UNKNOWN")
            if unknown := set(item.issues) - set(self.issues):
                raise Unsound(
                    say(
                        "horizon item '{item}' names unknown issue {unknown}",
                        item=item.id,
                        unknown=", ".join(sorted(unknown)),
                    ),
                    "E_UNKNOWN",
                )
        for priority in self.priorities:
            if extra := set(priority.categories or ()) - set(self.category_set.codes):
                raise Unsound(say("unknown category {extra}", extra=", ".join(sorted(extra))), "E_UNKNOWN")
        return self

    @model_validator(mode="after")
    def _statements_name_what_exists(self) -> Self:
        unique("statement", [one.heading for one in self.statements])
        unique("assumption", [one.id for one in self.assumptions])
        unique(say("restricted issue"), [one.issue for one in self.restricted])
        headings = self.statement_set.by_id if self.statement_set else {}
        for statement in self.statements:
            if statement.heading not in headings:
                raise Unsound(
                    say("unknown statement heading '{heading}'", heading=statement.heading), "E_UNKNOWN"
                )
        for one in self.restricted:
            if one.issue not in self.issues:
                raise Unsound(
                    say("unknown issue '{issue}' among those restricted", issue=one.issue), "E_UNKNOWN"
                )
        return self

"""A scoring matrix: sections of criteria, each with levels in rising order."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, repeat
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from toolkit.errors import Unsound
from toolkit.language import say
from toolkit.model.text import Identifier, Name, Text, Version

_EXACT_TEXT = re.compile(r"[+-]?[0-9]{1,30}(?:/[0-9]{1,30}|\.[0-9]{1,30})?")


class Combine(StrEnum):
    """How totals are made from parts: a closed set."""

    SUM = "sum"
    MAX = "max"
    PRODUCT = "product"
    WEIGHTED_SUM = "weighted_sum"


class SectionRole(StrEnum):
    """What a section measures. `SIDE` sections are shown beside the risk score and never enter it."""

    HARM = "harm"
    LIKELIHOOD = "likelihood"
    OTHER = "other"
    SIDE = "side"


class Provenance(StrEnum):
    """Where a number comes from."""

    PUBLISHED = "published"
    INFERRED = "inferred"
    RECONSTRUCTION = "reconstruction"
    LOCAL = "local"


def exact_fraction(value: object) -> Fraction:
    """Return a whole number, fraction or text such as ``3/2`` or ``0.25`` as an exact fraction."""
    if isinstance(value, bool) or not isinstance(value, int | str | Fraction):
        raise Unsound(say("{value!r} is not a whole number or a fraction such as 3/2", value=value), "E_TYPE")
    # A text such as 1e999999999 would keep the machine busy for hours.
    if isinstance(value, str) and not _EXACT_TEXT.fullmatch(value.strip()):
        raise Unsound(
            say("'{value}' is not a whole number or a fraction such as 3/2", value=value[:40]), "E_TYPE"
        )
    try:
        return Fraction(value)
    except ZeroDivisionError as error:
        raise Unsound(
            say("'{value}' is not a whole number or a fraction such as 3/2", value=value), "E_TYPE"
        ) from error


ExactFraction = Annotated[
    Fraction,
    BeforeValidator(exact_fraction),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "number"}, {"type": "string"}]}),
]
Weight = Annotated[ExactFraction, Field(ge=0)]
WholeNumber = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]


class Frozen(BaseModel):
    """A value that never changes and knows no keys but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @classmethod
    def trusted(cls, values: Mapping[str, Any]) -> Self:
        """Return the value with these fields, which were checked before they were stored; nothing is checked.

        Where a field is missing, all are checked.
        """
        return cls.all_trusted([values])[0]

    @classmethod
    def all_trusted(cls, values: Iterable[Mapping[str, Any]]) -> list[Self]:
        """Return a value for each, as `trusted`; far quicker than pydantic's `model_construct`."""
        names = tuple(cls.__pydantic_fields__)
        given = list(values)
        if all(map(names.__eq__, map(tuple, given))):
            return cls._all_made(list(map(dict, given)))
        whole = [{name: one[name] for name in names} if one.keys() == {*names} else None for one in given]
        made = iter(cls._all_made([fields for fields in whole if fields is not None]))
        return [
            cls(**one) if fields is None else next(made) for one, fields in zip(given, whole, strict=True)
        ]

    @classmethod
    def all_from_columns(cls, columns: Mapping[str, Sequence[Any]]) -> list[Self]:
        """Return values from columns of their fields, which were checked before they were stored.

        Raises
        ------
        ValueError
            When the columns are not those of the fields, in order, and of one length.
        """
        names = tuple(cls.__pydantic_fields__)
        if tuple(columns) != names:
            raise ValueError(f"{', '.join(columns)} are not the fields of {cls.__name__}")
        rows = zip(*columns.values(), strict=True)
        return cls._all_made(list(map(dict, map(zip, repeat(names), rows))))

    @classmethod
    def _all_made(cls, fields: Sequence[dict[str, Any]]) -> list[Self]:
        # Thousands of scores are made so when a district is opened: no line of Python is run for each.
        made = list(map(object.__new__, repeat(cls, len(fields))))
        known = frozenset(cls.__pydantic_fields__)
        for slot, contents in (
            ("__dict__", fields),
            ("__pydantic_fields_set__", repeat(known)),
            ("__pydantic_extra__", repeat(None)),
            ("__pydantic_private__", repeat(None)),
        ):
            deque(map(vars(BaseModel)[slot].__set__, made, contents), maxlen=0)
        return made

    def changed(self, **changes: object) -> Self:
        """Return the value with some fields changed, checked like any other; raises ValidationError."""
        return type(self)(**{**{name: getattr(self, name) for name in type(self).model_fields}, **changes})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:  # noqa: ARG002
        """Return `changed`: pydantic's own copy would carry along cached answers and skip the checks."""
        return self.changed(**(update or {}))


class Sourced(Frozen):
    """Something whose numbers say where they come from."""

    provenance: Provenance
    source: Name


class Level(Frozen):
    """One level of a criterion: its whole-number value, label, and what to look for."""

    value: WholeNumber
    label: Name
    guidance: Text


class Criterion(Sourced):
    """A question with levels in rising order; `provenance` and `source` speak for levels and weight."""

    id: Identifier
    label: Name
    question: Name
    weight: Weight | None = None
    levels: tuple[Level, ...] = ()

    @model_validator(mode="after")
    def _levels_rise(self) -> Self:
        for below, above in pairwise(self.levels):
            if above.value <= below.value:
                raise Unsound(
                    say(
                        "criterion '{id}': level {above} stands after {below}; write levels in rising order",
                        id=self.id,
                        above=above.value,
                        below=below.value,
                    ),
                    "E_ORDER",
                )
        if len(self.levels) == 1:
            raise ValueError(
                say("criterion '{id}' has one level; give at least two, or none in a template", id=self.id)
            )
        return self

    @cached_property
    def values(self) -> tuple[int, ...]:
        """The level values, rising."""
        return tuple(level.value for level in self.levels)

    def level(self, value: int) -> Level:
        """Return the level with this value; raises KeyError when there is none."""
        for level in self.levels:
            if level.value == value:
                return level
        raise KeyError(value)


class Section(Sourced):
    """Criteria and how they make a section total; `weight` counts when the risk score is a weighted sum."""

    id: Identifier
    label: Name
    role: SectionRole
    combine: Combine
    weight: Weight | None = None
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _weights_count(self) -> Self:
        if self.combine is not Combine.WEIGHTED_SUM:
            for criterion in self.criteria:
                if criterion.weight is not None:
                    raise Unsound(
                        say(
                            "criterion '{criterion}' has a weight, but section '{id}' combines by "
                            "{combine}; weights count only in weighted_sum",
                            criterion=criterion.id,
                            id=self.id,
                            combine=self.combine.value,
                        ),
                        "E_WEIGHT",
                    )
        return self

    @cached_property
    def weights(self) -> tuple[Fraction, ...]:
        """The weight of each criterion; 1 where none is given."""
        return tuple(Fraction(1) if c.weight is None else c.weight for c in self.criteria)


class RiskScore(Sourced):
    """How the risk score is made from the section totals."""

    combine: Combine


class ConfidenceGrade(Frozen):
    """A grade of confidence and the doubt it means about a level.

    `doubt` holds the probability that the level given is right, that the truth is one level away,
    two levels away and so on, half on either side; what would fall off the scale stays on its end level.
    """

    id: Identifier
    label: Name
    guidance: Text
    doubt: Annotated[tuple[Weight, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _doubt_sums_to_one(self) -> Self:
        if sum(self.doubt) != 1:
            raise Unsound(
                say("confidence grade '{id}': doubt adds to {sum}, not 1", id=self.id, sum=sum(self.doubt)),
                "E_WEIGHT_SUM",
            )
        return self


class ConfidenceScale(Sourced):
    """The grades a scorer may give to say how sure the level is, from surest to least sure."""

    question: Name
    grades: Annotated[tuple[ConfidenceGrade, ...], Field(min_length=1)]


class Band(Sourced):
    """A local name for risk scores of `from_score` and above, up to the next band."""

    label: Name
    from_score: Weight


class MatrixRef(Frozen):
    """The id and version that name a matrix."""

    id: Identifier
    version: Version

    def __str__(self) -> str:
        """Write ``id-version``, as the file is called."""
        return f"{self.id}-{self.version}"


class Matrix(Sourced):
    """A scoring matrix. One that exists is valid: ids are unique, levels rise, weights are exact."""

    kind: Literal["matrix"] = "matrix"
    id: Identifier
    version: Version
    title: Name
    description: Text
    template: Text = ""
    """For a template: why it cannot be scored with and what to do. Empty otherwise."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    risk: RiskScore
    confidence: ConfidenceScale | None = None
    bands: tuple[Band, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        unique("section", [section.id for section in self.sections])
        unique("criterion", [criterion.id for criterion in self.criteria])
        if self.confidence:
            unique(say("confidence grade"), [grade.id for grade in self.confidence.grades])
        if not self.risk_sections:
            raise ValueError(say("every section has the role 'side'; at least one must enter the risk score"))
        for section in self.sections:
            weighted = self.risk.combine is Combine.WEIGHTED_SUM and section.role is not SectionRole.SIDE
            if section.weight is not None and not weighted:
                raise Unsound(
                    say(
                        "section '{section}' has a weight that would not count; weights count in risk "
                        "only when risk combines by weighted_sum, and never for a side section",
                        section=section.id,
                    ),
                    "E_WEIGHT",
                )
        for below, above in pairwise(self.bands):
            if above.from_score <= below.from_score:
                raise Unsound(
                    say(
                        "band '{above}' starts at or below '{below}'; write bands rising",
                        above=above.label,
                        below=below.label,
                    ),
                    "E_ORDER",
                )
        if not self.template:
            for criterion in self.criteria:
                if not criterion.levels:
                    raise ValueError(
                        say(
                            "criterion '{criterion}' has no levels; only a template may lack them",
                            criterion=criterion.id,
                        )
                    )
        return self

    @cached_property
    def ref(self) -> MatrixRef:
        """The id and version."""
        return MatrixRef(id=self.id, version=self.version)

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion of every section, in order."""
        return tuple(criterion for section in self.sections for criterion in section.criteria)

    @cached_property
    def risk_sections(self) -> tuple[Section, ...]:
        """The sections that enter the risk score."""
        return tuple(section for section in self.sections if section.role is not SectionRole.SIDE)

    @cached_property
    def side_sections(self) -> tuple[Section, ...]:
        """The sections that are graded and shown, not counted."""
        return tuple(section for section in self.sections if section.role is SectionRole.SIDE)

    @cached_property
    def harm_section(self) -> Section | None:
        """The first section that measures harm, if any."""
        return next((s for s in self.sections if s.role is SectionRole.HARM), None)

    @cached_property
    def _by_id(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for criterion in self.criteria}

    def band(self, score: Fraction | int) -> str:
        """Return the label of the band a risk score falls in; empty below the first band or without bands."""
        return next((band.label for band in reversed(self.bands) if score >= band.from_score), "")

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion with this id; raises KeyError when there is none."""
        return self._by_id[criterion_id]


def unique(what: str, ids: list[str]) -> None:
    """Raise ValueError naming every id that `ids` holds twice."""
    twice = sorted(name for name, times in Counter(ids).items() if times > 1)
    if twice:
        raise Unsound(say("{what} id used twice: {twice}", what=what, twice=", ".join(twice)), "E_DUP_ID")

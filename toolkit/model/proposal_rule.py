"""Bounds from which a figure proposes a level of a matrix; a list of its own: matrices stay as they are."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.errors import Unsound
from toolkit.language import say
from toolkit.model.evidence import Measure
from toolkit.model.matrix import ExactFraction, Frozen, Matrix, MatrixRef, Sourced, WholeNumber, unique
from toolkit.model.text import Identifier, Name, Version


class LevelFrom(Frozen):
    """From where on a figure means a level, up to the next one's bound; none for the lowest level."""

    value: WholeNumber
    at_least: ExactFraction | None = None
    """The bound itself belongs to the level."""
    above: ExactFraction | None = None
    """The bound itself belongs to the level below."""

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if self.at_least is not None and self.above is not None:
            problem = say("level {value} has both 'at_least' and 'above'; give one", value=self.value)
            raise Unsound(problem, "E_CONFLICT")
        return self

    @property
    def bound(self) -> Fraction | None:
        """Where the level begins; None for the lowest."""
        return self.above if self.at_least is None else self.at_least

    def reached_by(self, figure: Fraction | float) -> bool:
        """Say whether a figure lies on or beyond the bound."""
        if self.at_least is not None:
            return figure >= self.at_least
        return self.above is None or figure > self.above


class CriterionBounds(Sourced):
    """The bounds for one criterion: what is measured, and from where on it means which level."""

    criterion: Identifier
    measure: Measure
    fewest_cases: WholeNumber = 0
    """With fewer cases in either of the years used nothing is proposed."""
    only_part: bool = False
    """Whether the figure counts only a part of what the question asks about, so that more is possible."""
    levels: Annotated[tuple[LevelFrom, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _bounds_rise(self) -> Self:
        if self.levels[0].bound is not None or any(one.bound is None for one in self.levels[1:]):
            problem = say(
                "criterion '{criterion}': the lowest level has no bound, every other has one",
                criterion=self.criterion,
            )
            raise Unsound(problem, "E_BLANK")
        for below, above in pairwise(self.levels):
            if above.value <= below.value or not _beyond(above, below):
                problem = say(
                    "criterion '{criterion}': level {above} and its bound do not lie above level {below}",
                    criterion=self.criterion,
                    above=above.value,
                    below=below.value,
                )
                raise Unsound(problem, "E_ORDER")
        return self

    def level_of(self, figure: Fraction | float) -> int:
        """Return the value of the level that a figure means."""
        return max(one.value for one in self.levels if one.reached_by(figure))


def _beyond(above: LevelFrom, below: LevelFrom) -> bool:
    if above.bound is None or below.bound is None:
        return True
    return above.bound > below.bound


class ProposalRule(Sourced):
    """The bounds for one matrix; criteria it does not name get no proposals."""

    kind: Literal["proposal_rule"] = "proposal_rule"
    id: Identifier
    version: Version
    title: Name
    matrix: MatrixRef
    bounds: Annotated[tuple[CriterionBounds, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_criterion_once(self) -> Self:
        unique("criterion", [one.criterion for one in self.bounds])
        return self

    @property
    def named(self) -> str:
        """Write ``id-version``, as the file is called."""
        return f"{self.id}-{self.version}"

    def misfits(self, matrix: Matrix) -> Sequence[str]:
        """Return what keeps the rule from being used with a matrix, one sentence each; nothing if it fits."""
        if self.matrix != matrix.ref:
            return [
                say(
                    "The rule {rule} is for the matrix {meant}, not for {matrix}.",
                    rule=self.named,
                    meant=self.matrix,
                    matrix=matrix.ref,
                )
            ]
        return [said for one in self.bounds for said in self._misfits_of(one, matrix)]

    def _misfits_of(self, bounds: CriterionBounds, matrix: Matrix) -> Sequence[str]:
        known = {criterion.id: criterion.values for criterion in matrix.criteria}
        if bounds.criterion not in known:
            return [
                say(
                    "The rule {rule} names criterion '{criterion}', which {matrix} lacks.",
                    rule=self.named,
                    criterion=bounds.criterion,
                    matrix=matrix.ref,
                )
            ]
        if tuple(level.value for level in bounds.levels) != known[bounds.criterion]:
            return [
                say(
                    "The levels of criterion '{criterion}' in rule {rule} are not those of {matrix}.",
                    rule=self.named,
                    criterion=bounds.criterion,
                    matrix=matrix.ref,
                )
            ]
        return []

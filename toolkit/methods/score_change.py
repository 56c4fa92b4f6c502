"""The change of a risk score between two years, split into levels, definition and weights; exact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from toolkit.methods.level_readings import LevelReading, level_readings
from toolkit.methods.ranking import exact_array
from toolkit.methods.reranking import risk_criteria
from toolkit.methods.scoring import Exact, ScoredIssue, Total, risk_scores, section_totals
from toolkit.model.matrix import Combine, Criterion, Matrix, Section
from toolkit.model.matrix_mapping import MatrixMapping

ADDS = {Combine.SUM, Combine.WEIGHTED_SUM}
"""Ways of combining in which a weight means something; a plain sum has weights of 1."""


@dataclass(frozen=True)
class ScoreChange:
    """The change of one issue's risk score, split in a fixed order whose parts add up exactly.

    First the levels change, with the old matrix; then the matrix (criteria, level values, ways of
    combining), with the old weights; then the weights. Another order would share the change out
    otherwise where two of them change together. A part is None where an unknown level leaves it open.

    Attributes
    ----------
    before, after
        The risk score in either year, each with its own matrix.
    levels, definition, weights
        What each step adds.
    """

    before: Total
    after: Total
    levels: Exact | None
    definition: Exact | None
    weights: Exact | None

    @property
    def change(self) -> Exact | None:
        """The whole change; None where an unknown level leaves it open."""
        return _difference(self.before, self.after)


@dataclass(frozen=True)
class ScoreSplit:
    """How the scores of one matrix and year are taken over to another, step by step.

    Attributes
    ----------
    old, new
        The matrices of the two years.
    between
        The new matrix with the old weights.
    """

    old: Matrix
    new: Matrix
    between: Matrix
    _readings: Mapping[str, LevelReading]

    def change(self, before: ScoredIssue, after: ScoredIssue) -> ScoreChange:
        """Return the change from `before`, scored with the old matrix, to `after`, with the new."""
        then = {level.criterion: level.level for level in before.levels}
        now = {level.criterion: level.level for level in after.levels}
        read = [self._read_back(c, then[c.id], now) for c in risk_criteria(self.old)]
        levels = _risk(self.old, read)
        ends = [(c.values if (v := now[c.id]) is None else (v,)) for c in risk_criteria(self.new)]
        definition = _risk(self.between, ends)
        return ScoreChange(
            before=before.risk,
            after=after.risk,
            levels=_difference(before.risk, levels),
            definition=_difference(levels, definition),
            weights=_difference(definition, after.risk),
        )

    def _read_back(
        self, criterion: Criterion, then: int | None, now: Mapping[str, int | None]
    ) -> Sequence[int]:
        """Return the values an old criterion may have by the new year's levels, rising.

        A criterion that the new year has no reading for keeps its old level: that it went is a change of
        definition. Where several old levels are read as the new one, the old level stays if it is among them.
        """
        reading = self._readings.get(criterion.id)
        level = then if reading is None else now[reading.criterion]
        if level is None:
            return criterion.values
        if reading is None:
            return (level,)
        values = reading.values.get(level, criterion.values)
        return (then,) if then is not None and then in reading.values.get(level, ()) else values


def score_split(old: Matrix, new: Matrix, mapping: MatrixMapping | None = None) -> ScoreSplit:
    """Prepare to split score changes between two years.

    Parameters
    ----------
    old, new
        The matrices of the two years.
    mapping
        The agreed reading of one in the other, in either direction; not needed for one matrix.

    Raises
    ------
    Refused
        When the matrices differ and no sound mapping between them is given.
    """
    readings = level_readings(old, new, mapping)
    heirs = {name: reading.criterion for name, reading in readings.items()}
    return ScoreSplit(old, new, with_old_weights(old, new, heirs), readings)


def with_old_weights(old: Matrix, new: Matrix, heirs: Mapping[str, str]) -> Matrix:
    """Return `new` with the weights of `old`, where a criterion or section of the one is in the other.

    Sections are the same when their ids are; criteria by `heirs` (old id to new). What is only in `new`
    keeps its weight; where `old` did not add, its weights are 1.
    """
    old_criteria = {heirs[c.id]: w for s in old.risk_sections for c, w in _weights(s) if c.id in heirs}
    old_sections = {
        s.id: Fraction(1) if s.weight is None or old.risk.combine not in ADDS else s.weight
        for s in old.risk_sections
    }
    risk_adds = new.risk.combine in ADDS
    sections: list[Section] = []
    for section in new.risk_sections:
        weight = None
        if risk_adds:
            own = Fraction(1) if section.weight is None else section.weight
            weight = old_sections.get(section.id, own)
        if section.combine in ADDS:
            criteria = tuple(c.changed(weight=old_criteria.get(c.id, w)) for c, w in _weights(section))
            sections.append(section.changed(combine=Combine.WEIGHTED_SUM, weight=weight, criteria=criteria))
        else:
            sections.append(section.changed(weight=weight))
    risk = new.risk.changed(combine=Combine.WEIGHTED_SUM) if risk_adds else new.risk
    return new.changed(sections=tuple(sections), risk=risk)


def _weights(section: Section) -> list[tuple[Criterion, Fraction]]:
    return list(zip(section.criteria, section.weights, strict=True))


def _risk(matrix: Matrix, values: Sequence[Sequence[int]]) -> Total:
    """Return the risk score between the lowest and the highest of each criterion's possible values."""
    low, high = (
        risk_scores(section_totals(exact_array([v[end] for v in values]), matrix.risk_sections), matrix)
        for end in (0, -1)
    )
    return Total(low.item(), high.item())


def _difference(before: Total, after: Total) -> Exact | None:
    if before.value is None or after.value is None:
        return None
    return after.value - before.value

"""Read a return made with one matrix in another, level by level, by an agreed mapping."""

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.model.assessment import Return, Score
from toolkit.model.matrix import Matrix
from toolkit.model.matrix_mapping import MatrixMapping


def mapped_return(return_: Return, mapping: MatrixMapping, target: Matrix) -> Return:
    """Return `return_` with its levels read in `target`.

    A return already made with `target` is returned as it is. Blank and unknown levels stay so. Criteria
    that the mapping leaves out are left out; criteria of `target` without a source are not scored.

    Raises
    ------
    Refused
        When the mapping is between other matrices, or names no level for one that was given.
    """
    if return_.matrix.ref == target.ref:
        return return_
    if (mapping.from_matrix, mapping.to_matrix) != (return_.matrix.ref, target.ref):
        raise Refused(
            say(
                "The mapping reads {from_matrix} as {to_matrix}; {district} was scored "
                "with {matrix} and is wanted in {target}.",
                from_matrix=mapping.from_matrix,
                to_matrix=mapping.to_matrix,
                district=return_.district,
                matrix=return_.matrix.ref,
                target=target.ref,
            )
        )
    readings = {m.from_criterion: (m.to_criterion, dict(m.levels)) for m in mapping.criteria}
    grades = {grade.id for grade in target.confidence.grades} if target.confidence else set()
    scores = tuple(
        _mapped(score, *readings[score.criterion], grades=grades)
        for score in return_.scores
        if score.criterion in readings
    )
    return return_.changed(matrix=target, scores=scores)


def _mapped(score: Score, criterion: str, levels: dict[int, int], *, grades: set[str]) -> Score:
    level = score.level
    if isinstance(level, int):
        if level not in levels:
            raise Refused(
                say(
                    "The mapping names no level for {criterion} {level}.",
                    criterion=score.criterion,
                    level=level,
                )
            )
        level = levels[level]
    confidence = score.confidence if score.confidence in grades else None
    return score.changed(criterion=criterion, level=level, confidence=confidence)

"""How the levels of a new year read on the criteria of the old year's matrix."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.model.matrix import Matrix
from toolkit.model.matrix_mapping import MatrixMapping


@dataclass(frozen=True)
class LevelReading:
    """Where the levels of an old criterion are found in the new year.

    `criterion` is the new criterion's id; `values` goes from its level values to the old ones that each may
    stand for, rising.
    """

    criterion: str
    values: Mapping[int, tuple[int, ...]]


def level_readings(old: Matrix, new: Matrix, mapping: MatrixMapping | None) -> dict[str, LevelReading]:
    """Return how the new year's levels read on each criterion of the old matrix, by its id.

    The mapping may go either way; a criterion it leaves out has no reading.

    Raises
    ------
    Refused
        When the matrices differ and no sound mapping between them is given.
    """
    if old == new:
        return {c.id: LevelReading(c.id, {v: (v,) for v in c.values}) for c in old.criteria}
    if old.ref == new.ref:
        raise Refused(say("Both years name matrix {ref}, but the two matrix files differ.", ref=old.ref))
    if mapping is None:
        raise Refused(
            say(
                "The years were scored with {old} and {new}; give the mapping that says how the levels "
                "of the one are read in the other.",
                old=old.ref,
                new=new.ref,
            )
        )
    ends = (mapping.from_matrix, mapping.to_matrix)
    if ends not in {(old.ref, new.ref), (new.ref, old.ref)}:
        raise Refused(
            say(
                "The mapping reads {from_matrix} as {to_matrix}; the years were scored with {old} and {new}.",
                from_matrix=ends[0],
                to_matrix=ends[1],
                old=old.ref,
                new=new.ref,
            )
        )
    backwards = ends == (new.ref, old.ref)
    _refuse_unsound(mapping, *((new, old) if backwards else (old, new)))
    readings = {}
    for m in mapping.criteria:
        here, there = (m.to_criterion, m.from_criterion) if backwards else (m.from_criterion, m.to_criterion)
        pairs = m.levels if backwards else tuple((b, a) for a, b in m.levels)
        readings[here] = LevelReading(there, _gathered(pairs))
    return readings


def _refuse_unsound(mapping: MatrixMapping, source: Matrix, target: Matrix) -> None:
    """Refuse a mapping that names what a matrix does not have, or one criterion twice; say every fault."""
    faults = []
    named = [m.from_criterion for m in mapping.criteria], [m.to_criterion for m in mapping.criteria]
    for end, (matrix, ids) in enumerate(zip((source, target), named, strict=True)):
        known = {criterion.id: criterion for criterion in matrix.criteria}
        faults += [
            say("{matrix} has no criterion '{name}'", matrix=matrix.ref, name=name)
            for name in ids
            if name not in known
        ]
        faults += [
            say("it names '{name}' twice", name=name) for name, times in Counter(ids).items() if times > 1
        ]
        faults += [
            say("'{name}' of {matrix} has no level {end}", name=name, matrix=matrix.ref, end=pair[end])
            for name, m in zip(ids, mapping.criteria, strict=True)
            for pair in m.levels
            if name in known and pair[end] not in known[name].values
        ]
    if faults:
        raise Refused(
            say(
                "The mapping '{mapping}' cannot be used: {faults}.",
                mapping=mapping.title,
                faults="; ".join(faults),
            )
        )


def _gathered(levels: Sequence[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Gather, by new level value, the old ones it may stand for, rising."""
    found: dict[int, set[int]] = {}
    for new, old in levels:
        found.setdefault(new, set()).add(old)
    return {new: tuple(sorted(values)) for new, values in found.items()}

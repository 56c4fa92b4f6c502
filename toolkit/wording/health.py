"""Five sentences about a matrix, as it works on the issues of one ranking."""

from collections.abc import Mapping
from fractions import Fraction

from toolkit.cells import figure_text, listed, order_text, share_text
from toolkit.methods.health import Dominance, MatrixHealth, Resolution
from toolkit.methods.ranking import Ranking
from toolkit.model.matrix import Combine, Matrix
from toolkit.wording.plain import number_word, plural
from toolkit.wording.sensitivity import issue_names, schemes_sentence


def health_findings(health: MatrixHealth, ranking: Ranking) -> list[tuple[str, str]]:
    """Return what is looked at and what is found, for each of the five checks of a matrix."""
    matrix, names = ranking.scored.return_.matrix, issue_names(ranking)
    return [
        ("Resolution", _resolution(health.resolution, names, health.n)),
        ("Harm and likelihood", _harm_likelihood(health)),
        ("Dominance", _dominances(health.dominance, matrix)),
        ("Zeros", _zeros(health, matrix, names)),
        ("Level values", schemes_sentence(health.schemes, names)),
    ]


def _resolution(found: Resolution, names: Mapping[str, str], n: int) -> str:
    if not found.issues:
        return "No risk score is known, so there is nothing to tell apart."
    scores = f"{found.distinct} different {plural('score', found.distinct)}"
    sentence = f"{found.issues} {plural('issue', found.issues)} with {scores}."
    top = f"the edge of the top {number_word(n)}"
    if found.tied_at_edge:
        tied = listed([names[name] for name in found.tied_at_edge])
        sentence += f" {tied} tie across {top}."
    else:
        sentence += f" No tie lies across {top}."
    if found.left_out:
        sentence += f" Left out, their scores being open: {listed([names[i] for i in found.left_out])}."
    return sentence


def _harm_likelihood(health: MatrixHealth) -> str:
    tau = health.harm_likelihood
    if tau is None:
        return "The matrix has no harm section and likelihood section to compare."
    if tau.value is None:
        return f"Harm and likelihood cannot be compared: {tau.undefined}."
    sentence = f"Harm and likelihood put issues in {_an(order_text(tau))} (tau-b {figure_text(tau.value)})."
    if tau.value < 0:
        return f"{sentence} They run against each other, which is where a matrix misleads most."
    return f"{sentence} They do not run against each other, which is where a matrix would mislead most."


def _an(order: str) -> str:
    return order if order.startswith("the ") else f"one order for {order.removesuffix(' in the same order')}"


def _dominances(found: tuple[Dominance, ...], matrix: Matrix) -> str:
    labels = {section.id: section.label for section in matrix.risk_sections}
    parts = [
        f"the largest of {d.criteria} criteria makes {share_text(float(d.share))} of {labels[d.section]} "
        f"(alike, each would make {_fair(d.criteria)})"
        for d in found
        if d.share is not None
    ]
    if not parts:
        return "No section adds up criteria, so none can outweigh the others in a sum."
    return f"On average {listed(parts)}."


def _fair(criteria: int) -> str:
    return share_text(float(Fraction(1, criteria)))


def _zeros(health: MatrixHealth, matrix: Matrix, names: Mapping[str, str]) -> str:
    if matrix.risk.combine is not Combine.PRODUCT:
        return "Sections are not multiplied, so no zero can wipe an issue out."
    if not health.zeroed:
        return "No issue scores zero only because one section is zero."
    labels = {section.id: section.label for section in matrix.risk_sections}
    parts = [f"{names[i]} ({listed([labels[s] for s in zeros])})" for i, zeros in health.zeroed]
    verb = "scores" if len(parts) == 1 else "score"
    return f"{listed(parts)} {verb} zero only because one section is zero; check that this is meant."

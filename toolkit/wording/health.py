"""Five sentences about a matrix, as it works on the issues of one ranking."""

from collections.abc import Mapping
from fractions import Fraction

from toolkit.cells.chances import pairs_text, share_text
from toolkit.cells.numbers import figure_text, listed
from toolkit.language import say, say_number
from toolkit.methods.health import Dominance, MatrixHealth, Resolution
from toolkit.methods.ranking import Ranking
from toolkit.model.matrix import Combine, Matrix
from toolkit.wording.plain import number_word
from toolkit.wording.sensitivity import issue_names, schemes_sentence


def health_findings(health: MatrixHealth, ranking: Ranking) -> list[tuple[str, str]]:
    """Return what is looked at and what is found, for each of the five checks of a matrix."""
    matrix, names = ranking.scored.return_.matrix, issue_names(ranking)
    return [
        (say("Resolution"), _resolution(health.resolution, names, health.n)),
        (say("Harm and likelihood"), _harm_likelihood(health)),
        (say("Dominance"), _dominances(health.dominance, matrix)),
        (say("Zeros"), _zeros(health, matrix, names)),
        (say("Level values"), schemes_sentence(health.schemes, names)),
    ]


def _resolution(found: Resolution, names: Mapping[str, str], n: int) -> str:
    if not found.issues:
        return say("No risk score is known, so there is nothing to tell apart.")
    scores = say_number("{number} different score", "{number} different scores", found.distinct)
    sentence = say_number(
        "{number} issue with {scores}.", "{number} issues with {scores}.", found.issues, scores=scores
    )
    top = say("the edge of the top {n}", n=number_word(n))
    if found.tied_at_edge:
        tied = listed([names[name] for name in found.tied_at_edge])
        sentence += " " + say("{tied} tie across {top}.", tied=tied, top=top)
    else:
        sentence += " " + say("No tie lies across {top}.", top=top)
    if found.left_out:
        sentence += " " + say(
            "Left out, their scores being open: {left_out}.",
            left_out=listed([names[i] for i in found.left_out]),
        )
    return sentence


def _harm_likelihood(health: MatrixHealth) -> str:
    tau = health.harm_likelihood
    if tau is None:
        return say("The matrix has no harm section and likelihood section to compare.")
    if tau.value is None:
        return say("Harm and likelihood cannot be compared: {undefined}.", undefined=tau.undefined)
    sentence = say(
        "Harm and likelihood put issues in {order} (tau-b {tau}).",
        order=_an(tau.value),
        tau=figure_text(tau.value),
    )
    if tau.value < 0:
        return say(
            "{opening} They run against each other, which is where a matrix misleads most.",
            opening=sentence,
        )
    return say(
        "{opening} They do not run against each other, which is where a matrix would mislead most.",
        opening=sentence,
    )


def _an(tau: float) -> str:
    return say("the same order") if tau == 1 else say("one order for {pairs} pairs", pairs=pairs_text(tau))


def _dominances(found: tuple[Dominance, ...], matrix: Matrix) -> str:
    labels = {section.id: section.label for section in matrix.risk_sections}
    parts = [
        say(
            "the largest of {criteria} criteria makes {share} of {section} (alike, each would make {fair})",
            criteria=d.criteria,
            share=share_text(float(d.share)),
            section=labels[d.section],
            fair=_fair(d.criteria),
        )
        for d in found
        if d.share is not None
    ]
    if not parts:
        return say("No section adds up criteria, so none can outweigh the others in a sum.")
    return say("On average {parts}.", parts=listed(parts))


def _fair(criteria: int) -> str:
    return share_text(float(Fraction(1, criteria)))


def _zeros(health: MatrixHealth, matrix: Matrix, names: Mapping[str, str]) -> str:
    if matrix.risk.combine is not Combine.PRODUCT:
        return say("Sections are not multiplied, so no zero can wipe an issue out.")
    if not health.zeroed:
        return say("No issue scores zero only because one section is zero.")
    labels = {section.id: section.label for section in matrix.risk_sections}
    parts = [f"{names[i]} ({listed([labels[s] for s in zeros])})" for i, zeros in health.zeroed]
    return say_number(
        "{parts} scores zero only because one section is zero; check that this is meant.",
        "{parts} score zero only because one section is zero; check that this is meant.",
        len(parts),
        parts=listed(parts),
    )

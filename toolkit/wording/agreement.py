"""Sentences about how well scorers agree, and whether whole scorers move the chances."""

from toolkit.cells.chances import chance_text
from toolkit.cells.numbers import figure_text
from toolkit.language import say, say_number
from toolkit.methods.doubt import Doubt
from toolkit.methods.joint_panel import JointCheck, JointPanel
from toolkit.methods.panel import PanelAgreement
from toolkit.wording.plain import number_word


def alpha_sentence(found: PanelAgreement) -> str:
    """Say Krippendorff's alpha over all cells, and how to read it."""
    alpha = found.alpha
    if alpha.value is None:
        return say("There is no agreement between scorers to measure: {because}.", because=alpha.because)
    return say(
        "Krippendorff's alpha is {alpha}, over {cells} and {judges} scorers; 1 is full agreement and 0 what "
        "chance would give. Where nearly all levels are alike, alpha is low although scorers lie close: "
        "read it with the share within one level of the median.",
        alpha=figure_text(alpha.value),
        cells=say_number("{number} cell", "{number} cells", alpha.units),
        judges=number_word(alpha.judges),
    )


def joint_sentence(panel: JointPanel | None, check: JointCheck | None, doubt: Doubt, seed: int) -> str:
    """Say whether some scorers are harsh throughout, and what drawing whole scorers changes then."""
    if panel is None:
        return say("No doubt is read from a panel here, so there are no whole scorers to draw.")
    apart = say("Scorers' mean levels lie {difference:.1f} levels apart", difference=float(panel.apart))
    if check is None:
        return say(
            "{apart}, too little for a check with whole scorers; cells are taken as independent.", apart=apart
        )
    how = (
        say("all {resamples} ways to draw them", resamples=check.resamples)
        if check.exact
        else _drawn(check, seed)
    )
    moves = abs(check.top_k - doubt.top_k)
    row = int(moves.argmax())
    name = doubt.ranking.scored.issues[row].issue.name
    return say(
        "{apart}, so whole scorers are drawn together as a check ({how}). The chance of the top "
        "{k} that differs most is that of {name}: {chance} "
        "with cells independent, {other} with whole scorers.",
        apart=apart,
        how=how,
        k=number_word(check.k),
        name=name,
        chance=chance_text(float(doubt.top_k[row])),
        other=chance_text(float(check.top_k[row])),
    )


def _drawn(check: JointCheck, seed: int) -> str:
    return say("{resamples} draws, seed {seed}", resamples=check.resamples, seed=seed)

"""Sentences about how well scorers agree, and whether whole scorers move the chances."""

from toolkit.cells import chance_text, figure_text
from toolkit.methods.doubt import Doubt
from toolkit.methods.joint_panel import JointCheck, JointPanel
from toolkit.methods.panel import PanelAgreement
from toolkit.wording.plain import number_word, plural


def alpha_sentence(found: PanelAgreement) -> str:
    """Say Krippendorff's alpha over all cells, and how to read it."""
    alpha = found.alpha
    if alpha.value is None:
        return f"There is no agreement between scorers to measure: {alpha.because}."
    return (
        f"Krippendorff's alpha is {figure_text(alpha.value)}, over {alpha.units} "
        f"{plural('cell', alpha.units)} and {number_word(alpha.judges)} scorers; 1 is full "
        "agreement and 0 what chance would give. Where nearly all levels are alike, alpha is low "
        "although scorers lie close: read it with the share within one level of the median."
    )


def joint_sentence(panel: JointPanel | None, check: JointCheck | None, doubt: Doubt, seed: int) -> str:
    """Say whether some scorers are harsh throughout, and what drawing whole scorers changes then."""
    if panel is None:
        return "No doubt is read from a panel here, so there are no whole scorers to draw."
    apart = f"Scorers' mean levels lie {float(panel.apart):.1f} levels apart"
    if check is None:
        return f"{apart}, too little for a check with whole scorers; cells are taken as independent."
    how = f"all {check.resamples} ways to draw them" if check.exact else _drawn(check, seed)
    moves = abs(check.top_k - doubt.top_k)
    row = int(moves.argmax())
    name = doubt.ranking.scored.issues[row].issue.name
    return (
        f"{apart}, so whole scorers are drawn together as a check ({how}). The chance of the top "
        f"{number_word(check.k)} that differs most is that of {name}: {chance_text(float(doubt.top_k[row]))} "
        f"with cells independent, {chance_text(float(check.top_k[row]))} with whole scorers."
    )


def _drawn(check: JointCheck, seed: int) -> str:
    return f"{check.resamples} draws, seed {seed}"

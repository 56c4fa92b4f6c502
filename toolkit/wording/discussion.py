"""Sentences for a facilitator: how well scorers agree, and how much there is to talk about."""

from collections.abc import Sequence

from toolkit.cells.agreement import alpha_text
from toolkit.language import say, say_number
from toolkit.methods.agreement import Verdict
from toolkit.methods.discussion import DiscussionItem
from toolkit.methods.panel import PanelAgreement
from toolkit.model.agreement_rule import AgreementRule
from toolkit.wording.plain import number_word


def discussion_sentence(items: Sequence[DiscussionItem], n: int) -> str:
    """Say how many cells lie apart, how many are not agreed yet, and how many could change the top `n`."""
    if not items:
        return say("No two scorers lie apart on a level that counts, so there is nothing to settle.")
    waiting = sum(not item.is_agreed for item in items)
    matter = sum(item.could_change_top for item in items)
    top = say(
        "Settling one of {matter} could change the top {n}.", matter=number_word(matter), n=number_word(n)
    )
    return say_number(
        "{number} cell to talk about; {waiting} not agreed yet. {top}",
        "{number} cells to talk about; {waiting} not agreed yet. {top}",
        len(items),
        number=number_word(len(items)).capitalize(),
        waiting=number_word(waiting),
        top=top,
    )


def agreement_sentence(agreement: PanelAgreement, rule: AgreementRule) -> str:
    """Say in words how well scorers agree: the share near their medians, the rule's verdicts, alpha."""
    share = agreement.within_one
    if share is None:
        return say(
            "Fewer than two scorers have given a level for the same thing, so nothing can be compared."
        )
    near = say(
        "{share} of the levels given lie within one level of their panel's median.",
        share=_share_text(float(share)),
    )
    verdicts = [(agreement.count(verdict), verdict) for verdict in Verdict]
    cells = "; ".join(f"{count} {_VERDICTS[verdict]}" for count, verdict in verdicts if count)
    alpha = alpha_text(agreement.alpha, rule)
    return say(
        "{near} Cells scored by a panel: {cells}. By Krippendorff's alpha: {alpha}.",
        near=near,
        cells=cells,
        alpha=alpha,
    )


_VERDICTS = {
    Verdict.CONSENSUS: say("in agreement"),
    Verdict.DISCUSS: say("to discuss"),
    Verdict.TOO_FEW: say("with too few scorers to say"),
}


_ALL = 0.95


def _share_text(share: float) -> str:
    """Return a share in whole tenths, never none and never all."""
    if share >= _ALL:
        return say("More than 19 in 20")
    tenths = round(share * 10)
    return say("{tenths} in 10", tenths=tenths) if tenths else say("Fewer than 1 in 10")

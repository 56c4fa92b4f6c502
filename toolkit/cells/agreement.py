"""Agreement of a panel to the text of one cell."""

from collections.abc import Sequence

from toolkit.language import say
from toolkit.methods.agreement import Coefficient
from toolkit.methods.panel import AgencyLevels
from toolkit.model.agreement_rule import AgreementRule


def alpha_text(alpha: Coefficient, rule: AgreementRule) -> str:
    """Return the rule's words for Krippendorff's alpha, or why there is none."""
    if alpha.value is None:
        return alpha.because
    if alpha.value >= rule.alpha_good:
        return say("scorers agree well")
    if alpha.value >= rule.alpha_tentative:
        return say("enough for tentative conclusions")
    return say("scores differ too much to rank finely")


def medians_text(agencies: Sequence[AgencyLevels]) -> str:
    """Say each agency's middle level, or both of an even number: ``Housing 2; Police 2 to 3``."""
    words = []
    for one in agencies:
        low, high = one.median_low, one.median_high
        span = str(low) if low == high else say("{low} to {high}", low=low, high=high)
        words.append(f"{one.agency or say('no agency')} {span}")
    return "; ".join(words)

"""Sentences about harm against spread."""

from collections.abc import Sequence

from toolkit.cells import listed
from toolkit.methods.harm_spread import HarmSpread, Quadrant
from toolkit.model.priorities import CountRules
from toolkit.wording.plain import number_word, plural


def harm_spread_headline(found: Sequence[HarmSpread]) -> str:
    """Say what is severe but local."""
    names = [one.count.issue.name for one in found if one.quadrant is Quadrant.SEVERE_LOCAL]
    if not names:
        return "No issue is severe but local."
    verb = "is" if len(names) == 1 else "are"
    issues = f"{number_word(len(names)).capitalize()} {plural('issue', len(names))}"
    return f"{issues} {verb} severe but local: {listed(names)}."


def harm_spread_sentence(rules: CountRules) -> str:
    """Say what severe, local and open mean here."""
    return (
        f"Severe: harm among the top {rules.severe_share} of the issues of at least one district. Local: in "
        f"the top {number_word(rules.top_n)} of at most {number_word(rules.local_at_most)} scored districts. "
        "Open: levels that are not known could put it on either side. The height is the mean harm over the "
        "districts that scored the issue."
    )


def harm_spread_alt(found: Sequence[HarmSpread]) -> str:
    """Say what the points show, for whoever cannot see them."""
    return (
        f"Scatter chart of {len(found)} issues, mean harm upwards and the number of districts with the issue "
        f"in the top to the right. {harm_spread_headline(found)}"
    )

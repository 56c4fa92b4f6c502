"""Sentences about harm against spread."""

from collections.abc import Sequence

from toolkit.cells.numbers import listed
from toolkit.language import say, say_number
from toolkit.methods.harm_spread import HarmSpread, Quadrant
from toolkit.model.priorities import CountRules
from toolkit.wording.plain import number_word


def harm_spread_headline(found: Sequence[HarmSpread]) -> str:
    """Say what is severe but local."""
    names = [one.count.issue.name for one in found if one.quadrant is Quadrant.SEVERE_LOCAL]
    if not names:
        return say("No issue is severe but local.")
    return say_number(
        "{number} issue is severe but local: {names}.",
        "{number} issues are severe but local: {names}.",
        len(names),
        number=number_word(len(names)).capitalize(),
        names=listed(names),
    )


def harm_spread_sentence(rules: CountRules) -> str:
    """Say what severe, local and open mean here."""
    return say(
        "Severe: harm among the top {severe_share} of the issues of at least one district. Local: in "
        "the top {top_n} of at most {local_at_most} scored districts. "
        "Open: levels that are not known could put it on either side. The height is the mean harm over the "
        "districts that scored the issue.",
        severe_share=rules.severe_share,
        top_n=number_word(rules.top_n),
        local_at_most=number_word(rules.local_at_most),
    )


def harm_spread_alt(found: Sequence[HarmSpread]) -> str:
    """Say what the points show, for whoever cannot see them."""
    return say(
        "Scatter chart of {number} issues, mean harm upwards and the number of districts with the issue "
        "in the top to the right. {headline}",
        number=len(found),
        headline=harm_spread_headline(found),
    )

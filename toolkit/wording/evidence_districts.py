"""Sentences that set a district's figure beside the county's."""

from toolkit.cells.evidence import position_words, rate_text
from toolkit.language import say
from toolkit.methods.funnel import Funnel, FunnelPoint
from toolkit.methods.shrinkage import Shrinkage, ShrunkenRate
from toolkit.wording.evidence import Notes, noted


def funnel_sentence(what: str, point: FunnelPoint, found: Funnel, notes: Notes) -> str:
    """Say where a district lies around the county's rate; `what` names the district too."""
    if point.count is None:
        return noted(say("{what}: not compared with the county, its number is not known.", what=what), notes)
    sentence = say(
        "{what}: {position}; {count:,} where the county's rate would give {expected} (normally between "
        "{low} and {high}).",
        what=what,
        position=position_words(point.position),
        count=point.count,
        expected=rate_text(point.expected),
        low=rate_text(point.low_95),
        high=rate_text(point.high_95),
    )
    if found.phi_found is None:
        sentence += " " + say(
            "Too few districts are known to see how unevenly they vary, so normal counts chance alone."
        )
    return noted(sentence, notes)


def funnel_note() -> str:
    """Say once, beside a comparison of districts, what normal variation is."""
    return say(
        "Normal variation is what chance would do to 19 districts in 20 that all had the county's rate; "
        "outside it 1 in 20 lies by chance, far outside it 1 in 500. It puts districts in no order."
    )


def shrunken_sentence(what: str, label: str, rate: ShrunkenRate, found: Shrinkage, notes: Notes) -> str:
    """Say the raw rate and the one that allows for small numbers, always both."""
    if rate.raw is None or rate.shrunken is None:
        return noted(say("{what}: no rate, the number is not known.", what=what), notes)
    sentence = say(
        "{what}: {raw} per {per:,} {label} as counted; {shrunken} when drawn towards the county's {mean} to "
        "allow for small numbers.",
        what=what,
        raw=rate_text(rate.raw),
        per=found.per,
        label=label,
        shrunken=rate_text(rate.shrunken),
        mean=rate_text(found.mean * found.per),
    )
    if not found.variance:
        sentence += " " + say("The districts' rates differ no more than chance would explain.")
    return noted(sentence, notes)

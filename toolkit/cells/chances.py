"""Chances in whole tenths and in words."""

from toolkit.cells.words import word_text
from toolkit.language import say, say_number
from toolkit.methods.comparison import TauB
from toolkit.model.doubt_rule import DoubtRule

_RARE = 0.05


_YARDSTICK = {
    **dict.fromkeys((1, 2), say("highly unlikely")),
    3: say("unlikely"),
    **dict.fromkeys((4, 5), say("realistic possibility")),
    **dict.fromkeys((6, 7), say("likely")),
    **dict.fromkeys((8, 9), say("highly likely")),
}


def chance_text(chance: float) -> str:
    """Return a chance in whole tenths, never none and never all.

    >>> [chance_text(p) for p in (0.0, 0.06, 0.25, 0.949, 0.96, 1.0)]
    ['less than 1 in 20', '1 in 10', '2 in 10', '9 in 10', 'more than 19 in 20', 'more than 19 in 20']
    """
    if chance < _RARE:
        return say("less than 1 in 20")
    if chance >= 1 - _RARE:
        return say("more than 19 in 20")
    return say("{number} in 10", number=min(max(round(chance * 10), 1), 9))


def yardstick(chance: float) -> str:
    """Return the words of the PHIA probability yardstick (gov.uk, 24 March 2025) for a chance as printed.

    >>> [yardstick(p) for p in (0.01, 0.2, 0.3, 0.5, 0.6, 0.9, 0.99)]  # doctest: +NORMALIZE_WHITESPACE
    ['remote chance', 'highly unlikely', 'unlikely', 'realistic possibility', 'likely', 'highly likely',
     'almost certain']
    """
    if chance < _RARE:
        return say("remote chance")
    if chance >= 1 - _RARE:
        return say("almost certain")
    return _YARDSTICK[min(max(round(chance * 10), 1), 9)]


def verdict(chance: float, rule: DoubtRule) -> str:
    """Return the rule's words for a chance of the top: clear priority, borderline or clear of the cut."""
    if chance >= rule.clear_from:
        return say("clear priority")
    return (
        say("borderline, decide by discussion") if chance >= rule.borderline_from else say("clear of the cut")
    )


def share_text(share: float) -> str:
    """Return a share in whole tenths, never none and never all.

    >>> [share_text(share) for share in (0.0, 0.06, 0.26, 0.96)]
    ['less than half a tenth', 'about 1 tenth', 'about 3 tenths', 'nearly all']
    """
    if share < _RARE:
        return say("less than half a tenth")
    if share >= 1 - _RARE:
        return say("nearly all")
    tenths = min(max(round(share * 10), 1), 9)
    return say_number("about {number} tenth", "about {number} tenths", tenths)


def order_text(tau: TauB) -> str:
    """Say how alike two orders are, in pairs of issues; why it cannot be said, where it cannot.

    Tau-b is the share of pairs in the same order less the share in the opposite one.

    >>> [order_text(TauB(tau, 20, (), None)) for tau in (1.0, 0.95, 0.6)]
    ['the same order', 'more than 19 in 20 pairs in the same order', 'about 8 in 10 pairs in the same order']
    """
    if tau.value is None:
        return word_text(tau.undefined) if tau.undefined else ""
    if tau.value == 1:
        return say("the same order")
    return say("{pairs} pairs in the same order", pairs=pairs_text(tau.value))


def pairs_text(tau: float) -> str:
    """Say of how many pairs a tau-b says that they are in the same order: ``about 8 in 10``."""
    same = (1 + tau) / 2
    if same < _RARE:
        return say("fewer than 1 in 20")
    if same >= 1 - _RARE:
        return say("more than 19 in 20")
    return say("about {number} in 10", number=min(max(round(same * 10), 1), 9))

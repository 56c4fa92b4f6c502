"""Chances in whole tenths and in words."""

from toolkit.methods.comparison import TauB
from toolkit.model.doubt_rule import DoubtRule

_RARE = 0.05


_YARDSTICK = {
    **dict.fromkeys((1, 2), "highly unlikely"),
    3: "unlikely",
    **dict.fromkeys((4, 5), "realistic possibility"),
    **dict.fromkeys((6, 7), "likely"),
    **dict.fromkeys((8, 9), "highly likely"),
}


def chance_text(chance: float) -> str:
    """Return a chance in whole tenths, never none and never all.

    >>> [chance_text(p) for p in (0.0, 0.06, 0.25, 0.949, 0.96, 1.0)]
    ['less than 1 in 20', '1 in 10', '2 in 10', '9 in 10', 'more than 19 in 20', 'more than 19 in 20']
    """
    if chance < _RARE:
        return "less than 1 in 20"
    if chance >= 1 - _RARE:
        return "more than 19 in 20"
    return f"{min(max(round(chance * 10), 1), 9)} in 10"


def yardstick(chance: float) -> str:
    """Return the words of the PHIA probability yardstick (gov.uk, 24 March 2025) for a chance as printed.

    >>> [yardstick(p) for p in (0.01, 0.2, 0.3, 0.5, 0.6, 0.9, 0.99)]  # doctest: +NORMALIZE_WHITESPACE
    ['remote chance', 'highly unlikely', 'unlikely', 'realistic possibility', 'likely', 'highly likely',
     'almost certain']
    """
    if chance < _RARE:
        return "remote chance"
    if chance >= 1 - _RARE:
        return "almost certain"
    return _YARDSTICK[min(max(round(chance * 10), 1), 9)]


def verdict(chance: float, rule: DoubtRule) -> str:
    """Return the rule's words for a chance of the top: clear priority, borderline or clear of the cut."""
    if chance >= rule.clear_from:
        return "clear priority"
    return "borderline, decide by discussion" if chance >= rule.borderline_from else "clear of the cut"


def share_text(share: float) -> str:
    """Return a share in whole tenths, never none and never all.

    >>> [share_text(share) for share in (0.0, 0.06, 0.26, 0.96)]
    ['less than half a tenth', 'about 1 tenth', 'about 3 tenths', 'nearly all']
    """
    if share < _RARE:
        return "less than half a tenth"
    if share >= 1 - _RARE:
        return "nearly all"
    tenths = min(max(round(share * 10), 1), 9)
    return f"about {tenths} {'tenth' if tenths == 1 else 'tenths'}"


def order_text(tau: TauB) -> str:
    """Say how alike two orders are, in pairs of issues; why it cannot be said, where it cannot.

    Tau-b is the share of pairs in the same order less the share in the opposite one.

    >>> [order_text(TauB(tau, 20, (), None)) for tau in (1.0, 0.95, 0.6)]
    ['the same order', 'more than 19 in 20 pairs in the same order', 'about 8 in 10 pairs in the same order']
    """
    if tau.value is None:
        return str(tau.undefined)
    if tau.value == 1:
        return "the same order"
    same = (1 + tau.value) / 2
    pairs = f"about {min(max(round(same * 10), 1), 9)} in 10"
    if same < _RARE:
        pairs = "fewer than 1 in 20"
    elif same >= 1 - _RARE:
        pairs = "more than 19 in 20"
    return f"{pairs} pairs in the same order"

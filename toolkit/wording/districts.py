"""Sentences about what single districts do to the county's picture."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from toolkit.cells import figure_text, listed
from toolkit.methods.districts import Harshness, WithoutDistrict
from toolkit.methods.panel import Concordance
from toolkit.wording.plain import number_word, plural


def without_sentence(without: Sequence[WithoutDistrict], n: int) -> str:
    """Say whether the first places of the county's count rest on single districts."""
    if not without:
        return "It takes two scored districts to leave one out."
    resting = [one.district for one in without if one.entered or one.left]
    if not resting:
        return f"Whichever district is left out, the first {number_word(n)} by count stay the same."
    if len(resting) == len(without):
        return f"Whichever district is left out, the first {number_word(n)} by count become others."
    return f"The first {number_word(n)} by count become others without {_any_of(resting)}."


def _any_of(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"any one of {listed(names)}"


def harshness_sentence(found: Harshness) -> str:
    """Say which districts score highest and lowest beside the county, and what that may mean."""
    known = [(d, name) for name, d in zip(found.districts, found.overall, strict=True) if d is not None]
    if len(known) < 2:  # noqa: PLR2004 (it takes two to compare)
        return "It takes two scored districts to compare how high they score."
    low, high = min(known), max(known)
    return (
        f"Over all criteria {high[1]} scores highest, {_levels(high[0])}, and {low[1]} lowest, "
        f"{_levels(low[0])}. A district that scores high and one with graver issues look alike here: it is a "
        "reason to compare notes, not a finding."
    )


def _levels(difference: Fraction) -> str:
    size = abs(float(difference))
    if size < 0.05:  # noqa: PLR2004 (less than what is printed)
        return "as the county does"
    return f"{size:.1f} of a level {'above' if difference > 0 else 'below'} the county"


def concordance_sentence(found: Concordance, names: Mapping[str, str]) -> str:
    """Say how far districts put the issues that they all scored in one order."""
    left_out = [names[issue] for issue in found.left_out]
    rest = f" Left out, not scored in full by every district: {listed(left_out)}." if left_out else ""
    if found.w.value is None:
        return f"How far districts put issues in one order cannot be said: {found.w.because}.{rest}"
    return (
        f"{number_word(len(found.districts)).capitalize()} {plural('district', len(found.districts))} put "
        f"{number_word(len(found.issues))} issues in order; Kendall's W is {figure_text(found.w.value)}, "
        f"where 0 is no common order and 1 the same order everywhere.{rest}"
    )

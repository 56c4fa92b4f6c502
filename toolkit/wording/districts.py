"""Sentences about what single districts do to the county's picture."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from toolkit.cells.numbers import figure_text, listed
from toolkit.language import say, say_number
from toolkit.methods.districts import Harshness, WithoutDistrict
from toolkit.methods.panel import Concordance
from toolkit.wording.plain import number_word


def without_sentence(without: Sequence[WithoutDistrict], n: int) -> str:
    """Say whether the first places of the county's count rest on single districts."""
    if not without:
        return say("It takes two scored districts to leave one out.")
    resting = [one.district for one in without if one.entered or one.left]
    if not resting:
        return say("Whichever district is left out, the first {n} by count stay the same.", n=number_word(n))
    if len(resting) == len(without):
        return say("Whichever district is left out, the first {n} by count become others.", n=number_word(n))
    return say(
        "The first {n} by count become others without {districts}.",
        n=number_word(n),
        districts=_any_of(resting),
    )


def _any_of(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else say("any one of {names}", names=listed(names))


def harshness_sentence(found: Harshness) -> str:
    """Say which districts score highest and lowest beside the county, and what that may mean."""
    known = [(d, name) for name, d in zip(found.districts, found.overall, strict=True) if d is not None]
    if len(known) < 2:  # noqa: PLR2004 (it takes two to compare)
        return say("It takes two scored districts to compare how high they score.")
    low, high = min(known), max(known)
    return say(
        "Over all criteria {high} scores highest, {high_levels}, and {low} lowest, "
        "{low_levels}. A district that scores high and one with graver issues look alike here: it is a "
        "reason to compare notes, not a finding.",
        high=high[1],
        high_levels=_levels(high[0]),
        low=low[1],
        low_levels=_levels(low[0]),
    )


def _levels(difference: Fraction) -> str:
    size = abs(float(difference))
    if size < 0.05:  # noqa: PLR2004 (less than what is printed)
        return say("as the county does")
    if difference > 0:
        return say("{size:.1f} of a level above the county", size=size)
    return say("{size:.1f} of a level below the county", size=size)


def concordance_sentence(found: Concordance, names: Mapping[str, str]) -> str:
    """Say how far districts put the issues that they all scored in one order."""
    left_out = [names[issue] for issue in found.left_out]
    rest = (
        " " + say("Left out, not scored in full by every district: {left_out}.", left_out=listed(left_out))
        if left_out
        else ""
    )
    if found.w.value is None:
        return say(
            "How far districts put issues in one order cannot be said: {because}.{rest}",
            because=found.w.because,
            rest=rest,
        )
    return say_number(
        "{number} district put {issues} issues in order; Kendall's W is {w}, where 0 is no common order and "
        "1 the same order everywhere.{rest}",
        "{number} districts put {issues} issues in order; Kendall's W is {w}, where 0 is no common order and "
        "1 the same order everywhere.{rest}",
        len(found.districts),
        number=number_word(len(found.districts)).capitalize(),
        issues=number_word(len(found.issues)),
        w=figure_text(found.w.value),
        rest=rest,
    )

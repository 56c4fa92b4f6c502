"""Sentences of a proposal: the level, the figure it rests on, how sure that is, and that somebody decides."""

from toolkit.cells.evidence import between_text, moved_text, rate_text
from toolkit.evidence.proposals import NotProposed, WhyNot
from toolkit.language import say
from toolkit.model.evidence import Measure, Proposal
from toolkit.model.matrix import Matrix
from toolkit.wording.evidence import made_up_sentence


def proposal_sentence(one: Proposal, matrix: Matrix) -> str:
    """Say which level is proposed and why; it never reads as if it were decided."""
    criterion = matrix.criterion(one.criterion)
    level = criterion.level(one.level)
    said = [
        say(
            "{criterion}: level {value}, {label}, is proposed: {figure}.",
            criterion=criterion.label,
            value=level.value,
            label=level.label,
            figure=figure_words(one),
        )
    ]
    if not one.is_firm:
        low, high = criterion.level(one.lowest), criterion.level(one.highest)
        said.append(
            say(
                "It is not firm: the range reaches from level {low}, {low_label}, to level {high}, "
                "{high_label}.",
                low=low.value,
                low_label=low.label,
                high=high.value,
                high_label=high.label,
            )
        )
    if one.chance_alone:
        said.append(say("The range counts chance alone and is too narrow."))
    if one.only_part:
        said.append(say("Others may know of more cases, so it is the least level."))
    if one.made_up:
        said.append(made_up_sentence())
    return " ".join(said)


def figure_words(one: Proposal) -> str:
    """Return the figure that a proposal rests on in words."""
    if one.measure is Measure.CHANGE:
        return _change_words(one)
    figure = one.figure or 0
    if one.measure is Measure.CASES:
        return say("{count:,} counted in 12 months", count=int(figure))
    return say(
        "{rate} per 1,000 (between {low} and {high})",
        rate=rate_text(float(figure)),
        low=rate_text(one.low or 0),
        high=rate_text(one.high or 0),
    )


def _change_words(one: Proposal) -> str:
    if one.figure is None:
        return say("some, after none the year before")
    moved = moved_text(1 + float(one.figure))
    between = between_text(1 + (one.low or 0), None if one.high is None else 1 + one.high)
    return say("{moved} on the year before ({between})", moved=moved, between=between)


def not_proposed_sentence(one: NotProposed, matrix: Matrix) -> str:
    """Say that no level is proposed, and why."""
    return say(
        "{criterion}: no level is proposed. {reason}",
        criterion=matrix.criterion(one.criterion).label,
        reason=_reasons()[one.why],
    )


def _reasons() -> dict[WhyNot, str]:
    return {
        WhyNot.NO_FIGURE: say("There is no figure for it, or not all that is needed is known."),
        WhyNot.HIDDEN: say("The number is small and hidden; a level would give it away."),
        WhyNot.FEW_CASES: say("There are too few cases; ask those who deal with it."),
        WhyNot.BREAK: say("A break in the figures touches a year that would be compared."),
        WhyNot.ANY_LEVEL: say("The range of the figure reaches from the lowest level to the highest."),
    }

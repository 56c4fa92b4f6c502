"""What a chart of a figure over time shows, in words."""

from toolkit.cells.dates import month_text
from toolkit.language import say
from toolkit.model.evidence import EvidenceCard
from toolkit.tables.trend_line import series_step
from toolkit.wording.evidence import break_sentence, made_up_sentence

_QUARTER = 3


def line_headline(card: EvidenceCard, issue: str, district: str) -> str:
    """Say how many were counted in the latest 12 months and in those before, and nothing of why."""
    now, before = card.count, card.count_before
    if now is None or card.last_month is None:
        return say("{issue} in {district}: what is known of it by time", issue=issue, district=district)
    month = month_text(card.last_month)
    if before is None:
        return say(
            "{issue} in {district}: {now:,} in the 12 months to {month}",
            issue=issue,
            district=district,
            now=now,
            month=month,
        )
    return say(
        "{issue} in {district}: {now:,} in the 12 months to {month}, {before:,} in the 12 before",
        issue=issue,
        district=district,
        now=now,
        month=month,
        before=before,
    )


def line_measured(card: EvidenceCard, source: str) -> str:
    """Say what the chart measures, by what part of the year, and from which source and edition."""
    step = series_step(card)
    part = say("month") if step == 1 else say("quarter") if step == _QUARTER else say("year")
    said = say("Count by {part}; {source}", part=part, source=source)
    return f"{said} ({made_up_sentence().rstrip('.').lower()})" if card.made_up else said


def line_alt(card: EvidenceCard, issue: str, district: str) -> str:
    """Say what the line shows to somebody who cannot see it: its ends, its highest and lowest, its breaks."""
    known = [(point.count, point.month) for point in card.series if point.count is not None]
    if not known:
        return say("{issue} in {district}: no count is known.", issue=issue, district=district)
    highest, lowest = max(known), min(known)
    said = [
        say(
            "Line chart of {issue} in {district}, {first} to {last}: highest in {high} with {most:,}, lowest "
            "in {low} with {least:,}.",
            issue=issue,
            district=district,
            first=month_text(card.series[0].month),
            last=month_text(card.series[-1].month),
            high=month_text(highest[1]),
            most=highest[0],
            low=month_text(lowest[1]),
            least=lowest[0],
        )
    ]
    if len(known) < len(card.series):
        said.append(say("Where the line stops the count is not known."))
    if card.breaks:
        said.append(say("A grey ground marks a break in the figures."))
    return " ".join([*said, *(break_sentence(one) for one in card.breaks)])


def source_sentence(source: str, edition: str) -> str:
    """Say where a figure comes from and which months of it were loaded (``2014-04/2016-09``)."""
    first, _, last = edition.partition("/")
    if not last:
        return say("Source: {source}.", source=source.rstrip("."))
    return say(
        "Source: {source}; months loaded: {first} to {last}.",
        source=source.rstrip("."),
        first=month_text(first),
        last=month_text(last),
    )

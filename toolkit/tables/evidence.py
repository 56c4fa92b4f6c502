"""Tables of evidence: what became of each file, the figures of districts, and the levels they propose."""

from collections.abc import Mapping, Sequence

import pandas as pd

from toolkit.cells.evidence import between_text, moved_text, position_words, rate_text
from toolkit.evidence.loaded import Loaded, LoadReport
from toolkit.evidence.proposals import NotProposed, WhyNot
from toolkit.language import say
from toolkit.methods.funnel import Position
from toolkit.methods.suppression import HIDDEN
from toolkit.model.evidence import EvidenceCard, FigureKind, Proposal
from toolkit.model.matrix import Matrix
from toolkit.tables.frames import frame_of, span

Names = Mapping[str, str]
"""Names of districts or issues by id; what is not in it goes by its id."""


def file_table(report: LoadReport) -> pd.DataFrame:
    """One row a file: its source and months, and what became of its rows."""
    columns = [
        say("File"),
        say("Source"),
        say("Months"),
        say("Rows read"),
        say("Counted"),
        say("Left out"),
        say("Broken lines"),
        say("Repeated Crime IDs"),
        say("Encoding"),
    ]
    rows = [
        [
            one.file,
            one.source,
            one.edition,
            one.read,
            one.counted,
            one.left_out,
            one.broken,
            one.repeated_ids,
            one.encoding,
        ]
        for one in report.files
    ]
    return frame_of(columns, rows)


def broken_table(report: LoadReport) -> pd.DataFrame:
    """One row for each broken line that is shown: its file, number and problem."""
    rows = [[file.file, line.line, line.problem] for file in report.files for line in file.broken_lines]
    return frame_of([say("File"), say("Line"), say("Problem")], rows)


def left_out_table(loaded: Loaded) -> pd.DataFrame:
    """One row for each reason and value for which rows were read and not counted."""
    columns = [say("File"), say("Reason"), say("Value"), say("Rows")]
    return frame_of(columns, loaded.left_out[["file", "reason", "value", "rows"]].to_numpy().tolist())


def card_table(cards: Sequence[EvidenceCard], districts: Names, issues: Names) -> pd.DataFrame:
    """One row a card: the count, its rate, its change on the year and where it stands in the county."""
    columns = [
        say("District"),
        say("Issue"),
        say("Source"),
        say("To"),
        say("12 months"),
        say("Year before"),
        say("Change"),
        say("Range of the change"),
        say("Rate per 1,000"),
        say("In the county"),
        say("Breaks"),
        say("Confidence"),
        say("Made up"),
    ]
    rows = [
        [
            districts.get(card.district, card.district),
            issues.get(card.issue, card.issue),
            card.given_by or card.source or say("judgement"),
            card.last_month or "",
            _count(card),
            "" if card.count_before is None else card.count_before,
            *_change(card),
            "" if card.rate is None else rate_text(float(card.rate)),
            "" if card.funnel is None else position_words(Position(card.funnel.position)),
            len(card.breaks),
            card.confidence,
            say("yes") if card.made_up else "",
        ]
        for card in cards
    ]
    return frame_of(columns, rows)


def _count(card: EvidenceCard) -> object:
    if card.figure is FigureKind.JUDGEMENT:
        return ""
    if card.suppressed:
        return HIDDEN
    return say("not known") if card.count is None else card.count


def _change(card: EvidenceCard) -> tuple[str, str]:
    change = card.change
    if change is None:
        return "", ""
    moved = say("from none") if change.estimate is None else moved_text(change.estimate)
    return moved, between_text(change.low, change.high)


def proposal_table(
    found: Sequence[Proposal | NotProposed], matrix: Matrix, districts: Names, issues: Names
) -> pd.DataFrame:
    """One row a criterion of a card: the proposed level and those its range reaches, or why there is none."""
    columns = [
        say("District"),
        say("Issue"),
        say("Criterion"),
        say("Proposed level"),
        say("Levels in range"),
        say("Not proposed because"),
        say("Card"),
    ]
    rows = [
        [
            districts.get(one.district, one.district),
            issues.get(one.issue, one.issue),
            matrix.criterion(one.criterion).label,
            *_level(one, matrix),
            one.card,
        ]
        for one in found
    ]
    return frame_of(columns, rows)


def _level(one: Proposal | NotProposed, matrix: Matrix) -> tuple[str, str, str]:
    if isinstance(one, NotProposed):
        return "", "", _why(one.why)
    level = matrix.criterion(one.criterion).level(one.level)
    return f"{level.value} {level.label}", span(one.lowest, one.highest), ""


def _why(why: WhyNot) -> str:
    return {
        WhyNot.NO_FIGURE: say("no figure, or not known"),
        WhyNot.HIDDEN: say("small and hidden"),
        WhyNot.FEW_CASES: say("too few cases"),
        WhyNot.BREAK: say("break in the figures"),
        WhyNot.ANY_LEVEL: say("range holds every level"),
    }[why]

"""What is asked of the process that counts, and what it tells: values that are written as JSON."""

from pathlib import Path

import pandas as pd

from toolkit.errors import Fault
from toolkit.evidence.lists import EvidenceLists
from toolkit.evidence.load import Progress
from toolkit.evidence.loaded import LEFT_OUT_COLUMNS, Loaded, LoadReport
from toolkit.model.evidence import EvidenceCard
from toolkit.model.evidence_source import Month
from toolkit.model.matrix import Frozen


class Question(Frozen):
    """Which files to count, with which lists, and up to which month; None for the last that is known."""

    paths: tuple[Path, ...]
    lists: EvidenceLists
    as_at: Month | None = None


class Counted(Frozen):
    """What became of every row of a load, and the cards of all districts that it gives."""

    report: LoadReport
    left_out: tuple[tuple[str, str, str, str, int], ...] = ()
    """Rows of `Loaded.left_out`."""
    cards: tuple[EvidenceCard, ...] = ()

    @property
    def loaded(self) -> Loaded:
        """The load as the tables of a report want it, without its counts."""
        left_out = pd.DataFrame(list(self.left_out), columns=list(LEFT_OUT_COLUMNS))
        return Loaded(left_out=left_out, report=self.report)

    def of_district(self, district: str) -> tuple[EvidenceCard, ...]:
        """Return the cards of one district, by its id."""
        return tuple(card for card in self.cards if card.district == district)


class Answer(Frozen):
    """One line of what is told: how far it has come, or how it ended."""

    progress: Progress | None = None
    counted: Counted | None = None
    faults: tuple[Fault, ...] = ()
    """What is wrong in the files; nothing is counted then."""
    refused: str = ""
    """Why it cannot be counted, where no place in a file can be named."""

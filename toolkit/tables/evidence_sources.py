"""The sources of figures that can be loaded, as a table."""

import pandas as pd

from toolkit.cells.dates import month_text
from toolkit.language import say
from toolkit.model.evidence_source import Break, EvidenceSources
from toolkit.tables.frames import frame_of


def source_table(sources: EvidenceSources) -> pd.DataFrame:
    """One row a source: where its files are, what one count is, its licence and when its series break."""
    columns = [say("Figures"), say("Where they are"), say("What is counted"), say("Licence"), say("Breaks")]
    rows = [
        [one.name, one.where, one.unit, one.licence, "; ".join(_months(it) for it in one.breaks)]
        for one in sources.sources
    ]
    return frame_of(columns, rows)


def _months(one: Break) -> str:
    if one.last_month is None:
        return say("from {first}", first=month_text(one.first_month))
    return say("{first} to {last}", first=month_text(one.first_month), last=month_text(one.last_month))

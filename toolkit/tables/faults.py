"""What is wrong in files as a table: a row a fault."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from toolkit.errors import Fault
from toolkit.language import say
from toolkit.tables.frames import frame_of

_COLUMNS: Final = (say("File"), say("Where"), say("What is wrong"), say("What would be right"))


def fault_table(faults: Iterable[Fault]) -> pd.DataFrame:
    """Return a row for each fault, with the cell, line or key it is in and the nearest valid name."""
    rows = [(one.file, one.place, one.problem, _remedy(one)) for one in faults]
    return frame_of(_COLUMNS, rows)


def _remedy(fault: Fault) -> str:
    return (
        say("{remedy}. Did you mean '{nearest}'?", remedy=fault.remedy, nearest=fault.nearest)
        if fault.nearest
        else fault.remedy
    )

"""How far one return has come, as a table."""

from collections.abc import Iterable

import pandas as pd

from toolkit.language import say
from toolkit.tables.frames import frame_of


def parts_table(parts: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """One row a part of a return, with how far it has come."""
    return frame_of([say("Part"), say("How far")], list(parts))

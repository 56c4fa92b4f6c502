"""What an import would change as a table: a row a thing that differs."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from toolkit.cells.history import change_after, change_before, changed_thing
from toolkit.language import say
from toolkit.store.import_plan import Part
from toolkit.tables.frames import frame_of

_COLUMNS: Final = (say("Of"), say("What"), say("Before"), say("After"))


def difference_table(parts: Iterable[Part]) -> pd.DataFrame:
    """Return a row for each thing of `parts` that differs from what is stored."""
    rows = [
        (
            part.name,
            changed_thing(one, part.return_),
            change_before(one) or say("not there"),
            change_after(one),
        )
        for part in parts
        for one in part.differences
    ]
    return frame_of(_COLUMNS, rows)

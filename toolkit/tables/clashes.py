"""What someone typed beside what another person stored meanwhile, as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from toolkit.cells.history import differing_parts, when_text
from toolkit.language import say
from toolkit.tables.frames import frame_of

_COLUMNS: Final = (say("What"), say("Yours"), say("Theirs"), say("Saved by"), say("When"))


@dataclass(frozen=True)
class ClashRow:
    """One thing two people changed: what either made of it, None where it was taken away."""

    what: str
    mine: Mapping[str, Any] | None
    theirs: Mapping[str, Any] | None
    author: str
    at: str
    """When theirs was stored, in UTC."""


def clash_table(rows: Iterable[ClashRow]) -> pd.DataFrame:
    """Return a row a thing, with the parts in which the two differ."""
    return frame_of(
        _COLUMNS,
        [
            (
                row.what,
                differing_parts(row.mine, row.theirs),
                differing_parts(row.theirs, row.mine),
                row.author,
                when_text(row.at) if row.at else "",
            )
            for row in rows
        ],
    )

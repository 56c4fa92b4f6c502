"""The history of a return as a table: a row a change, newest first."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from toolkit.cells.history import change_after, change_before, changed_thing
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.store.history import Change
from toolkit.tables.frames import frame_of

_COLUMNS: Final = (
    say("District"),
    say("Year"),
    say("Revision"),
    say("When"),
    say("Who"),
    say("Role"),
    say("What"),
    say("Before"),
    say("After"),
    say("Why"),
)


def history_table(changes: Sequence[Change], returns: Mapping[str, Return]) -> pd.DataFrame:
    """Return a row a change, the newest first, with times as in England.

    `returns` are the returns the changes are about, by record id; they give issues and criteria their names.
    """
    rows = [
        (
            change.record.district,
            change.record.assessment_year,
            change.seq,
            _when(change),
            change.author,
            change.role.label,
            changed_thing(change, returns.get(change.record.id)),
            change_before(change),
            change_after(change),
            change.reason,
        )
        for change in reversed(changes)
    ]
    return frame_of(_COLUMNS, rows)


def change_table(changes: Sequence[Change], returns: Mapping[str, Return]) -> pd.DataFrame:
    """Return the history of one record to read on a page that says which one: no district and no year."""
    return history_table(changes, returns).drop(columns=[say("District"), say("Year")])


def _when(change: Change) -> str:
    note = " " + say("(the clock had stepped back)") if change.clock_stepped_back else ""
    return f"{change.at_home:%Y-%m-%d %H:%M:%S}{note}"

"""How often someone may try: wrong join codes a minute, and writes of one participant."""

import threading
import time
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, func, insert, or_, select

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.store import schema

WRONG_CODES_OF_ONE: Final = 5
"""Wrong join codes a minute from one source; after them even a right one is not looked at."""

WRONG_CODES_OF_ALL: Final = 60
"""Wrong join codes a minute from everywhere."""

WRITES: Final = 30
WRITES_SECONDS: Final = 10.0

_MINUTE: Final = timedelta(minutes=1)
_MOST_PEOPLE: Final = 10_000


def too_many_codes(connection: Connection, source: str, at: str) -> bool:
    """Say whether `source`, or everyone together, has tried too many wrong join codes in the last minute."""
    table = schema.join_attempt
    recent = (table.c.at > _minute_before(at), table.c.at <= at)
    every = select(func.count()).select_from(table).where(*recent)
    if (connection.execute(every).scalar() or 0) >= WRONG_CODES_OF_ALL:
        return True
    return (connection.execute(every.where(table.c.source == source)).scalar() or 0) >= WRONG_CODES_OF_ONE


def note_wrong_code(connection: Connection, source: str, at: str) -> None:
    """Note a wrong join code, and clear away those that no longer count."""
    table = schema.join_attempt
    connection.execute(delete(table).where(or_(table.c.at <= _minute_before(at), table.c.at > at)))
    connection.execute(insert(table).values(source=source, at=at))


def _minute_before(at: str) -> str:
    before = datetime.fromisoformat(at) - _MINUTE
    return before.isoformat(timespec="microseconds").replace("+00:00", "Z")


class Pace:
    """How fast each person writes: at most `most` times in `seconds`, kept in this process."""

    def __init__(self, most: int = WRITES, seconds: float = WRITES_SECONDS) -> None:
        self.most = most
        self.seconds = seconds
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def refuse_faster(self, person: str) -> None:
        """Count one write of `person`.

        Raises
        ------
        Refused
            When they have written too often just now.
        """
        now = time.monotonic()
        with self._lock:
            times = self._times.setdefault(person, deque())
            self._times.move_to_end(person)
            while times and now - times[0] >= self.seconds:
                times.popleft()
            if len(times) >= self.most:
                raise Refused(say("That is too fast. Wait a few seconds, then try again. Nothing was saved."))
            times.append(now)
            while len(self._times) > _MOST_PEOPLE:
                self._times.popitem(last=False)

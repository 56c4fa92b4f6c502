"""The timer of a workshop."""

from datetime import datetime, timedelta
from typing import Final

from toolkit.errors import UsageError
from toolkit.language import say
from toolkit.model.principal import Principal
from toolkit.model.workshop import Workshop
from toolkit.store.store import Store
from toolkit.store.workshops import arrange_workshop

LONGEST_MINUTES: Final = 180


def start_timer(
    store: Store, principal: Principal, record_id: str, workshop_id: str, minutes: int, *, operation: str
) -> Workshop:
    """Start the timer of a workshop, for everyone to see; it only shows, and stops nothing when it ends.

    Raises
    ------
    NotPermitted
        When `principal` does not run it.
    UsageError
        When `minutes` is not between 1 and `LONGEST_MINUTES`.
    """
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise UsageError(
            say("A timer runs for 1 to {longest_minutes} minutes.", longest_minutes=LONGEST_MINUTES)
        )
    ends = datetime.fromisoformat(store.time()) + timedelta(minutes=minutes)
    timer_ends = ends.isoformat(timespec="microseconds").replace("+00:00", "Z")
    return arrange_workshop(
        store, principal, record_id, workshop_id, operation=operation, timer_ends=timer_ends
    )

"""What everybody at a workshop may see: where it has come to, and the return without what is still hidden."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from toolkit.model.assessment import Return
from toolkit.model.principal import Principal
from toolkit.model.workshop import Workshop
from toolkit.store.assessments import built_return
from toolkit.store.permission import Action
from toolkit.store.store import Store
from toolkit.store.workshop_acts import let_in
from toolkit.store.workshop_scoring import seat

_NOBODY: Final = ""
"""An author no revision has, so that whatever is hidden is hidden from them."""

_MOST_KEPT: Final = 16


def own_workshop(store: Store, principal: Principal) -> Workshop:
    """Return where a participant's workshop has come to, and nothing else: what a phone asks every 2 s.

    Raises
    ------
    NotPermitted
        When `principal` is no participant, or was shut out, or the workshop is closed.
    """
    return seat(store, principal, Action.SEE_WORKSHOP)[0].workshop


def revealed_return(store: Store, principal: Principal, record_id: str, workshop_id: str) -> Return:
    """Return a workshop's return as the whole room may see it: without slips that `principal` entered, too.

    The same object as long as nothing is added to the return.

    Raises
    ------
    NotPermitted
        When `principal` may not read the return.
    """
    place = let_in(store, principal, Action.READ, record_id, workshop_id)
    key = place.record.id, place.state.head.hash
    with _GUARD:
        found = _KEPT.get(key)
    if found is None:
        with store.database.reading() as connection:
            found = built_return(store, connection, place.record, place.state.seen_by(_NOBODY))
        with _GUARD:
            _KEPT[key] = found
            while len(_KEPT) > _MOST_KEPT:
                _KEPT.popitem(last=False)
    return found


_KEPT: OrderedDict[tuple[str, str], Return] = OrderedDict()
"""By record and head of its chain, which say exactly what is in it; never by who asks."""

_GUARD = Lock()

"""The store: a database, what was read from it, and the refusal of whoever may not."""

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Final, Self, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, insert

from toolkit.errors import NotPermitted, StorageFailed, UsageError
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.principal import Principal, Role
from toolkit.store import schema
from toolkit.store.acts import Act, was_done
from toolkit.store.anchors import Anchors
from toolkit.store.database import Database
from toolkit.store.lists import read_kept
from toolkit.store.permission import EVERYTHING, Action, Target, require
from toolkit.store.records import Record, find_record
from toolkit.store.state import State, read_state

L = TypeVar("L", bound=BaseModel)

_KEPT_STATES: Final = 64
_KEPT_VIEWS: Final = 4
"""How many of a record's states the return is kept for: people who score in private see different ones."""


@dataclass(frozen=True)
class Held:
    """A record as last read or written; its `frame` is the return without what changes often."""

    record: Record
    state: State
    frame: Return


class Store:
    """An open database and the states of its records as last read.

    The functions that read and change what is in it are in the modules beside this one; each takes the store
    and a principal, and asks `toolkit.store.permission` before anything else.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.anchors = Anchors(database.address.beside)
        self._states: OrderedDict[str, State] = OrderedDict()
        self._records: dict[str, Record] = {}
        self._frames: dict[str, tuple[int, Return]] = {}
        self._built: dict[str, tuple[tuple[State, Return], ...]] = {}
        self._lists: dict[tuple[str, str, str], BaseModel] = {}
        self._guard = threading.Lock()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Write down where the chains stand, and close the database."""
        self.anchors.note_what_is_left()
        self.database.close()

    def permit(self, principal: Principal, action: Action, target: Target = EVERYTHING) -> Role:
        """Return the role in which `principal` may do `action` to `target`; a refusal is written down.

        Raises
        ------
        NotPermitted
            When they may not.
        """
        try:
            return require(principal, action, target)
        except NotPermitted:
            values = {
                "at": self.time(),
                "person": principal.id,
                "action": action.value,
                "target": str(target),
            }
            with suppress(StorageFailed):  # refused all the same
                self.database.write(partial(_add_refusal, values=values))
            raise

    def act(self, principal: Principal, role: Role, operation: str, reason: str = "") -> Act:
        """Return an act of `principal` now."""
        return Act(principal, role, operation, self.database.clock(), reason)

    def time(self) -> str:
        """Return the time now as it is stored."""
        return self.database.clock().isoformat(timespec="microseconds").replace("+00:00", "Z")

    def record(self, connection: Connection, record_id: str) -> Record:
        """Return the record with the id.

        Raises
        ------
        UsageError
            When there is none.
        """
        found = self._records.get(record_id) or find_record(connection, record_id)
        if found is None:
            raise UsageError(say("There is no such return in this database."))
        self._records[record_id] = found
        return found

    def target(self, connection: Connection, record: Record) -> Target:
        """Return what a question about `record` is about: its district and the workshops held on it."""
        return self.state(connection, record).target(record)

    def state(self, connection: Connection, record: Record) -> State:
        """Return what `record` holds now, with what others have scored in private."""
        with uncollected():
            state = read_state(connection, record, self.known(record))
        self.remember(record, state)
        return state

    def known(self, record: Record) -> State | None:
        """Return the state of `record` as last read, or None."""
        with self._guard:
            return self._states.get(record.id)

    def remember(self, record: Record, state: State) -> None:
        """Keep the state of `record` as it was just read or written."""
        with self._guard:
            self._states[record.id] = state
            self._states.move_to_end(record.id)
            while len(self._states) > _KEPT_STATES:
                self._states.popitem(last=False)

    def held(self, record_id: str) -> Held | None:
        """Return a record as last read or written, with its frame; None where either is not at hand."""
        with self._guard:
            record, state = self._records.get(record_id), self._states.get(record_id)
        framed = self._frames.get(record_id)
        if record is None or state is None or framed is None or framed[0] != state.marks.frame:
            return None
        return Held(record, state, framed[1])

    def was_done(self, operation: str) -> bool:
        """Say whether an operation was done already."""
        with self.database.reading() as connection:
            return was_done(connection, operation) is not None

    def built(self, record: Record, state: State, build: Callable[[], Return]) -> Return:
        """Return what `build` makes of `state`, or what it lately made of the very same one."""
        with self._guard:
            kept = self._built.get(record.id, ())
        for one, made in kept:
            if one is state:
                return made
        with uncollected():
            made = build()
        with self._guard:
            self._built[record.id] = ((state, made), *self._built.get(record.id, ())[: _KEPT_VIEWS - 1])
        return made

    def frame(self, record: Record, state: State, build: Callable[[], Return]) -> Return:
        """Return what `build` makes of what scores refer to: the lists, and the district's own issues."""
        held = self._frames.get(record.id)
        if held is not None and held[0] == state.marks.frame:
            return held[1]
        made = build()
        self._frames[record.id] = (state.marks.frame, made)
        return made

    def kept(self, connection: Connection, model: type[L], identity: str, version: str, digest: str) -> L:
        """Return a kept list whose content has the hash `digest`.

        Raises
        ------
        IntegrityBroken
            When it is not there or no longer the same.
        """
        key = model.__name__, identity, digest
        found = self._lists.get(key)
        if found is None:
            found = self._lists[key] = read_kept(connection, model, identity, version, digest)
        assert isinstance(found, model)  # noqa: S101 (the key names the model)
        return found


@contextmanager
def uncollected() -> Iterator[None]:
    """Make thousands of objects that last without Python looking through them all again and again.

    It takes as long as making them. Of several threads in here, the first that leaves switches it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _add_refusal(connection: Connection, values: Mapping[str, str]) -> None:
    connection.execute(insert(schema.refusal).values(values))

"""How partnerships' own workbooks are read, remembered in the database from the first time on."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from toolkit.exchange.lists import library_of
from toolkit.files.column_mapping_text import column_mapping_text
from toolkit.files.column_mapping_use import mappings_in
from toolkit.model.column_mapping import ColumnMapping
from toolkit.model.principal import Principal
from toolkit.store.acts import Act, begin_act
from toolkit.store.lists import keep_lists, kept_lists, kind_of_list, list_hash
from toolkit.store.permission import EVERYTHING, Action, Target, may
from toolkit.store.store import Store

_FIRST = 1


def remembered_columns(store: Store, principal: Principal) -> tuple[ColumnMapping, ...]:
    """Return the newest version of every column mapping that the database keeps.

    Raises
    ------
    NotPermitted
        When `principal` has no role here at all.
    """
    return mappings_in(library_of(store, principal))


def remember_columns(
    store: Store, principal: Principal, mapping: ColumnMapping, *, operation: str
) -> ColumnMapping:
    """Keep a column mapping as the next version of its id, and return it; the same again changes nothing.

    Earlier versions are kept too: a workbook that was read with one can be read so again.

    Raises
    ------
    NotPermitted
        When `principal` may not take in what it reads: whoever may start a return in the partnership's
        district may, and an administrator everywhere.
    """
    action = Action.IMPORT if may(principal, Action.IMPORT) else Action.START
    target = EVERYTHING if action is Action.IMPORT else Target(mapping.partnership)
    role = store.permit(principal, action, target)
    act = store.act(principal, role, operation)
    return store.database.write(partial(_remember, mapping=mapping, act=act, text=column_mapping_text))


def _remember(
    connection: Connection, mapping: ColumnMapping, act: Act, text: Callable[[ColumnMapping], str]
) -> ColumnMapping:
    kept = _versions(connection, mapping.id)
    newest = max(kept, key=lambda one: int(one.version), default=None)
    if newest is not None and newest.changed(version=mapping.version, source=mapping.source) == mapping:
        return newest
    numbered = mapping.changed(version=str(int(newest.version) + 1 if newest else _FIRST))
    if begin_act(connection, act, list_hash(mapping)):
        keep_lists(connection, [(numbered, text(numbered))], act.time)
        return numbered
    return newest or numbered


def _versions(connection: Connection, identity: str) -> list[ColumnMapping]:
    """Return the versions of a mapping that were numbered here; others came from files."""
    kind = kind_of_list(ColumnMapping)
    return [
        ColumnMapping.model_validate_json(kept.content)
        for kept in kept_lists(connection)
        if kept.kind == kind and kept.id == identity and kept.version.isdecimal()
    ]

"""Importing returns and a county: first a plan of what would change, then all of it in one transaction."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection

from toolkit.errors import Conflict
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.beside import Beside
from toolkit.model.county import CountyDecisions
from toolkit.model.principal import Principal, Role
from toolkit.store.acts import Act, Edit, Stale, append, begin_act
from toolkit.store.assessments import Stored, open_return, readable_records
from toolkit.store.beside_kept import beside_edits, beside_of
from toolkit.store.chain import Head, canonical_json, content_hash
from toolkit.store.county import SLUG, find_county, new_county_record
from toolkit.store.county_values import county_edits
from toolkit.store.county_values import lists_of as county_lists_of
from toolkit.store.entries import Entries, Entry, Thing
from toolkit.store.import_plan import Batch, Difference, ImportPlan, KeepList, Part
from toolkit.store.lists import keep_lists, list_name, new_lists
from toolkit.store.permission import Action, Target, may
from toolkit.store.postgres import lock_record
from toolkit.store.records import Record, RecordKind, add_record, all_records, head_of
from toolkit.store.sign_off import LOCKED, sign_off_edit, sign_off_edits
from toolkit.store.state import State, read_state
from toolkit.store.store import Store
from toolkit.store.values import SIGN_OFF, edits_between, edits_for, lists_of

Numbers = Callable[[Return], Mapping[str, Any] | None]
"""What gives the results of a return that its sign-off vouches for."""

_COUNTY_NAME: Final = say("The county's own")


def plan_import(
    store: Store, principal: Principal, batch: Batch, numbers: Numbers = lambda _: None
) -> ImportPlan:
    """Compare a batch with the store and say what importing it would add, change and refuse.

    Nothing is changed. Returns and issues that the store holds and the batch does not are left as they are;
    within a return that both hold, what the batch lacks would be taken away, and what stands beside it stays
    where the batch does not speak of it. `numbers` gives the results that
    the sign-off of a return vouches for; it is asked for those that an import would sign off.

    Raises
    ------
    NotPermitted
        When `principal` may not import it: whoever may start a return in its district may take one in, the
        county's own and lists are for an administrator.
    """
    _importer(store, principal, batch.returns.values(), beyond=batch.beyond_returns)
    parts = [*_return_parts(store, principal, batch, numbers), *_county_parts(store, principal, batch)]
    lists = (*batch.lists, *(one for part in parts if part.edits for one in part.lists))
    with store.database.reading() as connection:
        new, faults = new_lists(connection, [model for model, _ in lists])
    return ImportPlan(
        new=tuple(part for part in parts if part.is_new),
        changed=tuple(part for part in parts if part.edits and not part.is_new and not part.because),
        unchanged=tuple(part for part in parts if not part.edits),
        refused=tuple(part for part in parts if part.because),
        refused_lists=tuple(str(fault) for fault in faults),
        new_lists=tuple(" ".join(list_name(model)).replace("_", " ") for model in new),
        lists=lists,
        beyond_returns=batch.beyond_returns,
    )


def make_import(
    store: Store, principal: Principal, plan: ImportPlan, *, operation: str, reason: str = ""
) -> None:
    """Do what a plan says, all of it in one transaction; an operation that was done is not done again.

    Raises
    ------
    Conflict
        When the plan refuses anything.
    Stale
        When anything the plan looked at was changed since. Nothing is imported.
    NotPermitted
        When `principal` may not import.
    """
    returns = [part.return_ for part in plan.parts if part.return_ is not None]
    role = _importer(store, principal, returns, beyond=plan.beyond_returns)
    if because := [*plan.refused_lists, *(f"{part.name}: {part.because}" for part in plan.refused)]:
        raise Conflict("\n".join([*because, say("Nothing was imported.")]))
    if plan.changes_nothing:
        return
    act = store.act(principal, role, operation, reason)
    heads = store.database.write(partial(_import, plan=plan, act=act), None)
    for record, head in heads.items():
        store.anchors.note(record.id, head, act.at, "imported", always=False)


def _importer(store: Store, principal: Principal, returns: Collection[Return], *, beyond: bool) -> Role:
    """Return the role in which `principal` may import these returns, and what is `beyond` them."""
    if beyond or not returns or may(principal, Action.IMPORT):
        return store.permit(principal, Action.IMPORT)
    roles = [store.permit(principal, Action.START, Target(return_.district)) for return_ in returns]
    return roles[0]


def _return_parts(store: Store, principal: Principal, batch: Batch, numbers: Numbers) -> list[Part]:
    there = {(one.district, one.assessment_year): one for one in readable_records(store, principal)}
    taken = {SLUG, "people", "matrices", *(record.slug for record in there.values())}
    parts = []
    for name, return_ in batch.returns.items():
        beside = batch.beside.get(name, Beside())
        record = there.get((return_.district, return_.assessment_year))
        if record is not None:
            stored = open_return(store, principal, record.id)
            edits = (
                *edits_between(stored.state, stored.return_, return_),
                *beside_edits(stored.state, beside_of(stored), beside),
            )
            parts.append(_known_return(stored, _hidden(store, stored), return_, edits, numbers))
            continue
        slug = _free_slug(name, return_, taken)
        taken.add(slug)
        parts.append(_new_return(slug, return_, beside, numbers))
    return parts


def _known_return(
    stored: Stored, hidden: set[Thing], return_: Return, edits: tuple[Edit, ...], numbers: Numbers
) -> Part:
    because = ""
    if edits and stored.return_.status in LOCKED:
        because = say(
            "it is {status} and locked, and what you import differs from it. "
            "Reopen it, with a reason, to change it.",
            status=stored.return_.status.label,
        )
    elif any((edit.subject, edit.key) in hidden for edit in edits):
        because = say(
            "it holds scores of a workshop that are not shown to everyone yet; show them there first."
        )
    differences = _differences(stored.state, edits)
    signs = return_.status in LOCKED and return_.status is not stored.return_.status
    vouched = numbers(return_) if signs and not because else None
    edits = (*edits, *sign_off_edits(stored.state, stored.return_, return_, vouched))
    lists = _lists_of(return_)
    return Part(stored.name, stored.record, stored.head, return_, edits, differences, because, lists)


def _hidden(store: Store, stored: Stored) -> set[Thing]:
    """Return what others have scored in private, so that an import does not write over it unseen."""
    with store.database.reading() as connection:
        every = store.state(connection, stored.record).entries
    return {thing for thing in every if thing not in stored.state.entries}


def _new_return(slug: str, return_: Return, beside: Beside, numbers: Numbers) -> Part:
    identity = secrets.token_hex(16)
    record = Record(identity, RecordKind.ASSESSMENT, return_.district, return_.assessment_year, slug)
    edits = edits_for(return_)
    edits += beside_edits(State(record.start, Entries()), Beside(), beside)
    if return_.status in LOCKED:
        edits.append(sign_off_edit(return_, record.start, numbers(return_)))
    name = f"{return_.district}, {return_.assessment_year}"
    return Part(name, record, record.start, return_, tuple(edits), lists=_lists_of(return_))


def _county_parts(store: Store, principal: Principal, batch: Batch) -> list[Part]:
    if batch.county is None:
        return []
    stored = find_county(store, principal)
    if stored is None:
        record = new_county_record()
        edits = tuple(county_edits(State(record.start, Entries()), None, batch.county))
        return [Part(_COUNTY_NAME, record, record.start, None, edits, lists=_county_lists(batch.county))]
    edits = tuple(county_edits(stored.state, stored.decisions, batch.county))
    differences = _differences(stored.state, edits)
    lists = _county_lists(batch.county)
    return [Part(_COUNTY_NAME, stored.record, stored.head, None, edits, differences, lists=lists)]


def _county_lists(county: CountyDecisions) -> tuple[KeepList, ...]:
    return tuple(county_lists_of(county))


def _lists_of(return_: Return) -> tuple[KeepList, ...]:
    return tuple((one, None) for one in lists_of(return_).values())


def _differences(state: State, edits: list[Edit] | tuple[Edit, ...]) -> tuple[Difference, ...]:
    return tuple(
        Difference(edit.subject, edit.key, state.value_of(edit.subject, edit.key) or None, edit.value)
        for edit in edits
        if edit.subject != SIGN_OFF
    )


def _free_slug(name: str, return_: Return, taken: set[str]) -> str:
    """Return a name for a return's folder that none has: its own, or else its district and year."""
    full = _slug(f"{return_.district} {return_.assessment_year}")
    for slug in (_slug(name), full):
        if slug and slug not in taken:
            return slug
    number = 2
    while f"{full}-{number}" in taken:
        number += 1
    return f"{full}-{number}"


def _slug(name: str) -> str:
    """Return `name` in lower-case letters, digits and hyphens: ``Tunbridge Wells`` as ``tunbridge-wells``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def _import(connection: Connection, plan: ImportPlan, act: Act) -> dict[Record, Head]:
    """Add everything in a plan, or nothing; return the new heads, none for an import that was done before."""
    if not begin_act(connection, act, _content(plan)):
        return {}
    _refuse_changed(connection, plan)
    keep_lists(connection, plan.lists, act.time)
    heads = {}
    for part in (*plan.new, *plan.changed):
        if part.is_new:
            add_record(connection, part.record)
        now = State(part.head, Entries()) if part.is_new else read_state(connection, part.record)
        heads[part.record] = append(connection, part.record, now, part.edits, act).head
    return heads


def _content(plan: ImportPlan) -> str:
    """Return the hash of what a plan would do; the ids of new records do not count."""
    parts = (*plan.new, *plan.changed)
    done = [[part.name, [[edit.subject, edit.key, edit.value] for edit in part.edits]] for part in parts]
    return content_hash(canonical_json([*done, list(plan.new_lists)]))


def _refuse_changed(connection: Connection, plan: ImportPlan) -> None:
    """Raise Stale when anything the plan looked at is no longer as it was."""
    there = {
        (one.kind, one.district, one.assessment_year): one
        for kind in (RecordKind.ASSESSMENT, RecordKind.COUNTY)
        for one in all_records(connection, kind)
    }
    changed: dict[Thing, Entry | None] = {}
    for part in sorted(plan.parts, key=lambda part: part.record.id):
        record = there.get((part.record.kind, part.record.district, part.record.assessment_year))
        if record is None:
            continue
        if connection.dialect.name == "postgresql":
            lock_record(connection, record.id)
        if head_of(connection, record) != part.head:
            entries = read_state(connection, record).entries.values()
            changed[record.kind.value, part.name] = max(entries, key=lambda entry: entry.seq, default=None)
    if changed:
        raise Stale(changed)

"""A return taken apart into things that are revised one by one, and put together again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import eq
from typing import Any, Final

from toolkit.model.assessment import Return, ReturnOrigins, ReturnStatus, Score
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.model.issues import Issue, IssueCatalogue
from toolkit.model.matrix import Frozen, Matrix
from toolkit.model.priorities import CategorySet, Priority
from toolkit.model.statements import (
    Assumption,
    RestrictedIssue,
    Roles,
    Statement,
    StatementHeadings,
)
from toolkit.model.text import fold
from toolkit.store.acts import Edit
from toolkit.store.entries import Thing
from toolkit.store.lists import list_hash
from toolkit.store.state import SCORE, State

HEADER: Final = "header"
STATUS: Final = "status"
SIGN_OFF: Final = "sign_off"
ISSUE: Final = "issue"
PRIORITY: Final = "priority"
HORIZON_ITEM: Final = "horizon_item"
STATEMENT: Final = "statement"
ASSUMPTION: Final = "assumption"
ROLE: Final = "role"
RESTRICTED: Final = "restricted"
RELEASE: Final = "release"
"""What a public edition may print that it otherwise leaves out; there only while it may."""

Things = Mapping[Thing, Frozen | Mapping[str, Any]]
"""What a record holds, thing by thing."""

LISTS: Final[Mapping[str, type[Frozen]]] = {
    "matrix": Matrix,
    "catalogue": IssueCatalogue,
    "category_set": CategorySet,
    "heading_set": HeadingSet,
    "statement_set": StatementHeadings,
}
"""The lists a return is made with, by the field that holds each; only those it has are stored with it."""

_HEADER_FIELDS: Final = ("assessment_year", "plan_year", "marking", "handling", "origins")


@dataclass(frozen=True)
class ListRef:
    """A list by id, version and the hash of its content."""

    id: str
    version: str
    hash: str


def score_key(score: Score) -> str:
    """Return the key of a score: its issue, criterion, round and scorer."""
    return f"{score.issue}/{score.criterion}/{score.round}/{score.scorer}"


def things_of(return_: Return, keys: Sequence[str]) -> dict[Thing, Frozen | Mapping[str, Any]]:
    """Return every thing a return holds, in order; `keys` are those of its priorities."""
    found: dict[Thing, Frozen | Mapping[str, Any]] = {
        (HEADER, ""): _header(return_),
        (STATUS, ""): {"status": return_.status.value},
    }
    found |= {(ISSUE, issue.id): issue for issue in return_.local_issues}
    found |= {(SCORE, score_key(score)): score for score in return_.scores}
    found |= {(PRIORITY, key): one for key, one in zip(keys, return_.priorities, strict=True)}
    found |= {(HORIZON_ITEM, item.id): item for item in return_.horizon}
    return found | dict(_of_the_paper(return_))


def lists_of(return_: Return) -> dict[str, Frozen]:
    """Return the lists a return is made with, by field; one that it does without is left out."""
    found = {part: getattr(return_, part) for part in LISTS}
    return {part: one for part, one in found.items() if one is not None}


def edits_for(return_: Return) -> list[Edit]:
    """Return the edits that make a record hold a return from nothing."""
    keys = [f"p{number}" for number in range(1, len(return_.priorities) + 1)]
    return [Edit(*thing, _plain(value)) for thing, value in things_of(return_, keys).items()]


def edits_between(state: State, before: Return, after: Return) -> list[Edit]:
    """Return the edits that turn what `state` holds, which is `before`, into `after`."""
    keys = list(state.of(PRIORITY))
    old = things_of(before, keys)
    ever = [key for subject, key in state.entries if subject == PRIORITY]
    named = dict(zip(keys, before.priorities, strict=True))
    new = things_of(after, _priority_keys(named, after.priorities, ever))
    return edits_from(state, old, new)


def edits_from(state: State, old: Things, new: Things) -> list[Edit]:
    """Return the edits that turn the things `old`, which `state` holds, into the things `new`."""
    edits = [Edit(*thing, None, state.entries[thing].seq) for thing in old if thing not in new]
    for thing, value in new.items():
        if thing in old and (old[thing] is value or old[thing] == value):
            continue
        now = state.entries.get(thing)
        seq, since = (now.seq, now.since if now.is_there else 0) if now else (0, 0)
        edits.append(Edit(*thing, _plain(value), seq, since))
    return edits


def list_refs(state: State) -> dict[str, ListRef]:
    """Return the lists a stored return is made with, by field."""
    header = state.value_of(HEADER)
    return {part: ListRef(**header[part]) for part in LISTS if part in header}


def return_of(state: State, district: str, lists: Mapping[str, Frozen]) -> Return:
    """Put the return of a district together from its stored things and the lists it is made with."""
    header = state.value_of(HEADER)
    return Return(
        district=district,
        status=ReturnStatus(state.value_of(STATUS)["status"]),
        local_issues=tuple(Issue(**value) for value in _values(state, ISSUE)),
        scores=tuple(state.scores.values()),
        priorities=tuple(Priority(**value) for value in _values(state, PRIORITY)),
        horizon=tuple(HorizonItem(**value) for value in _values(state, HORIZON_ITEM)),
        statements=tuple(Statement(**value) for value in _values(state, STATEMENT)),
        assumptions=tuple(Assumption(**value) for value in _values(state, ASSUMPTION)),
        roles=Roles(**{role: entry.value for role, entry in state.of(ROLE).items()}),
        restricted=tuple(RestrictedIssue(**value) for value in _values(state, RESTRICTED)),
        rationales_released=bool(state.value_of(RELEASE)),
        origins=ReturnOrigins(**header["origins"]),
        **{field: header[field] for field in _HEADER_FIELDS if field != "origins"},
        **lists,
    )


def _of_the_paper(return_: Return) -> Iterator[tuple[Thing, Frozen | Mapping[str, Any]]]:
    """Yield what is written beside the scores, as far as there is any."""
    yield from (((STATEMENT, one.heading), one) for one in return_.statements)
    yield from (((ASSUMPTION, one.id), one) for one in return_.assumptions)
    yield from (((ROLE, role), holder) for role, holder in return_.roles.holders.items() if holder.by)
    yield from (((RESTRICTED, one.issue), one) for one in return_.restricted)
    if return_.rationales_released:
        yield (RELEASE, ""), {"rationales": True}


def _header(return_: Return) -> dict[str, Any]:
    header = return_.model_dump(mode="json", include=set(_HEADER_FIELDS))
    for part in lists_of(return_):
        found = getattr(return_, part)
        header[part] = {"id": found.id, "version": found.version, "hash": list_hash(found)}
    return header


def _plain(value: Frozen | Mapping[str, Any]) -> Mapping[str, Any]:
    return value.model_dump(mode="json") if isinstance(value, Frozen) else value


def _values(state: State, subject: str) -> Iterator[dict[str, Any]]:
    return (entry.value for entry in state.of(subject).values() if entry.value is not None)


def _priority_keys(
    kept: Mapping[str, Priority], wanted: tuple[Priority, ...], ever: Iterable[str]
) -> list[str]:
    """Return the key of each wanted priority: of the same, of its wording, of one that went, or a new one."""
    left = dict(kept)
    keys = [_taken(left, partial(eq, priority)) for priority in wanted]
    for place, priority in enumerate(wanted):
        if not keys[place]:
            keys[place] = _taken(left, partial(_is_worded, fold(priority.worded)))
    gone = list(left)
    number = max((int(key[1:]) for key in ever), default=0)
    for place, key in enumerate(keys):
        if not key and gone:
            keys[place] = gone.pop(0)
        elif not key:
            number += 1
            keys[place] = f"p{number}"
    return keys


def _is_worded(worded: str, priority: Priority) -> bool:
    return fold(priority.worded) == worded


def _taken(left: dict[str, Priority], fits: Callable[[Priority], bool]) -> str:
    """Take the first of `left` that fits out and return its key, or nothing."""
    key = next((key for key, one in left.items() if fits(one)), "")
    left.pop(key, None)
    return key

"""Returns and lists as the store has them for whoever is at this page; every change goes through here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.drafts import Change, applied
from apps.opened import opened, principal
from apps.versions import kept_county
from toolkit.documents import signed_numbers
from toolkit.errors import ToolkitError
from toolkit.files.crosswalks import Found, issue_crosswalk_between
from toolkit.files.library import Library
from toolkit.language import say
from toolkit.methods.categorise import Proposal, propose_categories
from toolkit.model.assessment import Return, ReturnStatus, Score
from toolkit.model.category_terms import CategoryTerms
from toolkit.model.county import CountyReturns
from toolkit.model.list_crosswalk import IssueCrosswalk
from toolkit.model.matrix_mapping import MatrixMapping
from toolkit.store import history
from toolkit.store.assessments import Stored, open_return, readable_records, save_return, save_scores
from toolkit.store.county import assessment_years, open_county
from toolkit.store.permission import Action, may
from toolkit.store.records import Record
from toolkit.store.sign_off import LOCKED
from toolkit.wording.sign_off import locked_sentence


@dataclass(frozen=True)
class Shelf:
    """Every return this person may read, by district and year, and why the others could not be."""

    stored: tuple[Stored, ...]
    faults: tuple[str, ...]


def records() -> tuple[Record, ...]:
    """Return the records of the returns this person may read, by district and year."""
    return readable_records(opened().store, principal())


def stored_return(record_id: str) -> Stored:
    """Return a return as this person may see it; raises as `open_return`."""
    return open_return(opened().store, principal(), record_id)


def shelf() -> Shelf:
    """Return every return this person may read; one that cannot be read never hides the others."""
    stored, faults = [], []
    for record in records():
        try:
            stored.append(stored_return(record.id))
        except ToolkitError as error:
            faults.append(f"{record.district}, {record.assessment_year}: {error}")
    return Shelf(tuple(stored), tuple(faults))


def county_years() -> tuple[str, ...]:
    """Return the assessment years of the county's returns, newest first."""
    return tuple(reversed(assessment_years(opened().store, principal())))


def county_returns(year: str) -> CountyReturns:
    """Return the county with its returns of one assessment year: the same object until something changes.

    Raises
    ------
    ToolkitError
        When there is none, or this person may not read it.
    """
    return kept_county(open_county(opened().store, principal(), year))


def earlier_return(stored: Stored) -> Return | None:
    """Return the return of the same district for the latest year before, or None."""
    now = stored.record
    years = {one.assessment_year: one.id for one in records() if one.district == now.district}
    earlier = [year for year in years if year < now.assessment_year]
    return stored_return(years[max(earlier)]).return_ if earlier else None


def changes_of(record_id: str) -> tuple[history.Change, ...]:
    """Return the history of a return in order, as this person may see it."""
    return history.changes(opened().store, principal(), record_id)


def closed(stored: Stored) -> str:
    """Say why this person cannot change a return now, or nothing."""
    store = opened().store
    if stored.return_.status in LOCKED:
        return locked_sentence(stored)
    if not may(principal(), Action.EDIT, stored.state.target(stored.record)):
        return say("You may read this return, but not change it.")
    return (
        say("Nothing can be saved: {read_only}.", read_only=store.database.read_only)
        if store.database.read_only
        else ""
    )


def save(record_id: str, changes: Sequence[Change], *, operation: str, reason: str) -> Stored:
    """Make changes to a return as it is now, all or none, and return it.

    Raises
    ------
    ToolkitError
        When a change is refused, someone else got there first, or the database cannot be written.
    """
    store, person = opened().store, principal()
    pairs = [
        (change.seen, change.mine)
        for change in changes
        if isinstance(change.seen, Score) and isinstance(change.mine, Score)
    ]
    if pairs and len(pairs) == len(changes):
        save_scores(store, person, record_id, pairs, operation=operation, reason=reason)
        return stored_return(record_id)
    numbers: Mapping[str, Any] | None = None
    if any(isinstance(change.mine, ReturnStatus) and change.mine in LOCKED for change in changes):
        numbers = signed_numbers(stored_return(record_id).return_)
    return save_return(
        store,
        person,
        record_id,
        lambda return_: applied(return_, changes),
        operation=operation,
        reason=reason,
        numbers=numbers,
    )


def library() -> Library:
    """Return the lists kept in the database, and after them the shipped ones."""
    return opened().library()


def mapping_between(old: Return, new: Return) -> MatrixMapping | None:
    """Return the agreed reading of one return's matrix in the other's, either way, or None."""
    wanted = {old.matrix.ref, new.matrix.ref}
    for entry in library().entries(MatrixMapping):
        found = entry.read()
        if isinstance(found, MatrixMapping) and {found.from_matrix, found.to_matrix} == wanted:
            return found
    return None


def crosswalk_between(old: Return, new: Return) -> Found[IssueCrosswalk]:
    """Return how the issues of one return's catalogue go on in the other's, where one crosswalk says so."""
    return issue_crosswalk_between(library(), old, new)


def proposed_categories(stored: Stored, worded: str) -> Proposal:
    """Propose the categories of a wording, by the term list of the return's own category set."""
    for entry in library().entries(CategoryTerms):
        terms = entry.read()
        if isinstance(terms, CategoryTerms) and terms.category_set == stored.return_.category_set.ref:
            return propose_categories(worded, terms)
    return Proposal((), (), say("No list of terms belongs to this category set; a person decides."))

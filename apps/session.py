"""The county's folder, the returns in it, and what this browser session has chosen and seen.

The only module that reads or writes returns or touches session state; nothing here draws.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import streamlit as st

from toolkit.errors import Fault, InputRejected, StorageFailed, ToolkitError
from toolkit.files.county_folder import read_county
from toolkit.files.crosswalks import Found, issue_crosswalk_between
from toolkit.files.library import library_beside, read_list
from toolkit.files.return_folder import is_return_folder, read_return_folder, update_return
from toolkit.files.sample import working_sample
from toolkit.methods.categorise import Proposal, propose_categories
from toolkit.model.assessment import Return
from toolkit.model.category_terms import CategoryTerms
from toolkit.model.county import CountyReturns
from toolkit.model.list_crosswalk import IssueCrosswalk
from toolkit.model.matrix_mapping import MatrixMapping

T = TypeVar("T")

RETURN_KEY = "return"
"""Key of the district chosen, and its name in the page's address."""

ISSUE_KEY = "issue"
"""Key of the issue a page is about, and its name in the page's address."""

YEAR_KEY = "year"
"""Key of the county's year, and its name in the page's address."""


@dataclass(frozen=True)
class Filed:
    """A return and the folder that holds it."""

    folder: Path
    return_: Return

    @property
    def name(self) -> str:
        """What people call it: ``Ashford, 2016-17``."""
        return f"{self.return_.district}, {self.return_.assessment_year}"


@dataclass(frozen=True)
class Shelf:
    """Every return folder of the county that can be read, in name order, and the faults of the others."""

    filed: tuple[Filed, ...]
    faults: tuple[Fault | str, ...]


def county_folder() -> Path:
    """Return the folder of returns the app was opened on, by default the user's copy of the sample county.

    Raises
    ------
    StorageFailed
        When the sample county cannot be copied.
    """
    named = os.environ.get("TOOLKIT_COUNTY")
    return Path(named) if named else working_sample()


def shelf() -> Shelf:
    """Read the return folders of the county; one that cannot be read never hides the others.

    Raises
    ------
    StorageFailed
        When there is no such folder.
    """
    county = county_folder()
    if not county.is_dir():
        raise StorageFailed(f"There is no folder {county}.")
    filed, faults = [], list[Fault | str]()
    for folder in sorted(folder for folder in county.iterdir() if is_return_folder(folder)):
        try:
            filed.append(Filed(folder, _read(folder, _stamp(folder))))
        except InputRejected as error:
            faults.extend(error.faults)
        except ToolkitError as error:
            faults.append(str(error))
    return Shelf(tuple(sorted(filed, key=lambda one: one.name)), tuple(faults))


def county_years() -> tuple[str, ...]:
    """Return the assessment years of the county's returns, newest first."""
    return tuple(sorted({filed.return_.assessment_year for filed in shelf().filed}, reverse=True))


def county_returns(year: str) -> CountyReturns:
    """Read the county's returns of one assessment year, workbooks included.

    Raises
    ------
    ToolkitError
        When the county cannot be read as it is.
    """
    folder = county_folder()
    inside = [one for one in sorted(folder.iterdir()) if is_return_folder(one)]
    return _read_county(folder, year, tuple(_stamp(one) for one in (folder, *inside)))


def earlier_return(filed: Filed) -> Return | None:
    """Return the return of the same district for the latest year before, or None."""
    now = filed.return_
    others = [one.return_ for one in shelf().filed if one.return_.district == now.district]
    earlier = [one for one in others if one.assessment_year < now.assessment_year]
    return max(earlier, key=lambda one: one.assessment_year, default=None)


def mapping_between(beside: Path, old: Return, new: Return) -> MatrixMapping | None:
    """Return the agreed reading of one return's matrix in the other's, either way, or None."""
    wanted = {old.matrix.ref, new.matrix.ref}
    for entry in library_beside(beside).entries(MatrixMapping):
        found = read_list(entry.path)
        if isinstance(found, MatrixMapping) and {found.from_matrix, found.to_matrix} == wanted:
            return found
    return None


def crosswalk_between(beside: Path, old: Return, new: Return) -> Found[IssueCrosswalk]:
    """Return how the issues of one return's catalogue go on in the other's, where one crosswalk says so."""
    return issue_crosswalk_between(beside, old, new)


def save(filed: Filed, change: Callable[[Return], Return]) -> Filed:
    """Apply `change` to what the folder holds now and write it, whole or not at all.

    Raises
    ------
    ToolkitError
        When the change is refused, someone else got there first, or the folder cannot be written to.
    """
    return Filed(filed.folder, update_return(filed.folder, change))


def proposed_categories(filed: Filed, worded: str) -> Proposal:
    """Propose the categories of a wording, by the term list of the return's own category set."""
    library = library_beside(filed.folder)
    for entry in library.entries(CategoryTerms):
        terms = library.category_terms(entry.id, entry.version)
        if terms.category_set == filed.return_.category_set.ref:
            return propose_categories(worded, terms)
    return Proposal((), (), "No list of terms belongs to this category set; a person decides.")


def as_opened(key: str, form: str, now: T) -> T:
    """Return what a form showed when it was opened, so that a change by someone else meanwhile is noticed.

    `key` is the key of one of its inputs: while it lives, the form still shows what was seen then.
    """
    seen: dict[str, T] = st.session_state.setdefault("seen", {})
    if key not in st.session_state or form not in seen:
        seen[form] = now
    return seen[form]


def saved_as(form: str, now: object) -> None:
    """Remember that a form now shows `now`, because it has just been saved."""
    st.session_state.setdefault("seen", {})[form] = now


def edition(form: str) -> int:
    """Return how often a form was started afresh; part of its inputs' keys."""
    return int(st.session_state.setdefault("editions", {}).get(form, 0))


def start_afresh(form: str) -> None:
    """Empty a form, so that it shows what is stored."""
    editions = st.session_state.setdefault("editions", {})
    editions[form] = editions.get(form, 0) + 1


def edited_cells(key: str) -> dict[int, dict[str, object]]:
    """Return the cells changed in a keyed editor: row position to column to value."""
    state = st.session_state.get(key)
    return dict(state["edited_rows"]) if state else {}


def chosen(key: str) -> str:
    """Return the text an input holds, by its key, before it is drawn."""
    return str(st.session_state.get(key) or "")


def leave(message: str, **choices: object) -> None:
    """Keep a message and the values of inputs, by key, for the next run of the page."""
    st.session_state["message"] = message
    st.session_state["choices"] = choices


def arrive() -> None:
    """Give inputs the values left for this run; call it before any of them is drawn."""
    for key, value in st.session_state.pop("choices", {}).items():
        st.session_state[key] = value


def take_message() -> str:
    """Return the message left for this run, once."""
    return str(st.session_state.pop("message", ""))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Say what changes whenever a file that a return is read from changes."""
    places = (folder, folder / "matrices", folder.parent, folder.parent / "matrices")
    files = sorted(file for place in places if place.is_dir() for file in place.iterdir() if file.is_file())
    return tuple((str(file), (s := file.stat()).st_mtime_ns, s.st_size) for file in files)


@lru_cache(maxsize=128)
def _read(folder: Path, _stamp: tuple[tuple[str, int, int], ...]) -> Return:
    return read_return_folder(folder)


@lru_cache(maxsize=8)
def _read_county(
    folder: Path, year: str, _stamps: tuple[tuple[tuple[str, int, int], ...], ...]
) -> CountyReturns:
    return read_county(folder, year)

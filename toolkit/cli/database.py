"""Which database a command works on, and whether the path it was given names something in it.

A path that exists is always read as a file or folder. Another names, where ``--db`` or ``TOOLKIT_DB`` names a
database, a district in it (``Ashford``, or ``Ashford 2016-17`` for one year) or its county (``county``).
"""

import functools
import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from toolkit.errors import StorageFailed, UsageError
from toolkit.language import say

if TYPE_CHECKING:
    from toolkit.files.library import Library
    from toolkit.model.assessment import Return
    from toolkit.model.county import CountyDecisions, CountyReturns
    from toolkit.model.principal import Principal
    from toolkit.store.address import Address
    from toolkit.store.chain import Head
    from toolkit.store.records import Record
    from toolkit.store.store import Store

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="DATABASE",
        help="A database: its file, or postgresql://host/name. TOOLKIT_DB unless given.",
    ),
]

_NAMED: ContextVar[str | None] = ContextVar("database", default=None)
_HEADS: ContextVar[dict[str, "Head"] | None] = ContextVar("heads", default=None)
_WITH_YEAR: Final = re.compile(r"(.+?)[ ,]+(\d{4}-\d{2})")
_COUNTY: Final = "county"


def on_database(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that reads files the option ``--db``: its paths may then name what a database holds."""

    @functools.wraps(command)
    def with_database(*args: object, db: str | None = None, **options: object) -> None:
        before, heads = _NAMED.set(db), _HEADS.set({})
        try:
            command(*args, **options)
        finally:
            _NAMED.reset(before)
            _HEADS.reset(heads)

    signature = inspect.signature(command)
    option = inspect.Parameter("db", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=DatabaseOption)
    parameters = [*signature.parameters.values(), option]
    with_database.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_database.__annotations__ = {**command.__annotations__, "db": DatabaseOption}
    return with_database


def chain_heads() -> "dict[str, Head]":
    """Return the heads of the chains that the command has read, by name: they stand on its papers."""
    return dict(_HEADS.get() or {})


def is_stored(path: Path) -> bool:
    """Say whether `path` names something in a database: there is no such file, and a database is named."""
    return not path.exists() and _address() is not None


def named_database() -> str | None:
    """Return what the command's ``--db`` says."""
    return _NAMED.get()


@contextmanager
def opened_store(named: str | None, *, create: bool) -> "Iterator[tuple[Store, Principal]]":
    """Give the store that `named`, ``TOOLKIT_DB`` or else nobody names, and whoever is at this machine.

    Whoever can open the database here may do everything in it: on one's own machine there is no login.

    Raises
    ------
    StorageFailed
        When it is a SQLite file that is not there and is not to be made, or it cannot be opened.
    """
    from toolkit.store.address import Address, default_path, named_address
    from toolkit.store.database import Database
    from toolkit.store.store import Store

    address = named_address(named) or Address(path=default_path())
    if not create and address.path is not None and not address.path.exists():
        raise StorageFailed(
            say("There is no database {path}. Make one: csp-toolkit store init.", path=address.path)
        )
    with Store(Database(address)) as store:
        store.database.prepare()
        yield store, the_user()


def the_user() -> "Principal":
    """Return the one person at this machine."""
    from getpass import getuser

    from toolkit.model.principal import sole_user

    try:
        return sole_user(getuser())
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return sole_user("sole user")


def names_county(path: Path) -> bool:
    """Say whether `path` names the county in the database: by its name, or as ``county``."""
    if not is_stored(path):
        return False
    if str(path).casefold() == _COUNTY:
        return True
    from toolkit.store.county import find_county

    with _reading() as (store, principal):
        found = find_county(store, principal)
    return found is not None and str(path).casefold() == found.decisions.name.casefold()


def stored_return(path: Path) -> "Return":
    """Return the return in the database that `path` names: a district's latest, or that of its year.

    Raises
    ------
    UsageError
        When there is none.
    """
    from toolkit.store.assessments import open_return

    with _reading() as (store, principal):
        stored = open_return(store, principal, record_at(store, principal, path).id)
        _note_heads({stored.name: stored.head})
        return stored.return_


def record_at(store: "Store", principal: "Principal", path: Path) -> "Record":
    """Return the record of the return that `path` names: a district's latest, or that of its year.

    Raises
    ------
    UsageError
        When there is none.
    """
    from toolkit.files.faults import nearest_name
    from toolkit.store.assessments import readable_records, record_for

    match = _WITH_YEAR.fullmatch(str(path))
    district, year = match.groups() if match else (str(path), None)
    try:
        return record_for(store, principal, district, year)
    except UsageError as error:
        near = nearest_name(district, [one.district for one in readable_records(store, principal)])
        hint = " " + say("Did you mean '{near}'?", near=near) if near else ""
        raise UsageError(
            say("There is no file or folder {path}. {error}{hint}", path=path, error=error, hint=hint)
        ) from None


def stored_county(path: Path, year: str | None) -> "CountyReturns":
    """Return the county in the database with its returns of one year.

    Raises
    ------
    UsageError
        When `path` does not name it, or it holds no such year, or several and none is asked for.
    """
    from toolkit.store.assessments import open_return, record_for
    from toolkit.store.county import open_county, open_decisions

    if not names_county(path):
        raise UsageError(
            say(
                "There is no folder {path}. The county in a database is called '{county}'.",
                path=path,
                county=_COUNTY,
            )
        )
    with _reading() as (store, principal):
        county = open_county(store, principal, year)
        _note_heads({county.name: open_decisions(store, principal).head})
        for return_ in county.returns:
            record = record_for(store, principal, return_.district, return_.assessment_year)
            stored = open_return(store, principal, record.id)
            _note_heads({stored.name: stored.head})
        return county


def stored_decisions() -> "CountyDecisions":
    """Return what is the county's own in the database.

    Raises
    ------
    UsageError
        When it holds no county.
    """
    from toolkit.store.county import open_decisions

    with _reading() as (store, principal):
        return open_decisions(store, principal).decisions


def stored_years() -> tuple[str, ...]:
    """Return the assessment years of the returns in the database, earliest first."""
    from toolkit.store.county import assessment_years

    with _reading() as (store, principal):
        return assessment_years(store, principal)


def started_in_database(district: str, matrix: str, year: str) -> "tuple[Return, str]":
    """Start a return in the database that is named, and return it with the database's name.

    Raises
    ------
    UsageError
        When no database is named.
    """
    if _address() is None:
        raise UsageError(say("Name a folder for the return, or a database with --db."))
    from toolkit.exchange import start_new
    from toolkit.store.assessments import new_operation

    with opened_store(_NAMED.get(), create=True) as (store, principal):
        started = start_new(
            store, principal, district, matrix, assessment_year=year, operation=new_operation()
        )
        return started.return_, str(store.database.address)


def beside(path: Path) -> "Path | Library":
    """Return where the lists that go with `path` are: beside it, or in the database."""
    if not is_stored(path):
        return path
    from toolkit.exchange import library_of

    with _reading() as (store, principal):
        return library_of(store, principal)


def _note_heads(heads: "dict[str, Head]") -> None:
    noted = _HEADS.get()
    if noted is not None:
        noted.update(heads)


def _address() -> "Address | None":
    from toolkit.store.address import named_address

    return named_address(_NAMED.get())


@contextmanager
def _reading() -> "Iterator[tuple[Store, Principal]]":
    with opened_store(_NAMED.get(), create=False) as opened:
        yield opened

"""The database the app works in: which one it is, opened once for everyone this process serves."""

import getpass
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from pydantic import BaseModel

from apps.sign_in import current_principal
from apps.taking_in import Taken, compare, take_in
from toolkit.errors import NotPermitted, StorageFailed
from toolkit.files.library import Library
from toolkit.files.list_kinds import model_of
from toolkit.language import say
from toolkit.model.principal import Principal, sole_user
from toolkit.resources import shipped
from toolkit.store.address import Address, default_path, named_address, path_for_folder, sample_path
from toolkit.store.assessments import readable_records
from toolkit.store.database import Database
from toolkit.store.lists import kept_lists
from toolkit.store.store import Store

FOLDER_VARIABLE = "TOOLKIT_COUNTY"
"""The environment variable that names the county's folder a database is made from."""


@dataclass(frozen=True)
class Opened:
    """An open database, the county's folder it goes with, and what the two do not have in common."""

    store: Store
    folder: Path | None
    taken: Taken

    @property
    def address(self) -> Address:
        """Where the database is."""
        return self.store.database.address

    @property
    def is_sample(self) -> bool:
        """Say whether this is the sample county's own database."""
        return self.address.path == sample_path()

    def library(self) -> Library:
        """Return the lists kept in the database, and after them the shipped ones."""
        with self.store.database.reading() as connection:
            kept = kept_lists(connection)
        return Library(held=[_list(one.kind, one.content) for one in kept])


@lru_cache(maxsize=256)
def _list(kind: str, content: str) -> BaseModel:
    return model_of(kind).model_validate_json(content)


_GUARD = Lock()
_OPENED: dict[tuple[str, str], Opened] = {}


def opened() -> Opened:
    """Return the database of this process, opened on first use; a county's folder is then taken in.

    Raises
    ------
    ToolkitError
        When it cannot be opened, or there is no such folder.
    """
    address, folder = _wanted()
    key = str(address), str(folder)
    with _GUARD:
        if key not in _OPENED:
            _OPENED[key] = _open(address, folder)
        return _OPENED[key]


def close_all() -> None:
    """Close every database, as at the end of the process."""
    with _GUARD:
        while _OPENED:
            _OPENED.popitem()[1].store.close()


def owner() -> Principal:
    """Return the person who runs this process on their own machine."""
    try:
        return sole_user(getpass.getuser())
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return sole_user("sole user")


def principal() -> Principal:
    """Return whoever is at this page, asked anew each time.

    Raises
    ------
    NotPermitted
        When nobody has signed in.
    """
    found = current_principal(opened().store)
    if found is None:
        raise NotPermitted(say("Nobody is signed in. Nothing was read or changed."))
    return found


def _wanted() -> tuple[Address, Path | None]:
    named = os.environ.get(FOLDER_VARIABLE)
    folder = Path(named).absolute() if named else None
    address = named_address()
    if address is None and folder is not None:
        address = Address(path=path_for_folder(folder))
    elif address is None:
        address = Address(path=default_path() if default_path().exists() else sample_path())
    return address, folder


def _open(address: Address, folder: Path | None) -> Opened:
    is_new = address.path is not None and not address.path.exists()
    if is_new and folder is not None and not folder.is_dir():
        raise StorageFailed(say("There is no folder {folder}.", folder=folder))
    database = Database(address)
    try:
        database.prepare()
        store = Store(database)
        return Opened(store, folder, _taken(store, folder, is_sample=address.path == sample_path()))
    except BaseException:
        database.close()
        raise


def _taken(store: Store, folder: Path | None, *, is_sample: bool) -> Taken:
    source = shipped("sample_districts") if is_sample and folder is None else folder
    if source is None:
        return Taken()
    if not readable_records(store, owner()):
        return take_in(store, owner(), source)
    return compare(store, owner(), source) if folder is not None else Taken()

"""Which database is meant: a SQLite file or a PostgreSQL address."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.errors import UsageError
from toolkit.language import say
from toolkit.resources import user_folder

if TYPE_CHECKING:
    from sqlalchemy import URL

VARIABLE: Final = "TOOLKIT_DB"
"""The environment variable that names the database."""

_DEFAULT: Final = "csp-toolkit.db"
_POSTGRES: Final = ("postgresql", "postgres", "postgresql+psycopg")


@dataclass(frozen=True)
class Address:
    """A database: the path of a SQLite file, or else the address of a PostgreSQL database."""

    path: Path | None = None
    url: "URL | None" = None

    def __str__(self) -> str:
        """Write the address without its password."""
        return str(self.path) if self.path is not None else repr(self.url)

    @property
    def beside(self) -> Path:
        """Where files that go with the database lie: their names start with this one."""
        if self.path is not None:
            return self.path
        name = f"{self.url.host}-{self.url.database}" if self.url is not None else "database"
        return user_folder() / name


def default_path() -> Path:
    """Return where a user's database lies when none is named."""
    return user_folder() / _DEFAULT


def parse_address(text: str) -> Address:
    """Return the database that `text` names: a file, or an address such as ``postgresql://me@host/county``.

    Raises
    ------
    UsageError
        When it is an address of another kind, or PostgreSQL's driver is not installed.
    """
    if "://" not in text:
        return Address(path=Path(text).expanduser().absolute())
    from sqlalchemy import make_url  # noqa: PLC0415 (not needed for the name of a file)
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 (same)

    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise UsageError(
            say("The address of the database cannot be read. Write postgresql://host/name.")
        ) from None
    if url.drivername == "sqlite" and url.database:
        return Address(path=Path(url.database).expanduser().absolute())
    if url.drivername not in _POSTGRES:
        raise UsageError(
            say(
                "A database of kind '{drivername}' cannot be used. "
                "Name a file, or an address that starts with postgresql://",
                drivername=url.drivername,
            )
        )
    return Address(url=url.set(drivername="postgresql+psycopg"))


def named_address(text: str | None = None) -> Address | None:
    """Return the database named by `text` or else by ``TOOLKIT_DB``; None when neither names one."""
    named = text or os.environ.get(VARIABLE)
    return parse_address(named) if named else None


def sample_path() -> Path:
    """Return where the sample county's own database lies."""
    return user_folder() / "sample-county.db"


def path_for_folder(folder: Path) -> Path:
    """Return where the database lies that goes with a county's folder: by its name, and by where it is."""
    place = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:8]
    return user_folder() / f"{folder.absolute().name}-{place}.db"

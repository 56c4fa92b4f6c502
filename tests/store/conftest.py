"""A store on each kind of database, empty and its own."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from toolkit.model.principal import Principal, sole_user
from toolkit.store.address import Address, parse_address
from toolkit.store.database import Database
from toolkit.store.store import Store

SERVER = "TOOLKIT_TEST_POSTGRES"
"""Names the PostgreSQL server on which each test makes a database of its own and drops it afterwards."""

REQUIRED = "CSP_REQUIRE_POSTGRES"
"""When 1, a test that finds no PostgreSQL server fails and is not passed over."""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return the address of an empty database, as a user would write it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # heads noted outside a server's database
    if request.param == "sqlite":
        yield str(tmp_path / "county.db")
        return
    server = os.environ.get(SERVER)
    if not server:
        reason = f"{SERVER} names no PostgreSQL server"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    yield from own_database(server)


def own_database(server: str) -> Iterator[str]:
    """Make a database of a name nobody uses on `server`, give its address, and drop it."""
    name = f"csp_test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type] # a name we made
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


@pytest.fixture
def where(address: str) -> Address:
    """Return the parsed address of an empty database."""
    return parse_address(address)


@pytest.fixture
def database(where: Address) -> Iterator[Database]:
    """Return an open database with its tables made."""
    with Database(where) as opened:
        opened.prepare()
        yield opened


@pytest.fixture
def store(database: Database) -> Store:
    """Return an empty store."""
    return Store(database)


@pytest.fixture
def person() -> Principal:
    """Return the one person at their own machine."""
    return sole_user("Kim Local")

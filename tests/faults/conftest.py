"""Databases of one's own, and a server of one's own that may be killed."""

import os
from collections.abc import Iterator

import pytest

from tests.store.conftest import address, database, person, store, where  # noqa: F401 (fixtures, used by name)
from tests.throwaway_postgres import REQUIRED, NoServer, Server, throwaway_server


@pytest.fixture
def server() -> Iterator[Server]:
    """Start a PostgreSQL server that nobody else uses."""
    try:
        with throwaway_server() as started:
            yield started
    except NoServer as reason:
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"there is no PostgreSQL server: {reason}")
        pytest.skip(f"there is no PostgreSQL server: {reason}")

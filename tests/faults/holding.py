"""A program that holds a database for some seconds, says so, and lets it go.

``app`` opens it as the toolkit does and saves something; ``tool`` is any other program with SQLite;
``server`` is another session of a PostgreSQL server that has locked the tables.
"""

import contextlib
import sqlite3
import sys
import time

import psycopg

from tests.faults.scorers import open_store, start


def hold_as_app(address: str, seconds: float) -> None:
    with open_store(address) as store:
        start(store, 99)
        _hold(seconds)


def hold_as_tool(address: str, seconds: float) -> None:
    with contextlib.closing(sqlite3.connect(address, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        _hold(seconds)
        connection.execute("ROLLBACK")


def hold_as_session(address: str, seconds: float) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("LOCK TABLE revision, operation IN EXCLUSIVE MODE")
        _hold(seconds)


def _hold(seconds: float) -> None:
    sys.stdout.write("held\n")
    sys.stdout.flush()
    time.sleep(seconds)


if __name__ == "__main__":
    how = {"app": hold_as_app, "tool": hold_as_tool, "server": hold_as_session}[sys.argv[1]]
    how(sys.argv[2], float(sys.argv[3]))

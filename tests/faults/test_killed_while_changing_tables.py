"""A migration or an import that is killed has happened or has not; nothing is ever between."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, inspect, select

from tests import small
from tests.faults.dying import killed_at_statements
from tests.faults.scorers import KEEPER, open_store
from toolkit.store import schema, upgrading
from toolkit.store.address import parse_address
from toolkit.store.assessments import new_operation, open_return, record_for
from toolkit.store.database import SCHEMA_VERSION, Database, schema_version
from toolkit.store.import_plan import Batch
from toolkit.store.importing import make_import, plan_import
from toolkit.store.upgrading import upgrade
from toolkit.store.verifying import verify

DISTRICTS = ("Dover", "Thanet")
pytestmark = pytest.mark.rounds


def make_tables(address: str) -> None:
    with Database(parse_address(address)) as database:
        database.prepare()


def upgrade_tables(address: str) -> None:
    with Database(parse_address(address)) as database:
        database.write(upgrade, None)


def first_version(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(upgrading.__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


def found(address: str) -> tuple[str | None, frozenset[str]]:
    """Return the version of the database and the names of its tables and views."""
    with Database(parse_address(address)) as database, database.reading() as connection:
        looked = inspect(connection)
        return schema_version(connection), frozenset(looked.get_table_names() + looked.get_view_names())


def test_making_the_tables_killed_at_any_statement_leaves_none_or_all(address: str, rounds: int) -> None:
    died_at = []
    for number in killed_at_statements(make_tables, address, rounds):
        assert found(address) == (None, frozenset())
        died_at.append(number)
    assert died_at[-1] > len(schema.metadata.tables)
    assert found(address)[0] == SCHEMA_VERSION


def test_an_upgrade_killed_at_any_statement_leaves_the_old_or_the_new(address: str, rounds: int) -> None:
    with Database(parse_address(address)) as database:
        database.write(first_version, None)
    old = found(address)
    assert old[0] == "0001"
    for _ in killed_at_statements(upgrade_tables, address, rounds):
        assert found(address) == old
    make_tables(address)
    version, names = found(address)
    assert version == SCHEMA_VERSION
    assert names > old[1]


def a_county() -> Batch:
    levels = {"burglary": (1, 2, 3), "gangs": (0, "unknown", 4)}
    return Batch(returns={name.lower(): small.plain(levels, district=name) for name in DISTRICTS})


def import_county(address: str) -> None:
    with open_store(address) as store:
        make_import(store, KEEPER, plan_import(store, KEEPER, a_county()), operation=new_operation())


def test_an_import_killed_at_any_statement_brings_in_everything_or_nothing(address: str, rounds: int) -> None:
    make_tables(address)
    for _ in killed_at_statements(import_county, address, rounds):
        with open_store(address) as store, store.database.reading() as connection:
            tables = (schema.record, schema.operation, schema.revision, schema.kept_list)
            left = [connection.execute(select(func.count()).select_from(one)).scalar() for one in tables]
        assert left == [0, 0, 0, 0]
    with open_store(address) as store:
        for name, return_ in a_county().returns.items():
            there = open_return(store, KEEPER, record_for(store, KEEPER, name).id)
            assert there.return_ == return_
        assert verify(store, KEEPER).sound

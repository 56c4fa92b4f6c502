import secrets
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, make_url, text

import toolkit.store.upgrading as upgrading_module
from tests import small
from tests.store.conftest import SERVER
from toolkit.errors import NotPermitted, StorageFailed, UsageError
from toolkit.model.principal import Principal
from toolkit.store.address import Address, parse_address
from toolkit.store.assessments import new_operation, open_return, record_for, save_return, start_return
from toolkit.store.database import SCHEMA_VERSION, Database, schema_version
from toolkit.store.preparing import bring_up_to_date, cautions, let_application_in
from toolkit.store.store import Store


def first_version(connection: Connection) -> None:
    config = Config()
    folder = Path(upgrading_module.__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


def test_an_older_database_is_brought_up_to_date_and_a_copy_of_it_kept(
    where: Address, person: Principal
) -> None:
    with Database(where) as database:
        database.write(first_version)
        with pytest.raises(StorageFailed, match=r"made by an older csp-toolkit.*csp-toolkit store upgrade"):
            database.prepare()

        said = bring_up_to_date(Store(database), person)
        database.prepare()

        assert f"was brought from version 0001 to {SCHEMA_VERSION}" in said
        assert "is up to date" in bring_up_to_date(Store(database), person)
    if where.path is not None:
        (copy,) = where.path.parent.glob(f"county-before-{SCHEMA_VERSION}-*.db")
        assert copy.name in said
        with Database(Address(path=copy)) as older, older.reading() as connection:
            assert schema_version(connection) == "0001"


def test_a_newer_database_is_left_alone(store: Store, person: Principal) -> None:
    store.database.write(
        lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    )
    with pytest.raises(StorageFailed, match="made by a newer csp-toolkit"):
        bring_up_to_date(store, person)


def test_a_file_has_no_logins(tmp_path: Path, person: Principal) -> None:
    with Store(Database(Address(path=tmp_path / "a.db"))) as store:
        store.database.prepare()
        with pytest.raises(UsageError, match="a SQLite file has no logins"):
            let_application_in(store, person, "app")
        assert cautions(store) == ()
        with pytest.raises(NotPermitted, match="may not look after this database"):
            let_application_in(store, Principal(id="n", name="Nobody"), "app")


@pytest.fixture
def login(address: str) -> object:
    """Make a login of its own on the server, where there is one, and take it away again."""
    if "://" not in address:
        pytest.skip("a SQLite file has no logins")
    name = f"csp_app_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as connection:
        try:
            connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'quiet'")  # type: ignore[arg-type]
        except psycopg.errors.InsufficientPrivilege:
            pytest.skip(f"the login of {SERVER} may not make roles")
    yield name
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"GRANT {name} TO CURRENT_USER")  # type: ignore[arg-type]
        connection.execute(f"DROP OWNED BY {name}")  # type: ignore[arg-type]
        connection.execute(f"DROP ROLE {name}")  # type: ignore[arg-type]


def test_the_application_may_add_revisions_and_change_none(
    address: str, store: Store, person: Principal, login: str
) -> None:
    with pytest.raises(UsageError, match="This server has no login 'nobody_here'"):
        let_application_in(store, person, "nobody_here")
    assert any("may change revisions" in sentence for sentence in cautions(store))

    let_application_in(store, person, login)

    url = make_url(address).set(username=login, password="quiet")  # noqa: S106 (of a login made for this test)
    with Store(Database(parse_address(url.render_as_string(hide_password=False)))) as app:
        app.database.prepare()
        start_return(app, person, small.a_return(), operation=new_operation())
        record = record_for(app, person, "Maidstone")
        save_return(app, person, record.id, lambda r: r.changed(handling="Safe"), operation=new_operation())
        assert open_return(app, person, record.id).return_.handling == "Safe"
        assert not any("may change revisions" in sentence for sentence in cautions(app))
        for statement in ("UPDATE revision SET reason = 'x'", "DELETE FROM revision", "TRUNCATE revision"):
            with pytest.raises(NotPermitted, match="does not let this login do that"):
                app.database.write(lambda connection, said=statement: connection.execute(text(said)))


def test_an_upgrade_lets_the_application_use_what_is_new(
    address: str, store: Store, person: Principal, login: str
) -> None:
    let_application_in(store, person, login)
    store.database.write(lambda c: c.execute(text("DROP TABLE snapshot")))
    store.database.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '0002'")))
    bring_up_to_date(store, person)
    url = make_url(address).set(username=login, password="quiet")  # noqa: S106 (of a login made for this test)
    with Store(Database(parse_address(url.render_as_string(hide_password=False)))) as app:
        app.database.prepare()
        record = start_return(app, person, small.a_return(), operation=new_operation()).record
        assert open_return(Store(app.database), person, record.id).return_.district == "Maidstone"

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, insert, literal, select

from tests import small, strategies
from toolkit.errors import Conflict, InputRejected, IntegrityBroken, NotPermitted, UsageError
from toolkit.exchange import export_county, library_of, read_batch
from toolkit.files.county_folder import assessment_years, read_county, return_paths
from toolkit.files.library import Library
from toolkit.files.return_folder import read_return_folder, write_return
from toolkit.files.returns import write_return_as
from toolkit.model.assessment import Return, Score
from toolkit.model.issues import Issue
from toolkit.model.matrix import Matrix
from toolkit.model.principal import Grant, Principal, Role
from toolkit.store import schema
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation, record_for, save_return, start_return
from toolkit.store.database import Database
from toolkit.store.importing import make_import, plan_import
from toolkit.store.records import RecordKind, add_record, all_records
from toolkit.store.store import Store

OWN_MATRIX = "# Our own words, agreed in May.\r\n"


def take_in(store: Store, person: Principal, folder: Path) -> None:
    plan = plan_import(store, person, read_batch(folder))
    make_import(store, person, plan, operation=new_operation())


def texts(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def another_store(path: Path) -> Store:
    database = Database(Address(path=path))
    database.prepare()
    return Store(database)


@pytest.fixture
def many_kinds(sample_county: Path, checkout: Path) -> Path:
    """Make the county hold a workbook, a JSON return, a matrix of its own, rounds and a local issue."""
    matrices = sample_county / "matrices"
    matrices.mkdir()
    own = (checkout / "matrices" / "morile-style-csp-1.0.toml").read_text(encoding="utf-8")
    own = own.replace('id = "morile-style-csp"', 'id = "own-words"', 1)
    (matrices / "mine.toml").write_bytes((OWN_MATRIX + own).encode())
    dover = read_return_folder(sample_county / "dover")
    local = Issue(id="own-ferry", name="Ferry queues", theme="Roads")
    again = Score(issue="own-ferry", criterion=dover.matrix.criteria[0].id, scorer="Police", level=1, round=2)
    write_return(dover.changed(local_issues=(local,), scores=(*dover.scores, again)), sample_county / "dover")
    header = sample_county / "thanet" / "return.toml"
    header.write_text(
        header.read_text(encoding="utf-8").replace('"morile-style-csp"', '"own-words"'), encoding="utf-8"
    )
    for name, ending in (("ashford", ".xlsx"), ("swale", ".json")):
        as_file(sample_county / name, ending)
    return sample_county


def as_file(folder: Path, ending: str) -> None:
    return_ = read_return_folder(folder)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    write_return_as(return_, folder.with_suffix(ending))


def earlier(folder: Path) -> None:
    """Put a return of the year before beside those of the county."""
    return_ = read_return_folder(folder / "maidstone")
    years = {"assessment_year": "2015-16", "plan_year": "2016-17"}
    write_return(return_.changed(**years, horizon=()), folder / "maidstone 2015-16")


def same_county(one: Path, other: Path) -> None:
    assert assessment_years(one) == assessment_years(other)
    for year in assessment_years(one):
        assert read_county(one, year) == read_county(other, year)


def test_import_then_export_is_identity(store: Store, person: Principal, many_kinds: Path) -> None:
    earlier(many_kinds)
    take_in(store, person, many_kinds)

    written = export_county(store, person, many_kinds.parent / "out")

    assert len(written) == len(return_paths(many_kinds))
    assert "maidstone-2015-16" in written
    same_county(many_kinds, many_kinds.parent / "out")
    kept = (many_kinds / "matrices" / "mine.toml").read_bytes()
    assert (many_kinds.parent / "out" / "matrices" / "own-words-1.0.toml").read_bytes() == kept


def test_what_is_exported_imports_and_exports_to_the_same_bytes(
    store: Store, person: Principal, many_kinds: Path, tmp_path: Path
) -> None:
    earlier(many_kinds)
    take_in(store, person, many_kinds)
    export_county(store, person, tmp_path / "once")

    with another_store(tmp_path / "second.db") as second:
        take_in(second, person, tmp_path / "once")
        export_county(second, person, tmp_path / "twice")

    assert texts(tmp_path / "once") == texts(tmp_path / "twice")
    with store:
        assert plan_import(store, person, read_batch(tmp_path / "once")).changes_nothing


def test_a_changed_return_is_exported_as_it_is_now(
    store: Store, person: Principal, sample_county: Path, tmp_path: Path
) -> None:
    take_in(store, person, sample_county)
    record = record_for(store, person, "Dover")
    save_return(
        store, person, record.id, lambda r: r.changed(handling="Locked room"), operation=new_operation()
    )

    export_county(store, person, tmp_path / "out")

    assert read_return_folder(tmp_path / "out" / "dover").handling == "Locked room"


def test_one_return_is_imported_by_itself(store: Store, person: Principal, many_kinds: Path) -> None:
    take_in(store, person, many_kinds / "thanet")
    take_in(store, person, many_kinds / "ashford.xlsx")

    with store.database.reading():
        assert record_for(store, person, "Thanet").slug == "thanet"
        assert record_for(store, person, "Ashford").slug == "ashford"
    assert library_of(store, person).matrix("own-words").version == "1.0"


def test_nothing_is_exported_over_what_is_there(
    store: Store, person: Principal, sample_county: Path, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="holds no return to write"):
        export_county(store, person, tmp_path / "out")
    take_in(store, person, sample_county)
    with pytest.raises(Conflict, match="sample_districts already holds something"):
        export_county(store, person, sample_county)
    (tmp_path / "out").mkdir()
    export_county(store, person, tmp_path / "out")
    assert (tmp_path / "out" / "county.toml").is_file()


def test_an_export_that_could_not_be_read_again_leaves_nothing(
    store: Store, person: Principal, tmp_path: Path
) -> None:
    start_return(store, person, small.a_return(), operation=new_operation())

    with pytest.raises(InputRejected, match="no matrix 'small' is known here"):
        export_county(store, person, tmp_path / "out")

    assert not list(tmp_path.glob("*out*"))


def test_lists_the_database_keeps_come_before_the_shipped_ones(
    store: Store, person: Principal, many_kinds: Path
) -> None:
    take_in(store, person, many_kinds)

    library = library_of(store, person)

    ids = [entry.id for entry in library.entries(Matrix)]
    assert "own-words" in ids
    assert set(ids) >= {entry.id for entry in Library().entries(Matrix)}
    assert library.matrix("own-words-1.0") == Library([many_kinds / "matrices"]).matrix("own-words")
    nobody = Principal(id="n", name="Nobody")
    analyst = Principal(id="a", name="Ann", grants=(Grant(role=Role.ANALYST, district="Dover"),))
    assert library_of(store, analyst).matrix("own-words").id == "own-words"
    with pytest.raises(NotPermitted, match="may not read the matrices and lists of this database"):
        library_of(store, nobody)


@given(return_=strategies.returns())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_return_comes_out_as_it_went_in(
    return_: Return, tmp_path_factory: pytest.TempPathFactory
) -> None:
    person = Principal(id="k", name="Kim", grants=(Grant(role=Role.SOLE_USER),))
    folder = tmp_path_factory.mktemp("any")
    write_return(return_, folder / "county" / "one")
    with another_store(folder / "any.db") as store:
        take_in(store, person, folder / "county")
        export_county(store, person, folder / "out")
    same_county(folder / "county", folder / "out")


def test_a_database_cannot_make_an_export_write_elsewhere(
    store: Store, person: Principal, sample_county: Path, tmp_path: Path
) -> None:
    take_in(store, person, sample_county / "dover")
    with store.database.reading() as connection:
        (dover,) = all_records(connection, RecordKind.ASSESSMENT)
    other = replace(dover, id="other", slug="../elsewhere", assessment_year="2015-16")
    revisions = schema.revision.c

    def plant(connection: Connection) -> None:
        add_record(connection, other)
        every = [column for column in schema.revision.c if column.name != "id"]
        chosen = [literal("other") if column is revisions.record else column for column in every]
        rows = select(*chosen).where(revisions.record == dover.id)
        connection.execute(insert(schema.revision).from_select([column.name for column in every], rows))

    store.database.write(plant)
    with pytest.raises(IntegrityBroken, match="A name in the database is no name for a file"):
        export_county(store, person, tmp_path / "out")
    assert not (tmp_path / "elsewhere").exists()

"""Every function of the store by every role, about their own district and about another."""

import importlib
import inspect
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

import toolkit.exchange
import toolkit.store
from tests.security.cases import BEFORE_ANYONE_IS_KNOWN, CASES, FILTERING, INSIDE, Case
from tests.security.world import NOBODY, OTHER, OWN, ROLES, World, account, world
from toolkit.errors import NotPermitted, ToolkitError, UsageError
from toolkit.exchange.reading import shipped_county
from toolkit.model.principal import Grant, Principal, Role, sole_user
from toolkit.store import schema
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation, readable_records, record_for
from toolkit.store.county import assessment_years, start_county
from toolkit.store.database import Database
from toolkit.store.people import principal_for, revoke_roles
from toolkit.store.permission import EVERYTHING, Action, may
from toolkit.store.store import Store

COUNTY_WIDE = ("county reviewer", "administrator")
PEOPLE = (*ROLES, "participant", "nobody", "someone who left")


def store_functions() -> Iterator[Callable[..., object]]:
    """Yield every public function of the store's modules, and of those on top of it, that takes a store."""
    for package in (toolkit.store, toolkit.exchange):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if found.name.endswith("migrations"):
                continue
            module = importlib.import_module(found.name)
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ != found.name or name.startswith("_"):
                    continue
                parameters = inspect.signature(function).parameters.values()
                if any(one.annotation is Store for one in parameters):
                    yield function


def test_no_function_of_the_store_is_without_a_case() -> None:
    known = {case.function for case in CASES} | set(FILTERING)
    unknown = {
        function.__qualname__
        for function in store_functions()
        if function not in known and function.__name__ not in BEFORE_ANYONE_IS_KNOWN | INSIDE
    }
    assert unknown == set(), "give each a case in tests/security/cases.py"


def test_every_function_with_a_case_takes_the_store_and_then_the_principal() -> None:
    for case in CASES:
        assert list(inspect.signature(case.function).parameters)[:2] == ["store", "principal"]


def test_nothing_that_is_let_pass_reads_for_somebody() -> None:
    for function in store_functions():
        if function.__name__ in BEFORE_ANYONE_IS_KNOWN:
            assert "principal" not in inspect.signature(function).parameters


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World, dict[str, Principal]]:
    """Make the two districts and everybody once; each test works on a copy."""
    path = tmp_path_factory.mktemp("matrix") / "county.db"
    with Database(Address(path=path)) as database:
        database.prepare()
        store, sole = Store(database), sole_user("Kim Local")
        found = world(store, sole)
        start_county(store, sole, shipped_county(), operation=new_operation())
        people = {
            role: account(store, sole, f"{i}@a.example", g) for i, (role, g) in enumerate(ROLES.items())
        }
        analyst = Grant(role=Role.ANALYST, district=OWN)
        account(store, sole, "left@a.example", analyst)
        revoke_roles(store, sole, "left@a.example", operation=new_operation())
        people |= {
            "facilitator": found.own.facilitator,
            "participant": found.participant(found.own.first),
            "nobody": NOBODY,
            "someone who left": principal_for(store, "left@a.example"),
        }
    return path, found, people


@pytest.fixture
def copied(made: tuple[Path, World, dict[str, Principal]], tmp_path: Path) -> Iterator[World]:
    path, found, _ = made
    shutil.copy(path, tmp_path / "county.db")
    with Database(Address(path=tmp_path / "county.db")) as database:
        yield World(Store(database), found.sole, found.own, found.other)


def refusals(store: Store) -> int:
    with store.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(schema.refusal)).scalar() or 0


def chains(store: Store) -> int:
    with store.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(schema.revision)).scalar() or 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.function.__name__)
def test_whoever_may_not_is_refused_and_that_is_written_down(
    case: Case, copied: World, made: tuple[Path, World, dict[str, Principal]], tmp_path: Path
) -> None:
    for role in PEOPLE:
        who = made[2][role]
        for place in (copied.own, copied.other):
            is_own = place.district == OWN or not case.by_district or role in COUNTY_WIDE
            if role in case.allowed and is_own:
                continue
            before = refusals(copied.store), chains(copied.store)
            with pytest.raises(NotPermitted, match=r"may not .*\. Nothing was read or changed\."):
                case.call(copied, who, place, tmp_path)
            after = refusals(copied.store), chains(copied.store)
            assert after == (before[0] + 1, before[1]), f"{role} about {place.district}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.function.__name__)
def test_whoever_may_is_not_refused(
    case: Case, copied: World, made: tuple[Path, World, dict[str, Principal]], tmp_path: Path
) -> None:
    before = refusals(copied.store)
    for role in sorted(case.allowed):
        try:
            case.call(copied, made[2][role], copied.own, tmp_path)
        except NotPermitted as error:
            pytest.fail(f"{role}: {error}")
        except ToolkitError:
            pass  # let in, and then told that it has been done already, or that there is nothing to do
    assert refusals(copied.store) == before


@pytest.mark.parametrize("role", PEOPLE)
def test_lists_of_returns_leave_out_what_someone_may_not_read(
    role: str, copied: World, made: tuple[Path, World, dict[str, Principal]]
) -> None:
    who, everywhere = made[2][role], role in COUNTY_WIDE
    own = role in {"analyst", "facilitator"} or everywhere

    districts = {record.district for record in readable_records(copied.store, who)}

    assert districts == ({OWN} if own else set()) | ({OTHER} if everywhere else set())
    assert bool(assessment_years(copied.store, who)) == own
    if not everywhere:
        with pytest.raises(UsageError, match="The database holds no return of Dover that you may read"):
            record_for(copied.store, who, OTHER)


def test_every_action_is_one_that_some_role_may_and_some_may_not() -> None:
    for action in Action:
        assert may(sole_user("Kim"), action, EVERYTHING)
        assert not may(NOBODY, action, EVERYTHING)

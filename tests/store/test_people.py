import pytest

from toolkit.errors import Conflict, InputRejected, NotPermitted, Refused, UsageError
from toolkit.model.principal import Grant, Principal, Role
from toolkit.store.assessments import new_operation
from toolkit.store.people import add_person, grant_roles, people, people_changes, principal_for, revoke_roles
from toolkit.store.store import Store
from toolkit.store.verifying import verify

ADMINISTRATOR = Grant(role=Role.ADMINISTRATOR)
ANALYST = Grant(role=Role.ANALYST, district="Ashford")
REVIEWER = Grant(role=Role.COUNTY_REVIEWER)


def added(store: Store, by: Principal, login: str, *grants: Grant, reason: str = "") -> Principal:
    add_person(
        store, by, login, login.partition("@")[0].title(), grants, operation=new_operation(), reason=reason
    )
    return principal_for(store, login)


def test_whoever_is_alone_at_the_database_makes_the_first_administrator(
    store: Store, person: Principal
) -> None:
    first = added(store, person, "kim@a.example", ADMINISTRATOR)

    second = added(store, first, "pat@a.example", ANALYST)

    assert (first.name, second.name) == ("Kim", "Pat")
    assert second.grants == (ANALYST,)
    assert [one.login for one in people(store, first)] == ["kim@a.example", "pat@a.example"]


def test_a_login_is_known_in_whatever_case_it_is_written(store: Store, person: Principal) -> None:
    added(store, person, "Kim@A.example", ANALYST)
    assert principal_for(store, " KIM@a.example ").grants == (ANALYST,)


@pytest.mark.parametrize("login", ["nobody@a.example", "", "a b", "\x00", "x" * 5000])
def test_someone_unknown_may_do_nothing(store: Store, person: Principal, login: str) -> None:
    added(store, person, "kim@a.example", ADMINISTRATOR)
    assert principal_for(store, login).grants == ()


def test_a_database_without_people_lets_nobody_in(store: Store) -> None:
    assert principal_for(store, "kim@a.example").grants == ()


def test_whoever_leaves_may_do_nothing_at_once_and_stays_on_record(store: Store, person: Principal) -> None:
    added(store, person, "kim@a.example", ANALYST, ADMINISTRATOR)

    revoke_roles(store, person, "kim@a.example", operation=new_operation(), reason="moved away")

    assert principal_for(store, "kim@a.example").grants == ()
    assert [(one.login, one.left) for one in people(store, person)] == [("kim@a.example", True)]
    back = added(store, person, "kim@a.example", ANALYST)
    assert back.grants == (ANALYST,)


def test_one_grant_can_be_taken_and_others_stay(store: Store, person: Principal) -> None:
    added(store, person, "kim@a.example", ANALYST, ADMINISTRATOR)
    revoke_roles(store, person, "kim@a.example", (ANALYST,), operation=new_operation())
    assert principal_for(store, "kim@a.example").grants == (ADMINISTRATOR,)
    with pytest.raises(UsageError, match=r"kim@a\.example is not analyst of Ashford; they are administrator"):
        revoke_roles(store, person, "kim@a.example", (ANALYST,), operation=new_operation())


def test_several_grants_come_in_one_act(store: Store, person: Principal) -> None:
    added(store, person, "kim@a.example", ANALYST)
    grant_roles(store, person, "kim@a.example", (ANALYST, REVIEWER, ADMINISTRATOR), operation=new_operation())
    assert principal_for(store, "kim@a.example").grants == (ANALYST, REVIEWER, ADMINISTRATOR)
    assert len(people_changes(store, person)) == 2


def test_of_several_grants_all_are_taken_or_none(store: Store, person: Principal) -> None:
    added(store, person, "kim@a.example", ANALYST, REVIEWER)
    elsewhere = Grant(role=Role.ANALYST, district="Dover")
    what_is_wrong = (
        r"kim@a\.example is not analyst of Dover, administrator; "
        r"they are analyst of Ashford, county reviewer\. Nothing was taken away\."
    )
    with pytest.raises(UsageError, match=what_is_wrong):
        revoke_roles(
            store,
            person,
            "kim@a.example",
            (ANALYST, elsewhere, ADMINISTRATOR),
            operation=new_operation(),
        )
    assert principal_for(store, "kim@a.example").grants == (ANALYST, REVIEWER)
    revoke_roles(store, person, "kim@a.example", (ANALYST, REVIEWER), operation=new_operation())
    assert [(one.grants, one.left) for one in people(store, person)] == [((), False)]


def test_the_last_administrator_cannot_shut_the_door_behind_them(store: Store, person: Principal) -> None:
    kim = added(store, person, "kim@a.example", ADMINISTRATOR)
    with pytest.raises(Refused, match="Kim is the only administrator"):
        revoke_roles(store, kim, "kim@a.example", operation=new_operation())
    added(store, person, "pat@a.example", ADMINISTRATOR)
    revoke_roles(store, kim, "kim@a.example", operation=new_operation())
    assert principal_for(store, "kim@a.example").grants == ()


def test_who_let_whom_do_what_and_why_is_kept(store: Store, person: Principal) -> None:
    kim = added(store, person, "kim@a.example", ADMINISTRATOR, reason="set up")
    added(store, kim, "pat@a.example", ANALYST, reason="new analyst")
    grant_roles(store, kim, "pat@a.example", (ADMINISTRATOR,), operation=new_operation(), reason="holiday")
    revoke_roles(store, kim, "pat@a.example", operation=new_operation(), reason="left")

    found = people_changes(store, person)

    assert [(change.author, change.key, change.reason) for change in found] == [
        ("Kim Local", "kim@a.example", "set up"),
        ("Kim", "pat@a.example", "new analyst"),
        ("Kim", "pat@a.example", "holiday"),
        ("Kim", "pat@a.example", "left"),
    ]
    assert verify(store, person).sound


def test_the_same_person_is_not_added_twice(store: Store, person: Principal) -> None:
    added(store, person, "kim@a.example", ANALYST)
    with pytest.raises(Conflict, match=r"kim@a\.example is there already"):
        added(store, person, "KIM@a.example", ANALYST)


def test_a_retry_does_nothing_twice(store: Store, person: Principal) -> None:
    operation = new_operation()
    for _ in range(2):
        add_person(store, person, "kim@a.example", "Kim", (ANALYST,), operation=operation)
    assert len(people_changes(store, person)) == 1


@pytest.mark.parametrize(
    ("login", "name", "says"),
    [("a b", "Kim", "is no login"), ("k@a", "", "name: it is blank"), ("k@a", "\u202eKim", "hidden")],
)
def test_a_faulty_entry_is_refused_in_words(
    store: Store, person: Principal, login: str, name: str, says: str
) -> None:
    with pytest.raises(InputRejected, match=says):
        add_person(store, person, login, name, operation=new_operation())


@pytest.mark.parametrize("grant", [Grant(role=Role.SOLE_USER), Grant(role=Role.PARTICIPANT, workshop="w")])
def test_nobody_with_an_account_is_made_sole_user_or_participant(
    store: Store, person: Principal, grant: Grant
) -> None:
    with pytest.raises(UsageError, match="cannot be given to someone with an account"):
        added(store, person, "kim@a.example", grant)


@pytest.mark.parametrize("role", [Role.COUNTY_REVIEWER, None])
def test_only_an_administrator_says_who_may_do_what(
    store: Store, person: Principal, role: Role | None
) -> None:
    grants = (Grant(role=role),) if role else ()
    other = added(store, person, "pat@a.example", *grants)
    with pytest.raises(NotPermitted, match="may not say who may do what in this database"):
        people(store, other)
    with pytest.raises(NotPermitted, match="may not say who may do what in this database"):
        added(store, other, "kim@a.example", ADMINISTRATOR)

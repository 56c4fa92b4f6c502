import pytest
from sqlalchemy import func, select

from tests.security.world import ISSUE, Clock, World, score_all, world
from toolkit.errors import Conflict, InputRejected, NotPermitted, Refused, UsageError
from toolkit.model.principal import Principal, sole_user
from toolkit.model.workshop import MOST_PARTICIPANTS, Joined, PrivateScore
from toolkit.store import schema
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation
from toolkit.store.attending import attendance
from toolkit.store.database import Database
from toolkit.store.history import changes
from toolkit.store.joining import TOO_MANY, UNKNOWN_CODE, invite_participant, join, participant_principal
from toolkit.store.secrets_kept import ALPHABET, code_hash, new_code, typed_code
from toolkit.store.store import Store
from toolkit.store.verifying import verify
from toolkit.store.ways_in import WAY_IN, new_join_code, renew_link, revoke_participant, withdraw_join_codes
from toolkit.store.workshop_scoring import PACE, enter_slip, participant_view, score_privately
from toolkit.store.workshops import close_workshop, open_workshop


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def county(where: Address, clock: Clock) -> World:  # type: ignore[misc]
    with Database(where, clock=clock) as database:
        database.prepare()
        yield world(Store(database), sole_user("Kim Local"))


def at(county: World):  # type: ignore[no-untyped-def] # noqa: ANN201
    return county.store, county.own.facilitator, county.own.record_id, county.own.workshop.id


def joined(county: World, code: str, name: str = "Cy", source: str = "10.0.0.1") -> Joined:
    return join(county.store, code, name=name, agency="Fire", source=source, operation=new_operation())


def rows(county: World, table: object) -> int:
    with county.store.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar() or 0  # type: ignore[arg-type]


def test_a_code_lets_people_in_and_their_own_link_back_in(county: World) -> None:
    code = new_join_code(*at(county))
    assert set(code.code) <= set(ALPHABET)
    assert len(code.code) == 8

    someone = joined(county, f" {code.worded.lower()} ")

    back = participant_principal(county.store, someone.token)
    assert back is not None
    assert participant_view(county.store, back).attendee.name == "Cy"
    assert str(back.grants[0]) == f"participant of workshop {county.own.workshop.id}"


def test_neither_code_nor_token_is_stored_as_it_is(county: World) -> None:
    code, token = new_join_code(*at(county)).code, county.own.first.token
    with county.store.database.reading() as connection:
        held = [str(row) for t in schema.metadata.sorted_tables for row in connection.execute(select(t))]
    assert [row for row in held if code in row or token in row] == []
    assert [row for row in held if code_hash(code) in row] != []


def test_wrong_expired_and_withdrawn_codes_are_told_alike(county: World, clock: Clock) -> None:
    withdrawn = new_join_code(*at(county)).code
    replaced = new_join_code(*at(county)).code
    expired = new_join_code(*at(county)).code
    open_workshop(*at(county), hours=24, operation=new_operation())
    said = set()
    for code, source in ((withdrawn, "1"), (replaced, "2"), (new_code(), "3"), ("what?", "4"), ("", "5")):
        with pytest.raises(NotPermitted, match="That code is not known, or no longer") as refused:
            joined(county, code, source=source)
        said.add(str(refused.value))
    clock.pass_(hours=8, seconds=1)
    with pytest.raises(NotPermitted, match="not known, or no longer") as refused:
        joined(county, expired)
    assert said | {str(refused.value)} == {UNKNOWN_CODE}


def test_a_code_ends_when_it_is_withdrawn_and_when_its_workshop_closes(county: World) -> None:
    code = new_join_code(*at(county)).code
    withdraw_join_codes(*at(county))
    with pytest.raises(NotPermitted, match="not known"):
        joined(county, code)
    code = new_join_code(*at(county)).code
    close_workshop(*at(county), operation=new_operation())
    with pytest.raises(NotPermitted, match="not known"):
        joined(county, code)
    with pytest.raises(Conflict, match="This workshop is closed"):
        new_join_code(*at(county))


def test_a_thousand_wrong_codes_find_nothing_and_shut_nobody_else_out(county: World) -> None:
    right = new_join_code(*at(county)).code
    said = []
    for _ in range(1_000):
        wrong = new_code()
        if wrong == right:
            continue
        with pytest.raises(NotPermitted, match="code") as refused:
            joined(county, wrong, source="198.51.100.7")
        said.append(str(refused.value))

    assert said == [UNKNOWN_CODE] * 5 + [TOO_MANY] * (len(said) - 5)
    assert rows(county, schema.join_attempt) == 5
    with pytest.raises(NotPermitted, match="Too many wrong codes"):
        joined(county, right, source="198.51.100.7")
    assert joined(county, right, source="10.0.0.1").attendee.name == "Cy"


def test_wrong_codes_from_everywhere_are_limited_together_and_a_facilitator_can_still_let_people_in(
    county: World, clock: Clock
) -> None:
    right = new_join_code(*at(county)).code
    refused = 0
    for number in range(80):
        with pytest.raises(NotPermitted, match="code") as why:
            joined(county, new_code(), source=f"source {number}")
        refused += str(why.value) == TOO_MANY
    assert refused == 20
    assert (
        invite_participant(*at(county), name="Cy", agency="Fire", operation=new_operation()).attendee.agency
        == "Fire"
    )
    assert participant_principal(county.store, county.own.first.token) is not None
    clock.pass_(minutes=1)
    assert joined(county, right, name="Di", source="source 1").attendee.name == "Di"


def test_wrong_codes_are_forgotten_after_a_minute_and_when_the_clock_steps_back(
    county: World, clock: Clock
) -> None:
    right = new_join_code(*at(county)).code
    for _ in range(6):
        with pytest.raises(NotPermitted, match="code"):
            joined(county, new_code())
    clock.pass_(hours=-1)
    assert joined(county, right).attendee.name == "Cy"


def test_sixty_may_join_and_no_more(county: World) -> None:
    for number in range(2, MOST_PARTICIPANTS):
        invite_participant(*at(county), name=f"N{number}", agency="Fire", operation=new_operation())
    with pytest.raises(Refused, match="This workshop is full: 60 people have joined it"):
        joined(county, new_join_code(*at(county)).code, name="One more")
    revoke_participant(*at(county), county.own.first.attendee.id)
    assert joined(county, new_join_code(*at(county)).code, name="One more").attendee.name == "One more"


@pytest.mark.parametrize("name", ["ALI of  Ashford", "agreed", "Agreed"])
def test_nobody_takes_anothers_name_or_that_of_the_agreed_level(county: World, name: str) -> None:
    with pytest.raises(Conflict, match="There is already someone called"):
        joined(county, new_join_code(*at(county)).code, name=name)


@pytest.mark.parametrize(
    ("name", "agency", "says"),
    [
        ("", "Fire", "name: it is blank"),
        ("Cy", " ", "agency: it is blank"),
        ("x" * 201, "Fire", "too long"),
        ("a\u202eb", "Fire", "hidden or control character"),
    ],
)
def test_a_name_or_agency_that_cannot_stand_is_refused(
    county: World, name: str, agency: str, says: str
) -> None:
    with pytest.raises(InputRejected, match=says):
        join(county.store, "", name=name, agency=agency, source="1", operation=new_operation())


def test_whoever_is_shut_out_is_out_at_once_and_can_be_let_in_again(county: World) -> None:
    first = county.own.first
    principal = county.participant(first)
    revoke_participant(*at(county), first.attendee.id)
    assert participant_principal(county.store, first.token) is None
    with pytest.raises(NotPermitted, match="may not score in any workshop here"):
        _score(county, principal)

    again = renew_link(*at(county), first.attendee.id)

    assert participant_principal(county.store, first.token) is None
    assert county.participant(again) == principal


def test_the_record_says_who_opened_and_closed_every_way_in(county: World) -> None:
    first = county.own.first.attendee
    code = new_join_code(*at(county))
    revoke_participant(*at(county), first.id)
    link = renew_link(*at(county), first.id)
    withdraw_join_codes(*at(county))

    where = county.store, county.sole, county.own.record_id
    found = [change for change in changes(*where) if change.subject == WAY_IN]
    assert [(one.author, one.after) for one in found] == [
        (county.own.facilitator.name, {"title": "Partners of Ashford", **said})
        for said in (
            {"join_code": "made", "good_until": code.expires},
            {"participant": "Ali of Ashford", "link": "ended"},
            {"participant": "Ali of Ashford", "link": "renewed"},
            {"join_code": "withdrawn"},
        )
    ]
    assert code.code not in str(found)
    assert link.token not in str(found)
    assert verify(county.store, county.sole).sound


def _score(county: World, principal: Principal) -> None:
    score_privately(county.store, principal, [], issue="burglary", round=1, operation=new_operation())


def test_a_link_ends_with_its_workshop(county: World, clock: Clock) -> None:
    token = county.own.first.token
    assert participant_principal(county.store, "x" * 500) is None
    assert participant_principal(county.store, "\ud800") is None
    close_workshop(*at(county), operation=new_operation())
    assert participant_principal(county.store, token) is None
    open_workshop(*at(county), hours=1, operation=new_operation())
    assert participant_principal(county.store, token) is not None
    clock.pass_(hours=1, seconds=1)
    assert participant_principal(county.store, token) is None


def test_a_lost_answer_to_joining_costs_no_seat(county: World) -> None:
    code, operation = new_join_code(*at(county)).code, new_operation()
    first, second = (
        join(county.store, code, name="Cy", agency="Fire", source="1", operation=operation) for _ in range(2)
    )
    assert first.attendee.id == second.attendee.id
    assert participant_principal(county.store, first.token) is None
    assert participant_principal(county.store, second.token) is not None


def test_someone_who_is_not_there_is_neither_shut_out_nor_let_in(county: World) -> None:
    stranger = county.other.first.attendee.id
    with pytest.raises(UsageError, match="There is no such participant at this workshop"):
        revoke_participant(*at(county), stranger)
    with pytest.raises(UsageError, match="There is no such participant at this workshop"):
        renew_link(*at(county), stranger)


def test_someone_whose_levels_came_on_paper_has_no_link_to_end_or_renew(county: World) -> None:
    slip = [PrivateScore(criterion="physical", level=1)]
    enter_slip(*at(county), name="Sam", agency="Fire", issue=ISSUE, scores=slip, operation=new_operation())
    there = attendance(*at(county)).people
    (sam,) = (one for one in there if one.by_slip)
    for change in (revoke_participant, renew_link):
        with pytest.raises(UsageError, match="There is no such participant at this workshop"):
            change(*at(county), sam.id)
    found = changes(county.store, county.sole, county.own.record_id)
    assert all(one.subject != WAY_IN for one in found)


def test_a_participant_who_floods_a_workshop_is_slowed_and_others_are_not(county: World) -> None:
    for _ in range(PACE.most):
        _score(county, county.participant(county.own.first))
    with pytest.raises(Refused, match="That is too fast"):
        _score(county, county.participant(county.own.first))
    score_all(county, county.own.second)


def test_a_code_is_read_as_people_write_it() -> None:
    assert typed_code("o1lI-2345") == "01112345"
    assert typed_code("0" * 7) is None
    assert typed_code("0" * 10_000) is None

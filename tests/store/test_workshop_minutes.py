import pytest

from tests.security.world import CRITERIA, HIDDEN_TEXT, ISSUE, SECRET_LEVEL, Held, World, score_all, world
from toolkit.documents.minutes import minutes_document
from toolkit.methods.minutes import Minutes, minutes
from toolkit.model.assessment import AGREED, Score
from toolkit.model.principal import Principal
from toolkit.model.workshop import PrivateScore
from toolkit.store.assessments import new_operation, open_return
from toolkit.store.attending import attendance
from toolkit.store.store import Store
from toolkit.store.ways_in import revoke_participant
from toolkit.store.workshop_rounds import new_round, open_issue, park_issue, record_agreed, reveal
from toolkit.store.workshop_scoring import enter_slip, score_privately
from toolkit.store.workshop_views import own_workshop, revealed_return
from toolkit.store.workshops import close_workshop, the_workshop
from toolkit.wording.minutes import minutes_markdown


@pytest.fixture
def county(store: Store, person: Principal) -> World:
    return world(store, person)


@pytest.fixture
def own(county: World) -> Held:
    return county.own


def go(county: World, act, *more: object, **named: object):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    own = county.own
    where = county.store, own.facilitator, own.record_id, own.workshop.id
    return act(*where, *more, operation=new_operation(), **named)


def written(county: World) -> Minutes:
    own = county.own
    where = county.store, own.facilitator, own.record_id, own.workshop.id
    return minutes(revealed_return(*where), the_workshop(*where), attendance(*where))


def agree(county: World, **more: str) -> None:
    empty = Score(issue=ISSUE, criterion=CRITERIA[0], scorer=AGREED)
    row = empty.changed(level=2, rationale="The same figures", **more)
    go(county, record_agreed, seen=empty, agreed=row)


def rescore(county: World, level: int, why: str) -> None:
    score_privately(
        county.store,
        county.participant(county.own.first),
        [PrivateScore(criterion=CRITERIA[0], level=level, rationale=why)],
        issue=ISSUE,
        round=2,
        operation=new_operation(),
    )


def test_minutes_say_who_was_there_what_was_agreed_what_moved_and_why(county: World) -> None:
    score_all(county, county.own.first)
    go(county, reveal, ISSUE)
    go(county, new_round, ISSUE)
    rescore(county, 2, "Heard of the hospital's figures")
    go(county, reveal, ISSUE)
    agree(county, dissent="Council saw it one lower")
    go(county, park_issue, "hate-crime", reason="no figures yet")
    go(county, close_workshop)

    text = minutes_markdown(written(county)).replace("\\", "")

    assert text.startswith("# Minutes. Partners of Ashford: Ashford,")
    assert "- Police: Ali of Ashford" in text
    assert "Expected, and not there: Fire." in text
    assert "The workshop was quorate: two agencies were there, two needed." in text
    assert "(given: 2). The same figures." in text
    assert "Ali of Ashford (Police): from" in text
    assert "(round 1 to round 2). Why: Heard of the hospital's figures." in text
    assert "Council saw it one lower." in text
    assert ": no figures yet" in text
    assert "## Not reached\n\n- Gangs" in text


def test_minutes_hold_nothing_of_a_round_that_was_not_revealed(county: World) -> None:
    score_all(county, county.own.first)
    go(county, reveal, ISSUE)
    go(county, new_round, ISSUE)
    rescore(county, 1, "A level nobody may see yet")
    go(
        county,
        enter_slip,
        name="Sam on Paper",
        agency="Fire",
        issue=ISSUE,
        scores=[PrivateScore(criterion=CRITERIA[0], level=4, rationale="Nor this one")],
    )
    found = written(county)
    (issue,) = found.taken
    assert (issue.rounds, issue.moves) == (1, ())
    text = minutes_markdown(found) + repr(minutes_document(found))
    assert "nobody may see" not in text
    assert "Nor this one" not in text
    assert "Sam on Paper (on paper)" in text.replace("\\", "")


def test_before_the_first_reveal_minutes_tell_no_level(county: World) -> None:
    score_all(county, county.own.first)
    found = written(county)
    assert HIDDEN_TEXT not in minutes_markdown(found)
    assert [one.rounds for one in found.taken] == [0]


def test_a_hostile_name_is_no_markup_in_the_minutes(county: World) -> None:
    go(county, enter_slip, name="# [x](http://e)", agency="<b>", issue=ISSUE, scores=())
    text = minutes_markdown(written(county))
    assert "](http" not in text
    assert "- <b>" not in text


def test_the_document_has_the_same_as_the_text(county: World) -> None:
    score_all(county, county.own.first)
    go(county, reveal, ISSUE)
    agree(county)
    document = minutes_document(written(county))
    (issue,) = document["issues"]
    assert issue["agreed"][0]["given"][0]["level"] == SECRET_LEVEL
    assert issue["agreed"][0]["level"] == 2
    assert document["missing"] == ["Fire"]
    assert [one["issue"] for one in document["not_reached"]] == ["hate-crime", "gangs"]


def test_what_the_room_may_see_leaves_out_the_slips_that_were_entered(county: World, own: Held) -> None:
    slip = [PrivateScore(criterion=CRITERIA[0], level=4)]
    go(county, enter_slip, name="Sam", agency="Fire", issue=ISSUE, scores=slip)
    where = county.store, own.facilitator, own.record_id
    assert "Sam" in {score.scorer for score in open_return(*where).return_.scores}
    before = revealed_return(*where, own.workshop.id)
    assert "Sam" not in {score.scorer for score in before.scores}
    assert revealed_return(*where, own.workshop.id) is before
    go(county, reveal, ISSUE)
    assert "Sam" in {score.scorer for score in revealed_return(*where, own.workshop.id).scores}


def test_a_phone_is_told_where_the_workshop_has_come_to(county: World, own: Held) -> None:
    who = county.participant(own.first)
    assert own_workshop(county.store, who).open_issue == ISSUE
    go(county, open_issue, "gangs")
    assert own_workshop(county.store, who).open_issue == "gangs"


def test_whoever_was_shut_out_is_not_among_those_there(county: World, own: Held) -> None:
    where = county.store, own.facilitator, own.record_id, own.workshop.id
    revoke_participant(*where, own.first.attendee.id)
    assert [name for name, _ in written(county).people_by_agency] == ["Council"]

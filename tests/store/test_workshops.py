import pytest

from tests.security.world import CRITERIA, ISSUE, OWN, SECRET_LEVEL, Held, World, account, score_all, world
from toolkit.errors import Conflict, InputRejected, NotPermitted, Refused, UsageError
from toolkit.model.assessment import AGREED, ReturnStatus, Score
from toolkit.model.principal import Grant, Principal, Role
from toolkit.model.revision import score_of, with_status
from toolkit.model.workshop import PrivateScore, Stage
from toolkit.store.acts import Stale
from toolkit.store.assessments import new_operation, open_return, save_return, save_scores
from toolkit.store.attending import attendance
from toolkit.store.store import Store
from toolkit.store.verifying import verify
from toolkit.store.ways_in import revoke_participant
from toolkit.store.workshop_rounds import (
    new_round,
    open_issue,
    outstanding,
    park_issue,
    record_agreed,
    reveal,
)
from toolkit.store.workshop_scoring import enter_slip, participant_view, score_privately
from toolkit.store.workshop_undo import undo_last
from toolkit.store.workshops import (
    arrange_workshop,
    close_workshop,
    open_workshop,
    plan_workshop,
    the_workshop,
    workshops_on,
)


@pytest.fixture
def county(store: Store, person: Principal) -> World:
    return world(store, person)


@pytest.fixture
def own(county: World) -> Held:
    return county.own


def levels(county: World, who: Principal, round_: int = 1) -> set[tuple[str, object]]:
    found = open_return(county.store, who, county.own.record_id).return_.scores
    return {(s.scorer, s.level) for s in found if s.issue == ISSUE and s.round == round_}


def at(county: World) -> tuple[Store, Principal, str, str]:
    own = county.own
    return county.store, own.facilitator, own.record_id, own.workshop.id


def go(county: World, act, *more: object, **named: object):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    return act(*at(county), *more, operation=new_operation(), **named)


def agreed(level: int, rationale: str = "The partners saw the same figures", **more: str) -> Score:
    return Score(issue=ISSUE, criterion="physical", scorer=AGREED, level=level, rationale=rationale, **more)


def test_a_level_is_its_scorers_own_until_the_round_is_revealed(county: World, own: Held) -> None:
    score_all(county, own.first)

    assert levels(county, own.facilitator) == set()
    assert levels(county, county.sole) == set()
    view = participant_view(county.store, county.participant(own.first))
    assert {(s.criterion, s.level) for s in view.current} == {(one, SECRET_LEVEL) for one in CRITERIA}
    assert participant_view(county.store, county.participant(own.second)).own == ()

    go(county, reveal, ISSUE)

    assert levels(county, own.facilitator) == {("Ali of Ashford", SECRET_LEVEL)}


def test_who_is_outstanding_is_told_by_agency_and_never_what_was_scored(county: World, own: Held) -> None:
    score_all(county, own.first)

    found = outstanding(*at(county))

    assert found is not None
    assert [one.name for one in found.waiting_for] == ["Bo of Ashford"]
    assert [(one.agency, one.present, one.done) for one in found.by_agency] == [
        ("Council", 1, 0),
        ("Police", 1, 1),
    ]
    assert (found.done, found.present) == (1, 2)
    assert "level" not in found.model_dump_json()


def test_a_level_given_again_replaces_ones_own(county: World, own: Held) -> None:
    score_all(county, own.first, level=1)
    score_all(county, own.first, level=2)
    go(county, reveal, ISSUE)
    assert levels(county, own.facilitator) == {("Ali of Ashford", 2)}


def test_a_new_round_is_private_again_and_the_earlier_one_is_kept(county: World, own: Held) -> None:
    score_all(county, own.first, level=1)
    go(county, reveal, ISSUE)
    assert go(county, new_round, ISSUE).now.round == 2
    score_all(county, own.first, level=4, round_=2)
    assert levels(county, own.facilitator, 2) == set()
    assert levels(county, own.facilitator, 1) == {("Ali of Ashford", 1)}
    go(county, reveal, ISSUE)
    assert levels(county, own.facilitator, 2) == {("Ali of Ashford", 4)}
    assert verify(county.store, county.sole).sound


def test_a_new_round_waits_for_the_reveal_of_the_last(county: World) -> None:
    with pytest.raises(Conflict, match="Reveal round 1 before a new one begins"):
        go(county, new_round, ISSUE)


def test_nothing_is_revealed_twice(county: World) -> None:
    go(county, reveal, ISSUE)
    with pytest.raises(Conflict, match="Round 1 was revealed already"):
        go(county, reveal, ISSUE)


@pytest.mark.parametrize(
    ("move", "says"),
    [
        (lambda c: go(c, reveal, ISSUE), "Round 1 is over: its levels were revealed"),
        (lambda c: go(c, open_issue, "gangs"), "moved on to another issue"),
        (lambda c: go(c, park_issue, ISSUE, reason="no data"), "moved on to another issue"),
    ],
)
def test_a_late_level_is_refused_and_said_not_to_be_saved(county: World, own: Held, move, says) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    move(county)
    with pytest.raises(Conflict, match=says):
        score_all(county, own.first)


def test_rounds_of_an_issue_scored_before_follow_those_there_are(county: World, own: Held) -> None:
    before = Score(issue="hate-crime", criterion="physical", scorer="Sam", level=1, round=2)
    seen = Score(issue="hate-crime", criterion="physical", scorer="Sam", round=2)
    save_scores(county.store, county.sole, own.record_id, [(seen, before)], operation=new_operation())

    found = go(county, open_issue, "hate-crime")

    assert (found.now.first_round, found.now.round) == (3, 3)


def test_an_agreed_level_has_its_reason_and_dissent(county: World, own: Held) -> None:
    nothing = score_of(
        open_return(county.store, own.facilitator, own.record_id).return_, ISSUE, "physical", AGREED
    )

    found = go(county, record_agreed, seen=nothing, agreed=agreed(2, dissent="Fire would say 3"))

    assert found.now.agreed == ("physical",)
    return_ = open_return(county.store, own.facilitator, own.record_id).return_
    row = score_of(return_, ISSUE, "physical", AGREED)
    assert (row.level, row.dissent) == (2, "Fire would say 3")
    with pytest.raises(Stale, match=r"burglary/physical/1/agreed by Facilitator"):
        go(county, record_agreed, seen=nothing, agreed=agreed(3))
    with pytest.raises(InputRejected, match="Say why the partners agreed this level"):
        go(county, record_agreed, seen=row, agreed=agreed(3, " "))


def test_the_last_act_of_a_facilitator_is_taken_back(county: World, own: Held) -> None:
    nothing = agreed(0).changed(level=None, rationale="")
    go(county, record_agreed, seen=nothing, agreed=agreed(2))

    assert go(county, undo_last).now.agreed == ()

    assert levels(county, own.facilitator) == set()
    assert go(county, undo_last).now.agreed == ("physical",)
    assert levels(county, own.facilitator) == {(AGREED, 2)}


def test_a_reveal_is_not_taken_back(county: World) -> None:
    go(county, reveal, ISSUE)
    with pytest.raises(Refused, match="What was revealed has been seen"):
        go(county, undo_last)


def test_closing_is_not_taken_back_but_a_workshop_can_be_opened_again(county: World) -> None:
    assert go(county, close_workshop).stage is Stage.CLOSED
    with pytest.raises(Refused, match="close or open it instead"):
        go(county, undo_last)
    with pytest.raises(Conflict, match="closed already"):
        go(county, close_workshop)
    assert go(county, open_workshop, hours=2).is_open


def test_what_was_never_revealed_stays_hidden_after_closing_and_can_be_revealed_later(
    county: World, own: Held
) -> None:
    score_all(county, own.first)
    go(county, close_workshop)
    assert levels(county, own.facilitator) == set()
    go(county, reveal, ISSUE)
    assert levels(county, own.facilitator) == {("Ali of Ashford", SECRET_LEVEL)}


def test_issues_are_reordered_chosen_anew_and_parked(county: World) -> None:
    found = go(county, arrange_workshop, issues=("gangs", ISSUE), ranking_shown=True)
    assert (found.issues, found.ranking_shown) == (("gangs", ISSUE), True)
    parked = go(county, park_issue, ISSUE, reason="Figures are missing")
    assert parked.open_issue is None
    assert parked.progress_of(ISSUE).parked == "Figures are missing"
    assert go(county, open_issue, ISSUE).now.parked == ""


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        ({"issues": ("gangs",)}, InputRejected, "'burglary' is not an issue of this workshop"),
        ({"issues": ("gangs", ISSUE, "nonsense")}, UsageError, "This return has no issue nonsense"),
        ({"title": " "}, InputRejected, "title: it is blank"),
        ({"facilitators": ()}, InputRejected, "facilitators: it is blank"),
        ({"stage": "closed"}, UsageError, "A workshop's stage cannot be arranged"),
    ],
)
def test_an_arrangement_that_cannot_stand_is_refused(
    county: World, changes: dict[str, object], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        go(county, arrange_workshop, **changes)


def test_attendance_is_kept_by_agency_with_who_is_missing(county: World, own: Held) -> None:
    found = attendance(*at(county))
    assert found.by_agency == (("Council", 1), ("Police", 1))
    assert (found.missing, found.is_quorate) == (("Fire",), True)

    revoke_participant(*at(county), own.first.attendee.id)

    found = attendance(*at(county))
    assert found.by_agency == (("Council", 1),)
    assert [(one.name, one.revoked) for one in found.people] == [
        ("Ali of Ashford", True),
        ("Bo of Ashford", False),
    ]
    assert not found.is_quorate


def test_levels_on_paper_are_entered_and_hidden_like_any_other(county: World) -> None:
    slip = [PrivateScore(criterion=one, level=4) for one in CRITERIA]
    for scores in (slip[:2], slip[2:]):
        go(county, enter_slip, name="Cy", agency="Fire", issue=ISSUE, scores=scores)
    analyst = account(county.store, county.sole, "an@a.example", Grant(role=Role.ANALYST, district=OWN))
    assert levels(county, analyst) == set()
    assert [(one.agency, one.done) for one in outstanding(*at(county)).by_agency] == [
        ("Council", 0),
        ("Fire", 1),
        ("Police", 0),
    ]
    go(county, reveal, ISSUE)
    assert levels(county, analyst) == {("Cy", 4)}
    assert [one.by_slip for one in attendance(*at(county)).people] == [False, False, True]
    with pytest.raises(Conflict, match="There is already someone called ali of ashford here"):
        go(county, enter_slip, name="ali of ashford", agency="Fire", issue=ISSUE, scores=slip)


@pytest.mark.parametrize(
    ("score", "says"),
    [
        (PrivateScore(criterion="nonsense", level=1), "unknown criterion 'nonsense'"),
        (PrivateScore(criterion="physical", level=99), "'physical' has no level 99"),
        (PrivateScore(criterion="physical", confidence="sure"), "unknown confidence grade 'sure'"),
    ],
)
def test_a_level_that_does_not_exist_is_refused(
    county: World, own: Held, score: PrivateScore, says: str
) -> None:
    with pytest.raises(InputRejected, match=says):
        score_privately(
            county.store,
            county.participant(own.first),
            [score],
            issue=ISSUE,
            round=1,
            operation=new_operation(),
        )


def test_a_retry_of_any_act_does_nothing_twice(county: World, own: Held) -> None:
    for act in (
        lambda op: reveal(*at(county), ISSUE, operation=op),
        lambda op: new_round(*at(county), ISSUE, operation=op),
        lambda op: close_workshop(*at(county), operation=op),
    ):
        operation = new_operation()
        once, again = act(operation), act(operation)
        assert once == again
    assert len(workshops_on(county.store, own.facilitator, own.record_id)) == 1


def test_planning_again_with_the_same_operation_finds_the_same_workshop(county: World, own: Held) -> None:
    operation = new_operation()
    made = [
        plan_workshop(
            county.store,
            own.facilitator,
            own.record_id,
            title="Another",
            issues=("gangs",),
            operation=operation,
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    with pytest.raises(Conflict, match="has not been opened yet"):
        open_issue(
            county.store, own.facilitator, own.record_id, made[0].id, "gangs", operation=new_operation()
        )


def test_an_issue_is_on_the_table_of_one_workshop_at_a_time(county: World, own: Held) -> None:
    where = county.store, own.facilitator, own.record_id
    second = plan_workshop(*where, title="Second", issues=(ISSUE,), operation=new_operation())
    open_workshop(*where, second.id, operation=new_operation())
    with pytest.raises(Conflict, match="on the table of the workshop 'Partners of Ashford' now"):
        open_issue(*where, second.id, ISSUE, operation=new_operation())


def test_another_facilitator_of_the_district_runs_a_workshop_only_when_named(
    county: World, own: Held
) -> None:
    grant = Grant(role=Role.FACILITATOR, district=OWN)
    deputy = account(county.store, county.sole, "deputy@a.example", grant)
    where = county.store, deputy, own.record_id, own.workshop.id
    with pytest.raises(NotPermitted, match="may not run the workshop 'Partners of Ashford' of Ashford"):
        reveal(*where, ISSUE, operation=new_operation())
    go(county, arrange_workshop, facilitators=(own.facilitator.id, "Deputy@A.example"))
    assert reveal(*where, ISSUE, operation=new_operation()).now.revealed


def test_a_signed_off_return_reveals_nothing_more(county: World, own: Held) -> None:
    score_all(county, own.first)
    for status in (ReturnStatus.AGREED,):
        save_return(
            county.store,
            county.sole,
            own.record_id,
            lambda r, new=status: with_status(r, r.status, new),
            operation=new_operation(),
        )
    with pytest.raises(Conflict, match="agreed by the CSP and locked"):
        go(county, reveal, ISSUE)
    assert go(county, close_workshop).stage is Stage.CLOSED


@pytest.mark.parametrize("hours", [0, -1, 337])
def test_a_workshop_is_open_for_a_sensible_time(county: World, hours: int) -> None:
    with pytest.raises(UsageError, match="A workshop is open for 1 to 336 hours"):
        go(county, open_workshop, hours=hours)


def test_a_workshop_that_is_not_there_is_said_not_to_be(county: World, own: Held) -> None:
    with pytest.raises(UsageError, match="There is no such workshop on this return"):
        the_workshop(county.store, own.facilitator, own.record_id, county.other.workshop.id)

"""Decisions about last year's issues: kept with their reason, together with the levels they give."""

import re

import pytest

from tests import small
from toolkit.errors import Conflict, InputRejected
from toolkit.exchange import begin_county, start_from_last_year
from toolkit.exchange.counties import typed_areas
from toolkit.methods.carrying_forward import confirmed_rows
from toolkit.model.assessment import AGREED, ReturnStatus
from toolkit.model.carried import Carried, Decision
from toolkit.model.issues import Issue
from toolkit.model.principal import Principal
from toolkit.model.revision import score_of, with_status
from toolkit.store.acts import Stale
from toolkit.store.assessments import Stored, new_operation, open_return, save_return, start_return
from toolkit.store.carrying import carried_decisions, decide_carried
from toolkit.store.county import county_lists
from toolkit.store.history import changes
from toolkit.store.store import Store
from toolkit.store.verifying import verify

LAST = small.plain({"gangs": (1, 2, 3), "burglary": (2, 2, 2)})
OWN = Issue(id="own", name="Quad bikes", theme="Crime")


def carried(decision: Decision, reason: str = "The same figures") -> Carried:
    return Carried(issue="gangs", from_year="2016-17", decision=decision, reason=reason)


@pytest.fixture
def this_year(store: Store, person: Principal) -> Stored:
    """Return this year's return, started from last year's."""
    last = LAST.changed(local_issues=(OWN,))
    record = start_return(store, person, last, operation=new_operation()).record
    return start_from_last_year(store, person, record.id, operation=new_operation())


def test_a_return_started_from_last_years_carries_no_level(this_year: Stored) -> None:
    found = this_year.return_
    assert (found.assessment_year, found.plan_year) == ("2017-18", "2018-19")
    assert found.matrix == LAST.matrix
    assert found.local_issues == (OWN,)
    assert found.scores == found.priorities == found.horizon == ()
    assert found.status is ReturnStatus.NOT_STARTED


def test_a_decision_and_its_levels_are_kept_in_one_act(
    store: Store, person: Principal, this_year: Stored
) -> None:
    rows = confirmed_rows(LAST, this_year.return_, "gangs", "gangs")
    operation, given = new_operation(), carried(Decision.CONFIRMED)
    for _ in range(2):  # a retry does nothing more
        stored = decide_carried(
            store, person, this_year.record.id, given, rows, seen=None, operation=operation
        )
    assert carried_decisions(stored) == {"gangs": given}
    assert score_of(stored.return_, "gangs", "frequency", AGREED).level == 3
    made = [one for one in changes(store, person, this_year.record.id) if one.operation == operation]
    assert len(made) == 5
    assert {one.reason for one in made} == {"The same figures"}
    assert verify(store, person).sound


def test_whoever_decides_second_is_told(store: Store, person: Principal, this_year: Stored) -> None:
    where = store, person, this_year.record.id
    dropped = carried(Decision.DROPPED)
    decide_carried(*where, dropped, seen=None, operation=new_operation())
    with pytest.raises(Stale, match="Someone else has changed this since you opened it: gangs by"):
        decide_carried(*where, carried(Decision.RESCORED), seen=None, operation=new_operation())
    stored = decide_carried(*where, carried(Decision.RESCORED), seen=dropped, operation=new_operation())
    assert carried_decisions(stored)["gangs"].decision is Decision.RESCORED


def test_an_issue_with_levels_is_not_dropped(store: Store, person: Principal, this_year: Stored) -> None:
    where = store, person, this_year.record.id
    first = carried(Decision.CONFIRMED)
    rows = confirmed_rows(LAST, this_year.return_, "gangs", "gangs")
    decide_carried(*where, first, rows, seen=None, operation=new_operation())
    with pytest.raises(Conflict, match="This issue has levels this year"):
        decide_carried(*where, carried(Decision.DROPPED), seen=first, operation=new_operation())


def test_what_is_signed_off_takes_no_decision(store: Store, person: Principal, this_year: Stored) -> None:
    where = store, person, this_year.record.id
    save_return(
        *where, lambda now: with_status(now, now.status, ReturnStatus.ADOPTED), operation=new_operation()
    )
    with pytest.raises(Conflict, match="adopted and locked"):
        decide_carried(*where, carried(Decision.DROPPED), seen=None, operation=new_operation())
    assert carried_decisions(open_return(*where)) == {}


def test_a_decision_without_a_reason_is_none() -> None:
    with pytest.raises(ValueError, match="the decision about 'gangs' has no reason; say why"):
        carried(Decision.DROPPED, reason="")


def test_a_county_is_begun_with_districts_typed_in(store: Store, person: Principal) -> None:
    typed = "Ashby E07000901\n\nNew Forest, E07000902"
    begin_county(store, person, "Westshire", typed, operation=new_operation())
    lists = county_lists(store, person)
    assert lists is not None
    assert (lists[0].county, [one.name for one in lists[0].districts]) == (
        "Westshire",
        ["Ashby", "New Forest"],
    )


def test_every_line_without_a_code_is_said() -> None:
    with pytest.raises(InputRejected, match=re.escape("districts, line 1: 'Ashby' has no code")) as error:
        typed_areas("", "Ashby\nNew Forest E07000902\nX E1")
    assert [fault.place for fault in error.value.faults] == ["line 1", "line 3", "name"]
    with pytest.raises(InputRejected, match="district name id used twice: ashby"):
        typed_areas("Westshire", "Ashby E07000901\nAshby E07000902")

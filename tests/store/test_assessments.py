"""Returns in the store: what goes in comes out, nobody is overwritten, and nothing happens twice."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests import small, strategies
from toolkit.errors import Conflict, InputRejected, UsageError
from toolkit.model.assessment import Return, ReturnStatus, Score
from toolkit.model.issues import Issue
from toolkit.model.principal import sole_user
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.revision import with_priority, with_scores, with_status
from toolkit.store import schema
from toolkit.store.acts import Stale
from toolkit.store.address import Address
from toolkit.store.assessments import (
    Stored,
    new_operation,
    open_return,
    readable_records,
    record_for,
    save_return,
    save_scores,
    start_return,
)
from toolkit.store.database import Database
from toolkit.store.store import Store

ANN, BEN = sole_user("Ann"), sole_user("Ben")


def a_score(level: int | str | None = 2, scorer: str = "A Smith", **changes: object) -> Score:
    return Score.model_validate(
        {"issue": "burglary", "criterion": "physical", "scorer": scorer, "level": level} | changes
    )


def started(store: Store, return_: Return | None = None) -> Stored:
    return start_return(store, ANN, return_ or small.a_return([a_score()]), operation=new_operation())


def revisions(store: Store) -> int:
    with store.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(schema.revision)).scalar_one()


def test_a_return_comes_out_as_it_went_in(store: Store) -> None:
    return_ = small.plain({"burglary": (1, 2, 3), "gangs": (4, "unknown", 0)})
    stored = started(store, return_)
    assert stored.return_ == return_
    assert record_for(store, ANN, "maidstone").id == stored.record.id
    assert [record.district for record in readable_records(store, ANN)] == ["Maidstone"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=strategies.returns(), second=strategies.returns())
def test_any_return_can_become_any_other_and_reads_the_same_cold_and_warm(
    tmp_path: Path, first: Return, second: Return
) -> None:
    second = second.changed(
        district=first.district, assessment_year=first.assessment_year, status=ReturnStatus.DRAFT
    )
    first = first.changed(status=ReturnStatus.DRAFT)
    path = tmp_path / f"{new_operation()}.db"
    with Store(Database(Address(path=path))) as store:
        store.database.prepare()
        stored = start_return(store, ANN, first, operation=new_operation())
        assert stored.return_ == first
        warm = save_return(store, ANN, stored.record.id, lambda _: second, operation=new_operation())
        cold = open_return(Store(store.database), ANN, stored.record.id)
        assert warm.return_ == cold.return_
        assert sorted(map(repr, warm.return_.scores)) == sorted(map(repr, second.scores))
        assert sorted(map(repr, warm.return_.priorities)) == sorted(map(repr, second.priorities))
        assert sorted(map(repr, warm.return_.horizon)) == sorted(map(repr, second.horizon))


def test_of_two_who_change_the_same_row_the_second_is_told_who_was_first(store: Store) -> None:
    record = started(store).record.id
    seen = a_score()
    save_scores(store, BEN, record, [(seen, a_score(4))], operation=new_operation())
    with pytest.raises(Stale, match=r"Someone else has changed this since you opened it: .* by Ben"):
        save_scores(store, ANN, record, [(seen, a_score(1))], operation=new_operation())
    with pytest.raises(
        Conflict, match=r"Physical of Burglary was changed by someone else .* it is now level 4"
    ):
        save_return(
            store, ANN, record, lambda r: with_scores(r, [(seen, a_score(1))]), operation=new_operation()
        )
    assert open_return(store, ANN, record).return_.scores == (a_score(4),)


def test_two_who_change_different_rows_both_succeed(store: Store) -> None:
    record = started(store).record.id
    other = Store(store.database)  # another session's view, as it was
    open_return(other, BEN, record)
    theirs = a_score(3, scorer="B Jones")
    save_scores(store, ANN, record, [(a_score(None, scorer="B Jones"), theirs)], operation=new_operation())
    save_return(
        other, BEN, record, lambda r: with_scores(r, [(a_score(), a_score(1))]), operation=new_operation()
    )
    assert open_return(store, ANN, record).return_.scores == (a_score(1), theirs)


def test_a_score_of_an_issue_that_another_program_has_just_added_is_taken(store: Store) -> None:
    record = started(store).record.id
    save_scores(store, ANN, record, [(a_score(), a_score(3))], operation=new_operation())
    elsewhere = Store(store.database)
    bikes = Issue(id="bikes", name="Bicycle theft", theme="acquisitive")
    added = elsewhere_return(elsewhere, record, bikes)
    new = a_score(2, issue="bikes")
    save_scores(store, ANN, record, [(a_score(None, issue="bikes"), new)], operation=new_operation())
    assert bikes in added.return_.local_issues
    assert new in open_return(store, ANN, record).return_.scores


def elsewhere_return(store: Store, record: str, issue: Issue) -> Stored:
    def change(return_: Return) -> Return:
        return return_.changed(local_issues=(*return_.local_issues, issue))

    return save_return(store, BEN, record, change, operation=new_operation())


def test_an_operation_sent_again_changes_nothing_more(store: Store) -> None:
    record = started(store).record.id
    operation = new_operation()
    for _ in range(3):
        save_scores(store, ANN, record, [(a_score(), a_score(4))], operation=operation)
        save_return(
            store, ANN, record, lambda r: with_scores(r, [(a_score(), a_score(4))]), operation=operation
        )
    assert open_return(store, ANN, record).return_.scores == (a_score(4),)
    assert revisions(store) == 4  # header, status, the score, its change


def test_starting_a_return_again_with_the_same_operation_gives_the_one_there(store: Store) -> None:
    return_, operation = small.a_return([a_score()]), new_operation()
    first = start_return(store, ANN, return_, operation=operation)
    assert start_return(store, ANN, return_, operation=operation).record == first.record
    with pytest.raises(Conflict, match="already a return of Maidstone for 2016-17"):
        start_return(store, ANN, return_, operation=new_operation())


def test_a_reworded_priority_stays_the_same_thing(store: Store) -> None:
    old = Priority(worded="Drugs", level=PriorityLevel.MAIN)
    new = Priority(worded="Substance misuse", level=PriorityLevel.MAIN)
    record = started(store, small.a_return(priorities=[old])).record.id
    save_return(store, ANN, record, lambda r: with_priority(r, old, new), operation=new_operation())
    stored = save_return(store, ANN, record, lambda r: with_priority(r, None, old), operation=new_operation())
    assert stored.return_.priorities == (new, old)
    assert list(stored.state.of("priority")) == ["p1", "p2"]


def test_a_signed_off_return_is_locked_and_reopening_needs_a_reason(store: Store) -> None:
    record = started(store).record.id

    def sign(return_: Return) -> Return:
        return with_status(return_, ReturnStatus.DRAFT, ReturnStatus.AGREED)

    def reopen(return_: Return) -> Return:
        return with_status(return_, ReturnStatus.AGREED, ReturnStatus.DRAFT)

    before = open_return(store, ANN, record).head
    numbers = {"burglary": "rank 1, score 6"}
    signed = save_return(store, ANN, record, sign, operation=new_operation(), numbers=numbers)
    vouched = signed.state.value_of("sign_off")
    assert (vouched["chain_count"], vouched["chain_head"]) == (before.count, before.hash)
    assert vouched["numbers"] == numbers
    with pytest.raises(Conflict, match=r"agreed by the CSP and locked. Reopen it, with a reason"):
        save_scores(store, ANN, record, [(a_score(), a_score(4))], operation=new_operation())
    with pytest.raises(Conflict, match="Say why it is reopened"):
        save_return(store, ANN, record, reopen, operation=new_operation())
    opened = save_return(store, ANN, record, reopen, operation=new_operation(), reason="late figures")
    assert opened.return_.status is ReturnStatus.DRAFT
    assert opened.state.value_of("sign_off") == {}
    save_scores(store, ANN, record, [(a_score(), a_score(4))], operation=new_operation())


def test_a_matrix_changed_under_the_same_version_is_refused(store: Store) -> None:
    started(store)
    other = small.matrix(small.harm(), small.likelihood())
    return_ = small.a_return([a_score()], district="Swale", matrix=other)
    with pytest.raises(InputRejected, match=r"matrix small 1.0 was changed after it was first used here"):
        start_return(store, ANN, return_, operation=new_operation())
    assert len(readable_records(store, ANN)) == 1


def test_a_score_that_cannot_stand_is_refused_with_every_fault(store: Store) -> None:
    record = started(store).record.id
    wrong = [
        (a_score(None, scorer="X"), a_score(9, scorer="X")),
        (a_score(None, issue="no"), a_score(1, issue="no")),
    ]
    with pytest.raises(InputRejected) as caught:
        save_scores(store, ANN, record, wrong, operation=new_operation())
    assert [fault.problem for fault in caught.value.faults] == [
        "'physical' has no level 9",
        "unknown issue 'no'",
    ]


def test_asking_for_a_return_that_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(UsageError, match="holds no return of Swale for 2017-18"):
        record_for(store, ANN, "Swale", "2017-18")
    with pytest.raises(UsageError, match="no such return"):
        open_return(store, ANN, "nothing")


@pytest.mark.parametrize("table", ["record", "operation", "revision", "kept_list"])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = 'x'", "DELETE FROM {0}"])
def test_the_database_itself_refuses_to_change_what_is_only_added(
    store: Store, table: str, statement: str
) -> None:
    started(store)
    column = {"record": "slug", "operation": "at", "revision": "reason", "kept_list": "kept_at"}[table]
    with pytest.raises(Exception, match=r"only ever added|refused the change"):
        store.database.write(lambda connection: connection.exec_driver_sql(statement.format(table, column)))


@given(levels=st.lists(st.sampled_from([0, 1, 2, 3, 4, "unknown", None]), min_size=1, max_size=12))
@settings(max_examples=15, deadline=None)
def test_rows_taken_away_and_given_again_read_alike_cold_and_warm(levels: list[int | str | None]) -> None:
    with Store(Database(Address(path=_fresh()))) as store:
        store.database.prepare()
        record = started(store).record.id
        now: dict[str, Score] = {"A Smith": a_score(), "B": a_score(None, scorer="B")}
        for place, level in enumerate(levels):
            who = ("A Smith", "B")[place % 2]
            new = a_score(level, scorer=who)
            save_scores(store, ANN, record, [(now[who], new)], operation=new_operation())
            now[who] = new
        warm, cold = (open_return(s, ANN, record).return_ for s in (store, Store(store.database)))
        assert warm.scores == cold.scores
        assert {s.scorer: s.level for s in warm.scores} == {
            name: s.level for name, s in now.items() if s.level is not None
        }


def _fresh() -> Path:
    return Path(tempfile.mkdtemp()) / "fresh.db"

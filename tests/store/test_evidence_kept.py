"""Cards beside the scores of a return, and what was made of the levels they propose."""

import re
from fractions import Fraction

import pytest

import toolkit.store.snapshots as snapshots_module
from tests import small
from tests.kept_evidence import a_card, a_proposal, decided, judgement
from toolkit.errors import Conflict, InputRejected, Refused
from toolkit.exchange import begin_county
from toolkit.model.assessment import AGREED, ReturnStatus, Score
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.evidence import EvidenceCard, Measure, Outcome
from toolkit.model.principal import Principal
from toolkit.model.revision import score_of, with_status
from toolkit.store.acts import Stale
from toolkit.store.assessments import (
    Stored,
    new_operation,
    open_return,
    save_return,
    save_scores,
    start_return,
)
from toolkit.store.evidence_kept import decide_proposal, evidence_of, keep_cards, remove_cards
from toolkit.store.history import changes
from toolkit.store.state import SCORE
from toolkit.store.store import Store
from toolkit.store.verifying import verify
from toolkit.tables.history import history_table

EMPTY = Score(issue="burglary", criterion="frequency", scorer=AGREED)
ROW = EMPTY.changed(level=3, rationale="412 in the year")


@pytest.fixture
def stored(store: Store, person: Principal) -> Stored:
    return start_return(store, person, small.a_return(), operation=new_operation())


def kept(store: Store, person: Principal, stored: Stored, *cards: EvidenceCard) -> Stored:
    return keep_cards(
        store, person, stored.record.id, cards, operation=new_operation(), reason="Spring figures"
    )


def test_cards_are_kept_whole_in_the_order_of_issues_and_sources(
    store: Store, person: Principal, stored: Stored
) -> None:
    other = a_card(key="maidstone/burglary/own-figures/Police/12-3", source="own-figures", given_by="Police")
    cards = (judgement("vehicle-crime"), a_card(), judgement("gangs"), other)
    after = kept(store, person, stored, *cards)
    assert evidence_of(after).cards == (other, a_card(), judgement("gangs"), judgement("vehicle-crime"))
    assert evidence_of(after).decisions == ()
    assert evidence_of(open_return(store, person, stored.record.id)) == evidence_of(after)
    assert evidence_of(stored) == DistrictEvidence()


def test_cards_that_are_there_alike_are_left_alone(store: Store, person: Principal, stored: Stored) -> None:
    first = kept(store, person, stored, a_card(), judgement())
    again = kept(store, person, stored, judgement(), a_card())
    assert again.head == first.head
    newer = kept(store, person, stored, judgement(), a_card(count=430))
    assert newer.head.count == first.head.count + 1
    assert evidence_of(newer).cards == (a_card(count=430), judgement())
    (*_, change) = changes(store, person, stored.record.id)
    assert (change.subject, change.key, change.issues) == (
        "evidence",
        "burglary/police-uk-street",
        ("burglary",),
    )
    assert (change.before or {})["count"] == 412
    assert change.reason == "Spring figures"


def test_cards_are_taken_away_by_their_keys(store: Store, person: Principal, stored: Stored) -> None:
    kept(store, person, stored, a_card(), judgement())
    where = store, person, stored.record.id
    after = remove_cards(*where, [a_card().key, "maidstone/never/there"], operation=new_operation())
    assert evidence_of(after).cards == (judgement(),)
    again = remove_cards(*where, [a_card().key], operation=new_operation())
    assert again.head == after.head
    assert evidence_of(kept(store, person, stored, a_card())).cards == (a_card(), judgement())


def test_every_card_that_does_not_belong_is_named(store: Store, person: Principal, stored: Stored) -> None:
    wrong = (
        a_card(district="dover"),
        a_card(),
        judgement("sheep-rustling"),
        judgement().changed(key="maidstone/burglary/judgement"),
    )
    said = (
        "These cards do not belong to Maidstone: dover/burglary/police-uk-street: it is of another district, "
        "'dover'; maidstone/sheep-rustling/judgement: unknown issue 'sheep-rustling'; "
        "maidstone/burglary/judgement: its key does not begin with its district and issue. Nothing was saved."
    )
    with pytest.raises(Refused, match=re.escape(said)):
        kept(store, person, stored, *wrong)
    assert evidence_of(open_return(store, person, stored.record.id)).cards == ()


def test_the_county_says_what_its_districts_are_called(store: Store, person: Principal) -> None:
    begin_county(store, person, "Westshire", "New Forest East E07000901", operation=new_operation())
    there = start_return(store, person, small.a_return(district="New Forest East"), operation=new_operation())
    card = a_card(district="new-forest-east")
    assert evidence_of(kept(store, person, there, card)).cards == (card,)


def test_an_accepted_proposal_and_its_level_are_kept_in_one_act(
    store: Store, person: Principal, stored: Stored
) -> None:
    kept(store, person, stored, a_card())
    operation, given = new_operation(), decided(a_proposal(a_card()))
    for _ in range(2):  # a retry does nothing more
        after = decide_proposal(
            store, person, stored.record.id, given, [(EMPTY, ROW)], seen=None, operation=operation
        )
    (made,) = evidence_of(after).decisions
    assert (made.by, made.proposal, made.level) == ("Kim Local", given.proposal, 3)
    assert made.at > given.at
    assert score_of(after.return_, "burglary", "frequency", AGREED) == ROW
    found = [one for one in changes(store, person, stored.record.id) if one.operation == operation]
    assert [(one.subject, one.issues) for one in found] == [
        ("proposal", ("burglary",)),
        ("score", ("burglary",)),
    ]
    assert verify(store, person).sound


def test_whoever_decides_second_is_told(store: Store, person: Principal, stored: Stored) -> None:
    kept(store, person, stored, a_card())
    where = store, person, stored.record.id
    first = decide_proposal(*where, decided(a_proposal(a_card())), seen=None, operation=new_operation())
    other = decided(a_proposal(a_card()), Outcome.CHANGED, level=2, reason="A third were repeats")
    with pytest.raises(
        Stale, match="Someone else has changed this since you opened it: burglary/frequency by Kim"
    ):
        decide_proposal(*where, other, seen=None, operation=new_operation())
    (seen,) = evidence_of(first).decisions
    after = decide_proposal(*where, other, seen=seen, operation=new_operation())
    assert evidence_of(after).decisions_by_key["burglary/frequency"].level == 2


def test_whoever_was_overtaken_on_the_score_decides_nothing(
    store: Store, person: Principal, stored: Stored
) -> None:
    kept(store, person, stored, a_card())
    where = store, person, stored.record.id
    save_scores(*where, [(EMPTY, EMPTY.changed(level=1))], operation=new_operation())
    given = decided(a_proposal(a_card()))
    with pytest.raises(Stale, match="Someone else has changed this"):
        decide_proposal(*where, given, [(EMPTY, ROW)], seen=None, operation=new_operation())
    assert evidence_of(open_return(*where)).decisions == ()


def test_a_proposal_rests_on_the_card_that_is_kept(store: Store, person: Principal, stored: Stored) -> None:
    where = store, person, stored.record.id
    said = re.escape("rests on, maidstone/burglary/police-uk-street, is not kept with the return as it was")
    given = decided(a_proposal(a_card()))
    with pytest.raises(Refused, match=said):
        decide_proposal(*where, given, seen=None, operation=new_operation())
    kept(store, person, stored, a_card(count=430))
    with pytest.raises(Refused, match=said):
        decide_proposal(*where, given, seen=None, operation=new_operation())
    change = a_proposal(a_card(count=430), measure=Measure.CHANGE, figure=Fraction(430, 380) - 1)
    after = decide_proposal(
        *where, decided(change, Outcome.IGNORED, reason="A break"), seen=None, operation=new_operation()
    )
    assert [one.outcome for one in evidence_of(after).decisions] == [Outcome.IGNORED]


@pytest.mark.parametrize(
    ("proposal", "problem"),
    [
        (a_proposal(a_card(district="dover")), "it is of another district, 'dover'"),
        (a_proposal(a_card("sheep")), "unknown issue 'sheep'"),
        (a_proposal(a_card(), criterion="loudness"), "unknown criterion 'loudness'"),
        (a_proposal(a_card(), level=9), "'frequency' has no level 9"),
        (a_proposal(a_card(), card="maidstone/gangs/judgement"), "its card is not of its district and issue"),
    ],
)
def test_a_proposal_that_fits_no_return_is_not_decided(
    store: Store, person: Principal, stored: Stored, proposal: object, problem: str
) -> None:
    kept(store, person, stored, a_card())
    given = decided(proposal)  # type: ignore[arg-type]
    with pytest.raises(
        Refused, match=f"This proposal does not fit the return: {problem}. Nothing was saved."
    ):
        decide_proposal(store, person, stored.record.id, given, seen=None, operation=new_operation())


def test_no_other_level_is_written_than_was_decided(store: Store, person: Principal, stored: Stored) -> None:
    kept(store, person, stored, a_card())
    where = store, person, stored.record.id
    said = "The level to be written is not the one that was decided"
    for given, row in (
        (decided(a_proposal(a_card())), ROW.changed(level=4)),
        (decided(a_proposal(a_card())), ROW.changed(issue="gangs")),
        (decided(a_proposal(a_card()), Outcome.IGNORED), EMPTY.changed(rationale="none")),
    ):
        with pytest.raises(Refused, match=said):
            decide_proposal(
                *where,
                given,
                [(row.changed(level=None, rationale=""), row)],
                seen=None,
                operation=new_operation(),
            )
    unknown = decided(a_proposal(a_card()), Outcome.CHANGED, level=9)
    with pytest.raises(Refused, match="'frequency' has no level 9"):
        decide_proposal(*where, unknown, seen=None, operation=new_operation())


def test_what_is_signed_off_takes_no_evidence(store: Store, person: Principal, stored: Stored) -> None:
    where = store, person, stored.record.id
    kept(store, person, stored, a_card())
    save_return(
        *where, lambda now: with_status(now, now.status, ReturnStatus.ADOPTED), operation=new_operation()
    )
    with pytest.raises(Conflict, match="adopted and locked"):
        kept(store, person, stored, judgement())
    with pytest.raises(Conflict, match="adopted and locked"):
        remove_cards(*where, [a_card().key], operation=new_operation())
    given = decided(a_proposal(a_card()))
    with pytest.raises(Conflict, match="adopted and locked"):
        decide_proposal(*where, given, seen=None, operation=new_operation())
    assert evidence_of(open_return(*where)) == DistrictEvidence(cards=(a_card(),))


def test_evidence_stands_in_snapshots_and_beside_the_return(
    store: Store, person: Principal, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots_module, "EVERY", 1)
    after = kept(store, person, stored, a_card(), judgement())
    given = decided(a_proposal(a_card()))
    after = decide_proposal(
        store, person, stored.record.id, given, [(EMPTY, ROW)], seen=None, operation=new_operation()
    )
    cold = open_return(Store(store.database), person, stored.record.id)
    assert evidence_of(cold) == evidence_of(after)
    assert cold.return_ == after.return_
    assert evidence_of(after) == evidence_of(
        Stored(after.record, after.head, after.return_, after.state.without(SCORE))
    )
    assert verify(store, person).sound


def test_a_row_that_names_what_is_not_there_is_refused(
    store: Store, person: Principal, stored: Stored
) -> None:
    kept(store, person, stored, a_card())
    given = decided(a_proposal(a_card()))
    row = ROW.changed(confidence="hunch")
    with pytest.raises(InputRejected, match="unknown confidence grade 'hunch'"):
        decide_proposal(
            store, person, stored.record.id, given, [(EMPTY, row)], seen=None, operation=new_operation()
        )


def told(store: Store, person: Principal, stored: Stored) -> list[tuple[str, ...]]:
    found = [
        one for one in changes(store, person, stored.record.id) if one.subject in ("evidence", "proposal")
    ]
    table = history_table(found, {stored.record.id: stored.return_}).iloc[::-1]
    return list(table[["What", "Before", "After", "Why"]].itertuples(index=False, name=None))


def test_the_history_says_evidence_in_words(store: Store, person: Principal, stored: Stored) -> None:
    where = store, person, stored.record.id
    kept(
        store,
        person,
        stored,
        a_card(),
        judgement(),
        a_card(key="maidstone/burglary/b", source=None, given_by="=Fire"),
    )
    kept(store, person, stored, a_card(count=1430))
    kept(store, person, stored, a_card(count=1430, series=()))
    card = a_card(count=1430, series=())
    after = decide_proposal(*where, decided(a_proposal(card)), seen=None, operation=new_operation())
    other = decided(a_proposal(card), Outcome.CHANGED, level=2, reason="Repeats")
    (seen,) = evidence_of(after).decisions
    after = decide_proposal(*where, other, seen=seen, operation=new_operation())
    (seen,) = evidence_of(after).decisions
    decide_proposal(*where, decided(a_proposal(card), Outcome.IGNORED), seen=seen, operation=new_operation())
    remove_cards(*where, [judgement().key], operation=new_operation(), reason="No longer")

    first = (
        "412 in the 12 months to March 2017; 380 the year before; loaded 2014-04/2017-03; "
        "break: One in six offences was not recorded; confidence low; made up"
    )
    later = first.replace("412", "1,430")
    assert told(store, person, stored) == [
        ("Evidence of 'Burglary' from police-uk-street", "", first, "Spring figures"),
        ("Evidence of 'Gangs': judgement", "", "a matter of judgement", "Spring figures"),
        ("Evidence of 'Burglary' from =Fire", "", first, "Spring figures"),
        ("Evidence of 'Burglary' from police-uk-street", first, later, "Spring figures"),
        (
            "Evidence of 'Burglary' from police-uk-street",
            f"{later}; otherwise in: series",
            f"{later}; otherwise in: series",
            "Spring figures",
        ),
        ("Proposed level of 'Burglary', Frequency", "", "accepted level 3", ""),
        (
            "Proposed level of 'Burglary', Frequency",
            "accepted level 3",
            "took level 2; proposed was 3; reason Repeats",
            "Repeats",
        ),
        (
            "Proposed level of 'Burglary', Frequency",
            "took level 2; proposed was 3; reason Repeats",
            "set aside; proposed was level 3",
            "",
        ),
        ("Evidence of 'Gangs': judgement", "a matter of judgement", "taken away", "No longer"),
    ]
    assert not any("{" in cell for row in told(store, person, stored) for cell in row)

"""What stands beside a return goes into the store with it and comes out again."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.kept_evidence import a_card, a_proposal, decided, judgement
from tests.store.test_import_export import another_store, take_in, texts
from toolkit.cells.history import change_after, changed_thing
from toolkit.errors import Conflict, InputRejected, IntegrityBroken
from toolkit.exchange import export_county, read_batch
from toolkit.files.beside import beside_texts
from toolkit.files.carried_file import CARRIED_FILE
from toolkit.files.evidence_file import EVIDENCE_FILE, read_evidence
from toolkit.files.returns import read_return
from toolkit.model.beside import Beside
from toolkit.model.carried import Carried, Decision
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.evidence import Outcome
from toolkit.model.principal import Principal
from toolkit.store.assessments import Stored, new_operation, open_return, record_for, save_return
from toolkit.store.beside_kept import beside_of
from toolkit.store.carrying import carried_decisions
from toolkit.store.evidence_kept import evidence_of, keep_cards
from toolkit.store.importing import make_import, plan_import
from toolkit.store.store import Store
from toolkit.store.verifying import verify

DOVER = Beside(
    evidence=DistrictEvidence(
        cards=(judgement(district="dover"), a_card(district="dover")),
        decisions=(
            decided(
                a_proposal(a_card(district="dover"), level=3),
                Outcome.CHANGED,
                level=2,
                reason="Many were repeats",
            ),
        ),
    ),
    carried=(
        Carried(issue="burglary", from_year="2015-16", decision=Decision.RESCORED, reason="=New figures"),
    ),
)


@pytest.fixture
def county(sample_county: Path) -> Path:
    """Return the sample county with evidence beside no return but Dover's draft."""
    for file in (EVIDENCE_FILE, CARRIED_FILE):
        for path in sample_county.glob(f"*/{file}"):
            path.unlink()
    put(sample_county / "dover", DOVER)
    return sample_county


def put(folder: Path, beside: Beside) -> None:
    for name, text in beside_texts(beside).items():
        (folder / name).write_bytes(text.encode())


def dover(store: Store, person: Principal) -> Stored:
    return open_return(store, person, record_for(store, person, "Dover").id)


def test_what_is_imported_is_exported_and_importing_it_again_changes_nothing(
    store: Store, person: Principal, county: Path, tmp_path: Path
) -> None:
    take_in(store, person, county)
    assert evidence_of(dover(store, person)) == DOVER.evidence
    assert carried_decisions(dover(store, person)) == {"burglary": (DOVER.carried or ())[0]}
    assert beside_of(dover(store, person)) == DOVER
    assert plan_import(store, person, read_batch(county)).changes_nothing

    export_county(store, person, tmp_path / "out")
    for file in (EVIDENCE_FILE, CARRIED_FILE):
        assert (tmp_path / "out" / "dover" / file).read_bytes() == (county / "dover" / file).read_bytes()
        assert not (tmp_path / "out" / "ashford" / file).exists()
    assert plan_import(store, person, read_batch(tmp_path / "out")).changes_nothing
    with another_store(tmp_path / "second.db") as second:
        take_in(second, person, tmp_path / "out")
        export_county(second, person, tmp_path / "again")
    assert texts(tmp_path / "again") == texts(tmp_path / "out")
    assert verify(store, person).sound


def test_a_folder_that_says_nothing_leaves_what_is_stored_alone(
    store: Store, person: Principal, county: Path
) -> None:
    take_in(store, person, county)
    for file in (EVIDENCE_FILE, CARRIED_FILE):
        (county / "dover" / file).unlink()
    assert plan_import(store, person, read_batch(county)).changes_nothing
    assert beside_of(dover(store, person)) == DOVER
    by_workbook = replace(read_batch(county), beside={})
    assert plan_import(store, person, by_workbook).changes_nothing


def test_what_differs_is_shown_before_it_is_taken_in(store: Store, person: Principal, county: Path) -> None:
    take_in(store, person, county)
    evidence = DistrictEvidence(cards=(a_card(district="dover", count=430),))
    put(county / "dover", Beside(evidence=evidence))
    (county / "dover" / CARRIED_FILE).write_text("issue,from_year,decision,reason\n", encoding="utf-8")

    plan = plan_import(store, person, read_batch(county))
    (part,) = plan.changed
    assert [(changed_thing(one, part.return_), change_after(one)[:11]) for one in part.differences] == [
        ("Evidence of 'Gangs': judgement", "taken away"),
        ("Proposed level of 'Burglary', Frequency", "taken away"),
        ("Last year's levels of 'Burglary'", "taken away"),
        ("Evidence of 'Burglary' from police-uk-street", "430 in the "),
    ]
    assert evidence_of(dover(store, person)) == DOVER.evidence
    make_import(store, person, plan, operation=new_operation())
    assert beside_of(dover(store, person)) == Beside(evidence=evidence, carried=())
    assert plan_import(store, person, read_batch(county)).changes_nothing


def test_evidence_beside_a_locked_return_is_refused(store: Store, person: Principal, county: Path) -> None:
    put(county / "maidstone", Beside(evidence=DistrictEvidence(cards=(a_card(),))))
    take_in(store, person, county)
    assert evidence_of(open_return(store, person, record_for(store, person, "Maidstone").id)).cards == (
        a_card(),
    )
    put(county / "maidstone", Beside(evidence=DistrictEvidence(cards=(a_card(count=9),))))
    with pytest.raises(Conflict, match="Maidstone, 2016-17: it is adopted and locked"):
        take_in(store, person, county)


def test_the_faults_of_returns_and_of_what_stands_beside_them_are_said_together(county: Path) -> None:
    (county / "dover" / EVIDENCE_FILE).write_text("{", encoding="utf-8")
    (county / "thanet" / CARRIED_FILE).write_text("issue\n", encoding="utf-8")
    with pytest.raises(InputRejected, match="evidence") as error:
        read_batch(county)
    assert {fault.file for fault in error.value.faults} == {"dover/evidence.json", "thanet/carried.csv"}
    (county / "swale" / "return.toml").write_text("format = 2\n", encoding="utf-8")
    with pytest.raises(InputRejected, match="evidence") as error:
        read_batch(county)
    assert {fault.file for fault in error.value.faults} == {
        "dover/evidence.json",
        "thanet/carried.csv",
        "swale/return.toml",
    }
    with pytest.raises(InputRejected, match=re.escape("E_JSON dover/evidence.json")):
        read_batch(county / "dover")


def test_what_is_about_an_issue_that_is_gone_stays_in_the_history_alone(
    store: Store, person: Principal, county: Path, tmp_path: Path
) -> None:
    take_in(store, person, county)
    found = dover(store, person)
    local = next(iter(found.return_.issues.values())).changed(id="own-ferry", name="Ferry queues")
    save_return(
        store, person, found.record.id, lambda r: r.changed(local_issues=(local,)), operation=new_operation()
    )
    card = judgement("own-ferry", district="dover")
    kept = keep_cards(store, person, found.record.id, [card], operation=new_operation())
    assert card in evidence_of(kept).cards
    gone = save_return(
        store, person, found.record.id, lambda r: r.changed(local_issues=()), operation=new_operation()
    )
    assert evidence_of(gone) == DOVER.evidence
    export_county(store, person, tmp_path / "out")
    assert plan_import(store, person, read_batch(tmp_path / "out")).changes_nothing


def test_an_export_that_does_not_read_back_is_taken_away(
    store: Store, person: Principal, county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(store, person, county)
    monkeypatch.setattr("toolkit.exchange.writing.beside_texts", lambda _: {})
    with pytest.raises(IntegrityBroken, match="does not read back as it is stored"):
        export_county(store, person, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_sample_county_brings_its_evidence(store: Store, person: Principal, sample_county: Path) -> None:
    take_in(store, person, sample_county)
    for path in sample_county.glob(f"*/{EVIDENCE_FILE}"):
        record = record_for(store, person, read_return(path.parent).district)
        kept = evidence_of(open_return(store, person, record.id))
        given = read_evidence(path.parent)
        assert {one.key: one for one in kept.cards} == {one.key: one for one in given.cards}
        assert kept.decisions_by_key == given.decisions_by_key

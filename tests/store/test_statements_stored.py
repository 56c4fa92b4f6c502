"""What is written beside scores is revised thing by thing, named in the history, and exported as it came."""

from datetime import date
from pathlib import Path

import pytest

from tests.strategies import STATEMENT_HEADINGS
from toolkit.cells.history import change_after, change_before, changed_thing
from toolkit.errors import Conflict
from toolkit.exchange import export_county, read_batch
from toolkit.files.county_folder import read_county_folder
from toolkit.files.return_folder import read_return_folder
from toolkit.model.assessment import Return, ReturnStatus
from toolkit.model.principal import Principal, sole_user
from toolkit.model.statement_revision import (
    Release,
    with_headings,
    with_release,
    with_restricted,
    with_role,
    with_statement,
)
from toolkit.model.statements import RestrictedIssue, RoleHolder, Statement
from toolkit.store.assessments import Stored, new_operation, open_return, record_for, save_return
from toolkit.store.history import Change, changes
from toolkit.store.importing import make_import, plan_import
from toolkit.store.store import Store
from toolkit.store.values import HEADER, STATEMENT

DAY = date(2017, 1, 18)
WHY = Statement(heading="why", text="Because.", author="The analyst", written_on=DAY)
OTHER = WHY.changed(heading="changes", text="More of it.")


@pytest.fixture
def taken_in(store: Store, person: Principal, sample_county: Path) -> Store:
    plan = plan_import(store, person, read_batch(sample_county))
    make_import(store, person, plan, operation=new_operation())
    return store


def record(store: Store, person: Principal, district: str = "Thanet") -> str:
    return record_for(store, person, district).id


def reopened(store: Store, person: Principal) -> str:
    found = record(store, person)
    open_again = lambda r: r.changed(status=ReturnStatus.DRAFT)  # noqa: E731 (read in place)
    save_return(store, person, found, open_again, operation=new_operation(), reason="to write")
    return found


def save(store: Store, person: Principal, record_id: str, change: object) -> Stored:
    return save_return(store, person, record_id, change, operation=new_operation())  # type: ignore[arg-type]


def write(statement: Statement) -> object:
    return lambda r: with_statement(with_headings(r, STATEMENT_HEADINGS), None, statement)


def latest(store: Store, person: Principal, record_id: str) -> tuple[Change, Return]:
    return changes(store, person, record_id)[-1], open_return(store, person, record_id).return_


def test_a_county_with_statements_comes_out_as_it_went_in(
    taken_in: Store, person: Principal, sample_county: Path, tmp_path: Path
) -> None:
    export_county(taken_in, person, tmp_path / "out")
    before, after = (
        {path.name: one for path, one in read_county_folder(folder).returns.items()}
        for folder in (sample_county, tmp_path / "out")
    )
    assert before == after
    assert after["maidstone"].statements


def test_headings_of_ones_own_are_kept_and_come_out_with_their_text(
    store: Store, person: Principal, sample_county: Path, checkout: Path, tmp_path: Path
) -> None:
    shipped = (checkout / "matrices" / "strategic-assessment-headings-1.0.toml").read_text(encoding="utf-8")
    own = "# Our own words.\n" + shipped.replace('"strategic-assessment-headings"', '"own-headings"')
    (sample_county / "matrices").mkdir()
    (sample_county / "matrices" / "own.toml").write_text(own, encoding="utf-8")
    header = sample_county / "maidstone" / "return.toml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text.replace('"strategic-assessment-headings"', '"own-headings"'), encoding="utf-8")
    make_import(
        store,
        person,
        plan_import(store, person, read_batch(sample_county)),
        operation=new_operation(),
    )
    export_county(store, person, tmp_path / "out")
    kept = tmp_path / "out" / "matrices" / "own-headings-1.0.toml"
    assert kept.read_text(encoding="utf-8") == own
    assert read_return_folder(tmp_path / "out" / "maidstone").statement_set == STATEMENT_HEADINGS.changed(
        id="own-headings"
    )


def test_importing_the_same_again_changes_nothing(
    taken_in: Store, person: Principal, sample_county: Path
) -> None:
    assert plan_import(taken_in, person, read_batch(sample_county)).changes_nothing


def test_a_return_without_statements_stores_no_list_of_headings(taken_in: Store, person: Principal) -> None:
    stored = open_return(taken_in, person, record(taken_in, person))
    assert "statement_set" not in stored.state.value_of(HEADER)
    assert stored.return_.statement_set is None


def test_each_statement_is_revised_by_itself(taken_in: Store, person: Principal) -> None:
    found = reopened(taken_in, person)
    save(taken_in, person, found, write(WHY))
    count = open_return(taken_in, person, found).head.count
    stored = save(taken_in, sole_user("Lee Local"), found, write(OTHER))
    assert stored.head.count == count + 1
    assert set(stored.state.of(STATEMENT)) == {"why", "changes"}
    assert stored.return_.statements == (WHY, OTHER)


def test_the_history_calls_each_by_its_name(taken_in: Store, person: Principal) -> None:
    found = reopened(taken_in, person)
    save(taken_in, person, found, write(WHY))
    change, return_ = latest(taken_in, person, found)
    assert changed_thing(change, return_) == "Statement 'Why it has changed'"
    assert change_after(change) == "author The analyst; heading why; text Because.; written on 2017-01-18"
    save(taken_in, person, found, lambda r: with_statement(r, WHY, WHY.changed(text="Otherwise.")))
    change, return_ = latest(taken_in, person, found)
    assert (change_before(change), change_after(change)) == ("text Because.", "text Otherwise.")
    chair = RoleHolder(by="The chair", on=DAY)
    save(taken_in, person, found, lambda r: with_role(r, "approved", RoleHolder(), chair))
    assert changed_thing(*latest(taken_in, person, found)) == "Role in the assessment 'approved'"
    gangs = RestrictedIssue(issue="gangs", reason="before the court")
    save(taken_in, person, found, lambda r: with_restricted(r, None, gangs))
    assert changed_thing(*latest(taken_in, person, found)) == "Left out of the public edition: 'Gangs'"
    save(taken_in, person, found, lambda r: with_release(r, Release(), Release(rationales=True)))
    assert changed_thing(*latest(taken_in, person, found)).startswith("Release of reasons")
    save(taken_in, person, found, lambda r: with_release(r, Release(rationales=True), Release()))
    assert change_after(latest(taken_in, person, found)[0]) == "taken away"


def test_what_was_taken_away_may_be_written_again(taken_in: Store, person: Principal) -> None:
    found = reopened(taken_in, person)
    save(taken_in, person, found, write(WHY))
    save(taken_in, person, found, lambda r: with_statement(r, WHY, None))
    assert save(taken_in, person, found, write(WHY)).return_.statements == (WHY,)


def test_a_locked_return_takes_no_statement(taken_in: Store, person: Principal) -> None:
    with pytest.raises(Conflict, match="locked"):
        save(taken_in, person, record(taken_in, person), write(WHY))

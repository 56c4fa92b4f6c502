"""The county's decisions in the store: kept with revisions, never over someone else's, for who may decide."""

from functools import partial
from pathlib import Path

import pytest

from toolkit.errors import Conflict, NotPermitted
from toolkit.exchange import export_county, read_batch
from toolkit.files.county_folder import read_county_folder
from toolkit.files.library import Library
from toolkit.model.county import ConfirmedAlignment, CountyDecisions, CountyPriority
from toolkit.model.county_revision import with_alignment, with_county_priority
from toolkit.model.plan import AlignmentRow, PolicingPlan
from toolkit.model.principal import Grant, Principal, Role
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation
from toolkit.store.county import open_decisions, save_county, start_county
from toolkit.store.database import Database
from toolkit.store.history import changes
from toolkit.store.importing import make_import, plan_import
from toolkit.store.store import Store

REVIEWER = Principal(id="r", name="Reviewer", grants=(Grant(role=Role.COUNTY_REVIEWER),))
ANALYST = Principal(id="a", name="Analyst", grants=(Grant(role=Role.ANALYST, district="Ashford"),))


def priority(**values: object) -> CountyPriority:
    given = {
        "id": "domestic-abuse",
        "assessment_year": "2016-17",
        "worded": "Domestic abuse",
        "standing": "main",
        "categories": ("DA",),
        "lead": "Chair of the domestic abuse group",
        "reason": "Named by the most CSPs",
        "evidence": ("Appendix A",),
    }
    return CountyPriority.model_validate(given | values)


PLACED = ConfirmedAlignment(
    plan=Library().find(PolicingPlan, "kent-policing-plan-2017-21").ref,
    row=AlignmentRow(
        category="SM", falls_under=(), provenance="inferred", because="No words", confirmed_by="Group"
    ),
)


@pytest.fixture
def decided(store: Store, person: Principal, sample_county: Path) -> Store:
    """Return a store with the sample county's own in it."""
    decisions = read_county_folder(sample_county).decisions
    start_county(store, person, decisions, operation=new_operation())
    return store


def add(store: Store, who: Principal, seen: CountyPriority | None, new: CountyPriority) -> CountyDecisions:
    change = partial(with_county_priority, seen=seen, new=new)
    return save_county(store, who, change, operation=new_operation(), reason="Agreed in March").decisions


def test_a_decision_is_kept_with_who_decided_it_and_why(decided: Store) -> None:
    add(decided, REVIEWER, None, priority())
    dropped = priority(standing="dropped", reason="Now part of another")
    assert add(decided, REVIEWER, priority(), dropped).priorities == (dropped,)
    record = open_decisions(decided, REVIEWER).record
    found = [one for one in changes(decided, REVIEWER, record.id) if one.subject == "county_priority"]
    assert [(one.author, one.role, one.reason) for one in found] == [
        ("Reviewer", Role.COUNTY_REVIEWER, "Agreed in March")
    ] * 2
    assert (found[1].before or {})["standing"] == "main"
    assert (found[1].after or {})["standing"] == "dropped"


def test_a_stale_decision_is_refused_and_nothing_is_saved(decided: Store, person: Principal) -> None:
    add(decided, REVIEWER, None, priority())
    add(decided, person, priority(), priority(lead="Another post"))
    with pytest.raises(Conflict, match="Someone else has changed this since you opened it"):
        add(decided, REVIEWER, priority(), priority(lead="Mine"))
    assert open_decisions(decided, person).decisions.priorities == (priority(lead="Another post"),)


def test_two_decisions_about_different_things_both_stay(decided: Store, person: Principal) -> None:
    road = priority(id="road", worded="Road safety", categories=("ROAD",))
    add(decided, REVIEWER, None, priority())
    assert add(decided, person, None, road).priorities == (priority(), road)


def test_a_retry_decides_once(decided: Store) -> None:
    operation = new_operation()
    change = partial(with_county_priority, seen=None, new=priority())
    for _ in range(2):
        found = save_county(decided, REVIEWER, change, operation=operation)
    assert found.decisions.priorities == (priority(),)


def test_an_analyst_may_not_decide_for_the_county(decided: Store) -> None:
    with pytest.raises(NotPermitted, match=r"Analyst \(analyst of Ashford\) may not edit the county's"):
        add(decided, ANALYST, None, priority())


def test_decisions_written_out_and_read_in_again_are_the_same(
    decided: Store, person: Principal, sample_county: Path, tmp_path: Path
) -> None:
    plan = plan_import(decided, person, read_batch(sample_county))
    make_import(decided, person, plan, operation=new_operation())
    add(decided, person, None, priority())
    save_county(decided, person, partial(with_alignment, seen=None, new=PLACED), operation=new_operation())
    export_county(decided, person, tmp_path / "out")
    with Database(Address(path=tmp_path / "other.db")) as database:
        database.prepare()
        other = Store(database)
        plan = plan_import(other, person, read_batch(tmp_path / "out"))
        make_import(other, person, plan, operation=new_operation())
        again = open_decisions(other, person).decisions
    assert again == open_decisions(decided, person).decisions
    assert (again.priorities, again.alignments) == ((priority(),), (PLACED,))
    assert plan_import(decided, person, read_batch(tmp_path / "out")).changes_nothing

"""The county decides: saved with lead and reason, never over someone else's, and only by who may."""

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.conftest import COLLEAGUE
from tests.apps.pages import Open, press
from tests.apps.reading import lines, table
from toolkit.model.county import CountyDecisions, CountyPriority, NotEscalated
from toolkit.model.county_revision import with_county_priority, with_not_escalated
from toolkit.store.assessments import new_operation
from toolkit.store.county import open_decisions, save_county

NEW = "county_priority/2016-17//0"
SAVED = "domestic-abuse-2016-17"
DECIDED = "County priorities, themes and what was dropped"
REASONS = "Not escalated, with the reason"
BOTH = "What you typed, and what is stored now"


def decisions() -> CountyDecisions:
    return open_decisions(opened.opened().store, COLLEAGUE).decisions


def priority(**values: object) -> CountyPriority:
    given = {
        "id": SAVED,
        "assessment_year": "2016-17",
        "worded": "Domestic abuse",
        "standing": "main",
        "categories": ("DA",),
        "lead": "Chair of the domestic abuse group",
    }
    return CountyPriority.model_validate(given | values)


def colleague_decides(seen: CountyPriority | None, new: CountyPriority) -> None:
    change = partial(with_county_priority, seen=seen, new=new)
    save_county(opened.opened().store, COLLEAGUE, change, operation=new_operation())


@pytest.fixture
def page(open_page: Open) -> AppTest:
    return open_page("county", tab="Decide")


def typed(at: AppTest) -> AppTest:
    at.text_input(f"{NEW}/worded").set_value("Domestic abuse")
    at.multiselect(f"{NEW}/categories").set_value(["DA"])
    at.text_input(f"{NEW}/lead").set_value("Chair of the domestic abuse group")
    at.text_area(f"{NEW}/why").set_value("Named by eight of eleven")
    at.multiselect(f"{NEW}/evidence").set_value(["Appendix A: number of CSPs"])
    return press(at, "Save this decision")


def test_nothing_decided_says_what_to_do_and_what_waits(page: AppTest) -> None:
    assert lines(page.subheader) == [
        "Nothing is decided on the returns of 2016-17 yet. Decide the first priority below."
    ]
    (waiting,) = [line for line in lines(page.markdown) if line.startswith("Named by five CSPs or more")]
    assert "Domestic Abuse (8)" in waiting


def test_a_priority_is_saved_with_its_lead_and_reason(page: AppTest) -> None:
    at = typed(page)
    assert "Saved." in lines(at.success)
    (found,) = decisions().priorities
    assert (found.worded, found.lead, found.reason) == (
        "Domestic abuse",
        "Chair of the domestic abuse group",
        "Named by eight of eleven",
    )
    (row,) = table(at, DECIDED).to_dict("records")
    assert (row["Decided"], row["Categories"]) == ("priority", "Domestic Abuse")
    assert "Domestic Abuse (8)" not in " ".join(lines(at.markdown))
    history = table(at, "Changes of the county's decisions, the newest first")
    assert history.iloc[0]["What"] == "County priority 'Domestic abuse'"


def test_a_drop_without_a_reason_is_refused_and_stays_typed(page: AppTest) -> None:
    page.text_input(f"{NEW}/worded").set_value("Road safety")
    standing = page.selectbox(f"{NEW}/standing")
    standing.select(standing.options[2])
    at = press(page, "Save this decision")
    assert "'Road safety' is dropped without a reason; say why" in lines(at.error)[0]
    assert at.text_input(f"{NEW}/worded").value == "Road safety"
    assert decisions().priorities == ()


@pytest.fixture
def outrun(open_page: Open) -> AppTest:
    """Return the page of someone who changed the lead after a colleague changed it too."""
    open_page("county")
    colleague_decides(None, priority())
    at = open_page("county", **{"tab": "Decide", "county_priority/2016-17": SAVED})
    colleague_decides(priority(), priority(lead="Their post"))
    at.text_input(f"county_priority/2016-17/{SAVED}/0/lead").set_value("My post")
    return press(at, "Save this decision")


def test_the_second_is_told_by_whom_and_sees_both(outrun: AppTest) -> None:
    (told,) = lines(outrun.error)
    assert told == "Not saved: Kim Colleague changed the same thing after you opened it. You decide."
    (row,) = table(outrun, BOTH).to_dict("records")
    assert ("My post" in row["Yours"], "Their post" in row["Theirs"]) == (True, True)
    assert decisions().priorities[0].lead == "Their post"


@pytest.mark.parametrize(("button", "lead"), [("Keep mine", "My post"), ("Take theirs", "Their post")])
def test_the_second_decides_which_stands(outrun: AppTest, button: str, lead: str) -> None:
    at = press(outrun, button)
    assert not at.error
    assert decisions().priorities[0].lead == lead
    assert at.text_input(f"county_priority/2016-17/{SAVED}/1/lead").value == lead


def test_last_year_s_priorities_wait_to_be_carried_on_or_dropped(open_page: Open) -> None:
    open_page("county")
    before = priority(id="burglary-2015-16", assessment_year="2015-16", worded="Burglary", categories=())
    colleague_decides(None, before)
    at = open_page("county", **{"tab": "Decide", "county_priority/2016-17": "burglary-2015-16"})
    waits = "From 2015-16, to be carried on or dropped with a reason: Burglary."
    assert waits in lines(at.markdown)
    form = "county_priority/2016-17/burglary-2015-16/0"
    standing = at.selectbox(f"{form}/standing")
    standing.select(standing.options[2])
    at.text_area(f"{form}/why").set_value("Now part of serious and organised crime")
    at = press(at, "Save this decision")
    kept, dropped = decisions().priorities
    assert kept == before
    assert (dropped.assessment_year, dropped.standing.value) == ("2016-17", "dropped")
    assert waits not in lines(at.markdown)


def test_why_an_issue_stays_with_its_district_is_written_here(open_page: Open) -> None:
    at = open_page("county", tab="Decide")
    assert "Four of 12 severe but local issues of a district have a reason." in lines(at.markdown)
    rows = table(at, REASONS).set_index(["District", "Issue"])
    assert rows.loc[("Ashford", "Road Safety"), "Not escalated because"] == "no reason yet"
    at.selectbox("not_escalated").select("Ashford/road-safety").run()
    box = next(area for area in at.text_area if area.label == "Not escalated because")
    box.set_value("Left with the specialist services")
    at = press(at, "Save the reason")
    assert "Five of 12 severe but local issues of a district have a reason." in lines(at.markdown)
    assert any(row.because == "Left with the specialist services" for row in decisions().not_escalated)


def test_a_stale_reason_is_not_written_over(open_page: Open) -> None:
    seen = open_page("county", tab="Decide") and decisions().not_escalated[0]
    assert isinstance(seen, NotEscalated)
    pair = seen.district, seen.issue
    at = open_page("county", tab="Decide", not_escalated="/".join(pair))
    change = partial(with_not_escalated, seen=seen, new=seen.changed(because="Theirs"))
    save_county(opened.opened().store, COLLEAGUE, change, operation=new_operation())
    at.text_area(f"not_escalated/{'/'.join(pair)}/0/because").set_value("Mine")
    at = press(at, "Save the reason")
    assert lines(at.error)[0].startswith("Not saved: Kim Colleague changed the same thing")
    assert decisions().not_escalated[0].because == "Theirs"

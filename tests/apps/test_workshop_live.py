"""A live workshop: planned, joined by phone, scored in private, revealed, agreed, and put into minutes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.conftest import COLLEAGUE
from tests.apps.live import ISSUE, REASON, Live
from tests.apps.pages import Database, Open, Stored, press
from tests.apps.reading import charts_told, lines, table
from toolkit.model.assessment import AGREED
from toolkit.model.principal import Grant, Role
from toolkit.model.revision import score_of
from toolkit.store.assessments import new_operation, record_for
from toolkit.store.people import add_person
from toolkit.store.workshop_rounds import open_issue, record_agreed, reveal
from toolkit.store.workshops import workshops_on

pytestmark = pytest.mark.usefixtures("a_draft")

SECRET = 4
"""The level that is given in private."""


@pytest.fixture
def live(database: Database) -> Live:
    database()
    return Live(opened.opened().store)


@pytest.fixture
def phone(checkout: Path, live: Live) -> Callable[..., AppTest]:
    """Return a function that opens the page to join as a browser with these words in its address would."""
    assert live

    def open_(**address: str) -> AppTest:
        at = AppTest.from_file(str(checkout / "apps" / "streamlit_app.py"), default_timeout=60).run()
        at.switch_page("views/join.py")
        for name, value in address.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception, at.exception
        return at

    return open_


def words(at: AppTest) -> str:
    parts = (at.title, at.header, at.subheader, at.markdown, at.caption, at.info, at.success, at.warning)
    told = [line for part in (*parts, at.error) for line in lines(part)]
    frames = [repr(one.value.to_dict()) for one in at.dataframe]
    metrics = [f"{one.label}: {one.value}" for one in at.metric]
    charts = [f"{chart.proto.alt} {chart.proto.spec}" for chart in at.get("vega_lite_chart")]
    return "\n".join([*told, *frames, *metrics, *charts])


# The facilitator


def test_without_a_workshop_the_page_is_for_one_table_and_offers_to_plan(open_page: Open) -> None:
    at = open_page("workshop")
    assert at.button_group[0].options == ["Around one table", "Plan"]
    assert "Record the agreed level" in lines(at.header)


def test_a_workshop_is_planned_opened_and_has_a_code(open_page: Open) -> None:
    at = open_page("workshop", view="plan")
    at.text_input("plan/ashford/0/title").set_value("Spring")
    at.multiselect("plan/ashford/0/issues").set_value(["gangs", ISSUE])
    press(at, "Plan the workshop")
    assert "Planned: Spring." in lines(at.success)
    press(at, "Open the workshop")
    press(at, "Make a new code")
    assert not at.error
    (code,) = [line for line in lines(at.subheader) if re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", line)]
    assert code.replace("-", "") in at.code[0].value
    (picture,) = at.get("image")
    assert picture.proto.imgs[0].alt.startswith("QR code of the address to join: http")
    press(at, "Put it on the table")
    store = opened.opened().store
    (found,) = workshops_on(store, COLLEAGUE, record_for(store, COLLEAGUE, "ashford").id)
    assert (found.issues, found.open_issue) == (("gangs", ISSUE), "gangs")


def test_a_plan_without_issues_is_refused_in_words(open_page: Open) -> None:
    at = press(open_page("workshop", view="plan"), "Plan the workshop")
    assert "Not planned." in lines(at.error)[0]


def test_the_facilitator_sees_who_is_here_who_is_outstanding_and_the_quorum(
    live: Live, open_page: Open
) -> None:
    live.score(live.first, SECRET)
    at = open_page("workshop", view="run")
    told = words(at)
    assert "Two people are here: Health 1 and Police 1. Nobody yet from Fire." in told
    assert "Not quorate: two of the three agencies needed are here." in told
    assert "1 of 2 have scored every criterion. Health 0 of 1; Police 1 of 1." in told
    assert "Still to score: Bo (Health)." in told


@pytest.mark.parametrize("view", ["run", "screen", "slips", "minutes", "table", "plan"])
def test_no_view_tells_a_level_before_the_reveal(live: Live, open_page: Open, view: str) -> None:
    empty = words(open_page("workshop", view=view))
    live.score(live.first, SECRET)
    told = words(open_page("workshop", view=view))
    assert REASON not in told
    counted = r"\d of \d|Still to score.*|All: .*|Police.*"
    assert re.sub(counted, "", told) == re.sub(counted, "", empty)


def test_after_the_reveal_the_spread_stands_by_criterion_and_agency(live: Live, open_page: Open) -> None:
    live.score(live.first, 4)
    live.score(live.second, 1)
    at = press(open_page("workshop", view="run"), "Reveal the levels")
    frame = table(at, "Levels revealed, what to talk about first")
    row = frame.set_index("Criterion").loc["Physical harm"]
    assert (row["Median"], row["Range"]) == ("1 to 4", "1 to 4")
    assert row["By agency, medians"] == "Police 4; Health 1"
    assert any(
        "Dot chart of levels by criterion. Two scorers have given levels." in t for t in charts_told(at)
    )
    told = words(at)
    assert "Agreed: 0 of 11 criteria." in told  # what was agreed before this workshop is open again
    assert "Talk about, in this order: " in told
    screen = words(open_page("workshop", view="screen"))
    assert "Two scorers have given levels." in screen
    assert REASON not in screen


def test_the_agreed_level_needs_a_reason_and_is_recorded_with_dissent(
    live: Live, open_page: Open, ashford: Stored
) -> None:
    live.score(live.first, 4)
    live.go(reveal, ISSUE)
    at = open_page("workshop", view="run")
    at.selectbox(f"agreeing/{ISSUE}").set_value("physical").run()
    key = f"agreeing/{live.id}/{ISSUE}/physical/0/physical"
    at.radio(f"{key}/level").set_value(3)
    at.text_area(f"{key}/rationale").set_value("")
    press(at, "Record the agreed level")
    assert "Say why the partners agreed this level" in " ".join(lines(at.error))
    at.text_area(f"{key}/rationale").set_value("The hospital's figures")
    at.text_area(f"{key}/dissent").set_value("Health saw it lower")
    press(at, "Record the agreed level")
    assert "Saved." in lines(at.success)
    row = score_of(ashford(), ISSUE, "physical", AGREED)
    assert (row.level, row.rationale, row.dissent) == (3, "The hospital's figures", "Health saw it lower")
    assert live.now.now is not None
    assert live.now.now.agreed == ("physical",)


@pytest.mark.parametrize(("press_what", "level"), [("Keep mine", 3), ("Take theirs", 0)])
def test_of_two_who_agree_a_level_the_second_sees_both_and_decides(
    live: Live, open_page: Open, ashford: Stored, press_what: str, level: int
) -> None:
    live.score(live.first, 4)
    live.go(reveal, ISSUE)
    at = open_page("workshop", view="run")
    at.selectbox(f"agreeing/{ISSUE}").set_value("physical").run()
    key = f"agreeing/{live.id}/{ISSUE}/physical/0/physical"
    at.radio(f"{key}/level").set_value(3)
    at.text_area(f"{key}/rationale").set_value("Mine")
    seen = score_of(ashford(), ISSUE, "physical", AGREED)
    live.go(record_agreed, seen=seen, agreed=seen.changed(level=0, rationale="Theirs"))
    press(at, "Record the agreed level")
    assert "Not saved: Kim Colleague recorded the same level" in lines(at.error)[0]
    press(at, press_what)
    assert score_of(ashford(), ISSUE, "physical", AGREED).level == level


def test_an_act_that_came_too_late_is_refused_in_words(live: Live, open_page: Open) -> None:
    at = open_page("workshop", view="run")
    live.go(reveal, ISSUE)
    press(at, "Reveal the levels")
    assert "Round 1 was revealed already" in " ".join(lines(at.error))


def test_park_undo_timer_and_ranking_are_a_button_each(live: Live, open_page: Open) -> None:
    at = press(open_page("workshop", view="run"), "Start the timer")
    assert re.search(r"4:5\d left", words(at))
    press(at, "Stop the timer")
    assert live.now.timer_ends is None
    press(at, "Put it aside")
    assert "Say why it is put aside" in " ".join(lines(at.error))
    at.text_input(f"park/{ISSUE}/0").set_value("No figures yet").run()
    press(at, "Put it aside")
    assert live.now.open_issue is None
    press(at, "Undo the last step")
    assert live.now.open_issue == ISSUE
    assert "Top five:" not in words(at)
    press(at, "Show the ranking to the room")
    assert live.now.ranking_shown
    assert any("Top five" in line for line in lines(open_page("workshop", view="screen").markdown))


def test_issues_can_be_moved_and_the_arrangement_changed(live: Live, open_page: Open) -> None:
    at = press(open_page("workshop", view="run"), "Later")
    assert live.now.issues == ("gangs", ISSUE)
    at.number_input(f"arrange/{live.id}/1/quorum").set_value(2)
    press(at, "Save the arrangement")
    assert live.now.quorum == 2


def test_somebody_shut_out_is_out_and_a_new_link_lets_them_in(
    live: Live, open_page: Open, phone: Callable[..., AppTest]
) -> None:
    at = press(open_page("workshop", view="run"), "Shut out")
    assert "Ali is shut out." in lines(at.success)[0]
    assert "Your link has ended." in lines(phone(me=live.first.token).warning)[0]
    press(at, "Give a new link")
    link = next(one.value for one in at.code if "me=" in one.value)
    again = phone(me=link.partition("me=")[2])
    assert "You take part as Ali, Police." in lines(again.caption)


def test_slips_are_typed_in_by_keypad_and_every_fault_is_told(live: Live, open_page: Open) -> None:
    at = open_page("workshop", view="slips")
    key = f"slip/{live.id}/{ISSUE}/0"
    at.text_input(f"{key}/name").set_value("Sam on paper")
    at.text_input(f"{key}/agency").set_value("Fire")
    at.text_input(f"{key}/levels").set_value("9x111111111")
    press(at, "Save this slip")
    assert "'9' is none of its levels" in lines(at.error)[0]
    assert "'x' is none of its levels" in lines(at.error)[0]
    at.text_input(f"{key}/levels").set_value("43210u-1111")
    press(at, "Save this slip")
    assert lines(at.success)[0].startswith("Saved: Sam on paper, 4, 3, 2, 1, 0, unknown, blank, 1")
    live.go(reveal, ISSUE)
    rows = [row for row in live.return_.scores if row.scorer == "Sam on paper"]
    assert [row.level for row in rows] == [4, 3, 2, 1, 0, "unknown", 1, 1, 1, 1]
    assert {row.agency for row in rows} == {"Fire"}


def test_minutes_write_themselves(live: Live, open_page: Open) -> None:
    live.score(live.first, 4)
    live.go(reveal, ISSUE)
    told = "\n".join(lines(open_page("workshop", view="minutes").markdown))
    assert "Police: Ali" in told
    assert "Expected, and not there: Fire." in told
    assert "#### Gangs" not in told


def test_minutes_are_offered_as_a_paper_in_every_format(live: Live, open_page: Open) -> None:
    live.score(live.first, 4)
    live.go(reveal, ISSUE)
    at = open_page("workshop", view="minutes")
    offered = [button.proto.label for button in at.get("download_button")]
    formats = [f"Download as {how}" for how in ("Word", "PDF", "HTML", "Excel")]
    assert offered == [*formats, "Download the minutes"]


# The phone


def test_a_phone_joins_by_the_code_and_lands_on_a_link_of_its_own(
    open_page: Open, phone: Callable[..., AppTest], live: Live
) -> None:
    at = press(open_page("workshop", view="run"), "Make a new code")
    code = at.code[0].value.partition("code=")[2]
    mine = phone(code=code)
    assert mine.text_input("join/code").value == code
    mine.text_input("join/name").set_value("Cy")
    mine.text_input("join/agency").set_value("Fire")
    press(mine, "Join")
    assert "code" not in mine.query_params
    assert "You take part as Cy, Fire." in lines(mine.caption)
    (link,) = (
        [mine.query_params["me"]] if isinstance(mine.query_params["me"], str) else mine.query_params["me"]
    )
    again = phone(me=link)
    assert "You take part as Cy, Fire." in lines(again.caption)
    assert live.now.is_open


def test_a_wrong_code_and_a_taken_name_are_told_in_words(
    open_page: Open, phone: Callable[..., AppTest]
) -> None:
    mine = phone(code="AAAAAAAA")
    mine.text_input("join/name").set_value("Ali")
    mine.text_input("join/agency").set_value("Police")
    press(mine, "Join")
    assert "That code is not known, or no longer." in lines(mine.error)[0]
    at = press(open_page("workshop", view="run"), "Make a new code")
    mine.text_input("join/code").set_value(at.code[0].value.partition("code=")[2])
    press(mine, "Join")
    assert "There is already someone called Ali here." in lines(mine.error)[0]


def test_every_level_is_saved_as_it_is_given_and_a_reload_brings_it_back(
    live: Live, phone: Callable[..., AppTest]
) -> None:
    at = phone(me=live.first.token)
    key = f"phone/{live.id}/{ISSUE}/{live.round}/0"
    at.radio(f"{key}/physical").set_value(3).run()
    assert "Saved. You have scored 1 of 11." in lines(at.success)[0]
    again = phone(me=live.first.token)
    assert again.radio(f"{key}/physical").value == 3
    assert phone(me=live.second.token).radio(f"{key}/physical").value is None


def test_why_is_kept_beside_the_level_and_neither_undoes_the_other(
    live: Live, phone: Callable[..., AppTest]
) -> None:
    at = phone(me=live.first.token)
    key = f"phone/{live.id}/{ISSUE}/{live.round}/0"
    at.radio(f"{key}/physical").set_value(3).run()
    at.text_area(f"{key}/why/physical/text").set_value("Two nights in hospital")
    press(at, "Save why")
    at.radio(f"{key}/physical").set_value(2).run()
    live.go(reveal, ISSUE)
    row = next(s for s in live.return_.scores if s.scorer == "Ali" and s.criterion == "physical")
    assert (row.level, row.rationale) == (2, "Two nights in hospital")


def test_a_level_for_an_issue_that_was_moved_on_is_not_saved_and_the_phone_follows(
    live: Live, phone: Callable[..., AppTest]
) -> None:
    at = phone(me=live.first.token)
    key = f"phone/{live.id}/{ISSUE}/{live.round}/0"
    live.go(open_issue, "gangs")
    at.radio(f"{key}/physical").set_value(3).run()
    assert "Gangs" in lines(at.header)
    assert not [s for s in live.return_.scores if s.scorer == "Ali"]


def test_after_the_reveal_a_phone_looks_up(live: Live, phone: Callable[..., AppTest]) -> None:
    live.score(live.second, 4)
    live.go(reveal, ISSUE)
    at = phone(me=live.first.token)
    assert "The levels are shown on the screen in the room." in lines(at.info)[0]
    assert REASON not in words(at)


def test_a_phone_without_a_code_or_with_a_false_link_is_shown_nothing_of_the_workshop(
    phone: Callable[..., AppTest],
) -> None:
    for at in (phone(), phone(me="x" * 43)):
        assert "Spring workshop" not in words(at)
        assert [one.label for one in at.button] == ["Join"]


def test_a_hostile_name_is_shown_letter_by_letter(live: Live, open_page: Open) -> None:
    live.invited("![x](http://evil.example/p)", "<script>1</script>")
    at = open_page("workshop", view="run")
    shown = "\n".join(one.value for one in at.markdown)
    assert "![x](http" not in shown
    assert "<script>" not in shown


# Who may


AUTH = {"redirect_uri": "https://a.example/oauth2callback", "cookie_secret": "x" * 40}


@pytest.fixture
def visit(live: Live, checkout: Path) -> Callable[..., AppTest]:
    """Return a function that opens the workshop as someone who signed in, in a role."""

    def open_(role: Grant, **inputs: str) -> AppTest:
        add_person(live.store, COLLEAGUE, "pat@a.example", "Pat", [role], operation=new_operation())
        at = AppTest.from_file(str(checkout / "apps" / "streamlit_app.py"), default_timeout=60)
        at.user = {"is_logged_in": True, "email": "pat@a.example", "email_verified": True}
        at.secrets["auth"] = AUTH
        at.run()
        at.switch_page("views/workshop.py")
        for key, value in inputs.items():
            at.session_state[key] = value
        at.run()
        assert not at.exception
        return at

    return open_


@pytest.mark.parametrize("view", ["run", "screen", "slips"])
@pytest.mark.parametrize(
    "role", [Grant(role=Role.COUNTY_REVIEWER), Grant(role=Role.ANALYST, district="Ashford")], ids=str
)
def test_who_does_not_run_the_workshop_is_told_so(
    visit: Callable[..., AppTest], role: Grant, view: str
) -> None:
    at = visit(role, view=view)
    assert "You may see this workshop and its minutes, but not run it." in lines(at.info)
    assert [one.label for one in at.main.button] == []


def test_a_reviewer_reads_the_minutes(visit: Callable[..., AppTest]) -> None:
    reviewer = Grant(role=Role.COUNTY_REVIEWER)
    assert any("Spring workshop" in line for line in lines(visit(reviewer, view="minutes").header))


def test_a_reviewer_may_not_plan(visit: Callable[..., AppTest]) -> None:
    at = visit(Grant(role=Role.COUNTY_REVIEWER), view="plan")
    assert "can plan a workshop. You cannot." in lines(at.info)[-1]
    assert [one.label for one in at.main.button] == []


def test_a_level_chosen_on_another_screen_of_ones_own_is_shown_and_not_overwritten(
    live: Live, phone: Callable[..., AppTest]
) -> None:
    one, other = phone(me=live.first.token), phone(me=live.first.token)
    key = f"phone/{live.id}/{ISSUE}/{live.round}"
    one.radio(f"{key}/0/physical").set_value(3).run()
    other.run()
    assert other.radio(f"{key}/1/physical").value == 3
    live.go(reveal, ISSUE)
    assert {row.level for row in live.return_.scores if row.scorer == "Ali"} == {3}

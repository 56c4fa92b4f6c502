"""Nobody is shown a return they may not read, on any page; whoever may only read it can change nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.pages import OF_ONE, OF_RETURNS, Database, press, walk
from tests.apps.reading import lines
from toolkit.files.returns import read_return, write_return_as
from toolkit.model.principal import Grant, Role
from toolkit.store.assessments import new_operation
from toolkit.store.people import add_person

pytestmark = pytest.mark.usefixtures("a_draft")

AUTH = {"redirect_uri": "https://a.example/oauth2callback", "cookie_secret": "x" * 40}
ANALYST = Grant(role=Role.ANALYST, district="Ashford")
REVIEWER = Grant(role=Role.COUNTY_REVIEWER)

STEPS = ("Previous issue", "Next issue", "Next issue left to score")
"""Buttons that lead to another issue and change nothing."""

Visit = Callable[..., AppTest]


@pytest.fixture
def visit(database: Database, checkout: Path) -> Visit:
    """Return a function that opens a page as someone who signed in, with what they were granted."""

    def open_page(page: str, *grants: Grant, signed_in: bool = True, **inputs: Any) -> AppTest:
        database()
        if grants:
            store, owner = opened.opened().store, opened.owner()
            add_person(store, owner, "pat@a.example", "Pat Taylor", grants, operation=new_operation())
        at = AppTest.from_file(str(checkout / "apps" / "streamlit_app.py"), default_timeout=60)
        at.user = {"is_logged_in": signed_in, "email": "pat@a.example", "email_verified": True}
        at.secrets["auth"] = AUTH
        for key, value in inputs.items():
            at.session_state[key] = value
        at.run()
        at.switch_page(f"views/{page}.py")
        at.run()
        assert not at.exception
        return at

    return open_page


def nothing_drawn(at: AppTest) -> bool:
    return not (at.dataframe or at.radio or at.selectbox or at.get("vega_lite_chart"))


def test_who_has_not_signed_in_is_shown_nothing(visit: Visit) -> None:
    for page, at in walk(visit("start", signed_in=False), [*OF_RETURNS, "take_in"]):
        assert (page, lines(at.info)) == (page, ["Sign in to see the returns you work on."])
        assert nothing_drawn(at), page
        assert [button.label for button in at.button] == ["Sign in"], page


def test_who_was_granted_nothing_is_shown_nothing(visit: Visit) -> None:
    for page, at in walk(visit("start"), [*OF_RETURNS, "take_in"]):
        assert "who may do nothing here yet" in lines(at.info)[0], page
        assert nothing_drawn(at), page


def test_an_analyst_meets_their_own_district_alone(visit: Visit) -> None:
    for page, at in walk(visit("start", ANALYST, **{"return": "maidstone"}), OF_ONE):
        assert at.selectbox("return").options == ["Ashford, 2016-17"], page
        assert at.selectbox("return").value == "ashford", page


def test_an_analyst_is_not_shown_what_is_the_county_s(visit: Visit) -> None:
    at = visit("county", ANALYST)
    assert "may not read the county's decisions" in lines(at.error)[0]
    assert not at.dataframe


def test_a_county_reviewer_reads_all_and_changes_nothing(visit: Visit) -> None:
    forms = ["score", "workshop", "priorities", "horizon", "grid", "carry_forward", "evidence"]
    chosen = {"workshop_scorer": "Fire officer", "priority/ashford": 0}
    for page, at in walk(visit("start", REVIEWER), forms, **chosen):
        assert len(at.selectbox("return").options) == 12, page
        assert "You may read this return, but not change it." in lines(at.info), page
        open_ = [one.label for one in (*at.radio, *at.text_area, *at.multiselect) if not one.disabled]
        assert (page, open_) == (page, [])
        pressed = [b.label for b in at.main.button if not b.disabled and b.label not in STEPS]
        assert (page, pressed) == (page, [])


def test_an_analyst_takes_in_a_workbook_of_their_own_district_and_of_no_other(
    visit: Visit, sample_county: Path, tmp_path: Path
) -> None:
    at = visit("take_in", ANALYST)
    for district, said in (("dover", None), ("ashford", "Taken in: Ashford, 2016-17.")):
        return_ = read_return(sample_county / district)
        path = tmp_path / f"{district}.xlsx"
        write_return_as(return_.changed(handling="Seen by the police"), path)
        at.file_uploader("files").set_value([(path.name, path.read_bytes(), "")]).run()
        assert not at.exception
        if said is None:
            assert "Pat Taylor (analyst of Ashford) may not start the return of Dover" in lines(at.error)[0]
        else:
            press(at, "Take this in")
            assert lines(at.success)[0] == said


@pytest.mark.parametrize("role", [Role.COUNTY_REVIEWER, Role.FACILITATOR])
def test_who_may_take_in_nothing_is_told_who_does(visit: Visit, role: Role) -> None:
    district = "Ashford" if role is Role.FACILITATOR else None
    at = visit("take_in", Grant(role=role, district=district))
    assert "A district's analyst takes in its files here" in lines(at.info)[-1]
    assert len(at.get("file_uploader")) == 0


def test_a_facilitator_of_a_district_sees_its_return_and_plans_a_workshop_on_it(visit: Visit) -> None:
    at = visit("workshop", Grant(role=Role.FACILITATOR, district="Ashford"), view="plan")
    assert at.selectbox("return").options == ["Ashford, 2016-17"]
    press(at, "Plan the workshop")
    assert lines(at.error) == ["Not planned.\n\n- Choose at least one issue to score."]
    next(one for one in at.multiselect if one.label.startswith("Issues")).set_value(["gangs"])
    press(at, "Plan the workshop")
    assert lines(at.success) == ["Planned: Workshop of Ashford."]

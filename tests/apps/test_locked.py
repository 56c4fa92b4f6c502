"""A signed-off return is locked, says by whom and on what it stands, and is reopened only with a reason."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.pages import Open, press, walk
from tests.apps.reading import lines, table
from toolkit.model.assessment import ReturnStatus
from toolkit.store.assessments import open_return, record_for
from toolkit.store.sqlite import driver

FORMS = ["score", "workshop", "priorities", "horizon", "grid", "evidence"]


def sign_off(open_page: Open) -> AppTest:
    at = open_page("start", status_of="dover")
    at.selectbox("status/dover/0").select(ReturnStatus.AGREED).run()
    return press(at, "Save the status")


def test_nothing_can_be_entered_in_a_locked_return(open_page: Open) -> None:
    leading = ("Previous issue", "Next issue", "Next issue left to score")  # these change nothing
    chosen = {"workshop_scorer": "Fire officer", "priority/ashford": 0}
    for page, at in walk(open_page("start"), FORMS, **chosen):
        assert lines(at.info)[0].startswith("This return is adopted and locked, recorded by "), page
        inputs = (*at.radio, *at.text_area, *at.multiselect)
        assert (page, [one.label for one in inputs if not one.disabled]) == (page, [])
        pressed = [one.label for one in at.button if not one.disabled and one.label not in leading]
        assert (page, pressed) == (page, [])


def test_reopening_needs_a_reason(open_page: Open) -> None:
    at = open_page("start", status_of="ashford")
    at.selectbox("status/ashford/0").select(ReturnStatus.DRAFT).run()
    press(at, "Save the status")
    assert "Say why it is reopened." in lines(at.error)[0]
    at.text_input("status/ashford/0/reopened").set_value("The board asked for one level again")
    press(at, "Save the status")
    assert not at.error
    assert lines(at.success) == ["Saved: Ashford, 2016-17 is draft."]
    page = open_page("score")
    assert not page.radio("score/ashford/modern-slavery/agreed/physical/0/level").disabled
    whys = table(open_page("history"), "Changes with who, when and why, the newest first")["Why"]
    assert "The board asked for one level again" in set(whys)


def test_a_sign_off_keeps_the_numbers_and_says_that_they_are_the_same(open_page: Open) -> None:
    sign_off(open_page)
    store, person = opened.opened().store, opened.principal()
    stored = open_return(store, person, record_for(store, person, "dover").id)
    numbers = stored.state.value_of("sign_off")["numbers"]
    assert len(numbers) == len(stored.return_.scored_issues)
    assert numbers["domestic-abuse"]["rank"]
    at = open_page("ranking", **{"return": "dover"})
    assert "Ranks and scores are the same as when it was signed off." in lines(at.caption)
    (part,) = [one for one in at.expander if one.label == "What the sign-off stands on"]
    said = "\n".join(lines(part.markdown))
    assert "head of the chain: " in said
    assert "Matrix: morile-style-csp-1.0; hash: " in said
    assert "Version of the toolkit: " in said


def test_numbers_that_are_not_those_signed_are_warned_of(open_page: Open) -> None:
    sign_off(open_page)
    path = opened.opened().address.path
    opened.close_all()
    tamper(path)
    at = open_page("ranking", **{"return": "dover"})
    (said,) = lines(at.error)
    assert said.startswith("Ranks or scores are NOT those signed off: ")
    assert "Domestic Abuse" in said


def tamper(path: Path | None) -> None:
    """Change the numbers signed, past the toolkit and past the database's own guard."""
    connection = driver().connect(str(path))
    guards = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in guards:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(
        """UPDATE revision SET value = replace(value, '"score":"', '"score":"1')
        WHERE subject = 'sign_off' AND value IS NOT NULL"""
    )
    connection.commit()
    connection.close()

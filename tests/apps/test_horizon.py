"""The horizon scan: every field can be entered, items change and never go."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps.pages import Open, Stored, press
from toolkit.model.horizon import Factor, Grade, HorizonItem, HorizonStatus

pytestmark = pytest.mark.usefixtures("a_draft")

CHOICE = "horizon/ashford"
NEW = f"{CHOICE}//0"


def save(at: AppTest) -> None:
    press(at, "Save this item")


def test_an_item_added_holds_every_field(open_page: Open, ashford: Stored) -> None:
    at = open_page("horizon")
    at.text_input(f"{NEW}/title").set_value("Unitary councils")
    at.selectbox(f"{NEW}/heading").set_value("organisational")
    at.selectbox(f"{NEW}/impact").set_value(Grade.HIGH)
    at.multiselect(f"{NEW}/issues").set_value(["burglary"])
    at.multiselect(f"{NEW}/moves").set_value(["capacity"])
    written = {
        "text_input": ("source", "source_date", "expected", "owner", "review_date"),
        "text_area": ("description", "interpretation", "implication", "response", "outcome"),
    }
    for kind, fields in written.items():
        for field in fields:
            getattr(at, kind)(f"{NEW}/{field}").set_value(f"The {field}.")
    save(at)
    item = ashford().horizon[-1]
    assert (item.id, item.title, item.heading, item.impact) == (
        "unitary-councils",
        "Unitary councils",
        "organisational",
        Grade.HIGH,
    )
    assert (item.issues, item.moves) == (("burglary",), (Factor.CAPACITY,))
    assert {f: getattr(item, f) for fields in written.values() for f in fields} == {
        f: f"The {f}." for fields in written.values() for f in fields
    }
    inputs = (*at.text_input, *at.text_area, *at.selectbox, *at.multiselect)
    asked = {str(one.key).rsplit("/", 1)[-1] for one in inputs if f"{CHOICE}/" in str(one.key)}
    assert (asked - {"reason"}) | {"id"} == set(HorizonItem.model_fields)


def test_a_closed_item_stays_in_the_list(open_page: Open, ashford: Stored) -> None:
    at = open_page("horizon", **{CHOICE: "new-homes"})
    at.selectbox(f"{CHOICE}/new-homes/0/status").set_value(HorizonStatus.CLOSED)
    save(at)
    item = next(item for item in ashford().horizon if item.id == "new-homes")
    assert item.status is HorizonStatus.CLOSED
    assert "Several thousand new homes south of the town" in set(at.dataframe[0].value["Item"])


def test_an_item_without_a_title_is_refused(open_page: Open, ashford: Stored) -> None:
    at = open_page("horizon")
    save(at)
    assert "title: it is blank" in at.error[0].value.replace("\\", "")
    assert len(ashford().horizon) == 2


def test_items_of_the_same_title_get_ids_of_their_own(open_page: Open, ashford: Stored) -> None:
    for _ in range(2):
        at = open_page("horizon")
        at.text_input(f"{NEW}/title").set_value("Unitary councils")
        save(at)
    assert [item.id for item in ashford().horizon][-2:] == ["unitary-councils", "unitary-councils-2"]

"""What the county decided is read by whoever may, and changed by county reviewers alone."""

import pytest

from tests.apps.pages import press
from tests.apps.reading import lines
from tests.apps.test_who_may import AUTH, REVIEWER, Visit, visit
from toolkit.model.principal import Grant, Role

__all__ = ["AUTH", "visit"]

ADMINISTRATOR = Grant(role=Role.ADMINISTRATOR)
CLOSED = "You may read what the county decided, but not change it. A county reviewer can."


@pytest.mark.parametrize(
    ("tab", "inputs"), [("Decide", {}), ("Plan", {}), ("Horizon", {"scan": "Add or change"})]
)
def test_who_may_only_read_is_told_so_and_every_field_is_closed(
    visit: Visit,
    tab: str,
    inputs: dict[str, str],
) -> None:
    at = visit("county", ADMINISTRATOR, tab=tab, **inputs)
    assert CLOSED in [*lines(at.info), *lines(at.caption)]
    assert [one.label for one in (*at.text_area, *at.text_input, *at.multiselect) if not one.disabled] == []
    assert [one.label for one in at.main.button if not one.disabled] == []


def test_a_county_reviewer_decides(
    visit: Visit,
) -> None:
    at = visit("county", REVIEWER, tab="Decide")
    assert CLOSED not in lines(at.info)
    at.text_input("county_priority/2016-17//0/worded").set_value("Road safety")
    at = press(at, "Save this decision")
    assert "Saved." in lines(at.success)
    told = "Decided on the returns of 2016-17: one priority. Without a lead: Road safety."
    assert lines(at.subheader) == [told]

"""The county's pack is offered in four formats, made when asked for, to whoever may read every return."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from apps import opened, paper_downloads
from apps.county_pack_parts import composed
from tests.apps.conftest import COLLEAGUE
from tests.apps.pages import Database, Open
from tests.apps.reading import lines
from tests.apps.test_who_may import AUTH, REVIEWER, Visit, visit
from toolkit.errors import NotPermitted
from toolkit.model.principal import Grant, Principal, Role
from toolkit.papers.county import Asked

__all__ = ["AUTH", "visit"]

ASKED = Asked(date(2017, 3, 15), year="2016-17")
LABELS = [f"Download as {one}" for one in ("Word", "PDF", "HTML", "Excel")]


def buttons(at: AppTest) -> list[Any]:
    return [
        one
        for one in at.get("download_button")
        if one.proto.label.startswith("Download as ") and "CSV" not in one.proto.label
    ]


@pytest.fixture
def page(open_page: Open) -> AppTest:
    return open_page("county", tab="Papers")


def test_four_formats_are_offered_and_none_is_made_before_it_is_asked_for(page: AppTest) -> None:
    found = buttons(page)
    assert [one.proto.label for one in found] == LABELS
    assert all(one.proto.deferred_file_id for one in found)


def test_the_page_says_that_it_is_a_draft_and_why(page: AppTest) -> None:
    said = lines(page.caption)
    assert any(line.startswith("DRAFT: returns not agreed or adopted") for line in said)
    assert "11 of 11 CSPs have reported: 4 draft, 4 agreed by the CSP and 3 adopted." in said


def test_the_public_edition_says_what_it_leaves_out_and_can_leave_out_the_order(page: AppTest) -> None:
    at = page.radio("paper/county/edition").set_value("public").run()
    assert any(line.startswith("This is the public edition.") for line in lines(at.caption))
    at = at.checkbox("paper/county/unranked").check().run()
    assert "Priorities are listed by the alphabet; their order says nothing." in lines(at.caption)


def test_who_may_not_read_every_return_is_offered_none(visit: Visit) -> None:
    at = visit("county", Grant(role=Role.ANALYST, district="Ashford"), tab="Papers")
    assert buttons(at) == []


def test_a_county_reviewer_is_offered_all(visit: Visit) -> None:
    assert len(buttons(visit("county", REVIEWER, tab="Papers"))) == len(LABELS)


def test_where_the_extra_is_missing_the_page_says_how_to_install_it(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Papers need the extra 'papers', which is not installed."
    monkeypatch.setattr(paper_downloads, "missing_extra", lambda: said)
    at = open_page("county", tab="Papers")
    assert said in lines(at.info)
    assert buttons(at) == []


def test_what_is_composed_is_the_pack_as_it_is_stored(database: Database) -> None:
    database()
    paper = composed(opened.opened().store, COLLEAGUE, ASKED)
    counts = next(table for table in paper.tables if table.name == "Appendix A")
    assert counts.rows[:2] == (("Domestic Abuse", 8), ("ASB/Environmental", 8))
    assert any(name.startswith("Chain of ") for name, _ in paper.versions)


def test_it_is_composed_for_nobody_who_may_not_read_every_return(database: Database) -> None:
    database()
    analyst = Principal(id="pat", name="Pat", grants=(Grant(role=Role.ANALYST, district="Ashford"),))
    with pytest.raises(NotPermitted, match=r"Pat \(analyst .*may not read this database"):
        composed(opened.opened().store, analyst, ASKED)

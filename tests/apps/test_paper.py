"""The page Paper: what is missing is said, statements are written, the pack is offered in every format."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from apps.paper_downloads import made
from tests.apps.pages import Open, Stored, Update, press
from tests.apps.reading import lines
from tests.papers.example_paper import example_paper
from tests.strategies import STATEMENT_HEADINGS
from toolkit.model.assessment import Return
from toolkit.model.statement_revision import with_headings, with_statement
from toolkit.model.statements import RestrictedIssue, RoleHolder, Statement
from toolkit.papers.paper import Edition, Paper
from toolkit.papers.writing import PaperFormat

pytestmark = pytest.mark.usefixtures("a_draft")

PAGE = "paper/ashford"
STATEMENT = f"{PAGE}/statement/why"
WHY = {f"{PAGE}/statement": "why"}
ON = date(2017, 1, 18)


def shown(at: AppTest) -> str:
    return "\n".join(lines([*at.markdown, *at.caption, *at.info, *at.success, *at.warning]))


def write_statement(at: AppTest, text: str) -> AppTest:
    at.text_area(f"{STATEMENT}/0/text").set_value(text)
    at.text_input(f"{STATEMENT}/0/author").set_value("Invented analyst")
    at.date_input(f"{STATEMENT}/0/on").set_value(ON)
    return press(at, "Save this statement")


def test_what_is_missing_is_said_and_nothing_is_made_up(open_page: Open) -> None:
    said = shown(open_page("paper"))
    assert "None of them is filled in by the toolkit" in said
    assert "Nobody is named for: Commissioned by; Analysed by; Assured by; Approved by." in said
    assert "The partnership has not agreed this return; its status is: draft." in said


def test_a_statement_is_stored_with_who_wrote_it_and_when(open_page: Open, ashford: Stored) -> None:
    at = write_statement(open_page("paper", **WHY), "First.\n\nSecond, because of the works.")
    assert not at.error
    assert ashford().statements == (
        Statement(
            heading="why",
            text="First.\n\nSecond, because of the works.",
            author="Invented analyst",
            written_on=ON,
        ),
    )
    assert ashford().statement_set is not None
    assert "Nothing is written under: Levels and patterns" in shown(at)


def test_a_statement_without_author_and_day_is_refused_with_both_faults(
    open_page: Open, ashford: Stored
) -> None:
    at = open_page("paper", **WHY)
    at.text_area(f"{STATEMENT}/0/text").set_value("Because of the works.")
    press(at, "Save this statement")
    (refused,) = lines(at.error)
    assert "author: it is blank" in refused
    assert "written on:" in refused
    assert not ashford().statements


def test_an_emptied_statement_is_taken_away(open_page: Open, ashford: Stored) -> None:
    write_statement(open_page("paper", **WHY), "Because of the works.")
    at = open_page("paper", **WHY)
    at.text_area(f"{STATEMENT}/0/text").set_value("")
    press(at, "Save this statement")
    assert not ashford().statements


def test_two_who_write_one_statement_are_told_and_decide(
    open_page: Open, colleague_saves: Update, ashford: Stored
) -> None:
    at = open_page("paper", **WHY)
    theirs = Statement(heading="why", text="Theirs.", author="Kim", written_on=ON)

    def written(return_: Return) -> Return:
        return with_statement(with_headings(return_, STATEMENT_HEADINGS), None, theirs)

    colleague_saves("ashford", written)
    write_statement(at, "Mine.")
    assert "Kim Colleague changed the same thing" in lines(at.error)[0]
    assert ashford().statements == (theirs,)
    press(at, "Keep mine")
    assert [one.text for one in ashford().statements] == ["Mine."]


def test_an_assumption_is_logged_changed_and_taken_away(open_page: Open, ashford: Stored) -> None:
    new, old = f"{PAGE}/assumption//0", f"{PAGE}/assumption/figures-are-whole/0"
    at = open_page("paper")
    at.text_area(f"{new}/assumption").set_value("Figures are whole")
    at.text_area(f"{new}/if_wrong").set_value("Levels of three issues fall")
    at.text_input(f"{new}/author").set_value("Invented analyst")
    at.date_input(f"{new}/on").set_value(ON)
    press(at, "Save this assumption")
    assert [(one.id, one.if_wrong) for one in ashford().assumptions] == [
        ("figures-are-whole", "Levels of three issues fall")
    ]
    at = open_page("paper", **{f"{PAGE}/assumption": "figures-are-whole"})
    at.text_area(f"{old}/assumption").set_value("")
    press(at, "Save this assumption")
    assert not ashford().assumptions


def test_roles_are_stored_as_they_are_named_and_never_guessed(open_page: Open, ashford: Stored) -> None:
    at = open_page("paper")
    at.text_input(f"{PAGE}/roles/0/analysed/by").set_value("Community safety analyst")
    at.date_input(f"{PAGE}/roles/0/analysed/on").set_value(ON)
    press(at, "Save who did what")
    assert ashford().roles.analysed == RoleHolder(by="Community safety analyst", on=ON)
    assert ashford().roles.missing == ("commissioned", "assured", "approved")


def test_a_day_without_anybody_is_refused(open_page: Open, ashford: Stored) -> None:
    at = open_page("paper")
    at.date_input(f"{PAGE}/roles/0/approved/on").set_value(ON)
    press(at, "Save who did what")
    assert "a date without a name" in lines(at.error)[0]
    assert ashford().roles.missing == ("commissioned", "analysed", "assured", "approved")


def test_reasons_are_released_and_an_issue_left_out(open_page: Open, ashford: Stored) -> None:
    at = open_page("paper", **{f"{PAGE}/restricted": "gangs"})
    at.checkbox(f"{PAGE}/release/0/rationales").check()
    press(at, "Save this")
    assert ashford().rationales_released
    at.text_input(f"{PAGE}/restricted/gangs/0/reason_why").set_value("A case is before the court")
    press(at, "Save this issue")
    assert ashford().restricted == (RestrictedIssue(issue="gangs", reason="A case is before the court"),)


def test_every_format_is_offered_with_the_marking_in_its_name(open_page: Open) -> None:
    at = open_page("paper")
    names = [button.proto.label for button in at.get("download_button")]
    assert names == [f"Download as {how}" for how in ("Word", "PDF", "HTML", "Excel")]


def test_a_locked_return_shows_its_paper_and_takes_no_change(open_page: Open) -> None:
    at = open_page("paper", **{"return": "maidstone"})
    saving = [button.disabled for button in at.button if button.label.startswith("Save")]
    assert len(saving) == 5
    assert all(saving)


def test_what_is_downloaded_is_the_paper_as_it_is_stored_when_it_is_asked_for() -> None:
    composed: list[int] = []

    def compose() -> Paper:
        composed.append(1)
        return example_paper()

    for how, begins in ((PaperFormat.WORD, b"PK"), (PaperFormat.HTML, b"<!doctype")):
        assert made(compose, how, None)[: len(begins)].lower() == begins.lower()
    assert len(composed) == 2
    template = made(compose, PaperFormat.WORD, None)
    assert made(compose, PaperFormat.WORD, template).startswith(b"PK")
    assert made(compose, PaperFormat.HTML, template) == made(compose, PaperFormat.HTML, None)


def test_a_template_that_is_no_word_document_is_refused_before_anything_is_made(open_page: Open) -> None:
    at = open_page("paper")
    at.file_uploader(f"{PAGE}/pack/template").set_value(("mine.docx", b"not a document", "")).run()
    assert "This template cannot be used" in lines(at.error)[0]
    assert not at.get("download_button")


def test_a_return_whose_every_issue_is_restricted_has_no_public_edition(
    open_page: Open, colleague_saves: Update, ashford: Stored
) -> None:
    every = tuple(RestrictedIssue(issue=issue, reason="x") for issue in ashford().issues)
    colleague_saves("ashford", lambda return_: return_.changed(restricted=every))
    at = open_page("paper", **{f"{PAGE}/pack/edition": Edition.PUBLIC})
    assert "Every issue of Ashford is restricted." in lines(at.error)[0]
    assert not at.get("download_button")

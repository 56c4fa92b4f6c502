"""How firm ranks and counts are, what changed since last year, and what to talk about first."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from apps import opened
from tests.apps.pages import Open, Update
from tests.apps.reading import charts_told, hostile_issues, lines, table
from tests.last_year import make_last_year
from toolkit.files.return_folder import update_return
from toolkit.model.assessment import AGREED, Return, ReturnStatus
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.revision import with_status
from toolkit.resources import shipped

RANGES = "The range of each rank and the chance of the top"
CELLS = "Cells to talk about, the most important first"
COUNTS = "Counts and county ranks with their likely ranges"
FIRM = {"tab": "Issues", "issues": "How firm"}
YEARS = "Ranks of the two years"


def ranking(open_page: Open, folder: str = "maidstone", **inputs: object) -> AppTest:
    return open_page("ranking", **{"return": folder, **inputs})


def workshop(open_page: Open, folder: str = "maidstone", **inputs: object) -> AppTest:
    return open_page("workshop", **{"return": folder, **inputs})


def test_the_strip_can_be_heard_and_has_a_table(open_page: Open) -> None:
    at = ranking(open_page)
    told = charts_told(at)[1]
    assert told.startswith("Heat strip of the chance of each rank, 20 issues in order of rank")
    assert "Child Sexual Exploitation (CSE) and Gangs are too close to call." in told
    frame = table(at, RANGES).set_index("Issue")
    assert len(frame) == 20
    assert frame.loc["Substance Misuse", "Range"] == "between 1st and 3rd"


def test_the_chosen_issue_says_its_range_and_chance(open_page: Open) -> None:
    said = lines(ranking(open_page, why="gangs").markdown)
    assert any(line.startswith("Gangs is ranked joint 5th, between ") and "6 in 10" in line for line in said)


def test_what_the_chances_count_is_said(open_page: Open) -> None:
    assert any("gaps in recording" in line for line in lines(ranking(open_page).markdown))


def test_a_rule_of_the_partnership_s_own_is_taken_in_and_used(open_page: Open, sample_county: Path) -> None:
    own = shipped("matrices") / "doubt-rule-1.0.toml"
    text = own.read_text(encoding="utf-8").replace('version = "1.0"', 'version = "9.0"', 1)
    (sample_county / "matrices").mkdir()
    (sample_county / "matrices" / "doubt-rule-9.0.toml").write_text(text, encoding="utf-8")
    assert not ranking(open_page).error
    assert opened.opened().library().find(DoubtRule, "doubt-rule").version == "9.0"


def test_a_rule_of_the_partnership_that_cannot_be_read_is_named(open_page: Open, sample_county: Path) -> None:
    rule = 'kind = "doubt_rule"\nid = "doubt-rule"\nversion = "9.0"\n'
    (sample_county / "maidstone" / "rule.toml").write_text(rule, encoding="utf-8")
    (error,) = open_page("start").error
    assert "Not everything in the county's folder could be taken in." in error.value
    assert "rule.toml, clear_from: clear_from is missing." in error.value.replace("\\", "")


def test_without_another_year_there_is_no_comparison(open_page: Open) -> None:
    assert "What changed since the year before?" not in [header.value for header in ranking(open_page).header]


def test_two_years_are_drawn_told_and_tabled(open_page: Open, sample_county: Path) -> None:
    make_last_year(sample_county / "maidstone", sample_county / "maidstone-2015-16")
    at = ranking(open_page)
    assert charts_told(at)[2].startswith("Slope chart of ranks in 2015-16 and 2016-17, 19 lines.")
    frame = table(at, YEARS).set_index("Issue")
    assert frame.loc["Gangs", "Rank 2016-17"] == "joint 5th"
    assert frame.loc["Gangs", "Places"].startswith("up ")
    said = " ".join(lines(at.markdown))
    assert "there in 2016-17." in said
    assert "Scored for the first time: Preventing Violent Extremism (PREVENT)." in said


def test_the_earlier_of_two_years_has_nothing_before_it(open_page: Open, sample_county: Path) -> None:
    make_last_year(sample_county / "maidstone", sample_county / "maidstone-2015-16")
    at = ranking(open_page, "maidstone-2015-16")
    assert "What changed since the year before?" not in [header.value for header in at.header]


def test_the_discussion_list_begins_with_what_could_change_the_top(open_page: Open) -> None:
    at = workshop(open_page)
    assert (
        "28 cells to talk about; one not agreed yet. Settling one of 11 could change the top five."
        in lines(at.markdown)
    )
    frame = table(at, CELLS)
    assert list(frame["Could change the top 5"]) == ["yes"] * 11 + ["no"] * 17


def test_the_discussion_list_names_no_rank(open_page: Open) -> None:
    assert "Rank" not in " ".join(table(workshop(open_page), CELLS))


def test_what_is_agreed_can_be_left_out_of_the_list(open_page: Open, sample_county: Path) -> None:
    def reopened(return_: Return) -> Return:
        cell = ("antisocial-behaviour", "financial", AGREED)
        rows = [s for s in return_.scores if (s.issue, s.criterion, s.scorer) != cell]
        return return_.changed(scores=tuple(rows))

    update_return(sample_county / "maidstone", reopened)
    at = workshop(open_page)
    at.toggle("waiting").set_value(True).run()
    frame = table(at, CELLS)
    assert next(zip(frame["Issue"], frame["Criterion"], strict=True)) == (
        "Antisocial Behaviour",
        "Financial harm",
    )
    assert set(frame["Agreed"]) <= {"not yet", "unknown"}


def test_agreement_is_said_in_words(open_page: Open) -> None:
    assert any(
        line.startswith("More than 19 in 20 of the levels given lie within one level")
        for line in lines(workshop(open_page).markdown)
    )


def test_where_nobody_lies_apart_there_is_nothing_to_settle(open_page: Open) -> None:
    assert any(
        "there is nothing to settle" in line for line in lines(workshop(open_page, "ashford").markdown)
    )


def test_the_countys_counts_have_their_likely_range_and_say_how_it_was_drawn(open_page: Open) -> None:
    at = open_page("county", **FIRM)
    assert any("10000 draws, seed 2017" in line for line in lines(at.markdown))
    assert any(told.startswith("Dot chart of how many of 6 scored districts") for told in charts_told(at))
    frame = table(at, COUNTS).set_index("Issue")
    assert frame.loc["Domestic Abuse", "Allowing for doubt"] == "4 to 6"


def test_what_is_stored_meanwhile_is_counted_anew(open_page: Open, colleague_saves: Update) -> None:
    before = table(open_page("county", **FIRM), COUNTS).set_index("Issue")

    colleague_saves("maidstone", lambda r: with_status(r, r.status, ReturnStatus.DRAFT))
    colleague_saves("maidstone", lambda r: r.changed(scores=()))
    after = table(open_page("county", **FIRM), COUNTS).set_index("Issue")
    assert before.loc["Domestic Abuse", "Districts"] == "6"
    assert after.loc["Domestic Abuse", "Districts"] == "5"


def test_hostile_names_stay_names(open_page: Open, sample_county: Path) -> None:
    hostile_issues(sample_county / "maidstone", level=4)
    at = ranking(open_page)
    assert "![x](http://evil.example/p)" in set(table(at, RANGES)["Issue"])
    for line in at.markdown:
        assert "![x](http" not in line.value
        assert "<script>" not in line.value

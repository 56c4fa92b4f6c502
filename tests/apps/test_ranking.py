"""The ranking page says ties, ranges and zeros in words; its chart can be heard, a table stands under it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps.pages import Open
from tests.apps.reading import charts_told, hostile_issues, lines, table
from toolkit.files.library import read_matrix
from toolkit.files.return_folder import update_return


def ranking(open_page: Open, folder: str, **inputs: object) -> AppTest:
    return open_page("ranking", **{"return": folder, **inputs})


def test_a_tie_at_the_edge_of_the_top_is_said(open_page: Open) -> None:
    at = ranking(open_page, "maidstone")
    (sentence,) = [line for line in lines(at.markdown) if line.startswith("Top five: ")]
    assert "Six issues share the top five: " in sentence
    assert sentence.endswith("Child Sexual Exploitation (CSE) and Gangs are joint 5th.")


def test_the_chart_can_be_heard(open_page: Open) -> None:
    told, _ = charts_told(ranking(open_page, "maidstone"))
    assert told.startswith("Bar chart of risk scores, 20 issues in order of rank.")
    assert "Six issues share the top five" in told


def test_the_table_under_the_chart_holds_ranks_scores_and_working(open_page: Open) -> None:
    frame = table(ranking(open_page, "maidstone"), "The ranking with its working")
    assert len(frame) == 20
    assert list(frame["Rank"])[:7] == ["1st", "2nd", "3rd", "4th", "joint 5th", "joint 5th", "7th"]
    gangs = frame[frame["Issue"] == "Gangs"].iloc[0]
    assert (gangs["Risk score"], gangs["Working"]) == ("126", "harm 14 x likelihood 9 = 126")
    assert gangs["Tied with"] == "Child Sexual Exploitation (CSE)"


def test_unknown_levels_give_ranges_and_not_ranks(open_page: Open) -> None:
    at = ranking(open_page, "gravesham")
    frame = table(at, "The ranking with its working").set_index("Issue")
    assert frame.loc["Modern Slavery", "Rank"] == "between 3rd and 8th"
    assert " to " in frame.loc["Modern Slavery", "Risk score"]
    assert frame.loc["Modern Slavery", "Levels not known"]
    assert frame.loc["Hate Crime", "Rank"] == "between 3rd and 4th"  # its own levels are all known
    assert any(
        "may belong in the top five, depending on levels that are not known" in s for s in lines(at.markdown)
    )


def test_an_issue_wiped_out_by_a_zero_is_pointed_at(open_page: Open) -> None:
    warned = lines(ranking(open_page, "tunbridge-wells").warning)
    zero = "A total of zero for Likelihood makes the whole risk score zero; check that this is meant."
    assert f"Gangs: {zero}" in warned


def test_no_zero_is_pointed_at_where_there_is_none(open_page: Open) -> None:
    assert [line for line in lines(ranking(open_page, "maidstone").warning) if "zero" in line] == []


def test_why_an_issue_stands_there_is_told_for_the_one_chosen(open_page: Open) -> None:
    at = ranking(open_page, "maidstone", why="gangs")
    assert "Gangs is joint 5th: harm 14 x likelihood 9 = 126. It ties with one other issue." in lines(
        at.markdown
    )
    counted = table(at, "The level that counts on each criterion")
    assert list(counted["Section"].unique()) == ["Harm", "Likelihood", "Organisational Position"]
    assert set(counted["On whose word"]) == {"agreed"}


def test_everyone_s_levels_and_reasons_can_be_opened(open_page: Open) -> None:
    reasons = table(ranking(open_page, "thanet", why="hate-crime"), "Levels given, with reasons")
    assert len(reasons["Scorer"].unique()) == 6  # five partners, and what they agreed
    assert "agreed" in set(reasons["Scorer"])


def test_ranks_within_themes_stand_under_their_themes(open_page: Open) -> None:
    frame = table(ranking(open_page, "maidstone"), "Ranks within themes")
    assert len(frame) == 20
    assert list(frame.groupby("Theme", sort=False)["Rank in theme"].first().unique()) == ["1st"]


def test_what_is_invented_is_said_first(open_page: Open) -> None:
    at = ranking(open_page, "maidstone")
    assert lines(at.markdown)[0] == "**OFFICIAL**"
    assert lines(at.warning)[0] == "Invented data: scores. Do not rely on it."


def test_a_return_without_scores_says_where_to_begin(open_page: Open) -> None:
    at = ranking(open_page, "sevenoaks")
    assert lines(at.info) == ["No issue has been scored yet. Go to Score, or to Grid for all issues at once."]
    assert charts_told(at) == []


def test_a_return_on_the_template_says_why_it_cannot_be_ranked(open_page: Open, sample_county: Path) -> None:
    template = read_matrix("morile-tactical-template")
    update_return(sample_county / "sevenoaks", lambda r: r.changed(matrix=template))
    at = ranking(open_page, "sevenoaks")
    assert lines(at.info)[0].startswith("Matrix morile-tactical-template-1.0 cannot be scored with. ")
    assert charts_told(at) == []


def test_a_return_of_one_issue_is_ranked(open_page: Open, sample_county: Path) -> None:
    folder = sample_county / "maidstone"
    update_return(folder, lambda r: r.changed(scores=tuple(s for s in r.scores if s.issue == "gangs")))
    at = ranking(open_page, "maidstone")
    assert list(table(at, "The ranking with its working")["Rank"]) == ["1st"]


@pytest.mark.parametrize("level", [0, 2])  # a zero is pointed at, with the name
def test_hostile_names_are_drawn_as_text(open_page: Open, sample_county: Path, level: int) -> None:
    hostile_issues(sample_county / "sevenoaks", level)
    at = ranking(open_page, "sevenoaks", why="h0")
    raw = [element.value for element in (*at.markdown, *at.warning, *at.info)]
    assert [text for text in raw if "![x](" in text or "<script>" in text or " :red[" in text] == []
    assert any("![x](http" in line.replace("\u2060", "") for line in lines(at.markdown))

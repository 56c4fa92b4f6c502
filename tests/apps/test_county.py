"""The county page: returns, Appendices A and B, harm and spread, districts; what it refuses and why."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps.pages import Open
from tests.apps.reading import charts_told, hostile_issues, lines, table
from toolkit.files.library import read_matrix
from toolkit.files.return_folder import is_return_folder, update_return
from toolkit.model.assessment import AGREED, Return, Score

PARTS = {
    "Appendix B": "Appendix B: issues in the top list of at least one district",
    "Ranks": "Rank of each issue in each scored district",
    "Harm and spread": "Severe but local, with the reason it was not escalated",
    "Order": "Issues by count, with the mean rank beside it",
    "How firm": "Counts and county ranks with their likely ranges",
}
"""Parts of the tab Issues, and a table on each."""
TABS = ["Returns", "Priorities", "Issues", "Districts", "Years", "Plan", "Horizon", "Decide", "Papers"]
APPENDIX_A = "Appendix A: priorities by number of CSPs"


@pytest.fixture
def county(open_page: Open) -> AppTest:
    """Return the page with Appendix A in sight."""
    return open_page("county", tab="Priorities")


def issues(open_page: Open, part: str) -> AppTest:
    return open_page("county", tab="Issues", issues=part)


def keep(folder: Path, *names: str) -> None:
    """Delete every return of the county but those named."""
    for path in folder.iterdir():
        if is_return_folder(path) and path.name not in names:
            shutil.rmtree(path)


def drawn_tables(at: AppTest) -> set[str]:
    return {element.proto.alt for element in at.dataframe}


def test_appendix_a_comes_out_as_printed(county: AppTest) -> None:
    frame = table(county, APPENDIX_A)
    assert list(frame["No. of CSPs"]) == [8, 8, 8, 8, 7, 7, 5, 5, 3, 3]
    assert list(frame["Priority"])[:3] == ["Domestic Abuse", "ASB/Environmental", "Substance Misuse"]
    assert list(frame["Main"] + frame["Cross-cutting"] + frame["Sub-theme"]) == list(frame["No. of CSPs"])


def test_the_other_focus_areas_stand_under_it(county: AppTest) -> None:
    (sentence,) = [line for line in lines(county.markdown) if line.startswith("Other focus areas")]
    assert sentence == (
        "Other focus areas identified by districts/boroughs include: young people, early intervention, "
        "health & wellbeing, missing children, safer socialising, criminal damage, hate crime, "
        "preventing fires etc."
    )


def test_the_eight_headlines_can_be_opened(county: AppTest) -> None:
    (opened,) = [part for part in county.expander if part.label == "Headlines for the covering report"]
    (bullets,) = lines(opened.markdown)
    assert len(bullets.splitlines()) == 8


def test_it_says_how_many_have_reported_and_in_which_state(county: AppTest) -> None:
    (sentence,) = [line for line in lines(county.markdown) if "have reported" in line]
    assert sentence.startswith("CSPs as at 1 April 2017: 11. ")
    assert sentence.endswith("11 of 11 CSPs have reported: 4 draft, 4 agreed by the CSP and 3 adopted.")


def test_a_missing_return_is_normal_and_said(open_page: Open, sample_county: Path) -> None:
    shutil.rmtree(sample_county / "swale")
    at = open_page("county")
    assert any(
        "10 of 11 CSPs have reported" in line and "Not yet: Swale." in line for line in lines(at.markdown)
    )
    assert "not started" in set(table(at, "Returns by CSP")["Status"])


def test_what_waits_for_a_person_is_said(county: AppTest) -> None:
    waiting = "1 priority waits for a person to confirm a category and is not counted yet (Dover)."
    assert lines(county.info) == [waiting]


def test_appendix_b_has_the_twelve_issues(open_page: Open) -> None:
    county = issues(open_page, "Appendix B")
    frame = table(county, "Appendix B: issues in the top list of at least one district")
    assert len(frame) == 12
    assert any(
        line.startswith("12 issues are in the top five of at least one of six")
        for line in lines(county.markdown)
    )
    slavery = frame.set_index("Issue").loc["Modern Slavery"]
    assert (slavery["Districts, certain"], slavery["Districts, possible"]) == (2, 3)
    assert (slavery["Certain in"], slavery["Possible in"]) == ("Ashford and Dover", "Gravesham")


def test_ranks_are_shown_issue_by_district_with_ranges_where_open(open_page: Open) -> None:
    county = issues(open_page, "Ranks")
    frame = table(county, "Rank of each issue in each scored district").set_index("Issue")
    assert list(frame) == ["Ashford", "Dover", "Gravesham", "Maidstone", "Thanet", "Tunbridge Wells"]
    assert frame.loc["Gangs", "Tunbridge Wells"] == "20"
    assert frame.loc["Modern Slavery", "Gravesham"] == "3 to 8"


def test_severe_but_local_has_room_for_the_reason(open_page: Open) -> None:
    county = issues(open_page, "Harm and spread")
    frame = table(county, "Severe but local, with the reason it was not escalated")
    reasons = frame[frame["Not escalated because"] != ""]
    assert len(frame) > len(reasons) > 0
    assert all(reason.startswith("Invented: ") for reason in reasons["Not escalated because"])


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_issues_has_its_table_and_every_chart_can_be_heard(
    open_page: Open, part: str
) -> None:
    at = issues(open_page, part)
    assert PARTS[part] in drawn_tables(at)
    assert len(charts_told(at)) == (part != "Order")
    assert all(len(told) > 60 for told in charts_told(at))


@pytest.mark.parametrize("tab", TABS)
def test_the_address_says_which_tab_is_open_and_only_that_is_drawn(open_page: Open, tab: str) -> None:
    at = open_page("county", tab=tab)
    assert [one.label for one in at.tabs] == TABS
    assert [one.label for one in at.tabs if len(one.children)] == [tab]
    assert at.query_params.get("tab", "Returns") == tab
    assert not at.error


def test_harm_against_spread_says_what_is_severe_but_local(open_page: Open) -> None:
    at = issues(open_page, "Harm and spread")
    assert lines(at.subheader)[0].startswith("Eight issues are severe but local: ")
    frame = table(at, "Issues by harm and spread").set_index("Issue")
    local = frame[frame["Stands"] == "severe but local"]
    severe = table(at, PARTS["Harm and spread"])
    assert set(local.index) == set(severe["Issue"])
    assert frame.loc["Domestic Abuse", "Stands"] == "severe and widespread"


def test_districts_have_tiles_with_their_table_beside_them(open_page: Open) -> None:
    at = open_page("county", tab="Districts")
    (told,) = charts_told(at)
    assert told.startswith("Tiles of 12 districts. Status of the return: agreed by the CSP in five")
    frame = table(at, "Status of the return, by district").set_index("District")
    assert frame.loc["Ashford", "Status of the return"] == "adopted"
    assert "A schematic, not a map: only the order from west to east" in "\n".join(lines(at.caption))
    assert {"The county's count without each scored district"} <= drawn_tables(at)


@pytest.mark.parametrize(
    ("kind", "what", "district", "said"),
    [
        ("Where a category is named", "Level at which Domestic Abuse is named", "Maidstone", "main"),
        ("Rank of an issue", "Rank of Domestic Abuse", "Swale", "not scored"),
        ("How high each scores", "Levels above or below the county", "Tunbridge Wells", "-0.21"),
    ],
)
def test_the_tiles_can_show_something_else(
    open_page: Open, kind: str, what: str, district: str, said: str
) -> None:
    at = open_page("county", tab="Districts", tiles=kind)
    frame = table(at, f"{what}, by district").set_index("District")
    assert frame.loc[district, what] == said


def test_different_matrices_are_refused_with_who_used_which(open_page: Open, sample_county: Path) -> None:
    doubling = read_matrix("morile-style-csp-doubling-1.0")

    def scored(return_: Return) -> Return:
        row = Score(issue="burglary", criterion=doubling.criteria[0].id, scorer=AGREED, level=8)
        return return_.changed(matrix=doubling, scores=(row,))

    update_return(sample_county / "sevenoaks", scored)
    for tab in ("Issues", "Districts", "Decide"):
        at = open_page("county", tab=tab)
        (refusal,) = [one for one in lines(at.warning) if one.startswith("Issues are not compared across")]
        assert "morile-style-csp-doubling-1.0: Sevenoaks" in refusal
        assert "Give a mapping between the matrices, or score again with one." in refusal
        assert not drawn_tables(at) & set(PARTS.values())
    assert table(open_page("county", tab="Priorities"), APPENDIX_A)["No. of CSPs"].iloc[0] == 8


def test_without_a_scored_district_the_priorities_are_still_counted(
    open_page: Open, sample_county: Path
) -> None:
    keep(sample_county, "sevenoaks", "swale", "canterbury")
    for tab in ("Issues", "Districts"):
        at = open_page("county", tab=tab)
        assert any("3 of 11 CSPs have reported" in line for line in lines(at.markdown))
        assert any(line.startswith("No district has scored its issues yet.") for line in lines(at.info))
        assert not drawn_tables(at) & set(PARTS.values())
        assert not at.error


def test_one_return_that_names_nothing_is_no_error(open_page: Open, sample_county: Path) -> None:
    keep(sample_county, "swale")
    update_return(sample_county / "swale", lambda r: r.changed(priorities=()))
    at = open_page("county", tab="Priorities")
    assert not at.error
    assert lines(at.subheader)[:1] == ["No category is named by enough CSPs for the table."]
    assert "No other focus areas were identified by districts/boroughs." in lines(at.markdown)


def test_an_empty_county_says_how_to_begin(open_page: Open, sample_county: Path) -> None:
    keep(sample_county)
    at = open_page("county")
    assert lines(at.info) == ["There is no return here yet. Begin on the Start page, or take files in."]
    assert (charts_told(at), list(at.dataframe)) == ([], [])


def test_a_return_that_cannot_be_read_is_listed_in_plain_words(open_page: Open, sample_county: Path) -> None:
    scores = sample_county / "maidstone" / "scores.csv"
    scores.write_text(scores.read_text().replace(",physical,", ",phisical,", 1))
    said = "\n".join(lines(open_page("county").error))
    assert "phisical" in said
    assert "physical" in said  # the nearest valid name
    assert "Traceback" not in said


def test_several_years_are_offered_newest_first(open_page: Open, sample_county: Path) -> None:
    shutil.copytree(sample_county / "maidstone", sample_county / "maidstone-next")
    later = {"assessment_year": "2017-18", "plan_year": "2018-19"}
    update_return(sample_county / "maidstone-next", lambda r: r.changed(**later))
    at = open_page("county")
    assert at.selectbox[0].options == ["2017-18", "2016-17"]
    assert any("1 of 11 CSPs have reported" in line for line in lines(at.markdown))
    at.selectbox[0].select("2016-17").run()
    assert any("11 of 11 CSPs have reported" in line for line in lines(at.markdown))


def test_hostile_names_are_drawn_as_text(open_page: Open, sample_county: Path) -> None:
    hostile_issues(sample_county / "sevenoaks")
    at = issues(open_page, "Ranks")
    raw = [element.value for element in (*at.markdown, *at.subheader, *at.warning, *at.info)]
    assert [text for text in raw if "![x](" in text or "<script>" in text or " :red[" in text] == []
    frame = table(at, "Rank of each issue in each scored district").set_index("Issue")
    assert frame.loc["<script>window.__pw=1</script>", "Ashford"] == "not scored"

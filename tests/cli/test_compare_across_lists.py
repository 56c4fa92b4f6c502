"""`compare` follows issues and categories across lists that changed between the two years."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.last_year import make_last_year, make_with_later_lists
from toolkit.errors import ExitCode
from toolkit.resources import shipped


@pytest.fixture
def last_year(sample_county: Path, tmp_path: Path) -> Path:
    return make_last_year(sample_county / "maidstone", tmp_path / "last_year")


@pytest.fixture
def this_year(sample_county: Path) -> Path:
    return make_with_later_lists(sample_county / "maidstone", sample_county / "maidstone-later")


def document(ran: Any) -> dict[str, Any]:
    assert ran.code == ExitCode.DONE, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_issues_are_followed_where_they_were_split_merged_or_renamed(
    csp_toolkit: Any, last_year: Path, this_year: Path
) -> None:
    found = document(csp_toolkit("compare", last_year, this_year, "--format", "json"))
    links = {(one["follows_from"], one["issue"]): one["link"] for one in found["issues"]}
    assert links["domestic-abuse", "domestic-abuse"] == "split"
    assert links["domestic-abuse", "violence-against-women-and-girls"] == "split"
    assert (
        links["burglary", "neighbourhood-crime"] == links["vehicle-crime", "neighbourhood-crime"] == "merged"
    )
    assert links["violent-crime", "serious-violence"] == "renamed"
    assert links["gangs", "gangs"] == "same"
    assert (found["dropped"], found["new_issues"]) == ([], ["preventing-violent-extremism"])
    assert found["issue_crosswalk"]["id"] == "csp-issue-crosswalk"
    assert {one["link"] for one in found["issue_crosswalk"]["links"]} == {"inferred"}


def test_it_says_by_what_they_were_followed_and_that_it_is_inferred(
    csp_toolkit: Any, last_year: Path, this_year: Path
) -> None:
    said = csp_toolkit("compare", last_year, this_year).said
    assert (
        "csp-issues-1.0 was followed by csp-issues-2022-23-1.0, and crosswalk csp-issue-crosswalk-1.0 says "
        "what goes on as what; six of its six statements are inferred." in said
    )
    assert "What goes on as which issue" in said
    assert "What goes on as which category" in said
    assert not re.search(r"\bnan\b|\bNone\b", said)


def test_priorities_are_compared_across_the_two_sets(
    csp_toolkit: Any, last_year: Path, this_year: Path
) -> None:
    found = document(csp_toolkit("compare", last_year, this_year, "--format", "json"))
    moves = {(m["follows_from"], m["code"]): m for m in found["priorities"]["categories"]}
    assert found["priorities_refused"] is None
    assert moves["DA", "DA"]["became"] == moves["DA", "VAWG"]["became"] == "split"
    assert moves["ASB", "NCASB"]["became"] == "merged"
    assert moves["SM", "SM"]["became"] == "reworded"
    assert moves[None, "REOF"]["became"] == "dropped"
    assert moves[None, "REOF"]["link"] == "inferred"


def test_one_can_be_named_and_beside_another_must_be(
    csp_toolkit: Any, last_year: Path, this_year: Path
) -> None:
    text = (shipped("matrices") / "csp-issue-crosswalk-1.0.toml").read_text(encoding="utf-8")
    own = this_year / "own.toml"
    own.write_text(text.replace('"csp-issue-crosswalk"', '"own-crosswalk"', 1), encoding="utf-8")
    ran = csp_toolkit("compare", last_year, this_year)
    assert "several crosswalks lead from the one to the other (own-crosswalk-1.0 and csp-issue-" in ran.said
    assert "Not scored any more: Violent Crime, Burglary and Vehicle Crime." in ran.said
    for name in (own, "own-crosswalk", "own-crosswalk-1.0"):
        ran = csp_toolkit("compare", last_year, this_year, "--crosswalk", name)
        assert "and crosswalk own-crosswalk-1.0 says what goes on as what" in ran.said
    ran = csp_toolkit(
        "compare", last_year, this_year, "--crosswalk", own, "--crosswalk", "csp-issue-crosswalk"
    )
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "Give one crosswalk of issues and one of categories at most." in ran.err


def test_several_crosswalks_of_categories_are_named_to_choose_from(
    csp_toolkit: Any, last_year: Path, this_year: Path
) -> None:
    text = (shipped("matrices") / "kent-category-crosswalk-1.0.toml").read_text(encoding="utf-8")
    own = this_year / "own.toml"
    own.write_text(text.replace('"kent-category-crosswalk"', '"own-crosswalk"', 1), encoding="utf-8")
    said = csp_toolkit("compare", last_year, this_year).said
    assert "Known: own-crosswalk-1.0, kent-category-crosswalk-1.0." in said
    found = document(
        csp_toolkit("compare", last_year, this_year, "--crosswalk", "own-crosswalk", "--format", "json")
    )
    assert found["category_crosswalk"]["id"] == "own-crosswalk"


def test_without_a_crosswalk_issues_are_matched_by_their_ids_and_that_is_said(
    csp_toolkit: Any, last_year: Path, this_year: Path
) -> None:
    text = (shipped("matrices") / "csp-issues-2022-23-1.0.toml").read_text(encoding="utf-8")
    (this_year / "own.toml").write_text(text.replace('"csp-issues-2022-23"', '"own"', 1), encoding="utf-8")
    header = this_year / "return.toml"
    header.write_text(
        header.read_text(encoding="utf-8").replace('"csp-issues-2022-23"', '"own"'), encoding="utf-8"
    )
    ran = csp_toolkit("compare", last_year, this_year)
    assert ran.code == ExitCode.DONE
    assert "by own-1.0. Each is matched by its id, because no crosswalk between them is known." in ran.said
    found = document(csp_toolkit("compare", last_year, this_year, "--format", "json"))
    assert found["issue_crosswalk"] is None
    assert found["dropped"] == ["violent-crime", "burglary", "vehicle-crime"]


def test_a_crosswalk_between_other_lists_is_refused(
    csp_toolkit: Any, last_year: Path, sample_county: Path
) -> None:
    for name in ("csp-issue-crosswalk", "kent-category-crosswalk"):
        ran = csp_toolkit("compare", last_year, sample_county / "maidstone", "--crosswalk", name)
        assert (ran.code, ran.out) == (ExitCode.USAGE, "")
        assert f"Crosswalk {name}-1.0 leads from" in ran.err
    ran = csp_toolkit("compare", last_year, sample_county / "maidstone", "--crosswalk", "nowhere.toml")
    assert (ran.code, ran.out) == (ExitCode.STORAGE, "")
    assert "There is no file nowhere.toml." in ran.err


def test_a_crosswalk_that_names_an_unknown_issue_is_refused_with_the_nearest(
    csp_toolkit: Any, last_year: Path, this_year: Path
) -> None:
    text = (shipped("matrices") / "csp-issue-crosswalk-1.0.toml").read_text(encoding="utf-8")
    own = this_year / "own.toml"
    own.write_text(text.replace('"burglary"', '"burglry"', 1), encoding="utf-8")
    ran = csp_toolkit("compare", last_year, this_year, "--crosswalk", own)
    assert (ran.code, ran.out) == (ExitCode.INPUT_REJECTED, "")
    assert "csp-issues-1.0 has no 'burglry'" in ran.err
    assert "Did you mean 'burglary'?" in ran.err

"""`csp-toolkit agreement` says how well scorers agree, what to talk about, and how far districts agree."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from tests.last_year import make_harsh
from toolkit.errors import ExitCode


def test_alpha_is_said_in_words_by_the_rule(csp_toolkit: Any, checkout: Path) -> None:
    said = csp_toolkit("agreement", checkout / "sample_districts" / "maidstone").said
    assert "By Krippendorff's alpha: enough for tentative conclusions." in said
    assert "Krippendorff's alpha is 0.79, over 33 cells and six scorers" in said
    assert "32 in agreement; 1 with too few scorers to say" in said


def test_what_could_change_the_top_five_comes_first(csp_toolkit: Any, checkout: Path) -> None:
    folder = checkout / "sample_districts" / "maidstone"
    said = csp_toolkit("agreement", folder).said
    assert "28 cells to talk about; one not agreed yet. Settling one of 11 could change the top five." in said
    ran = csp_toolkit("agreement", folder, "--format", "csv", "--table", "discussion")
    could = [row["Could change the top 5"] for row in csv.DictReader(io.StringIO(ran.out))]
    assert could == ["yes"] * 11 + ["no"] * 17


def test_the_list_to_talk_about_names_no_rank(csp_toolkit: Any, checkout: Path) -> None:
    out = csp_toolkit("agreement", checkout / "sample_districts" / "maidstone", "--format", "markdown").out
    assert "| Rank" not in out
    assert "5th" not in out


def test_agencies_have_their_medians(csp_toolkit: Any, checkout: Path) -> None:
    folder = checkout / "sample_districts" / "maidstone"
    ran = csp_toolkit("agreement", folder, "--format", "csv", "--table", "cells")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) == 33
    (row,) = [
        r for r in rows if (r["Issue"], r["Criterion"]) == ("Antisocial Behaviour", "Harm to the environment")
    ]
    assert (row["Median"], row["Quartiles"]) == ("1", "1 to 2")
    assert row["By agency"].startswith("Police 0; District council 1; County council 2; Health 3")


def test_scorers_whose_means_lie_close_need_no_check(csp_toolkit: Any, checkout: Path) -> None:
    said = csp_toolkit("agreement", checkout / "sample_districts" / "maidstone").said
    assert "Scorers' mean levels lie 0.4 levels apart, too little for a check with whole scorers" in said


def test_a_scorer_who_is_harsh_throughout_is_checked_with_the_seed_shown(
    csp_toolkit: Any, checkout: Path, tmp_path: Path
) -> None:
    folder = make_harsh(checkout / "sample_districts" / "maidstone", tmp_path / "harsh")
    said = csp_toolkit("agreement", folder).said
    assert "levels lie 1.6 levels apart, so whole scorers are drawn together as a check (10000" in said
    assert "draws, seed 2017)" in said
    again = csp_toolkit("agreement", folder, "--seed", 7)
    assert "seed 7" in again.said
    printed = [
        json.loads(csp_toolkit("agreement", folder, "--seed", seed, "--format", "json").out)["joint"]["check"]
        for seed in (0, 0, 7)
    ]
    assert printed[0] == printed[1] != printed[2]
    assert [check["seed"] for check in printed] == [0, 0, 7]


def test_a_return_without_a_panel_says_so_plainly(csp_toolkit: Any, checkout: Path) -> None:
    for district in ("dover", "swale"):
        folder = checkout / "sample_districts" / district
        ran = csp_toolkit("agreement", folder)
        assert ran.code == ExitCode.DONE
        assert "There is no agreement between scorers to measure: no two scorers rated the same" in ran.said
        document = json.loads(csp_toolkit("agreement", folder, "--format", "json").out)
        assert (document["alpha"]["value"], document["cells"], document["joint"]) == (None, [], None)


def test_the_rule_beside_the_return_counts(csp_toolkit: Any, sample_county: Path, checkout: Path) -> None:
    text = (checkout / "matrices" / "agreement-rule-1.0.toml").read_text(encoding="utf-8")
    matrices = sample_county / "matrices"
    matrices.mkdir()
    (matrices / "own.toml").write_text(
        text.replace('version = "1.0"', 'version = "1.1"').replace("alpha_good = 0.8", "alpha_good = 0.7"),
        encoding="utf-8",
    )
    said = csp_toolkit("agreement", sample_county / "maidstone").said
    assert "By Krippendorff's alpha: scorers agree well." in said


def test_districts_are_compared_by_the_issues_that_all_scored(csp_toolkit: Any, checkout: Path) -> None:
    said = csp_toolkit("agreement", checkout / "sample_districts").said
    assert "Six districts put 18 issues in order; Kendall's W is 0.78" in said
    assert "Left out, not scored in full by every district: Modern Slavery and Gangs." in said

"""`csp-toolkit sensitivity` says what would change a ranking, and what single districts do to the county."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from toolkit.errors import ExitCode


def test_it_says_whether_the_top_five_survives_a_change_of_one_level(
    csp_toolkit: Any, checkout: Path
) -> None:
    said = csp_toolkit("sensitivity", checkout / "sample_districts" / "maidstone").said
    assert "The top five does not survive a change of one score by one level: one such change" in said
    said = csp_toolkit("sensitivity", checkout / "sample_districts" / "ashford").said
    assert "The top five survives: no change of one score by one level moves an issue into or out" in said


def test_the_smallest_change_it_names_does_what_it_says(csp_toolkit: Any, sample_county: Path) -> None:
    folder = sample_county / "maidstone"
    said = csp_toolkit("sensitivity", folder).said
    assert "Modern Slavery enters the top five if Frequency is one level higher (2 to 3)" in said
    scores = folder / "scores.csv"
    text = scores.read_text(encoding="utf-8")
    assert "modern-slavery,frequency,agreed,,2," in text
    scores.write_text(
        text.replace("modern-slavery,frequency,agreed,,2,", "modern-slavery,frequency,agreed,,3,"),
        encoding="utf-8",
    )
    ranked = json.loads(csp_toolkit("score", folder, "--format", "json").out)["issues"]
    (slavery,) = [issue for issue in ranked if issue["issue"] == "modern-slavery"]
    assert slavery["rank"] <= 5


def test_a_change_that_can_say_nothing_has_a_remark_and_no_table(csp_toolkit: Any, checkout: Path) -> None:
    folder = checkout / "sample_districts" / "maidstone"
    said = csp_toolkit("sensitivity", folder).said
    assert "for any weight: the risk score is a product, so weighting a section multiplies every" in said
    assert "for any scorer: no level that counts rests on this scorer" in said
    assert "Harm a quarter less" not in said
    document = json.loads(csp_toolkit("sensitivity", folder, "--format", "json").out)
    assert {one["factor"] for one in document["weights"]} == {"3/4", "5/4"}
    assert all("product" in one["says_nothing_because"] for one in document["weights"])


def test_a_matrix_that_adds_its_sections_is_weighed_otherwise(
    csp_toolkit: Any, sample_county: Path, checkout: Path
) -> None:
    matrices = sample_county / "matrices"
    matrices.mkdir()
    text = (checkout / "matrices" / "morile-style-csp-1.0.toml").read_text(encoding="utf-8")
    text = text.replace('id = "morile-style-csp"', 'id = "own-sum"', 1)
    (matrices / "own-sum-1.0.toml").write_text(
        text.replace('combine = "product"', 'combine = "sum"', 1), encoding="utf-8"
    )
    header = sample_county / "maidstone" / "return.toml"
    header.write_text(
        header.read_text(encoding="utf-8").replace('"morile-style-csp"', '"own-sum"'), encoding="utf-8"
    )
    said = csp_toolkit("sensitivity", sample_county / "maidstone").said
    assert "Likelihood a quarter more" in said
    assert "Sections are not multiplied, so no zero can wipe an issue out." in said


def test_unknown_levels_are_told_as_what_is_certain(csp_toolkit: Any, checkout: Path) -> None:
    said = csp_toolkit("sensitivity", checkout / "sample_districts" / "thanet").said
    assert "Levels are not known here, so the top five holds only issues certain to be in it." in said
    assert "Antisocial Behaviour is no longer certain of the top five if Physical harm is one level" in said


def test_the_five_checks_of_the_matrix_are_sentences(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit(
        "sensitivity", checkout / "sample_districts" / "maidstone", "--format", "csv", "--table", "health"
    )
    found = {row["Looked at"]: row["Found"] for row in csv.DictReader(io.StringIO(ran.out))}
    assert list(found) == ["Resolution", "Harm and likelihood", "Dominance", "Zeros", "Level values"]
    assert found["Resolution"] == (
        "20 issues with 18 different scores. Child Sexual Exploitation (CSE) and Gangs tie across the edge "
        "of the top five."
    )
    assert found["Level values"].endswith("Where they double (0, 1, 2, 4): Gangs leaves.")


def test_it_says_what_the_doubt_counts(csp_toolkit: Any, checkout: Path) -> None:
    said = csp_toolkit("sensitivity", checkout / "sample_districts" / "maidstone").said
    assert "Most of the doubt about the scores comes from Trend or forecast (about 3 tenths)" in said
    assert "This counts stated confidence and disagreement between scorers; it does not count gaps" in said


def test_without_scores_it_says_so_and_ends_well(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("sensitivity", checkout / "sample_districts" / "swale")
    assert ran.code == ExitCode.DONE
    assert "No issue has been scored yet." in ran.said
    document = json.loads(
        csp_toolkit("sensitivity", checkout / "sample_districts" / "swale", "--format", "json").out
    )
    assert (document["changes"], document["survives_one_level"]) == ([], None)


def test_a_county_is_counted_without_each_district(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("sensitivity", checkout / "sample_districts")
    assert ran.code == ExitCode.DONE
    assert "Whichever district is left out, the first five by count become others." in ran.said
    assert "Tunbridge Wells lowest, 0.2 of a level below the county" in ran.said
    document = json.loads(csp_toolkit("sensitivity", checkout / "sample_districts", "--format", "json").out)
    assert [one["district"] for one in document["without"]] == [
        "Ashford",
        "Dover",
        "Gravesham",
        "Maidstone",
        "Thanet",
        "Tunbridge Wells",
    ]


def test_districts_scored_with_different_matrices_are_not_compared(
    csp_toolkit: Any, two_matrices: Path
) -> None:
    for command in ("sensitivity", "agreement"):
        ran = csp_toolkit(command, two_matrices)
        assert ran.code == ExitCode.DONE
        assert "they were scored with different matrices" in ran.said
        assert (
            "different matrices"
            in json.loads(csp_toolkit(command, two_matrices, "--format", "json").out)["refused"]
        )


def test_a_table_that_is_not_there_is_refused_with_those_that_are(csp_toolkit: Any, checkout: Path) -> None:
    folder = checkout / "sample_districts" / "maidstone"
    ran = csp_toolkit("sensitivity", folder, "--format", "csv", "--table", "ranks")
    assert ran.code == ExitCode.USAGE
    assert "There is no table 'ranks' here. Tables: changes, values, criteria, scorers, weights" in ran.err

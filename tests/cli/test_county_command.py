"""`csp-toolkit county` prints the county's tables, for one year, one day and one matrix at a time."""

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import ExitCode

COUNTS = [8, 8, 8, 8, 7, 7, 5, 5, 3, 3]
"""Printed in Appendix A of the Kent Community Safety Agreement, April 2017."""
HEADLINES = 8
TWELVE = 12


def document(ran: Any) -> dict[str, Any]:
    assert ran.code == ExitCode.DONE, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def matrix_criteria(checkout: Path) -> list[str]:
    from toolkit.files.library import read_matrix  # noqa: PLC0415

    return [c.id for c in read_matrix(checkout / "matrices" / "morile-style-csp-1.0.toml").criteria]


def mapping(folder: Path, criteria: list[str], source: str = "morile-style-csp-doubling") -> Path:
    """Write a reading of doubling values as linear ones."""
    lines = [
        'kind = "matrix_mapping"',
        'title = "Doubling values read as 0 to 4"',
        'source = "Agreed for a test"',
        f'from_matrix = {{id = "{source}", version = "1.0"}}',
        'to_matrix = {id = "morile-style-csp", version = "1.0"}',
    ]
    for name in criteria:
        lines += ["[[criteria]]", f'from_criterion = "{name}"', f'to_criterion = "{name}"']
        lines += ["levels = [[0, 0], [1, 1], [2, 2], [4, 3], [8, 4]]"]
    path = folder / "mapping.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_appendix_a_comes_out_as_printed(csp_toolkit: Any, checkout: Path) -> None:
    found = document(csp_toolkit("county", checkout / "sample_districts", "--format", "json"))
    assert [c["count"] for c in found["categories"] if c["in_table"]] == COUNTS
    assert sum(c["headline"] for c in found["categories"]) == HEADLINES
    assert (found["csps_reported"], found["csps_total"]) == (11, 11)


def test_json_holds_at_least_the_promised_keys(csp_toolkit: Any, checkout: Path) -> None:
    found = document(csp_toolkit("county", checkout / "sample_districts", "--format", "json"))
    assert {"csps_reported", "csps_total", "categories", "top_n"} <= found.keys()
    for category in found["categories"]:
        assert {"code", "category", "count", "main", "cross_cutting", "sub_theme"} <= category.keys()
        split = category["main"] + category["cross_cutting"] + category["sub_theme"]
        assert split == category["count"]
    assert found["categories"][0]["code"] == "DA"
    assert found["categories"][0]["category"] == "Domestic Abuse", "the printed label"
    assert found["top_n"]["n"] == 5
    assert len(found["top_n"]["issues"]) == TWELVE
    for issue in found["top_n"]["issues"]:
        assert {"issue", "count_low", "count_high", "districts"} <= issue.keys()
        assert len(issue["districts"]) == issue["count_low"] <= issue["count_high"]


def test_tables_say_what_they_are_of(csp_toolkit: Any, checkout: Path) -> None:
    said = csp_toolkit("county", checkout / "sample_districts").said
    assert "Kent: county tables for plan year 2017-18" in said
    assert "CSPs as at 1 April 2017: 11." in said
    assert "11 of 11 CSPs have reported: 4 draft, 4 agreed by the CSP and 3 adopted." in said
    assert "Other focus areas identified by districts/boroughs include: young people" in said
    assert "12 issues are in the top five of at least one of six scored districts" in said
    assert "invented" in said.lower()


def test_every_table_has_a_name_for_csv(csp_toolkit: Any, checkout: Path) -> None:
    firsts = {
        "appendix-a": "Priority,No. of CSPs,",
        "csps": "CSP,Status,",
        "appendix-b": "Theme,Issue,",
        "ranks": "Issue,",
        "severe-local": "District,Issue,",
        "order": "Place by count,Issue,",
    }
    for table, first in firsts.items():
        ran = csp_toolkit("county", checkout / "sample_districts", "--format", "csv", "--table", table)
        assert ran.code == ExitCode.DONE
        assert ran.out.startswith(first), table
        assert "Kent" in ran.out


def test_an_unknown_table_is_a_usage_error_that_names_the_tables(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("county", checkout / "sample_districts", "--format", "csv", "--table", "appendix-z")
    assert ran.code == ExitCode.USAGE
    assert "There is no table 'appendix-z' here." in ran.err
    assert "appendix-a" in ran.err


def test_the_long_form_is_the_same(csp_toolkit: Any, checkout: Path) -> None:
    folder = checkout / "sample_districts"
    short = csp_toolkit("county", folder, "--format", "json")
    assert csp_toolkit("county", "tables", folder, "--format", "json").out == short.out
    assert csp_toolkit("county", "--format", "json", folder).out == short.out


def test_there_are_12_csps_from_october_2020(csp_toolkit: Any, checkout: Path) -> None:
    folder = checkout / "sample_districts"
    for day, total in (("2020-09-30", 11), ("2020-10-01", 12)):
        found = document(csp_toolkit("county", folder, "--as-at", day, "--format", "json"))
        assert (found["as_at"], found["csps_total"], found["csps_reported"]) == (day, total, total)


def test_a_day_that_is_none_is_a_usage_error(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("county", checkout / "sample_districts", "--as-at", "1/4/2017")
    assert ran.code == ExitCode.USAGE
    assert "'1/4/2017' is not a day such as 2017-04-01." in ran.err


def test_several_years_need_a_year_and_are_named(csp_toolkit: Any, two_years: Path) -> None:
    ran = csp_toolkit("county", two_years)
    assert ran.code == ExitCode.USAGE
    assert "2016-17, 2017-18" in ran.err
    assert "--year" in ran.err


def test_one_year_of_several_counts_that_years_returns(csp_toolkit: Any, two_years: Path) -> None:
    found = document(csp_toolkit("county", two_years, "--year", "2017-18", "--format", "json"))
    assert (found["plan_years"], found["csps_reported"], found["csps_total"]) == (["2018-19"], 1, 11)
    rest = document(csp_toolkit("county", two_years, "--year", "2016-17", "--format", "json"))
    assert (rest["csps_reported"], rest["csps_total"]) == (10, 11)


def test_a_year_that_is_not_there_is_a_usage_error(csp_toolkit: Any, sample_county: Path) -> None:
    ran = csp_toolkit("county", sample_county, "--year", "2019-20")
    assert ran.code == ExitCode.USAGE
    assert "holds no return of 2019-20; it holds 2016-17" in ran.err


def test_a_missing_return_is_normal_and_said(csp_toolkit: Any, sample_county: Path) -> None:
    (sample_county / "swale" / "return.toml").unlink()
    ran = csp_toolkit("county", sample_county)
    assert ran.code == ExitCode.DONE
    assert "10 of 11 CSPs have reported" in ran.said
    assert "Not yet: Swale." in ran.said


def test_one_district_of_two_is_enough_for_a_csp_to_have_reported(
    csp_toolkit: Any, sample_county: Path
) -> None:
    (sample_county / "dartford" / "return.toml").unlink()
    found = document(csp_toolkit("county", sample_county, "--format", "json"))
    shared = next(csp for csp in found["csps"] if "Gravesham" in csp["districts"])
    assert shared["missing"] == ["Dartford"]
    assert found["csps_reported"] == 11


def test_two_returns_of_one_district_and_year_are_refused(csp_toolkit: Any, sample_county: Path) -> None:
    csp_toolkit("convert", sample_county / "swale", sample_county / "swale-again.json")
    ran = csp_toolkit("county", sample_county)
    assert ran.code == ExitCode.INPUT_REJECTED
    assert "Swale has a return for 2016-17 in swale too" in ran.err


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_a_county_may_mix_folders_and_single_files(
    ending: str, csp_toolkit: Any, sample_county: Path
) -> None:
    before = csp_toolkit("county", sample_county, "--format", "json").out
    made = csp_toolkit("convert", sample_county / "thanet", sample_county / f"thanet.{ending}")
    assert made.code == ExitCode.DONE, made.err
    (sample_county / "thanet" / "return.toml").unlink()
    assert csp_toolkit("county", sample_county, "--format", "json").out == before


def test_different_matrices_are_not_mixed_and_appendix_a_still_works(
    csp_toolkit: Any, two_matrices: Path
) -> None:
    ran = csp_toolkit("county", two_matrices, "--format", "json")
    found = document(ran)
    assert [c["count"] for c in found["categories"] if c["in_table"]] == COUNTS
    assert "morile-style-csp-1.0" in found["refused"]
    assert "morile-style-csp-doubling-1.0" in found["refused"]
    assert found["top_n"]["issues"] == []
    assert (found["ranks"], found["severe_local"], found["order"]) == ([], [], [])
    said = csp_toolkit("county", two_matrices).said
    assert "morile-style-csp-doubling-1.0" in said
    assert "mapping" in said
    assert "Rank of each issue" not in said


def test_a_mapping_reads_one_matrix_in_the_other(
    csp_toolkit: Any, two_matrices: Path, checkout: Path, tmp_path: Path
) -> None:
    linear = document(csp_toolkit("county", checkout / "sample_districts", "--format", "json"))
    path = mapping(tmp_path, matrix_criteria(checkout))
    assert csp_toolkit("check", path).code == ExitCode.DONE
    found = document(csp_toolkit("county", two_matrices, "--mapping", path, "--format", "json"))
    assert found["refused"] is None
    for key in ("top_n", "ranks", "severe_local", "order"):
        assert found[key] == linear[key], "Dover's levels are the same ones in other figures"


def test_a_mapping_of_other_matrices_is_refused_with_the_reason(
    csp_toolkit: Any, two_matrices: Path, checkout: Path, tmp_path: Path
) -> None:
    path = mapping(tmp_path, matrix_criteria(checkout), source="impact-likelihood-4x4")
    found = document(csp_toolkit("county", two_matrices, "--mapping", path, "--format", "json"))
    assert "impact-likelihood-4x4-1.0" in found["refused"]
    assert "Dover" in found["refused"]


def test_a_mapping_file_that_is_none_is_a_usage_error(csp_toolkit: Any, checkout: Path) -> None:
    matrix = checkout / "matrices" / "morile-style-csp-1.0.toml"
    ran = csp_toolkit("county", checkout / "sample_districts", "--mapping", matrix)
    assert ran.code == ExitCode.USAGE
    assert "is not a matrix mapping" in ran.err


def test_one_return_is_not_a_county(csp_toolkit: Any, checkout: Path) -> None:
    ran = csp_toolkit("county", checkout / "sample_districts" / "swale")
    assert ran.code == ExitCode.USAGE
    assert "swale is one return; name the folder that holds all of them." in ran.err


def test_a_folder_without_returns_is_a_usage_error(csp_toolkit: Any, tmp_path: Path) -> None:
    ran = csp_toolkit("county", tmp_path)
    assert ran.code == ExitCode.USAGE
    assert "holds no returns" in ran.err


def test_a_folder_that_is_not_there_is_said_not_to_be_there(csp_toolkit: Any, tmp_path: Path) -> None:
    ran = csp_toolkit("county", tmp_path / "nowhere")
    assert ran.code == ExitCode.STORAGE
    assert "There is no folder nowhere" in ran.err

"""What changed between two years of a county: split, merged, moved, reworded or dropped, of how many."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.last_year import make_later_county
from toolkit.papers.county import Asked, county_paper, pack_from_folder
from toolkit.papers.paper import Heading, Paper, Paragraph, Picture, Table

DAY = date(2018, 3, 15)


def _paper(folder: Path, before: Path | None = None, year: str | None = None) -> Paper:
    return county_paper(pack_from_folder(folder, Asked(DAY, year=year), before))


def _table(paper: Paper, name: str) -> Table:
    return next(one for one in paper.tables if one.name == name)


def _said(paper: Paper) -> str:
    return " ".join(one.text for one in paper.blocks if isinstance(one, Paragraph))


def _shifted(folder: Path, years: dict[str, str]) -> Path:
    """Make every return of a folder one of another year."""
    for header in folder.glob("*/return.toml"):
        text = header.read_text(encoding="utf-8")
        for old, new in years.items():
            text = text.replace(old, new)
        header.write_text(text, encoding="utf-8")
    return folder


def _later(folder: Path, years: dict[str, str]) -> Path:
    return _shifted(Path(shutil.copytree(folder, folder.parent / "later")), years)


NEXT_YEAR = {'plan_year = "2017-18"': 'plan_year = "2018-19"', '"2016-17"': '"2017-18"'}


def test_violence_against_women_and_girls_is_split_from_domestic_abuse(
    sample_county: Path, tmp_path: Path
) -> None:
    paper = _paper(make_later_county(sample_county, tmp_path / "later"), sample_county)
    rows = {row[0]: row for row in _table(paper, "Categories in two years").rows}
    split = rows["Domestic Abuse"]
    assert split[1:5] == ("Domestic Abuse; Violence Against Women and Girls (VAWG)", "split", 8, 8)
    assert rows["Mental Health"][1:5] == (None, "dropped", 3, 0)
    links = [row for row in _table(paper, "Crosswalk").rows if row[0] == "Domestic Abuse"]
    assert [row[1:4] for row in links] == [
        ("Domestic Abuse", "split", "inferred"),
        ("Violence Against Women and Girls (VAWG)", "split", "inferred"),
    ]
    assert "kent-category-crosswalk-1.0 says what goes on as what" in _said(paper)


def test_the_years_stand_side_by_side_as_a_picture_with_its_table(
    sample_county: Path, tmp_path: Path
) -> None:
    paper = _paper(make_later_county(sample_county, tmp_path / "later"), sample_county)
    slope = next(
        one for one in paper.blocks if isinstance(one, Picture) and "2016-17 and 2017-18" in one.measured
    )
    assert slope.headline.startswith("No category is named by more or fewer CSPs in 2017-18 than in 2016-17.")
    assert slope.table.name == "Categories in two years"


def test_last_years_returns_are_found_in_the_same_folder(sample_county: Path, tmp_path: Path) -> None:
    later = make_later_county(sample_county, tmp_path / "later")
    shutil.copytree(sample_county / "swale", later / "swale-before")
    header = later / "swale-before" / "return.toml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text.replace("kent-categories-2017-18", "kent-categories-2017-18"), encoding="utf-8")
    paper = _paper(later, year="2017-18")
    assert "Counts of 2016-17 are out of 11 CSPs, 1 of which reported" in _said(paper)


def test_a_district_that_drops_rewords_or_moves_a_priority_is_listed_with_its_words(
    sample_county: Path,
) -> None:
    later = _later(sample_county, NEXT_YEAR)
    table = later / "maidstone" / "priorities.csv"
    text = table.read_text(encoding="utf-8")
    text = text.replace("Substance Misuse,main", "Drugs and alcohol,main")
    text = text.replace("Mental Health,main", "Mental Health,cross_cutting")
    lines = [line for line in text.splitlines() if not line.startswith("Reducing Reoffending")]
    table.write_text("\n".join([*lines, ""]), encoding="utf-8")
    rows = _table(_paper(later, sample_county), "Districts in two years").rows
    assert {row[:3] for row in rows} == {
        ("Maidstone", "Substance Misuse", "worded otherwise"),
        ("Maidstone", "Mental Health", "changed level"),
        ("Maidstone", "Reducing Reoffending", "not named any more"),
    }
    moved = next(row for row in rows if row[2] == "changed level")
    assert moved[3:5] == ("main", "cross-cutting")


def test_issues_that_moved_say_how_far(sample_county: Path) -> None:
    later = _later(sample_county, NEXT_YEAR)
    for name in ("ashford", "dover", "thanet", "tunbridge-wells"):
        file = later / name / "scores.csv"
        with file.open(encoding="utf-8", newline="") as found:
            rows = list(csv.DictReader(found))
        for row in rows:
            if row["issue"] == "vehicle-crime" and row["level"]:
                row["level"] = "4"
        with file.open("w", encoding="utf-8", newline="") as found:
            writer = csv.DictWriter(found, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    table = _table(_paper(later, sample_county), "Issues in two years")
    found = next(row for row in table.rows if row[0] == "Vehicle Crime")
    assert found == ("Vehicle Crime", None, 0, 4, 20, 4, "up 16")
    assert table.notes == ("Scored districts: 6 in 2016-17, 6 in 2017-18.",)


def test_from_2020_to_2021_the_denominator_goes_from_11_to_12(sample_county: Path) -> None:
    old = _shifted(
        sample_county, {'plan_year = "2017-18"': 'plan_year = "2020-21"', '"2016-17"': '"2019-20"'}
    )
    new = _later(old, {'plan_year = "2020-21"': 'plan_year = "2021-22"', '"2019-20"': '"2020-21"'})
    paper = _paper(new, old)
    assert (
        "Counts of 2019-20 are out of 11 CSPs, 11 of which reported; those of 2020-21 are out of 12, 12 of "
        "which reported. CSPs no longer there: Dartford and Gravesham. New: Dartford, Gravesham."
    ) in _said(paper)
    rows = {row[0]: row for row in _table(paper, "Categories in two years").rows}
    assert rows["Domestic Abuse"][3:5] == (8, 9)


def test_years_that_cannot_be_compared_say_why(sample_county: Path) -> None:
    later = _later(sample_county, NEXT_YEAR)
    header = sample_county / "dover" / "return.toml"
    text = header.read_text(encoding="utf-8")
    header.write_text(text.replace('plan_year = "2017-18"', 'plan_year = "2018-19"'), encoding="utf-8")
    paper = _paper(later, sample_county)
    assert "The returns are for several plan years (2017-18, 2018-19)" in _said(paper)
    assert not any(one.name == "Categories in two years" for one in paper.tables)


@pytest.mark.parametrize("level", [1, 2])
def test_the_page_is_there_with_or_without_a_year_before(sample_county: Path, level: int) -> None:
    heads = [one for one in _paper(sample_county).blocks if isinstance(one, Heading)]
    text = {1: "What changed since last year, and why", 2: "County priorities"}[level]
    assert Heading(text, level) in heads  # type: ignore[arg-type]

"""Recorded crime, collisions, population and own figures, as they are published or agreed."""

import importlib
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.evidence.loading import counts, load, only_report, shipped_sources
from tests.evidence.made_up import (
    COLLISIONS,
    RECORDED_CRIME,
    collision_row,
    recorded_crime_row,
    street_row,
    write_rows,
    write_street,
)
from toolkit.errors import InputRejected, Refused
from toolkit.evidence import extras

OWN = ("period", "area", "issue", "count", "denominator", "source", "note")


def test_recorded_crime_counts_by_quarter_for_the_one_district_of_a_csp(tmp_path: Path) -> None:
    rows = [
        recorded_crime_row(),
        recorded_crime_row(**{"Offence Code": "28F", "Number of Offences": 5}),
        recorded_crime_row(**{"Financial Quarter": 4, "Number of Offences": -1}),
        recorded_crime_row(**{"CSP Name": "Shepway", "Offence Subgroup": "Domestic burglary"}),
    ]
    loaded = load(write_rows(tmp_path / "prc.csv", RECORDED_CRIME, rows))
    assert counts(loaded) == {
        ("ashford", "2023-04", "residential-burglary"): 17,
        ("ashford", "2024-01", "residential-burglary"): -1,
        ("folkestone-and-hythe", "2023-04", "residential-burglary"): 12,
    }
    assert only_report(loaded).notes == (
        "Some numbers are below zero: they take back offences counted before.",
    )


def test_a_csp_of_two_districts_stands_apart_until_it_was_parted(tmp_path: Path) -> None:
    shared = recorded_crime_row(**{"CSP Name": "Dartford & Gravesham", "Financial Year": "2019/20"})
    apart = recorded_crime_row(**{"CSP Name": "Dartford"})
    loaded = load(write_rows(tmp_path / "prc.csv", RECORDED_CRIME, [shared, apart]))
    assert counts(loaded) == {("dartford", "2023-04", "residential-burglary"): 12}
    assert list(loaded.left_out["reason"]) == ["an area of several districts"]
    assert list(loaded.elsewhere["district"]) == ["Dartford & Gravesham"]


def test_a_workbook_counts_as_its_sheets_saved_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "prc.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Cover").write(0, 0, "Made up")
        sheet = book.add_worksheet("2023-24")
        sheet.write(0, 0, "Recorded crime, made up")
        for number, row in enumerate([RECORDED_CRIME, recorded_crime_row(), recorded_crime_row()]):
            sheet.write_row(number + 2, 0, row)
    loaded = load(path)
    assert counts(loaded) == {("ashford", "2023-04", "residential-burglary"): 24}
    assert only_report(loaded).file == "prc.xlsx, 2023-24.csv"


def test_collisions_count_by_severity_under_both_names_of_their_columns(tmp_path: Path) -> None:
    older = tuple(name.replace("collision", "accident") for name in COLLISIONS)
    first = write_rows(tmp_path / "2023.csv", COLLISIONS, [collision_row(1), collision_row(2)])
    fatal = collision_row(3, collision_severity=1, date="01/12/2019")
    second = write_rows(tmp_path / "2019.csv", older, [fatal])
    assert counts(load(first, second)) == {
        ("maidstone", "2019-12", "fatal"): 1,
        ("maidstone", "2023-03", "slight"): 2,
    }


def test_population_is_read_by_code_or_name_with_the_year_in_a_column_or_the_name(tmp_path: Path) -> None:
    first = write_rows(
        tmp_path / "mid-2023.csv",
        ("Code", "Name", "All ages"),
        [("E07000110", "Maidstone", "180,428"), ("E06000035", "Medway", "286,800")],
    )
    second = write_rows(
        tmp_path / "years.csv", ("code", "name", "year", "population"), [("", "Thanet", 2022, 140_689)]
    )
    loaded = load(first, second)
    assert loaded.population.to_dict("records") == [
        {"district": "maidstone", "year": 2023, "population": 180_428},
        {"district": "thanet", "year": 2022, "population": 140_689},
    ]
    assert list(loaded.left_out["value"]) == ["Medway"]


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("people.csv", ("E07000110", "Maidstone", 1), "neither a column nor the file's name says the year"),
        ("2023.csv", ("E07000110", "Maidstone", "1.5"), "line 2: population '1.5' is no whole number"),
        ("2023.csv", ("E07000110", "Maidstone", 0), "line 2: nobody lives there"),
        ("2023.csv", ("E07000110", "Maidstone", ""), "line 2: the population is blank"),
    ],
)
def test_population_without_sense_is_refused(
    name: str, row: tuple[object, ...], message: str, tmp_path: Path
) -> None:
    with pytest.raises(InputRejected, match=message.replace("(", r"\(")):
        load(write_rows(tmp_path / name, ("code", "name", "population"), [row]))


def test_two_populations_of_one_district_and_year_clash(tmp_path: Path) -> None:
    rows = [("E07000110", "Maidstone", 1000), ("E07000110", "Maidstone", 1001)]
    with pytest.raises(
        InputRejected, match=r"E_CLASH 2023\.csv, line 3: Maidstone has another population in 2023"
    ):
        load(write_rows(tmp_path / "2023.csv", ("code", "name", "population"), rows))


def test_own_figures_keep_their_period_source_and_unknowns(tmp_path: Path) -> None:
    rows = [
        ("2023/24", "Maidstone", "modern-slavery", 7, "", "Made up", "referrals"),
        ("2023-Q2", "E07000114", "gangs", "", 900, "Made up", ""),
    ]
    loaded = load(write_rows(tmp_path / "ours.csv", OWN, rows))
    first, second = loaded.own.to_dict("records")
    assert (first["district"], first["first_month"], first["last_month"]) == (
        "maidstone",
        "2023-04",
        "2024-03",
    )
    assert (first["count"], second["denominator"]) == (7, 900)
    assert loaded.own["count"].isna().tolist() == [False, True]
    assert loaded.report.made_up


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"period": "last year"}, r"line 2: 'last year' is no period\. Write a month \(2023-04\)"),
        ({"period": "2023/25"}, "line 2: '2023/25' is no period"),
        ({"area": "Maidston"}, r"unknown district 'Maidston'\..*Did you mean 'Maidstone'\?"),
        ({"issue": ""}, "line 2: the issue is blank"),
        ({"count": "-3"}, "count '-3' is no whole number from 0 up"),
        ({"denominator": "0"}, "the denominator is zero. Leave it blank when there is none"),
        ({"note": "x" * 501}, "a text is longer than 500 characters"),
    ],
)
def test_an_own_figure_without_sense_is_refused(cells: dict[str, str], message: str, tmp_path: Path) -> None:
    row = {"period": "2023", "area": "Maidstone", "issue": "gangs", "count": "1", "denominator": "2",
           "source": "Made up", "note": "", **cells}  # fmt: skip
    with pytest.raises(InputRejected, match=message):
        load(write_rows(tmp_path / "ours.csv", OWN, [list(row.values())]))


def test_an_own_figure_given_twice_is_refused(tmp_path: Path) -> None:
    row = ("2023", "Maidstone", "gangs", 1, "", "Made up", "")
    with pytest.raises(InputRejected, match=r"line 3: the same figure stands in ours\.csv, line 2"):
        load(write_rows(tmp_path / "ours.csv", OWN, [row, row]))


def without(*names: str) -> Any:
    def importing(name: str) -> Any:
        if name.partition(".")[0] in names:
            raise ImportError(name)
        return importlib.import_module(name)

    return importing


def test_without_the_extra_own_figures_load_and_the_others_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "import_module", without("duckdb", "ibis", "pyarrow", "pyspark"))
    row = ("2023", "Maidstone", "gangs", 1, "", "Made up", "")
    ours = write_rows(tmp_path / "ours.csv", OWN, [row])
    assert len(load(ours).own) == 1
    street = write_street(tmp_path / "street.csv", [street_row()])
    with pytest.raises(Refused, match=r'need the extra evidence: pip install "csp-toolkit\[evidence\]"'):
        load(street)
    with pytest.raises(Refused, match=r'need the extra spark: pip install "csp-toolkit\[spark\]"'):
        load(street, engine="spark")


def test_every_source_gives_its_licence_and_each_break_its_source() -> None:
    for source in shipped_sources().sources:
        assert source.licence
        assert source.where
        for one in source.breaks:
            assert one.source
            assert one.last_month is None or one.first_month <= one.last_month
    street = shipped_sources().by_id["police-uk-street"]
    assert len(street.labels) == 14
    assert len(street.columns) == 12
    assert [one.id for one in street.breaks_in("2016-10", "2016-12", "Kent Police")] == [
        "kent-unrecorded-2016-17"
    ]
    assert street.breaks_in("2016-10", "2016-12", "Essex Police") == ()

"""Counts are those of an independent count, and every row is accounted for."""

import csv
import io
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.loading import counts, kent, load, only_report
from tests.evidence.made_up import (
    KENT,
    STREET,
    TYPES,
    csv_text,
    street_row,
    street_rows,
    write_folder,
    write_street,
)
from toolkit.evidence.load import Progress

MONTHS = ("2022-11", "2022-12", "2023-01")
IDS = {district.name: district.id for district in kent().districts}
LABELS = {name: name.lower().replace(" ", "-") for name in TYPES}


def by_pandas(files: list[Path]) -> dict[tuple[str, str, str], int]:
    """The same count by pandas alone: nothing of the toolkit's is used but the district's ids."""
    whole = pd.concat([pd.read_csv(file, dtype=str, keep_default_na=False) for file in files])
    whole = whole[whole["LSOA name"] != ""]
    whole["district"] = whole["LSOA name"].str.replace(r" \d{3}[A-Z]$", "", regex=True).map(IDS)
    whole = whole[whole["district"].notna()]
    whole["type"] = whole["Crime type"].map(LABELS)
    sizes = whole.groupby(["district", "Month", "type"]).size()
    return {(str(d), str(m), str(t)): int(n) for (d, m, t), n in sizes.items()}  # type: ignore[misc]


def test_counts_equal_those_of_pandas(tmp_path: Path) -> None:
    places = (*KENT, "Medway", "Bexley")
    file = write_street(tmp_path / "all.csv", street_rows(20_000, seed=3, months=MONTHS, districts=places))
    loaded = load(file)
    assert counts(loaded) == by_pandas([file])
    assert set(loaded.elsewhere["district"]) == {"Medway", "Bexley"}
    assert loaded.report.read == 20_000


def test_a_folder_of_months_counts_as_its_files_together(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "download", forces=("kent", "essex"), months=MONTHS, rows=300)
    loaded = load(folder)
    assert counts(loaded) == by_pandas(sorted(folder.rglob("*.csv")))
    assert len(loaded.report.files) == 6
    assert [report.other_month for report in loaded.report.files] == [0] * 6
    assert loaded.report.made_up


# The csv module writes a lone CR without quotation marks, which nothing reads back.
ROWS = st.lists(
    st.builds(
        lambda place, month, kind, number, location: street_row(
            number, **{"LSOA name": place, "Month": month, "Crime type": kind, "Location": location}
        ),
        st.sampled_from(("Maidstone 001A", "Thanet 016E", "Folkestone and Hythe 002C", "Shepway 001A",
                         "Medway 003D", "", "A", "Dover")),
        st.sampled_from(("2023-01", "2023-02", "2023-13", "", "January")),
        st.sampled_from(("Burglary", "Violent crime", "Public disorder and weapons", "Witchcraft", "")),
        st.integers(1, 6),
        st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12),
    ),
    max_size=25,
)  # fmt: skip


def by_hand(text: str) -> tuple[Counter[tuple[str, str, str]], int]:
    """The same count by the csv module, row by row, and the rows there are."""
    found: Counter[tuple[str, str, str]] = Counter()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    names = {**IDS, "Shepway": "folkestone-and-hythe"}
    kinds = {**LABELS, "Violent crime": "violence-and-sexual-offences",
             "Public disorder and weapons": "public-order"}  # fmt: skip
    for row in rows:
        district, kind = names.get(row["LSOA name"][:-5]), kinds.get(row["Crime type"])
        if district and kind and row["Month"] in ("2023-01", "2023-02"):
            found[district, row["Month"], kind] += 1
    return found, len(rows)


@settings(max_examples=25)
@given(ROWS, st.sampled_from(("\n", "\r\n")))
def test_any_small_file_counts_as_by_hand_and_every_row_is_accounted_for(
    rows: list[list[str]], end: str
) -> None:
    text = csv_text(STREET, rows, end)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "small.csv"
        file.write_bytes(text.encode())
        loaded = load(file)
    expected, read = by_hand(text)
    report = only_report(loaded)
    assert counts(loaded) == dict(expected)
    assert (report.read, report.broken) == (read, 0)
    assert report.counted == sum(expected.values())
    assert report.read == report.counted + report.left_out
    assert loaded.left_out["rows"].sum() == report.left_out
    ids = [row[0] for row in rows]
    assert report.repeated_ids == len(ids) - len(set(ids))


def test_two_hundred_files_of_other_places_are_each_reported(tmp_path: Path) -> None:
    for number in range(200):
        row = street_row(number, **{"LSOA name": "Medway 001A"})
        write_street(tmp_path / f"{number:03d}.csv", [row])
    loaded = load(tmp_path)
    assert [(one.read, one.counted) for one in loaded.report.files] == [(1, 0)] * 200
    assert loaded.counts.empty
    assert loaded.elsewhere["count"].tolist() == [200]


def test_repeated_ids_are_told_apart_by_file(tmp_path: Path) -> None:
    rows = [street_row(1), street_row(1), street_row(2), street_row(1)]
    first = write_street(tmp_path / "a.csv", rows)
    second = write_street(tmp_path / "b.csv", [street_row(1), street_row(3)])
    loaded = load(first, second)
    assert [report.repeated_ids for report in loaded.report.files] == [2, 0]
    assert counts(loaded) == {("maidstone", "2023-01", "burglary"): 6}


def test_ids_are_not_looked_at_when_nobody_asks(tmp_path: Path) -> None:
    file = write_street(tmp_path / "a.csv", [street_row(1), street_row(1)])
    assert only_report(load(file, with_ids=False)).repeated_ids is None


def test_a_parquet_file_counts_as_the_csv_it_was_made_of(tmp_path: Path) -> None:
    file = write_street(tmp_path / "all.csv", street_rows(500, seed=5, months=MONTHS))
    other = tmp_path / "all.parquet"
    pd.read_csv(file, dtype=str).to_parquet(other)
    assert counts(load(other)) == counts(load(file))


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "download", forces=("kent",), months=MONTHS, rows=50)
    said: list[Progress] = []
    load(folder, progress=said.append)
    assert [one.done for one in said] == sorted(one.done for one in said)
    assert said[-1].done == said[-1].of > 0


def test_what_the_caller_raises_while_told_ends_the_load(tmp_path: Path) -> None:
    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    file = write_street(tmp_path / "a.csv", [street_row()])
    with pytest.raises(KeyboardInterrupt):
        load(file, progress=stop)

"""Counts by CSP follow the dates on which districts belonged to it."""

from pathlib import Path

import pytest

from tests.evidence.loading import kent, load
from tests.evidence.made_up import (
    RECORDED_CRIME,
    STREET,
    csv_text,
    recorded_crime_row,
    street_row,
    write_rows,
)
from toolkit.evidence.by_csp import CSP_COLUMNS, counts_by_csp
from toolkit.evidence.loaded import Loaded


def by_csp(loaded: Loaded) -> dict[tuple[str, str], int]:
    found = counts_by_csp(loaded, kent())
    assert tuple(found.columns) == CSP_COLUMNS
    return {
        (csp, month): int(n) for csp, month, n in found[["csp", "month", "count"]].itertuples(index=False)
    }


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2020-09", {("dartford-and-gravesham", "2020-09"): 2, ("dover", "2020-09"): 1}),
        ("2020-10", {("dartford", "2020-10"): 1, ("gravesham", "2020-10"): 1, ("dover", "2020-10"): 1}),
    ],
)
def test_two_districts_of_one_csp_count_together_until_it_was_split(
    month: str, expected: dict[tuple[str, str], int], tmp_path: Path
) -> None:
    places = ("Dartford 001A", "Gravesham 001A", "Dover 001A", "Bexley 001A")
    rows = [street_row(n, **{"LSOA name": place, "Month": month}) for n, place in enumerate(places, 1)]
    path = tmp_path / "street.csv"
    path.write_text(csv_text(STREET, rows), encoding="utf-8")
    assert by_csp(load(path)) == expected


def test_what_is_published_under_a_csp_of_two_districts_counts_for_it(tmp_path: Path) -> None:
    shared = recorded_crime_row(**{"CSP Name": "Dartford & Gravesham", "Financial Year": "2019/20"})
    abroad = recorded_crime_row(**{"CSP Name": "Medway", "Financial Year": "2019/20"})
    loaded = load(write_rows(tmp_path / "prc.csv", RECORDED_CRIME, [shared, abroad]))
    assert loaded.counts.empty
    ((csp, _),) = by_csp(loaded)
    assert csp == "dartford-and-gravesham"


def test_nothing_loaded_counts_for_no_csp() -> None:
    assert by_csp(Loaded()) == {}

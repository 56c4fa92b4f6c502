"""The same expression on Spark gives the same counts; it needs Java, and runs in `make soak`."""

import importlib.util
import os
import shutil
import warnings
from pathlib import Path

import pytest

from tests.evidence.loading import load
from tests.evidence.made_up import (
    COLLISIONS,
    RECORDED_CRIME,
    collision_row,
    recorded_crime_row,
    street_row,
    street_rows,
    write_rows,
    write_street,
)

REQUIRED = os.environ.get("TOOLKIT_SPARK") == "required"
LACKING = next(
    (
        lack
        for lack, there in (
            ("the extra spark is not installed", importlib.util.find_spec("pyspark") is not None),
            ("there is no Java", shutil.which("java") is not None),
        )
        if not there
    ),
    "",
)

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(bool(LACKING) and not REQUIRED, reason=LACKING or "all is there"),
]


def test_spark_counts_as_duckdb_does(tmp_path: Path) -> None:
    rows = [*street_rows(3_000, seed=7, months=("2022-12", "2023-01")), street_row(5), street_row(5)]
    odd = [
        street_row(1, Location='On or near,\n"Example" Street'),
        street_row(2, **{"LSOA name": ""}),
        street_row(3, **{"Crime type": "Witchcraft", "Month": "2023-13"}),
        [*street_row(4), "too many"],
        street_row(6)[:8],
        street_row(7),
    ]
    crime = [recorded_crime_row(), recorded_crime_row(**{"Number of Offences": "many"})]
    paths = [
        write_street(tmp_path / "many.csv", rows),
        write_street(tmp_path / "2023-01-kent-street.csv", odd, end="\r\n"),
        write_rows(tmp_path / "prc.csv", RECORDED_CRIME, crime),
        write_rows(tmp_path / "collisions.csv", COLLISIONS, [collision_row(1), collision_row(2)]),
    ]
    here = load(*paths)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Spark's own
        there = load(*paths, engine="spark")
    assert here.counts.equals(there.counts)
    assert here.elsewhere.equals(there.elsewhere)
    assert here.left_out.equals(there.left_out)
    for ours, theirs in zip(here.report.files, there.report.files, strict=True):
        assert (ours.read, ours.counted, ours.broken) == (theirs.read, theirs.counted, theirs.broken)
        assert ours.repeated_ids == theirs.repeated_ids

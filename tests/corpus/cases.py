"""Every case of the corpus of bad and good inputs."""

from dataclasses import replace

from tests.corpus import county_cases, csv_cases, json_cases, name_cases, toml_cases, xlsx_cases
from tests.corpus.case import Case

CASES: tuple[Case, ...] = tuple(
    replace(case, name=f"{kind}, {case.name}")
    for kind, cases in (
        ("folder", csv_cases.CASES),
        ("json", json_cases.CASES),
        ("toml", toml_cases.CASES),
        ("workbook", xlsx_cases.CASES),
        ("name", name_cases.CASES),
        ("county", county_cases.CASES),
    )
    for case in cases
)

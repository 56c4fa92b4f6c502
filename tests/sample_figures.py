"""Write the sample county's made-up figures in the published formats; nothing of it ever happened."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from tests.evidence.made_up import (
    COLLISIONS,
    RECORDED_CRIME,
    collision_row,
    recorded_crime_row,
    street_row,
    write_rows,
    write_street,
)
from toolkit.methods.monthly_trend import month_key, month_number
from toolkit.model.area import AreaSet

FIRST, MONTHS = "2014-04", 30
AS_AT: Final = "2016-09"
"""The last month of the sample's assessment year that its papers speak of."""
OWN: Final = ("period", "area", "issue", "count", "denominator", "source", "note")

SIZES: Final = {
    "ashford": 10, "canterbury": 14, "dartford": 9, "dover": 10, "gravesham": 10, "maidstone": 14,
    "sevenoaks": 7, "folkestone-and-hythe": 10, "swale": 13, "thanet": 16, "tonbridge-and-malling": 8,
    "tunbridge-wells": 8,
}  # fmt: skip
"""How much there is in each district; with nothing to do with any real number."""

STREET: Final = {
    "Anti-social behaviour": (4.0, -0.10),
    "Burglary": (1.6, -0.05),
    "Criminal damage and arson": (1.9, 0.02),
    "Drugs": (0.5, 0.15),
    "Possession of weapons": (0.1, 0.05),
    "Robbery": (0.15, 0.0),
    "Vehicle crime": (1.4, 0.08),
    "Violence and sexual offences": (3.6, 0.20),
}
"""Cases a month for each unit of size, and by how much they grow in a year."""

RECORDED: Final = {"Rape": 0.4, "Other sexual offences": 0.9}
GIVERS: Final = {
    "domestic-abuse": ("Made up: domestic abuse service", 12.0, 400),
    "hate-crime": ("Made up: victim support", 0.18, 9_000),
    "environmental-crime": ("Made up: district council", 9.0, 5_500),
}
"""Who gives an own figure, cases a quarter for each unit of size, and the denominator for each."""
_LABEL: Final = "Made up"
_SUMMER: Final = (0.9, 0.88, 0.97, 1.0, 1.06, 1.1, 1.15, 1.12, 1.02, 1.0, 0.93, 0.87)


def write_figures(folder: Path, areas: AreaSet) -> None:
    """Write street-level, recorded-crime, collision, population and own figures for all districts."""
    rng = Random(2017)  # noqa: S311 (made-up figures are no secret)
    names = {district.id: district.name for district in areas.districts}
    codes = {district.id: district.code for district in areas.districts}
    for month in _months():
        path = folder / "street" / month / f"{month}-kent-street.csv"
        write_street(path, _street_rows(rng, month, names))
    write_rows(folder / "recorded-crime.csv", RECORDED_CRIME, _recorded_rows(rng, names))
    write_rows(folder / "collisions.csv", COLLISIONS, _collision_rows(rng, codes))
    people = [[codes[one], names[one], 9_000 * size + 7_431] for one, size in SIZES.items()]
    for year in (2014, 2015, 2016):
        write_rows(folder / f"population-mid-{year}.csv", ("Code", "Name", "All ages"), people)
    write_rows(folder / "own-figures.csv", OWN, _own_rows(rng, names))


def _months() -> list[str]:
    return [month_key(month_number(FIRST) + k) for k in range(MONTHS)]


def _number(rng: Random, mean: float) -> int:
    """Return a number about `mean` that varies as counts do; from sums and a root, alike on every machine."""
    spread: float = mean**0.5 * (rng.random() + rng.random() + rng.random() - 1.5) * 2
    return max(0, round(mean + spread))


def _street_rows(rng: Random, month: str, names: dict[str, str]) -> Iterator[list[str]]:
    years = (month_number(month) - month_number(FIRST)) / 12
    season = _SUMMER[int(month[5:]) - 1]
    for at, (district, size) in enumerate(SIZES.items()):
        for kind, (each, growth) in STREET.items():
            for _ in range(_number(rng, size * each * season * (1 + growth * years))):
                yield _street_row(rng, month, names[district], at, kind)


def _street_row(rng: Random, month: str, name: str, at: int, kind: str) -> list[str]:
    place, known = rng.randrange(1, 20), rng.random() >= 0.01
    is_crime = kind != "Anti-social behaviour"
    cells = {
        "Crime ID": f"{rng.getrandbits(256):064x}" if is_crime else "",
        "Month": month,
        "LSOA code": f"E01{at:03d}{place:03d}" if known else "",
        "LSOA name": f"{name} {place:03d}A" if known else "",
        "Crime type": kind,
    }
    return street_row(place, **cells)


def _recorded_rows(rng: Random, names: dict[str, str]) -> Iterator[list[object]]:
    """Yield offences by quarter; Dartford and Gravesham shared a CSP then and cannot be told apart."""
    shared = {"dartford": "Dartford & Gravesham", "gravesham": ""}
    for quarter in range(MONTHS // 3):
        for district, size in SIZES.items():
            name = shared.get(district, names[district])
            for kind, each in RECORDED.items() if name else ():
                cells = {
                    "Financial Year": _financial_year(2014 + quarter // 4),
                    "Financial Quarter": quarter % 4 + 1,
                    "CSP Name": name,
                    "ONS Code": "",
                    "Offence Group": "Sexual offences",
                    "Offence Subgroup": kind,
                    "Offence Code": "",
                    "Number of Offences": _number(rng, size * each * (1 + 0.03 * quarter)),
                }
                yield recorded_crime_row(**cells)


def _financial_year(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


def _collision_rows(rng: Random, codes: dict[str, str]) -> Iterator[list[object]]:
    number = 0
    for month in _months():
        for district, size in SIZES.items():
            for severity in _severities(rng, size):
                number += 1
                yield collision_row(
                    number,
                    collision_year=int(month[:4]),
                    collision_index=f"{month[:4]}460{number:06d}",
                    date=f"14/{month[5:]}/{month[:4]}",
                    local_authority_ons_district=codes[district],
                    collision_severity=severity,
                )


def _severities(rng: Random, size: int) -> Sequence[int]:
    return [rng.choice((2, 3, 3, 3, 3, 3)) for _ in range(_number(rng, size * 1.8))]


def _own_rows(rng: Random, names: dict[str, str]) -> Iterator[list[object]]:
    """Yield quarterly figures of partners; what the smaller districts count is small enough to be hidden."""
    for quarter in range(MONTHS // 3):
        period = _calendar_quarter(quarter)
        for issue, (giver, each, base) in GIVERS.items():
            for district, size in SIZES.items():
                count = _number(rng, size * each * (1 + 0.02 * quarter))
                yield [period, names[district], issue, count, base * size, giver, _LABEL]


def _calendar_quarter(number: int) -> str:
    """Return a quarter counted from April 2014 as it is written: ``2014-Q2``."""
    at = number + 1
    return f"{2014 + at // 4}-Q{at % 4 + 1}"

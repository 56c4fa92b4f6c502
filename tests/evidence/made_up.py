"""Made-up figures in the published formats, of any size; no row describes anything that happened."""

import csv
import io
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

STREET = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code",
    "LSOA name", "Crime type", "Last outcome category", "Context",
)  # fmt: skip
TYPES = (
    "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime",
    "Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person",
    "Vehicle crime", "Violence and sexual offences",
)  # fmt: skip
KENT = (
    "Ashford", "Canterbury", "Dartford", "Dover", "Gravesham", "Maidstone", "Sevenoaks",
    "Folkestone and Hythe", "Swale", "Thanet", "Tonbridge and Malling", "Tunbridge Wells",
)  # fmt: skip
CONTEXT = "Made up"
RECORDED_CRIME = (
    "Financial Year", "Financial Quarter", "Force Name", "CSP Name", "ONS Code", "Offence Description",
    "Offence Group", "Offence Subgroup", "Offence Code", "Number of Offences",
)  # fmt: skip
COLLISIONS = (
    "collision_index", "collision_year", "collision_reference", "date", "local_authority_ons_district",
    "collision_severity", "number_of_casualties",
)  # fmt: skip


def street_row(number: int = 1, **cells: str) -> list[str]:
    """Return one row of a street-level file, with other cells by their headings where given."""
    row = {
        "Crime ID": f"{number:064x}",
        "Month": "2023-01",
        "Reported by": "Kent Police",
        "Falls within": "Kent Police",
        "Longitude": "0.521000",
        "Latitude": "51.272000",
        "Location": f"On or near Example Street {number}",
        "LSOA code": "E01024390",
        "LSOA name": "Maidstone 001A",
        "Crime type": "Burglary",
        "Last outcome category": "Investigation complete; no suspect identified",
        "Context": CONTEXT,
    }
    return list({**row, **cells}.values())


def street_rows(
    number: int, *, seed: int, months: Sequence[str], districts: Sequence[str] = KENT
) -> Iterator[list[str]]:
    """Yield so many rows with a few without LSOA, without an id (as anti-social behaviour has none)."""
    rng = random.Random(seed)  # noqa: S311 # made-up figures are no secret
    for _ in range(number):
        kind = rng.choice(TYPES)
        district = rng.randrange(len(districts))
        place = rng.randrange(1, 40)
        known = rng.random() >= 0.015
        yield street_row(
            place,
            **{
                "Crime ID": "" if kind == TYPES[0] else f"{rng.getrandbits(256):064x}",
                "Month": rng.choice(months),
                "LSOA code": f"E01{district:03d}{place:03d}" if known else "",
                "LSOA name": f"{districts[district]} {place:03d}{rng.choice('ABCDE')}" if known else "",
                "Crime type": kind,
            },
        )


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]], end: str = "\n") -> str:
    """Return a CSV file as text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def write_street(path: Path, rows: Iterable[Sequence[object]], end: str = "\n") -> Path:
    """Write a street-level file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(csv_text(STREET, rows, end), encoding="utf-8", newline="")
    return path


def write_folder(
    folder: Path, *, forces: Sequence[str], months: Sequence[str], rows: int, seed: int = 1
) -> Path:
    """Write one file for each force and month in a folder for each month, as they are downloaded."""
    for number, force in enumerate(forces):
        for at, month in enumerate(months):
            made = street_rows(rows, seed=seed + 1000 * number + at, months=[month])
            write_street(folder / month / f"{month}-{force}-street.csv", made)
    return folder


def recorded_crime_row(**cells: object) -> list[object]:
    """Return one row of the Home Office's table by CSP."""
    row: dict[str, object] = {
        "Financial Year": "2023/24",
        "Financial Quarter": 1,
        "Force Name": "Kent",
        "CSP Name": "Ashford",
        "ONS Code": "E22000199",
        "Offence Description": "Made up",
        "Offence Group": "Burglary",
        "Offence Subgroup": "Residential burglary",
        "Offence Code": "28E",
        "Number of Offences": 12,
    }
    return list({**row, **cells}.values())


def collision_row(number: int = 1, **cells: object) -> list[object]:
    """Return one row of STATS19's collision table."""
    row: dict[str, object] = {
        "collision_index": f"2023460{number:06d}",
        "collision_year": 2023,
        "collision_reference": f"460{number:06d}",
        "date": "14/03/2023",
        "local_authority_ons_district": "E07000110",
        "collision_severity": 3,
        "number_of_casualties": 1,
    }
    return list({**row, **cells}.values())


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write any CSV file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(csv_text(header, rows), encoding="utf-8", newline="")
    return path

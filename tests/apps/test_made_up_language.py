"""Pages in a language nobody speaks: whatever is still English there did not come from the catalogue."""

import csv
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from enum import EnumType, StrEnum
from pathlib import Path

import pytest

from tests.made_up_language import LANGUAGE, accented, write_language
from toolkit.model import assessment, county, horizon, priorities

PAGES: list[tuple[str, dict[str, object]]] = [
    *((page, {}) for page in ("start", "score", "grid", "ranking", "what_if", "priorities", "horizon")),
    *((page, {}) for page in ("history", "carry_forward", "workshop", "join", "take_in", "evidence")),
    *((page, {}) for page in ("accessibility", "county", "cookies")),
    *(("county", {"tab": accented(tab)}) for tab in ("Priorities", "Districts", "Years", "Plan")),
    *(("county", {"tab": accented(tab)}) for tab in ("Horizon", "Decide")),
    *(("county", {"tab": accented("Issues"), "issues": accented(part)}) for part in ("Ranks", "Order")),
]
NAMES = {
    "CSP",
    "CSPs",
    "CSV",
    "JSON",
    "LSOA",
    "ONS",
    "STATS19",
    "root",
    "wal",
    "OFFICIAL",
    "OFFICIAL-SENSITIVE",
    "not installed",
    "now",
}
"""Short forms, what a machine calls itself, the Government's markings, and a date of the sample."""
UNITS = {"collisions", "offences", "residents"}
"""What sources count, as their list says in one word."""
IDS = {"id", "code"}
SHOWS_STORED = ("history", f"county {{'tab': '{accented('Decide')}'}}")
"""Pages that show what was changed as it is stored, words of closed sets among it."""
NOT_FOR_READERS = re.compile(
    r"[0-9a-f]{16,}|(?:data|table)-[0-9a-f]+|^return=.*|/\S+\.db|:material/\w+:|\+00:00"
)


def texts_in(value: object) -> Iterator[str]:
    """Yield every text of a file of data that people read, and every id."""
    if isinstance(value, dict):
        for key, inside in value.items():
            if key in IDS and isinstance(inside, str):
                yield inside
            yield from texts_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from texts_in(inside)
    elif isinstance(value, str) and not re.fullmatch("[a-z_]+", value):
        yield value


def data(checkout: Path) -> re.Pattern[str]:
    """Return what matches the words of the shipped lists and the sample county, the longest first."""
    found = NAMES | UNITS
    for folder in (checkout / "matrices", checkout / "sample_districts"):
        for file in folder.rglob("*.toml"):
            found |= set(texts_in(tomllib.loads(file.read_text(encoding="utf-8"))))
        for file in folder.rglob("*.csv"):
            with file.open(encoding="utf-8", newline="") as rows:
                found |= set(texts_in([cell for row in csv.reader(rows) for cell in row]))
    for file in (checkout / "sample_districts").rglob("evidence.json"):
        found |= set(texts_in(json.loads(file.read_text(encoding="utf-8"))))
    found = {text.strip() for text in found if re.search("[A-Za-z]", text)}
    found |= {text[:1].lower() + text[1:] for text in found} | {text.lower() for text in found}
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile("|".join(rf"(?<![A-Za-z]){re.escape(one)}(?![A-Za-z])" for one in longest_first))


def stored_words() -> set[str]:
    """Return the words of closed sets, which the history shows as they are stored."""
    sets = (one for module in (assessment, county, horizon, priorities) for one in vars(module).values())
    words = (word for one in sets if isinstance(one, EnumType) and issubclass(one, StrEnum) for word in one)
    return {part for word in words for part in word.split("_")}


def english_in(text: str, known: re.Pattern[str]) -> str:
    """Return what is left of a text without what is made up, known as data or for machines."""
    plain = re.sub(r"\\(?=[^\w\s])", "", text).replace("\u2060", "")
    left = NOT_FOR_READERS.sub(" ", known.sub(" ", NOT_FOR_READERS.sub(" ", plain)))
    return " ".join(re.findall(r"[A-Za-z]{2,}", left))


@pytest.fixture(scope="module")
def pages(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, list[str]]]:
    """Return what a reader meets on each page in the made-up language."""
    folder = tmp_path_factory.mktemp("language")
    write_language(folder)
    found = subprocess.run(
        [sys.executable, "-m", "tests.apps.pages_said", json.dumps(PAGES)],
        cwd=checkout,
        env=os.environ
        | {
            "TOOLKIT_LANGUAGE": LANGUAGE,
            "TOOLKIT_LOCALE": str(folder),
            "TOOLKIT_DB": str(folder / "county.db"),
            "TOOLKIT_COUNTY": str(checkout / "sample_districts"),
            "XDG_DATA_HOME": str(folder),
        },
        check=True,
        capture_output=True,
        text=True,
    )
    return [(page, texts) for page, texts in json.loads(found.stdout)]


def test_no_page_says_anything_outside_the_catalogue(
    pages: list[tuple[str, list[str]]], checkout: Path
) -> None:
    known = data(checkout)
    left = {
        f"{page}: {english!r} in {text[:80]!r}"
        for page, texts in pages
        for text in texts
        if (english := english_in(text, known))
        and not (page.startswith(SHOWS_STORED) and set(english.split()) <= stored_words())
    }
    assert left == set()


def test_every_page_says_something_in_the_language(pages: list[tuple[str, list[str]]]) -> None:
    assert [page for page, texts in pages if not any("⟦" in text for text in texts)] == []


def test_the_check_sees_a_word_of_english(checkout: Path) -> None:
    known = data(checkout)
    assert english_in("⟦Ñóţ šåṽéđ.⟧ Try again", known) == "Try again"
    assert english_in("⟦Ŕåñķ óƒ Burglary⟧", known) == ""

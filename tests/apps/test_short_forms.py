"""Every short form in capitals is explained on the page at or before its first use."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from apps import opened
from tests.apps.drawn import texts_drawn
from tests.apps.live import Live
from tests.apps.pages import TABS, VIEWS, Database, Open, go_to
from tests.last_year import make_last_year

SHORT = re.compile(r"(?<![\w-])[A-Z][A-Za-z0-9&]*[A-Z][A-Za-z0-9]*(?![\w-]*@)")
NAMES = {"AA", "FOLDER", "OFFICIAL", "PREVENT", "SENSITIVE", "SQLite"}
"""Capitals that shorten nothing: a grade, a marking, a programme, a product, a gap in a command."""


def unexplained(texts: Iterable[str]) -> set[str]:
    """Return the short forms that are used before anything says what they stand for."""
    explained, found = set(NAMES), set()
    for text in texts:
        if text.startswith("Short forms here: "):
            explained |= set(re.findall(r"([A-Z][\w&]+): ", text))
            continue
        for match in SHORT.finditer(text):
            word = match[0].removesuffix("s")
            if spelled_out(word, text[: match.start()]):
                explained.add(word)
            elif word not in explained:
                found.add(word)
    return found


def spelled_out(word: str, before: str) -> bool:
    """Say whether the words just before a short form in brackets begin with its letters."""
    initials = "".join(re.findall(r"\b\w", before)).casefold()
    return before.endswith("(") and initials.endswith(word.casefold())


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["A CSP"], {"CSP"}),
        (["Short forms here: CSP: Community Safety Partnership; DA: domestic abuse.", "CSPs", "DA"], set()),
        (["CSP", "Short forms here: CSP: Community Safety Partnership."], {"CSP"}),
        (["Child Sexual Exploitation (CSE)", "CSE"], set()),
        (["Download (JSON)", "A&E"], {"JSON", "A&E"}),
        (["MoRiLE-style, OFFICIAL-SENSITIVE"], {"MoRiLE"}),
    ],
)
def test_a_short_form_must_be_explained_first(texts: list[str], found: set[str]) -> None:
    assert unexplained(texts) == found


MORE: dict[str, Sequence[dict[str, str]]] = {
    "county": [{"tab": tab} for tab in TABS],
    "workshop": [{"view": view} for view in ("table", "plan", "run", "screen", "slips", "minutes")],
    "priorities": [{"return": "maidstone"}],
    "glossary": (),  # each word's row says what it stands for
}
"""What is chosen on a page with several parts; {} elsewhere."""


@pytest.mark.usefixtures("a_draft")
def test_no_page_uses_a_short_form_that_it_has_not_explained(
    database: Database, open_page: Open, sample_county: Path
) -> None:
    make_last_year(sample_county / "ashford", sample_county / "ashford-2015-16")
    database()
    live = Live(opened.opened().store)
    live.score(live.first, 4)
    at = open_page("start")
    at.query_params["me"] = live.first.token  # as on the phone of someone who takes part
    found = {}
    for page in VIEWS:
        for inputs in MORE.get(page, ({},)):
            go_to(at, page, **({"return": "ashford"} | inputs))
            if words := unexplained(texts_drawn(at)):
                found[page, *inputs.values()] = words
    assert found == {}

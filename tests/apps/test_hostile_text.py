"""Text of a return that looks like markup is shown as text, wherever a page could draw it as more."""

import re
from pathlib import Path

import pytest

from tests.apps.drawn import elements
from tests.apps.pages import Open, walk

HOSTILE = "![x](http://evil.example/p) :red[r] $x^2$ **b**"
INERT = {
    "dataframe",  # a canvas
    "vega_lite_chart",
    "selectbox",  # options are drawn as text; the browser tests look
    "multiselect",
    "text_area",
    "text_input",
}

PAGES = ["start", "score", "grid", "workshop", "priorities", "horizon"]
NAMES_FOR_MACHINES = re.compile(r"(?m)^\s*(id|form_id): .*$")


@pytest.fixture
def hostile(sample_county: Path) -> None:
    ashford = sample_county / "ashford"
    columns = "id,name,description,theme,acronyms,categories"
    (ashford / "issues.csv").write_text(f"{columns}\nbad,{HOSTILE},{HOSTILE} d,{HOSTILE} t,,\n")
    add(ashford / "scores.csv", f"bad,physical,{HOSTILE},{HOSTILE} a,2,,{HOSTILE} r,{HOSTILE} e,")
    add(ashford / "priorities.csv", f"{HOSTILE},main,,,{HOSTILE} s")
    cells = [f"{HOSTILE} {n}" for n in range(16)]
    item = ["bad", HOSTILE, "social", cells[0], "trend", cells[1], cells[2], cells[3], cells[4]]
    item += ["rising", "high", "low", "low", "bad", "harm", *cells[5:9], "new", cells[9]]
    add(ashford / "horizon.csv", ",".join(item))
    header = ashford / "return.toml"
    header.write_text(header.read_text().replace('handling = ""', f'handling = "{HOSTILE}"'))


def add(file: Path, line: str) -> None:
    file.write_text(file.read_text().rstrip("\n") + f"\n{line}\n")


@pytest.mark.usefixtures("hostile")
def test_no_page_draws_a_text_of_the_return_as_markup(open_page: Open) -> None:
    choices = {"issue": "bad", "priority/ashford": 7, "horizon/ashford": "bad", "scorer": HOSTILE}
    for page, at in walk(open_page("start", **choices), PAGES, **choices):
        drawn = [one for one in elements(at.main) if one.type not in INERT]
        texts = [NAMES_FOR_MACHINES.sub("", str(one.proto)) for one in drawn if one.proto]
        assert (page, [text for text in texts if "![x](" in text]) == (page, [])
        assert any(r"\\!\\[x\\]" in text for text in texts), page

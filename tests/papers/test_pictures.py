"""Charts become pictures without a network, alike each time, whatever their texts hold."""

import os
import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
import vl_convert
from lxml import etree
from PIL import Image

from tests.papers.example_paper import HOSTILE, example_chart, example_paper, hostile_paper
from toolkit.charts.county import issue_count_bars
from toolkit.charts.theme import Drawn
from toolkit.papers import pictures
from toolkit.papers.paper import Paper, Picture
from toolkit.papers.pictures import VEGA_LITE, WIDTH, picture_size, png_of, svg_of
from toolkit.papers.plain_text import one_line, plain

SVG = "{http://www.w3.org/2000/svg}"


def chart_of(paper: Paper) -> Drawn:
    return next(block.chart for block in paper.blocks if isinstance(block, Picture))


def texts_of(svg: str) -> str:
    return " ".join("".join(text.itertext()) for text in etree.fromstring(svg.encode()).iter(f"{SVG}text"))


@pytest.fixture
def _nothing_kept() -> None:
    for kept in (pictures._drawn_svg, pictures._drawn_png):
        kept.cache_clear()


def test_the_version_of_vega_lite_that_altair_writes_is_one_that_vl_convert_knows() -> None:
    assert alt.SCHEMA_VERSION.startswith(f"v{VEGA_LITE}.")
    assert VEGA_LITE in vl_convert.get_vegalite_versions()


def test_a_chart_says_its_names_in_the_font_of_the_theme() -> None:
    svg = svg_of(chart_of(example_paper()))
    assert "Domestic abuse" in texts_of(svg)
    assert 'font-family="Liberation Sans' in svg


def test_a_chart_that_fills_its_page_on_screen_has_a_width_of_its_own_in_a_paper() -> None:
    width, height = picture_size(chart_of(example_paper()))
    assert WIDTH - 20 <= width <= WIDTH + 20
    assert 100 < height < 300


def test_a_png_has_as_many_dots_as_asked() -> None:
    chart = chart_of(example_paper())
    width, height = picture_size(chart)
    for scale in (1, 2):
        assert Image.open(BytesIO(png_of(chart, scale))).size == (width * scale, height * scale)


@pytest.mark.usefixtures("_nothing_kept")
def test_a_chart_is_drawn_once_for_all_formats_and_threads() -> None:
    chart = chart_of(example_paper())
    seen: list[bytes] = []
    threads = [threading.Thread(target=lambda: seen.append(png_of(chart))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    svg_of(chart)
    assert len(set(seen)) == 1
    assert pictures._drawn_svg.cache_info().misses == 1
    assert pictures._drawn_png.cache_info().misses == 1


DRAW = (
    "import sys; from tests.papers.example_paper import *; from toolkit.papers.pictures import *;"
    "c = next(b for b in example_paper().blocks if isinstance(b, Picture)).chart;"
    "sys.stdout.buffer.write(svg_of(c).encode() + png_of(c))"
)


def drawn_elsewhere(checkout: Path, *before: str, seed: str = "0") -> bytes:
    env = os.environ | {"PYTHONHASHSEED": seed}
    command = [*before, sys.executable, "-c", DRAW]
    return subprocess.run(command, cwd=checkout, env=env, check=True, capture_output=True).stdout


def test_another_process_without_a_network_draws_the_same_bytes(checkout: Path) -> None:
    chart = chart_of(example_paper())
    alone = ["unshare", "-n"]
    permitted = sys.platform == "linux" and subprocess.run([*alone, "true"], check=False).returncode == 0
    drawn = drawn_elsewhere(checkout, *(alone if permitted else []), seed="7")
    assert drawn == svg_of(chart).encode() + png_of(chart)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.csv", "file:///etc/hostname", "/etc/hostname", "data/cars.csv"]
)
def test_no_chart_reads_data_from_elsewhere(address: str) -> None:
    chart = alt.layer(alt.Chart(address).mark_point().encode(y="a:Q"))
    with pytest.raises(ValueError, match="the chart asks for data from elsewhere"):
        svg_of(chart)


def test_no_chart_shows_a_picture_from_elsewhere() -> None:
    frame = pd.DataFrame({"Order": [1], "Address": ["http://127.0.0.1:9/x.png"]})
    chart = alt.layer(alt.Chart(frame).mark_image().encode(x="Order:O", url="Address:N"))
    with pytest.raises(ValueError, match="the chart asks for a picture from elsewhere"):
        png_of(chart)


def test_hostile_names_are_only_words_in_a_chart() -> None:
    svg = svg_of(chart_of(hostile_paper()))
    tags = {element.tag for element in etree.fromstring(svg.encode()).iter()}
    assert tags <= {f"{SVG}{name}" for name in ("svg", "g", "path", "rect", "line", "text", "tspan")}
    said = texts_of(svg)
    for number in (0, 5, 7, 8, 10):
        assert HOSTILE[number][:160] in said
    assert png_of(chart_of(hostile_paper())).startswith(b"\x89PNG")


def test_control_characters_which_would_end_the_process_are_replaced() -> None:
    names = tuple(f"a{chr(code)}b" for code in (*range(32), *range(127, 160), 0xFFFE, 0xFFFF))
    assert "a\ufffdb" in texts_of(svg_of(example_chart(names)))


def test_a_picture_too_large_for_memory_has_fewer_dots() -> None:
    frame = pd.DataFrame({"Order": range(1, 400), "Name": "x", "Certain": 1, "Possible": 1})
    chart = issue_count_bars(frame, 9)
    width, height = Image.open(BytesIO(png_of(chart, 4))).size
    assert 10_000_000 < width * height < 17_000_000


@pytest.mark.parametrize(
    ("given", "becomes"),
    [
        ("bell\x07null\x00\x7f\x9b", "bell\ufffdnull\ufffd\ufffd\ufffd"),
        ("lone \ud800, noncharacter \ufffe\uffff", "lone \ufffd, noncharacter \ufffd\ufffd"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h\ti", "a\nb\nc\nd\ne\nf\ng\nh\ti"),
        ("Llŷr \N{PILE OF POO} = <b>", "Llŷr \N{PILE OF POO} = <b>"),
        ("\u202ea", "\u202ea\u202c"),
        ("\u202ea\u202c", "\u202ea\u202c"),
        ("\u2067a\u202bb", "\u2067a\u202bb\u202c\u2069"),
        ("\u2067a\u202bb\u2069", "\u2067a\u202bb\u2069"),
        ("\u202c\u2069\u200f", "\u202c\u2069\u200f"),
    ],
)
def test_a_text_becomes_one_that_any_file_may_hold(given: str, becomes: str) -> None:
    assert plain(given) == becomes
    assert plain(becomes) == becomes


def test_a_heading_stands_on_one_line() -> None:
    assert one_line(" one\r\n two\tthree\u2029\u202efour") == "one two three \u202efour\u202c"

"""Charts are drawn by a process of its own, which may end at any time and takes its memory with it."""

import sys
from collections.abc import Iterator
from itertools import count

import pytest

from toolkit.papers import drawing
from toolkit.papers.pictures import VEGA_LITE

_NUMBER = count()


@pytest.fixture(autouse=True)
def _put_away() -> Iterator[None]:
    yield
    drawing.put_away()


def chart() -> str:
    """Return a chart unlike any other."""
    return (
        f'{{"data": {{"values": [{{"a": {next(_NUMBER)}}}]}}, "mark": "bar", '
        '"encoding": {"x": {"field": "a", "type": "quantitative"}}}'
    )


def test_it_draws_one_chart_after_another_as_svg_and_as_png() -> None:
    for _ in range(2):
        svg = drawing.drawn_svg(chart(), VEGA_LITE)
        assert svg.startswith("<svg")
        assert drawing.drawn_png(svg, 1).startswith(b"\x89PNG")


def test_what_is_no_chart_is_refused_and_the_next_is_drawn() -> None:
    with pytest.raises(ValueError, match="the chart could not be drawn"):
        drawing.drawn_svg("{}", VEGA_LITE)
    assert drawing.drawn_svg(chart(), VEGA_LITE).startswith("<svg")


def test_where_what_draws_has_ended_another_is_started() -> None:
    drawing.begin()
    first = drawing._Easel.running
    assert first is not None
    first.kill()
    first.wait()
    assert drawing.drawn_svg(chart(), VEGA_LITE).startswith("<svg")
    assert drawing._Easel.running is not first


def test_what_ends_while_it_draws_ends_the_drawing_and_nothing_else() -> None:
    drawing.begin()
    running = drawing._Easel.running
    assert running is not None
    assert running.stdin is not None
    running.stdin.write(b"no request\n")  # ends the program that reads it
    with pytest.raises(ValueError, match="could not be drawn: what draws it ended"):
        drawing.drawn_svg(chart(), VEGA_LITE)
    assert drawing.drawn_svg(chart(), VEGA_LITE).startswith("<svg")


def test_put_away_it_is_gone() -> None:
    drawing.begin()
    running = drawing._Easel.running
    assert running is not None
    drawing.put_away()
    assert running.poll() is not None
    drawing.put_away()


def test_without_vl_convert_it_says_which_module_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ModuleNotFoundError, match="No module named 'vl_convert'") as raised:
        drawing.begin()
    assert raised.value.name == "vl_convert"

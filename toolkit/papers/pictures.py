"""Charts of a paper drawn as SVG or PNG, without a browser and without a network."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any, Final

import altair as alt

from toolkit.charts.kept import spec_of
from toolkit.charts.theme import Drawn
from toolkit.papers import drawing
from toolkit.papers.plain_text import plain

WIDTH: Final = 600
"""CSS pixels of a chart that fills its page on screen; at 96 to the inch nearly the width of A4's text."""

VEGA_LITE: Final = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
"""The version of Vega-Lite that Altair writes, as vl-convert names it."""

_LONGEST: Final = 160
"""Characters of one text in a chart; the table that follows it holds the text whole."""

_MOST_PIXELS: Final = 16_000_000
_KEPT: Final = 64
_SCALE: Final = 2.0
_SIZE: Final = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')


def svg_of(chart: Drawn) -> str:
    """Return a chart as SVG in the one look of every chart; nothing in it points outside itself.

    vl-convert brings Liberation Sans, the first font of the theme, so texts have the same widths everywhere.
    A text of more than 160 characters is cut, control characters become U+FFFD.

    Raises
    ------
    ValueError
        When the chart asks for data or pictures from elsewhere.
    """
    return _svg(_sound_spec(chart))


def png_of(chart: Drawn, scale: float = _SCALE) -> bytes:
    """Return a chart as PNG, `scale` dots to a CSS pixel, fewer where it would have over 16 million.

    Raises
    ------
    ValueError
        As `svg_of`.
    """
    return _png(_sound_spec(chart), scale)


@contextmanager
def drawn_ahead(charts: Iterable[Drawn], *, as_png: bool) -> Iterator[Callable[[], None]]:
    """Draw all charts of a paper while it is begun; what is given waits for the last and frees their memory.

    Whoever asks `svg_of` or `png_of` for one of them meanwhile waits for that one. A chart drawn before is
    not drawn again; what goes wrong is told to whoever asks for the chart. Afterwards no more are drawn.
    """
    drawing.begin()
    pool = ThreadPoolExecutor(1)  # the next chart is described while one is drawn

    def finish() -> None:
        pool.shutdown()
        drawing.put_away()

    try:
        specs = [_begun(chart, pool) for chart in charts]
        for spec in filter(None, specs if as_png else ()):  # what one format alone needs comes last
            pool.submit(_png, spec, _SCALE)
        yield finish
    finally:
        pool.shutdown(cancel_futures=True)
        drawing.put_away()


def _begun(chart: Drawn, pool: ThreadPoolExecutor) -> str | None:
    try:
        spec = _sound_spec(chart)
    except ValueError:  # told where it is to be drawn
        return None
    pool.submit(_svg, spec)
    return spec


def picture_size(chart: Drawn) -> tuple[float, float]:
    """Return the width and the height of a chart in CSS pixels, 96 to the inch."""
    return _size(svg_of(chart))


def _size(svg: str) -> tuple[float, float]:
    found = _SIZE.match(svg)
    if found is None:
        raise ValueError("the chart was drawn without a size")
    return float(found[1]), float(found[2])


def _sound_spec(chart: Drawn) -> str:
    """Return the chart's specification with a width of its own and with texts that can be drawn."""
    return _sound(spec_of(chart))


@lru_cache(_KEPT)
def _sound(given: str) -> str:
    spec: dict[str, Any] = json.loads(given, object_hook=_drawable)
    if spec.get("width") == "container":
        spec["width"] = WIDTH
    return json.dumps(spec, ensure_ascii=False)


def _drawable(part: dict[str, Any]) -> dict[str, Any]:
    if isinstance(data := part.get("data"), dict) and "url" in data:
        raise ValueError("the chart asks for data from elsewhere")
    # A control character in a text ends the process that draws: vl-convert 1.9 panics where it measures it.
    return {plain(name): _drawable_text(value) for name, value in part.items()}


def _drawable_text(value: object) -> object:
    if isinstance(value, list):
        return [_drawable_text(one) for one in value]
    if not isinstance(value, str):
        return value
    clean = plain(value)
    return clean if len(clean) <= _LONGEST else plain(clean[: _LONGEST - 1]) + "\N{HORIZONTAL ELLIPSIS}"


@lru_cache(_KEPT)
def _drawn_svg(spec: str) -> str:
    drawn = drawing.drawn_svg(spec, VEGA_LITE)
    if "<image" in drawn:
        raise ValueError("the chart asks for a picture from elsewhere")
    return drawn


@lru_cache(_KEPT)
def _drawn_png(spec: str, scale: float) -> bytes:
    svg = _drawn_svg(spec)
    width, height = _size(svg)
    return drawing.drawn_png(svg, min(scale, (_MOST_PIXELS / (width * height)) ** 0.5))


def _svg(spec: str) -> str:
    with _while_drawing(spec):
        return _drawn_svg(spec)


def _png(spec: str, scale: float) -> bytes:
    with _while_drawing(spec):
        return _drawn_png(spec, scale)


@lru_cache(_KEPT)
def _while_drawing(_spec: str) -> Lock:
    """Return what lets two formats that ask for a chart at once wait for one drawing of it."""
    return Lock()

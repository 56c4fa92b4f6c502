"""Draws charts for another process, one a line of standard input; `toolkit.papers.drawing` starts it.

It is run as a program, by its path, and imports nothing of the toolkit. Each answer is a line of JSON that
says whether it is a drawing and how many bytes follow, and then the drawing, or what went wrong.
"""

import json
import sys
from collections.abc import Callable
from typing import Final

import vl_convert

_ANY_CHART: Final = '{"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}}'


def svg(spec: str, version: str | None = None) -> bytes:
    """Return a chart as SVG in UTF-8; nothing is fetched."""
    drawn: str = vl_convert.vegalite_to_svg(
        spec,
        vl_version=version,
        allowed_base_urls=[],
        format_locale="en-GB",
        time_format_locale="en-GB",
    )
    return drawn.encode()


def png(drawn: str, scale: float) -> bytes:
    """Return an SVG as PNG, `scale` dots to a CSS pixel."""
    return bytes(vl_convert.svg_to_png(drawn, scale=scale))


_DRAW: Final[dict[str, Callable[..., bytes]]] = {"svg": svg, "png": png}


def main() -> None:
    """Draw what is asked for until nobody asks any more."""
    svg(_ANY_CHART)  # what takes long the first time is done before anybody asks
    for line in sys.stdin.buffer:
        what, *given = json.loads(line)
        try:
            sound, answer = True, _DRAW[what](*given)
        except ValueError as error:
            sound, answer = False, str(error).encode()
        sys.stdout.buffer.write(json.dumps([sound, len(answer)]).encode() + b"\n" + answer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

"""Charts inside an HTML page: drawing and nothing else, under one name, with ids of their own."""

import re
import xml.etree.ElementTree as ET
from typing import Final

_SHAPES: Final = {
    *("svg", "g", "path", "text", "tspan", "rect", "line", "circle", "ellipse", "polygon", "polyline"),
    *("defs", "clipPath", "linearGradient", "radialGradient", "stop"),
}
_LEFT_OUT: Final = re.compile("href|style|class|role|on.*|aria-.*|data-.*")
_ELSEWHERE: Final = re.compile(r"url\((?!#)")
_INSIDE: Final = re.compile(r"url\(#([^)]+)\)")


def inline_chart(svg: str, alt: str, prefix: str) -> ET.Element:
    """Return a drawing as part of a page: one picture named `alt`, whose ids begin with `prefix`.

    Only shapes and texts are kept; nothing of it runs, links or is fetched. What it says mark by mark is left
    out, since the table that follows every chart says it better.
    """
    drawn = ET.fromstring(svg)  # noqa: S314 (our own drawing: no document type, no entities)
    _clean(drawn, prefix)
    drawn.set("role", "img")
    drawn.set("aria-label", alt)
    drawn.tail = None
    return drawn


def _clean(part: ET.Element, prefix: str) -> None:
    part.tag = _local(part.tag)
    for name, value in list(part.attrib.items()):
        del part.attrib[name]
        if not (_LEFT_OUT.fullmatch(_local(name)) or _ELSEWHERE.search(value)):
            kept = f"{prefix}{value}" if name == "id" else _INSIDE.sub(rf"url(#{prefix}\1)", value)
            part.set(_local(name), kept)
    for child in list(part):
        if _local(child.tag) in _SHAPES:
            _clean(child, prefix)
        else:
            part.remove(child)


def _local(name: str) -> str:
    return name.rpartition("}")[2]

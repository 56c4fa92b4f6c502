"""The font of PDF papers, Liberation Sans, and what its letters measure.

It is the font of the charts too, has the letters of Welsh, and comes with the toolkit, so that a PDF is the
same on every machine. Its licence, the SIL Open Font License, lies beside it.
"""

import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

FAMILY: Final = "Liberation Sans"
FOLDER: Final = Path(__file__).resolve().parent / "fonts"

_REGULAR: Final = "LiberationSans-Regular.ttf"
_BOLD: Final = "LiberationSans-Bold.ttf"
_UNICODE: Final = (3, 1)
"""Platform and encoding of the map from characters to glyphs that every OpenType font has."""


def has_letter(character: str) -> bool:
    """Return whether both the regular and the bold font can print a character."""
    return character in _widths(_REGULAR) and character in _widths(_BOLD)


def text_width(text: str, *, bold: bool = False) -> float:
    """Return how wide a text is on one line, in ems; a character the font lacks counts as one em."""
    widths = _widths(_BOLD if bold else _REGULAR)
    return sum(widths.get(character, 1.0) for character in text)


@cache
def _widths(name: str) -> Mapping[str, float]:
    """Return the width of every character of a font, in ems. Source: the OpenType specification."""
    font = (FOLDER / name).read_bytes()
    tables = {tag: start for tag, _, start, _ in struct.iter_unpack(">4sLLL", font[12 : 12 + 16 * font[5]])}
    (units,) = struct.unpack_from(">H", font, tables[b"head"] + 18)
    (measured,) = struct.unpack_from(">H", font, tables[b"hhea"] + 34)
    advances = struct.unpack_from(">" + "Hh" * measured, font, tables[b"hmtx"])[::2]
    glyphs = _glyphs(font, tables[b"cmap"])
    return MappingProxyType(
        {chr(code): advances[min(glyph, measured - 1)] / units for code, glyph in glyphs.items()}
    )


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Return the glyph of every code point, from a map in format 4."""
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    maps = struct.iter_unpack(">HHL", font[cmap + 4 : cmap + 4 + 8 * count])
    at = cmap + next(start for platform, encoding, start in maps if (platform, encoding) == _UNICODE)
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    ends, starts, deltas, offsets = (at + 14 + doubled * part + (2 if part else 0) for part in range(4))
    found = {}
    for segment in range(0, doubled, 2):
        end, start, delta, offset = (
            struct.unpack_from(">H", font, place + segment)[0] for place in (ends, starts, deltas, offsets)
        )
        for code in range(start, end + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", font, offsets + segment + offset + 2 * (code - start))
            if glyph and (glyph + delta) % 0x10000:
                found[code] = (glyph + delta) % 0x10000
    return found

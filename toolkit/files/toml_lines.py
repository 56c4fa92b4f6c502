"""The line of a TOML file on which each key stands, so that a fault can point at it."""

import re
from collections.abc import Iterator

KeyPath = tuple[str | int, ...]
"""Keys and list positions that lead to a value: ``("sections", 0, "criteria", 1, "label")``."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=\s*(.*)$""")
_QUOTES = ('"""', "'''")


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line of every key, header and list entry found at the start of a line.

    The text must already be known to be TOML: this finds places, it does not check.
    """
    places: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    listed: KeyPath | None = None
    entry = 0
    for number, line in _outside_long_strings(text):
        if listed is not None:
            if line.lstrip().startswith("{"):
                places[(*listed, entry)] = number
                entry += 1
            listed = None if line.rstrip().endswith("]") and not line.lstrip().startswith("{") else listed
        elif header := _HEADER.match(line):
            table = _resolved(_keys(header[2]), counts, starts_entry=header[1] == "[[")
            places.setdefault(table, number)
        elif pair := _KEY.match(line):
            path = (*table, *_keys(pair[1]))
            places.setdefault(path, number)
            if pair[2].startswith("[") and "]" not in pair[2].split("#")[0]:
                listed, entry = path, 0
    return places


def line_of(path: KeyPath, places: dict[KeyPath, int]) -> int | None:
    """Return the line of the longest known start of `path`, or None."""
    for length in range(len(path), 0, -1):
        for start in (path[:length], (*path[:length], 0)):
            if start in places:
                return places[start]
    return None


def _outside_long_strings(text: str) -> Iterator[tuple[int, str]]:
    open_quote = ""
    for number, line in enumerate(text.split("\n"), start=1):
        was_open = bool(open_quote)
        for quote in _QUOTES:
            if open_quote in ("", quote) and line.count(quote) % 2:
                open_quote = "" if open_quote else quote
        if not was_open:
            yield number, line


def _keys(dotted: str) -> KeyPath:
    return tuple(key.strip().strip("\"'") for key in dotted.split("."))


def _resolved(keys: KeyPath, counts: dict[KeyPath, int], *, starts_entry: bool) -> KeyPath:
    """Return header keys with the position of each list entry they lead through."""
    path: KeyPath = ()
    for index, key in enumerate(keys):
        path = (*path, key)
        is_last = index == len(keys) - 1
        if is_last and starts_entry:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path

"""A column mapping as the text of its file; reading it back gives the same mapping."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from toolkit.model.column_mapping import ColumnMapping

_TABLES: Final = ("matrix", "catalogue", "category_set", "heading_set", "columns")
_LISTS: Final = ("criteria", "level_words", "issue_words", "criterion_words", "confidence_words")


def column_mapping_text(mapping: ColumnMapping) -> str:
    """Return the TOML text of a mapping: plain keys, then tables, then lists of tables."""
    values = mapping.model_dump(mode="json", exclude_defaults=True) | {"kind": mapping.kind}
    plain = {key: value for key, value in values.items() if key not in (*_TABLES, *_LISTS)}
    lines = [f"{key} = {_written(plain[key])}" for key in ("kind", *(key for key in plain if key != "kind"))]
    for name in _TABLES:
        lines += ["", f"[{name}]", *(f"{key} = {_written(value)}" for key, value in values[name].items())]
    for name in _LISTS:
        for entry in values.get(name, ()):
            lines += ["", f"[[{name}]]", *_entry(entry)]
    return "\n".join(lines) + "\n"


def _entry(entry: Mapping[str, Any]) -> Iterator[str]:
    return (f"{key} = {_written(value)}" for key, value in entry.items() if value is not None)


def _written(value: str | int | list[str]) -> str:
    """Return a value as TOML writes it: its strings are those of JSON but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

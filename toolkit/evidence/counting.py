"""One expression that counts the rows of a source, for whichever engine runs it."""

from collections.abc import Callable, Iterable
from typing import Final

from toolkit.evidence.extras import Expression, needed
from toolkit.model.evidence_source import Shape

GROUP: Final = ("file", "area", "month", "label")
"""What rows are counted by, as published; the month may be unreadable."""

_LSOA_SUFFIX: Final = 5
"""An LSOA is called ``Maidstone 001A``: its district, a blank, three digits and a letter."""
_CODE_LENGTH: Final = 9
"""Characters of an area's code, such as ``E01024390``."""


PUBLISHED: Final = "published"
"""What an engine calls the rows of the files it reads."""


def published(parts: Iterable[str]) -> Expression:
    """Return the rows that an engine will read, as columns of texts and ``id``, a 64-bit hash."""
    ibis = needed("ibis", "evidence")
    columns = {part: "uint64" if part == "id" else "string" for part in parts if part}
    return ibis.table({"file": "string", **columns}, name=PUBLISHED)


def in_words_of(expression: Expression, dialect: str) -> str:
    """Return an expression as SQL of an engine, ``duckdb`` or ``pyspark``."""
    return str(needed("ibis", "evidence").to_sql(expression, dialect=dialect))


def counted(rows: Expression, shape: Shape, *, with_ids: bool) -> Expression:
    """Return the counts of `rows`: texts by ``file`` and the parts of a source, ``id`` a 64-bit hash of one.

    The answer has the columns of `GROUP`, ``rows``, ``number`` (the sum of what the rows count),
    ``bad_numbers``, ``bad_codes`` and, `with_ids`, ``ids``: the hash of each Crime ID there is.
    """
    ibis = needed("ibis", "evidence")
    parts = _PARTS[shape](rows)
    number = parts.pop("number", None)
    grouped = rows.group_by(file=rows["file"], **parts)
    sums: dict[str, Expression] = {"rows": ibis._.count()}
    if number is not None:
        sums |= {"number": number.sum(), "bad_numbers": ibis._.count(where=number.isnull())}
    if shape is Shape.STREET:
        good = (rows["code"].length() == _CODE_LENGTH).fill_null(False)
        sums["bad_codes"] = ibis._.count(where=~good)
    if with_ids and "id" in rows.columns:
        sums["ids"] = rows["id"].collect(where=rows["id"].notnull())
    return grouped.agg(**sums)


def _street(rows: Expression) -> dict[str, Expression]:
    name = rows["area"]
    return {
        "area": name.substr(0, name.length() - _LSOA_SUFFIX),
        "month": rows["month"],
        "label": rows["label"],
    }


def _collisions(rows: Expression) -> dict[str, Expression]:
    day = rows["date"]
    return {
        "area": rows["code"],
        "month": day.substr(6, 4) + "-" + day.substr(3, 2),
        "label": rows["label"],
    }


def _recorded_crime(rows: Expression) -> dict[str, Expression]:
    return {
        "area": rows["area"],
        "month": rows["year"] + " Q" + rows["quarter"],
        "label": rows["label"],
        # Stripped first, or DuckDB casts while it reads and calls the whole line broken.
        "number": rows["number"].strip().try_cast("int64"),
    }


_PARTS: Final[dict[Shape, Callable[..., dict[str, Expression]]]] = {
    Shape.STREET: _street,
    Shape.COLLISIONS: _collisions,
    Shape.RECORDED_CRIME: _recorded_crime,
}
COUNTED: Final = frozenset(_PARTS)
"""The shapes whose rows an engine counts; the others are read row by row."""

"""The engines that count: DuckDB in this process, or Spark for what is larger than a machine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, Self

from toolkit.evidence.extras import ArrowTable, Expression, needed
from toolkit.evidence.found import FoundFile, Layout
from toolkit.evidence.loaded import BrokenLine
from toolkit.language import say

MEMORY: Final = "400MB"
THREADS: Final = 2
LINE_LIMIT: Final = 1_000_000
"""Bytes in a line of figures at most."""


@dataclass
class Broken:
    """The lines of one file that could not be read."""

    count: int = 0
    first: list[BrokenLine] = field(default_factory=list)
    bad_letters: int = 0
    """Lines with letters that are not UTF-8."""
    never_closed: int | None = None
    """The line on which a quotation mark opens that never closes."""


class CountingEngine(Protocol):
    """What counts: rows as a table, an expression run, and the lines that could not be read."""

    def rows(self, files: Sequence[FoundFile], *, latin: bool) -> Expression:
        """Return the rows of files of one layout as a table of texts by part, with ``file``."""

    def run(self, expression: Expression) -> ArrowTable:
        """Return the answer of an expression."""

    def broken(self) -> dict[str, Broken]:
        """Return the broken lines of the last `rows` that were run, by path."""

    def done(self) -> float:
        """Return how much of the running expression is done, from 0 to 1."""

    def close(self) -> None:
        """Give everything back."""


class DuckEngine:
    """DuckDB within bounds of memory, which spills into `scratch` and keeps no copy of files."""

    def __init__(self, scratch: Path, memory: str = MEMORY) -> None:
        needed("duckdb", "evidence")
        ibis = needed("ibis", "evidence")
        self._ibis: Any = ibis.duckdb.connect(
            threads=THREADS, memory_limit=memory, temp_directory=str(scratch / "spilled")
        )
        for setting in (
            "enable_external_file_cache=false",
            "preserve_insertion_order=false",
            "autoinstall_known_extensions=false",
            "autoload_known_extensions=false",
            "enable_progress_bar=false",
        ):
            self._ibis.raw_sql(f"SET {setting}")

    def rows(self, files: Sequence[FoundFile], *, latin: bool) -> Expression:
        """Return the rows of files of one layout as a table of texts by part, with ``file``."""
        self._ibis.raw_sql("CREATE OR REPLACE TEMP VIEW published AS " + _select(files, latin=latin))
        return self._ibis.table("published")

    def run(self, expression: Expression) -> ArrowTable:
        """Return the answer of an expression."""
        for table in ("reject_errors", "reject_scans"):
            self._ibis.raw_sql(f"DROP TABLE IF EXISTS {table}")
        return self._ibis.to_pyarrow(expression)

    def done(self) -> float:
        """Return how much of the running expression is done, from 0 to 1."""
        return max(0.0, float(self._ibis.con.query_progress()) / 100)

    def broken(self) -> dict[str, Broken]:
        """Return the broken lines of the last `rows` that were run, by path."""
        have = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'"
        if not self._ibis.raw_sql(have).fetchone()[0]:
            return {}
        found: dict[str, Broken] = {}
        for path, line, kind, runs_on in self._ibis.raw_sql(_REJECTED).fetchall():
            one = found.setdefault(path, Broken())
            one.count += 1
            one.bad_letters += kind == "INVALID ENCODING"
            one.first.append(BrokenLine(line, _PROBLEMS.get(kind, _PROBLEMS["CAST"])))
            if kind == "UNQUOTED VALUE" and runs_on and one.never_closed is None:
                one.never_closed = line
        return found

    def close(self) -> None:
        """Give everything back."""
        self._ibis.disconnect()

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


_REJECTED: Final = """
    SELECT s.file_path, e.line, min(e.error_type::VARCHAR),
        bool_or(contains(trim(e.csv_line, chr(10) || chr(13)), chr(10)))
    FROM reject_errors e JOIN reject_scans s USING (scan_id, file_id)
    GROUP BY s.file_path, e.line ORDER BY s.file_path, e.line
"""  # the same line may be refused for each cell it lacks
_PROBLEMS: Final = {
    "TOO MANY COLUMNS": say("more cells than the first line names"),
    "MISSING COLUMNS": say("fewer cells than the first line names"),
    "UNQUOTED VALUE": say("a quotation mark that does not close"),
    "LINE SIZE OVER MAXIMUM": say("a line far too long"),
    "INVALID ENCODING": say("letters that are not UTF-8"),
    "CAST": say("the line cannot be read"),
}


def _select(files: Sequence[FoundFile], *, latin: bool) -> str:
    layout = files[0].layout
    paths = "[" + ", ".join(_text(str(file.path)) for file in files) + "]"
    chosen = ", ".join(
        f"CASE WHEN {_name(column)} IS NOT NULL THEN hash({_name(column)}) END AS id"
        if part == "id"
        else f"CAST({_name(column)} AS VARCHAR) AS {_name(part)}"
        for column, part in zip(_headings(layout), layout.parts, strict=True)
        if part
    )
    if layout.is_parquet:
        return f"SELECT filename AS file, {chosen} FROM read_parquet({paths})"  # noqa: S608 # all quoted above
    types = "{" + ", ".join(f"{_text(column)}: 'VARCHAR'" for column in _headings(layout)) + "}"
    encoding = ", encoding = 'latin-1'" if latin else ""
    return (
        f"SELECT filename AS file, {chosen} FROM read_csv({paths}, columns = {types}, header = true, "  # noqa: S608
        "auto_detect = false, delim = ',', quote = '\"', escape = '\"', store_rejects = true, "
        f"rejects_limit = 0, max_line_size = {LINE_LIMIT}{encoding})"
    )


def _headings(layout: Layout) -> list[str]:
    """Return a name for every column, also for one that has none."""
    if layout.is_parquet:
        return list(layout.columns)
    return [f"column {number}" for number in range(len(layout.columns))]


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

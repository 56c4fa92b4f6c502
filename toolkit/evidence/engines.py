"""The engines that count: DuckDB in this process, or Spark for what is larger than a machine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol, Self

from toolkit.errors import StorageFailed
from toolkit.evidence.counting import PUBLISHED, in_words_of, published
from toolkit.evidence.extras import ArrowTable, Expression, needed
from toolkit.evidence.found import FoundFile, Layout
from toolkit.evidence.loaded import BrokenLine
from toolkit.language import say

MEMORY: Final = "500MB"
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
    is_whole: bool = False
    """Whether no line could be told from another."""
    never_closed: int | None = None
    """The line on which a quotation mark opens that never closes."""


class CannotRead(Exception):
    """The engine gave up on a file as a whole, not on single lines."""


class CountingEngine(Protocol):
    """What counts: rows as a table, an expression run, and the lines that could not be read."""

    def rows(self, files: Sequence[FoundFile], *, latin: bool, forgiving: bool) -> Expression:
        """Return the rows of files of one layout as a table of texts by part, with ``file``.

        A `forgiving` reading leaves out the lines that cannot be read, and `broken` tells which they were;
        any other may end with them, in `CannotRead`.
        """

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
        duckdb = needed("duckdb", "evidence")
        needed("ibis", "evidence")
        settings = {
            "threads": THREADS,
            "memory_limit": memory,
            "temp_directory": str(scratch / "spilled"),
            "enable_external_file_cache": False,
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        self._duckdb = duckdb.connect(config=settings)
        self._duckdb.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")

    def rows(self, files: Sequence[FoundFile], *, latin: bool, forgiving: bool) -> Expression:
        """Return the rows of files of one layout as a table of texts by part, with ``file``."""
        self._duckdb.execute(_view(files, latin=latin, forgiving=forgiving))
        return published(files[0].layout.parts)

    def run(self, expression: Expression) -> ArrowTable:
        """Return the answer of an expression.

        Raises
        ------
        CannotRead
            When DuckDB gives up on a file as a whole.
        StorageFailed
            When memory or disk do not suffice.
        """
        self._duckdb.execute("DROP TABLE IF EXISTS reject_errors")
        self._duckdb.execute("DROP TABLE IF EXISTS reject_scans")
        duckdb = needed("duckdb", "evidence")
        try:
            return self._duckdb.sql(in_words_of(expression, "duckdb")).to_arrow_table()
        except duckdb.OutOfMemoryException as error:
            raise StorageFailed(say("Counting needs more memory or disk than there is.")) from error
        except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.IOException) as error:
            raise CannotRead(str(error).splitlines()[0]) from error

    def done(self) -> float:
        """Return how much of the running expression is done, from 0 to 1."""
        return max(0.0, float(self._duckdb.query_progress()) / 100)

    def broken(self) -> dict[str, Broken]:
        """Return the broken lines of the last `rows` that were run, by path."""
        have = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'"
        if not self._duckdb.execute(have).fetchone()[0]:
            return {}
        found: dict[str, Broken] = {}
        for path, line, kind, runs_on in self._duckdb.execute(_REJECTED).fetchall():
            one = found.setdefault(path, Broken())
            one.count += 1
            one.bad_letters += kind == "INVALID ENCODING"
            one.first.append(BrokenLine(line, _PROBLEMS.get(kind, _PROBLEMS["CAST"])))
            if kind == "UNQUOTED VALUE" and runs_on and one.never_closed is None:
                one.never_closed = line
        return found

    def close(self) -> None:
        """Give everything back."""
        self._duckdb.close()

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


_GLOB: Final = re.compile(r"([*?\[])")
"""What DuckDB would take for a pattern in a path; in brackets it is itself."""
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


def _view(files: Sequence[FoundFile], *, latin: bool, forgiving: bool) -> str:
    """Return the statement that names the rows of files; a view takes no parameters, so all is quoted."""
    selected = _select(files, latin=latin, forgiving=forgiving)
    return f"CREATE OR REPLACE TEMP VIEW {PUBLISHED} AS {selected}"


def _select(files: Sequence[FoundFile], *, latin: bool, forgiving: bool) -> str:
    layout = files[0].layout
    paths = "[" + ", ".join(_text(_GLOB.sub(r"[\1]", str(file.path))) for file in files) + "]"
    chosen = ", ".join(
        f"CASE WHEN {_name(column)} IS NOT NULL THEN hash({_name(column)}) END AS id"
        if part == "id"
        else f"CAST({_name(column)} AS VARCHAR) AS {_name(part)}"
        for column, part in zip(_headings(layout), layout.parts, strict=True)
        if part
    )
    if layout.is_parquet:
        return f"SELECT filename AS file, {chosen} FROM read_parquet({paths}, hive_partitioning = false)"  # noqa: S608 # all quoted above
    types = "{" + ", ".join(f"{_text(column)}: 'VARCHAR'" for column in _headings(layout)) + "}"
    encoding = ", encoding = 'latin-1'" if latin else ""
    rejects = ", store_rejects = true, rejects_limit = 0" if forgiving else ""
    return (
        f"SELECT filename AS file, {chosen} FROM read_csv({paths}, columns = {types}, header = true, "  # noqa: S608
        "auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"hive_partitioning = false, max_line_size = {LINE_LIMIT}{rejects}{encoding})"
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

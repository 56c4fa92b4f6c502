"""Spark as an engine: the same expression on a cluster, for an archive larger than a machine."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import unquote, urlparse

from toolkit.evidence.counting import PUBLISHED, in_words_of, published
from toolkit.evidence.engines import LINE_LIMIT, Broken
from toolkit.evidence.extras import ArrowTable, Expression, needed
from toolkit.evidence.found import FoundFile
from toolkit.evidence.loaded import LINES_SHOWN, BrokenLine
from toolkit.language import say

_BROKEN: Final = "broken_line"


class SparkEngine:
    """A Spark session of the user's own settings; on this machine unless they name a cluster.

    It says how many lines are broken, not which: a cluster reads a file in pieces.
    """

    def __init__(self) -> None:
        needed("pyspark", "spark")
        session = needed("pyspark.sql", "spark").SparkSession
        needed("ibis", "spark")
        self._spark: Any = (
            session.builder.appName("csp-toolkit evidence")
            .config("spark.sql.csv.parser.columnPruning.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
        self._published: Any = None

    def rows(self, files: Sequence[FoundFile], *, latin: bool, forgiving: bool) -> Expression:  # noqa: ARG002
        """Return the rows of files of one layout as a table of texts by part, with ``file``.

        Every reading is forgiving: Spark reads on where a line is broken.
        """
        functions = needed("pyspark.sql.functions", "spark")
        layout = files[0].layout
        paths = [str(file.path) for file in files]
        if layout.is_parquet:
            read = self._spark.read.parquet(*paths)
            names = list(layout.columns)
        else:
            names = [f"column_{number}" for number in range(len(layout.columns))]
            read = self._read_csv(paths, names, latin=latin)
        chosen = [
            (functions.when(functions.col(name).isNotNull(), functions.xxhash64(name)) if part == "id"
             else functions.col(f"`{name}`").cast("string")).alias(part)
            for name, part in zip(names, layout.parts, strict=True)
            if part
        ]  # fmt: skip
        kept = [functions.col(_BROKEN)] if _BROKEN in read.columns else []
        self._published = read.select(
            functions.col("_metadata.file_path").alias("file"), *chosen, *kept
        ).cache()
        sound = self._published
        if kept:
            sound = sound.where(functions.col(_BROKEN).isNull()).drop(_BROKEN)
        sound.createOrReplaceTempView(PUBLISHED)
        return published(layout.parts)

    def _read_csv(self, paths: Sequence[str], names: Sequence[str], *, latin: bool) -> Expression:
        schema = ", ".join(f"{name} STRING" for name in (*names, _BROKEN))
        return (
            self._spark.read.schema(schema)
            .option("header", "true")
            .option("enforceSchema", "true")
            .option("multiLine", "true")
            .option("quote", '"')
            .option("escape", '"')
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", _BROKEN)
            .option("maxCharsPerColumn", str(LINE_LIMIT))
            .option("encoding", "ISO-8859-1" if latin else "UTF-8")
            .csv(list(paths))
        )

    def run(self, expression: Expression) -> ArrowTable:
        """Return the answer of an expression."""
        return _with_paths(self._spark.sql(in_words_of(expression, "pyspark")).toArrow())

    def done(self) -> float:
        """Return 0: how far Spark has come stands in its own pages."""
        return 0.0

    def broken(self) -> dict[str, Broken]:
        """Return how many lines of each file could not be read, by path."""
        if _BROKEN not in self._published.columns:
            return {}
        bad = self._published.where(f"{_BROKEN} IS NOT NULL")
        counts = bad.groupBy("file").count().collect()
        problem = say("the line cannot be read")
        return {
            _path(row["file"]): Broken(
                row["count"], [BrokenLine(0, problem)] * min(row["count"], LINES_SHOWN)
            )
            for row in counts
        }

    def close(self) -> None:
        """Give everything back; the session ends."""
        if self._published is not None:
            self._published.unpersist()
        self._spark.stop()


def _path(address: str) -> str:
    return unquote(urlparse(address).path)


def _with_paths(answer: ArrowTable) -> ArrowTable:
    arrow = needed("pyarrow", "spark")
    at = answer.column_names.index("file")
    return answer.set_column(at, "file", arrow.array([_path(one) for one in answer["file"].to_pylist()]))

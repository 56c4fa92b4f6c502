"""How long files as downloaded take to counts, beside plain DuckDB, Polars and pandas on the same files.

Every run is a process of its own, so that peak memory is its own; the figures are made up. On a machine
that does other things too the processor's time says more than the clock.
"""
# ruff: noqa: PLC0415 # each way imports its own library, in a process of its own

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np

from tests.evidence.made_up import CONTEXT, STREET, TYPES

DISTRICTS, LSOAS, MONTHS = 318, 33_755, 36
FORCES = 43
PIECE = 100_000
DUCKDB_LIMIT, POLARS_LIMIT, FORCE_LIMIT, AGAIN_LIMIT, MEMORY_LIMIT = 1.2, 1.5, 0.5, 1.0, 700


def months() -> list[str]:
    return [f"{2021 + number // 12}-{number % 12 + 1:02d}" for number in range(MONTHS)]


def lines(rows: int, rng: np.random.Generator, month: str = "", force: int | None = None) -> Iterator[str]:
    """Yield made-up rows in large texts; 15 of 1,000 lack an LSOA, anti-social behaviour has no id."""
    every = months()
    own = np.arange(LSOAS)
    if force is not None:
        own = own[own % DISTRICTS % FORCES == force]
    for start in range(0, rows, PIECE):
        size = min(PIECE, rows - start)
        places, kinds = rng.choice(own, size), rng.integers(0, len(TYPES), size)
        at, chance = rng.integers(0, MONTHS, size), rng.random(size)
        ids = rng.bytes(32 * size).hex()
        yield "".join(
            f"{'' if kinds[n] == 0 else ids[64 * n : 64 * n + 64]},{month or every[at[n]]},Kent Police,"
            f"Kent Police,{chance[n]:.6f},51.271000,On or near Example Street {places[n]},"
            f"{',' if chance[n] < 0.015 else lsoa(int(places[n]))},{TYPES[kinds[n]]},"
            f"Investigation complete; no suspect identified,{CONTEXT}\n"
            for n in range(size)
        )


def lsoa(place: int) -> str:
    """Return an LSOA's code and name."""
    return f"E0{1_000_000 + place},District {place % DISTRICTS:03d} {place // DISTRICTS:03d}A"


def write(path: Path, rows: Iterator[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(STREET) + "\n")
        for text in rows:
            file.write(text)


def as_downloaded(folder: Path, rows: int) -> None:
    """Write one file for each of 43 forces and 36 months."""
    rng = np.random.default_rng(2)
    for force in range(FORCES):
        for month in months():
            path = folder / f"force-{force:02d}" / month / f"{month}-force-{force:02d}-street.csv"
            write(path, lines(rows // (FORCES * MONTHS), rng, month, force))


def ours(path: Path, keep: Path | None, *, with_ids: bool) -> Callable[[], int]:
    from toolkit.evidence.extras import needed
    from toolkit.evidence.load import Progress, load_evidence
    from toolkit.files.library import Library
    from toolkit.model.evidence_source import EvidenceSources

    needed("duckdb", "evidence").connect().close()
    ibis = needed("ibis", "evidence")
    ibis.to_sql(ibis.table({"a": "string"}, name="warm"), dialect="duckdb")  # imports what it needs
    library = Library()
    sources = library.find(EvidenceSources, "evidence-sources", "1.0")
    areas = library.area_set("kent-areas", "1.0")

    def bar(progress: Progress) -> None:
        if os.environ.get("SHOW_PROGRESS"):
            sys.stderr.write(f"\r{progress.done / max(progress.of, 1):4.0%} {progress.now[-50:]:50}")

    def run() -> int:
        loaded = load_evidence(
            [path], sources=sources, areas=areas, keep=keep, with_ids=with_ids, progress=bar
        )
        return int(loaded.counts["count"].sum() + loaded.elsewhere["count"].sum())

    return run


def pattern(path: Path) -> str:
    return str(path / "**" / "*.csv") if path.is_dir() else str(path)


def plain_duckdb(path: Path) -> Callable[[], int]:
    import duckdb

    sql = (
        'SELECT left("LSOA name", length("LSOA name") - 5) AS district, "Month", "Crime type", count(*) AS n '  # noqa: S608
        f"FROM read_csv('{pattern(path)}') WHERE \"LSOA name\" IS NOT NULL GROUP BY ALL"
    )
    return lambda: int(duckdb.sql(sql).df()["n"].sum())


def plain_duckdb_with_ids(path: Path) -> Callable[[], int]:
    import duckdb

    counts = plain_duckdb(path)
    sql = f'SELECT count("Crime ID") - count(DISTINCT "Crime ID") FROM read_csv(\'{pattern(path)}\')'  # noqa: S608

    def run() -> int:
        duckdb.sql(sql).fetchall()
        return counts()

    return run


def polars(path: Path) -> Callable[[], int]:
    import polars as pl

    def run() -> int:
        rows = pl.scan_csv(pattern(path), infer_schema=False).filter(pl.col("LSOA name").is_not_null())
        district = pl.col("LSOA name").str.head(-5).alias("district")
        counts = rows.group_by(district, "Month", "Crime type").len().collect(engine="streaming")
        return int(counts["len"].sum())

    return run


def pandas(path: Path) -> Callable[[], int]:
    import pandas as pd

    def run() -> int:
        files = sorted(path.rglob("*.csv")) if path.is_dir() else [path]
        columns = ["Month", "LSOA name", "Crime type"]
        rows = pd.concat(pd.read_csv(file, usecols=columns, dtype="category") for file in files)
        rows["district"] = rows["LSOA name"].astype("str").str[:-5]
        named = rows[rows["LSOA name"].notna()]
        return int(named.groupby(["district", "Month", "Crime type"], observed=True).size().sum())

    return run


WAYS: dict[str, Callable[[Path, Path | None], Callable[[], int]]] = {
    "toolkit": lambda path, keep: ours(path, keep, with_ids=False),
    "toolkit with ids": lambda path, keep: ours(path, keep, with_ids=True),
    "plain DuckDB": lambda path, _: plain_duckdb(path),
    "plain DuckDB with ids": lambda path, _: plain_duckdb_with_ids(path),
    "Polars": lambda path, _: polars(path),
    "pandas": lambda path, _: pandas(path),
}


def child(way: str, path: Path, keep: Path | None) -> None:
    """Run one way once and print what it took; what it imports is not counted."""
    run = WAYS[way](path, keep)
    before, clock = processor(), time.perf_counter()
    counted = run()
    took = time.perf_counter() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([took, processor() - before, memory, counted]))


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Took:
    """The middle of some runs of one way."""

    def __init__(self, way: str, found: list[list[float]]) -> None:
        self.clock, self.processor, self.memory = (median(one[n] for one in found) for n in range(3))
        self.counted = int(found[0][3])
        speed = self.counted / self.clock if self.clock else 0
        print(
            f"  {way:24} {self.clock:8.2f} s  (processor {self.processor:7.2f} s)  {self.memory:6.0f} MB  "
            f"{speed:12,.0f} rows/s",
            flush=True,
        )


def took(ways: tuple[str, ...], path: Path, runs: int, keep: Path | None = None) -> list[Took]:
    """Run each way so many times, in turn: a machine's speed changes from minute to minute."""
    os.sync()  # or what was just written is put on the disk meanwhile
    found: dict[str, list[list[float]]] = {way: [] for way in ways}
    for _ in range(runs):
        for way in ways:
            found[way].append(once(way, path, keep))
    return [Took(way, found[way]) for way in ways]


def once(way: str, path: Path, keep: Path | None) -> list[float]:
    """Return the clock, the processor, the peak memory and the rows counted of one run."""
    command = [sys.executable, __file__, "--child", way, str(path)]
    done = subprocess.run(
        command + ([str(keep)] if keep else []), check=True, stdout=subprocess.PIPE, text=True
    )
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


def against(what: str, one: Took, other: Took, limit: float) -> None:
    ratio, share = one.clock / other.clock, one.processor / other.processor
    print(
        f"  {what}: {ratio:.2f} by the clock, {share:.2f} by the processor; "
        f"limit {limit}: {met(share, limit)}"
    )
    if one.counted != other.counted:
        print(f"  THE COUNTS DIFFER: {one.counted:,} and {other.counted:,}")


def met(value: float, limit: float) -> str:
    return "met" if value <= limit else "NOT met"


def one_file(folder: Path, rows: int, runs: int) -> None:
    path = folder / "all.csv"
    write(path, lines(rows, np.random.default_rng(1)))
    print(f"{rows:,} rows in one file, {path.stat().st_size / 1e6:,.0f} MB:")
    mine, plain, _ = took(("toolkit", "plain DuckDB", "Polars"), path, runs)
    whole, plain_whole = took(("toolkit with ids", "plain DuckDB with ids"), path, runs)
    took(("pandas",), path, 1)
    against("counts / plain DuckDB", mine, plain, DUCKDB_LIMIT)
    against("counts and repeated ids / plain DuckDB for both", whole, plain_whole, DUCKDB_LIMIT)
    memory = max(mine.memory, whole.memory)
    print(f"  peak memory {memory:.0f} MB; limit {MEMORY_LIMIT}: {met(memory, MEMORY_LIMIT)}")
    kept = folder / "kept"
    took(("toolkit with ids",), path, 1, kept)
    (again,) = took(("toolkit with ids",), path, runs, kept)
    print(f"  second run {again.clock:.2f} s; limit {AGAIN_LIMIT} s: {met(again.clock, AGAIN_LIMIT)}")


def many_files(folder: Path, rows: int, runs: int) -> None:
    as_downloaded(folder / "download", rows)
    print(f"{FORCES * MONTHS:,} files as downloaded:")
    mine, other, plain = took(("toolkit", "Polars", "plain DuckDB"), folder / "download", runs)
    against("counts / Polars", mine, other, POLARS_LIMIT)
    against("counts / plain DuckDB", mine, plain, DUCKDB_LIMIT)
    print(f"  plain DuckDB / Polars: {plain.clock / other.clock:.2f} by the clock")
    print("one force, 36 files:")
    (force,) = took(("toolkit with ids",), folder / "download" / "force-00", runs)
    print(f"  limit {FORCE_LIMIT} s: {met(force.clock, FORCE_LIMIT)}")


def growth(folder: Path, rows: int, runs: int) -> None:
    print("growth with rows:")
    for part in (16, 4, 1):
        path = folder / f"part-{part}.csv"
        write(path, lines(rows // part, np.random.default_rng(part)))
        print(f"  {rows // part:,} rows")
        took(("toolkit with ids",), path, runs)


def sixty_million(folder: Path) -> None:
    """Ten copies of 6 million rows that differ in one row, or they would count once."""
    first = folder / "big" / "copy-0.csv"
    write(first, lines(6_000_000, np.random.default_rng(9)))
    last = next(lines(1, np.random.default_rng(10)))
    for number in range(1, 10):
        copy = first.with_name(f"copy-{number}.csv")
        shutil.copyfile(first, copy)
        with copy.open("a", encoding="utf-8") as file:
            file.write(last * number)
    os.environ["SHOW_PROGRESS"] = "1"
    print("60 million rows in ten files:")
    (csv,) = took(("toolkit with ids",), first.parent, 1, folder / "kept-big")
    (again,) = took(("toolkit with ids",), first.parent, 1, folder / "kept-big")
    print(f"  peak memory {csv.memory:.0f} MB; limit 1,000: {met(csv.memory, 1000)}")
    share = again.clock / csv.clock
    print(f"  from what was kept / from CSV {share:.3f}; limit 0.25: {met(share, 0.25)}")


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]) if len(sys.argv) > 4 else None)
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=6_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sixty-million", action="store_true", help="14 GB of disk and some minutes")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="csp-benchmark-") as folder:
        one_file(Path(folder) / "one", chosen.rows, chosen.runs)
        many_files(Path(folder) / "many", chosen.rows, chosen.runs)
        growth(Path(folder) / "growth", chosen.rows // 4, chosen.runs)
        if chosen.sixty_million:
            sixty_million(Path(folder))


if __name__ == "__main__":
    main()

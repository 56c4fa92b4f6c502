"""Print what time and memory a county's pack of 12 districts takes, where the time goes, and 320 workbooks.

The pack is made by `csp-toolkit paper county DIR --format all`, each time in a process of its own, timed from
its start to its end. Where the seconds go is told by other runs, which do the same step by step.
Seconds by the clock are what people wait; seconds of the processor count every process, and other work on
the machine stretches them less. Memory is the most that the process, and it together with the one that draws
charts beside it, held at any look, a hundred looks a second.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median

RUNS = 5
MOST_SECONDS, MOST_MEGABYTES = 5.0, 300
"""For the pack of 12 districts in four formats."""

WORKBOOKS, MOST_SECONDS_OF_WORKBOOKS = 320, 60.0
LOOKS = 100
"""A second."""

FORMATS = 4
CHECKOUT = Path(__file__).resolve().parent.parent

Stages = dict[str, tuple[float, float]]
"""By stage: seconds by the clock, seconds of the processor."""

Taken = tuple[float, float, int, int]
"""Seconds by the clock, seconds of the processor, megabytes alone, megabytes together."""


@contextmanager
def stage(name: str, into: Stages) -> Iterator[None]:
    clock, processor = time.perf_counter(), _processor()
    yield
    into[name] = time.perf_counter() - clock, _processor() - processor


def _processor() -> float:
    mine, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def once(folder: Path) -> Stages:
    """Make the pack as the command does, and return what each stage took."""
    found: Stages = {}
    with stage("start", found):
        from toolkit.__main__ import travel_light  # noqa: PLC0415 (what is timed)

        travel_light(["paper", "county"])
        from toolkit.papers import drawing  # noqa: PLC0415

        drawing.begin()
        from toolkit.papers.county import Asked, county_paper, pack_from_folder  # noqa: PLC0415
        from toolkit.papers.writing import PaperFormat, write_papers  # noqa: PLC0415
    with stage("read and count", found):
        pack = pack_from_folder(folder, Asked(date(2017, 3, 15)))
    with stage("compose", found):
        paper = county_paper(pack)
    written = write_papers(paper, list(PaperFormat))
    for _ in PaperFormat:
        with stage("next", found), tempfile.TemporaryFile() as file:
            how, data = next(written)
            file.write(data)
        found[how.value] = found.pop("next")
    return found


def stages(folder: Path) -> Stages:
    """Run `once` in a process of its own."""
    command = [sys.executable, __file__, "--once", str(folder)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {name: (pair[0], pair[1]) for name, pair in json.loads(said).items()}


def run(folder: Path) -> Taken:
    """Run the command: seconds by the clock and of the processor, memory alone and with what draws charts."""
    with tempfile.TemporaryDirectory() as into:
        command = [sys.executable, "-m", "toolkit", "paper", "county", str(folder), "--format", "all"]
        clock, processor = time.perf_counter(), _processor()
        process = subprocess.Popen([*command, "-o", into], stdout=subprocess.DEVNULL, cwd=CHECKOUT)
        alone = together = 0
        while process.poll() is None:
            sizes = [_megabytes(pid) for pid in (process.pid, *_children(process.pid))]
            alone, together = max(alone, sizes[0]), max(together, sum(sizes))
            time.sleep(1 / LOOKS)
        took = time.perf_counter() - clock
        if process.returncode or len(list(Path(into).iterdir())) != FORMATS:
            sys.exit("The pack could not be made.")
        return took, _processor() - processor, alone, together


def _megabytes(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:  # it has just ended
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


def _children(pid: int) -> list[int]:
    try:
        return [
            int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        ]
    except OSError:
        return []


def workbooks() -> tuple[float, float, int]:
    """Make a score workbook for each of many districts: seconds by the clock, of the processor, megabytes."""
    from toolkit.files.library import Library  # noqa: PLC0415 (the runs of the pack start without it)
    from toolkit.files.workbook_template import template_bytes  # noqa: PLC0415

    library = Library()
    lists = (
        library.matrix("morile-style-csp", "1.0"),
        library.catalogue("csp-issues", "1.0"),
        library.category_set("kent-categories-2017-18", "1.0"),
        library.heading_set("pestelo", "1.0"),
    )
    names = [f"District {k}" for k in range(WORKBOOKS)]
    clock, processor = time.perf_counter(), time.process_time()
    for name in names:
        years = {"assessment_year": "2016-17", "plan_year": "2017-18"}
        if not template_bytes(*lists, district=name, districts=names, **years):
            sys.exit("A workbook came out empty.")
    took = time.perf_counter() - clock, time.process_time() - processor
    return *took, _megabytes(os.getpid())


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--once", type=Path)
    arguments.add_argument("--runs", type=int, default=RUNS)
    given = arguments.parse_args()
    if given.once:
        print(json.dumps(once(given.once)))
        return
    sample = CHECKOUT / "sample_districts"
    print(f"Others at work on the {os.cpu_count()} cores: {os.getloadavg()[0]:.1f} waiting, a minute's mean")
    _tell_pack([run(sample) for _ in range(given.runs)], [stages(sample) for _ in range(given.runs)])
    clock, processor, memory = workbooks()
    met = "met" if clock < MOST_SECONDS_OF_WORKBOOKS else "not met here"
    print(
        f"{WORKBOOKS} score workbooks: {clock:.1f} s, {processor:.1f} s of the processor, {memory} MB; "
        f"limit {MOST_SECONDS_OF_WORKBOOKS:.0f} s: {met}"
    )


def _tell_pack(runs: list[Taken], by_stage: list[Stages]) -> None:
    print(f"County pack, 12 districts, Word, PDF, HTML and Excel; median of {len(runs)} runs:")
    print("                    clock   processor")
    clocks, processors = sorted(one[0] for one in runs), sorted(one[1] for one in runs)
    print(f"  the command     {median(clocks):6.2f} s   {median(processors):6.2f} s")
    print(f"  the quickest    {clocks[0]:6.2f} s   {processors[0]:6.2f} s")
    print("  step by step in other runs; a format's own step holds its wait for charts")
    for name in by_stage[0]:
        clock, processor = (median(one[name][k] for one in by_stage) for k in (0, 1))
        print(f"  {name:<15} {clock:6.2f} s   {processor:6.2f} s")
    alone, together = (max(one[k] for one in runs) for k in (2, 3))
    print(f"  memory          {alone} MB, {together} MB with what draws its charts")
    for what, value, limit in (
        ("clock", median(clocks), MOST_SECONDS),
        ("memory, together", together, MOST_MEGABYTES),
    ):
        print(f"  {what}: limit {limit:g}: {'met' if value < limit else 'not met here'}")


if __name__ == "__main__":
    main()

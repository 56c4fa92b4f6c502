"""Print how long a county's pack of 12 districts takes, stage by stage, and what memory; and 320 workbooks.

Every run of the pack is a process of its own that does what `csp-toolkit paper county DIR --format all` does.
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

Stages = dict[str, tuple[float, float]]
"""By stage: seconds by the clock, seconds of the processor."""


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
        from toolkit.papers.writing import PaperFormat, draw_pictures, write_paper  # noqa: PLC0415
    with stage("read and count", found):
        pack = pack_from_folder(folder, Asked(date(2017, 3, 15)))
    with stage("compose", found):
        paper = county_paper(pack)
    with stage("draw charts", found):
        draw_pictures(paper, list(PaperFormat))
    for how in PaperFormat:
        with stage(how.value, found), tempfile.TemporaryFile() as file:
            file.write(write_paper(paper, how))
    return found


def run(folder: Path) -> tuple[Stages, float, float, int, int]:
    """Run `once` in a process of its own: its stages, seconds by the clock and of the processor, memory."""
    command = [sys.executable, __file__, "--once", str(folder)]
    clock, processor = time.perf_counter(), _processor()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    alone = together = 0
    while process.poll() is None:
        sizes = [_megabytes(pid) for pid in (process.pid, *_children(process.pid))]
        alone, together = max(alone, sizes[0]), max(together, sum(sizes))
        time.sleep(1 / LOOKS)
    took = time.perf_counter() - clock
    said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        sys.exit("The pack could not be made.")
    stages: Stages = {name: (pair[0], pair[1]) for name, pair in json.loads(said).items()}
    return stages, took, _processor() - processor, alone, together


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
    sample = Path(__file__).resolve().parent.parent / "sample_districts"
    print(f"Others at work on the {os.cpu_count()} cores: {os.getloadavg()[0]:.1f} waiting, a minute's mean")
    _tell_pack([run(sample) for _ in range(given.runs)])
    clock, processor, memory = workbooks()
    met = "met" if clock < MOST_SECONDS_OF_WORKBOOKS else "not met here"
    print(
        f"{WORKBOOKS} score workbooks: {clock:.1f} s, {processor:.1f} s of the processor, {memory} MB; "
        f"limit {MOST_SECONDS_OF_WORKBOOKS:.0f} s: {met}"
    )


def _tell_pack(runs: list[tuple[Stages, float, float, int, int]]) -> None:
    print(f"County pack, 12 districts, Word, PDF, HTML and Excel; median of {len(runs)} runs:")
    print("                    clock   processor")
    for name in runs[0][0]:
        clock, processor = (median(run[0][name][k] for run in runs) for k in (0, 1))
        print(f"  {name:<15} {clock:6.2f} s   {processor:6.2f} s")
    clocks, processors = sorted(one[1] for one in runs), sorted(one[2] for one in runs)
    print(f"  in all          {median(clocks):6.2f} s   {median(processors):6.2f} s")
    print(f"  the quickest    {clocks[0]:6.2f} s   {processors[0]:6.2f} s")
    alone, together = (max(one[k] for one in runs) for k in (3, 4))
    print(f"  memory          {alone} MB, {together} MB with what draws its charts")
    for what, value, limit in (
        ("clock", median(clocks), MOST_SECONDS),
        ("memory, together", together, MOST_MEGABYTES),
    ):
        print(f"  {what}: limit {limit:g}: {'met' if value < limit else 'not met here'}")


if __name__ == "__main__":
    main()

"""Print how long `csp-toolkit check` takes over hostile files, and how much memory, beside a sound district.

Every file is checked in a process of its own, starting Python included, because that is what its author waits
for. Seconds are of the processor; the sound district is the peer that says how fast this machine is today.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.corpus.cases import CASES

MOST_SECONDS, MOST_MEGABYTES, SHOWN = 2.0, 300, 8
CHECKOUT = Path(__file__).parents[1]

CHECKED = """
import sys, time
from toolkit.__main__ import main
try:
    main()
except SystemExit:
    pass
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print("PEAK", peak.split()[1], time.process_time(), file=sys.stderr)
"""


def measured(path: Path, runs: int) -> tuple[float, float]:
    """Return the median seconds of the processor, and the most megabytes, of checking `path`."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    seconds, megabytes = [], []
    for _ in range(runs):
        command = [sys.executable, "-c", CHECKED, "check", str(path)]
        ran = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
        _, _, figures = ran.stderr.rpartition("PEAK ")
        kilobytes, took = figures.split()
        seconds.append(float(took))
        megabytes.append(int(kilobytes) / 1000)
    return median(seconds), max(megabytes)


def against(limit: float, figure: float) -> str:
    """Return whether a figure is within its limit, in words."""
    return "met" if figure <= limit else "NOT MET"


def main() -> None:
    """Check every hostile file of the corpus, and print the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each file is checked")
    runs = parser.parse_args().runs
    peer, _ = measured(CHECKOUT / "sample_districts" / "maidstone", runs)
    found = []
    hostile = [case for case in CASES if case.hostile]
    for number, case in enumerate(hostile, 1):
        sys.stderr.write(f"\r{number} of {len(hostile)}")
        with tempfile.TemporaryDirectory() as folder:
            found.append((*measured(case.build(Path(folder)), runs), case.name))
    sys.stderr.write("\r")
    slowest, largest = max(found)[0], max(megabytes for _, megabytes, _ in found)
    print(f"{len(found)} hostile files, median of {runs} runs; a sound district takes {peer:.2f} s")
    for seconds, megabytes, name in sorted(found, reverse=True)[:SHOWN]:
        print(f"  {seconds:5.2f} s  {seconds / peer:4.1f} x the sound district  {megabytes:4.0f} MB  {name}")
    print(f"slowest {slowest:.2f} s; limit {MOST_SECONDS:.0f} s: {against(MOST_SECONDS, slowest)}")
    print(f"largest {largest:.0f} MB; limit {MOST_MEGABYTES} MB: {against(MOST_MEGABYTES, largest)}")


if __name__ == "__main__":
    main()

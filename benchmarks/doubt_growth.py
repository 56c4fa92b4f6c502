"""Print how time and memory for exact rank chances grow, and how long one changed level takes.

Every figure of growth comes from a process of its own, whose peak memory is read when it ends. Districts are
scored by made-up panels of five on every criterion of the shipped matrix; their returns are made one by one,
and only scoring, ranking and the chances are timed. Then whole counties, as `csp-toolkit county --doubt` has
them: every return in memory, agreed levels without a grade, exact counts, county ranks from 10,000 draws.
Both are seconds of the processor, because other work on the machine would stretch a clock; the changed level
is by the clock.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from statistics import median

import numpy as np
from county_speed import generated_county

from toolkit.files.library import Library
from toolkit.methods.county import county
from toolkit.methods.county_doubt import county_doubt
from toolkit.methods.doubt import doubt
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.methods.uncertainty import priority_count_distribution
from toolkit.model.assessment import Return, Score
from toolkit.model.issues import Issue, IssueCatalogue

ISSUES = (20, 40, 80, 130)
DISTRICTS = (1, 12, 40, 320)
COUNTIES = (12, 40, 320)
PANEL, TOP, DRAWS, SEED = 5, 5, 10_000, 7
MOST_MEGABYTES = 300
"""For 320 districts of 20 issues."""

CHANGES, MOST_MILLISECONDS = 51, 20
"""How often a level is changed, and how long its district may take."""


def catalogue(issues: int) -> IssueCatalogue:
    """Return a made-up catalogue."""
    return IssueCatalogue(
        id="generated",
        version="1.0",
        title="Generated",
        source="made up for a benchmark",
        issues=tuple(Issue(id=f"issue-{k}", name=f"Issue {k}", theme="Generated") for k in range(issues)),
    )


def scored_by_panel(library: Library, issues: IssueCatalogue, rng: random.Random) -> Return:
    """Return a district whose cells are scored by five people, near each other, without an agreed level."""
    matrix = library.matrix("morile-style-csp", "1.0")
    scores = []
    for issue, criterion in product(issues.issues, matrix.criteria):
        middle = rng.uniform(0, len(criterion.values) - 1)
        for scorer in range(PANEL):
            place = min(max(round(rng.gauss(middle, 0.7)), 0), len(criterion.values) - 1)
            scores.append(
                Score(
                    issue=issue.id,
                    criterion=criterion.id,
                    scorer=f"Scorer {scorer}",
                    level=criterion.values[place],
                )
            )
    return Return(
        district="Generated",
        assessment_year="2016-17",
        plan_year="2017-18",
        matrix=matrix,
        catalogue=issues,
        category_set=library.category_set("kent-categories-2017-18", "1.0"),
        heading_set=library.heading_set("pestelo", "1.0"),
        scores=tuple(scores),
        priorities=(),
    )


def panels_row(districts: int, issues: int) -> float:
    """Return the processor's seconds for the rank chances of every district and the county's exact counts."""
    library, rng, listed = Library(), random.Random(SEED), catalogue(issues)
    doubt(rank(score(scored_by_panel(library, listed, rng))), TOP)
    took, tops = 0.0, []
    for _ in range(districts):
        given = scored_by_panel(library, listed, rng)
        start = time.process_time()
        tops.append(doubt(rank(score(given)), TOP).top_k)
        took += time.process_time() - start
    start = time.process_time()
    priority_count_distribution(np.stack(tops))
    return took + time.process_time() - start


def county_row(districts: int) -> float:
    """Return the processor's seconds for what `csp-toolkit county --doubt` does from reading to printing."""
    returns = generated_county(districts, unknowns=True)
    start = time.process_time()
    found = county(returns)
    if found.issues is None:
        raise ValueError(found.refused)
    doubts = [doubt(ranking, found.issues.rules.top_n) for ranking in found.rankings]
    county_doubt(found.issues, doubts, draws=DRAWS, seed=SEED)
    return time.process_time() - start


def peak_megabytes() -> float:
    """Return the most memory this process has held (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def alone(*row: int) -> tuple[float, float]:
    """Measure a row in a process of its own: seconds and peak megabytes."""
    command = [sys.executable, __file__, "--row", *map(str, row)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    took, peak = json.loads(done.stdout)
    return took, peak


def changed_level() -> list[float]:
    """Return the milliseconds from one changed level to its district's ranking and rank chances."""
    rng = random.Random(SEED)
    given = scored_by_panel(Library(), catalogue(ISSUES[0]), rng)
    scores, times = list(given.scores), []
    for _ in range(CHANGES):
        place = rng.randrange(len(scores))
        values = given.matrix.criterion(scores[place].criterion).values
        start = time.perf_counter()
        scores[place] = scores[place].changed(level=rng.choice(values))
        doubt(rank(score(given.changed(scores=tuple(scores)))), TOP)
        times.append(1000 * (time.perf_counter() - start))
    return times


def met(right: bool) -> str:  # noqa: FBT001 (it is the only argument)
    return "met" if right else "NOT MET"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--row", type=int, nargs="+", help="one row alone: DISTRICTS ISSUES, or DISTRICTS")
    if row := parser.parse_args().row:
        took = county_row(*row) if len(row) == 1 else panels_row(*row)
        print(json.dumps((took, peak_megabytes())))
        return
    print(f"Exact rank chances, panels of {PANEL}: processor seconds (milliseconds a district), peak memory")
    print("  districts " + "".join(f"{issues:>20} issues" for issues in ISSUES))
    for districts in DISTRICTS:
        print(f"  {districts:9} ", end="")
        for issues in ISSUES:
            took, peak = alone(districts, issues)
            cell = f"{took:.3f} ({1000 * took / districts:.1f}) {peak:.0f} MB"
            print(f"{cell:>27}", end="", flush=True)
        print()
    print(
        f"Whole counties of {ISSUES[0]} issues, counts and county ranks from {DRAWS} draws: processor seconds"
    )
    for districts in COUNTIES:
        took, peak = alone(districts)
        limit = f"; limit {MOST_MEGABYTES} MB: {met(peak < MOST_MEGABYTES)}" if districts == 320 else ""
        print(f"  {districts:9} districts {took:8.3f} s, {peak:.0f} MB{limit}")
    times = changed_level()
    print(f"One changed level, {ISSUES[0]} issues: median of {CHANGES} {median(times):.1f} ms ", end="")
    print(f"({min(times):.1f} to {max(times):.1f}); limit {MOST_MILLISECONDS} ms: ", end="")
    print(met(median(times) < MOST_MILLISECONDS))


if __name__ == "__main__":
    main()

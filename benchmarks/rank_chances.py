"""Print how long the exact chances of one district take, beside two peers' and our own sampler's.

One district of 20 issues on the nine risk criteria of the shipped matrix, scored by made-up panels of five.
Everyone starts from the chances of its levels and ends with the chance of every rank, of the top five, and of
every issue against every other. The peers are installed from the package index, each into a virtual
environment of its own (pySensMCDA needs pandas below 3), and get the district as JSON; what they find must
agree with ours within the error of their own drawing. Small cases are enumerated, too.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt

from toolkit.files.library import Library
from toolkit.methods.county_doubt import sampled_ranks
from toolkit.methods.scoring import risk_scores, section_totals
from toolkit.methods.uncertainty import (
    Probability,
    pairwise_winning,
    panel_distribution,
    rank_acceptability,
    score_distribution,
    top_k_probability,
)
from toolkit.model.matrix import Matrix

ISSUES, TOP, PANEL = 20, 5, 5
SEED = 3
DRAWS = 10_000
RUNS, EXACT_RUNS = 5, 201
CASES = 10
"""Small cases to enumerate."""

PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True)
class Peer:
    """A peer: what to install, its script, the draws it makes, and how many times our time it takes."""

    name: str
    install: str
    script: str
    draws: int
    target: int


OTHERS = (
    Peer("pySensMCDA", "pysensmcda>=2,<3", "pysensmcda_simulation.py", DRAWS, 200),
    Peer("scikit-criteria, loop", "scikit-criteria>=0.10", "scikit_criteria_loop.py", 400, 5000),
)
SAMPLER_TARGET = 3


@dataclass(frozen=True)
class Chances:
    """Chances of every rank (issue, rank), of the top (issue,), and of scoring above (issue, issue)."""

    acceptability: Probability
    top: npt.NDArray[np.float64]
    wins: Probability


def exact(levels: Probability, matrix: Matrix) -> Chances:
    """Return the chances as the toolkit finds them."""
    scores = score_distribution(levels, matrix).probability
    acceptability = rank_acceptability(scores)
    return Chances(acceptability, top_k_probability(acceptability, TOP), pairwise_winning(scores)[0])


def sampled(levels: Probability, matrix: Matrix) -> Chances:
    """Return the chances from our own sampler's ranks."""
    scores = score_distribution(levels, matrix).probability
    ranks = sampled_ranks(scores, DRAWS, np.random.default_rng(SEED))
    return Chances(
        np.stack([np.bincount(row, minlength=len(ranks) + 1)[1:] for row in ranks]) / DRAWS,
        (ranks <= TOP).mean(axis=1),
        np.stack([(row < ranks).mean(axis=1) for row in ranks]),
    )


def made_up(rng: np.random.Generator, matrix: Matrix) -> Probability:
    """Return the chances of the levels of one district, scored by panels whose levels lie near each other."""
    levels = _widest(matrix)
    middle = rng.uniform(0, levels - 1, (ISSUES, len(_criteria(matrix)), 1))
    given = np.clip(np.rint(middle + rng.normal(0, 0.7, (*middle.shape[:2], PANEL))), 0, levels - 1)
    return panel_distribution((given[..., None] == np.arange(levels)).sum(axis=2))


def _criteria(matrix: Matrix) -> list[Any]:
    return [criterion for section in matrix.risk_sections for criterion in section.criteria]


def _widest(matrix: Matrix) -> int:
    return max(len(criterion.levels) for criterion in _criteria(matrix))


def seconds(call: Callable[[], object], runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return times


def said(times: list[float], scale: float = 1.0) -> str:
    return (
        f"{1000 * scale * median(times):11.2f} ms   "
        f"({1000 * scale * min(times):.2f} to {1000 * scale * max(times):.2f}, {len(times)} runs)"
    )


def asked(peer: Peer, folder: Path, levels: Probability, matrix: Matrix) -> dict[str, Any]:
    """Install a peer unless it is there, and return its answer; RuntimeError says why there is none."""
    python = folder / peer.script.removesuffix(".py") / "bin" / "python"
    if not python.exists():
        _run([sys.executable, "-m", "venv", str(python.parents[1])])
        _run([str(python), "-m", "pip", "install", "--quiet", peer.install])
    question = {
        "levels": levels.tolist(),
        "values": [criterion.values for criterion in _criteria(matrix)],
        "sections": [len(section.criteria) for section in matrix.risk_sections],
        "top": TOP,
        "draws": peer.draws,
        "runs": RUNS,
        "seed": SEED,
    }
    found: dict[str, Any] = json.loads(_run([str(python), str(PEERS / peer.script)], json.dumps(question)))
    return found


def _run(command: list[str], given: str | None = None) -> str:
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, env=alone)
    if done.returncode:
        raise RuntimeError((done.stderr.strip() or "no message").splitlines()[-1])
    return done.stdout


def agreement(ours: Chances, theirs: Chances, draws: int) -> str:
    """Say how far drawn chances lie from the exact ones, in standard errors where these mean something."""
    exact_, drawn = (np.concatenate([c.acceptability.ravel(), c.top, c.wins.ravel()]) for c in (ours, theirs))
    difference, error = np.abs(drawn - exact_), np.sqrt(exact_ * (1 - exact_) / draws)
    enough = draws * exact_ * (1 - exact_) > 10
    return (
        f"largest difference {difference.max():.4f}; in standard errors, over {enough.sum()} chances: "
        f"mean square {(difference[enough] ** 2 / error[enough] ** 2).mean():.2f}, "
        f"largest {(difference[enough] / error[enough]).max():.1f}"
    )


def peer_lines(peer: Peer, ours: Chances, folder: Path, levels: Probability, matrix: Matrix) -> Iterator[str]:
    """Measure a peer, and ours right before and after it: other work on the machine then slows both."""
    mine = seconds(lambda: exact(levels, matrix), EXACT_RUNS)
    try:
        found = asked(peer, folder, levels, matrix)
    except RuntimeError as error:
        yield f"{peer.name}: could not be measured: {error}"
        return
    mine += seconds(lambda: exact(levels, matrix), EXACT_RUNS)
    scale = DRAWS / peer.draws
    how = "" if scale == 1 else f"; {peer.draws} draws measured, times {scale:.0f}"
    yield f"{peer.name} {found['version']}, {DRAWS} draws{how}:"
    yield f"  {'all of it':34}{said(found['seconds'], scale)}"
    yield f"  {'of which drawing levels, in NumPy':34}{said(found['drawing'], scale)}"
    if "topsis" in found:
        yield f"  {'with its own TOPSIS for our score':34}{said(found['topsis'])}"
    yield f"  {'toolkit, exact, before and after':34}{said(mine)}"
    yield f"  {_met(scale * median(found['seconds']) / median(mine), peer.target)}"
    theirs = Chances(*(np.array(found[name]) for name in ("acceptability", "top", "wins")))
    yield f"  {agreement(ours, theirs, peer.draws)}"


def _met(ratio: float, target: int) -> str:
    verdict = "met" if ratio >= target else "NOT MET"
    return f"takes {ratio:.0f} times as long as exact; target {target}: {verdict}"


def enumerated_difference(matrix: Matrix, rng: np.random.Generator) -> float:
    """Return the largest difference from enumeration for four issues with three levels open between two."""
    levels = np.zeros((4, len(_criteria(matrix)), _widest(matrix)))
    for cells in levels:
        cells[np.arange(len(cells)), rng.integers(0, levels.shape[2], len(cells))] = 1
        for row in rng.choice(len(cells), 3, replace=False):
            cells[row] = 0
            cells[row, rng.choice(levels.shape[2], 2, replace=False)] = rng.dirichlet((1, 1))
    cases = [_cases(cells, matrix) for cells in levels]
    counted = Chances(np.zeros((4, 4)), np.zeros(4), np.zeros((4, 4)))
    for case in product(*cases):
        chance = float(np.prod([chance for chance, _ in case]))
        scores = np.array([score for _, score in case])
        above = scores[:, None] > scores[None, :]
        counted.acceptability[np.arange(4), above.sum(axis=0)] += chance
        counted.wins[above] += chance
    found = exact(levels, matrix)
    return float(
        max(
            np.abs(found.acceptability - counted.acceptability).max(),
            np.abs(found.wins - counted.wins).max(),
        )
    )


def _cases(cells: Probability, matrix: Matrix) -> list[tuple[float, int]]:
    """Return the chance and the score of every combination of the levels that one issue can take."""
    found = []
    for choice in product(*[np.flatnonzero(row) for row in cells]):
        values = np.array([c.values[k] for c, k in zip(_criteria(matrix), choice, strict=True)], dtype=object)
        chance = float(np.prod(cells[np.arange(len(choice)), choice]))
        found.append((chance, risk_scores(section_totals(values, matrix.risk_sections), matrix).item()))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--keep", type=Path, help="folder for the peers' environments, kept for the next run")
    keep = parser.parse_args().keep
    matrix, rng = Library().matrix("morile-style-csp", "1.0"), np.random.default_rng(SEED)
    levels = made_up(rng, matrix)
    ours = exact(levels, matrix)
    mine = seconds(lambda: exact(levels, matrix), EXACT_RUNS)
    drawn = seconds(lambda: sampled(levels, matrix), RUNS)
    size = f"{ISSUES} issues x {len(_criteria(matrix))} criteria"
    print(f"One district, {size}, matrix {matrix.ref}, seed {SEED}: every rank, top {TOP} and pairs;")
    print("median (fastest to slowest)")
    print(f"  {'toolkit, exact':34}{said(mine)}")
    print(f"  {f'toolkit, sampled, {DRAWS} draws':34}{said(drawn)}")
    print(f"  {_met(median(drawn) / median(mine), SAMPLER_TARGET)}")
    print(f"  {agreement(ours, sampled(levels, matrix), DRAWS)}")
    with tempfile.TemporaryDirectory() as folder:
        for peer in OTHERS:
            print(*peer_lines(peer, ours, keep or Path(folder), levels, matrix), sep="\n", flush=True)
    largest = max(enumerated_difference(matrix, rng) for _ in range(CASES))
    print(f"{CASES} small cases enumerated: largest difference {largest:.1e}; limit 1e-12: ", end="")
    print("met" if largest < 1e-12 else "NOT MET")


if __name__ == "__main__":
    main()

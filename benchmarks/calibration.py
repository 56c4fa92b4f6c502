"""Print how well each way to read a panel's disagreement says the chance of the top five: said, happened.

Panels are made up. Every cell has a latent consensus, a point on the scale of levels: what an issue has in
common, and what a criterion adds. A scorer gives it with an effect of their own on every cell (harsh or
lenient) and with noise, rounded to a level. The truth is the ranking by the consensus, rounded in the same
way. Each reading sees the levels of the panel and nothing else.

    point ranking   the medians as if they were certain: 1 in the top five, 0 outside it
    random scorer   one scorer's level for each cell, every scorer alike
    panel median    the exact bootstrap of each cell's median: what the toolkit does
    whole scorers   scorers resampled with all they gave, as `toolkit.methods.joint_panel` does
    grade           the matrix's middle grade of confidence about each cell's median

A Brier score is the mean squared difference between what was said and what happened (0 or 1): less is better.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from math import factorial, prod

import numpy as np
import numpy.typing as npt

from toolkit.files.library import Library
from toolkit.methods.scoring import risk_scores, section_totals
from toolkit.methods.uncertainty import (
    Probability,
    confidence_distribution,
    panel_distribution,
    rank_acceptability,
    score_distribution,
    top_k_probability,
)
from toolkit.model.matrix import Matrix

ISSUES = 20
TOP = 5
SEED = 2026
SCORERS = (4, 6, 8)
EFFECTS = (0.0, 0.2, 0.4, 0.8)
NOISE = 0.7
"""Standard deviations of a scorer's effect and of the noise, in levels."""

PANELS, QUICK_PANELS = 200, 60
SHOWN = (6, 0.4)
"""Scorers and effect of the setting whose chances are printed beside what happened."""

BETWEEN_ISSUES, WITHIN_ISSUE = 0.7, 0.9
"""Standard deviations of the consensus between issues, and of the criteria within one, in levels."""

ENUMERATED, DRAWS = 7, 1000
"""To seven scorers every resample of whole scorers is counted, as in the toolkit; beyond, some are drawn."""

EDGES = (0.02, 0.2, 0.4, 0.6, 0.8, 0.98)

OURS = "panel median"
POINT = "point ranking"
RANDOM = "random scorer"

Positions = npt.NDArray[np.int64]
"""Positions of levels, from 0."""


@dataclass(frozen=True)
class Panels:
    """Panels made up alike: (panel, issue, criterion) consensus, (panel, scorer, issue, criterion) given."""

    consensus: Positions
    given: Positions


@dataclass(frozen=True)
class Setting:
    """What one setting came to, for every panel and issue: the truth, and the chance each reading said."""

    scorers: int
    effect: float
    happened: npt.NDArray[np.bool_]
    said: dict[str, Probability]

    def brier(self, reading: str) -> float:
        """Return the Brier score of a reading."""
        return float(((self.said[reading] - self.happened) ** 2).mean())

    def apart(self, reading: str) -> tuple[float, float]:
        """Return by how much a reading's Brier score is above ours, and the standard error over panels."""
        loss = [((self.said[name] - self.happened) ** 2).mean(axis=1) for name in (reading, OURS)]
        difference = loss[0] - loss[1]
        return float(difference.mean()), float(difference.std(ddof=1) / len(difference) ** 0.5)


def made_up(rng: np.random.Generator, matrix: Matrix, panels: int, scorers: int, effect: float) -> Panels:
    """Return panels on the risk criteria of `matrix`."""
    tops = np.array([len(c.levels) - 1 for s in matrix.risk_sections for c in s.criteria])
    latent = (
        tops / 2
        + rng.normal(0, BETWEEN_ISSUES, (panels, ISSUES, 1))
        + rng.normal(0, WITHIN_ISSUE, (panels, ISSUES, len(tops)))
    )
    harsh = rng.normal(0, effect, (panels, scorers, 1, 1))
    seen = latent[:, None] + harsh + rng.normal(0, NOISE, (panels, scorers, ISSUES, len(tops)))
    return Panels(_levels(latent, tops), _levels(seen, tops))


def _levels(points: npt.NDArray[np.float64], tops: npt.NDArray[np.int64]) -> Positions:
    return np.clip(np.rint(points), 0, tops).astype(np.int64)


def top(positions: Positions, matrix: Matrix) -> npt.NDArray[np.bool_]:
    """Say who is in the top, ties at the edge in: (..., issue, criterion) positions to (..., issue)."""
    scores = _scores(positions, matrix)
    edge = np.partition(scores, -TOP, axis=-1)[..., [-TOP]]
    return np.asarray(scores >= edge)


def _scores(positions: Positions, matrix: Matrix) -> npt.NDArray[np.int64]:
    """Harm times likelihood in whole numbers of the machine, which are quicker; `main` checks them."""
    total, start = np.ones(positions.shape[:-1], dtype=np.int64), 0
    for section in matrix.risk_sections:
        values = [np.array(criterion.values) for criterion in section.criteria]
        total *= sum(v[positions[..., start + k]] for k, v in enumerate(values))
        start += len(values)
    return total


def check_scores(positions: Positions, matrix: Matrix) -> None:
    """Raise ValueError unless the toolkit's exact scores are the same."""
    criteria = [criterion for section in matrix.risk_sections for criterion in section.criteria]
    values = np.empty(positions.shape, dtype=object)
    for k, criterion in enumerate(criteria):
        values[..., k] = np.array(criterion.values, dtype=object)[positions[..., k]]
    exact = risk_scores(section_totals(values, matrix.risk_sections), matrix)
    if (exact != _scores(positions, matrix)).any():
        raise ValueError(f"the benchmark cannot score with matrix {matrix.ref}")


def readings(panels: Panels, matrix: Matrix, rng: np.random.Generator) -> dict[str, Probability]:
    """Return the chance of the top by every reading, shape (panel, issue) each."""
    levels = max(len(criterion.levels) for s in matrix.risk_sections for criterion in s.criteria)
    votes = (panels.given[..., None] == np.arange(levels)).sum(axis=1)
    middles = _middles(panels.given)
    grade = matrix.confidence.grades[len(matrix.confidence.grades) // 2].doubt if matrix.confidence else ()
    about = np.stack([confidence_distribution(level, levels, grade) for level in range(levels)])
    return {
        POINT: np.mean([top(middle, matrix) for middle in middles], axis=0),
        RANDOM: _chances(votes / panels.given.shape[1], matrix),
        OURS: _chances(panel_distribution(votes), matrix),
        "whole scorers": np.stack([_whole_scorers(given, matrix, rng) for given in panels.given]),
        "grade": _chances(np.mean([about[middle] for middle in middles], axis=0), matrix),
    }


def _middles(given: Positions) -> list[Positions]:
    """Return the median of each cell; for an even panel the lower and the upper."""
    scorers = given.shape[1]
    rising = np.sort(given, axis=1)
    return [rising[:, place] for place in sorted({(scorers - 1) // 2, scorers // 2})]


def _chances(levels: Probability, matrix: Matrix) -> Probability:
    """Return the exact chance of the top: (panel, issue, criterion, level) to (panel, issue)."""
    scores = score_distribution(levels.reshape(-1, *levels.shape[2:]), matrix).probability
    of_panels = scores.reshape(*levels.shape[:2], -1)
    return np.stack([top_k_probability(rank_acceptability(panel), TOP) for panel in of_panels])


def _whole_scorers(given: Positions, matrix: Matrix, rng: np.random.Generator) -> Probability:
    """Return the chance of the top when scorers are resampled with all they gave, shape (issue,)."""
    scorers, levels = len(given), int(given.max()) + 1
    times, weights = resamples(scorers, rng)
    below = (given[..., None] <= np.arange(levels)).reshape(scorers, -1)
    reached = (times @ below).reshape(len(times), *given.shape[1:], levels)
    middles = sorted({(scorers + 1) // 2, scorers // 2 + 1})
    shares = [weights @ top((reached < middle).sum(axis=-1), matrix) for middle in middles]
    return np.asarray(np.mean(shares, axis=0))


def resamples(
    scorers: int, rng: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return how often each resample holds each scorer, and the resample's probability."""
    if scorers > ENUMERATED:
        drawn = rng.multinomial(scorers, np.full(scorers, 1 / scorers), size=DRAWS)
        return drawn.astype(np.float64), np.full(DRAWS, 1 / DRAWS)
    picks = combinations_with_replacement(range(scorers), scorers)
    times = [[pick.count(scorer) for scorer in range(scorers)] for pick in picks]
    ways = [factorial(scorers) / prod(map(factorial, row)) for row in times]
    return np.array(times, dtype=np.float64), np.array(ways) / scorers**scorers


def setting(scorers: int, effect: float, panels: int, matrix: Matrix) -> Setting:
    """Make up the panels of one setting, always the same, and let every reading have its say."""
    rng = np.random.default_rng([SEED, scorers, round(100 * effect)])
    made = made_up(rng, matrix, panels, scorers, effect)
    return Setting(scorers, effect, top(made.consensus, matrix), readings(made, matrix, rng))


def said_against_happened(settings: list[Setting]) -> Iterator[str]:
    """Write, for each reading, the mean chance said and the share that happened, from small to large."""
    happened = np.concatenate([s.happened.ravel() for s in settings])
    for reading in settings[0].said:
        if reading == POINT:
            continue
        said = np.concatenate([s.said[reading].ravel() for s in settings])
        place = np.digitize(said, EDGES)
        bins = [place == k for k in range(1, len(EDGES))]
        pairs = [f"{said[b].mean():.2f} -> {happened[b].mean():.2f} ({b.sum():4})" for b in bins if b.any()]
        yield f"  {reading:14} " + "   ".join(pairs)


def brier_table(settings: list[Setting]) -> Iterator[str]:
    """Write the Brier scores by setting; the lowest is marked."""
    names = list(settings[0].said)
    yield "  scorers  effect  " + "".join(f"{name:>16}" for name in names)
    for found in settings:
        scores = {name: found.brier(name) for name in names}
        best = min(scores.values())
        row = "".join(f"{s:15.4f}{'*' if s == best else ' '}" for s in scores.values())
        yield f"  {found.scorers:7}  {found.effect:6.1f}  {row}"


def apart_lines(settings: list[Setting]) -> Iterator[str]:
    """Write by how much each reading's Brier score is above ours, over all settings."""
    for reading in settings[0].said:
        if reading == OURS:
            continue
        means, errors = zip(*[s.apart(reading) for s in settings], strict=True)
        error = sum(e**2 for e in errors) ** 0.5 / len(settings)
        mean = sum(means) / len(settings)
        ours = sum(s.brier(OURS) for s in settings) / len(settings)
        worse = sum(m > 0 for m in means)
        yield (
            f"  {reading:14} {mean:+.4f} (standard error {error:.4f}): {OURS} is {mean / (ours + mean):4.0%} "
            f"lower; lower in {worse} of {len(settings)} settings"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--quick", action="store_true", help="one setting and few panels: a smoke test")
    quick = parser.parse_args().quick
    panels = QUICK_PANELS if quick else PANELS
    matrix, start = Library().matrix("morile-style-csp", "1.0"), time.perf_counter()
    check_scores(made_up(np.random.default_rng(SEED), matrix, 1, 3, 0.4).given, matrix)
    chosen = [SHOWN] if quick else list(product(SCORERS, EFFECTS))
    print(f"{len(chosen)} settings x {panels} panels x {ISSUES} issues, matrix {matrix.ref}, seed {SEED};")
    print(f"noise {NOISE} level; whole scorers: drawn {DRAWS} times from more than {ENUMERATED} scorers")
    settings = [setting(scorers, effect, panels, matrix) for scorers, effect in chosen]
    print(f"Chance of the top {TOP}, said -> happened (issues), {SHOWN[0]} scorers, effect {SHOWN[1]}:")
    print(*said_against_happened([s for s in settings if (s.scorers, s.effect) == SHOWN]), sep="\n")
    if not quick:
        print("The same over all settings:")
        print(*said_against_happened(settings), sep="\n")
    print("Brier score, the lowest marked:")
    print(*brier_table(settings), sep="\n")
    print(f"Brier score above {OURS}, over all settings:")
    print(*apart_lines(settings), sep="\n")
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()

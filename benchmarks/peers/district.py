"""What `rank_chances.py` hands a peer, and what it wants back: a district's level chances, its rank chances.

Runs in the peer's own environment: NumPy and the standard library only.
"""

import json
import sys
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class District:
    """Chances of levels (issue, criterion, level), the values of the levels, and criteria by section."""

    levels: np.ndarray
    values: np.ndarray
    sections: list[int]
    top: int
    draws: int
    runs: int
    seed: int

    def drawn(self, rng: np.random.Generator) -> np.ndarray:
        """Draw a level value for every cell, shape (draw, issue, criterion)."""
        issues, criteria, _ = self.levels.shape
        below = np.cumsum(self.levels, axis=2)[:, :, :-1]
        matrices = np.empty((self.draws, issues, criteria))
        for issue in range(issues):
            for criterion in range(criteria):
                place = np.searchsorted(below[issue, criterion], rng.random(self.draws), side="right")
                matrices[:, issue, criterion] = self.values[criterion][place]
        return matrices

    def score(self, matrix: np.ndarray) -> np.ndarray:
        """Return the product of the section totals: (issue, criterion) to (issue,)."""
        harm = self.sections[0]
        return matrix[:, :harm].sum(axis=1) * matrix[:, harm:].sum(axis=1)


def given() -> District:
    """Read the district from standard input."""
    read = json.load(sys.stdin)
    return District(**(read | {"levels": np.array(read["levels"]), "values": np.array(read["values"])}))


def answer(**found: object) -> None:
    """Write what was found, arrays as lists, to standard output."""
    json.dump({k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in found.items()}, sys.stdout)

"""Rank chances by pySensMCDA: `smaa.simulate` on matrices drawn beforehand, with our score as its method.

A plain function is the quickest method it can be given. The method of its own examples, TOPSIS, is timed too.
"""

import time
from importlib.metadata import version

import numpy as np
from district import District, answer, given
from pymcdm.methods import TOPSIS
from pysensmcda.robustness import pairwise_winning_indices
from pysensmcda.smaa import kbr_acceptability, rank_acceptability, simulate


def simulated(district: District, method: object, seed: int) -> tuple[dict[str, np.ndarray], float, float]:
    """Return what was found, the seconds it took, and how many of them went into drawing levels."""
    start = time.perf_counter()
    matrices = district.drawn(np.random.default_rng(seed))
    drawn = time.perf_counter()
    ones = np.ones(matrices.shape[2])
    result = simulate(
        method, matrices[0], ones, weights=ones, num_samples=len(matrices), matrix_samples=matrices
    )
    found = {
        "acceptability": rank_acceptability(result),
        "top": kbr_acceptability(result, district.top),
        "wins": pairwise_winning_indices(result.rankings),
    }
    return found, time.perf_counter() - start, drawn - start


def main() -> None:
    district = given()
    runs = [
        simulated(district, lambda matrix, _weights, _types: district.score(matrix), district.seed + k)
        for k in range(district.runs)
    ]
    topsis = [simulated(district, TOPSIS(), district.seed)[1] for _ in range(2)]
    answer(
        version=version("pysensmcda"),
        seconds=[seconds for _, seconds, _ in runs],
        drawing=[drawing for _, _, drawing in runs],
        topsis=topsis,
        **runs[0][0],
    )


if __name__ == "__main__":
    main()

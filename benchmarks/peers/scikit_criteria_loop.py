"""Rank chances by scikit-criteria: it has no simulation, so its documented call is repeated, once a draw.

A decision matrix is made with `mkdm` and evaluated by a method; ours is made with `extend.mkagg`. Its ranks
are dense, so the scores it keeps beside them are ranked as competition ranks, in NumPy, after the loop.
"""

import time
from importlib.metadata import version

import numpy as np
import skcriteria
from district import District, answer, given
from skcriteria.extend import mkagg
from skcriteria.utils.rank import rank_values


def looped(district: District, seed: int) -> tuple[dict[str, np.ndarray], float, float]:
    """Return what was found, the seconds it took, and how many of them went into drawing levels."""

    @mkagg
    def HarmTimesLikelihood(matrix: np.ndarray, **_rest: object) -> tuple[np.ndarray, dict[str, np.ndarray]]:  # noqa: N802
        score = district.score(matrix)
        return rank_values(score, reverse=True), {"score": score}

    method = HarmTimesLikelihood()
    start = time.perf_counter()
    matrices = district.drawn(np.random.default_rng(seed))
    drawn = time.perf_counter()
    criteria = matrices.shape[2]
    scores = np.array(
        [
            method.evaluate(skcriteria.mkdm(matrix, [max] * criteria, weights=np.ones(criteria))).e_.score
            for matrix in matrices
        ]
    )
    above = scores[:, None, :] > scores[:, :, None]
    ranks = above.sum(axis=2)
    found = {
        "acceptability": np.stack([(ranks == rank).mean(axis=0) for rank in range(ranks.shape[1])], axis=1),
        "top": (ranks < district.top).mean(axis=0),
        "wins": above.mean(axis=0).T,
    }
    return found, time.perf_counter() - start, drawn - start


def main() -> None:
    district = given()
    runs = [looped(district, district.seed + k) for k in range(district.runs)]
    answer(
        version=version("scikit-criteria"),
        seconds=[seconds for _, seconds, _ in runs],
        drawing=[drawing for _, _, drawing in runs],
        **runs[0][0],
    )


if __name__ == "__main__":
    main()

"""How sure the ranking is: one probability over levels for each score, everything else read off it exactly.

Axis order throughout: (district, issue, criterion, level).
"""

import numpy as np
import numpy.typing as npt

from toolkit.methods.level_chances import (
    Probability,
    confidence_distribution,
    level_distribution,
    panel_distribution,
)
from toolkit.methods.rank_chances import pairwise_winning, rank_acceptability, rank_ranges, top_k_probability
from toolkit.methods.score_chances import ScoreDistribution, binning_error_bound, score_distribution

__all__ = [
    "Probability",
    "ScoreDistribution",
    "binning_error_bound",
    "confidence_distribution",
    "level_distribution",
    "pairwise_winning",
    "panel_distribution",
    "priority_count_distribution",
    "rank_acceptability",
    "rank_ranges",
    "score_distribution",
    "top_k_probability",
]


def priority_count_distribution(top_k: npt.NDArray[np.float64]) -> Probability:
    """Return the distribution of the number of districts whose top k holds each issue.

    Parameters
    ----------
    top_k
        Shape (district, issue): the probability in each district, independent between districts; 0 where the
        district did not score the issue.

    Returns
    -------
    Shape (issue, district + 1): Poisson-binomial; columns are counts from 0.

    References
    ----------
    Hong (2013), Computational Statistics and Data Analysis 59:41. Reproduced: the README of the package
    fast-poibin (chances .1, .2, .2: .576, .352, .068, .004); table 2.2 of Hua and Pei (2011), Ranking Queries
    on Uncertain Data (fewer than k of .5, .3, .7: .105, .5, .895); and SciPy's `poisson_binom` as a second
    opinion.
    """
    districts, issues = top_k.shape
    counts = np.zeros((issues, districts + 1))
    counts[:, 0] = 1.0
    for chance in top_k:
        counts[:, 1:] = counts[:, 1:] * (1 - chance)[:, None] + counts[:, :-1] * chance[:, None]
        counts[:, 0] *= 1 - chance
    return counts

"""Our ranks are those of SciPy, which takes a second to import."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.stats import rankdata

from toolkit.methods.tied_ranks import average_ranks, lowest_ranks

TABLES = arrays(np.int64, array_shapes(min_dims=2, max_dims=2, max_side=8), elements=st.integers(-3, 3))


@given(TABLES)
def test_ties_share_the_lowest_rank_or_the_mean_as_in_scipy(table: np.ndarray) -> None:
    assert np.array_equal(lowest_ranks(table), rankdata(table, method="min", axis=1))
    assert np.array_equal(average_ranks(table), rankdata(table, axis=1))

"""Ranks within each row of a table, ties alike: what a statistics package takes a second to import for."""

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64] | npt.NDArray[np.int64]
"""Values without NaN, shape (row, thing)."""


def lowest_ranks(table: Table) -> npt.NDArray[np.int64]:
    """Return each value's rank within its row, the smallest first; tied values share the lowest.

    Returns
    -------
    numpy.ndarray
        Ranks from 1, shape (row, thing).

    Examples
    --------
    >>> lowest_ranks(np.array([[3, 1, 3, 2]]))
    array([[3, 1, 3, 2]])
    """
    order = np.argsort(table, axis=1, kind="stable")
    ordered = np.take_along_axis(table, order, axis=1)
    starts = np.zeros(table.shape, dtype=np.int64)
    starts[:, 1:] = np.where(ordered[:, 1:] != ordered[:, :-1], np.arange(1, table.shape[1]), 0)
    ranks = np.empty(table.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.maximum.accumulate(starts, axis=1) + 1, axis=1)
    return ranks


def average_ranks(table: Table) -> npt.NDArray[np.float64]:
    """Return each value's rank within its row, the smallest first; tied values share the mean place.

    Returns
    -------
    numpy.ndarray
        Ranks from 1 in halves, shape (row, thing).

    Examples
    --------
    >>> average_ranks(np.array([[3, 1, 3, 2]]))
    array([[3.5, 1. , 3.5, 2. ]])
    """
    highest = table.shape[1] + 1 - lowest_ranks(-table)
    return np.asarray((lowest_ranks(table) + highest) / 2)

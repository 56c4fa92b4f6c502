"""Rows of a file whose Crime ID stood in it before."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.evidence.extras import ArrowTable

_MIX = np.uint64(0x9E3779B97F4A7C15)


def repeated_ids(answer: ArrowTable) -> dict[str, int]:
    """Return how many rows of each file repeat an id, from the columns ``file`` and ``ids`` (lists).

    Ids are compared by 64-bit hashes: among 6 million the chance that two differ and look alike is one in
    a million.
    """
    files = pd.Categorical(answer["file"].to_pandas())
    lengths, keys = _flat(answer)
    keys ^= np.repeat(
        files.codes.astype(np.uint64) * _MIX, lengths
    )  # the same id in two files is no repetition
    ordered = np.sort(keys)
    again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    del ordered
    if not len(again):
        return dict.fromkeys(map(str, files.categories), 0)
    is_again = np.isin(keys, again)
    owner = np.repeat(files.codes.astype(np.int64), lengths)[is_again]
    first = pd.Series(owner).groupby(keys[is_again]).first().to_numpy()
    rows, firsts = (np.bincount(some, minlength=len(files.categories)) for some in (owner, first))
    return {str(file): int(n) for file, n in zip(files.categories, rows - firsts, strict=True)}


def _flat(answer: ArrowTable) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return how many ids each group has, and all ids, in an array of its own."""
    chunks = answer["ids"].chunks
    lengths = [chunk.value_lengths().fill_null(0).to_numpy(zero_copy_only=False) for chunk in chunks]
    ids = np.empty(sum(int(one.sum()) for one in lengths), np.uint64)
    done = 0
    for chunk in chunks:
        some = chunk.flatten()
        ids[done : done + len(some)] = some.to_numpy(zero_copy_only=False)
        done += len(some)
    return np.concatenate([np.zeros(0, np.int64), *lengths]), ids

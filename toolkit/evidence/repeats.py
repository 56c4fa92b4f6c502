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
    lengths, hashes = _flat(answer)
    owner = np.repeat(files.codes.astype(np.uint64), lengths)
    keys = hashes ^ (owner * _MIX)  # the same id in two files is no repetition
    ordered = np.sort(keys)
    again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(again):
        return dict.fromkeys(map(str, files.categories), 0)
    rows = np.bincount(owner[np.isin(keys, again)].astype(np.int64), minlength=len(files.categories))
    first = pd.Series(owner[np.isin(keys, again)]).groupby(keys[np.isin(keys, again)]).first()
    firsts = np.bincount(first.to_numpy(dtype=np.int64), minlength=len(files.categories))
    return {str(file): int(n) for file, n in zip(files.categories, rows - firsts, strict=True)}


def _flat(answer: ArrowTable) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    lengths, hashes = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
    for chunk in answer["ids"].chunks:
        lengths.append(chunk.value_lengths().fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64))
        hashes.append(chunk.flatten().to_numpy(zero_copy_only=False).astype(np.uint64))
    return np.concatenate(lengths), np.concatenate(hashes)

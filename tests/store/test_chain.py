"""The hash chain: a worked link, and every way of breaking it."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from toolkit.store.chain import HASHED, Head, broken_link, canonical_json, genesis, revision_hash

START = genesis("r1", "assessment", "Ashford", "2016-17", "ashford")


def chain(length: int) -> list[dict[str, Any]]:
    head, rows = START, []
    for seq in range(1, length + 1):
        row: dict[str, Any] = dict.fromkeys(HASHED, "") | {"seq": seq, "key": f"k{seq}", "based_on": 0}
        row |= {"before": head.hash}
        row["hash"] = revision_hash(head.hash, row)
        head = Head(seq, row["hash"])
        rows.append(row)
    return rows


def test_a_link_is_the_sha_256_of_the_one_before_and_the_row_as_canonical_json() -> None:
    row = dict.fromkeys(HASHED, "x") | {"seq": 1, "reason": "Gŵyr"}
    text = '["x",1,"x","x","x","x","x","x","x","x","x","x","Gŵyr","x"]'
    assert canonical_json([row[column] for column in HASHED]) == text
    assert revision_hash("abc", row) == hashlib.sha256(f"abc{text}".encode()).hexdigest()


def test_a_whole_chain_is_sound_and_gives_its_head() -> None:
    rows = chain(5)
    assert broken_link(START, rows) == (Head(5, rows[-1]["hash"]), None)


def test_a_chain_of_one_return_does_not_pass_for_another_s() -> None:
    other = genesis("r1", "assessment", "Swale", "2016-17", "ashford")
    assert broken_link(other, chain(2))[1] == (
        "revision 1 does not follow the one before it: revisions were reordered or replaced"
    )


def _change(rows: list[dict[str, Any]]) -> None:
    rows[2]["value"] = "4"


def _remove(rows: list[dict[str, Any]]) -> None:
    del rows[2]


def _reorder(rows: list[dict[str, Any]]) -> None:
    rows[2], rows[3] = rows[3] | {"seq": 3}, rows[2] | {"seq": 4}
    for row in rows[2:4]:
        row["hash"] = revision_hash(row["before"], row)


@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (_change, "revision 3 was changed: it no longer gives the hash it was stored with"),
        (_remove, "revision 3 was removed: the next one there is number 4"),
        (_reorder, "revision 3 does not follow the one before it: revisions were reordered or replaced"),
    ],
)
def test_the_first_broken_link_is_named(tamper: Callable[[list[dict[str, Any]]], None], message: str) -> None:
    rows = chain(5)
    tamper(rows)
    head, problem = broken_link(START, rows)
    assert (head.count, problem) == (2, message)


@pytest.mark.parametrize("column", HASHED)
def test_every_column_counts(column: str) -> None:
    rows = chain(3)
    rows[1][column] = 7 if column in ("seq", "based_on", "since") else "tampered"
    assert broken_link(START, rows)[1] is not None


def test_cutting_the_tail_off_leaves_a_chain_that_is_sound_in_itself() -> None:
    assert broken_link(START, chain(5)[:3])[1] is None

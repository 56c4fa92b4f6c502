"""The hash chain of a record's revisions: each carries the hash of the one before it.

Changing, removing or reordering a revision breaks the chain where it was done. Cutting off its tail does
not, so the head is also kept outside the database (`toolkit.store.anchors`) and printed on papers.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from toolkit.language import say

HASHED: Final = (
    "record",
    "seq",
    "subject",
    "key",
    "based_on",
    "since",
    "value",
    "hidden_until",
    "author",
    "author_name",
    "role",
    "at",
    "reason",
    "operation",
)
"""The columns of a revision that its hash covers, besides the hash of the revision before it."""


@dataclass(frozen=True)
class Head:
    """Where a chain stands: how many revisions it has and the hash of the last."""

    count: int
    hash: str

    def __str__(self) -> str:
        """Write the head as papers print it: the count and the first 16 digits of the hash."""
        return say("{count} revisions, {hash}", count=self.count, hash=self.hash[:16])


def canonical_json(value: object) -> str:
    """Return `value` as JSON in the one form that is hashed: sorted keys, no spaces, no NaN."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def content_hash(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def genesis(record: str, kind: str, district: str, assessment_year: str, slug: str) -> Head:
    """Return the head of a chain with no revisions: it names the record, so that chains cannot be swapped."""
    return Head(0, content_hash(canonical_json([record, kind, district, assessment_year, slug])))


def revision_hash(before: str, revision: Mapping[str, Any]) -> str:
    """Return the hash of `revision`, given the hash of the one `before` it."""
    return content_hash(before + canonical_json([revision[column] for column in HASHED]))


def broken_link(start: Head, revisions: Iterable[Mapping[str, Any]]) -> tuple[Head, str | None]:
    """Follow a chain from `start`; return the last sound head, and what is wrong after it, if anything.

    `revisions` are mappings with the columns of `HASHED`, ``before`` and ``hash``, in order of ``seq``.
    """
    head = start
    for revision in revisions:
        if problem := next(_problems(head, revision), None):
            return head, problem
        head = Head(revision["seq"], revision["hash"])
    return head, None


def _problems(head: Head, revision: Mapping[str, Any]) -> Iterator[str]:
    place = say("revision {count}", count=head.count + 1)
    if revision["seq"] != head.count + 1:
        yield say("{place} was removed: the next one there is number {seq}", place=place, seq=revision["seq"])
    intact = revision["hash"] == revision_hash(revision["before"], revision)
    if not intact:
        yield say("{place} was changed: it no longer gives the hash it was stored with", place=place)
    if revision["before"] != head.hash:
        yield say(
            "{place} does not follow the one before it: revisions were reordered or replaced", place=place
        )

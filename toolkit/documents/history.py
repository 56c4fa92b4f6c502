"""The history of a return as JSON."""

from collections.abc import Sequence
from typing import Any

from toolkit.store.chain import Head
from toolkit.store.history import Change


def history_document(changes: Sequence[Change], head: Head) -> dict[str, Any]:
    """Return changes in order, with times in UTC, and the head of the chain they stand on."""
    return {
        "chain_count": head.count,
        "chain_head": head.hash,
        "changes": [
            {
                "revision": change.seq,
                "district": change.record.district,
                "assessment_year": change.record.assessment_year,
                "at": change.at.isoformat().replace("+00:00", "Z"),
                "author": change.author,
                "author_id": change.author_id,
                "role": change.role.value,
                "subject": change.subject,
                "key": change.key,
                "issues": list(change.issues),
                "before": change.before,
                "after": change.after,
                "reason": change.reason,
                "operation": change.operation,
                "clock_stepped_back": change.clock_stepped_back,
            }
            for change in changes
        ],
    }

"""The numbers a sign-off vouches for, as text, so that they can be compared to the last digit."""

from collections.abc import Mapping
from typing import Any

from toolkit.cells.numbers import total_text
from toolkit.cells.ranking import ranked_place
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return

SignedNumbers = dict[str, dict[str, str]]
"""The rank and the exact risk score of each scored issue, by its id."""


def signed_numbers(return_: Return) -> SignedNumbers:
    """Return the rank and the exact risk score of each scored issue; nothing for a template."""
    if return_.matrix.template:
        return {}
    ranking = rank(score(return_))
    return {
        ranked.scored.issue.id: {"rank": ranked_place(ranked), "score": total_text(ranked.scored.risk)}
        for ranked in ranking.issues
    }


def differing_issues(signed: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the issues whose rank or score is not the one signed, those signed first."""
    every = dict.fromkeys([*signed, *now])
    return tuple(issue for issue in every if signed.get(issue) != now.get(issue))

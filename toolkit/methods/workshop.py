"""One issue in a workshop: what lies apart and what to talk about; what was agreed earlier is open again."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from toolkit.methods.discussion import DiscussionItem
from toolkit.methods.spread import Spread, spreads
from toolkit.model.assessment import Return


def spreads_here(return_: Return, issue: str, agreed: Collection[str]) -> tuple[Spread, ...]:
    """Return the spread of every criterion, with an agreed level only where `agreed` names its criterion."""
    return tuple(
        one if one.criterion.id in agreed else replace(one, agreed=None) for one in spreads(return_, issue)
    )


def first_to_discuss(items: Iterable[DiscussionItem], issue: str, agreed: Collection[str]) -> tuple[str, ...]:
    """Return the criteria of an issue to talk about, in the order of the discussion list `items`.

    Those that `agreed` names are settled and left out.
    """
    return tuple(
        item.spread.criterion.id
        for item in items
        if item.issue.id == issue and item.spread.criterion.id not in agreed
    )

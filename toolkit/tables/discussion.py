"""Tables for a facilitator: what to talk about first."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells import level_text, medians_text
from toolkit.methods.discussion import DiscussionItem
from toolkit.tables.frames import frame_of


def discussion_table(items: Sequence[DiscussionItem], n: int) -> pd.DataFrame:
    """One row a cell to talk about, in the order of `items`: whether it matters, who gave what, what stands.

    Names neither a rank nor who would enter or leave, so that a running order stays hidden.
    """
    columns = ["Issue", "Criterion", f"Could change the top {n}", "Agreement", "Levels given", "Agreed"]
    rows = [
        [
            item.issue.name,
            item.spread.criterion.label,
            "yes" if item.could_change_top else "no",
            item.consensus.verdict.value,
            ", ".join(str(level) for level in item.spread.levels),
            level_text(item.spread.criterion, item.spread.agreed.level) if item.spread.agreed else "not yet",
            medians_text(item.agencies),
        ]
        for item in items
    ]
    return frame_of([*columns, "By agency, medians"], rows)

"""Tables for a facilitator: what to talk about first."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells import level_text
from toolkit.methods.discussion import DiscussionItem
from toolkit.methods.panel import AgencyLevels
from toolkit.tables.frames import frame_of, span


def discussion_table(items: Sequence[DiscussionItem], n: int) -> pd.DataFrame:
    """One row a cell to talk about, in the order of `items`: whether it matters, who gave what, what stands.

    Names neither a rank nor who would enter or leave, so that a running order stays hidden.
    """
    columns = ["Issue", "Criterion", f"Could change the top {n}", "Agreement", "Levels given", "By agency"]
    rows = [
        [
            item.issue.name,
            item.spread.criterion.label,
            "yes" if item.could_change_top else "no",
            item.consensus.verdict.value,
            ", ".join(str(level) for level in item.spread.levels),
            "; ".join(_median(agency) for agency in item.agencies),
            level_text(item.spread.criterion, item.spread.agreed.level) if item.spread.agreed else "not yet",
        ]
        for item in items
    ]
    return frame_of([*columns, "Agreed"], rows)


def _median(agency: AgencyLevels) -> str:
    """Say an agency's middle level, or both of an even number."""
    return f"{agency.agency or 'no agency'} {span(agency.median_low, agency.median_high)}"

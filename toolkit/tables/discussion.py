"""Tables for a facilitator: what to talk about first."""

from collections.abc import Sequence

import pandas as pd

from toolkit.cells.agreement import medians_text
from toolkit.cells.ranking import level_text
from toolkit.language import say
from toolkit.methods.discussion import DiscussionItem
from toolkit.tables.frames import frame_of, plain_word


def discussion_table(items: Sequence[DiscussionItem], n: int) -> pd.DataFrame:
    """One row a cell to talk about, in the order of `items`: whether it matters, who gave what, what stands.

    Names neither a rank nor who would enter or leave, so that a running order stays hidden.
    """
    columns = [
        say("Issue"),
        say("Criterion"),
        say("Could change the top {n}", n=n),
        say("Agreement"),
        say("Levels given"),
        say("Agreed"),
    ]
    rows = [
        [
            item.issue.name,
            item.spread.criterion.label,
            say("yes") if item.could_change_top else say("no"),
            plain_word(item.consensus.verdict),
            ", ".join(str(level) for level in item.spread.levels),
            level_text(item.spread.criterion, item.spread.agreed.level)
            if item.spread.agreed
            else say("not yet"),
            medians_text(item.agencies),
        ]
        for item in items
    ]
    return frame_of([*columns, say("By agency, medians")], rows)

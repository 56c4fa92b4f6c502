"""The ranking as it stands while one scores: the top beside the page, the chance of every rank below it."""

import streamlit as st

from apps import returns
from apps.showing import show_drawing
from apps.versions import doubt_of, doubt_rule
from toolkit.cells.ranking import ranked_place, working
from toolkit.charts.firmness import rank_strip, strip_height
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return
from toolkit.tables.strips import close_pair_table, rank_chance_table
from toolkit.wording.changes import strip_alt
from toolkit.wording.plain import inert_markdown
from toolkit.wording.ranking import top_sentence


def draw_top_beside(return_: Return) -> None:
    """Draw the top of the ranking in the side bar, with the working, as the levels stored make it."""
    ranking = rank(score(return_))
    side = st.sidebar
    side.subheader(say("The ranking now"), anchor=False)
    if not ranking.issues:
        side.write(say("Nothing is scored yet. The first level you choose starts the ranking."))
        return
    n = return_.category_set.rules.top_n
    side.caption(inert_markdown(top_sentence(ranking, n)))
    for ranked in ranking.issues:
        if ranked.rank_low <= n:
            said = f"{ranked_place(ranked)}: {ranked.scored.issue.name}"
            side.markdown(f"**{inert_markdown(said)}**")
            side.caption(inert_markdown(working(ranked.scored, return_.matrix)))
    side.page_link("views/ranking.py", label=say("Why is it there?"))


def draw_strip_below(return_: Return) -> None:
    """Draw the chance of every rank of every issue that is scored."""
    found = doubt_of(return_)
    if not found.ranking.issues:
        return
    st.header(say("The ranking as it stands"), anchor=False)
    try:
        rule = doubt_rule(returns.library())
    except ToolkitError:  # the ranking page says what is wrong with it
        return
    st.caption(
        say(
            "Each cell: the chance that the issue has this rank, in tenths. The Ranking page has the "
            "working, the reasons and what is too close to call."
        )
    )
    chart = rank_strip(rank_chance_table(found), close_pair_table(found, rule))
    show_drawing(chart, strip_alt(found, rule), strip_height(len(found.ranking.issues)))

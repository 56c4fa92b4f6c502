"""Ranking: issues in order of risk with the working, ties bracketed, and why each stands where it does."""

import streamlit as st

from apps.firmness_parts import draw_changes, draw_firmness, write_firmness_of
from apps.gate import open_return, stop_at_template
from apps.short_forms import explain
from apps.showing import show_bars, show_table
from toolkit.charts.ranking import ranking_bars
from toolkit.language import say
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import score
from toolkit.store.assessments import Stored
from toolkit.tables.pictures import ranking_bar_table
from toolkit.tables.ranking import counted_table, ranking_table, reason_table, theme_table
from toolkit.wording.plain import inert_markdown
from toolkit.wording.ranking import ranking_alt, top_sentence, why_sentence, zero_sentence


def render() -> None:
    """Draw the page."""
    stored = open_return(say("Ranking"))
    stop_at_template(stored.return_)
    ranking = rank(score(stored.return_))
    if not ranking.issues:
        st.info(say("No issue has been scored yet. Go to Score, or to Grid for all issues at once."))
        return
    explain("CSV")
    n = stored.return_.category_set.rules.top_n
    st.write(inert_markdown(top_sentence(ranking, n)))
    show_bars(ranking_bars(ranking_bar_table(ranking, n), n), ranking_alt(ranking, n))
    st.caption(
        say(
            "A dashed line closes the top list, places that are only possible included; a bracket at the "
            "left joins ties. A pale bar goes on to the highest score that levels not known allow."
        )
    )
    for sentence in _zeros(ranking):
        st.warning(inert_markdown(sentence))
    show_table(ranking_table(ranking), say("The ranking with its working"), lines=2, file="ranking")
    draw_firmness(stored)
    st.header(say("Why is it there?"), anchor=False)
    _draw_why(stored, ranking)
    st.header(say("Within themes"), anchor=False)
    show_table(theme_table(ranking), say("Ranks within themes"))
    draw_changes(stored)


def _zeros(ranking: Ranking) -> list[str]:
    matrix = ranking.scored.return_.matrix
    found = ((ranked.scored, zero_sentence(ranked.scored, matrix)) for ranked in ranking.issues)
    return [f"{scored.issue.name}: {sentence}" for scored, sentence in found if sentence]


def _draw_why(stored: Stored, ranking: Ranking) -> None:
    matrix = ranking.scored.return_.matrix
    issues = {ranked.scored.issue.id: ranked for ranked in ranking.issues}
    chosen = st.selectbox(
        say("Issue"), list(issues), format_func=lambda issue: issues[issue].scored.issue.name, key="why"
    )
    ranked = issues[chosen]
    st.write(inert_markdown(why_sentence(ranked, matrix)))
    write_firmness_of(stored, chosen)
    show_table(counted_table(ranked.scored, matrix), say("The level that counts on each criterion"), lines=2)
    with st.expander(say("Who gave which level, and why")):
        show_table(reason_table(ranking.scored.return_, chosen), say("Levels given, with reasons"), lines=3)


render()

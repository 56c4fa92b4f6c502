"""How firm a ranking is, and what moved since the year before: parts of the ranking page."""

from contextlib import suppress

import streamlit as st

from apps import returns
from apps.showing import show_drawing, show_faults, show_table
from apps.versions import doubt_of, doubt_rule
from toolkit.charts.firmness import rank_strip, slope_chart, strip_height
from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.methods.issue_links import crosswalk_heirs
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.methods.trends import RankingComparison, compare_rankings
from toolkit.model.assessment import Return
from toolkit.model.list_crosswalk import IssueCrosswalk
from toolkit.store.assessments import Stored
from toolkit.tables.changes import year_change_table
from toolkit.tables.ranking import doubt_table
from toolkit.tables.strips import close_pair_table, rank_chance_table, slope_table
from toolkit.wording.changes import slope_alt, strip_alt
from toolkit.wording.plain import inert_markdown
from toolkit.wording.ranking import doubt_caveat, doubt_sentence, too_close_sentences
from toolkit.wording.trends import lists_sentence, remain_sentence, scored_issues_sentence, years_caveat


def draw_firmness(stored: Stored) -> None:
    """Draw the chance of every rank of every issue, what is too close to call, and what the chances count."""
    st.header(say("How firm is it?"), anchor=False)
    found = doubt_of(stored.return_)
    try:
        rule = doubt_rule(returns.library())
    except ToolkitError as error:
        show_faults(say("The rule for chances cannot be read."), error)
        return
    st.write(inert_markdown(doubt_caveat(found)))
    st.caption(
        say(
            "Each cell: the chance that the issue has this rank, in tenths; no figure is less than half a "
            "tenth. The darker, the likelier. A bracket at the left joins neighbours that are too close to "
            "call."
        )
    )
    chart = rank_strip(rank_chance_table(found), close_pair_table(found, rule))
    show_drawing(chart, strip_alt(found, rule), strip_height(len(found.ranking.issues)))
    what = say("The range of each rank and the chance of the top")
    show_table(doubt_table(found, rule), what, lines=2, file="how-firm")
    if close := too_close_sentences(found, rule):
        with st.expander(say("Too close to call")):
            st.markdown("\n".join(f"- {inert_markdown(sentence)}" for sentence in close))


def write_firmness_of(stored: Stored, issue: str) -> None:
    """Write how firm the rank of one issue is; a rule that cannot be read has been told of above."""
    found = doubt_of(stored.return_)
    with suppress(ToolkitError):
        rule = doubt_rule(returns.library())
        st.write(inert_markdown(doubt_sentence(found.ranking.issue(issue), found, rule)))


def draw_changes(stored: Stored) -> None:
    """Draw what moved since the year before, where the county's folder holds that year's return."""
    earlier = returns.earlier_return(stored)
    if earlier is None or not earlier.scored_issues:
        return
    st.header(say("What changed since the year before?"), anchor=False)
    try:
        crosswalk = returns.crosswalk_between(earlier, stored.return_)
        found = _compared(stored, earlier, crosswalk.crosswalk)
    except ToolkitError as error:
        show_faults(say("The two years cannot be compared."), error)
        return
    st.write(inert_markdown(f"{remain_sentence(found)} {scored_issues_sentence(found)}"))
    lists = earlier.catalogue.ref, stored.return_.catalogue.ref
    if followed := lists_sentence(*lists, crosswalk.crosswalk, crosswalk.choice):
        st.write(inert_markdown(followed))
    st.caption(say("Solid and thick: rose. Dashed: fell. Thin: stayed. Dotted: a level is not known."))
    frame = slope_table(found)
    years = (earlier.assessment_year, stored.return_.assessment_year)
    show_drawing(slope_chart(frame, years), slope_alt(found), strip_height(int(frame["Place"].max())))
    show_table(year_change_table(found), say("Ranks of the two years"), lines=2, file="two-years")
    st.caption(inert_markdown(years_caveat(found)))


def _compared(stored: Stored, earlier: Return, crosswalk: IssueCrosswalk | None) -> RankingComparison:
    mapping = returns.mapping_between(earlier, stored.return_)
    heirs = crosswalk_heirs(crosswalk, earlier, stored.return_)
    n = stored.return_.category_set.rules.top_n
    old, new = (rank(score(one)) for one in (earlier, stored.return_))
    return compare_rankings(old, new, n, mapping=mapping, heirs=heirs)

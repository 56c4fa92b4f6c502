"""Evidence cards: a sentence, the line over time, where the figure is from, and all that it says."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from apps.showing import show_bars, show_table
from toolkit.charts.trend_line import trend_line
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.evidence import EvidenceCard, FigureKind, Gap
from toolkit.model.evidence_source import EvidenceSources
from toolkit.store.assessments import Stored
from toolkit.store.evidence_kept import evidence_of
from toolkit.tables.evidence import card_table
from toolkit.tables.trend_line import has_line, line_points, years_table
from toolkit.wording.evidence import range_note
from toolkit.wording.evidence_cards import card_sentences
from toolkit.wording.evidence_districts import funnel_note
from toolkit.wording.evidence_short import origin_sentence, short_sentence, source_name
from toolkit.wording.plain import inert_markdown
from toolkit.wording.trend_line import line_alt


@dataclass(frozen=True)
class Told:
    """The names that cards of one return are told with."""

    return_: Return
    sources: EvidenceSources | None

    def issue(self, card: EvidenceCard) -> str:
        """Return the name of a card's issue."""
        found = self.return_.issues.get(card.issue)
        return found.name if found else card.issue

    def short(self, card: EvidenceCard) -> str:
        """Return a card in one sentence."""
        return short_sentence(card, self.issue(card), self.return_.district)

    def origin(self, card: EvidenceCard) -> str:
        """Return where a card's figure comes from."""
        return origin_sentence(card, self.sources)

    def called(self, card: EvidenceCard) -> str:
        """Return what tells a figure from every other of its return: its issue and its source."""
        return say("{issue}, from {source}", issue=self.issue(card), source=source_name(card, self.sources))


def draw_cards(cards: Iterable[EvidenceCard], told: Told) -> None:
    """Draw the cards of a district: figures one by one, then what is judgement and what was not loaded."""
    every = list(cards)
    figures = [card for card in every if has_figure(card)]
    for card in figures:
        with st.container(border=True):
            st.subheader(inert_markdown(told.issue(card)), anchor=False)
            draw_card(card, told)
    if figures:
        st.caption(inert_markdown(f"{range_note()} {funnel_note()}"))
    _draw_names(
        say("Judgement, and complete as such: no open figure stands for these issues."),
        [told.short(card) for card in every if card.figure is FigureKind.JUDGEMENT],
    )
    _draw_names(
        say("Not among the files that were loaded:"),
        [told.issue(card) for card in every if Gap.NOT_LOADED in card.gaps],
    )


def draw_kept(stored: Stored, told: Told, *, as_cards: bool) -> None:
    """Draw what stands beside the scores of a return: its cards, or a row for each of them."""
    kept = evidence_of(stored).cards
    if not kept:
        none = say("No figures stand beside the scores of {name} yet. Load files above.", name=stored.name)
        st.info(inert_markdown(none))
    elif as_cards:
        draw_cards(kept, told)
    else:
        issues = {issue.id: issue.name for issue in stored.return_.issues.values()}
        names = {card.district: stored.record.district for card in kept}
        what = say("Figures beside the scores of {name}", name=stored.name)
        show_table(card_table(kept, names, issues).astype(str), what, lines=2, file="evidence")


def draw_card(card: EvidenceCard, told: Told) -> None:
    """Draw one card: its sentence, its line, its origin, and everything else behind one press."""
    issue, district = told.issue(card), told.return_.district
    st.write(inert_markdown(told.short(card)))
    if has_line(card):
        show_bars(trend_line(line_points(card)), line_alt(card, issue, district))
    if origin := told.origin(card):
        st.caption(inert_markdown(origin))
    if not has_figure(card):
        return
    with st.expander(inert_markdown(say("All that this figure says: {issue}", issue=issue))):
        sentences = card_sentences(card, issue, district)
        st.markdown("\n".join(f"- {inert_markdown(sentence)}" for sentence in sentences))
        if card.series:
            what = say("{issue} in {district}, count by count", issue=issue, district=district)
            show_table(years_table(card).astype(str), what)


def has_figure(card: EvidenceCard) -> bool:
    """Say whether a card holds a figure: it is not judgement, and its source was loaded."""
    return card.figure is not FigureKind.JUDGEMENT and Gap.NOT_LOADED not in card.gaps


def _draw_names(heading: str, names: Iterable[str]) -> None:
    if lines := [f"- {inert_markdown(name)}" for name in names]:
        st.markdown("\n".join([heading, "", *lines]))

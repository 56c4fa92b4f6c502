"""What is kept for one issue beside its scores: its cards, what they propose, what was made of that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from apps import returns, session
from apps.evidence_cards import Told, draw_card
from apps.evidence_lists import figure_codes
from apps.short_forms import explain
from toolkit.evidence.lists import mapping_for, rule_for
from toolkit.evidence.proposals import NotProposed, held_against
from toolkit.language import say
from toolkit.model.evidence import EvidenceCard, EvidenceMapping, FigureKind, Proposal, ProposalDecision
from toolkit.model.evidence_source import EvidenceSources
from toolkit.model.issues import Issue
from toolkit.model.matrix import Matrix
from toolkit.model.proposal_rule import ProposalRule
from toolkit.store.assessments import Stored
from toolkit.store.evidence_kept import evidence_of
from toolkit.wording.evidence import judgement_sentence
from toolkit.wording.plain import inert_markdown


@dataclass(frozen=True)
class Beside:
    """The evidence of one issue of a return."""

    stored: Stored
    issue: Issue
    cards: tuple[EvidenceCard, ...]
    held: tuple[Proposal | NotProposed, ...]
    """What the cards propose for each criterion with bounds, or why they propose nothing."""
    decisions: Mapping[str, ProposalDecision]
    """What was made of proposals, by criterion."""
    judgement: str
    """The sentence of an issue that no open figure stands for; nothing for others."""
    told: Told

    def card(self, proposal: Proposal | NotProposed) -> EvidenceCard:
        """Return the card that a proposal rests on."""
        return next(card for card in self.cards if card.key == proposal.card)

    def short(self, proposal: Proposal) -> str:
        """Return what a row's evidence says of the figure that a proposal rests on."""
        card = self.card(proposal)
        return f"{self.told.short(card)} {self.told.origin(card)}".strip()


def beside(stored: Stored, issue: Issue) -> Beside:
    """Return what is kept for an issue."""
    library, kept = returns.library(), evidence_of(stored)
    mapping = mapping_for(library, stored.return_)
    rule = rule_for(library, stored.return_.matrix)
    cards = kept.cards_of(issue.id)
    return Beside(
        stored=stored,
        issue=issue,
        cards=cards,
        held=_held(cards, rule, stored.return_.matrix),
        decisions={one.proposal.criterion: one for one in kept.decisions if one.proposal.issue == issue.id},
        judgement=_judgement(mapping, issue),
        told=Told(stored.return_, library.find(EvidenceSources, mapping.sources) if mapping else None),
    )


def _held(
    cards: Iterable[EvidenceCard], rule: ProposalRule | None, matrix: Matrix
) -> tuple[Proposal | NotProposed, ...]:
    figures = [card for card in cards if card.figure is not FigureKind.JUDGEMENT]
    return tuple(one for card in figures for one in held_against(card, rule, matrix)) if rule else ()


def _judgement(mapping: EvidenceMapping | None, issue: Issue) -> str:
    measure = mapping.by_issue.get(issue.id) if mapping else None
    if measure is None or not measure.is_judgement:
        return ""
    return judgement_sentence(issue.name, measure.cannot_show)


def draw_beside(found: Beside) -> None:
    """Draw the cards of an issue; one that is judgement says so, and is complete as such."""
    st.header(say("Figures for this issue"), anchor=False)
    figures = [card for card in found.cards if card.figure is not FigureKind.JUDGEMENT]
    explain(codes=figure_codes(found.told.origin(card) for card in figures))
    for card in figures:
        with st.container(border=True):
            draw_card(card, found.told)
    if figures:
        return
    if found.judgement:
        complete = say("It is complete without one.")
        st.write(inert_markdown(f"{found.judgement} {complete}"))
        return
    st.write(say("No figure is kept for this issue. Levels can be scored without one."))
    st.page_link(
        "views/evidence.py",
        label=say("Load figures"),
        icon=":material/arrow_forward:",
        query_params={session.RETURN_KEY: found.stored.name},
    )

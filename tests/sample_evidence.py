"""Make the sample county's figures, all made up: ``python -m tests.sample_evidence sample_districts``.

They are written in the published formats, loaded as anybody's files are, and kept beside each return.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tests.sample_figures import AS_AT, write_figures
from toolkit.evidence.figures import figures
from toolkit.evidence.load import load_evidence
from toolkit.evidence.proposals import proposals
from toolkit.files.evidence_file import write_evidence
from toolkit.files.library import Library
from toolkit.files.return_folder import read_return_folder
from toolkit.model.area import AreaSet
from toolkit.model.assessment import Return
from toolkit.model.district_evidence import DistrictEvidence, decision_key
from toolkit.model.evidence import (
    EvidenceCard,
    EvidenceMapping,
    FigureKind,
    Outcome,
    Proposal,
    ProposalDecision,
)
from toolkit.model.evidence_source import EvidenceSources
from toolkit.model.proposal_rule import ProposalRule

BY: Final = "Invented: community safety analyst"
AT: Final = datetime(2016, 11, 30, 10, 0, tzinfo=UTC)
FIGURES_KEPT: Final = 5
"""Significant figures of what is computed, so that the last bits of a machine's arithmetic change no file."""

DECIDED: Final[Mapping[str, Mapping[tuple[str, str], str]]] = {
    "maidstone": {
        (
            "substance-misuse",
            "frequency",
        ): "Invented: hospital and outreach see more of it than the police do.",
        ("burglary", "frequency"): "Invented: the figure agrees with what the panel knew.",
        ("antisocial-behaviour", "frequency"): "",
        ("road-safety", "trend"): "",
        ("environmental-crime", "trend"): "Invented: the council came to take reports by telephone only.",
    },
    "thanet": {
        ("violent-crime", "frequency"): "",
        (
            "domestic-abuse",
            "trend",
        ): "Invented: the service changed how it counts, and staff saw another change.",
        (
            "criminal-damage",
            "frequency",
        ): "Invented: the council repairs as many again that nobody reports to the police.",
    },
}
"""What was decided, with its reason; whether it was taken, changed or set aside shows in the agreed level."""

SET_ASIDE: Final = frozenset(
    {("maidstone", "environmental-crime", "trend"), ("thanet", "domestic-abuse", "trend")}
)


def main(folder: Path) -> None:
    """Write ``evidence.json`` beside each return of the county in `folder`."""
    library = Library()
    areas = library.find(AreaSet, "kent-areas")
    cards = made_up_cards(library, areas)
    rule = library.find(ProposalRule, "morile-style-csp-proposals")
    for district in areas.districts:
        own = tuple(card for card in cards if card.district == district.id)
        return_ = read_return_folder(folder / district.id)
        decided = tuple(sorted(_decisions(return_, district.id, own, rule), key=decision_key))
        write_evidence(DistrictEvidence(cards=own, decisions=decided), folder / district.id)


def made_up_cards(library: Library, areas: AreaSet) -> tuple[EvidenceCard, ...]:
    """Return the cards of all districts from files that are written, loaded and thrown away."""
    mapping = library.find(EvidenceMapping, "kent-evidence-mapping")
    sources = library.find(EvidenceSources, mapping.sources)
    with tempfile.TemporaryDirectory() as name:
        write_figures(Path(name), areas)
        issues = library.catalogue(mapping.catalogue)
        loaded = load_evidence([Path(name)], sources=sources, areas=areas, issues=issues)
    found = figures(loaded, mapping, sources, areas, as_at=AS_AT)
    return tuple(_rounded(card).changed(made_up=True) for card in found)


def _rounded(card: EvidenceCard) -> EvidenceCard:
    return EvidenceCard.model_validate(_fewer_figures(json.loads(card.model_dump_json())))


def _fewer_figures(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{FIGURES_KEPT}g}")
    if isinstance(value, list):
        return [_fewer_figures(one) for one in value]
    if isinstance(value, dict):
        return {name: _fewer_figures(one) for name, one in value.items()}
    return value


def _decisions(
    return_: Return, district: str, cards: Iterable[EvidenceCard], rule: ProposalRule
) -> Iterator[ProposalDecision]:
    agreed = {
        (row.issue, row.criterion): row.level
        for row in return_.scores
        if row.is_agreed and isinstance(row.level, int)
    }
    reasons = DECIDED.get(district, {})
    for card in cards:
        if card.figure is FigureKind.JUDGEMENT:
            continue
        for one in proposals(card, rule, return_.matrix):
            about = one.issue, one.criterion
            if about in reasons:
                is_aside = (district, *about) in SET_ASIDE
                yield _decision(one, None if is_aside else agreed[about], reasons[about])


def _decision(one: Proposal, level: int | None, reason: str) -> ProposalDecision:
    outcome = Outcome.CHANGED
    if level is None:
        outcome = Outcome.IGNORED
    elif level == one.level:
        outcome = Outcome.ACCEPTED
    return ProposalDecision(proposal=one, outcome=outcome, level=level, by=BY, at=AT, reason=reason)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

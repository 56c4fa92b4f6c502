"""What stands beside a return in the store: its evidence, and the decisions about last year's issues."""

from toolkit.model.beside import Beside
from toolkit.model.district_evidence import decision_key
from toolkit.store.acts import Edit
from toolkit.store.assessments import Stored
from toolkit.store.carrying import CARRIED, carried_decisions
from toolkit.store.evidence_kept import evidence_of
from toolkit.store.evidence_values import EVIDENCE, PROPOSAL, card_key
from toolkit.store.state import State
from toolkit.store.values import Things, edits_from


def beside_of(stored: Stored) -> Beside:
    """Return what stands beside a return, about the issues it has, in their order."""
    decisions = carried_decisions(stored)
    known = (decisions.get(issue) for issue in stored.return_.issues)
    return Beside(evidence=evidence_of(stored), carried=tuple(one for one in known if one is not None))


def beside_edits(state: State, before: Beside, after: Beside) -> list[Edit]:
    """Return the edits that turn what `state` holds beside a return, `before`, into what `after` says.

    What `after` does not speak of stays as it is.
    """
    said = Beside(
        evidence=before.evidence if after.evidence is None else after.evidence,
        carried=before.carried if after.carried is None else after.carried,
    )
    return edits_from(state, _things(before), _things(said))


def _things(beside: Beside) -> Things:
    evidence = beside.evidence
    cards = {(EVIDENCE, card_key(one)): one for one in evidence.cards} if evidence else {}
    made = {(PROPOSAL, decision_key(one)): one for one in evidence.decisions} if evidence else {}
    return {**cards, **made, **{(CARRIED, one.issue): one for one in beside.carried or ()}}

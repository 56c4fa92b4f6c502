"""The lists that give figures their meaning for one return: its issues, the sources, and the bounds."""

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from toolkit.errors import Refused
from toolkit.files.library import Library
from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.assessment import Return
from toolkit.model.evidence import EvidenceMapping
from toolkit.model.evidence_source import EvidenceSources
from toolkit.model.issues import IssueCatalogue
from toolkit.model.matrix import Frozen, Matrix
from toolkit.model.proposal_rule import ProposalRule

L = TypeVar("L", bound=BaseModel)


class EvidenceLists(Frozen):
    """What figures are counted with: districts, what stands for which issue, sources, issues by name."""

    areas: AreaSet
    mapping: EvidenceMapping
    sources: EvidenceSources
    issues: IssueCatalogue
    """Every issue that own figures may name: the catalogue's and the district's own."""


def lists_for(library: Library, return_: Return, areas: AreaSet) -> EvidenceLists:
    """Return the lists for a return.

    Raises
    ------
    Refused
        When nobody has said which figures stand for the issues of its catalogue.
    """
    mapping = mapping_for(library, return_)
    if mapping is None:
        raise Refused(
            say(
                "Nobody has said which figures stand for the issues of {catalogue}. A list of the kind "
                "evidence_mapping says so.",
                catalogue=return_.catalogue.ref,
            )
        )
    issues = return_.catalogue.changed(issues=tuple(return_.issues.values()))
    sources = library.find(EvidenceSources, mapping.sources)
    return EvidenceLists(areas=areas, mapping=mapping, sources=sources, issues=issues)


def mapping_for(library: Library, return_: Return) -> EvidenceMapping | None:
    """Return what stands for the issues of a return's catalogue, or None where nobody has said."""
    found = (one for one in _every(library, EvidenceMapping) if one.catalogue == return_.catalogue.id)
    return next(found, None)


def rule_for(library: Library, matrix: Matrix) -> ProposalRule | None:
    """Return the bounds from which levels of a matrix are proposed, or None where there are none."""
    return next((one for one in _every(library, ProposalRule) if not one.misfits(matrix)), None)


def _every(library: Library, model: type[L]) -> Iterator[L]:
    for entry in library.entries(model):
        if isinstance(found := entry.read(), model):
            yield found

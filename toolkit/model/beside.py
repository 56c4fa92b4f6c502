"""What stands beside a district's return and is no part of it."""

from typing import Self

from pydantic import model_validator

from toolkit.model.carried import Carried
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.matrix import Frozen, unique


class Beside(Frozen):
    """A return's evidence and what was decided about last year's issues; None where nothing is said of them.

    What is said to be empty takes away what there was; what is not said leaves it alone.
    """

    evidence: DistrictEvidence | None = None
    carried: tuple[Carried, ...] | None = None

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        unique("issue", [one.issue for one in self.carried or ()])
        return self

    @property
    def only_full(self) -> "Beside":
        """The same without what is empty."""
        evidence = self.evidence if self.evidence and self.evidence != DistrictEvidence() else None
        return Beside(evidence=evidence, carried=self.carried or None)

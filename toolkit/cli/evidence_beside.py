"""Figures that are kept beside a return, for the commands that show figures: nothing is counted again."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.evidence_reading import Asked, Read, lists_of, read_evidence
from toolkit.errors import UsageError
from toolkit.language import say, say_number

if TYPE_CHECKING:
    from toolkit.model.assessment import Return
    from toolkit.model.district_evidence import DistrictEvidence
    from toolkit.model.evidence import EvidenceCard
    from toolkit.model.matrix import Matrix
    from toolkit.model.proposal_rule import ProposalRule

_RETURN, _COUNTY = "return.toml", "county.toml"


@dataclass(frozen=True, eq=False)
class KeptBeside(Read):
    """The cards beside a return, with the return's own issues and matrix."""

    return_: "Return"
    evidence: "DistrictEvidence"

    @property
    def issues(self) -> dict[str, str]:
        """Names of the return's issues by id, its local ones among them."""
        return {name: issue.name for name, issue in self.return_.issues.items()}

    @property
    def words(self) -> list[str]:
        """What was read, as sentences."""
        kept = say_number("{number} card", "{number} cards", len(self.evidence.cards))
        return [
            say("Kept beside the return of {district}: {kept}.", district=self.return_.district, kept=kept)
        ]

    def cards(
        self, *, district: str | None, issue: str | None, as_at: str | None, households: Path | None
    ) -> "list[EvidenceCard]":
        """Return the cards that are kept, of one issue or all.

        Raises
        ------
        UsageError
            Where the district or the issue is none, or something is asked that only counting could give.
        """
        if as_at is not None or households is not None:
            raise UsageError(
                say("Kept cards are shown as they are; --as-at and --households go with files of figures.")
            )
        of_district, of_issue = self._district(district), self._issue(issue)
        return [
            card
            for card in self.evidence.cards
            if of_district in (None, card.district) and of_issue in (None, card.issue)
        ]

    def matrix_and_rule(self, name: str | None) -> "tuple[Matrix, ProposalRule]":
        """Return the matrix that is named, or the return's own, with the rule for it."""
        return super().matrix_and_rule(name or str(self.return_.matrix.ref))


def read_figures(asked: Asked) -> Read:
    """Return the cards beside a return where its folder is given, or else load the files of figures.

    Raises
    ------
    UsageError
        When the folder of a return is given together with something else.
    """
    returns = [path for path in asked.paths if (path / _RETURN).is_file()]
    if not returns:
        return read_evidence(asked)
    if len(asked.paths) > 1 or asked.keep is not None:
        raise UsageError(say("{path} is a return: name it alone to see what it keeps.", path=returns[0]))
    above = returns[0].absolute().parent
    return _beside(returns[0], asked.county or (above if (above / _COUNTY).is_file() else None))


def _beside(folder: Path, county: Path | None) -> KeptBeside:
    from toolkit.evidence.loaded import Loaded
    from toolkit.files.evidence_file import read_evidence as kept_in
    from toolkit.files.return_folder import read_return_folder

    lists = lists_of(county)
    return KeptBeside(
        **vars(lists),
        loaded=Loaded(),
        return_=read_return_folder(folder),
        evidence=kept_in(folder),
    )

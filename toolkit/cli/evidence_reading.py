"""What the evidence commands read: figures, and the districts, issues and lists that go with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.evidence_progress import counting
from toolkit.errors import UsageError
from toolkit.language import say

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.evidence.loaded import Loaded
    from toolkit.files.library import Library
    from toolkit.model.area import AreaSet
    from toolkit.model.evidence import EvidenceCard, EvidenceMapping
    from toolkit.model.evidence_source import EvidenceSources
    from toolkit.model.issues import IssueCatalogue
    from toolkit.model.matrix import Matrix
    from toolkit.model.proposal_rule import ProposalRule

MAPPING = "kent-evidence-mapping"
RULE_OF = "{matrix}-proposals"


@dataclass(frozen=True)
class Asked:
    """What to read: files and folders of figures, the county's folder, and where counts are kept."""

    paths: Sequence[Path]
    county: Path | None
    keep: Path | None


@dataclass(frozen=True, eq=False)
class Lists:
    """The lists that give figures their meaning."""

    library: "Library"
    areas: "AreaSet"
    mapping: "EvidenceMapping"
    sources: "EvidenceSources"
    catalogue: "IssueCatalogue"


@dataclass(frozen=True, eq=False)
class Read(Lists):
    """Figures that were loaded, with their lists."""

    loaded: "Loaded"

    @property
    def districts(self) -> dict[str, str]:
        """Names of districts by id."""
        return {district.id: district.name for district in self.areas.districts}

    @property
    def issues(self) -> dict[str, str]:
        """Names of issues by id."""
        return {issue.id: issue.name for issue in self.catalogue.issues}

    def district_name(self, district: str) -> str:
        """Return the name of a district."""
        return self.districts.get(district, district)

    def issue_name(self, issue: str) -> str:
        """Return the name of an issue; of one that the catalogue lacks, its id."""
        return self.issues.get(issue, issue)

    def cards(
        self, *, district: str | None, issue: str | None, as_at: str | None, households: Path | None
    ) -> "list[EvidenceCard]":
        """Return the cards of one district or all, of one issue or all.

        Raises
        ------
        UsageError
            Where the district, the issue or the month is none.
        """
        from toolkit.evidence.figures import figures

        of_district, of_issue = self._district(district), self._issue(issue)
        cards = figures(
            self.loaded,
            self.mapping,
            self.sources,
            self.areas,
            as_at=a_month(as_at),
            households=self._households(households),
        )
        return [
            card for card in cards if of_district in (None, card.district) and of_issue in (None, card.issue)
        ]

    def matrix_and_rule(self, name: str | None) -> "tuple[Matrix, ProposalRule]":
        """Return a matrix and the rule with the bounds for it, which is called after it."""
        from toolkit.files.county_file import MATRIX
        from toolkit.model.proposal_rule import ProposalRule

        matrix = self.library.matrix(name or MATRIX)
        return matrix, self.library.find(ProposalRule, RULE_OF.format(matrix=matrix.id))

    def _district(self, name: str | None) -> str | None:
        if name is None:
            return None
        try:
            return self.areas.district(name).id
        except KeyError as error:
            names = ", ".join(self.districts.values())
            raise UsageError(
                say("There is no district '{name}'. Districts: {names}.", name=name, names=names)
            ) from error

    def _issue(self, name: str | None) -> str | None:
        if name is None:
            return None
        from toolkit.model.text import fold

        known = {fold(text): issue for issue, title in self.issues.items() for text in (issue, title)}
        if fold(name) not in known:
            names = ", ".join(self.issues)
            raise UsageError(say("There is no issue '{name}'. Issues: {names}.", name=name, names=names))
        return known[fold(name)]

    def _households(self, path: Path | None) -> "pd.DataFrame | None":
        if path is None:
            return None
        from toolkit.evidence.load import load_evidence

        found = load_evidence([path], sources=self.sources, areas=self.areas).population
        if found.empty:
            raise UsageError(
                say(
                    "{path} is no population file with the county's districts; households are written like "
                    "residents.",
                    path=path,
                )
            )
        return found


def read_evidence(asked: Asked) -> Read:
    """Load figures with the lists of a county's folder, or the shipped ones; raises as `load_evidence`."""
    from toolkit.evidence.load import load_evidence

    lists = lists_of(asked.county)
    with counting() as told:
        loaded = load_evidence(
            asked.paths,
            sources=lists.sources,
            areas=lists.areas,
            issues=lists.catalogue,
            keep=asked.keep,
            progress=told,
        )
    return Read(**vars(lists), loaded=loaded)


def lists_of(folder: Path | None) -> Lists:
    """Return the lists of a county's folder, or the shipped ones.

    Raises
    ------
    UsageError
        When it is no folder.
    """
    from toolkit.files.county_file import CountyFile, read_county_file
    from toolkit.files.library import Library, library_beside
    from toolkit.model.evidence import EvidenceMapping
    from toolkit.model.evidence_source import EvidenceSources

    if folder and not folder.is_dir():
        raise UsageError(say("{path} is not a county's folder.", path=folder))
    library = library_beside(folder) if folder else Library()
    county = read_county_file(folder) if folder else CountyFile(name=say("County"))
    areas = library.area_set(county.area_set.id, county.area_set.version)
    mapping = library.find(EvidenceMapping, MAPPING)
    sources = library.find(EvidenceSources, mapping.sources)
    return Lists(library, areas, mapping, sources, library.catalogue(mapping.catalogue))


def a_month(text: str | None) -> str | None:
    """Return a month written as 2025-03.

    Raises
    ------
    UsageError
        When it is not written so.
    """
    from toolkit.methods.monthly_trend import month_number

    if text is None:
        return None
    try:
        month_number(text)
    except ValueError as error:
        raise UsageError(say("'{text}' is not a month such as 2025-03.", text=text)) from error
    return text

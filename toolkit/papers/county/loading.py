"""A county's pack from what a folder, or a database, holds: one way for the command and for the app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.errors import UsageError
from toolkit.files.county_folder import CountyFolder, read_county_folder
from toolkit.files.evidence_file import read_evidence
from toolkit.files.library import Library, library_beside
from toolkit.files.plans import alignment_for, policing_plans, tiles_for
from toolkit.language import say
from toolkit.methods.alignment import Alignment, align
from toolkit.methods.county import County, county
from toolkit.methods.county_doubt import CountyDoubt, county_doubt
from toolkit.methods.doubt import doubt
from toolkit.model.assessment import Return
from toolkit.model.county import CountyDecisions, CountyReturns
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.glossary import Glossary
from toolkit.model.matrix import Matrix
from toolkit.model.matrix_mapping import MatrixMapping
from toolkit.papers.county.earlier import earlier_year
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.editions import PublicRules, public_county, public_decisions, restricted_as
from toolkit.papers.editions_evidence import public_evidence
from toolkit.store.chain import Head

if TYPE_CHECKING:
    from toolkit.store.history import Change

DRAWS: Final = 10_000
SEED: Final = 2017
"""Fixed, so that the same returns always give the same paper; shown with every figure drawn."""


@dataclass(frozen=True)
class Asked:
    """Which year of a county is wanted, and how it is counted.

    `mapping` with its target is the agreed reading of other matrices' levels; `as_at` the day whose CSPs
    are counted, 1 April of the plan year unless given; `public` what a public edition leaves out.
    """

    dated: date
    year: str | None = None
    as_at: date | None = None
    mapping: tuple[MatrixMapping, Matrix] | None = None
    public: PublicRules | None = None


ReturnKey = tuple[str, str]
"""District and assessment year."""


@dataclass(frozen=True)
class _Found:
    """What a folder or database holds of a county, whatever the year."""

    decisions: CountyDecisions
    returns: tuple[Return, ...]
    library: Library
    evidence: Mapping[ReturnKey, DistrictEvidence] = field(default_factory=dict)
    history: "tuple[Change, ...]" = ()
    heads: Mapping[str, Head] = field(default_factory=dict)


def pack_from_folder(folder: Path, asked: Asked, before: Path | None = None) -> CountyPack:
    """Return the pack of a county's folder; last year's returns are in it, or in the folder `before`.

    Raises
    ------
    UsageError
        When the folder holds no return of the year, or several years and none is asked for.
    InputRejected
        With every fault of every return.
    Refused
        When Appendix A cannot be counted.
    """
    found = read_county_folder(folder)
    return _pack(_found(folder, found), asked, _found_before(before))


def _found_before(before: Path | None) -> _Found | None:
    """Return what last year's folder holds, where one is named."""
    return _found(before, read_county_folder(before)) if before else None


def _found(folder: Path, held: CountyFolder) -> _Found:
    evidence = {key_of(one): read_evidence(path) for path, one in held.returns.items() if path.is_dir()}
    return _Found(held.decisions, tuple(held.returns.values()), library_beside(folder), evidence)


def key_of(return_: Return) -> ReturnKey:
    """Return what a return's evidence is known by."""
    return return_.district, return_.assessment_year


def _pack(found: _Found, asked: Asked, before: _Found | None) -> CountyPack:
    year = _year({one.assessment_year for one in found.returns}, asked.year)
    full = _of_year(found, year)
    here = _shown(full, asked.public)
    mapping, target = asked.mapping or (None, None)
    counted = county(here, as_at=asked.as_at, mapping=mapping, target=target)
    earlier = before or found
    past = max((y for one in earlier.returns if (y := one.assessment_year) < year), default="")
    old = _shown(restricted_as(_of_year(earlier, past), full), asked.public) if past else None
    public = asked.public
    decisions = public_decisions(found.decisions, full, public) if public else found.decisions
    return CountyPack(
        county=counted,
        decisions=decisions,
        dated=asked.dated,
        firmness=_firmness(counted),
        rule=found.library.find(DoubtRule, "doubt-rule"),
        glossary=found.library.find(Glossary, "csp-glossary"),
        alignments=_alignments(decisions, found.library, counted),
        tiles=tiles_for(found.library, here.area_set),
        earlier=earlier_year(old, counted, found.library) if old else None,
        evidence=_evidence(full, found.evidence, public),
        history=() if public else found.history,
        heads={name: head for name, head in found.heads.items() if _counts(name, found, year, past)},
        public=public,
    )


def _evidence(
    returns: CountyReturns, kept: Mapping[ReturnKey, DistrictEvidence], public: PublicRules | None
) -> dict[str, DistrictEvidence]:
    """Return the figures of the districts that have any, as the edition shows them.

    An issue that any return restricts is in no public table of the county.
    """
    hidden = frozenset(issue for one in returns.returns for issue in one.restricted_issues)
    rules = public.changed(restricted=public.restricted | hidden) if public else None
    found: dict[str, DistrictEvidence] = {}
    for one in returns.returns:
        evidence = kept.get(key_of(one), DistrictEvidence())
        if evidence.cards:
            found[one.district] = public_evidence(evidence, one, rules) if rules else evidence
    return found


def _shown(returns: CountyReturns, public: PublicRules | None) -> CountyReturns:
    return public_county(returns, public) if public else returns


def _counts(name: str, found: _Found, year: str, past: str) -> bool:
    """Say whether a chain is the county's own or one of the two years that the pack tells of."""
    return name == found.decisions.name or name.endswith((year, past or year))


def _of_year(found: _Found, year: str) -> CountyReturns:
    return found.decisions.with_returns(one for one in found.returns if one.assessment_year == year)


def _year(years: set[str], asked: str | None) -> str:
    held = ", ".join(sorted(years))
    if not years:
        raise UsageError(say("There are no returns to make a pack of."))
    if asked is None and len(years) > 1:
        raise UsageError(say("There are returns of {years}; choose one with --year.", years=held))
    if asked is not None and asked not in years:
        raise UsageError(say("There is no return of {year}, only of {years}.", year=asked, years=held))
    return asked or held


def _firmness(found: County) -> CountyDoubt | None:
    if found.issues is None or not found.issues.issues:
        return None
    doubts = [doubt(ranking, found.issues.rules.top_n) for ranking in found.rankings]
    return county_doubt(found.issues, doubts, draws=DRAWS, seed=SEED)


def _alignments(decisions: CountyDecisions, library: Library, counted: County) -> tuple[Alignment, ...]:
    """Set the county beside every plan about which something is said, the one in force first."""
    categories = decisions.category_set
    aligned = []
    for plan in policing_plans(library, counted.returns.returns[0].plan_year):
        confirmed = [one.row for one in decisions.alignments if one.plan == plan.ref]
        proposed = alignment_for(library, plan, categories.ref, categories.codes)
        if proposed or confirmed:
            aligned.append(align(counted.priorities, plan, proposed, confirmed))
    return tuple(aligned)

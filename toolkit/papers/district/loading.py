"""A district's pack from a file or from a database: one way for the command and for the app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from toolkit.exchange import library_of
from toolkit.files.county_file import STATEMENT_SET
from toolkit.files.evidence_file import read_evidence
from toolkit.files.library import Library, library_beside
from toolkit.files.returns import read_return
from toolkit.methods.completeness import completeness, top_issues
from toolkit.methods.doubt import doubt
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return
from toolkit.model.carried import Carried, dropped_issues
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.doubt_rule import DoubtRule
from toolkit.model.evidence_source import EvidenceSources
from toolkit.model.glossary import Glossary
from toolkit.model.horizon_rule import HorizonRule
from toolkit.model.principal import Principal
from toolkit.model.statements import StatementHeadings
from toolkit.papers.district.earlier import earlier_return
from toolkit.papers.district.pack import DistrictPack, EarlierReturn, SignedOff
from toolkit.papers.editions import PublicRules, public_return
from toolkit.papers.editions_evidence import public_evidence
from toolkit.store.assessments import open_return, readable_records
from toolkit.store.carrying import carried_decisions
from toolkit.store.chain import Head
from toolkit.store.evidence_kept import evidence_of
from toolkit.store.records import Record
from toolkit.store.store import Store
from toolkit.store.values import SIGN_OFF


@dataclass(frozen=True)
class Asked:
    """Which edition of a pack is wanted, and the day stated on it.

    A return itself says whether its reasons are released and which issues are restricted.
    """

    dated: date
    public: bool = False
    unranked: bool = False


@dataclass(frozen=True)
class _Found:
    """A return with what is known beside it."""

    return_: Return
    library: Library
    earlier: Return | None = None
    carried: Mapping[str, Carried] = field(default_factory=dict)
    heads: Mapping[str, Head] = field(default_factory=dict)
    signed_off: SignedOff | None = None
    evidence: DistrictEvidence = field(default_factory=DistrictEvidence)


def pack_from_path(path: Path, asked: Asked, before: Path | None = None) -> DistrictPack:
    """Return the pack of the return at `path`; the year before is the return at `before`, where given.

    Raises
    ------
    StorageFailed
        When a file is missing or cannot be read.
    InputRejected
        With every fault found.
    Refused
        When every issue is restricted and a public edition is asked for.
    """
    earlier = read_return(before) if before else None
    kept = read_evidence(path) if path.is_dir() else DistrictEvidence()
    return _pack(_Found(read_return(path), library_beside(path), earlier, evidence=kept), asked)


def pack_from_store(store: Store, principal: Principal, record_id: str, asked: Asked) -> DistrictPack:
    """Return the pack of a return in a database, with the district's latest year before that may be read.

    Raises
    ------
    NotPermitted
        When `principal` may not read it.
    Refused
        When every issue is restricted and a public edition is asked for.
    """
    stored = open_return(store, principal, record_id)
    now = stored.record
    years = {one.assessment_year: one for one in readable_records(store, principal) if _is_before(one, now)}
    past = open_return(store, principal, years[max(years)].id) if years else None
    entry = stored.state.entries.get((SIGN_OFF, ""))
    signed = SignedOff(entry.author_name, entry.at) if entry and entry.is_there else None
    found = _Found(
        return_=stored.return_,
        library=library_of(store, principal),
        earlier=past.return_ if past else None,
        carried=carried_decisions(stored),
        heads={one.name: one.head for one in (stored, past) if one},
        signed_off=signed,
        evidence=evidence_of(stored),
    )
    return _pack(found, asked)


def _is_before(one: Record, now: Record) -> bool:
    return one.district == now.district and one.assessment_year < now.assessment_year


def statement_headings(return_: Return, library: Library) -> StatementHeadings:
    """Return the headings of a return's statements: its own, or the shipped ones while it has none."""
    return return_.statement_set or library.find(StatementHeadings, STATEMENT_SET.id, STATEMENT_SET.version)


def _pack(found: _Found, asked: Asked) -> DistrictPack:
    full, library = found.return_, found.library
    headings = statement_headings(full, library)
    rules = PublicRules(unranked=asked.unranked, released_rationales=full.rationales_released)
    public = rules if asked.public else None
    shown = public_return(full, public) if public else full
    ranking = _ranked(shown)
    ordered = _ranked(public_return(full, rules.changed(unranked=False))) if asked.unranked else ranking
    top = full.category_set.rules.top_n
    horizon_rule = library.find(HorizonRule, "horizon-rule")
    dropped = dropped_issues(found.carried)
    return DistrictPack(
        return_=shown,
        missing=completeness(full, headings, asked.dated, horizon_rule, dropped),
        headings=headings,
        dated=asked.dated,
        rule=library.find(DoubtRule, "doubt-rule"),
        glossary=library.find(Glossary, "csp-glossary"),
        ranking=ranking,
        firmness=doubt(ranking, top) if ranking else None,
        top=tuple(shown.issues[issue].name for issue in top_issues(ordered, top)) if ordered else (),
        earlier=_earlier(found, shown, public),
        carried={} if public else found.carried,
        evidence=_evidence(found, public),
        sources=_source_names(library),
        heads=found.heads,
        signed_off=None if public else found.signed_off,
        public=public,
    )


def _evidence(found: _Found, public: PublicRules | None) -> DistrictEvidence:
    """Return the evidence as the edition shows it, of issues that the return has."""
    issues, kept = found.return_.issues, found.evidence
    own = kept.changed(cards=tuple(card for card in kept.cards if card.issue in issues))
    return public_evidence(own, found.return_, public) if public else own


def _source_names(library: Library) -> dict[str, str]:
    return {one.id: one.name for one in library.find(EvidenceSources, "evidence-sources").sources}


def _ranked(return_: Return) -> Ranking | None:
    if return_.matrix.template or not return_.scored_issues:
        return None
    return rank(score(return_))


def _earlier(found: _Found, shown: Return, public: PublicRules | None) -> EarlierReturn | None:
    """Return the year before as the edition shows it: what this year restricts is hidden there too."""
    if found.earlier is None:
        return None
    old = found.earlier
    if public:
        hidden = frozenset(found.return_.restricted_issues) | public.restricted
        old = public_return(old, public.changed(restricted=hidden, released_rationales=False))
    return earlier_return(old, shown, found.library, (found.earlier, found.return_))

"""What takes a while to work out, worked out once for each version of the data.

A return whose revisions are the same stays the same object; results are kept by that object, never by what
is in it, and never by who asks. Only pure functions are kept here: nothing is drawn and nothing stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from toolkit.documents import SignedNumbers, signed_numbers
from toolkit.files.library import Library
from toolkit.methods.county import County, county
from toolkit.methods.county_doubt import CountyDoubt, county_doubt
from toolkit.methods.discussion import DiscussionItem, discussion_list
from toolkit.methods.doubt import Doubt, doubt
from toolkit.methods.panel import PanelAgreement, panel_agreement
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.methods.smallest_change import SmallestChange, smallest_changes
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.assessment import Return
from toolkit.model.county import CountyReturns
from toolkit.model.doubt_rule import DoubtRule

T = TypeVar("T")

_DRAWS, _SEED = 10_000, 2017
"""Fixed, so that the same returns always give the same picture; shown with every figure drawn."""


@dataclass(frozen=True, eq=False)
class _Same(Generic[T]):
    """A value that is the same only as itself."""

    value: T

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


@dataclass(frozen=True, eq=False)
class _Lax(Generic[T]):
    """A value that does not count in a cache's key."""

    value: T

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Lax)


def doubt_rule(library: Library) -> DoubtRule:
    """Return the rule by which chances are put into words: the partnership's own, or the shipped one.

    Raises
    ------
    ToolkitError
        When the partnership's own cannot be read.
    """
    return library.find(DoubtRule, "doubt-rule")


def agreement_rule(library: Library) -> AgreementRule:
    """Return the rule that says when scorers agree; as `doubt_rule`."""
    return library.find(AgreementRule, "agreement-rule")


def doubt_of(return_: Return) -> Doubt:
    """Return how sure the ranking of `return_` is."""
    return _doubt(_Same(return_))


@lru_cache(maxsize=64)
def _doubt(held: _Same[Return]) -> Doubt:
    return doubt(rank(score(held.value)), held.value.category_set.rules.top_n)


def smallest_change_of(return_: Return, issue: str) -> SmallestChange:
    """Return the smallest change that moves an issue of `return_` into or out of the top."""
    return next(change for change in _changes(_Same(return_)) if change.issue == issue)


@lru_cache(maxsize=64)
def _changes(held: _Same[Return]) -> tuple[SmallestChange, ...]:
    found = doubt_of(held.value)
    return smallest_changes(found.ranking, found.k)


def discussion_of(return_: Return, rule: AgreementRule) -> tuple[Sequence[DiscussionItem], PanelAgreement]:
    """Return what to talk about first, and how well scorers agree."""
    return _discussion(_Same(return_), rule)


@lru_cache(maxsize=64)
def _discussion(held: _Same[Return], rule: AgreementRule) -> tuple[Sequence[DiscussionItem], PanelAgreement]:
    ranking = rank(score(held.value))
    found = discussion_list(ranking, rule, held.value.category_set.rules.top_n)
    return found, panel_agreement(held.value, rule)


def kept_county(found: CountyReturns) -> CountyReturns:
    """Return the county just read, or the one read before that holds the very same returns and decisions."""
    decisions = found.changed(returns=()).model_dump_json()
    return _county_kept(tuple(map(_Same, found.returns)), _Lax(found), decisions)


@lru_cache(maxsize=8)
def _county_kept(
    _returns: tuple[_Same[Return], ...], county: _Lax[CountyReturns], _rest: str
) -> CountyReturns:
    return county.value


def signed_numbers_of(return_: Return) -> SignedNumbers:
    """Return the numbers a sign-off of `return_` would vouch for."""
    return _signed_numbers(_Same(return_))


@lru_cache(maxsize=64)
def _signed_numbers(held: _Same[Return]) -> SignedNumbers:
    return signed_numbers(held.value)


def county_of(returns: CountyReturns) -> County:
    """Count a county's returns.

    Raises
    ------
    Refused
        When they cannot be counted.
    """
    return _county(_Same(returns))


@lru_cache(maxsize=8)
def _county(held: _Same[CountyReturns]) -> County:
    return county(held.value)


def county_doubt_of(found: County) -> CountyDoubt | None:
    """Return how firm the county's counts are, or None where its issues cannot be counted."""
    return _county_doubt(_Same(found))


@lru_cache(maxsize=8)
def _county_doubt(held: _Same[County]) -> CountyDoubt | None:
    counts = held.value.issues
    if counts is None:
        return None
    doubts = [doubt(ranking, counts.rules.top_n) for ranking in held.value.rankings]
    return county_doubt(counts, doubts, draws=_DRAWS, seed=_SEED)

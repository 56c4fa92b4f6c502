"""Last year's levels beside this year's: what may be confirmed, and what is new, changed or dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from toolkit.methods.issue_links import LinkKind, issue_links
from toolkit.methods.levels import Basis, counted_level
from toolkit.methods.matrix_mapping import mapped_return
from toolkit.model.assessment import AGREED, UNKNOWN, Return, Score
from toolkit.model.carried import Carried, Decision
from toolkit.model.issues import Issue
from toolkit.model.matrix_mapping import MatrixMapping
from toolkit.model.revision import is_empty, score_of
from toolkit.model.rounds import last_round

Heirs = Mapping[str, tuple[str, ...]]
"""Which issues of the new year each of the old goes on as."""


class Standing(StrEnum):
    """How an issue stands this year against last year."""

    TO_DECIDE = "to decide"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    RESCORED = "rescored, no level changed"
    DROPPED = "dropped"
    NEW = "new"
    GONE = "no longer in the list"


@dataclass(frozen=True)
class LastLevel:
    """What counted last year for an issue on a criterion, with the reason given.

    `level` is None where no level counted: nobody had scored it, or scorers did not agree.
    """

    issue: str
    criterion: str
    level: int | Literal["unknown"] | None
    confidence: str | None
    rationale: str
    evidence: str


@dataclass(frozen=True)
class CarriedIssue:
    """An issue with what it was last year and what has become of it.

    `before` are the ids of the issues it follows from, `link` is how; `changed` are the criteria (ids) whose
    level is another this year.
    """

    issue: Issue
    before: tuple[str, ...]
    link: LinkKind | None
    standing: Standing
    changed: tuple[str, ...]
    reason: str

    @property
    def may_be_confirmed(self) -> bool:
        """Say whether last year's levels are of the same issue, so that they can stand again."""
        return self.link is not None and self.link.one_to_one


def last_year_in_our_matrix(last: Return, now: Return, mapping: MatrixMapping | None) -> Return | None:
    """Return last year's return read in this year's matrix, or None where nobody has said how to.

    Raises
    ------
    Refused
        When the mapping names no level for one that was given.
    """
    if last.matrix == now.matrix:
        return last
    if mapping is None or (mapping.from_matrix, mapping.to_matrix) != (last.matrix.ref, now.matrix.ref):
        return None
    return mapped_return(last, mapping, now.matrix)


def last_levels(last: Return, issue: str) -> dict[str, LastLevel]:
    """Return what counted last year for an issue (id of then), by criterion."""
    rows = [row for row in last_round(last.scores) if row.issue == issue]
    return {
        criterion.id: _last_level(issue, criterion.id, [row for row in rows if row.criterion == criterion.id])
        for criterion in last.matrix.criteria
    }


def confirmed_rows(last: Return, now: Return, old: str, new: str) -> list[tuple[Score, Score]]:
    """Return the agreed rows by which last year's levels of the issue `old` stand again for `new`.

    They are pairs of a row as it is and as it would be. What was entered this year is left alone, and so is
    what did not count last year. Dissent is of its year and not carried. `last` is read in our matrix.
    """
    found = []
    for criterion, before in last_levels(last, old).items():
        row = score_of(now, new, criterion, AGREED)
        if before.level is not None and is_empty(row):
            said = {"confidence": before.confidence, "rationale": before.rationale}
            found.append((row, row.changed(level=before.level, evidence=before.evidence, **said)))
    return found


def carried_issues(
    last: Return, now: Return, decisions: Mapping[str, Carried], heirs: Heirs | None = None
) -> tuple[CarriedIssue, ...]:
    """Return how every issue of this year stands against last year, then those no longer in the list.

    `last` is read in our matrix where that is known; levels of another matrix are never called the same.
    """
    scored = [issue.id for issue in last.scored_issues]
    links = issue_links(scored, now.issues, heirs)
    found = []
    for issue in now.issues.values():
        here = [link for link in links.links if link.new == issue.id]
        before = tuple(link.old for link in here)
        changed = _changed(last, now, before, issue.id)
        decision = decisions.get(issue.id)
        standing = _standing(now, issue.id, decision, changed, is_new=not here)
        reason = decision.reason if decision else ""
        kind = here[0].kind if here else None
        found.append(CarriedIssue(issue, before, kind, standing, changed, reason))
    gone = (last.issues[name] for name in links.dropped)
    return (*found, *(CarriedIssue(one, (one.id,), None, Standing.GONE, (), "") for one in gone))


def _standing(
    now: Return, issue: str, decision: Carried | None, changed: Sequence[str], *, is_new: bool
) -> Standing:
    scored = any(row.issue == issue and row.level is not None for row in now.scores)
    if not scored:
        dropped = decision is not None and decision.decision is Decision.DROPPED
        return Standing.DROPPED if dropped else Standing.NEW if is_new else Standing.TO_DECIDE
    if is_new:
        return Standing.NEW
    if changed:
        return Standing.CHANGED
    confirmed = decision is not None and decision.decision is Decision.CONFIRMED
    return Standing.CONFIRMED if confirmed else Standing.RESCORED


def _changed(last: Return, now: Return, before: Sequence[str], issue: str) -> tuple[str, ...]:
    """Return the criteria whose counted level is another than in any of the issues it follows from."""
    then = [last_levels(last, old) for old in before]
    differing = []
    for criterion, level in last_levels(now, issue).items():
        given = {one[criterion].level for one in then if criterion in one}
        if level.level is not None and before and given != {level.level}:
            differing.append(criterion)
    return tuple(differing)


def _last_level(issue: str, criterion: str, rows: Sequence[Score]) -> LastLevel:
    counted = counted_level(criterion, rows)
    level = UNKNOWN if counted.basis is Basis.UNKNOWN else counted.level
    saying = [row for row in rows if row.level == level and level is not None]
    first = next((row for row in saying if row.is_agreed), saying[0] if saying else None)
    texts = (first.rationale, first.evidence) if first else ("", "")
    return LastLevel(issue, criterion, level, counted.confidence, *texts)

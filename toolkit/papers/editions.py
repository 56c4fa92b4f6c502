"""What the public edition of a paper leaves out, taken away before anything is composed."""

from collections.abc import Collection, Iterable

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.county import (
    ConfirmedAlignment,
    CountyDecisions,
    CountyPriority,
    CountyReturns,
    CountyStanding,
    NotEscalated,
)
from toolkit.model.issues import Issue
from toolkit.model.matrix import Frozen
from toolkit.model.statements import RestrictedIssue
from toolkit.model.text import Identifier, fold
from toolkit.model.workshop import Workshop
from toolkit.papers.editions_mentions import Mentions, mentions_of
from toolkit.papers.editions_parts import public_items, public_origin, public_origins, public_scores, words_of
from toolkit.papers.paper import Bullets
from toolkit.papers.public_writing import public_writing


class PublicRules(Frozen):
    """What a public edition leaves out beyond what it always does.

    Scorers' names and agencies, dissent, evidence, handling instructions and the issues that a return itself
    restricts are always left out.
    """

    unranked: bool = False
    """No ranks, rank ranges or scores: every score row goes, and priorities stand in alphabetical order."""
    released_rationales: bool = False
    """Rationales, reasons and the interpretation of horizon items stay, as they do where a return says so."""
    restricted: frozenset[Identifier] = frozenset()
    """Ids of issues that are restricted in every return, besides those a return itself restricts."""


def public_return(return_: Return, rules: PublicRules) -> Return:
    """Return what the public may see of a return; its results are worked out afresh from that.

    A scorer is called ``scorer 1`` and so on, so that levels not yet agreed stay as they are, in an order
    that says nothing of their names. A restricted issue goes from the scores and the list of issues, and with
    it every priority and horizon item that is linked to it or names it: ranks and counts are then those among
    the issues shown. The marking stays: to lower it is for a person.

    Raises
    ------
    Refused
        When every issue is restricted.
    """
    hidden = _hidden_issues(return_, rules)
    released = rules.released_rationales or return_.rationales_released
    mentions = mentions_of(hidden.values())
    priorities = tuple(p.changed(confirmed_by="") for p in return_.priorities if not mentions(*words_of(p)))
    if rules.unranked:
        priorities = tuple(sorted(priorities, key=lambda priority: fold(priority.worded)))
    kept = tuple(issue for issue in return_.catalogue.issues if issue.id not in hidden)
    if not kept:
        raise Refused(say("Every issue of {district} is restricted.", district=return_.district))
    return return_.changed(
        handling="",
        catalogue=return_.catalogue.changed(issues=kept),
        local_issues=tuple(
            issue.changed(description="") if mentions(issue.description) else issue
            for issue in return_.local_issues
            if issue.id not in hidden
        ),
        origins=public_origins(return_.origins, mentions),
        scores=() if rules.unranked else public_scores(return_, hidden, mentions, released=released),
        priorities=priorities,
        horizon=public_items(return_.horizon, hidden, mentions, released=released),
        ignored_formulas=(),
        **public_writing(return_, mentions),
    )


def public_county(returns: CountyReturns, rules: PublicRules) -> CountyReturns:
    """Return what the public may see of a county's returns, as `public_return` has it of each.

    A restricted issue is left out of the return that restricts it and stays in others; what is the county's
    own leaves out an issue that any of its returns restricts.

    Raises
    ------
    Refused
        When every issue of a return is restricted.
    """
    hidden = _hidden_in_county(returns, rules)
    mentions = mentions_of(hidden.values())
    return returns.changed(
        returns=tuple(public_return(return_, rules) for return_ in returns.returns),
        horizon=public_items(returns.horizon, hidden, mentions, released=rules.released_rationales),
        horizon_origin=public_origin(returns.horizon_origin, mentions),
        not_escalated=tuple(
            row.changed(because=row.because if rules.released_rationales else "")
            for row in returns.not_escalated
            if _may_show(row, hidden, mentions, rules)
        ),
    )


def public_decisions(
    decisions: CountyDecisions, returns: CountyReturns, rules: PublicRules
) -> CountyDecisions:
    """Return what the public may see of what a county decided; `returns` say which issues are restricted.

    A lead is a post or a body, and stays. Why a priority was dropped is said only where released.
    """
    hidden = _hidden_in_county(returns, rules)
    mentions = mentions_of(hidden.values())
    return decisions.changed(
        origins=public_origins(decisions.origins, mentions),
        horizon=public_items(decisions.horizon, hidden, mentions, released=rules.released_rationales),
        not_escalated=tuple(
            row.changed(because=row.because if rules.released_rationales else "")
            for row in decisions.not_escalated
            if _may_show(row, hidden, mentions, rules)
        ),
        priorities=tuple(
            _public_county_priority(one, rules)
            for one in decisions.priorities
            if not mentions(one.worded, one.reason, one.lead)
        ),
        alignments=tuple(
            _public_alignment(one) for one in decisions.alignments if not mentions(one.row.because)
        ),
    )


def public_workshop(workshop: Workshop, return_: Return, rules: PublicRules) -> Workshop:
    """Return what the public may see of a workshop on `return_`: nothing that names a restricted issue.

    Raises
    ------
    Refused
        When every issue of the workshop is restricted.
    """
    hidden = _hidden_issues(return_, rules)
    mentions = mentions_of(hidden.values())
    issues = tuple(issue for issue in workshop.issues if issue not in hidden)
    if not issues:
        raise Refused(say("Every issue of the workshop is restricted."))
    kept = (one for one in workshop.progress if one.issue not in hidden)
    untold = say("The reason is not published.")
    return workshop.changed(
        title=say("Workshop") if mentions(workshop.title) else workshop.title,
        planned_for=None if mentions(workshop.planned_for or "") else workshop.planned_for,
        issues=issues,
        open_issue=None if workshop.open_issue in hidden else workshop.open_issue,
        progress=tuple(one.changed(parked=untold) if mentions(one.parked) else one for one in kept),
    )


def restricted_as(past: CountyReturns, now: CountyReturns) -> CountyReturns:
    """Return an earlier year in which each district restricts, by id, what it does now, too."""
    later = {one.district: one.restricted for one in now.returns}
    returns = (_restricting(one, later.get(one.district, ())) for one in past.returns)
    return past.changed(returns=tuple(returns))


def unranked(names: Iterable[str]) -> Bullets:
    """Return names as bullets whose order says nothing: the alphabet's.

    >>> unranked(["Burglary", "Anti-social behaviour"]).items
    ('Anti-social behaviour', 'Burglary')
    """
    return Bullets(tuple(sorted(set(names), key=fold)))


def public_standing(rules: PublicRules) -> tuple[str, ...]:
    """Return what stands at the head of every public paper, whether or not anything was left out."""
    sentences = [
        say(
            "This is the public edition. It leaves out who gave which level, what scorers wrote as evidence, "
            "issues that are restricted and small numbers; ranks and counts are those among the issues shown."
        )
    ]
    if rules.unranked:
        sentences.append(say("Priorities are listed by the alphabet; their order says nothing."))
    return tuple(sentences)


def _hidden_issues(return_: Return, rules: PublicRules) -> dict[str, Issue]:
    ids = rules.restricted.union(return_.restricted_issues)
    return {name: issue for name, issue in return_.issues.items() if name in ids}


def _hidden_in_county(returns: CountyReturns, rules: PublicRules) -> dict[str, Issue]:
    hidden: dict[str, Issue] = {}
    for return_ in returns.returns:
        hidden |= _hidden_issues(return_, rules)
    return hidden


def _restricting(return_: Return, more: Iterable[RestrictedIssue]) -> Return:
    own = set(return_.restricted_issues)
    new = tuple(one for one in more if one.issue in return_.issues and one.issue not in own)
    return return_.changed(restricted=(*return_.restricted, *new)) if new else return_


def _may_show(row: NotEscalated, hidden: Collection[str], mentions: Mentions, rules: PublicRules) -> bool:
    said = row.because if rules.released_rationales else ""
    return row.issue not in hidden and not rules.unranked and not mentions(row.issue, said)


def _public_county_priority(priority: CountyPriority, rules: PublicRules) -> CountyPriority:
    if rules.released_rationales:
        return priority.changed(evidence=())
    dropped = priority.standing is CountyStanding.DROPPED
    return priority.changed(evidence=(), reason=say("The reason is not published.") if dropped else "")


def _public_alignment(alignment: ConfirmedAlignment) -> ConfirmedAlignment:
    row = alignment.row.changed(confirmed_by=say("the county"))
    return alignment.changed(row=row)

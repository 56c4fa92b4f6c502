"""Words of closed sets as people read them; files, JSON and the database keep the words themselves."""

from typing import Final

from toolkit.language import say

_SAID: Final = {
    # Combine
    "sum": say("sum"),
    "max": say("max"),
    "product": say("product"),
    "weighted_sum": say("weighted sum"),
    # Provenance
    "published": say("published"),
    "inferred": say("inferred"),
    "reconstruction": say("reconstruction"),
    "local": say("local"),
    # Role
    "analyst": say("analyst"),
    "facilitator": say("facilitator"),
    "participant": say("participant"),
    "county_reviewer": say("county reviewer"),
    "administrator": say("administrator"),
    "sole_user": say("sole user"),
    # Stage
    "planned": say("planned"),
    "open": say("open"),
    "closed": say("closed"),
    # Origin
    "own": say("own"),
    "invented": say("invented"),
    # Parts of a return
    "scores": say("scores"),
    "priorities": say("priorities"),
    "horizon": say("horizon"),
    # ReturnStatus, PriorityLevel
    "not_started": say("not started"),
    "draft": say("draft"),
    "agreed_by_the_csp": say("agreed by the csp"),
    "adopted": say("adopted"),
    "main": say("main"),
    "cross_cutting": say("cross cutting"),
    "sub_theme": say("sub theme"),
    # Decision
    "confirmed": say("confirmed"),
    "rescored": say("rescored"),
    "dropped": say("dropped"),
    # HorizonKind
    "event": say("event"),
    "trend": say("trend"),
    "legislation": say("legislation"),
    "weak_signal": say("weak signal"),
    "opportunity": say("opportunity"),
    # Direction
    "rising": say("rising"),
    "steady": say("steady"),
    "falling": say("falling"),
    "not_known": say("not known"),
    # Grade
    "low": say("low"),
    "medium": say("medium"),
    "high": say("high"),
    # Factor
    "harm": say("harm"),
    "likelihood": say("likelihood"),
    "capacity": say("capacity"),
    # HorizonStatus
    "new": say("new"),
    "monitoring": say("monitoring"),
    "acted_on": say("acted on"),
    "realised": say("realised"),
    "rejected": say("rejected"),
    # Basis
    "agreed": say("agreed"),
    "one scorer": say("one scorer"),
    "all scorers alike": say("all scorers alike"),
    "not agreed": say("not agreed"),
    "unknown": say("unknown"),
    "not scored": say("not scored"),
    # DoubtSource
    "disagreement between scorers": say("disagreement between scorers"),
    "stated confidence": say("stated confidence"),
    "no confidence stated: the least sure grade is assumed": say(
        "no confidence stated: the least sure grade is assumed"
    ),
    "no confidence scale in the matrix: taken as certain": say(
        "no confidence scale in the matrix: taken as certain"
    ),
    "unknown: every level assumed equally likely": say("unknown: every level assumed equally likely"),
    # Verdict
    "consensus": say("consensus"),
    "discuss": say("discuss"),
    "too few scorers to say": say("too few scorers to say"),
    # NoTau
    "fewer than two issues can be compared": say("fewer than two issues can be compared"),
    "in one of the two orders every issue is tied with every other": say(
        "in one of the two orders every issue is tied with every other"
    ),
    # Quadrant
    "severe but local": say("severe but local"),
    "severe and widespread": say("severe and widespread"),
    "widespread, not severe": say("widespread, not severe"),
    "neither": say("neither"),
    # Remark
    "the risk score is a product, so weighting a section multiplies every score alike": say(
        "the risk score is a product, so weighting a section multiplies every score alike"
    ),
    "only one section enters the risk score, so weighting it multiplies every score alike": say(
        "only one section enters the risk score, so weighting it multiplies every score alike"
    ),
    "no level that counts rests on this scorer": say("no level that counts rests on this scorer"),
    "it is the only criterion of the risk score, so nothing is left to rank by": say(
        "it is the only criterion of the risk score, so nothing is left to rank by"
    ),
    # Standing
    "to decide": say("to decide"),
    "changed": say("changed"),
    "rescored, no level changed": say("rescored, no level changed"),
    "no longer in the list": say("no longer in the list"),
    # LinkKind
    "same": say("same"),
    "renamed": say("renamed"),
    "split": say("split"),
    "merged": say("merged"),
    "split and merged": say("split and merged"),
    # PriorityFate
    "reworded": say("reworded"),
    "changed_level": say("changed level"),
    # Due
    "overdue": say("overdue"),
    "due": say("due"),
    "due soon": say("due soon"),
    "date cannot be read": say("date cannot be read"),
    "no review date": say("no review date"),
    "later": say("later"),
}


def word_text(word: str) -> str:
    """Return a word of a closed set in the reader's language, as people write it.

    >>> word_text("acted_on")
    'acted on'
    """
    return _SAID.get(word) or word.replace("_", " ")

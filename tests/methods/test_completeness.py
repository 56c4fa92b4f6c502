"""The check finds what a pack lacks, part by part, and finds nothing where all is there."""

from datetime import date

import pytest

from tests.small import a_return, agreed
from tests.strategies import LIBRARY, STATEMENT_HEADINGS
from toolkit.methods.completeness import Completeness, Missing, completeness
from toolkit.model.assessment import AGREED, Return, ReturnStatus, Score
from toolkit.model.horizon import HorizonItem, HorizonKind
from toolkit.model.horizon_rule import HorizonRule
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.statements import Assumption, RoleHolder, Roles, Statement
from toolkit.wording.completeness import completeness_headline, gap_sentences, not_written_sentence

DAY = date(2017, 1, 18)
RULE = LIBRARY.find(HorizonRule, "horizon-rule")


def checked(return_: Return, *dropped: str) -> Completeness:
    return completeness(return_, STATEMENT_HEADINGS, DAY, RULE, dropped)


def whole() -> Return:
    """A return with everything that the check looks for."""
    issues = a_return().issues
    criteria = a_return().matrix.criteria
    rows = tuple(
        Score(issue=i, criterion=c.id, scorer=AGREED, level=2, rationale="As told", evidence="A count")
        for i in issues
        for c in criteria
    )
    somebody = RoleHolder(by="The chair")
    item = HorizonItem(
        id="law", title="A law", heading="political", kind=HorizonKind.LEGISLATION, review_date="March 2017"
    )
    return a_return(
        rows,
        status=ReturnStatus.AGREED,
        priorities=(Priority(worded="Homes", level=PriorityLevel.MAIN, categories=("DA",)),),
        horizon=(item,),
        statement_set=STATEMENT_HEADINGS,
        statements=tuple(
            Statement(heading=one, text="Said.", author="The analyst", written_on=DAY)
            for one in STATEMENT_HEADINGS.by_id
        ),
        assumptions=(Assumption(id="a", assumption="Granted", author="The analyst", made_on=DAY),),
        roles=Roles(commissioned=somebody, analysed=somebody, assured=somebody, approved=somebody),
    )


def test_nothing_is_missing_where_all_is_there() -> None:
    found = checked(whole())
    assert found.is_complete
    assert completeness_headline(found) == "Nothing is missing: every part that was looked for is there."
    assert gap_sentences(found) == []


def test_a_blank_return_lacks_every_part_once() -> None:
    assert [gap.what for gap in checked(a_return()).gaps] == [
        Missing.SCORES,
        Missing.PRIORITIES,
        Missing.HORIZON,
        Missing.STATEMENTS,
        Missing.ASSUMPTIONS,
        Missing.ROLES,
        Missing.SIGN_OFF,
    ]


@pytest.mark.parametrize(
    ("lacking", "what", "says"),
    [
        ({"priorities": ()}, Missing.PRIORITIES, "No priority is worded"),
        ({"horizon": ()}, Missing.HORIZON, "The horizon scan is empty"),
        ({"assumptions": ()}, Missing.ASSUMPTIONS, "The assumptions log is empty"),
        ({"roles": Roles()}, Missing.ROLES, "Nobody is named for: Commissioned by; Analysed by;"),
        ({"status": ReturnStatus.DRAFT}, Missing.SIGN_OFF, "its status is: draft"),
        ({"statements": ()}, Missing.STATEMENTS, "Nothing is written under: Levels and patterns"),
    ],
)
def test_what_is_taken_away_is_what_is_missing(lacking: dict[str, object], what: Missing, says: str) -> None:
    found = checked(whole().changed(**lacking))
    assert [gap.what for gap in found.gaps] == [what]
    assert says in gap_sentences(found)[0]


def test_reasons_and_evidence_are_asked_for_in_the_top_alone() -> None:
    return_ = whole()
    scores = [row.changed(rationale="", evidence="") for row in return_.scores]
    last = scores[-1].issue
    lower = tuple(row.changed(level=0) if row.issue == last else row for row in scores)
    found = checked(return_.changed(scores=lower))
    assert last not in {gap.issue for gap in found.of(Missing.REASONS)}
    assert {gap.issue for gap in found.of(Missing.REASONS)} == {
        gap.issue for gap in found.of(Missing.EVIDENCE)
    }
    assert "no reason is written for any criterion" in gap_sentences(found)[0]


def test_a_reason_by_any_scorer_is_a_reason() -> None:
    return_ = whole()
    first = return_.scores[0]
    mine = first.changed(scorer="A partner", rationale="Seen it")
    rows = (first.changed(rationale=""), mine, *return_.scores[1:])
    assert not checked(return_.changed(scores=rows)).of(Missing.REASONS)


def test_blank_levels_and_levels_that_differ_are_told_apart() -> None:
    return_ = whole()
    first, second = return_.scores[:2]
    differ = (second.changed(scorer="A"), second.changed(scorer="B", level=1))
    found = checked(return_.changed(scores=(*differ, *return_.scores[2:])))
    assert [gap.names for gap in found.of(Missing.LEVELS)] == [(first.criterion,)]
    assert [gap.names for gap in found.of(Missing.AGREEMENT)] == [(second.criterion,)]


def test_an_unknown_level_is_an_answer() -> None:
    return_ = whole()
    rows = (return_.scores[0].changed(level="unknown"), *return_.scores[1:])
    assert checked(return_.changed(scores=rows)).is_complete


def test_an_issue_dropped_this_year_is_not_asked_for() -> None:
    return_ = whole()
    rows = tuple(row for row in return_.scores if row.issue != "gangs")
    shorter = return_.changed(scores=rows)
    assert {gap.issue for gap in checked(shorter).of(Missing.LEVELS)} == {"gangs"}
    assert checked(shorter, "gangs").is_complete


@pytest.mark.parametrize("written", ["", "December 2016", "when the Bill is passed"])
def test_an_item_without_a_review_to_come_is_missing_its_review(written: str) -> None:
    return_ = whole()
    item = return_.horizon[0].changed(review_date=written)
    found = checked(return_.changed(horizon=(item,)))
    assert [gap.names for gap in found.gaps] == [("A law",)]
    assert "Horizon items whose review is overdue" in gap_sentences(found)[0]


def test_an_unconfirmed_priority_is_named() -> None:
    waiting = Priority(worded="People and Places", level=PriorityLevel.MAIN)
    found = checked(whole().changed(priorities=(waiting,)))
    assert gap_sentences(found) == ["Nobody has confirmed the county categories of People and Places."]


def test_an_unwritten_heading_says_what_belongs_there_and_makes_nothing_up() -> None:
    heading = STATEMENT_HEADINGS.headings[2]
    assert not_written_sentence(heading) == (
        f"Not written yet. What belongs here: {heading.asks} "
        "Write it on the page Paper, or in statements.csv."
    )


def test_the_order_of_scores_does_not_matter() -> None:
    return_ = a_return(agreed({"gangs": {"physical": 1}, "burglary": {"physical": 2}}))
    backwards = return_.changed(scores=tuple(reversed(return_.scores)))
    assert {(g.what, g.issue) for g in checked(return_).gaps} == {
        (g.what, g.issue) for g in checked(backwards).gaps
    }

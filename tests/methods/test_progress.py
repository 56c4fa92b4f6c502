"""How far a return has come."""

import pytest

from tests import small
from toolkit.methods.progress import Count, Step, open_criteria, progress
from toolkit.model.assessment import AGREED, Return, ReturnStatus, Score
from toolkit.model.horizon import HorizonItem, HorizonKind
from toolkit.model.priorities import Priority, PriorityLevel

EVERY = dict.fromkeys(small.ISSUES, (1, 2, "unknown"))
ITEM = HorizonItem(id="h", title="A law", heading="political", kind=HorizonKind.LEGISLATION)
WORDED = Priority(worded="Safer roads", level=PriorityLevel.MAIN)


def with_reasons(return_: Return) -> Return:
    return return_.changed(scores=tuple(score.changed(rationale="Figures") for score in return_.scores))


def test_unknown_is_an_answer_and_a_blank_is_none() -> None:
    found = progress(small.plain({"gangs": (1, "unknown", 3)}))
    assert found.issues == Count(1, 7)
    assert "gangs" not in found.left
    row = Score(issue="burglary", criterion="physical", scorer=AGREED, rationale="Not looked at yet")
    assert "burglary" in progress(small.a_return([row])).left


def test_an_issue_is_scored_when_every_criterion_has_an_answer() -> None:
    return_ = small.a_return(small.agreed({"gangs": {"physical": 1, "financial": 2}}))
    assert open_criteria(return_, "gangs") == ("frequency", "capacity")
    assert progress(return_).issues.done == 0


def test_an_issue_that_is_dropped_is_not_left_to_score() -> None:
    found = progress(small.plain({"gangs": (1, 2, 3)}), dropped=["burglary"])
    assert found.issues == Count(1, 6)
    assert "burglary" not in found.left


def test_a_reason_is_counted_once_a_level() -> None:
    rows = [
        Score(issue="gangs", criterion="physical", scorer=name, level=1, rationale="Figures")
        for name in ("Ali", "Bo")
    ]
    assert progress(small.a_return(rows)).reasons == Count(1, 1)


@pytest.mark.parametrize(
    ("return_", "step"),
    [
        (small.plain({}), Step.SCORE),
        (small.plain(EVERY), Step.REASONS),
        (with_reasons(small.plain(EVERY)), Step.PRIORITIES),
        (with_reasons(small.plain(EVERY, priorities=(WORDED,))), Step.CONFIRM),
        (with_reasons(small.plain(EVERY, priorities=(WORDED.changed(categories=()),))), Step.HORIZON),
        (
            with_reasons(small.plain(EVERY, priorities=(WORDED.changed(categories=()),), horizon=(ITEM,))),
            Step.SIGN_OFF,
        ),
        (small.plain({}, status=ReturnStatus.ADOPTED), Step.DONE),
    ],
)
def test_the_next_step_is_the_first_part_that_is_not_whole(return_: Return, step: Step) -> None:
    assert progress(return_).next_step is step

from dataclasses import dataclass

from tests import small
from toolkit.methods.workshop import spreads_here
from toolkit.model.assessment import AGREED, Score


@dataclass(frozen=True)
class _Case:
    issue: str
    criterion: str


def case() -> _Case:
    return_ = small.a_return()
    return _Case(next(iter(return_.issues)), return_.matrix.criteria[0].id)


def test_a_level_agreed_before_the_workshop_is_not_one_of_it() -> None:
    found = case()
    row = Score(issue=found.issue, criterion=found.criterion, scorer=AGREED, level=1)
    return_ = small.a_return([row])
    assert spreads_here(return_, found.issue, ())[0].agreed is None
    assert spreads_here(return_, found.issue, (found.criterion,))[0].agreed == row

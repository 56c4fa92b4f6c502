"""One level moved gives what scoring the return anew would give, and is over before anyone notices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small
from toolkit.methods.doubt import doubt
from toolkit.methods.levels import Basis
from toolkit.methods.moved_level import level_now, move_level
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import AGREED, UNKNOWN, Return, Score

LEVELS = (0, 1, 2, 3, 4, UNKNOWN)
RISK = ("physical", "financial", "frequency")


@st.composite
def returns(draw: st.DrawFn) -> Return:
    """Two to five issues, some cells agreed, some scored by one to three people, some by nobody."""
    issues = draw(st.lists(st.sampled_from(small.ISSUES), min_size=2, max_size=5, unique=True))
    rows = [
        Score(issue=issue, criterion=criterion, scorer=who, level=level)
        for issue in issues
        for criterion in RISK
        for who in (AGREED, "Ann", "Ben", "Cat")
        if (level := draw(st.sampled_from([*LEVELS, None]))) is not None
    ]
    return small.a_return(rows or [Score(issue=issues[0], criterion=RISK[0], scorer="Ann", level=1)])


def agreed_anew(return_: Return, issue: str, criterion: str, level: int | str) -> Return:
    cell = (issue, criterion, AGREED)
    others = [row for row in return_.scores if (row.issue, row.criterion, row.scorer) != cell]
    row = Score(issue=issue, criterion=criterion, scorer=AGREED, level=level)
    return return_.changed(scores=(*others, row))


@given(returns(), st.data())
@settings(max_examples=150)
def test_a_moved_level_gives_what_scoring_anew_gives(return_: Return, data: st.DataObject) -> None:
    before = doubt(rank(score(return_)), 2)
    issue = data.draw(st.sampled_from([one.issue.id for one in before.ranking.scored.issues]))
    criterion, level = data.draw(st.sampled_from(RISK)), data.draw(st.sampled_from(LEVELS))
    moved = move_level(before, issue, criterion, level)
    anew = doubt(rank(score(agreed_anew(return_, issue, criterion, level))), 2)
    assert moved.after.ranking.issues == anew.ranking.issues
    assert moved.after.sources == anew.sources
    assert np.array_equal(moved.after.acceptability, anew.acceptability)


@given(returns(), st.data())
@settings(max_examples=150)
def test_who_enters_leaves_or_becomes_open_is_told_once_each(return_: Return, data: st.DataObject) -> None:
    before = doubt(rank(score(return_)), 2)
    issue = data.draw(st.sampled_from([one.issue.id for one in before.ranking.scored.issues]))
    moved = move_level(before, issue, data.draw(st.sampled_from(RISK)), data.draw(st.sampled_from(LEVELS)))
    certain = [{one.scored.issue.id for one in found.ranking.top(2)} for found in (before, moved.after)]
    possible = [
        {one.scored.issue.id for one in found.ranking.possible_top(2)} for found in (before, moved.after)
    ]
    assert set(moved.enters) == certain[1] - certain[0]
    assert set(moved.leaves) == possible[0] - possible[1]
    assert set(moved.opens) == (possible[1] - certain[1]) - (possible[0] - certain[0])


def test_nothing_of_the_return_is_changed() -> None:
    return_ = small.a_return([Score(issue="gangs", criterion="physical", scorer="Ann", level=1)])
    rows = return_.scores
    before = doubt(rank(score(return_)), 2)
    sources, levels = before.sources, before.levels.copy()
    move_level(before, "gangs", "physical", 4)
    assert return_.scores == rows
    assert (before.sources, before.levels.tolist()) == (sources, levels.tolist())


def test_the_level_that_counts_already_is_known_as_such() -> None:
    rows = [
        Score(issue="gangs", criterion="physical", scorer="Ann", level=1),
        Score(issue="gangs", criterion="financial", scorer=AGREED, level=UNKNOWN),
    ]
    before = doubt(rank(score(small.a_return(rows))), 2)
    assert move_level(before, "gangs", "physical", 1).is_as_now
    assert not move_level(before, "gangs", "physical", 2).is_as_now
    assert move_level(before, "gangs", "financial", UNKNOWN).is_as_now
    assert not move_level(before, "gangs", "frequency", UNKNOWN).is_as_now
    assert level_now(before.ranking, "gangs", "frequency").basis is Basis.NOT_SCORED


def test_an_issue_that_is_not_scored_cannot_be_moved() -> None:
    return_ = small.a_return([Score(issue="gangs", criterion="physical", scorer="Ann", level=1)])
    before = doubt(rank(score(return_)), 2)
    with pytest.raises(ValueError, match="'burglary' is not in list"):
        move_level(before, "burglary", "physical", 1)

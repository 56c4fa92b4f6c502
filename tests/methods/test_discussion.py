from statistics import median_high, median_low

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small
from toolkit.files.library import Library
from toolkit.methods.agreement import Verdict
from toolkit.methods.discussion import DiscussionItem, discussion_list
from toolkit.methods.levels import Basis
from toolkit.methods.ranking import Ranking, exact_array, rank, rank_bounds
from toolkit.methods.scoring import score
from toolkit.methods.what_if import rank_bounds_if, scores_if
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.matrix import Combine, Matrix, SectionRole

RULE = Library().find(AgreementRule, "agreement-rule", "1.0")
NAMES = ("physical", "financial", "frequency", "capacity")
SCORERS = ("Ann", "Ben", "Cat")
VALUES = (0, 1, 3)


def _matrix(risk: Combine = Combine.PRODUCT, harm: Combine = Combine.SUM) -> Matrix:
    return small.matrix(
        small.section("harm", SectionRole.HARM, [small.criterion(n, VALUES) for n in NAMES[:2]], harm),
        small.section("likelihood", SectionRole.LIKELIHOOD, [small.criterion(NAMES[2], VALUES)]),
        small.section("position", SectionRole.SIDE, [small.criterion(NAMES[3], VALUES)]),
        risk=risk,
    )


def _ranking(return_: Return) -> Ranking:
    return rank(score(return_))


def _key(item: DiscussionItem) -> tuple[str, str]:
    return item.issue.id, item.spread.criterion.id


@st.composite
def returns(draw: st.DrawFn) -> Return:
    """Two to four issues, scored by up to three scorers and sometimes agreed, with every kind of gap."""
    cell = st.lists(st.sampled_from([*VALUES, "unknown", None]), min_size=4, max_size=4)
    rows = []
    for issue in draw(st.lists(st.sampled_from(small.ISSUES), min_size=2, max_size=4, unique=True)):
        for name in NAMES:
            for who, level in zip((*SCORERS, AGREED), draw(cell), strict=True):
                if level is not None:
                    rows.append(Score(issue=issue, criterion=name, scorer=who, level=level))
    risk, harm = draw(st.sampled_from(Combine)), draw(st.sampled_from(Combine))
    return small.a_return(rows, matrix=_matrix(risk, harm))


def _standing(return_: Return, k: int, settled: Score | None = None) -> tuple[set[str], set[str]]:
    """Brute force: write every level down as agreed and score anew; who is certainly, who possibly in?"""
    ends = []
    for upper in (False, True):
        rows = {(s.issue, s.criterion): s for s in return_.scores if s.is_agreed and s.level is not None}
        for issue in score(return_).issues:
            for cell in issue.levels:
                given_ = sorted(
                    s.level
                    for s in return_.scores
                    if (s.issue, s.criterion) == (issue.issue.id, cell.criterion) and isinstance(s.level, int)
                )
                if cell.basis is Basis.NOT_AGREED and len(given_) > 1:
                    median = median_high(given_) if upper else median_low(given_)
                    rows[issue.issue.id, cell.criterion] = _row(
                        issue.issue.id, cell.criterion, AGREED, median
                    )
        if settled:
            rows[settled.issue, settled.criterion] = settled
        others = [s for s in return_.scores if not (s.is_agreed and (s.issue, s.criterion) in rows)]
        ends.append(score(return_.changed(scores=(*others, *rows.values()))).issues)
    low, high = exact_array([i.risk.low for i in ends[0]]), exact_array([i.risk.high for i in ends[1]])
    best, worst = rank_bounds(low, high)
    ids = [issue.issue.id for issue in ends[0]]
    return (
        {name for name, place in zip(ids, worst, strict=True) if place <= k},
        {name for name, place in zip(ids, best, strict=True) if place <= k},
    )


@given(returns(), st.integers(1, 3))
@settings(max_examples=150)
def test_what_settling_a_cell_does_is_what_scoring_it_settled_says(return_: Return, k: int) -> None:
    before, possible_before = _standing(return_, k)
    everything = {issue.id for issue in return_.scored_issues}
    for item in discussion_list(_ranking(return_), RULE, k):
        assert [case.level for case in item.settled] == [
            value for value in VALUES if item.spread.levels[0] <= value <= item.spread.levels[-1]
        ]
        for case in item.settled:
            after, possible = _standing(return_, k, _row(*_key(item), AGREED, case.level))
            assert set(case.enters) == after - before
            assert set(case.leaves) == (everything - possible) - (everything - possible_before)
            assert set(case.opens) == (possible - after) - (possible_before - before)
            assert case.changes_top == ((after, possible) != (before, possible_before))


@given(returns(), st.integers(1, 3))
def test_where_all_is_agreed_settling_is_set_against_the_printed_ranking(return_: Return, k: int) -> None:
    agreed = small.agreed({i.id: dict.fromkeys(NAMES, 1) for i in return_.scored_issues})
    ranking = _ranking(return_.changed(scores=(*(s for s in return_.scores if not s.is_agreed), *agreed)))
    before = {issue.scored.issue.id for issue in ranking.top(k)}
    for item in discussion_list(ranking, RULE, k):
        for case in item.settled:
            assert not case.opens
            assert not before & set(case.enters)
            assert set(case.leaves) <= before


@given(returns(), st.integers(1, 3))
def test_the_list_holds_every_cell_a_panel_left_apart_in_the_stated_order(return_: Return, k: int) -> None:
    ranking = _ranking(return_)
    items = discussion_list(ranking, RULE, k)
    counted = {(i.issue.id, c.criterion): c.level for i in ranking.scored.issues for c in i.levels}
    wanted = set()
    for cell, level in counted.items():
        given_ = [
            s.level
            for s in return_.scores
            if (s.issue, s.criterion) == cell and not s.is_agreed and s.level != "unknown"
        ]
        if len(given_) >= 2 and set(given_) != {level}:
            wanted.add(cell)
    assert sorted(map(_key, items)) == sorted(wanted)
    places = list(counted)
    order = [
        (
            not i.could_change_top,
            i.consensus.holds,
            -i.consensus.iqr,
            i.consensus.within_one,
            places.index(_key(i)),
        )
        for i in items
    ]
    assert order == sorted(order)


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4)), max_size=4),
    st.data(),
)
def test_ranks_with_one_other_score_are_the_ranks_of_those_scores(
    scores: list[tuple[int, int]], new: list[tuple[int, int]], data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, len(scores) - 1))
    low, high = exact_array([a for a, _ in scores]), exact_array([a + b for a, b in scores])
    new_low, new_high = exact_array([a for a, _ in new]), exact_array([a + b for a, b in new])
    best, worst = rank_bounds_if(low, high, row, new_low, new_high)
    assert best.shape == worst.shape == (len(new), len(scores))
    for case in range(len(new)):
        low[row], high[row] = new_low[case], new_high[case]
        expected = rank_bounds(low, high)
        np.testing.assert_array_equal(best[case], expected[0])
        np.testing.assert_array_equal(worst[case], expected[1])


def test_a_criterion_beside_the_score_changes_no_score() -> None:
    issue = score(small.plain({"gangs": (2, 1, 3)})).issues[0]
    low, high = scores_if(issue.levels, small.matrix(), "capacity", (0, 4))
    assert low.tolist() == high.tolist() == [9, 9]


def _row(issue: str, name: str, scorer: str, level: int | str, agency: str = "") -> Score:
    return Score(issue=issue, criterion=name, scorer=scorer, level=level, agency=agency)


AGENCIES = {"Ann": "Police", "Ben": "Police", "Cat": "Health", "Dee": "Council"}


def _panel(issue: str, name: str, levels: tuple[int, ...]) -> list[Score]:
    return [
        _row(issue, name, who, level, AGENCIES[who]) for who, level in zip(AGENCIES, levels, strict=False)
    ]


def _workshop() -> Ranking:
    """Road safety is far below; whether gangs or burglary leads depends on what gangs is settled on."""
    levels = {"gangs": (0, 2, 2), "burglary": (2, 2, 2), "road-safety": (0, 1, 1)}
    rows = [
        _row(issue, name, AGREED, level)
        for issue, row in levels.items()
        for name, level in zip(NAMES, (*row, 1), strict=True)
        if (issue, name) not in {("gangs", "physical"), ("road-safety", "physical")}
    ]
    rows += _panel("gangs", "physical", (1, 1, 3, 3)) + _panel("road-safety", "physical", (0, 0, 4, 4))
    return _ranking(small.a_return([*rows, _row("gangs", "physical", "Eve", "unknown")]))


def test_a_cell_that_could_change_the_top_comes_before_one_with_more_disagreement() -> None:
    gangs, road = discussion_list(_workshop(), RULE, 1)
    assert (_key(gangs), _key(road)) == (("gangs", "physical"), ("road-safety", "physical"))
    assert (gangs.consensus.iqr, road.consensus.iqr) == (2, 4)
    assert gangs.could_change_top
    assert not road.could_change_top


def test_an_item_says_what_each_level_would_do() -> None:
    """Between the medians 1 and 3 gangs lies around burglary's 8, so both are open until it is settled."""
    gangs = discussion_list(_workshop(), RULE, 1)[0]
    what = {case.level: (case.enters, case.leaves, case.opens) for case in gangs.settled}
    assert what == {
        1: (("burglary",), ("gangs",), ()),
        2: (("burglary", "gangs"), (), ()),
        3: (("gangs",), ("burglary",), ()),
    }


def test_a_first_round_with_nothing_agreed_already_says_which_cells_matter() -> None:
    levels = {"gangs": (2, 2, 2), "burglary": (2, 2, 3), "road-safety": (0, 0, 0)}
    rows = [
        row
        for issue, middles in levels.items()
        for name, middle in zip(NAMES, middles, strict=False)
        for row in _panel(issue, name, (middle, middle, middle + 1, middle)[: 4 if name == "physical" else 1])
    ]
    items = discussion_list(_ranking(small.a_return(rows)), RULE, 1)
    assert {_key(item): item.could_change_top for item in items} == {
        ("gangs", "physical"): False,
        ("burglary", "physical"): False,
        ("road-safety", "physical"): False,
    }
    close = [
        row.changed(level=3) if (row.issue, row.criterion) == ("gangs", "frequency") else row for row in rows
    ]
    items = discussion_list(_ranking(small.a_return(close)), RULE, 1)
    assert [_key(item)[0] for item in items if item.could_change_top] == ["burglary", "gangs"]


def test_an_item_holds_what_a_facilitator_would_ask_for() -> None:
    gangs = discussion_list(_workshop(), RULE, 1)[0]
    assert gangs.issue.name == "Gangs"
    assert gangs.consensus.verdict is Verdict.DISCUSS
    assert (gangs.spread.low, gangs.spread.high, gangs.spread.steps) == (1, 3, 2)
    assert [(a.agency, a.median_low, a.median_high) for a in gangs.agencies] == [
        ("Police", 1, 1),
        ("Health", 3, 3),
        ("Council", 3, 3),
    ]
    assert not gangs.is_agreed


def test_an_agreed_level_away_from_a_panel_that_was_of_one_mind_is_worth_a_word() -> None:
    rows = [_row("gangs", name, AGREED, 1) for name in NAMES] + _panel("gangs", "physical", (3, 3, 3, 3))
    (item,) = discussion_list(_ranking(small.a_return(rows)), RULE, 1)
    assert item.is_agreed
    assert item.consensus.verdict is Verdict.CONSENSUS
    assert [case.level for case in item.settled] == [3]


def test_nothing_needs_talking_about_where_nobody_differs() -> None:
    assert discussion_list(_ranking(small.plain({"gangs": (1, 2, 3)})), RULE, 5) == ()
    assert discussion_list(_ranking(small.a_return(_panel("gangs", "physical", (2, 2, 2, 2)))), RULE, 5) == ()

"""A panel that scored in rounds counts as if only its last round had ever been given."""

import random

import numpy as np
import pytest

from tests.small import a_return
from toolkit.files.library import Library
from toolkit.methods.discussion import discussion_list
from toolkit.methods.doubt import DoubtSource, doubt, level_distributions
from toolkit.methods.joint_panel import joint_panel
from toolkit.methods.leaving_out import leave_one_scorer_out
from toolkit.methods.levels import Basis, counted_levels
from toolkit.methods.moved_level import move_level
from toolkit.methods.panel import panel_agreement
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.scoring import score
from toolkit.methods.spread import spreads
from toolkit.model.agreement_rule import AgreementRule
from toolkit.model.assessment import AGREED, UNKNOWN, Return, Score
from toolkit.model.rounds import last_round
from toolkit.tables.ranking import reason_table
from toolkit.tables.returns import score_grid
from toolkit.tables.workshop import spread_table

WHO = ("Ann", "Ben", "Cem")
SMALL = a_return().matrix
RULE = Library().find(AgreementRule, "agreement-rule", "1.0")


def row(issue: str, criterion: str, scorer: str, level: object, round_: int = 1) -> Score:
    values = {"issue": issue, "criterion": criterion, "scorer": scorer, "level": level, "round": round_}
    return Score.model_validate(values)


def in_rounds(seed: int) -> Return:
    """A return whose cells were scored in one to three rounds, some with an agreed level at the end."""
    rng = random.Random(seed)  # noqa: S311
    rows = []
    for issue in ("burglary", "gangs", "hate-crime"):
        for criterion in SMALL.criteria:
            for round_ in range(1, rng.randint(1, 3) + 1):
                levels = rng.choices([*criterion.values, UNKNOWN, None], k=len(WHO))
                rows += [row(issue, criterion.id, *one, round_) for one in zip(WHO, levels, strict=True)]
            if rng.random() < 1 / 3:
                rows.append(row(issue, criterion.id, AGREED, rng.choice(criterion.values)))
    return a_return(rng.sample(rows, len(rows)))


def as_if_only_the_last(return_: Return) -> Return:
    return return_.changed(scores=tuple(one.changed(round=1) for one in last_round(return_.scores)))


def ranked(return_: Return) -> Ranking:
    return rank(score(return_))


@pytest.mark.parametrize("seed", range(30))
def test_every_figure_is_that_of_the_last_round_alone(seed: int) -> None:
    return_ = in_rounds(seed)
    alone = as_if_only_the_last(return_)
    assert counted_levels(return_) == counted_levels(alone)
    ours, theirs = ranked(return_), ranked(alone)
    levels, sources = level_distributions(ours)
    assert np.array_equal(levels, level_distributions(theirs)[0])
    assert sources == level_distributions(theirs)[1]
    for issue in alone.scored_issues:
        pairs = zip(spreads(return_, issue.id), spreads(alone, issue.id), strict=True)
        assert all(one.levels == other.levels for one, other in pairs)


@pytest.mark.parametrize("seed", range(30))
def test_agreement_and_what_to_discuss_are_those_of_the_last_round_alone(seed: int) -> None:
    return_ = in_rounds(seed)
    alone = as_if_only_the_last(return_)
    found, expected = panel_agreement(return_, RULE), panel_agreement(alone, RULE)
    assert (found.alpha.value, found.cells) == (
        pytest.approx(expected.alpha.value, abs=1e-12),
        expected.cells,
    )
    lists = [discussion_list(ranked(one), RULE, 2) for one in (return_, alone)]
    cells = [[(item.issue.id, item.spread.criterion.id, item.settled) for item in one] for one in lists]
    assert cells[0] == cells[1]


@pytest.mark.parametrize("seed", range(30))
def test_leaving_a_scorer_out_or_resampling_them_looks_at_the_last_round_alone(seed: int) -> None:
    return_ = in_rounds(seed)
    both = ranked(return_), ranked(as_if_only_the_last(return_))
    found, expected = ({one.changed: one for one in leave_one_scorer_out(each, 2)} for each in both)
    assert {name: found[name] for name in expected} == expected
    panels = [joint_panel(each) for each in both]
    shown = [one and (dict(zip(one.scorers, one.given.tolist(), strict=True)), one.cells) for one in panels]
    assert shown[0] == shown[1]


def test_an_agreed_level_is_held_against_the_last_round() -> None:
    first = [row("gangs", "physical", *one) for one in zip(WHO, (0, 0, 4), strict=True)]
    second = [row("gangs", "physical", *one, 2) for one in zip(WHO, (3, 3, 4), strict=True)]
    agreed = [row("gangs", name, AGREED, 3) for name in ("physical", "financial", "frequency")]
    assert sources(a_return([*first, *agreed])) == DoubtSource.NO_SCALE
    assert sources(a_return([*first, *second, *agreed])) == DoubtSource.PANEL


def sources(return_: Return) -> DoubtSource:
    return doubt(ranked(return_), 1).sources[0][0]


def test_moving_a_level_asks_the_last_round_whether_it_is_the_median() -> None:
    rows = [row("gangs", "physical", *one) for one in zip(WHO, (0, 0, 4), strict=True)]
    rows += [row("gangs", "physical", *one, 2) for one in zip(WHO, (3, 3, 4), strict=True)]
    before = doubt(ranked(a_return(rows)), 1)
    assert move_level(before, "gangs", "physical", 3).after.sources[0][0] is DoubtSource.PANEL
    assert move_level(before, "gangs", "physical", 0).after.sources[0][0] is DoubtSource.NO_SCALE


def test_a_disagreement_settled_in_the_next_round_is_one() -> None:
    rows = [row("gangs", "physical", "Ann", 1), row("gangs", "physical", "Ben", 3)]
    (counted,) = counted_levels(a_return(rows)).values()
    assert counted[0].basis is Basis.NOT_AGREED
    rows += [row("gangs", "physical", name, 2, 2) for name in ("Ann", "Ben")]
    (counted,) = counted_levels(a_return(rows)).values()
    assert (counted[0].basis, counted[0].level) == (Basis.ALL_ALIKE, 2)


def test_tables_say_which_round_a_level_is_of() -> None:
    rows = [row("gangs", "physical", "Ann", 1), row("gangs", "physical", "Ann", 3, 2)]
    return_ = a_return(rows)
    assert spread_table(spreads(return_, "gangs"))["Levels given"][0] == "round 2: Ann: 3"
    assert list(reason_table(return_, "gangs")["Scorer"]) == ["Ann", "Ann, round 2"]
    assert (
        score_grid(return_.changed(scores=(rows[1], rows[0])), "Ann").loc["Gangs", "physical"].startswith("3")
    )

"""Every sentence about firmness is plain: nothing impossible or fully certain, no word of tests."""

import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tests import small
from tests.last_year import make_harsh, make_last_year
from toolkit.__main__ import run
from toolkit.cells.chances import chance_text, order_text, share_text
from toolkit.cells.changes import change_text, moves_text
from toolkit.methods.comparison import TauB
from toolkit.methods.districts import Harshness
from toolkit.methods.health import matrix_health
from toolkit.methods.priority_trends import PriorityFate
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.return_priorities import compare_return_priorities
from toolkit.methods.scoring import score
from toolkit.methods.sensitivity import sensitivity
from toolkit.methods.smallest_change import CellChange, SmallestChange
from toolkit.methods.trends import compare_rankings
from toolkit.model.matrix import Combine
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.wording.districts import harshness_sentence
from toolkit.wording.health import health_findings
from toolkit.wording.sensitivity import (
    left_out_sentence,
    one_level_sentence,
    open_levels_note,
    rerank_words,
    schemes_sentence,
    smallest_change_sentence,
    variance_sentence,
)
from toolkit.wording.trends import (
    move_sentence,
    remain_sentence,
    score_split_sentence,
    scored_issues_sentence,
    year_priority_sentence,
)

LAST = {"burglary": (4, 4, 4), "gangs": (2, 2, 2), "hate-crime": (1, 0, 2), "road-safety": (1, 0, 1)}
THIS = {"burglary": (2, 2, 2), "gangs": (4, 4, 3), "modern-slavery": (1, 1, 4), "road-safety": (1, 0, 1)}


def ranked(levels: dict[str, tuple[int | str, int | str, int | str]], **changes: object) -> Ranking:
    return rank(score(small.plain(levels, **changes)))


@pytest.fixture
def commands(checkout: Path, tmp_path: Path) -> list[list[str]]:
    county = checkout / "sample_districts"
    last_year = make_last_year(county / "maidstone", tmp_path / "last_year")
    harsh = make_harsh(county / "maidstone", tmp_path / "harsh")
    one = [
        [c, str(county / d)] for c in ("sensitivity", "agreement") for d in ("maidstone", "thanet", "swale")
    ]
    return [
        *one,
        ["sensitivity", str(county)],
        ["agreement", str(county)],
        ["agreement", str(harsh)],
        ["score", str(harsh), "--doubt"],
        ["compare", str(last_year), str(county / "maidstone")],
        ["editions", "2017 (v1.0)", "2018 (v2.0)"],
        ["editions", "2016 (review Mar 2016)", "2025/26"],
    ]


def test_no_command_prints_certainty_or_the_word_of_tests(
    commands: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    for command in commands:
        run(command)
        said = capsys.readouterr().out
        assert said
        assert not re.search(r"[Ss]ignific|\b0 ?%|100 ?%|\bnan\b|\bNone\b", said), command


def test_every_chance_is_in_whole_tenths_and_never_none_or_all() -> None:
    words = {chance_text(chance) for chance in np.linspace(0, 1, 1001)}
    assert words == {f"{n} in 10" for n in range(1, 10)} | {"less than 1 in 20", "more than 19 in 20"}
    assert {share_text(share) for share in np.linspace(0, 1, 1001)} == {
        "less than half a tenth",
        "about 1 tenth",
        *(f"about {n} tenths" for n in range(2, 10)),
        "nearly all",
    }


def test_an_order_is_told_in_pairs() -> None:
    assert order_text(TauB(-1.0, 5, (), None)) == "fewer than 1 in 20 pairs in the same order"
    assert order_text(TauB(0.0, 5, (), None)) == "about 5 in 10 pairs in the same order"


def test_a_change_is_told_by_label_levels_and_direction() -> None:
    matrix = small.matrix()
    down, up = CellChange("gangs", "physical", 3, 1, 2), CellChange("gangs", "frequency", None, 2, 2)
    assert change_text([down], matrix) == "Physical is 2 levels lower (3 to 1)"
    assert change_text([down, up], matrix) == (
        "Physical is 2 levels lower (3 to 1) and Frequency, not known now, is 2"
    )
    assert moves_text([down, up], matrix) == "Physical 3 to 1 and Frequency unknown to 2"


def test_the_smallest_change_is_one_sentence() -> None:
    ranking = ranked(THIS)
    one, other = CellChange("gangs", "physical", 4, 3, 1), CellChange("gangs", "financial", 4, 3, 1)
    change = SmallestChange("gangs", 2, True, (one, other), (one,), ())
    assert smallest_change_sentence(change, ranking) == (
        "Gangs leaves the top two if Physical is one level lower (4 to 3), "
        "or by one more change of one level."
    )
    never = SmallestChange("gangs", 2, False, (), (), ())
    assert smallest_change_sentence(never, ranking) == (
        "No change of its own levels moves Gangs into the top two."
    )


def test_where_levels_are_unknown_a_place_becomes_or_stops_being_certain() -> None:
    ranking = ranked({"burglary": (2, 2, "unknown"), "gangs": (2, 2, 2), "hate-crime": (0, 0, 0)})
    found = sensitivity(ranking, 1)
    (burglary,) = [change for change in found.changes if change.issue == "burglary"]
    assert smallest_change_sentence(burglary, ranking).startswith(
        "Burglary becomes certain of the top one if Frequency, not known now, is 2"
    )
    assert open_levels_note(ranking, 1).startswith("Levels are not known here, so the top one holds only")


def test_the_top_survives_or_it_is_said_who_moves() -> None:
    assert one_level_sentence(sensitivity(ranked({}), 2)) == "No issue has been scored yet."
    assert one_level_sentence(sensitivity(ranked(THIS), 5)) == (
        "Every scored issue is in the top five, so none can leave it."
    )
    far = {"burglary": (4, 4, 4), "gangs": (4, 4, 4), "hate-crime": (0, 0, 0)}
    assert one_level_sentence(sensitivity(ranked(far), 2)).startswith("The top two survives: no change")
    near = far | {"gangs": (0, 1, 1)}
    assert "one such change is enough to move Hate crime into or out of it." in one_level_sentence(
        sensitivity(ranked(near), 2)
    )


def test_level_values_that_make_no_difference_are_said_to_make_none() -> None:
    found = sensitivity(ranked({"burglary": (4, 4, 4), "gangs": (0, 0, 0)}), 1)
    assert schemes_sentence(found.schemes, {}) == (
        "The top one is the same with level values that rise evenly and with values that double."
    )


def test_weights_of_a_sum_are_told_with_their_direction() -> None:
    matrix = small.matrix(risk=Combine.SUM)
    found = sensitivity(ranked({"burglary": (4, 4, 0), "gangs": (0, 0, 4)}, matrix=matrix), 1)
    words = [words for words, _ in rerank_words(found.weights, matrix)]
    assert words == [
        "Harm a quarter less",
        "Harm a quarter more",
        "Likelihood a quarter less",
        "Likelihood a quarter more",
    ]
    assert left_out_sentence("weight", [*rerank_words(found.weights, matrix)], 1) == (
        "Whichever weight it is, the top one stays the same."
    )
    assert left_out_sentence("scorer", [], 1) == "There is no scorer to leave out."


def test_certain_levels_leave_no_doubt_to_share_out() -> None:
    found = sensitivity(ranked(THIS), 2)
    assert variance_sentence(found.shares, small.matrix()) == (
        "Every level is taken as certain, so there is no doubt to share out."
    )


def test_a_matrix_is_told_in_five_findings() -> None:
    ranking = ranked({"burglary": (4, 4, 0), "gangs": (0, 1, 4), "hate-crime": (1, 1, 1)})
    found = dict(health_findings(matrix_health(ranking, 1), ranking))
    assert found["Zeros"] == (
        "Burglary (Likelihood) scores zero only because one section is zero; check that this is meant."
    )
    assert found["Harm and likelihood"].endswith(
        "They run against each other, which is where a matrix misleads most."
    )


def test_two_years_are_told_by_what_remains() -> None:
    found = compare_rankings(ranked(LAST, assessment_year="2015-16"), ranked(THIS), 2)
    assert remain_sentence(found) == (
        "Two of the two issues certain to be in the top two of 2015-16 remain there in 2016-17. New there: "
        "Modern slavery."
    )
    assert scored_issues_sentence(found) == (
        "Scored for the first time: Modern slavery. Not scored any more: Hate crime."
    )
    assert move_sentence(found.changes[0], found) == (
        "Gangs was 2nd in 2015-16 and is 1st in 2016-17; "
        "more than 19 in 20 chance that it rose (almost certain)."
    )
    assert score_split_sentence(found) == (
        "Both years were scored with small-1.0, so every change comes from changed levels."
    )


def test_districts_that_score_alike_are_said_to() -> None:
    none = Harshness(("Dover",), (), ((),), ((),), (), ((),), (None,))
    assert harshness_sentence(none).startswith("It takes two scored districts")
    two = Harshness(
        ("Dover", "Swale"), (), ((), ()), ((), ()), (), ((), ()), (Fraction(1, 2), Fraction(-1, 2))
    )
    assert harshness_sentence(two).startswith(
        "Over all criteria Dover scores highest, 0.5 of a level above the county, and Swale lowest, 0.5 of a "
        "level below the county."
    )


def priorities(*named: tuple[str, PriorityLevel, tuple[str, ...] | None]) -> tuple[Priority, ...]:
    return tuple(Priority(worded=w, level=level, categories=codes) for w, level, codes in named)


MAIN, CROSS, SUB = PriorityLevel.MAIN, PriorityLevel.CROSS_CUTTING, PriorityLevel.SUB_THEME


def test_priorities_are_compared_by_category_and_most_prominent_level() -> None:
    old = small.a_return(
        assessment_year="2015-16",
        priorities=priorities(
            ("Domestic abuse", MAIN, ("DA",)),
            ("Litter", MAIN, ("ASB",)),
            ("Drugs", MAIN, ("SM",)),
            ("People and Places", MAIN, ()),
            ("Safer nights", MAIN, None),
        ),
    )
    new = small.a_return(
        priorities=priorities(
            ("Violence at home", CROSS, ("DA",)),
            ("Refuges", SUB, ("DA",)),
            ("Litter and noise", MAIN, ("ASB",)),
            ("Minds", MAIN, ("MH",)),
            ("people and places", MAIN, ()),
        )
    )
    found = compare_return_priorities(old, new)
    assert [(move.category, move.fate) for move in found.moves] == [
        ("DA", PriorityFate.CHANGED_LEVEL),
        ("ASB", PriorityFate.REWORDED),
        ("SM", PriorityFate.DROPPED),
        ("MH", PriorityFate.NEW),
        ("", PriorityFate.SAME),
    ]
    assert year_priority_sentence(found, "2015-16", "2016-17") == (
        "Of four named in 2015-16, three are in 2016-17. At another level, which is no drop: Domestic Abuse "
        "(main to cross-cutting). New: Mental Health. Not named any more: Substance Misuse. Not compared, "
        "since nobody has confirmed a category: one of 2015-16."
    )

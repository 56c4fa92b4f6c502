from fractions import Fraction

import pytest

from tests import small
from toolkit.errors import Refused
from toolkit.files.library import read_matrix
from toolkit.methods.levels import Basis, counted_level
from toolkit.methods.scoring import score
from toolkit.model.assessment import Score
from toolkit.model.matrix import Combine, SectionRole


def _row(scorer: str, level: int | str | None, confidence: str | None = None) -> Score:
    return Score(issue="gangs", criterion="physical", scorer=scorer, level=level, confidence=confidence)


def test_the_agreed_row_counts_over_every_scorer() -> None:
    found = counted_level("physical", [_row("Police", 4), _row("Fire", 1), _row("agreed", 3)])
    assert (found.level, found.basis) == (3, Basis.AGREED)


def test_a_single_scorer_counts() -> None:
    assert counted_level("physical", [_row("Police", 4)]).basis is Basis.ONE_SCORER


def test_scorers_who_differ_are_never_averaged() -> None:
    found = counted_level("physical", [_row("Police", 4), _row("Fire", 2)])
    assert (found.level, found.basis) == (None, Basis.NOT_AGREED)


def test_scorers_all_alike_count() -> None:
    found = counted_level("physical", [_row("Police", 2), _row("Fire", 2)])
    assert (found.level, found.basis) == (2, Basis.ALL_ALIKE)


def test_a_blank_agreed_row_leaves_the_scorers_to_count() -> None:
    assert counted_level("physical", [_row("agreed", None), _row("Fire", 2)]).level == 2


def test_unknown_is_not_zero() -> None:
    found = counted_level("physical", [_row("agreed", "unknown")])
    assert (found.level, found.basis) == (None, Basis.UNKNOWN)
    [issue] = score(small.plain({"gangs": ("unknown", 2, 3)})).issues
    assert (issue.risk.low, issue.risk.high, issue.risk.value) == (6, 18, None)


def test_the_worked_example_of_the_readme_is_harm_times_likelihood() -> None:
    [issue] = score(small.plain({"gangs": (4, 3, 2)})).issues
    assert issue.sections["harm"].value == 7
    assert issue.risk.value == 14
    assert issue.side["position"].value == 1


def test_organisational_position_never_enters_the_risk_score() -> None:
    rows = small.agreed({"gangs": {"physical": 1, "financial": 1, "frequency": 1, "capacity": 0}})
    more = small.agreed({"gangs": {"physical": 1, "financial": 1, "frequency": 1, "capacity": 4}})
    [low], [high] = score(small.a_return(rows)).issues, score(small.a_return(more)).issues
    assert low.risk == high.risk


@pytest.mark.parametrize(
    ("impact", "row"), [(4, (4, 8, 12, 16)), (3, (3, 6, 9, 12)), (2, (2, 4, 6, 8)), (1, (1, 2, 3, 4))]
)
def test_fifes_published_grid_comes_out_cell_by_cell(impact: int, row: tuple[int, ...]) -> None:
    fife = read_matrix("impact-likelihood-4x4-1.0")
    for likelihood, printed in enumerate(row, start=1):
        scores = small.agreed({"gangs": {"impact": impact, "likelihood": likelihood}})
        [issue] = score(small.a_return(scores, matrix=fife)).issues
        assert issue.risk.value == printed


def test_a_template_is_refused_with_the_reason_and_the_way_out() -> None:
    template = read_matrix("morile-tactical-template")
    scores = (Score(issue="gangs", criterion=template.criteria[0].id, scorer="agreed", level=None),)
    with pytest.raises(
        Refused, match=r"morile-tactical-template-1\.0 cannot be scored with.*not public.*csp-toolkit check"
    ):
        score(small.a_return(scores, matrix=template))


def test_sections_combine_by_the_closed_set_with_exact_weights() -> None:
    third = Fraction(1, 3)
    parts = [small.criterion("physical", weight=third), small.criterion("financial", weight=third)]
    sections = [
        small.section("harm", SectionRole.HARM, parts, Combine.WEIGHTED_SUM, weight=Fraction(3)),
        small.section("worst", SectionRole.OTHER, [small.criterion("a"), small.criterion("b")], Combine.MAX),
        small.section(
            "likelihood",
            SectionRole.LIKELIHOOD,
            [small.criterion("c"), small.criterion("d")],
            Combine.PRODUCT,
        ),
    ]
    rows = small.agreed({"gangs": {"physical": 1, "financial": 4, "a": 2, "b": 3, "c": 2, "d": 4}})
    made = small.a_return(rows, matrix=small.matrix(*sections, risk=Combine.WEIGHTED_SUM))
    [issue] = score(made).issues
    assert {name: total.value for name, total in issue.sections.items()} == {
        "harm": Fraction(5, 3),
        "worst": 3,
        "likelihood": 8,
    }
    assert issue.risk.value == 16


def test_a_section_total_of_zero_that_wipes_an_issue_out_is_pointed_at() -> None:
    [issue] = score(small.plain({"gangs": (4, 4, 0)})).issues
    assert (issue.risk.value, issue.zeroed_by) == (0, ("likelihood",))


def test_zero_in_every_section_wipes_nothing_out() -> None:
    [issue] = score(small.plain({"gangs": (0, 0, 0)})).issues
    assert issue.zeroed_by == ()


def test_an_issue_scored_in_part_is_open_where_it_is_not_scored() -> None:
    [issue] = score(small.a_return(small.agreed({"gangs": {"physical": 4, "financial": 4}}))).issues
    assert issue.unknown == ("frequency", "capacity")
    assert (issue.risk.low, issue.risk.high) == (0, 32)


def test_totals_stay_exact_beyond_any_machine_word() -> None:
    criteria = [small.criterion(f"c{k}", (0, 1_000_000)) for k in range(12)]
    big = small.matrix(small.section("harm", SectionRole.HARM, criteria, Combine.PRODUCT))
    rows = small.agreed({"gangs": {c.id: 1_000_000 for c in criteria}})
    [issue] = score(small.a_return(rows, matrix=big)).issues
    assert issue.risk.value == 10**72

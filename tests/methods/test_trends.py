"""Two years' rankings: chances against enumeration, score changes that add up, what became of priorities."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from tests import small
from toolkit.errors import Refused
from toolkit.files.library import Library
from toolkit.methods.issue_links import LinkKind, issue_links
from toolkit.methods.priority_trends import PriorityFate, compare_priorities
from toolkit.methods.ranking import Ranking, rank
from toolkit.methods.score_change import score_split, with_old_weights
from toolkit.methods.scoring import score
from toolkit.methods.trends import compare_rankings, rank_chances
from toolkit.model.assessment import Return
from toolkit.model.matrix import Combine, Matrix, SectionRole
from toolkit.model.matrix_mapping import LevelMapping, MatrixMapping
from toolkit.model.priorities import Crosswalk, PriorityLevel
from toolkit.resources import shipped

LEVELS = st.integers(0, 4)
ROWS = st.tuples(LEVELS, LEVELS, LEVELS)
TABLES = st.dictionaries(st.sampled_from(small.ISSUES), ROWS, min_size=2)


def ranked(return_: Return) -> Ranking:
    return rank(score(return_))


def mapping(old: Matrix, new: Matrix, criteria: dict[tuple[str, str], dict[int, int]]) -> MatrixMapping:
    return MatrixMapping(
        title="Old as new",
        source="made up for a test",
        from_matrix=old.ref,
        to_matrix=new.ref,
        criteria=tuple(
            LevelMapping(from_criterion=a, to_criterion=b, levels=tuple(levels.items()))
            for (a, b), levels in criteria.items()
        ),
    )


LAST = {"burglary": (4, 4, 4), "gangs": (2, 2, 2), "hate-crime": (1, 0, 2), "road-safety": (1, 0, 1)}
THIS = {"burglary": (2, 2, 2), "gangs": (4, 4, 3), "modern-slavery": (1, 1, 4), "road-safety": (1, 0, 1)}


def test_two_years_of_one_matrix_compare_issue_by_issue() -> None:
    found = compare_rankings(ranked(small.plain(LAST)), ranked(small.plain(THIS)), 2)
    assert [(c.link.new, c.rose_by) for c in found.changes] == [
        ("gangs", 1),
        ("burglary", -1),
        ("road-safety", 0),
    ]
    assert (found.new_issues, found.dropped) == (("modern-slavery",), ("hate-crime",))
    assert (found.tau_b.value, found.tau_b.issues) == (pytest.approx(1 / 3), 3)
    assert found.overlap.both == ("gangs", "burglary")
    assert found.overlap.entered == ("modern-slavery",)  # joint second: a tie at the edge is in
    assert found.overlap.share == Fraction(2, 3)


def test_a_year_compared_with_itself_has_not_moved() -> None:
    ranking = ranked(small.plain(LAST))
    found = compare_rankings(ranking, ranking, 2)
    assert found.tau_b.value == 1
    assert found.overlap.share == 1
    for change in found.changes:
        assert (change.rose_by, change.score.change) == (0, 0)
        assert change.chances.stayed == pytest.approx(1)  # no confidence scale: taken as certain
        assert change.chances.entered == pytest.approx(0)


@given(TABLES, TABLES)
@settings(max_examples=40, deadline=None)
def test_tau_b_between_years_is_scipys_over_the_common_issues(
    last: dict[str, tuple[int, int, int]], this: dict[str, tuple[int, int, int]]
) -> None:
    found = compare_rankings(ranked(small.plain(last)), ranked(small.plain(this)), 2)
    common = sorted(set(last) & set(this))
    a, b = ([(t[i][0] + t[i][1]) * t[i][2] for i in common] for t in (last, this))
    if found.tau_b.value is None:
        assert len(common) < 2 or 1 in {len(set(a)), len(set(b))}
    elif len(common) > 2:
        assert found.tau_b.value == pytest.approx(kendalltau(a, b).statistic)
    assert {c.link.new for c in found.changes} == set(common)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_chances_are_those_of_every_pair_of_ranks(old: int, new: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    before, after = rng.dirichlet(np.ones(old)), rng.dirichlet(np.ones(new))
    k = 2
    found = rank_chances(before, before[:k].sum(), after, after[:k].sum())
    expected = np.zeros(5)
    for (r, p), (s, q) in product(enumerate(before, 1), enumerate(after, 1)):
        happened = (s < r, s > r, s == r, r > k >= s, s > k >= r)
        expected += p * q * np.array(happened)
    np.testing.assert_allclose(
        (found.rose, found.fell, found.stayed, found.entered, found.left), expected, atol=1e-12
    )


def test_an_unknown_level_leaves_the_move_and_the_score_change_open_but_not_the_chances() -> None:
    this = {"burglary": (2, 2, "unknown"), "gangs": (2, 2, 2)}
    found = compare_rankings(ranked(small.plain(LAST)), ranked(small.plain(this)), 1)
    burglary = next(c for c in found.changes if c.link.new == "burglary")
    assert burglary.rose_by is None
    assert (burglary.score.levels, burglary.score.change) == (None, None)
    assert (burglary.score.before.value, burglary.score.after.low, burglary.score.after.high) == (32, 0, 16)
    assert burglary.chances.stayed == pytest.approx(3 / 5)  # first with 2, 3 or 4 of 0 to 4
    assert found.tau_b.left_out == ("burglary",)


def test_years_with_different_matrices_need_a_mapping() -> None:
    new = small.plain(THIS).changed(matrix=small.matrix(version="2.0"))
    with pytest.raises(
        Refused,
        match=r"The years were scored with small-1.0 and small-2.0; give the mapping that says how the "
        "levels of the one are read in the other",
    ):
        compare_rankings(ranked(small.plain(LAST)), ranked(new), 2)


def test_a_mapping_between_other_matrices_is_refused() -> None:
    old, new, other = small.matrix(), small.matrix(version="2.0"), small.matrix(version="3.0")
    wrong = mapping(old, other, {("physical", "physical"): {0: 0}})
    with pytest.raises(
        Refused, match=r"The mapping reads small-1.0 as small-3.0; the years were scored with"
    ):
        score_split(old, new, wrong)


def test_one_name_for_two_matrices_is_refused() -> None:
    other = small.matrix(small.harm())
    with pytest.raises(Refused, match=r"Both years name matrix small-1.0, but the two matrix files differ"):
        score_split(small.matrix(), other)


def test_every_fault_of_a_mapping_is_said_at_once() -> None:
    old, new = small.matrix(), small.matrix(version="2.0")
    wrong = mapping(old, new, {("physical", "physical"): {9: 1}, ("money", "physical"): {0: 0}})
    with pytest.raises(Refused) as refusal:
        score_split(old, new, wrong)
    assert str(refusal.value) == (
        "The mapping 'Old as new' cannot be used: small-1.0 has no criterion 'money'; "
        "'physical' of small-1.0 has no level 9; it names 'physical' twice."
    )


def weighted(harm: int, likelihood: int, *, values: tuple[int, ...], version: str) -> Matrix:
    """One criterion a section, added with weights."""
    sections = (
        small.section("harm", SectionRole.HARM, [small.criterion("physical", values)], weight=Fraction(harm)),
        small.section(
            "likelihood",
            SectionRole.LIKELIHOOD,
            [small.criterion("frequency", values)],
            weight=Fraction(likelihood),
        ),
    )
    return small.matrix(*sections, risk=Combine.WEIGHTED_SUM, version=version)


def test_a_score_change_is_split_into_levels_then_definition_then_weights() -> None:
    """By hand: 1 + 1 = 2; levels 3 + 1 = 4; doubling values 4 + 1 = 5; weights 3 x 4 + 1 = 13."""
    old = weighted(1, 1, values=(0, 1, 2, 3), version="1.0")
    new = weighted(3, 1, values=(0, 1, 2, 4), version="2.0")
    as_new = {(c, c): {0: 0, 1: 1, 2: 2, 3: 4} for c in ("physical", "frequency")}
    last = small.a_return(small.agreed({"gangs": {"physical": 1, "frequency": 1}}), matrix=old)
    this = small.a_return(small.agreed({"gangs": {"physical": 4, "frequency": 1}}), matrix=new)
    found = compare_rankings(ranked(last), ranked(this), 1, mapping=mapping(old, new, as_new))
    split = found.changes[0].score
    assert (split.levels, split.definition, split.weights, split.change) == (2, 1, 8, 11)
    backwards = {(c, c): {0: 0, 1: 1, 2: 2, 4: 3} for c in ("physical", "frequency")}
    other_way = compare_rankings(ranked(last), ranked(this), 1, mapping=mapping(new, old, backwards))
    assert other_way.changes[0].score == split
    assert found.old.scored.return_.matrix == new
    assert other_way.new.scored.return_.matrix == old
    assert (found.old_as_scored, other_way.new_as_scored) == (ranked(last), ranked(this))


def test_a_criterion_that_goes_and_one_that_comes_are_changes_of_definition() -> None:
    """By hand, sums: 2 + 3 = 5; nothing moved: 5; financial goes, social comes: 2 + 4 = 6."""
    old = small.matrix(small.harm(), risk=Combine.SUM)
    new = small.matrix(
        small.section("harm", SectionRole.HARM, [small.criterion("physical"), small.criterion("social")]),
        risk=Combine.SUM,
        version="2.0",
    )
    last = small.a_return(small.agreed({"gangs": {"physical": 2, "financial": 3}}), matrix=old)
    this = small.a_return(small.agreed({"gangs": {"physical": 2, "social": 4}}), matrix=new)
    reading = mapping(old, new, {("physical", "physical"): {k: k for k in range(5)}})
    split = score_split(old, new, reading).change(
        ranked(last).issues[0].scored, ranked(this).issues[0].scored
    )
    assert (split.levels, split.definition, split.weights) == (0, 1, 0)


def test_a_level_that_stands_for_several_old_ones_is_open_unless_the_old_one_is_among_them() -> None:
    old = small.matrix(small.section("harm", SectionRole.HARM, [small.criterion("physical", (0, 1, 2, 3))]))
    new = small.matrix(
        small.section("harm", SectionRole.HARM, [small.criterion("physical", (0, 1))]), version="2.0"
    )
    split = score_split(old, new, mapping(old, new, {("physical", "physical"): {0: 0, 1: 0, 2: 1, 3: 1}}))

    def change(then: int, now: int) -> tuple[object, object]:
        last = small.a_return(small.agreed({"gangs": {"physical": then}}), matrix=old)
        this = small.a_return(small.agreed({"gangs": {"physical": now}}), matrix=new)
        found = split.change(ranked(last).issues[0].scored, ranked(this).issues[0].scored)
        return found.levels, found.definition

    assert change(3, 1) == (0, -2)
    assert change(0, 1) == (None, None)


@st.composite
def two_matrices(draw: st.DrawFn) -> tuple[Matrix, Matrix]:
    """An old and a new matrix with the same criteria, but other values, weights and ways of combining."""
    found = []
    for version in ("1.0", "2.0"):
        risk = draw(st.sampled_from(list(Combine)))
        weight = st.fractions(0, 3, max_denominator=4)
        sections = []
        for name, criteria in (("harm", ("physical", "financial")), ("likelihood", ("frequency",))):
            how = draw(st.sampled_from(list(Combine)))
            values = st.lists(st.integers(0, 9), min_size=3, max_size=3, unique=True)
            made = [
                small.criterion(
                    c, sorted(draw(values)), draw(weight) if how is Combine.WEIGHTED_SUM else None
                )
                for c in criteria
            ]
            section_weight = draw(weight) if risk is Combine.WEIGHTED_SUM else None
            sections.append(small.section(name, SectionRole.OTHER, made, how, section_weight))
        found.append(small.matrix(*sections, risk=risk, version=version))
    return found[0], found[1]


@given(two_matrices(), st.lists(st.integers(0, 2), min_size=6, max_size=6))
@settings(max_examples=100, deadline=None)
def test_the_parts_of_a_score_change_always_add_up(
    matrices: tuple[Matrix, Matrix], places: list[int]
) -> None:
    old, new = matrices
    reading = mapping(
        old,
        new,
        {
            (a.id, b.id): dict(zip(a.values, b.values, strict=True))
            for a, b in zip(old.criteria, new.criteria, strict=True)
        },
    )
    last, this = (
        small.a_return(
            small.agreed({"gangs": {c.id: c.values[p] for c, p in zip(m.criteria, chosen, strict=True)}}),
            matrix=m,
        )
        for m, chosen in ((old, places[:3]), (new, places[3:]))
    )
    split = score_split(old, new, reading).change(
        ranked(last).issues[0].scored, ranked(this).issues[0].scored
    )
    assert split.levels is not None
    assert split.definition is not None
    assert split.weights is not None
    assert split.levels + split.definition + split.weights == split.change
    read_old = {c.id: c.values[p] for c, p in zip(old.criteria, places[3:], strict=True)}
    with_old = (
        ranked(small.a_return(small.agreed({"gangs": read_old}), matrix=old)).issues[0].scored.risk.value
    )
    assert split.before.low + split.levels == with_old


def test_old_weights_are_carried_over_and_new_criteria_keep_theirs() -> None:
    def matrix(weights: dict[str, int], version: str) -> Matrix:
        criteria = [small.criterion(name, weight=Fraction(w)) for name, w in weights.items()]
        return small.matrix(
            small.section("harm", SectionRole.HARM, criteria, Combine.WEIGHTED_SUM), version=version
        )

    between = with_old_weights(
        matrix({"physical": 2, "financial": 5}, "1.0"),
        matrix({"bodily": 7, "social": 3}, "2.0"),
        {"physical": "bodily"},
    )
    assert between.risk_sections[0].weights == (2, 3)


def test_issues_are_the_same_renamed_split_merged_new_or_dropped() -> None:
    links = issue_links(
        ["a", "b", "c", "d", "e", "f"],
        ["a", "b1", "b2", "cd", "e2", "g"],
        {"b": ("b1", "b2"), "c": ("cd",), "d": ("cd",), "e": ("e2",)},
    )
    assert [(link.old, link.new, link.kind) for link in links.links] == [
        ("a", "a", LinkKind.SAME),
        ("b", "b1", LinkKind.SPLIT),
        ("b", "b2", LinkKind.SPLIT),
        ("c", "cd", LinkKind.MERGED),
        ("d", "cd", LinkKind.MERGED),
        ("e", "e2", LinkKind.RENAMED),
    ]
    assert (links.new, links.dropped) == (("g",), ("f",))


def test_an_issue_both_split_and_merged_is_said_to_be_both() -> None:
    links = issue_links(["a", "b"], ["x", "y"], {"a": ("x", "y"), "b": ("y",)})
    assert [link.kind for link in links.links] == [
        LinkKind.SPLIT,
        LinkKind.SPLIT_AND_MERGED,
        LinkKind.MERGED,
    ]


def test_a_part_of_a_split_issue_is_no_whole_one_though_the_other_part_was_not_scored() -> None:
    (link,) = issue_links(["a"], ["a"], {"a": ("a", "b")}).links
    assert (link.kind, link.kind.one_to_one) == (LinkKind.SPLIT, False)
    (link,) = issue_links(["a"], ["ab"], {"a": ("ab",), "b": ("ab",)}).links
    assert (link.kind, link.kind.one_to_one) == (LinkKind.MERGED, False)


def test_split_issues_are_followed_but_left_out_of_tau_b() -> None:
    found = compare_rankings(
        ranked(small.plain(LAST)),
        ranked(small.plain({"domestic-abuse": (4, 4, 4), "vehicle-crime": (3, 3, 3), "gangs": (2, 2, 2)})),
        1,
        heirs={"burglary": ("domestic-abuse", "vehicle-crime")},
    )
    assert [(c.link.old, c.link.new, c.rose_by) for c in found.changes] == [
        ("burglary", "domestic-abuse", 0),
        ("burglary", "vehicle-crime", -1),
        ("gangs", "gangs", -1),
    ]
    assert found.tau_b.issues == 1
    assert str(found.tau_b.undefined) == "fewer than two issues can be compared"
    assert found.overlap.both == ("domestic-abuse",)
    assert found.overlap.left == ()


def test_years_without_a_common_issue_have_only_new_and_dropped_ones() -> None:
    found = compare_rankings(ranked(small.a_return()), ranked(small.plain(THIS)), 2)
    assert found.changes == ()
    assert len(found.new_issues) == 4
    assert found.overlap.share == 0


@pytest.fixture
def kent() -> Crosswalk:
    return Library([shipped("matrices")]).crosswalk("kent-crosswalk")


def test_the_priorities_of_2017_follow_from_those_of_2016(kent: Crosswalk) -> None:
    found = compare_priorities(kent, "2016 (review Mar 2016)", "2017 (v1.0)")
    changes = {change.old: change for change in found.changes}
    assert changes["Road Safety"].fate is PriorityFate.SAME
    assert changes["Safeguarding"].fate is PriorityFate.REWORDED
    merged = changes["Reducing Re-Offending"]
    assert (merged.fate, merged.new) == (PriorityFate.MERGED, "Reducing re-offending and supporting victims")
    assert merged.provenance == "inferred"
    assert sum(found.counts.values()) == len(found.changes)
    assert set(found.counts) == set(PriorityFate)


def test_every_step_of_the_crosswalk_is_read_whole(kent: Crosswalk) -> None:
    for step in kent.steps:
        found = compare_priorities(kent, step.from_edition, step.to_edition)
        assert len(found.changes) == len(step.links) + len(step.new) + len(step.dropped)
        assert [c.new for c in found.with_fate(PriorityFate.NEW)] == list(step.new)
        assert [c.old for c in found.with_fate(PriorityFate.DROPPED)] == list(step.dropped)


def test_a_move_from_main_to_cross_cutting_is_a_changed_level_not_a_drop() -> None:
    crosswalk = Crosswalk.model_validate(
        {
            "id": "small",
            "version": "1.0",
            "title": "Small",
            "source": "made up for a test",
            "editions": [
                {"edition": "2016", "level": "main", "priority": "Road Safety"},
                {"edition": "2017", "level": "cross_cutting", "priority": "Road Safety"},
            ],
            "steps": [
                {
                    "from_edition": "2016",
                    "to_edition": "2017",
                    "links": [
                        {
                            "from_priority": "Road Safety",
                            "to_priority": "Road Safety",
                            "change": "changed_level",
                            "provenance": "published",
                            "because": "The report says so.",
                        }
                    ],
                }
            ],
        }
    )
    (change,) = compare_priorities(crosswalk, "2016", "2017").changes
    assert (change.fate, change.moved_level) == (PriorityFate.CHANGED_LEVEL, True)
    assert (change.old_levels, change.new_levels) == ((PriorityLevel.MAIN,), (PriorityLevel.CROSS_CUTTING,))
    with pytest.raises(
        Refused,
        match=r"Crosswalk small-1.0 has no steps that lead from '2017' to '2016'. It has: '2016' to '2017'.",
    ):
        compare_priorities(crosswalk, "2017", "2016")

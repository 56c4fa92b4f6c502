"""The shipped scoring matrices say what they should and no more."""

import re
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from toolkit.model.matrix import Combine, Matrix, Provenance, SectionRole
from toolkit.resources import shipped

FOLDER = shipped("matrices")
LINEAR = "morile-style-csp-1.0"
DOUBLING = "morile-style-csp-doubling-1.0"
FOUR_BY_FOUR = "impact-likelihood-4x4-1.0"
TEMPLATE = "morile-tactical-template-1.0"
SCORED = (LINEAR, DOUBLING, FOUR_BY_FOUR)
ALL = (*SCORED, TEMPLATE)


def parsed(text: str) -> Matrix:
    return Matrix.model_validate(tomllib.loads(text, parse_float=Fraction))


def matrix(name: str) -> Matrix:
    return parsed((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def readme_example() -> Matrix:
    blocks = re.findall(
        r"^```toml\n(.*?)^```$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert len(blocks) == 1
    return parsed(blocks[0])


def is_matrix(path: Path) -> bool:
    return tomllib.loads(path.read_text(encoding="utf-8")).get("kind") == "matrix"


def texts(of: Matrix) -> list[str]:
    questions = [criterion.question for criterion in of.criteria]
    return questions + [level.guidance for c in of.criteria for level in c.levels]


def test_these_four_matrices_are_shipped_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml") if is_matrix(path)} == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_a_file_is_called_by_its_id_and_version(name: str) -> None:
    assert str(matrix(name).ref) == name


@pytest.mark.parametrize("name", ALL)
def test_no_question_or_guidance_serves_two_criteria(name: str) -> None:
    folded = [" ".join(text.casefold().split()) for text in texts(matrix(name))]
    assert len(set(folded)) == len(folded)


@pytest.mark.parametrize("name", SCORED)
def test_each_level_of_a_criterion_has_its_own_label_and_guidance(name: str) -> None:
    for criterion in matrix(name).criteria:
        for told in ([x.label for x in criterion.levels], [x.guidance for x in criterion.levels]):
            assert all(told), criterion.id
            assert len(set(told)) == len(told), criterion.id


@pytest.mark.parametrize("name", SCORED)
def test_guidance_uses_no_capitals_that_a_partner_would_have_to_look_up(name: str) -> None:
    for text in texts(matrix(name)):
        assert set(re.findall(r"\b[A-Z][A-Z&]+\b", text)) <= {"GP", "A&E"}, text


@pytest.mark.parametrize("name", SCORED)
def test_every_guidance_is_a_sentence_of_substance(name: str) -> None:
    for criterion in matrix(name).criteria:
        for level in criterion.levels:
            assert len(level.guidance.split()) >= 10, (criterion.id, level.value)
            assert level.guidance.endswith("."), (criterion.id, level.value)


@pytest.mark.parametrize("name", ALL)
def test_no_bands_are_shipped(name: str) -> None:
    assert matrix(name).bands == ()


@pytest.mark.parametrize("name", [LINEAR, DOUBLING])
def test_a_matrix_of_ours_never_claims_to_be_morile(name: str) -> None:
    ours = matrix(name)
    assert ours.title.startswith("MoRiLE-style")
    assert "It is not MoRiLE" in ours.description
    used = {x.provenance for x in (ours, ours.risk, *ours.sections, *ours.criteria)}
    assert used <= {Provenance.RECONSTRUCTION, Provenance.LOCAL, Provenance.INFERRED}


def test_the_default_matrix_asks_what_the_partnership_use_needs() -> None:
    asked = {s.id: [c.id for c in s.criteria] for s in matrix(LINEAR).sections}
    assert asked == {
        "harm": ["physical", "psychological", "financial", "community", "environment", "organisations"],
        "likelihood": ["frequency", "trend", "victim-vulnerability"],
        "organisational-position": ["capacity", "capability"],
    }
    assert [s.role for s in matrix(LINEAR).sections] == [
        SectionRole.HARM,
        SectionRole.LIKELIHOOD,
        SectionRole.SIDE,
    ]


def test_the_doubling_matrix_has_the_texts_of_the_linear_one_and_other_values() -> None:
    linear, doubling = matrix(LINEAR), matrix(DOUBLING)
    assert {c.values for c in linear.criteria} == {(0, 1, 2, 3, 4)}
    assert {c.values for c in doubling.criteria} == {(0, 1, 2, 4, 8)}
    assert linear.confidence == doubling.confidence
    for one, other in zip(linear.sections, doubling.sections, strict=True):
        assert (one.id, one.label, one.role, one.combine) == (
            other.id,
            other.label,
            other.role,
            other.combine,
        )
    for a, b in zip(linear.criteria, doubling.criteria, strict=True):
        assert (a.id, a.label, a.question) == (b.id, b.label, b.question)
        assert [(x.label, x.guidance) for x in a.levels] == [(x.label, x.guidance) for x in b.levels]


@pytest.mark.parametrize("name", [LINEAR, DOUBLING])
def test_the_risk_score_is_the_harm_total_times_the_likelihood_total(name: str) -> None:
    ours = matrix(name)
    assert ours.risk.combine is Combine.PRODUCT
    assert [(s.id, s.combine) for s in ours.risk_sections] == [
        ("harm", Combine.SUM),
        ("likelihood", Combine.SUM),
    ]


def test_the_four_by_four_gives_the_sixteen_published_cells() -> None:
    grid = matrix(FOUR_BY_FOUR)
    impact, likelihood = grid.risk_sections
    assert grid.risk.combine is Combine.PRODUCT
    assert (impact.role, likelihood.role) == (SectionRole.HARM, SectionRole.LIKELIHOOD)
    rows = reversed(impact.criteria[0].values)
    columns = likelihood.criteria[0].values
    assert [[row * column for column in columns] for row in rows] == [
        [4, 8, 12, 16],
        [3, 6, 9, 12],
        [2, 4, 6, 8],
        [1, 2, 3, 4],
    ]


def test_the_four_by_four_takes_only_its_numbers_from_fife() -> None:
    grid = matrix(FOUR_BY_FOUR)
    for thing in (grid, grid.risk, *grid.sections, *grid.criteria):
        assert thing.provenance is Provenance.PUBLISHED
        assert "Fife Community Safety Partnership" in thing.source
    assert "own wording, not Fife's" in grid.description.replace("\n", " ")


def test_the_template_has_no_level_and_says_why_and_what_to_do() -> None:
    template = matrix(TEMPLATE)
    assert all(criterion.levels == () for criterion in template.criteria)
    assert "not public" in template.template
    assert "copy this file to a new one" in template.template
    assert "csp-toolkit check FILE" in template.template
    assert template.confidence is None


@pytest.mark.parametrize("name", SCORED)
def test_only_a_template_gives_a_reason_not_to_score(name: str) -> None:
    assert matrix(name).template == ""


@pytest.mark.parametrize("name", SCORED)
def test_confidence_falls_from_high_through_moderate_to_low(name: str) -> None:
    scale = matrix(name).confidence
    assert scale is not None
    assert scale.provenance is Provenance.LOCAL
    assert [grade.id for grade in scale.grades] == ["high", "moderate", "low"]
    right = [grade.doubt[0] for grade in scale.grades]
    assert right == [Fraction(9, 10), Fraction(7, 10), Fraction(1, 2)]
    for grade in scale.grades:
        assert list(grade.doubt) == sorted(grade.doubt, reverse=True)


def test_the_example_in_the_readme_is_a_matrix_and_scores_as_it_says() -> None:
    example = readme_example()
    harm, likelihood = example.risk_sections
    assert harm.weights == (Fraction(3, 2), Fraction(1, 4))
    levels = {"people": "Treatment", "property": "Over £1,000", "how-often": "12 or more"}
    value = {
        name: next(level.value for level in example.criterion(name).levels if level.label == label)
        for name, label in levels.items()
    }
    total = sum(w * value[c.id] for w, c in zip(harm.weights, harm.criteria, strict=True))
    assert total == 4
    assert total * value[likelihood.criteria[0].id] == 12


def test_the_readme_names_every_shipped_matrix_and_every_kind_of_file_here() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    kinds = {tomllib.loads(p.read_text(encoding="utf-8"))["kind"] for p in FOLDER.glob("*.toml")}
    for name in (*(f"{name}.toml" for name in ALL), *sorted(kinds)):
        assert f"`{name}`" in readme or f'`"{name}"`' in readme, name

"""A shipped matrix with one thing spoilt is refused, and the message says which."""

import copy
import tomllib
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from toolkit.model.matrix import Matrix
from toolkit.resources import shipped

Values = dict[str, Any]
SCORED = ("morile-style-csp-1.0", "morile-style-csp-doubling-1.0", "impact-likelihood-4x4-1.0")
TEMPLATE = "morile-tactical-template-1.0"
ALL = (*SCORED, TEMPLATE)


def values(name: str) -> Values:
    text = (shipped("matrices") / f"{name}.toml").read_text(encoding="utf-8")
    return copy.deepcopy(tomllib.loads(text, parse_float=Fraction))


def criterion(matrix: Values) -> Any:
    return matrix["sections"][0]["criteria"][0]


def levels(matrix: Values) -> Any:
    return criterion(matrix)["levels"]


def swap_two_levels(matrix: Values) -> None:
    levels(matrix)[1], levels(matrix)[2] = levels(matrix)[2], levels(matrix)[1]


def give_two_levels_one_value(matrix: Values) -> None:
    levels(matrix)[1]["value"] = levels(matrix)[0]["value"]


def leave_one_level(matrix: Values) -> None:
    del levels(matrix)[1:]


def leave_no_level(matrix: Values) -> None:
    levels(matrix).clear()


def make_a_value_a_decimal(matrix: Values) -> None:
    levels(matrix)[1]["value"] = Fraction(3, 2)


def make_a_value_a_float(matrix: Values) -> None:
    levels(matrix)[1]["value"] = 1.0


def make_a_value_text(matrix: Values) -> None:
    levels(matrix)[1]["value"] = "1"


def make_a_value_true(matrix: Values) -> None:
    levels(matrix)[1]["value"] = True


def make_a_value_negative(matrix: Values) -> None:
    levels(matrix)[0]["value"] = -1


def make_a_value_vast(matrix: Values) -> None:
    levels(matrix)[-1]["value"] = 10**7


def empty_a_label(matrix: Values) -> None:
    levels(matrix)[0]["label"] = " "


def drop_guidance(matrix: Values) -> None:
    del levels(matrix)[0]["guidance"]


def hide_a_character_in_guidance(matrix: Values) -> None:
    levels(matrix)[0]["guidance"] += "\u200b"


def let_doubt_fall_short_of_one(matrix: Values) -> None:
    matrix["confidence"]["grades"][0]["doubt"] = ["9/10", "1/20"]


def make_doubt_negative(matrix: Values) -> None:
    matrix["confidence"]["grades"][0]["doubt"] = ["11/10", "-1/10"]


def make_doubt_a_float(matrix: Values) -> None:
    matrix["confidence"]["grades"][0]["doubt"] = [0.9, 0.1]


def repeat_a_grade(matrix: Values) -> None:
    matrix["confidence"]["grades"].append(matrix["confidence"]["grades"][0])


def repeat_a_criterion_in_another_section(matrix: Values) -> None:
    matrix["sections"][1]["criteria"][0]["id"] = criterion(matrix)["id"]


def repeat_a_section(matrix: Values) -> None:
    matrix["sections"][1]["id"] = matrix["sections"][0]["id"]


def weigh_a_criterion_in_a_sum(matrix: Values) -> None:
    criterion(matrix)["weight"] = 2


def weigh_a_criterion_negatively(matrix: Values) -> None:
    matrix["sections"][0]["combine"] = "weighted_sum"
    criterion(matrix)["weight"] = "-1/2"


def weigh_a_criterion_inexactly(matrix: Values) -> None:
    matrix["sections"][0]["combine"] = "weighted_sum"
    criterion(matrix)["weight"] = 0.1


def divide_a_weight_by_nothing(matrix: Values) -> None:
    matrix["sections"][0]["combine"] = "weighted_sum"
    criterion(matrix)["weight"] = "1/0"


def weigh_a_section_in_a_product(matrix: Values) -> None:
    matrix["sections"][0]["weight"] = 2


def misspell_a_key(matrix: Values) -> None:
    criterion(matrix)["qestion"] = criterion(matrix).pop("question")


def add_an_unknown_key(matrix: Values) -> None:
    matrix["colour"] = "red"


def combine_by_a_formula(matrix: Values) -> None:
    matrix["risk"]["combine"] = "harm * likelihood"


def drop_the_provenance_of_a_criterion(matrix: Values) -> None:
    del criterion(matrix)["provenance"]


def drop_the_source_of_the_risk_score(matrix: Values) -> None:
    del matrix["risk"]["source"]


def call_it_official(matrix: Values) -> None:
    matrix["provenance"] = "official"


def make_every_section_a_side_section(matrix: Values) -> None:
    for section in matrix["sections"]:
        section["role"] = "side"


def drop_every_criterion_of_a_section(matrix: Values) -> None:
    matrix["sections"][0]["criteria"] = []


def drop_the_version(matrix: Values) -> None:
    del matrix["version"]


def give_the_id_capitals(matrix: Values) -> None:
    matrix["id"] = "MoRiLE"


def write_bands_falling(matrix: Values) -> None:
    band = {"label": "High", "from_score": 5, "provenance": "local", "source": "Invented for a test"}
    matrix["bands"] = [band, band | {"label": "Low", "from_score": 5}]


NOT_WHOLE = r"levels\.1\.value\n\s+Input should be a valid integer"
EVERY_MATRIX: list[tuple[Callable[[Values], None], str]] = [
    (repeat_a_criterion_in_another_section, r"criterion id used twice: (physical|impact)"),
    (repeat_a_section, r"section id used twice: (harm|impact)"),
    (
        weigh_a_criterion_in_a_sum,
        r"criterion '\S+' has a weight, but section '\S+' combines by sum; weights count",
    ),
    (weigh_a_criterion_negatively, r"criteria\.0\.weight\n\s+Input should be greater than or equal to 0"),
    (weigh_a_criterion_inexactly, r"0\.1 is not a whole number or a fraction such as 3/2"),
    (divide_a_weight_by_nothing, r"'1/0' is not a whole number or a fraction such as 3/2"),
    (weigh_a_section_in_a_product, r"section '\S+' has a weight that would not count"),
    (
        misspell_a_key,
        r"(?s)criteria\.0\.question\n\s+Field required.*qestion\n\s+Extra inputs are not permitted",
    ),
    (add_an_unknown_key, r"colour\n\s+Extra inputs are not permitted"),
    (combine_by_a_formula, r"risk\.combine\n\s+Input should be 'sum', 'max', 'product' or 'weighted_sum'"),
    (drop_the_provenance_of_a_criterion, r"criteria\.0\.provenance\n\s+Field required"),
    (drop_the_source_of_the_risk_score, r"risk\.source\n\s+Field required"),
    (
        call_it_official,
        r"provenance\n\s+Input should be 'published', 'inferred', 'reconstruction' or 'local'",
    ),
    (make_every_section_a_side_section, r"every section has the role 'side'; at least one must enter"),
    (drop_every_criterion_of_a_section, r"sections\.0\.criteria\n\s+Tuple should have at least 1 item"),
    (drop_the_version, r"version\n\s+Field required"),
    (give_the_id_capitals, r"id\n\s+String should match pattern"),
    (write_bands_falling, r"band 'Low' starts at or below 'High'; write bands rising"),
]
WITH_LEVELS: list[tuple[Callable[[Values], None], str]] = [
    (swap_two_levels, r"criterion '\S+': level \d stands after \d; write levels in rising order"),
    (give_two_levels_one_value, r"criterion '\S+': level \d stands after \d; write levels in rising order"),
    (leave_one_level, r"criterion '\S+' has one level; give at least two, or none in a template"),
    (leave_no_level, r"criterion '\S+' has no levels; only a template may lack them"),
    (make_a_value_a_decimal, NOT_WHOLE),
    (make_a_value_a_float, NOT_WHOLE),
    (make_a_value_text, NOT_WHOLE),
    (make_a_value_true, NOT_WHOLE),
    (make_a_value_negative, r"levels\.0\.value\n\s+Input should be greater than or equal to 0"),
    (make_a_value_vast, r"value\n\s+Input should be less than or equal to 1000000"),
    (empty_a_label, r"levels\.0\.label\n\s+\w+ should have at least 1"),
    (drop_guidance, r"levels\.0\.guidance\n\s+Field required"),
    (hide_a_character_in_guidance, r"hidden or control character U\+200B"),
    (let_doubt_fall_short_of_one, r"confidence grade 'high': doubt adds to 19/20, not 1"),
    (make_doubt_negative, r"doubt\.1\n\s+Input should be greater than or equal to 0"),
    (make_doubt_a_float, r"0\.9 is not a whole number or a fraction such as 3/2"),
    (repeat_a_grade, r"confidence grade id used twice: high"),
]


def refused(name: str, spoil: Callable[[Values], None], message: str) -> None:
    spoilt = values(name)
    spoil(spoilt)
    with pytest.raises(ValidationError, match=message):
        Matrix.model_validate(spoilt)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(("spoil", "message"), EVERY_MATRIX, ids=lambda x: getattr(x, "__name__", ""))
def test_a_spoilt_matrix_is_refused(name: str, spoil: Callable[[Values], None], message: str) -> None:
    refused(name, spoil, message)


@pytest.mark.parametrize("name", SCORED)
@pytest.mark.parametrize(("spoil", "message"), WITH_LEVELS, ids=lambda x: getattr(x, "__name__", ""))
def test_a_spoilt_level_or_grade_is_refused(name: str, spoil: Callable[[Values], None], message: str) -> None:
    refused(name, spoil, message)


def test_a_template_without_its_reason_is_refused_for_want_of_levels() -> None:
    spoilt = values(TEMPLATE)
    del spoilt["template"]
    with pytest.raises(
        ValidationError, match="criterion 'physical' has no levels; only a template may lack them"
    ):
        Matrix.model_validate(spoilt)

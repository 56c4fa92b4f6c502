"""Matrices and lists: found by id and version, and every fault said with its line and the nearest name."""

import os
import shutil
from pathlib import Path

import pytest

from toolkit.errors import Fault, InputRejected, StorageFailed
from toolkit.files.library import Library, library_beside, read_list, read_matrix
from toolkit.files.return_folder import read_return_folder
from toolkit.files.returns import new_return
from toolkit.files.toml_file import parse_toml

MATRIX = """\
kind = "matrix"
id = "small"
version = "1.0"
title = "Small"
description = "For tests"
provenance = "local"
source = "Made up"

[[sections]]
id = "harm"
label = "Harm"
role = "harm"
combine = "weighted_sum"
provenance = "local"
source = "Made up"

[[sections.criteria]]
id = "physical"
label = "Physical harm"
question = "How bad?"
weight = 0.25
provenance = "local"
source = "Made up"
levels = [
    { value = 0, label = "None", guidance = "Nothing is seen" },
    { value = 1, label = "Some", guidance = "Something is seen" },
]

[risk]
combine = "sum"
provenance = "local"
source = "Made up"
"""


def faults_of(tmp_path: Path, text: str) -> tuple[Fault, ...]:
    (tmp_path / "small-1.0.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputRejected, match="E_") as caught:
        read_list(tmp_path / "small-1.0.toml")
    return caught.value.faults


def test_a_weight_is_read_exactly(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MATRIX)
    weight = read_matrix(tmp_path / "m.toml").criteria[0].weight
    assert str(weight) == "1/4"


HERE = "section 'harm', criterion 'physical'"
CHANGES = [
    ('"matrix"', '"matrics"', "E_KIND", "line 1", "matrix"),
    ('kind = "matrix"\n', "", "E_KIND", "line 1", None),
    ('title = "Small"\n', "", "E_MISSING_KEY", "title", None),
    ('title = "Small"', 'titel = "Small"', "E_MISSING_KEY", "title", None),
    ('"weighted_sum"', '"weighted-sums"', "E_CHOICE", "line 13, section 'harm', combine", "weighted_sum"),
    ('"1.0"', "1.0", "E_TYPE", "line 3, version", None),
    ('"small"', '"Small One"', "E_PATTERN", "line 2, id", None),
    ("value = 1", "value = 0", "E_ORDER", f"line 17, {HERE}", None),
    ("value = 1", "value = -1", "E_RANGE", f"line 26, {HERE}, level -1, value", None),
    ("value = 1", "value = true", "E_TYPE", f"line 26, {HERE}, level 2, value", None),
    ("weight = 0.25", "weight = nan", "E_NONFINITE", "line 21, weight", None),
    ("weight = 0.25", "weight = 1e999999999", "E_NONFINITE", "line 21, weight", None),
    ("weight = 0.25", 'weight = "a lot"', "E_TYPE", f"line 21, {HERE}, weight", None),
    ("weight = 0.25", "weight = -0.25", "E_RANGE", f"line 21, {HERE}, weight", None),
    ('label = "Harm"', "label = [", "E_TOML", None, None),
    ('id = "small"', 'id = "small"\nid = "big"', "E_DUP_KEY", "line 3", None),
    ('label = "Harm"', 'label = "Harm\u200b"', "E_UNICODE", "line 11, section 'harm', label", None),
    ('label = "Harm"', 'label = "\u0410rm"', "E_MIXED_SCRIPT", "line 11, section 'harm', label", None),
    ('label = "Harm"', 'label = ""', "E_BLANK", "line 11, section 'harm', label", None),
    ('"How bad?"', f'"{"x" * 201}"', "E_LENGTH", f"line 20, {HERE}, question", None),
    ("[risk]", "[[risk]]", "E_TYPE", "line 29, risk", None),
]


@pytest.mark.parametrize(("old", "new", "code", "place", "nearest"), CHANGES)
def test_one_change_to_a_matrix_gives_the_fault_it_must(  # noqa: PLR0917 (the columns of the table above)
    tmp_path: Path, old: str, new: str, code: str, place: str | None, nearest: str | None
) -> None:
    fault = faults_of(tmp_path, MATRIX.replace(old, new, 1))[0]
    assert (fault.code, fault.file, fault.nearest) == (code, "small-1.0.toml", nearest)
    assert place in (None, fault.place)
    assert "Input should" not in str(fault)


def test_an_unknown_key_gets_the_nearest_valid_one(tmp_path: Path) -> None:
    changed = MATRIX.replace('question = "How bad?"', 'qestion = "How bad?"')
    unknown = [fault for fault in faults_of(tmp_path, changed) if fault.code == "E_UNKNOWN_KEY"]
    assert [(fault.place, fault.nearest) for fault in unknown] == [(f"line 20, {HERE}, qestion", "question")]


def test_all_faults_of_a_matrix_are_told_at_once(tmp_path: Path) -> None:
    changed = MATRIX.replace('"sum"', '"mean"').replace('"harm"\nlabel', '"Harm!"\nlabel')
    assert {fault.code for fault in faults_of(tmp_path, changed)} == {"E_CHOICE", "E_PATTERN"}


HOSTILE = ["a" + ".a" * 200_000 + "=1", "a . " * 100_000 + "b = 1", "a=" + "[" * 100_000, "a=" + "9" * 10_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_that_would_keep_the_parser_busy_is_refused(text: str) -> None:
    with pytest.raises(InputRejected, match=r"E_DEPTH|E_BIGINT"):
        parse_toml(text, "x.toml")


def test_shipped_lists_are_found_by_id_and_version_or_both_in_one() -> None:
    assert read_matrix("morile-style-csp").ref == read_matrix("morile-style-csp-1.0").ref
    library = Library()
    assert library.catalogue("csp-issues", "1.0").id == "csp-issues"
    assert library.category_set("kent-categories-2017-18").version == "1.0"
    assert library.category_set("kent-categories-2017-18-1.0").id == "kent-categories-2017-18"
    assert library.heading_set("pestelo").id == "pestelo"
    assert library.area_set("kent-areas").county == "Kent"
    assert library.crosswalk("kent-crosswalk").id == "kent-crosswalk"
    assert library.category_terms("kent-category-terms").id == "kent-category-terms"


def test_an_unknown_matrix_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputRejected, match=r"no matrix 'morile-stile' .* Did you mean 'morile-style-csp'"):
        read_matrix("morile-stile")
    with pytest.raises(
        InputRejected, match=r"'morile-style-csp' has no version '9\.9' here. Use version 1\.0"
    ):
        Library().matrix("morile-style-csp", "9.9")


def test_a_list_is_not_a_matrix(checkout: Path) -> None:
    with pytest.raises(InputRejected, match=r"kind 'heading_set', not a matrix"):
        read_matrix(checkout / "matrices" / "pestelo-1.0.toml")
    with pytest.raises(StorageFailed, match=r"There is no file gone\.toml"):
        read_matrix(checkout / "gone.toml")


def test_without_a_version_the_newest_counts(tmp_path: Path) -> None:
    for version in ("1.9", "1.10", "1.2"):
        text = MATRIX.replace('version = "1.0"', f'version = "{version}"')
        (tmp_path / f"small-{version}.toml").write_text(text)
    assert Library([tmp_path]).matrix("small").version == "1.10"


@pytest.mark.parametrize("where", [".", "matrices", "../matrices", "../../matrices"])
def test_a_return_finds_a_matrix_of_its_own(tmp_path: Path, where: str) -> None:
    county = tmp_path / "a" / "county"
    folder = county / "maidstone"
    lists = folder / where
    county.mkdir(parents=True)
    if where == ".":
        (county / "matrices").mkdir()
        (county / "matrices" / "small-1.0.toml").write_text(MATRIX)
        new_return(folder, "Maidstone", "small", "2016-17")
        shutil.move(county / "matrices" / "small-1.0.toml", folder)
    else:
        place = Path(os.path.normpath(lists))
        new_return(folder, "Maidstone", "morile-style-csp", "2016-17")
        header = folder / "return.toml"
        header.write_text(header.read_text().replace('"morile-style-csp"', '"small"'))
        place.mkdir(parents=True, exist_ok=True)
        (place / "small-1.0.toml").write_text(MATRIX)
    assert read_return_folder(folder).matrix.id == "small"


def test_a_faulty_file_that_nobody_asked_for_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("not toml")
    assert library_beside(tmp_path).matrix("morile-style-csp").id == "morile-style-csp"


def test_an_edited_matrix_is_read_afresh(tmp_path: Path) -> None:
    path = tmp_path / "small-1.0.toml"
    path.write_text(MATRIX)
    before = read_matrix(path)
    path.write_text(MATRIX.replace("Small", "Smaller"))
    assert (before.title, read_matrix(path).title) == ("Small", "Smaller")

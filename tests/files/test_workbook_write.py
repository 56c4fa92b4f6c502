import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from tests import hostile_workbooks as hostile
from tests.strategies import HOSTILE, returns
from toolkit.errors import StorageFailed
from toolkit.files.return_folder import read_return_folder, write_return
from toolkit.files.returns import read_return
from toolkit.files.workbook_write import workbook_bytes, write_workbook
from toolkit.model.assessment import DataOrigin, Marking, Origin, Return, ReturnOrigins

MARKUP = ("<r><t>x</t></r>", "<r>", "_x0041_", "_x005F_", "&amp;", "]]>", "{=1+2}", "http://x.y", "é" * 4_000)


def with_text(text: str) -> Return:
    return_ = hostile.small_return()
    score = return_.scores[0].model_copy(update={"rationale": text, "evidence": text})
    return return_.model_copy(update={"scores": (score, *return_.scores[1:])})


def opened(return_: Return) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(return_)))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(returns())
def test_a_return_written_to_a_workbook_reads_the_same(return_: Return) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "return.xlsx"
        write_workbook(return_, path)
        assert read_return(path) == return_


@pytest.mark.parametrize("text", [*HOSTILE, *MARKUP, "x" * 4_000])
def test_text_that_some_program_would_change_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    write_workbook(with_text(text), tmp_path / "return.xlsx")
    assert read_return(tmp_path / "return.xlsx") == with_text(text)


@pytest.mark.parametrize("text", [*HOSTILE, *MARKUP])
def test_a_written_workbook_holds_no_formula_and_no_link(text: str) -> None:
    parts = hostile.parts_of(workbook_bytes(with_text(text)))
    sheets = [content for name, content in parts.items() if name.startswith("xl/worksheets/")]
    assert not any(re.search(rb"<f[ >]|<hyperlink", content) for content in sheets)
    assert not any("_rels/sheet" in name for name in parts)


def test_a_return_goes_from_folder_to_workbook_and_back(tmp_path: Path) -> None:
    write_return(hostile.small_return(), tmp_path / "one")
    write_workbook(read_return_folder(tmp_path / "one"), tmp_path / "two.xlsx")
    write_return(read_return(tmp_path / "two.xlsx"), tmp_path / "three")
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "three").iterdir())
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "three" / name).read_bytes()


def test_every_sheet_bears_the_marking_and_what_is_invented() -> None:
    invented = DataOrigin(origin=Origin.INVENTED, note="Made up for a sample.")
    origins = ReturnOrigins(scores=invented, horizon=DataOrigin(origin=Origin.PUBLISHED, note="Appendix C."))
    changes = {"marking": Marking.OFFICIAL_SENSITIVE, "handling": "Partners only", "origins": origins}
    book = opened(hostile.small_return().model_copy(update=changes))
    assert {sheet["A1"].value for sheet in book} == {"OFFICIAL-SENSITIVE - Partners only"}
    assert book["Return"]["A3"].value == "Invented data: scores."
    assert book["Scores"]["A3"].value == "Invented data. Made up for a sample."
    assert book["Horizon"]["A3"].value == "Published data. Appendix C."
    assert book["Issues"]["A3"].value == "Invented data: scores."
    assert {sheet.oddHeader.center.text for sheet in book} == {"OFFICIAL-SENSITIVE"}


def test_levels_are_numbers_and_everything_else_is_text() -> None:
    sheet = opened(hostile.small_return())["Scores"]
    assert (sheet["E5"].value, sheet["E6"].value) == (3, "unknown")
    assert {cell.data_type for row in sheet.iter_rows(min_row=5) for cell in row if cell.value} == {"s", "n"}


def test_a_written_workbook_says_what_it_is_in_its_properties() -> None:
    properties = opened(hostile.small_return()).properties
    assert properties.title == "Return of Maidstone 2016-17"
    assert properties.subject == "Maidstone, assessment year 2016-17, draft"
    assert properties.keywords == "OFFICIAL"


def test_closed_sets_have_drop_downs() -> None:
    book = opened(hostile.small_return())
    lists = {rule.formula1 for rule in book["Horizon"].data_validations.dataValidation}
    assert '"event,trend,legislation,weak_signal,opportunity"' in lists
    statuses = {rule.formula1 for rule in book["Return"].data_validations.dataValidation}
    assert '"not started,draft,agreed by the CSP,adopted"' in statuses


def test_a_workbook_is_not_written_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match=r"return\.xlsx was not saved: its folder is missing"):
        write_workbook(hostile.small_return(), tmp_path / "none" / "return.xlsx")

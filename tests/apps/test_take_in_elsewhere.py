"""Files taken in where the database holds another county than the shipped one: its districts count."""

from pathlib import Path

import pytest

from apps import opened
from tests.apps.pages import Open
from tests.apps.reading import lines
from tests.hostile_workbooks import small_return
from toolkit.exchange import begin_county
from toolkit.files.workbook_write import write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(("district", "known"), [("Northton", True), ("Maidstone", False)])
def test_a_workbook_is_held_against_the_districts_of_the_databases_county(
    district: str, known: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: Open
) -> None:
    monkeypatch.delenv(opened.FOLDER_VARIABLE)
    monkeypatch.setenv("TOOLKIT_DB", str(tmp_path / "empty.db"))
    at = open_page("take_in")
    begin_county(opened.opened().store, opened.owner(), "Westshire", "Northton E07000999", operation="0" * 32)
    path = tmp_path / "sent.xlsx"
    write_workbook(small_return().changed(district=district), path)
    at.file_uploader("files").set_value([(path.name, path.read_bytes(), XLSX)]).run()
    assert not at.exception
    new = [text for text in lines(at.markdown) if "Northton, 2016-17" in text.replace("\\", "")]
    assert bool(new) == known
    assert bool(at.error) != known

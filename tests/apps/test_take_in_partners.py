"""A partner's own workbook taken in: its columns are chosen once, remembered, and used again."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps.pages import Open, Stored, press
from tests.apps.reading import lines, table
from tests.files.partner_workbooks import long, wide
from toolkit.exchange import remembered_columns
from toolkit.model.assessment import AGREED
from toolkit.model.column_mapping import ColumnMapping, Layout
from toolkit.model.revision import score_of

pytestmark = pytest.mark.usefixtures("a_draft")

USE = "Use these columns, and remember them"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def uploaded(at: AppTest, path: Path) -> AppTest:
    return at.file_uploader("files").set_value([(path.name, path.read_bytes(), XLSX)]).run()


def choose(at: AppTest, label: str, answer: object) -> AppTest:
    found = [box for box in at.selectbox if plain(box.label) == label]
    assert len(found) == 1, f"{label}: {[box.label for box in at.selectbox]}"
    return found[0].set_value(answer).run()


def labels(at: AppTest) -> dict[str, object]:
    return {plain(box.label): box.value for box in at.selectbox}


def plain(label: str) -> str:
    """Return a label as it is read, without what keeps its marks from being marks."""
    return label.replace("\\", "")


def kept() -> tuple[ColumnMapping, ...]:
    from apps.opened import opened, owner  # noqa: PLC0415 (a database is open only now)

    return remembered_columns(opened().store, owner())


def begun(open_page: Open, path: Path) -> AppTest:
    at = uploaded(open_page("take_in"), path)
    choose(at, "Whose workbook is it?", "Ashford")
    return choose(at, "Matrix it was scored with", "morile-style-csp-1.0")


def learnt(open_page: Open, path: Path) -> AppTest:
    at = begun(open_page, path)
    choose(at, "'DV' as issue", "domestic-abuse")
    choose(at, "'Total' as issue", "")
    choose(at, "'High' as level, of 0, 1, 2, 3, 4", 3)
    choose(at, "'-' as level, of 0, 1, 2, 3, 4", "not_scored")
    return at


def test_nothing_is_read_before_the_columns_are_said(
    open_page: Open, tmp_path: Path, ashford: Stored
) -> None:
    before = ashford()
    at = uploaded(open_page("take_in"), wide(tmp_path / "partner.xlsx"))
    assert not at.exception
    assert not [button for button in at.button if button.label in (USE, "Take this in")]
    at = begun(open_page, wide(tmp_path / "partner.xlsx"))
    assert next(button for button in at.button if button.label == USE).disabled
    assert (kept(), ashford()) == ((), before)


def test_columns_and_words_are_proposed_and_none_is_settled_unseen(open_page: Open, tmp_path: Path) -> None:
    at = begun(open_page, wide(tmp_path / "partner.xlsx"))
    shown = labels(at)
    assert (shown["Sheet with the scores"], at.number_input[0].value) == ("Scoring", 3)
    assert shown["Column that names the issue"] == "Crime type"
    assert shown["Physical harm: column of the level"] == "Physical harm (0-4)"
    assert shown["Physical harm: column of the reason"] == "Why [C]"
    assert (shown["Column of the reason"], shown["Financial harm: column of the level"]) == (None, None)
    choose(at, "'DV' as issue", "domestic-abuse")
    shown = labels(choose(at, "'Total' as issue", ""))
    assert shown["'High' as level, of 0, 1, 2, 3, 4"] is None
    assert shown["'1 - Low' as level, of 0, 1, 2, 3, 4"] == 1
    assert shown["'n/k' as level, of 0, 1, 2, 3, 4"] == "unknown"


def test_columns_are_learnt_once_and_used_by_themselves_after(
    open_page: Open, tmp_path: Path, ashford: Stored
) -> None:
    path = wide(tmp_path / "partner.xlsx")
    at = press(learnt(open_page, path), USE)
    assert not at.exception
    (mapping,) = kept()
    assert (mapping.ref.id, mapping.version, mapping.layout) == ("ashford-columns", "1", Layout.WIDE)
    again = uploaded(open_page("take_in"), path)
    assert any("It is read with the columns remembered for Ashford" in text for text in lines(again.info))
    assert not [button for button in again.button if button.label == "Take this in"]
    again.text_input(next(box.key for box in again.text_input if "assessment year" in box.label)).set_value(
        "2016-17"
    ).run()
    assert not again.exception
    assert any(
        "partner: read with the columns of Ashford (ashford-columns-1)." in t for t in lines(again.info)
    )
    assert any("formulas outside the input cells were ignored" in text for text in lines(again.warning))
    press(again, "Take this in")
    gangs = score_of(ashford(), "gangs", "physical", AGREED)
    assert (gangs.level, gangs.rationale) == (3, "Two stabbings")


def test_a_fault_names_the_partners_own_cell(open_page: Open, tmp_path: Path, ashford: Stored) -> None:
    press(learnt(open_page, wide(tmp_path / "partner.xlsx")), USE)
    before = ashford()
    at = uploaded(open_page("take_in"), wide(tmp_path / "partner.xlsx", {"B4": "Hihg", "D4": "=1+2"}))
    key = next(box.key for box in at.text_input if "assessment year" in box.label)
    at.text_input(key).set_value("2016-17").run()
    found = table(at, "What is wrong, cell by cell")
    assert [place.split(", ")[-2:] for place in found["Where"]] == [
        ["sheet Scoring", "cell D4"],
        ["sheet Scoring", "cell B4"],
    ]
    assert ashford() == before


def test_choosing_again_is_another_version_and_starts_from_what_was_said(
    open_page: Open, tmp_path: Path
) -> None:
    press(learnt(open_page, wide(tmp_path / "partner.xlsx")), USE)
    at = uploaded(open_page("take_in"), wide(tmp_path / "partner.xlsx", {"B4": "Very high"}))
    at.toggle[0].set_value(True).run()
    shown = labels(at)
    assert shown["'DV' as issue"] == "domestic-abuse"
    assert shown["Physical harm: column of the reason"] == "Why [C]"
    choose(at, "'Very high' as level, of 0, 1, 2, 3, 4", 4)
    press(at, USE)
    assert not at.exception
    (mapping,) = kept()
    assert mapping.version == "2"
    assert (mapping.level("physical", "very HIGH"), mapping.level("physical", "High")) == (4, 3)


def test_a_sheet_with_a_row_a_score_is_learnt_too(open_page: Open, tmp_path: Path) -> None:
    at = begun(open_page, long(tmp_path / "partner.xlsx"))
    shown = labels(at)
    assert shown["Column that names the issue"] == "Theme"
    choose(at, "Column that names the criterion", "Question")
    choose(at, "Column that says whose level it is", "Who")
    choose(at, "Column of the confidence", "How sure")
    choose(at, "'How often' as criterion", "frequency")
    choose(at, "'Sure' as confidence", "high")
    press(at, USE)
    assert not at.exception
    (mapping,) = kept()
    assert (mapping.layout, mapping.scorer, mapping.columns.scorer) == (Layout.LONG, "", "Who")

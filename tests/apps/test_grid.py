"""The grid: changed cells are written, the others are not touched."""

from collections.abc import Mapping

import pytest

from tests.apps.pages import Open, Stored
from tests.apps.reading import lines
from toolkit.model.revision import score_of

pytestmark = pytest.mark.usefixtures("a_draft")

KEY = "grid/ashford/agreed/0"


def edits(cells: Mapping[int, Mapping[str, str | None]]) -> dict[str, object]:
    return {"edited_rows": cells, "added_rows": [], "deleted_rows": []}


def test_changed_cells_are_written_one_by_one(open_page: Open, ashford: Stored) -> None:
    before = ashford()
    at = open_page("grid")
    at.session_state[KEY] = edits({0: {"physical": "0 (No injury)"}, 2: {"financial": "unknown"}})
    at.run()
    assert any("Saved" in text for text in lines(at.caption))
    third = list(before.issues)[2]
    stored = score_of(ashford(), "modern-slavery", "physical", "agreed")
    assert stored.level == 0
    assert stored.rationale == score_of(before, "modern-slavery", "physical", "agreed").rationale
    assert score_of(ashford(), third, "financial", "agreed").level == "unknown"
    assert sum(a != b for a, b in zip(before.scores, ashford().scores, strict=True)) == 2


def test_a_cell_put_back_is_no_change(open_page: Open, ashford: Stored) -> None:
    at = open_page("grid")
    before = ashford()
    at.session_state[KEY] = edits({0: {"physical": "3 (Kept in hospital)"}})
    at.run()
    assert ashford() == before


def test_the_running_totals_follow_the_levels_stored(open_page: Open) -> None:
    at = open_page("grid")
    totals = at.dataframe[-1].value.set_index("Issue")
    assert totals.loc["Modern Slavery", "Working"] == "harm 17 x likelihood 9 = 153"

"""Alignments, tiles and horizon rules that do not fit are refused with what would be right."""

from pathlib import Path

import pytest

from toolkit.errors import InputRejected
from toolkit.files.check import check
from toolkit.files.library import Library
from toolkit.files.plans import tiles_for
from toolkit.model.area import AreaSet


def changed(checkout: Path, folder: Path, name: str, old: str, new: str) -> Path:
    text = (checkout / "matrices" / name).read_text(encoding="utf-8")
    assert old in text
    path = folder / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "kent-plan-alignment-2017-21-1.0.toml",
            '"victims-first"',
            '"victim-first"',
            "kent-policing-plan-2017-21-1.0 has no priority 'victim-first'.*Did you mean 'victims-first'",
        ),
        (
            "kent-plan-alignment-2017-21-1.0.toml",
            'category = "DA"',
            'category = "DAX"',
            "kent-categories-2017-18-1.0 has no category 'DAX'",
        ),
        (
            "kent-plan-alignment-2017-21-1.0.toml",
            'category = "ASB"',
            'category = "DA"',
            "category id used twice: DA",
        ),
        (
            "kent-policing-plan-2017-21-1.0.toml",
            'id = "efficient-service"',
            'id = "victims-first"',
            "plan priority id used twice: victims-first",
        ),
        ("kent-tiles-1.0.toml", '"dover"', '"deal"', "kent-areas-1.0 has no district 'deal'"),
        ("kent-tiles-1.0.toml", "row = 3, column = 2", "row = 2, column = 2", "row 2, column 2"),
        ("horizon-rule-1.0.toml", "= 1096", "= 300", "ring 'within three years' ends at or before"),
    ],
)
def test_a_list_that_does_not_fit_is_refused(
    checkout: Path, tmp_path: Path, *, name: str, old: str, new: str, message: str
) -> None:
    path = changed(checkout, tmp_path, name, old, new)
    with pytest.raises(InputRejected, match=message):
        check(path)


def test_a_district_without_a_tile_is_named(checkout: Path, tmp_path: Path) -> None:
    line = '  { district = "thanet", row = 1, column = 6 },\n'
    path = changed(checkout, tmp_path, "kent-tiles-1.0.toml", line, "")
    with pytest.raises(InputRejected, match="district 'thanet' has no tile"):
        check(path)


def test_neighbours_in_the_schematic_stand_as_on_the_map() -> None:
    layout = tiles_for(Library(), Library().find(AreaSet, "kent-areas"))
    assert layout is not None
    at = {tile.district: (tile.row, tile.column) for tile in layout.tiles}
    assert at["dartford"][1] < at["maidstone"][1] < at["dover"][1]
    assert at["swale"][0] < at["ashford"][0]
    assert "not a map" in layout.note

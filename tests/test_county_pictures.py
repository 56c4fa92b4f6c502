"""The county's pictures: what a cell says is written in it and can be read, tiles stand where they should."""

from pathlib import Path

import pytest

from toolkit.charts.grid import FILLS, cell_grid, grid_height
from toolkit.charts.harm_spread import harm_spread_chart
from toolkit.charts.theme import contrast, ink_on
from toolkit.files.county_folder import read_county
from toolkit.files.library import Library
from toolkit.files.plans import tiles_for
from toolkit.methods.county import County, county
from toolkit.methods.county_trends import compare_counts
from toolkit.methods.harm_spread import harm_against_spread
from toolkit.tables.county_years import county_slope_table
from toolkit.tables.harm_spread import harm_spread_points, harm_spread_table
from toolkit.tables.tiles import rank_tiles, status_tiles, tile_grid, tile_table


@pytest.fixture(scope="module")
def found(checkout: Path) -> County:
    return county(read_county(checkout / "sample_districts"))


def test_every_cell_bears_its_text_with_enough_contrast() -> None:
    assert all(contrast(fill, ink_on(fill)) >= 4.5 for fill in FILLS.values())


def test_every_district_has_its_tile_and_the_table_says_the_same(found: County) -> None:
    areas = found.returns.area_set
    layout = tiles_for(Library(), areas)
    assert layout is not None
    said = status_tiles(found)
    grid, table = tile_grid(layout, areas, said), tile_table(areas, said, "Status")
    assert len(grid) == len(table) == 12
    told = {f"{row['District']}: {row['Status']}" for _, row in table.iterrows()}
    assert set(grid["Told"]) == told
    drawn = cell_grid(grid, (112, 84)).to_dict()
    assert drawn["layer"][0]["encoding"]["x"]["scale"]["domain"] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]  # Medway's place is empty
    assert grid_height(grid, 84) > 3 * 84


def test_a_district_that_scored_nothing_says_so_on_its_tile(found: County) -> None:
    assert found.issues is not None
    areas = found.returns.area_set
    said = rank_tiles(found.issues, "domestic-abuse")
    table = tile_table(areas, said, "Rank", "not scored").set_index("District")
    assert table.loc["Swale", "Rank"] == "not scored"
    assert said["Maidstone"].shade == "strong"


def test_every_issue_stands_on_one_point_by_its_number(found: County) -> None:
    assert found.issues is not None
    spread = harm_against_spread(found.rankings, found.issues)
    points, table = harm_spread_points(spread), harm_spread_table(spread)
    numbers = [int(n) for text in points["Numbers"] for n in text.split(", ")]
    assert sorted(numbers) == list(table["No."]) == list(range(1, 21))
    drawn = harm_spread_chart(points, 6, 2).to_dict()
    legends = [layer["encoding"]["shape"] for layer in drawn["layer"] if "shape" in layer["encoding"]]
    assert len(legends) == 1  # told apart by shape and not by colour alone


def test_a_year_compared_with_itself_draws_level_lines(found: County) -> None:
    frame = county_slope_table(compare_counts(found.priorities, found.priorities))
    assert set(frame["Kind"]) == {"stayed"}
    for _, line in frame.groupby("Line"):
        assert list(line["Side"]) == [0, 1]
        assert line["Place"].nunique() == 1
    assert list(frame["Place"]) == [*range(1, 11)] * 2

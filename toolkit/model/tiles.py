"""A county's districts as tiles in rows and columns: a schematic, not a map."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.language import say
from toolkit.model.area import AreaSet
from toolkit.model.issues import CatalogueRef
from toolkit.model.matrix import Frozen, unique
from toolkit.model.text import Identifier, Name, Version

Place = Annotated[int, Field(strict=True, ge=1, le=50)]


class Tile(Frozen):
    """One district's tile: rows count from the north, columns from the west, both from 1."""

    district: Identifier
    row: Place
    column: Place


class TileLayout(Frozen):
    """Where each district of an area set stands in a schematic; `note` says what it is not."""

    kind: Literal["tile_layout"] = "tile_layout"
    id: Identifier
    version: Version
    title: Name
    source: Name
    note: Name
    area_set: CatalogueRef
    tiles: Annotated[tuple[Tile, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_tile_a_place(self) -> Self:
        unique(say("tile of district"), [tile.district for tile in self.tiles])
        unique(
            "tile",
            [say("row {row}, column {column}", row=tile.row, column=tile.column) for tile in self.tiles],
        )
        return self

    @cached_property
    def ref(self) -> CatalogueRef:
        """The id and version."""
        return CatalogueRef(id=self.id, version=self.version)

    def faults_in(self, areas: AreaSet) -> Iterator[tuple[str, str]]:
        """Yield (district, what is wrong) for tiles of no district, and districts without a tile."""
        tiles, districts = {tile.district for tile in self.tiles}, {one.id for one in areas.districts}
        yield from (
            (name, say("{area_set} has no district '{name}'", area_set=self.area_set, name=name))
            for name in sorted(tiles - districts)
        )
        yield from (
            (name, say("district '{name}' has no tile", name=name)) for name in sorted(districts - tiles)
        )

"""Sentences about the tile map and about two years of a county."""

from collections.abc import Sequence

from toolkit.methods.county_trends import CountChange
from toolkit.model.tiles import TileLayout
from toolkit.tables.tiles import Said, TileText
from toolkit.wording.plain import number_word, plural
from toolkit.wording.trends import count_change_sentence


def tile_headline(said: Said, what: str) -> str:
    """Say how often each word stands on a tile, the most frequent first."""
    if not said:
        return f"{what}: no district has anything to show."
    counts: dict[str, int] = {}
    for one in said.values():
        counts[one.text] = counts.get(one.text, 0) + 1
    order = sorted(counts, key=lambda text: -counts[text])
    if len(order) > 5:  # noqa: PLR2004 (more would not be read)
        strong = sum(one.shade == "strong" for one in said.values())
        districts = f"{number_word(strong)} of {number_word(len(said))} {plural('district', len(said))}"
        return f"{what}: dark in {districts}."
    return f"{what}: {', '.join(f'{text} in {number_word(counts[text])}' for text in order)}."


def tile_alt(layout: TileLayout, said: Said, what: str) -> str:
    """Say what the tiles show, for whoever cannot see them."""
    none = TileText("no return", "none")
    told = "; ".join(f"{name}: {said.get(name, none).text}" for name in sorted(said))
    return f"Tiles of {len(layout.tiles)} districts. {tile_headline(said, what)} {told}."


def county_slope_alt(changes: Sequence[CountChange], old_year: str, new_year: str) -> str:
    """Say what the lines between two years of a county show, for whoever cannot see them."""
    lines = sum(1 for one in changes if one.old and one.new)
    return (
        f"Slope chart of categories by number of CSPs in {old_year} and {new_year}, {lines} "
        f"{plural('line', lines)}. {count_change_sentence(changes, old_year, new_year)}"
    )

"""Sentences about the tile map and about two years of a county."""

from collections.abc import Sequence

from toolkit.language import say, say_number
from toolkit.methods.county_trends import CountChange
from toolkit.model.tiles import TileLayout
from toolkit.tables.tiles import Said, TileText
from toolkit.wording.plain import number_word
from toolkit.wording.trends import count_change_sentence


def tile_headline(said: Said, what: str) -> str:
    """Say how often each word stands on a tile, the most frequent first."""
    if not said:
        return say("{what}: no district has anything to show.", what=what)
    counts: dict[str, int] = {}
    for one in said.values():
        counts[one.text] = counts.get(one.text, 0) + 1
    order = sorted(counts, key=lambda text: -counts[text])
    if len(order) > 5:  # noqa: PLR2004 (more would not be read)
        strong = sum(one.shade == "strong" for one in said.values())
        return say_number(
            "{what}: dark in {strong} of {number} district.",
            "{what}: dark in {strong} of {number} districts.",
            len(said),
            number=number_word(len(said)),
            what=what,
            strong=number_word(strong),
        )
    often = [say("{text} in {number}", text=text, number=number_word(counts[text])) for text in order]
    return f"{what}: {', '.join(often)}."


def tile_alt(layout: TileLayout, said: Said, what: str) -> str:
    """Say what the tiles show, for whoever cannot see them."""
    none = TileText(say("no return"), "none")
    told = "; ".join(f"{name}: {said.get(name, none).text}" for name in sorted(said))
    return say(
        "Tiles of {number} districts. {headline} {told}.",
        number=len(layout.tiles),
        headline=tile_headline(said, what),
        told=told,
    )


def county_slope_alt(changes: Sequence[CountChange], old_year: str, new_year: str) -> str:
    """Say what the lines between two years of a county show, for whoever cannot see them."""
    lines = sum(1 for one in changes if one.old and one.new)
    return say(
        "Slope chart of categories by number of CSPs in {old_year} and {new_year}, {lines}. {changes}",
        old_year=old_year,
        new_year=new_year,
        lines=say_number("{number} line", "{number} lines", lines),
        changes=count_change_sentence(changes, old_year, new_year),
    )

"""One result to the text of one table cell: exact numbers, places, workings."""

from toolkit.cells.agreement import alpha_text, medians_text
from toolkit.cells.chances import chance_text, order_text, share_text, verdict, yardstick
from toolkit.cells.changes import change_text, moves_text, steps_text
from toolkit.cells.numbers import exact_text, figure_text, listed, ordinal, total_text
from toolkit.cells.ranking import (
    band_text,
    confidence_text,
    level_of,
    level_text,
    open_reasons,
    place,
    ranked_place,
    side_text,
    working,
)

__all__ = [
    "alpha_text",
    "band_text",
    "chance_text",
    "change_text",
    "confidence_text",
    "exact_text",
    "figure_text",
    "level_of",
    "level_text",
    "listed",
    "medians_text",
    "moves_text",
    "open_reasons",
    "order_text",
    "ordinal",
    "place",
    "ranked_place",
    "share_text",
    "side_text",
    "steps_text",
    "total_text",
    "verdict",
    "working",
    "yardstick",
]

"""Results to sentences people can read out."""

from toolkit.wording.county import (
    as_at_sentence,
    category_alt,
    category_headline,
    county_doubt_sentence,
    headline_labels,
    heat_map_alt,
    origin_of_county,
    other_focus_sentence,
    reported_sentence,
    severe_local_sentence,
    top_n_sentence,
    unconfirmed_sentence,
)
from toolkit.wording.plain import inert_markdown, number_word, plural
from toolkit.wording.ranking import (
    doubt_caveat,
    doubt_sentence,
    ranking_alt,
    too_close_sentences,
    top_sentence,
    why_sentence,
    zero_sentence,
)
from toolkit.wording.returns import (
    horizon_bullets,
    marking_line,
    origin_sentence,
    return_origins,
    spread_sentence,
)

__all__ = [
    "as_at_sentence",
    "category_alt",
    "category_headline",
    "county_doubt_sentence",
    "doubt_caveat",
    "doubt_sentence",
    "headline_labels",
    "heat_map_alt",
    "horizon_bullets",
    "inert_markdown",
    "marking_line",
    "number_word",
    "origin_of_county",
    "origin_sentence",
    "other_focus_sentence",
    "plural",
    "ranking_alt",
    "reported_sentence",
    "return_origins",
    "severe_local_sentence",
    "spread_sentence",
    "too_close_sentences",
    "top_n_sentence",
    "top_sentence",
    "unconfirmed_sentence",
    "why_sentence",
    "zero_sentence",
]

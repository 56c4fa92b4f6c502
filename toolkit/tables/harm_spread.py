"""Tables of harm against spread: what is drawn, and what is read."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from toolkit.cells.numbers import listed
from toolkit.language import say
from toolkit.methods.harm_spread import HarmSpread, Quadrant
from toolkit.tables.frames import frame_of, plain_word, span


def harm_spread_table(found: Sequence[HarmSpread]) -> pd.DataFrame:
    """One row an issue, numbered as in the picture: its harm, its spread and where it stands."""
    columns = [
        say("No."),
        say("Issue"),
        say("Stands"),
        say("Mean harm"),
        say("Districts in top"),
        say("Severe in"),
        say("May be severe in"),
    ]
    rows = [
        [
            number,
            one.count.issue.name,
            plain_word(one.quadrant),
            _harm(one),
            span(one.count.count_low, one.count.count_high),
            listed(one.severe_in),
            listed(one.may_be_severe_in),
        ]
        for number, one in enumerate(found, 1)
    ]
    return frame_of(columns, rows)


def harm_spread_points(found: Sequence[HarmSpread]) -> pd.DataFrame:
    """One row a point: issues with the same harm and spread share one, and their numbers stand beside it.

    Numbers of points above one another stand on the right and the left in turn, so that fewer touch.
    """
    points: dict[tuple[Fraction, Fraction, int, int, Quadrant], list[int]] = {}
    for number, one in enumerate(found, 1):
        ends = one.harm_low, one.harm_high, one.count.count_low, one.count.count_high
        points.setdefault((*ends, one.quadrant), []).append(number)
    above: Counter[int] = Counter()
    rows: list[list[object]] = []
    for point in sorted(points, key=lambda point: point[0]):
        low, high, fewest, most, quadrant = point
        numbers = ", ".join(map(str, points[point]))
        told = "; ".join(_told(found[number - 1]) for number in points[point])
        side = "left" if above[fewest] % 2 else "right"
        above[fewest] += 1
        rows.append([float(low), float(high), fewest, most, plain_word(quadrant), numbers, side, told])
    columns = ["Harm", "HarmMost", "Spread", "SpreadMost", "Stands", "Numbers", "Side", "Told"]
    kinds = {"Harm": "float64", "HarmMost": "float64", "Spread": "int64", "SpreadMost": "int64"}
    return frame_of(columns, rows).astype(kinds)


def _harm(one: HarmSpread) -> str:
    low, high = f"{float(one.harm_low):.1f}", f"{float(one.harm_high):.1f}"
    return low if low == high else say("{low} to {high}", low=low, high=high)


def _told(one: HarmSpread) -> str:
    spread = span(one.count.count_low, one.count.count_high)
    return say(
        "{issue}: {quadrant}, mean harm {harm}, top in {spread}",
        issue=one.count.issue.name,
        quadrant=plain_word(one.quadrant),
        harm=_harm(one),
        spread=spread,
    )

"""Charts drawn already: Altair takes a tenth of a second for each, and pages draw the same ones again."""

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Final, ParamSpec, TypeVar

import altair as alt
import pandas as pd
from altair.utils.schemapi import debug_mode

P = ParamSpec("P")
C = TypeVar("C")

_MOST: Final = 128


def kept(make: Callable[P, C]) -> Callable[P, C]:
    """Let a function that draws give the same chart again for frames with the same cells.

    Charts are kept by all that is in them and never by who asks, so nobody is given what they did not bring.
    """
    made: OrderedDict[tuple[Hashable, ...], tuple[object, C]] = OrderedDict()
    guard = Lock()

    @wraps(make)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> C:
        key = tuple(_key(one) for one in (*args, *sorted(kwargs.items())))
        with guard:
            found = made.get(key)
            if found is not None:
                made.move_to_end(key)
                return found[1]
        with debug_mode(False):  # Altair would check each part; the tests check every chart whole
            chart = make(*args, **kwargs)
        with guard:
            made[key] = args, chart  # what was given stays, so that no other has its place in memory
            while len(made) > _MOST:
                made.popitem(last=False)
        return chart

    return drawn


@kept
def spec_of(chart: alt.TopLevelMixin) -> str:
    """Return the chart as the JSON that a browser draws; whether it is sound is a matter for the tests."""
    return json.dumps(chart.to_dict(validate=False))


def _key(given: object) -> Hashable:
    """Return what stands for an argument: frames by their columns and cells, a chart by its place."""
    if isinstance(given, pd.DataFrame):
        kinds = tuple(map(str, given.dtypes))
        return tuple(given.columns), kinds, given.to_json(orient="values", double_precision=15)
    if isinstance(given, tuple | list):
        return tuple(_key(one) for one in given)
    return given if isinstance(given, Hashable) else id(given)

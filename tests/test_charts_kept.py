"""A chart is drawn once for the same figures, and never given to whoever brings others."""

import pandas as pd
import pytest

from toolkit.charts.kept import kept


@kept
def drawn(frame: pd.DataFrame, n: int = 1) -> list[object]:
    return [frame, n]


FRAME = pd.DataFrame({"Issue": ["Gangs", "Burglary"], "Score": [3, 1]})


def test_the_same_figures_give_the_same_chart() -> None:
    assert drawn(FRAME, 2) is drawn(FRAME.copy(), 2)
    assert drawn(FRAME, n=2) is drawn(FRAME.copy(), n=2)


@pytest.mark.parametrize(
    "other",
    [
        FRAME.assign(Score=[3, 2]),
        FRAME.assign(Score=[3.0, 1.0]),
        FRAME.rename(columns={"Score": "Harm"}),
        FRAME.iloc[::-1],
        FRAME.head(1),
    ],
)
def test_other_figures_give_another(other: pd.DataFrame) -> None:
    assert drawn(other) is not drawn(FRAME)
    assert drawn(FRAME, 1) is not drawn(FRAME, 2)


def test_a_chart_of_a_chart_is_known_by_the_very_chart() -> None:
    made = kept(lambda chart: {"of": chart})
    one, like_it = {"mark": "bar"}, {"mark": "bar"}
    assert made(one) is made(one)
    assert made(one) is not made(like_it)

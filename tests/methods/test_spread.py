"""How far scorers lie apart: in steps of the scale, never in differences of values."""

from pathlib import Path

from toolkit.files.return_folder import read_return_folder
from toolkit.methods.spread import scorers, spreads
from toolkit.model.assessment import Return, Score
from toolkit.model.revision import score_of, with_scores


def scored(checkout: Path, **levels: int | str) -> Return:
    blank = read_return_folder(checkout / "sample_districts" / "canterbury")
    pairs = []
    for scorer, level in levels.items():
        seen = score_of(blank, "burglary", "physical", scorer)
        pairs.append((seen, Score(**{**seen.model_dump(), "level": level, "agency": f"{scorer} agency"})))
    return with_scores(blank, pairs)


def test_unknown_is_given_but_is_no_level(checkout: Path) -> None:
    spread = spreads(scored(checkout, fire=1, nurse=4, police="unknown"), "burglary")[0]
    assert [score.scorer for score in spread.given] == ["fire", "nurse", "police"]
    assert (spread.low, spread.high, spread.steps) == (1, 4, 3)


def test_the_agreed_row_is_no_scorer(checkout: Path) -> None:
    return_ = scored(checkout, fire=1, agreed=4)
    spread = spreads(return_, "burglary")[0]
    assert spread.agreed
    assert (spread.agreed.level, spread.steps) == (4, 0)
    assert scorers(return_) == {"fire": "fire agency"}


def test_where_nobody_gave_a_level_there_is_no_spread(checkout: Path) -> None:
    spread = spreads(scored(checkout, fire="unknown"), "burglary")[0]
    assert (spread.low, spread.high, spread.steps) == (None, None, None)

"""The benchmarks still run, and the one with answers beside its times gives them; no time is asserted."""

from benchmarks.calibration import OURS, POINT, QUICK_PANELS, RANDOM, SHOWN, Setting, setting
from toolkit.files.library import Library


def _quick() -> Setting:
    return setting(*SHOWN, QUICK_PANELS, Library().matrix("morile-style-csp", "1.0"))


def test_the_panel_median_says_chances_better_than_the_point_ranking_and_a_random_scorer() -> None:
    found = _quick()
    assert found.brier(OURS) < found.brier(RANDOM) < found.brier(POINT)

"""Figures that others have published, reproduced: each is named in the docstring of what it tests."""

from fractions import Fraction

import numpy as np
import pytest

from tests import small
from toolkit.methods.comparison import top_overlap
from toolkit.methods.health import matrix_health
from toolkit.methods.ranking import average_rank_bounds, exact_array, rank
from toolkit.methods.scoring import score
from toolkit.methods.uncertainty import (
    Probability,
    ScoreDistribution,
    pairwise_winning,
    panel_distribution,
    priority_count_distribution,
    rank_acceptability,
    score_distribution,
    top_k_probability,
)
from toolkit.model.matrix import Combine, SectionRole


def test_the_bootstrap_of_a_median_of_thirteen_is_efrons() -> None:
    """Efron (1979), Annals of Statistics 7:1, section 3: printed to four places, the last of them rounded."""
    printed = [0, 0.0015, 0.0142, 0.0550, 0.1242, 0.1936, 0.2230]
    np.testing.assert_allclose(
        panel_distribution([1] * 13), [*printed, *printed[-2::-1]], rtol=0, atol=1.1e-4
    )


def test_the_bootstrap_standard_error_of_the_treated_mices_median_is_the_published_one() -> None:
    """Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 2: 37.83 for all resamples."""
    days = np.sort([94.0, 197, 16, 38, 99, 141, 23])
    chances = panel_distribution([1] * 7)
    assert np.sqrt(chances @ days**2 - (chances @ days) ** 2) == pytest.approx(37.83, abs=0.005)


def _dice(number: int, how: Combine) -> ScoreDistribution:
    criteria = [small.criterion(f"die{k}", (1, 2, 3, 4, 5, 6)) for k in range(number)]
    matrix = small.matrix(small.section("throw", SectionRole.HARM, criteria, how))
    return score_distribution(np.full((1, number, 6), 1 / 6), matrix)


def test_ten_comes_up_oftener_than_nine_with_three_dice_as_galileo_found() -> None:
    """Galileo, Sopra le scoperte dei dadi (c. 1620): 25 and 27 of 216 throws."""
    found = _dice(3, Combine.SUM)
    chances = dict(zip(found.low.tolist(), found.probability[0], strict=True))
    assert [chances[total] * 216 for total in (9, 10)] == pytest.approx([25, 27], abs=1e-9)


def test_a_six_in_four_throws_is_de_meres_good_bet() -> None:
    """Pascal to Fermat, 29 July 1654: 671 to 625, of 1,296."""
    found = _dice(4, Combine.MAX)
    assert found.probability[0][-1] * 1296 == pytest.approx(671, abs=1e-9)


def _faces(*dice: tuple[int, ...]) -> Probability:
    return np.array([np.bincount(faces, minlength=10) / len(faces) for faces in dice])


def test_each_of_efrons_dice_beats_the_next_two_times_in_three() -> None:
    """Gardner, Scientific American 223(6), December 1970, p. 110."""
    dice = _faces((4, 4, 4, 4, 0, 0), (3,) * 6, (6, 6, 2, 2, 2, 2), (5, 5, 5, 1, 1, 1))
    wins, ties = pairwise_winning(dice)
    assert [wins[k, (k + 1) % 4] for k in range(4)] == pytest.approx([2 / 3] * 4, abs=1e-12)
    assert not ties.any()


def test_each_of_miwins_dice_beats_the_next_seventeen_times_to_sixteen_and_ties_three_times() -> None:
    """Winkelmann, Miwin's dice III, IV and V: of 36 throws of two."""
    wins, ties = pairwise_winning(_faces((1, 2, 5, 6, 7, 9), (1, 3, 4, 5, 8, 9), (2, 3, 4, 6, 7, 8)))
    for k in range(3):
        after = (k + 1) % 3
        assert [wins[k, after] * 36, wins[after, k] * 36] == pytest.approx([17, 16], abs=1e-9)
        assert ties[k, after] * 36 == pytest.approx(3, abs=1e-9)


def test_top_k_chances_are_those_of_hua_and_peis_four_objects() -> None:
    """Hua and Pei (2011), Ranking Queries on Uncertain Data, table 2.2; whoever is missing comes last.

    Four stand-ins, certain and just above those missing, keep these out of every top.
    """
    present = [0.5, 0.3, 0.7, 0.9]
    chances = np.zeros((8, 6))
    for k, chance in enumerate(present):
        chances[k, [0, 5 - k]] = 1 - chance, chance
    chances[4:, 1] = 1.0
    found = rank_acceptability(chances)
    printed = [(0.5, 0.15, 0.245, 0.0945), (0.5, 0.3, 0.595, 0.45), (0.5, 0.3, 0.7, 0.8055)]
    for k, wanted in enumerate([*printed, tuple(present)], 1):
        np.testing.assert_allclose(top_k_probability(found, k)[:4], wanted, atol=1e-12)


def test_top_two_chances_are_those_of_the_published_panda_sightings() -> None:
    """Hua, Pei, Zhang and Lin (2008), SIGMOD, p. 673: records R1 to R6, of which R2, R3 and R5, R6 exclude.

    Printed: 0.3, 0.4, 0.38, 0.202, 0.704, 0.014; records that exclude one another are one issue here.
    """
    minutes = {25: 0.3}, {21: 0.4, 13: 0.5}, {12: 1.0}, {17: 0.8, 11: 0.2}
    chances = np.zeros((4, 26))
    for row, found in zip(chances, minutes, strict=True):
        row[list(found)] = list(found.values())
        row[0] = 1 - row.sum()
    top = top_k_probability(rank_acceptability(chances), 2)
    np.testing.assert_allclose(top, [0.3, 0.4 + 0.38, 0.202, 0.704 + 0.014], atol=1e-12)


def test_counts_are_those_the_package_fast_poibin_prints() -> None:
    """Its README: PoiBin([0.1, 0.2, 0.2]).pmf."""
    found = priority_count_distribution(np.array([[0.1], [0.2], [0.2]]))
    np.testing.assert_allclose(found[0], [0.576, 0.352, 0.068, 0.004], atol=1e-12)


def test_counts_are_those_behind_hua_and_peis_last_object() -> None:
    """Table 2.2: in the top k (.0945, .45, .8055) where it is present (.9) and fewer than k others are."""
    fewer = np.cumsum(priority_count_distribution(np.array([[0.5], [0.3], [0.7]]))[0])
    np.testing.assert_allclose(0.9 * fewer, [0.0945, 0.45, 0.8055, 0.9], atol=1e-12)


@pytest.mark.parametrize(("size", "products"), [(3, 6), (4, 9), (5, 14)])
def test_a_matrix_of_products_has_as_many_scores_as_the_multiplication_table(
    size: int, products: int
) -> None:
    """OEIS A027424: different numbers in the multiplication table, 6, 9 and 14 for 3, 4 and 5."""
    values = tuple(range(1, size + 1))
    sections = [
        small.section(name, role, [small.criterion(name, values)])
        for name, role in (("harm", SectionRole.HARM), ("chance", SectionRole.LIKELIHOOD))
    ]
    names = [f"issue-{k}" for k in range(size**2)]
    levels = {name: {"harm": 1 + k // size, "chance": 1 + k % size} for k, name in enumerate(names)}
    return_ = small.a_return(
        small.agreed(levels), matrix=small.matrix(*sections), catalogue=small.catalogue(names)
    )
    resolution = matrix_health(rank(score(return_)), 5).resolution
    assert (resolution.issues, resolution.distinct) == (size**2, products)


def test_average_ranks_give_bordas_own_count() -> None:
    """De Borda (1781): 1 A B C, 7 A C B, 7 B C A and 6 C B A give 37, 42 and 47 points of 3, 2 and 1."""
    points = np.zeros(3, dtype=object)
    for voters, order in ((1, (1, 2, 3)), (7, (1, 3, 2)), (7, (3, 1, 2)), (6, (3, 2, 1))):
        preference = exact_array([-place for place in order])
        points += voters * (4 - average_rank_bounds(preference, preference)[0])
    assert points.tolist() == [37, 42, 47]


def test_the_overlap_of_two_lists_is_that_of_webber_moffat_and_zobel() -> None:
    """Webber, Moffat and Zobel (2010): agreement of abcdefg and zcavwxy to each depth from 1 to 7."""
    one, other = "abcdefg", "zcavwxy"
    found = [top_overlap(list(one[:n]), list(other[:n]), n).share for n in range(1, 8)]
    assert found == [0, 0, Fraction(2, 3), Fraction(1, 2), Fraction(2, 5), Fraction(1, 3), Fraction(2, 7)]

"""The sample county's figures are made up, say so, and can be made again byte for byte."""

import shutil
from pathlib import Path

import pytest

from tests.sample_evidence import main
from toolkit.files.evidence_file import EVIDENCE_FILE, evidence_text, read_evidence
from toolkit.files.return_folder import read_return_folder
from toolkit.model.evidence import FigureKind, Gap, Outcome
from toolkit.resources import shipped

SAMPLE = shipped("sample_districts")
DISTRICTS = sorted(path.parent.name for path in SAMPLE.glob("*/return.toml"))


def test_the_figures_made_again_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SAMPLE, tmp_path / "county", ignore=shutil.ignore_patterns(EVIDENCE_FILE)))
    main(copy)
    for district in DISTRICTS:
        kept = (SAMPLE / district / EVIDENCE_FILE).read_bytes()
        assert (copy / district / EVIDENCE_FILE).read_bytes() == kept, district


@pytest.mark.parametrize("district", DISTRICTS)
def test_each_district_has_a_made_up_card_for_each_issue(district: str) -> None:
    found = read_evidence(SAMPLE / district)
    assert {card.issue for card in found.cards} == set(read_return_folder(SAMPLE / district).issues)
    assert {card.district for card in found.cards} == {district}
    assert all(card.made_up for card in found.cards)
    assert evidence_text(found) == (SAMPLE / district / EVIDENCE_FILE).read_text(encoding="utf-8")


def test_twelve_districts_take_well_under_a_megabyte() -> None:
    assert len(DISTRICTS) == 12
    assert sum((SAMPLE / one / EVIDENCE_FILE).stat().st_size for one in DISTRICTS) < 500_000


def test_the_break_of_2016_17_travels_with_every_figure_of_the_police() -> None:
    for district in DISTRICTS:
        for card in read_evidence(SAMPLE / district).cards:
            if card.source == "police-uk-street":
                assert "kent-unrecorded-2016-17" in [one.id for one in card.breaks_compared]


def test_every_kind_of_card_is_there() -> None:
    cards = [card for district in DISTRICTS for card in read_evidence(SAMPLE / district).cards]
    assert {card.figure for card in cards} == set(FigureKind)
    assert any(card.suppressed for card in cards)
    assert {
        card.issue for card in cards if card.figure is FigureKind.OPEN and Gap.NOT_LOADED in card.gaps
    } == {"sexual-offences"}
    assert not any(card.figure is FigureKind.OWN and card.count in range(1, 5) for card in cards)


@pytest.mark.parametrize("district", ["maidstone", "thanet"])
def test_what_was_decided_is_what_was_scored(district: str) -> None:
    rows = read_return_folder(SAMPLE / district).scores
    agreed = {(row.issue, row.criterion): row.level for row in rows if row.is_agreed}
    decisions = read_evidence(SAMPLE / district).decisions
    assert {one.outcome for one in decisions} == set(Outcome)
    for one in decisions:
        level = agreed[one.proposal.issue, one.proposal.criterion]
        assert level == one.level if one.outcome is not Outcome.IGNORED else level != one.proposal.level

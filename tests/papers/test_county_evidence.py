"""The county's pack sets the districts' figures side by side, and gives no partner's small number away."""

import json
import random
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from toolkit.files.evidence_file import EVIDENCE_FILE, read_evidence, write_evidence
from toolkit.methods.suppression import HIDDEN
from toolkit.methods.suppression_check import solved_counts
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.evidence import EvidenceCard
from toolkit.papers.county import Asked, county_paper, pack_from_folder
from toolkit.papers.county.evidence import district_figures, own_table
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.editions import PublicRules
from toolkit.papers.editions_evidence import public_card
from toolkit.papers.glossary_used import texts_of
from toolkit.papers.paper import Heading, Table
from toolkit.resources import shipped

DAY = date(2017, 3, 15)
INTERNAL, PUBLIC = Asked(DAY), Asked(DAY, public=PublicRules())


@cache
def sample(*, public: bool = False) -> CountyPack:
    return pack_from_folder(shipped("sample_districts"), PUBLIC if public else INTERNAL)


def tables(pack: CountyPack) -> dict[str, Table]:
    return {block.name: block for block in district_figures(pack) if isinstance(block, Table)}


def own_card(district: str, issue: str, count: int) -> EvidenceCard:
    found = read_evidence(shipped("sample_districts") / "thanet").cards_of(issue)[0]
    key = found.key.replace("thanet", district, 1)
    return found.changed(district=district, key=key, count=count, suppressed=False, series=(), breaks=())


def test_every_district_has_a_row_and_every_issue_with_figures_a_column() -> None:
    found = tables(sample())
    published = found["District figures"]
    assert len(published.rows) == 12
    assert "Burglary, to September 2016" in published.columns
    at = published.columns.index("Sexual Offences, to September 2016")
    unknown = {row[0] for row in published.rows if row[at] is None}
    assert unknown == {"Dartford", "Gravesham"}
    partners = found["Partners figures"]
    assert [row[0] for row in partners.rows][-1] == "Sum"
    assert len(partners.columns) == 4


def test_breaks_and_what_is_made_up_travel_with_the_figures() -> None:
    found = tables(sample())
    assert any("April 2016 to June 2017" in note for note in found["District figures"].notes)
    assert all("These figures are made up." in table.notes for table in found.values())
    assert "Figures of the districts: made up." in county_paper(sample()).standing


def test_a_sum_with_a_hidden_part_is_hidden_and_others_are_right() -> None:
    found = tables(sample())["Partners figures"]
    for at in range(1, len(found.columns)):
        *parts, total = [row[at] for row in found.rows]
        if HIDDEN in parts:
            assert total == HIDDEN
        else:
            assert total == sum(part for part in parts if isinstance(part, int))
    assert any(HIDDEN in row for row in found.rows)


@pytest.mark.parametrize("seed", range(60))
def test_no_hidden_number_can_be_worked_out_of_a_table_and_its_sums(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    issues = ("domestic-abuse", "hate-crime", "environmental-crime")
    districts = [district.name for district in sample().county.returns.area_set.districts][
        : rng.randint(1, 12)
    ]
    given = {
        district: [own_card("thanet", issue, rng.choice((0, 1, 2, 3, 4, 5, 7, 30))) for issue in issues]
        for district in districts
    }
    evidence = {
        district: DistrictEvidence(cards=tuple(map(public_card, cards))) for district, cards in given.items()
    }
    found = own_table(replace(sample(public=True), evidence=evidence))
    printed = [list(row[1:]) for row in found.rows]
    assert not [cell for row in printed[:-1] for cell in row if cell in range(1, 5)]
    assert solved_counts(printed, total_row=True, total_column=False) == {}  # type: ignore[arg-type]


def test_a_restricted_issue_of_one_district_is_in_no_public_table(sample_county: Path) -> None:
    header = sample_county / "thanet" / "restricted.csv"
    header.write_text("issue,reason\nburglary,A trial\n", encoding="utf-8")
    inside, public = (pack_from_folder(sample_county, asked) for asked in (INTERNAL, PUBLIC))
    assert any("Burglary" in name for name in tables(inside)["District figures"].columns)
    assert not any("Burglary" in name for name in tables(public)["District figures"].columns)


def test_small_numbers_that_somebody_wrote_by_hand_are_hidden_in_public(sample_county: Path) -> None:
    folder = sample_county / "dover"
    kept = read_evidence(folder)
    cards = tuple(
        card.changed(count=3, suppressed=False) if card.issue == "domestic-abuse" else card
        for card in kept.cards
    )
    write_evidence(kept.changed(cards=cards), folder)
    (row,) = [
        row
        for row in tables(pack_from_folder(sample_county, PUBLIC))["Partners figures"].rows
        if row[0] == "Dover"
    ]
    assert row[1] == HIDDEN


def test_figures_of_other_months_stand_in_a_column_of_their_own(sample_county: Path) -> None:
    folder = sample_county / "dover"
    kept = read_evidence(folder)
    cards = tuple(card.changed(last_month="2016-06") if card.last_month else card for card in kept.cards)
    write_evidence(kept.changed(cards=cards), folder)
    columns = tables(pack_from_folder(sample_county, INTERNAL))["District figures"].columns
    assert {"Burglary, to June 2016", "Burglary, to September 2016"} <= set(columns)


def test_a_county_without_evidence_has_no_such_section(sample_county: Path) -> None:
    for path in sample_county.glob(f"*/{EVIDENCE_FILE}"):
        path.unlink()
    found = county_paper(pack_from_folder(sample_county, INTERNAL))
    assert "Figures of the districts" not in [b.text for b in found.blocks if isinstance(b, Heading)]
    assert not any("made up" in line for line in found.standing)


def test_hostile_givers_reach_the_paper_as_they_were_typed(sample_county: Path) -> None:
    text = "{{7*7}} {district} =1+1 <b>x</b> %s"
    folder = sample_county / "dover"
    path = folder / EVIDENCE_FILE
    kept = json.loads(path.read_text(encoding="utf-8"))
    for card in kept["cards"]:
        card["given_by"] = text if card["given_by"] else ""
    path.write_text(json.dumps(kept), encoding="utf-8")
    found = county_paper(pack_from_folder(sample_county, INTERNAL))
    assert text in "\n".join(texts_of(found.blocks))

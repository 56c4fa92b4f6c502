"""The public edition of a county pack leaves out what the public may not see, and on request every order."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from toolkit.papers.county import Asked, county_paper, pack_from_folder
from toolkit.papers.editions import PublicRules
from toolkit.papers.glossary_used import texts_of
from toolkit.papers.paper import Bullets, Edition, Heading, Paper, Picture
from toolkit.resources import shipped

DAY = date(2017, 3, 15)
PRIORITIES = """\
id,assessment_year,worded,standing,categories,lead,reason,evidence
da,2016-17,Road Safety,main,ROAD,Roads board,Asked for by a named officer,Appendix A
vic,2016-17,Domestic Abuse,main,DA,Domestic abuse group,Because of case 17,Appendix A
gone,2016-17,Night-time economy,dropped,,,A secret reason,
"""


@cache
def _sample(*, unranked: bool) -> Paper:
    asked = Asked(DAY, public=PublicRules(unranked=unranked))
    return county_paper(pack_from_folder(shipped("sample_districts"), asked))


def _all(paper: Paper) -> str:
    return "\n".join([*paper.standing, *texts_of(paper.blocks)])


def test_it_says_that_it_is_the_public_edition() -> None:
    paper = _sample(unranked=False)
    assert paper.edition is Edition.PUBLIC
    assert any(line.startswith("This is the public edition.") for line in paper.standing)


def test_reasons_that_people_wrote_are_not_published(sample_county: Path) -> None:
    (sample_county / "county_priorities.csv").write_text(PRIORITIES, encoding="utf-8")
    paper = county_paper(pack_from_folder(sample_county, Asked(DAY, public=PublicRules())))
    said = _all(paper)
    for hidden in ("a named officer", "case 17", "A secret reason", "few cases, falling"):
        assert hidden not in said
    assert "The reasons are not published." in said
    assert "Roads board" in said
    assert "no reason yet" not in said


def test_reasons_stand_in_the_internal_edition(sample_county: Path) -> None:
    (sample_county / "county_priorities.csv").write_text(PRIORITIES, encoding="utf-8")
    said = _all(county_paper(pack_from_folder(sample_county, Asked(DAY))))
    assert "few cases, falling" in said
    assert "A secret reason" in said


def test_a_restricted_issue_stands_nowhere() -> None:
    rules = PublicRules(restricted=frozenset({"gangs"}))
    paper = county_paper(pack_from_folder(shipped("sample_districts"), Asked(DAY, public=rules)))
    ranks = next(one for one in paper.tables if one.name == "Ranks by district")
    assert "Gangs" not in [row[0] for row in ranks.rows]
    assert len(ranks.rows) == 19


def test_counts_of_csps_are_never_left_out() -> None:
    table = next(one for one in _sample(unranked=False).tables if one.name == "Appendix A")
    assert [row[1] for row in table.rows] == [8, 8, 8, 8, 7, 7, 5, 5, 3, 3]


def test_unranked_prints_priorities_as_bullets_by_the_alphabet(sample_county: Path) -> None:
    (sample_county / "county_priorities.csv").write_text(PRIORITIES, encoding="utf-8")
    rules = PublicRules(unranked=True)
    paper = county_paper(pack_from_folder(sample_county, Asked(DAY, public=rules)))
    bullets = [one.items for one in paper.blocks if isinstance(one, Bullets)]
    assert ("Domestic Abuse (Domestic abuse group)", "Road Safety (Roads board)") in bullets
    labels = next(items for items in bullets if "ASB/Environmental" in items)
    assert list(labels) == sorted(labels, key=str.casefold)


@pytest.mark.parametrize(
    "name",
    ["Appendix A", "Appendix A by level", "Appendix B", "Ranks by district", "County order", "Firmness"],
)
def test_unranked_has_no_table_that_tells_an_order(name: str) -> None:
    assert name in [one.name for one in _sample(unranked=False).tables]
    assert name not in [one.name for one in _sample(unranked=True).tables]


def test_unranked_has_no_section_and_no_picture_about_the_order_of_issues() -> None:
    paper = _sample(unranked=True)
    heads = [one.text for one in paper.blocks if isinstance(one, Heading)]
    assert not {"Severe but local", "Not escalated, and why", "How firm the counts are"} & set(heads)
    assert [one.table.name for one in paper.blocks if isinstance(one, Picture)] == ["Returns by district"]

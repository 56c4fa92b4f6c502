"""A county's pack says in what state it is, what it was made from and what is missing; it invents nothing."""

import shutil
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.model.assessment import Marking
from toolkit.papers.county import Asked, CountyPack, county_cover, county_paper, pack_from_folder
from toolkit.papers.paper import Block, Heading, Paper, Paragraph, Picture
from toolkit.resources import shipped

DAY = date(2017, 3, 15)
DECIDED = """\
id,assessment_year,worded,standing,categories,lead,reason,evidence
da,2016-17,Domestic Abuse,main,DA,Domestic abuse group,Named by eight of eleven,Appendix A
rr,2016-17,Reducing Re-Offending,cross_cutting,REOF,,,
old,2016-17,Night-time economy,dropped,,,Falls under violence now,
old-da,2015-16,Domestic Abuse,cross_cutting,DA,,,
old-rr,2015-16,Reducing reoffending,cross_cutting,REOF,,,
old-night,2015-16,Night-time economy,main,,,,
old-road,2015-16,Road safety,main,ROAD,,,
"""


@cache
def _sample() -> CountyPack:
    return pack_from_folder(shipped("sample_districts"), Asked(DAY))


def _of(folder: Path) -> Paper:
    return county_paper(pack_from_folder(folder, Asked(DAY)))


def _text(blocks: tuple[Block, ...], start: str) -> str:
    """Return the paragraphs between the heading that begins so and the next as high."""
    heads = [k for k, one in enumerate(blocks) if isinstance(one, Heading)]
    first = next(k for k in heads if getattr(blocks[k], "text", "").startswith(start))
    level = getattr(blocks[first], "level", 1)
    end = next((k for k in heads if k > first and getattr(blocks[k], "level", 1) <= level), len(blocks))
    return " ".join(one.text for one in blocks[first:end] if isinstance(one, Paragraph))


def _marked(folder: Path, district: str, old: str, new: str) -> None:
    header = folder / district / "return.toml"
    text = header.read_text(encoding="utf-8")
    assert old in text
    header.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def decided(sample_county: Path) -> Path:
    (sample_county / "county_priorities.csv").write_text(DECIDED, encoding="utf-8")
    return sample_county


def test_it_is_a_draft_while_returns_are_drafts_or_nothing_is_decided() -> None:
    paper = county_paper(_sample())
    assert paper.draft
    assert paper.standing[0] == (
        "DRAFT: returns not agreed or adopted, or not complete: Dartford and Gravesham, Dover, Sevenoaks and "
        "Folkestone & Hythe; the county has decided no priority on these returns yet."
    )
    assert paper.standing[1] == ("11 of 11 CSPs have reported: 4 draft, 4 agreed by the CSP and 3 adopted.")
    assert paper.standing[2].startswith("Invented for a sample: scores of Ashford")


def test_it_is_no_draft_once_every_return_is_agreed_and_the_county_has_decided(decided: Path) -> None:
    for district in ("dartford", "dover", "sevenoaks", "folkestone-and-hythe"):
        _marked(decided, district, 'status = "draft"', 'status = "adopted"')
    paper = _of(decided)
    assert not paper.draft
    assert not any("DRAFT" in line for line in paper.standing)


def test_nine_of_eleven_stands_on_every_page_and_in_every_figure(sample_county: Path) -> None:
    for district in ("thanet", "swale"):
        shutil.rmtree(sample_county / district)
    paper = _of(sample_county)
    assert paper.partial == "9 of 11 CSPs"
    assert paper.page_marks == ("OFFICIAL", "DRAFT, 9 of 11 CSPs")
    assert "9 of 11 CSPs have reported" in paper.standing[1]
    assert any("Not yet: Swale and Thanet." in line for line in paper.standing)
    counts = [one for one in paper.blocks if isinstance(one, Picture) and "Number of CSPs" in one.measured]
    assert counts
    assert all("(9 of 11 CSPs)" in one.measured for one in counts)


def test_the_highest_marking_counts_with_its_handling_instruction(sample_county: Path) -> None:
    _marked(sample_county, "dover", '"OFFICIAL"', '"OFFICIAL-SENSITIVE"')
    _marked(sample_county, "dover", 'handling = ""', 'handling = "Partners only"')
    paper = _of(sample_county)
    assert (paper.marking, paper.handling) == (Marking.OFFICIAL_SENSITIVE, "Partners only")


def test_the_cover_is_known_before_anything_is_composed() -> None:
    pack = _sample()
    cover, paper = county_cover(pack.county, pack.decisions, DAY), county_paper(pack)
    assert (cover.name, cover.title, cover.contact) == (paper.name, paper.title, paper.contact)
    assert (*cover.standing, "Figures of the districts: made up.") == paper.standing
    assert cover.name == "kent-county-pack-2017-18"


def test_it_says_what_it_was_made_from() -> None:
    made = dict(county_paper(_sample()).versions)
    assert made["Toolkit"].startswith("csp-toolkit ")
    assert made["Matrix"].startswith("morile-style-csp-1.0, ")
    assert made["Categories"].startswith("kent-categories-2017-18-1.0, ")


def test_the_same_pack_gives_the_same_paper() -> None:
    again = county_paper(pack_from_folder(shipped("sample_districts"), Asked(DAY)))
    first = county_paper(_sample())
    assert tuple(again.tables) == tuple(first.tables)
    assert [one for one in again.blocks if not isinstance(one, Picture)] == [
        one for one in first.blocks if not isinstance(one, Picture)
    ]


def test_headings_never_skip_a_level_and_every_table_has_a_name_of_its_own() -> None:
    paper = county_paper(_sample())
    levels = [0, *(one.level for one in paper.blocks if isinstance(one, Heading))]
    assert all(now <= before + 1 for before, now in pairwise(levels))
    names = [table.name for table in paper.tables]
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_every_picture_has_a_headline_what_is_measured_and_words_for_who_cannot_see_it() -> None:
    pictures = [one for one in county_paper(_sample()).blocks if isinstance(one, Picture)]
    assert len(pictures) == 7
    assert all(one.headline and one.measured and len(one.alt) > 40 and one.table.rows for one in pictures)


def test_what_the_county_decided_stands_in_the_summary_with_lead_and_reason(decided: Path) -> None:
    paper = _of(decided)
    said = "Decided on the returns of 2016-17: one priority, one cross-cutting theme and one dropped."
    assert said in _text(paper.blocks, "Summary")
    table = next(one for one in paper.tables if one.name == "County priorities")
    assert table.rows[0][:4] == (
        "Domestic Abuse",
        "priority",
        "Domestic abuse group",
        "Named by eight of eleven",
    )


def test_decisions_are_set_beside_those_of_the_year_before(decided: Path) -> None:
    table = next(one for one in _of(decided).tables if one.name == "Decisions in two years")
    fates = {row[1] or row[0]: row[2] for row in table.rows}
    assert fates == {
        "Domestic Abuse": "changed level",
        "Reducing Re-Offending": "reworded",
        "Night-time economy": "dropped",
        "Road safety": "nothing decided yet",
    }
    dropped = next(row for row in table.rows if row[2] == "dropped")
    assert dropped[5] == "Falls under violence now"
    assert table.notes == (
        "Who recorded a decision, and when, is kept in a database only; this was read from files.",
    )


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("Summary", "The county has decided no priority on these returns yet."),
        ("Appendix B", "No district has scored its issues for 2016-17."),
        ("Appendix C", "The county has no horizon item yet."),
        ("What changed", "There is no return of a year before 2016-17 to compare with."),
        ("Severe but local", "No district has scored its issues for 2016-17"),
        ("Not escalated", "No issue is recorded as staying with its district."),
        ("How firm", "No district has scored its issues for 2016-17"),
    ],
)
def test_what_is_missing_is_said_and_never_made_up(sample_county: Path, section: str, said: str) -> None:
    for scores in sample_county.glob("*/scores.csv"):
        scores.write_text(scores.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    for file in ("horizon.csv", "not_escalated.csv"):
        (sample_county / file).unlink()
    assert said in _text(_of(sample_county).blocks, section)


def test_a_year_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="There is no return of 2019-20, only of 2016-17"):
        pack_from_folder(shipped("sample_districts"), Asked(DAY, year="2019-20"))


def test_the_glossary_holds_the_acronyms_that_stand_in_the_pack_and_no_others() -> None:
    glossary = next(one for one in county_paper(_sample()).tables if one.name == "Glossary")
    words = [row[0] for row in glossary.rows]
    assert {"ASB", "CSP", "MoRiLE", "PESTELO"} <= set(words)
    assert "OPCC" not in words
    assert all(row[1] for row in glossary.rows)


def test_both_policing_plans_are_set_beside_the_county_and_the_one_in_force_stands_first() -> None:
    paper = county_paper(_sample())
    heads = [one.text for one in paper.blocks if isinstance(one, Heading) and one.level == 2]
    plans = [text for text in heads if "Plan, 20" in text]
    assert [text[-7:] for text in plans] == ["2017-21", "2025-29"]
    assert "This plan does not run in 2017-18; it is shown for comparison." in _text(paper.blocks, plans[1])

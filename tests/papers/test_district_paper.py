"""A district's pack says what its return holds and what it lacks, and a public one nothing it should not."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.strategies import STATEMENT_HEADINGS
from toolkit.files.return_folder import read_return_folder, write_return
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import Return, ReturnStatus, Score
from toolkit.model.statements import Assumption, RestrictedIssue, RoleHolder, Roles, Statement
from toolkit.papers.district import Asked, DistrictPack, district_cover, district_paper, pack_from_path
from toolkit.papers.glossary_used import texts_of
from toolkit.papers.paper import Bullets, Heading, Paper, Paragraph, Picture, Table
from toolkit.papers.writing import PaperFormat, paper_file_name
from toolkit.resources import shipped

DAY = date(2017, 1, 18)
INTERNAL, PUBLIC = Asked(DAY), Asked(DAY, public=True)
UNRANKED = Asked(DAY, public=True, unranked=True)


def sample(district: str) -> Path:
    return shipped("sample_districts") / district


@cache
def pack(district: str, asked: Asked = INTERNAL) -> DistrictPack:
    return pack_from_path(sample(district), asked)


@cache
def paper(district: str, asked: Asked = INTERNAL) -> Paper:
    return district_paper(pack(district, asked))


def of(folder: Path, return_: Return, asked: Asked = INTERNAL) -> Paper:
    write_return(return_, folder)
    return district_paper(pack_from_path(folder, asked))


def said(found: Paper) -> str:
    return "\n".join([found.title, found.subtitle, found.handling, *found.standing, *texts_of(found.blocks)])


def headings(found: Paper) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Heading)]


def table(found: Paper, name: str) -> Table:
    return next(one for one in found.tables if one.name == name)


def under(found: Paper, heading: str) -> list[str]:
    """Return the paragraphs that stand under a heading."""
    blocks = list(found.blocks)
    start = next(k for k, b in enumerate(blocks) if isinstance(b, Heading) and b.text == heading)
    rest = blocks[start + 1 :]
    end = next((k for k, block in enumerate(rest) if isinstance(block, Heading)), len(rest))
    return [block.text for block in rest[:end] if isinstance(block, Paragraph)]


def test_every_heading_the_law_asks_for_stands_in_every_pack() -> None:
    for district in ("maidstone", "dover", "canterbury"):
        for asked in (INTERNAL, PUBLIC, UNRANKED):
            found = headings(paper(district, asked))
            wanted = [heading.label for heading in STATEMENT_HEADINGS.headings]
            assert [one for one in found if one in wanted] == wanted


def test_a_statement_stands_as_written_with_who_wrote_it_and_when() -> None:
    found = under(paper("maidstone"), "Why it has changed")
    assert found[0].startswith("Invented: partners think that better recording")
    assert found[-1] == "Written by Invented: community safety analyst, 2 December 2016."


def test_paragraphs_of_a_statement_stay_apart() -> None:
    found = under(paper("maidstone"), "Levels and patterns of crime, disorder and substance misuse")
    assert len(found) == 3


def test_what_is_not_written_is_said_and_never_made_up() -> None:
    (only,) = under(paper("dover"), "Why it has changed")
    assert only.startswith("Not written yet. What belongs here: What brought the changes about")


def test_the_ranking_is_the_one_of_the_method_with_its_working() -> None:
    found = table(paper("maidstone"), "Ranking")
    ranking = rank(score(read_return_folder(sample("maidstone"))))
    assert [row[1] for row in found.rows] == [one.scored.issue.name for one in ranking.issues]
    assert found.rows[4][0] == "joint 5th"
    assert "harm 19 x likelihood 9 = 171" in found.rows[0]


def test_the_top_five_is_said_with_its_ties() -> None:
    lead = under(paper("maidstone"), "Summary")
    assert any("Six issues share the top five" in sentence for sentence in lead)


def test_every_rank_range_is_in_words_and_close_neighbours_are_named() -> None:
    found = paper("maidstone")
    words = said(found)
    assert "Substance Misuse is ranked 1st, between 1st and 3rd;" in words
    assert "Child Sexual Exploitation (CSE) and Gangs are too close to call." in words


def test_each_issue_of_the_top_has_its_reasons_evidence_and_dissent() -> None:
    found = paper("maidstone")
    assert "Mental Health" in headings(found)
    words = said(found)
    assert "Evidence: Invented: A&E and ambulance summary." in words
    assert "Seen otherwise: Invented: fire and rescue saw it one level lower" in words


def test_an_unknown_level_is_said_and_is_no_zero() -> None:
    rows = {row[0]: row for row in table(paper("gravesham"), "Levels").rows}
    assert any("unknown" in row for row in rows.values())


def test_what_would_change_the_order_has_the_words_of_the_method() -> None:
    assert "The top five does not survive a change of one score by one level" in said(paper("maidstone"))


def test_roles_and_assumptions_stand_as_written() -> None:
    found = paper("maidstone")
    assert table(found, "Who did what").rows[2][1] == "Invented: analyst of another borough"
    assert len(table(found, "Assumptions").rows) == 2
    dover = table(paper("dover"), "Who did what").rows
    assert [row[1] for row in dover][2:] == ["not named yet", "not named yet"]
    assert dover[1][2] == "no date"


def test_the_matrix_is_called_in_the_style_of_morile_and_every_number_has_its_ground() -> None:
    found = paper("maidstone")
    assert "is MoRiLE-style" in said(found)
    assert {row[4] for row in table(found, "Criteria").rows} == {"reconstruction", "local"}


def test_every_acronym_of_the_list_that_stands_in_the_pack_is_explained() -> None:
    assert {row[0] for row in table(paper("maidstone"), "Glossary").rows} >= {"CSP", "MoRiLE"}


def test_no_heading_is_more_than_one_deeper_than_the_one_before() -> None:
    for district in ("maidstone", "dover", "canterbury"):
        before = 0
        for block in paper(district).blocks:
            if isinstance(block, Heading):
                assert block.level <= before + 1
                before = block.level


def test_tables_have_names_of_their_own_that_fit_a_tab() -> None:
    for district in ("maidstone", "dover", "canterbury"):
        names = [one.name for one in paper(district).tables]
        assert len(set(map(str.casefold, names))) == len(names)
        assert max(map(len, names)) <= 31
        assert not set("".join(names)) & set("[]:*?/\\'")


def test_every_picture_has_its_words_and_its_table() -> None:
    pictures = [block for block in paper("maidstone").blocks if isinstance(block, Picture)]
    lines = [one for one in pictures if one.table.name.startswith("Counts")]
    assert len(pictures) - len(lines) == 2
    assert len(lines) == 10
    assert all(one.headline and one.alt and one.measured and one.table.rows for one in pictures)


def test_a_return_not_agreed_is_a_draft_in_its_name_and_standing() -> None:
    found = paper("dover")
    assert paper_file_name(found, PaperFormat.WORD).startswith("OFFICIAL DRAFT dover-strategic-assessment")
    assert found.standing[0].startswith("DRAFT: the partnership has not agreed this")
    assert not paper("maidstone").draft


def test_the_cover_has_the_name_and_marks_of_the_paper() -> None:
    for district, asked in (("dover", INTERNAL), ("maidstone", PUBLIC)):
        found = paper(district, asked)
        cover = district_cover(pack(district, asked).return_, DAY, found.edition)
        assert paper_file_name(cover, PaperFormat.PDF) == paper_file_name(found, PaperFormat.PDF)
        assert cover.page_marks == found.page_marks


def test_what_is_invented_is_said_first() -> None:
    assert any("Invented for the sample county" in one for one in paper("maidstone").standing)


def test_the_same_return_gives_the_same_paper() -> None:
    again = district_paper(pack_from_path(sample("dover"), INTERNAL))
    assert [*texts_of(again.blocks)] == [*texts_of(paper("dover").blocks)]
    assert replace(again, blocks=()) == replace(paper("dover"), blocks=())


def test_a_return_with_nothing_in_it_makes_a_pack_that_says_so(tmp_path: Path) -> None:
    blank = read_return_folder(sample("canterbury"))
    blank = blank.changed(scores=(), priorities=(), horizon=(), status=ReturnStatus.DRAFT)
    found = of(tmp_path / "blank", blank)
    assert "No issue has been scored. Score them on the page Score" in said(found)
    assert "There is no return of a year before 2016-17 to compare with." in said(found)


def named_people() -> dict[str, object]:
    who = "Zephaniah Q"
    return {
        "statement_set": STATEMENT_HEADINGS,
        "statements": (
            Statement(heading="why", text="Because of gangs.", author=who, written_on=DAY),
            Statement(heading="changes", text="Burglary rose.", author=who, written_on=DAY),
        ),
        "assumptions": (Assumption(id="a", assumption="Granted", author=who, made_on=DAY),),
        "roles": Roles(analysed=RoleHolder(by=who, on=DAY), approved=RoleHolder(by="The chair", on=DAY)),
        "restricted": (RestrictedIssue(issue="gangs", reason="A trial at Zephaniah Crown Court"),),
        "handling": "Ask Zephaniah Q",
    }


@pytest.mark.parametrize("asked", [PUBLIC, UNRANKED], ids=["ranked", "unranked"])
def test_a_public_pack_names_nobody_and_nothing_restricted(tmp_path: Path, asked: Asked) -> None:
    thanet = read_return_folder(sample("thanet"))
    scorers = {row.scorer for row in thanet.scores} - {"agreed"}
    rows = tuple(row.changed(rationale="Told by Zephaniah Q") for row in thanet.scores)
    found = of(tmp_path / "thanet", thanet.changed(scores=rows, **named_people()), asked)
    words = said(found)
    for secret in ("Zephaniah", "Gangs", "gangs", "Because of", "Told by", *scorers):
        assert secret not in words
    assert "Burglary rose." in words
    assert "named in the internal edition" in words
    assert "What is still missing" not in headings(found)


def test_reasons_stay_in_a_public_pack_only_where_they_are_released(tmp_path: Path) -> None:
    thanet = read_return_folder(sample("thanet"))
    reason = next(row.rationale for row in thanet.scores if row.rationale and row.issue == "domestic-abuse")
    assert reason not in said(of(tmp_path / "kept", thanet, PUBLIC))
    assert reason in said(of(tmp_path / "out", thanet.changed(rationales_released=True), PUBLIC))


def test_an_unranked_pack_has_no_rank_no_score_and_no_order() -> None:
    found = paper("maidstone", UNRANKED)
    assert {one.name for one in found.tables}.isdisjoint(
        {"Ranking", "Levels", "How firm", "Reasons", "Two years"}
    )
    pictures = [block for block in found.blocks if isinstance(block, Picture)]
    assert all(one.table.name.startswith("Counts") for one in pictures)
    priorities = next(
        b for b in found.blocks if isinstance(b, Bullets) and "Gangs and Child" in " ".join(b.items)
    )
    assert list(priorities.items) == sorted(priorities.items, key=str.casefold)
    assert "1st" not in said(found)


def test_last_year_is_compared_where_it_is_given(tmp_path: Path) -> None:
    now = read_return_folder(sample("maidstone"))
    old = now.changed(assessment_year="2015-16", plan_year="2016-17", statements=(), assumptions=())
    rows = tuple(
        row.changed(level=0) if row.issue == "gangs" and isinstance(row.level, int) else row
        for row in old.scores
    )
    write_return(old.changed(scores=rows), tmp_path / "old")
    found = district_paper(pack_from_path(sample("maidstone"), INTERNAL, tmp_path / "old"))
    assert table(found, "Two years").columns[1:3] == ("Rank 2015-16", "Rank 2016-17")
    assert len(table(found, "Priorities last year").rows) == 8
    assert any("New there: Gangs." in b.headline for b in found.blocks if isinstance(b, Picture))
    public = district_paper(pack_from_path(sample("maidstone"), PUBLIC, tmp_path / "old"))
    assert "Confirmed by" not in table(public, "Priorities last year").columns


def test_hostile_text_reaches_a_paper_as_it_was_typed(tmp_path: Path) -> None:
    text = "{{7*7}} {district} =1+1 <b>x</b> %s"
    thanet = read_return_folder(sample("thanet"))
    first = thanet.scores[0]
    rows = (first.changed(rationale=text, evidence=text, dissent=text), *thanet.scores[1:])
    one = Statement(heading="why", text=text, author=text, written_on=DAY)
    logged = Assumption(id="a", assumption=text, why=text, if_wrong=text, author=text, made_on=DAY)
    full = thanet.changed(
        scores=rows,
        statement_set=STATEMENT_HEADINGS,
        statements=(one,),
        assumptions=(logged,),
        roles=Roles(analysed=RoleHolder(by=text)),
    )
    found = of(tmp_path / "hostile", full)
    assert under(found, "Why it has changed")[0] == text
    assert table(found, "Assumptions").rows[0][0] == text
    assert said(found).count(text) >= 6


def test_scorers_who_differ_are_named_with_their_reasons_inside_alone(tmp_path: Path) -> None:
    thanet = read_return_folder(sample("thanet"))
    one = thanet.scores[0]
    cell = (one.issue, one.criterion)
    rest = tuple(row for row in thanet.scores if (row.issue, row.criterion) != cell)
    mine = Score(issue=one.issue, criterion=one.criterion, scorer="Zephaniah Q", level=1, rationale="Seen it")
    other = mine.changed(scorer="Abigail R", level=2, rationale="Heard of it")
    both = thanet.changed(scores=(mine, other, *rest))
    words = said(of(tmp_path / "in", both))
    assert "Zephaniah Q" in words
    assert "Zephaniah Q" not in said(of(tmp_path / "out", both, PUBLIC))

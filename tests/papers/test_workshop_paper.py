"""A workshop's minutes as a paper say what the Markdown minutes say, and never what is still hidden."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.security.world import CRITERIA, HIDDEN_TEXT, ISSUE, World, score_all, world
from toolkit.methods.minutes import minutes
from toolkit.model.assessment import AGREED, Marking, Return, Score
from toolkit.model.principal import sole_user
from toolkit.model.statements import RestrictedIssue
from toolkit.model.workshop import PrivateScore
from toolkit.papers.glossary_used import texts_of
from toolkit.papers.paper import Bullets, Edition, Heading, Paper, Table
from toolkit.papers.workshop import workshop_pack, workshop_paper
from toolkit.papers.writing import PaperFormat, paper_file_name
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation
from toolkit.store.attending import attendance
from toolkit.store.database import Database
from toolkit.store.store import Store
from toolkit.store.workshop_rounds import new_round, park_issue, record_agreed, reveal
from toolkit.store.workshop_scoring import enter_slip, score_privately
from toolkit.store.workshop_views import revealed_return
from toolkit.store.workshops import close_workshop, the_workshop
from toolkit.wording.minutes import minutes_markdown

DAY = date(2017, 1, 18)


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Database(Address(path=tmp_path / "county.db")) as opened:
        opened.prepare()
        yield world(Store(opened), sole_user("Kim Local"))


def go(county: World, act, *more: object, **named: object):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    own = county.own
    where = county.store, own.facilitator, own.record_id, own.workshop.id
    return act(*where, *more, operation=new_operation(), **named)


def place(county: World) -> tuple:  # type: ignore[type-arg]
    own = county.own
    return county.store, own.facilitator, own.record_id, own.workshop.id


def paper(county: World, return_: Return | None = None, **asked: bool) -> Paper:
    where = place(county)
    shown = return_ or revealed_return(*where)
    return workshop_paper(workshop_pack(shown, the_workshop(*where), attendance(*where), DAY, **asked))


def said(found: Paper) -> str:
    return "\n".join([found.title, found.subtitle, *found.standing, *texts_of(found.blocks)])


def table(found: Paper, name: str) -> Table:
    return next(one for one in found.tables if one.name == name)


def under(found: Paper, heading: str) -> tuple[str, ...]:
    blocks = list(found.blocks)
    start = next(k for k, b in enumerate(blocks) if isinstance(b, Heading) and b.text == heading)
    block = blocks[start + 1]
    return block.items if isinstance(block, Bullets) else tuple(texts_of([block]))


def hold_all_of_it(county: World) -> None:
    """Score, reveal, score again, agree with dissent, put one issue aside, and close."""
    score_all(county, county.own.first)
    go(county, reveal, ISSUE)
    go(county, new_round, ISSUE)
    again = PrivateScore(criterion=CRITERIA[0], level=2, rationale="Heard of the hospital's figures")
    score_privately(
        county.store,
        county.participant(county.own.first),
        [again],
        issue=ISSUE,
        round=2,
        operation=new_operation(),
    )
    go(county, reveal, ISSUE)
    empty = Score(issue=ISSUE, criterion=CRITERIA[0], scorer=AGREED)
    agreed = empty.changed(level=2, rationale="The same figures", dissent="Council saw it one lower")
    go(county, record_agreed, seen=empty, agreed=agreed)
    go(county, park_issue, "hate-crime", reason="no figures yet")


def test_the_paper_says_what_the_minutes_say(county: World) -> None:
    hold_all_of_it(county)
    go(county, close_workshop)
    found = paper(county)
    assert found.title.startswith("Minutes. Partners of Ashford: Ashford,")
    people = {row[0]: row[1:] for row in table(found, "Attendance").rows}
    assert people["Police"] == (1, "Ali of Ashford")
    words = said(found)
    assert "Expected, and not there: Fire." in words
    assert "The workshop was quorate: 2 agencies were there, two needed." in words
    assert table(found, "Levels agreed").rows[0][2:] == ("2 (Treated and sent home)", "2", "The same figures")
    moved = table(found, "Movement").rows[0]
    assert moved[2:4] == ("Ali of Ashford", "Police")
    assert moved[6:] == ("1 to 2", "Heard of the hospital's figures")
    assert table(found, "Dissent").rows[0][3] == "Council saw it one lower"
    assert under(found, "Put aside")[0].endswith(": no figures yet")
    assert under(found, "Not reached") == ("Gangs",)


def test_every_fact_of_the_markdown_minutes_is_in_the_paper(county: World) -> None:
    hold_all_of_it(county)
    where = place(county)
    markdown = minutes_markdown(minutes(revealed_return(*where), the_workshop(*where), attendance(*where)))
    words = said(paper(county))
    for fact in ("Ali of Ashford", "The same figures", "hospital's figures", "one lower", "no figures yet"):
        assert fact in markdown.replace("\\", "")
        assert fact in words


def test_a_round_that_was_not_revealed_is_not_in_the_paper(county: World) -> None:
    score_all(county, county.own.first)
    slip = [PrivateScore(criterion=CRITERIA[0], level=4, rationale="Nor this one")]
    go(county, enter_slip, name="Sam on Paper", agency="Fire", issue=ISSUE, scores=slip)
    for asked in ({}, {"public": True}, {"public": True, "unranked": True}):
        words = said(paper(county, **asked))
        assert HIDDEN_TEXT not in words
        assert "Nor this one" not in words
    assert "Sam on Paper (on paper)" in said(paper(county))


def test_a_workshop_that_is_not_closed_is_a_draft(county: World) -> None:
    score_all(county, county.own.first)
    found = paper(county)
    assert found.standing[0] == "DRAFT: this workshop has not been closed."
    assert "DRAFT" in paper_file_name(found, PaperFormat.WORD)
    go(county, close_workshop)
    assert not paper(county).draft


@pytest.mark.parametrize("released", [False, True])
def test_a_public_paper_names_agencies_and_nobody(county: World, released: bool) -> None:  # noqa: FBT001
    hold_all_of_it(county)
    return_ = revealed_return(*place(county)).changed(rationales_released=released)
    found = paper(county, return_, public=True)
    assert found.edition is Edition.PUBLIC
    words = said(found)
    for name in ("Ali", "hospital", "one lower", "Council saw"):
        assert name not in words
    assert "Police" in under(found, "Who was there")
    assert ("The same figures" in words) is released
    assert ("no figures yet" in words) is released
    assert "Movement" not in {one.name for one in found.tables}
    assert table(found, "Levels agreed").rows[0][2] == "2 (Treated and sent home)"


def test_a_restricted_issue_is_in_no_public_paper(county: World) -> None:
    hold_all_of_it(county)
    return_ = revealed_return(*place(county))
    name = return_.issues[ISSUE].name
    secret = return_.changed(restricted=(RestrictedIssue(issue=ISSUE, reason="before the court"),))
    assert name in said(paper(county, secret))
    words = said(paper(county, secret, public=True))
    assert name not in words
    assert "before the court" not in words


def test_an_unranked_paper_has_no_level(county: World) -> None:
    hold_all_of_it(county)
    found = paper(county, public=True, unranked=True)
    assert under(found, "Levels agreed") == ("Levels are not in this edition.",)
    assert "Treated and sent home" not in said(found)


def test_the_marking_of_the_return_is_on_the_minutes(county: World) -> None:
    return_ = revealed_return(*place(county)).changed(marking=Marking.OFFICIAL_SENSITIVE, handling="Partners")
    found = paper(county, return_)
    assert found.page_marks[0] == "OFFICIAL-SENSITIVE - Partners"
    assert paper_file_name(found, PaperFormat.PDF).startswith("OFFICIAL-SENSITIVE DRAFT ashford-minutes-")


def test_the_same_workshop_gives_the_same_paper(county: World) -> None:
    hold_all_of_it(county)
    assert paper(county) == paper(county)

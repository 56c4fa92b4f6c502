"""A district's pack tells the figures behind its scores with what travels with them, a public one less."""

import io
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from unicodedata import normalize

import docx
import lxml.html
import openpyxl
import pypdf
import pytest

from tests.papers.example_paper import HOSTILE
from toolkit.exchange import read_batch
from toolkit.files.evidence_file import EVIDENCE_FILE, read_evidence, write_evidence
from toolkit.files.return_folder import read_return_folder, write_return
from toolkit.model.district_evidence import DistrictEvidence
from toolkit.model.evidence import EvidenceCard, FigureKind, MonthOfSeries
from toolkit.model.principal import sole_user
from toolkit.model.statements import RestrictedIssue
from toolkit.papers.district import Asked, district_paper, pack_from_path, pack_from_store
from toolkit.papers.editions_evidence import public_card
from toolkit.papers.glossary_used import texts_of
from toolkit.papers.paper import Block, Bullets, Heading, Paper, Picture, Table
from toolkit.papers.pdf_letters import printable
from toolkit.papers.writing import PaperFormat, write_paper
from toolkit.resources import shipped
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation, readable_records
from toolkit.store.database import Database
from toolkit.store.importing import make_import, plan_import
from toolkit.store.store import Store
from toolkit.wording.evidence import break_sentence
from toolkit.wording.evidence_cards import card_sentences

DAY = date(2017, 1, 18)
INTERNAL, PUBLIC = Asked(DAY), Asked(DAY, public=True)
UNRANKED = Asked(DAY, public=True, unranked=True)
EDITIONS = pytest.mark.parametrize(
    "asked", [INTERNAL, PUBLIC, UNRANKED], ids=["internal", "public", "unranked"]
)


@cache
def paper(district: str, asked: Asked = INTERNAL) -> Paper:
    return district_paper(pack_from_path(shipped("sample_districts") / district, asked))


def copied(folder: Path, evidence: DistrictEvidence | None, **changes: object) -> Path:
    """Copy Thanet's return with other evidence beside it."""
    source = shipped("sample_districts") / "thanet"
    made = Path(shutil.copytree(source, folder, ignore=shutil.ignore_patterns(EVIDENCE_FILE)))
    if changes:
        write_return(read_return_folder(source).changed(**changes), folder)
    if evidence is not None:
        write_evidence(evidence, folder)
    return made


def of(folder: Path, asked: Asked = INTERNAL) -> Paper:
    return district_paper(pack_from_path(folder, asked))


def thanet() -> DistrictEvidence:
    return read_evidence(shipped("sample_districts") / "thanet")


def headings(found: Paper) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Heading)]


def table(found: Paper, name: str) -> Table:
    return next(one for one in found.tables if one.name == name)


def said(found: Paper) -> str:
    return "\n".join([*found.standing, *texts_of(found.blocks)])


def with_card(card: EvidenceCard) -> DistrictEvidence:
    others = tuple(one for one in thanet().cards if one.key != card.key)
    return DistrictEvidence(cards=(*others, card), decisions=thanet().decisions)


def the_card(issue: str) -> EvidenceCard:
    (found,) = thanet().cards_of(issue)
    return found


@EDITIONS
def test_every_figure_is_told_once_with_its_sentences_breaks_and_source(asked: Asked) -> None:
    found = paper("thanet", asked)
    bullets = [block.items for block in found.blocks if isinstance(block, Bullets)]
    issues = read_return_folder(shipped("sample_districts") / "thanet").issues
    for card in thanet().cards:
        sentences = tuple(card_sentences(card, issues[card.issue].name, "Thanet"))
        if card.count is None:
            assert said(found).count(" ".join(sentences)) == 1
            continue
        (told,) = [items for items in bullets if items[:-1] == sentences]
        assert told[-1].endswith("months loaded: April 2014 to September 2016.")
        assert {break_sentence(one) for one in card.breaks} <= set(told[-2:][0:1]) or not card.breaks


def test_figures_of_the_top_stand_with_its_reasons_and_the_others_in_their_own_section() -> None:
    found = paper("maidstone")
    names = headings(found)
    start = names.index("Figures behind the scores")
    assert names.index("Domestic Abuse") < start
    assert "Domestic Abuse" not in names[start:]
    assert start < names.index("Burglary") < names.index("Issues without a figure")


def test_a_district_that_is_not_scored_has_its_figures_too() -> None:
    found = paper("canterbury")
    assert "Burglary" in headings(found)
    assert len([block for block in found.blocks if isinstance(block, Picture)]) >= 9


def test_one_table_holds_all_figures_with_what_must_be_said_of_them() -> None:
    found = table(paper("sevenoaks"), "Figures")
    rows = {row[0]: row for row in found.rows}
    assert len(found.rows) == 20
    assert rows["Gangs"][1] == "judgement"
    assert rows["Burglary"][1] == "Street-level crime and anti-social behaviour, data.police.uk"
    assert rows["Domestic Abuse"][1] == "own figures, Made up: domestic abuse service"
    assert rows["Scams and Cyber Crime"][3] == "not known"
    assert any(note.startswith("Break in the figures, April 2016 to June 2017") for note in found.notes)
    assert found.notes[-1] == "All these figures are made up."


def test_made_up_figures_say_so_on_the_first_page_and_beside_each() -> None:
    found = paper("maidstone")
    assert "Figures beside the scores: made up." in found.standing
    lines = [block for block in found.blocks if isinstance(block, Picture) and "Counts" in block.table.name]
    assert lines
    assert all("This figure is made up." in one.table.notes for one in lines)


def test_a_line_has_its_headline_its_words_and_all_its_counts_in_a_table() -> None:
    lines = [block for block in paper("thanet").blocks if isinstance(block, Picture)]
    burglary = next(one for one in lines if one.headline.startswith("Burglary in Thanet: "))
    counts = {point.month: point.count for point in the_card("burglary").series}
    cells = [cell for row in burglary.table.rows for cell in row[1:] if cell is not None]
    assert sorted(map(int, cells)) == sorted(count for count in counts.values() if count is not None)
    assert "A grey ground marks a break in the figures." in burglary.alt


def test_what_was_decided_about_proposals_stands_with_its_reason() -> None:
    found = paper("thanet")
    words = said(found)
    assert (
        "Something was decided about 3 proposed levels: 1 taken as proposed, 1 at another level, 1 set aside."
        in words
    )
    rows = {(row[0], row[1]): row for row in table(found, "Proposed levels").rows}
    changed = rows["Criminal Damage and Arson", "Frequency"]
    assert changed[2:5] == ("3 Weekly", "4 Daily", "another level taken")
    assert str(changed[5]).startswith("Invented: the council repairs")
    assert changed[6:] == ("Invented: community safety analyst", "30 November 2016")


def test_a_pack_without_evidence_says_so_inside_and_nothing_in_public(tmp_path: Path) -> None:
    folder = copied(tmp_path / "thanet", None)
    assert "No figure is kept beside the scores." in said(of(folder))
    assert "Figures behind the scores" not in headings(of(folder, PUBLIC))
    for asked in (INTERNAL, PUBLIC, UNRANKED):
        assert "Levels that figures proposed" not in headings(of(folder, asked))


def test_cards_of_issues_that_the_return_does_not_have_are_left_out(tmp_path: Path) -> None:
    strange = the_card("burglary").changed(issue="piracy", key="thanet/piracy/police-uk-street")
    assert "piracy" not in said(of(copied(tmp_path / "thanet", with_card(strange))))


@pytest.mark.parametrize("asked", [PUBLIC, UNRANKED], ids=["ranked", "unranked"])
def test_a_public_pack_has_no_figure_of_a_restricted_issue(tmp_path: Path, asked: Asked) -> None:
    hidden = (
        RestrictedIssue(issue="burglary", reason="A trial"),
        RestrictedIssue(issue="violent-crime", reason="B"),
    )
    naming = the_card("hate-crime").changed(given_by="The burglary team")
    folder = copied(tmp_path / "thanet", with_card(naming), restricted=hidden)
    words = said(of(folder, asked)).casefold()
    for secret in ("violent crime", "burglary in", "burglary team", "hate crime in thanet"):
        assert secret not in words
    assert "vehicle crime in thanet" in words


def test_a_public_pack_names_nobody_who_decided_and_keeps_reasons_unless_released(tmp_path: Path) -> None:
    assert "Because" not in table(paper("thanet", PUBLIC), "Proposed levels").columns
    assert "analyst" not in said(paper("thanet", PUBLIC))
    assert "Levels that figures proposed" not in headings(paper("thanet", UNRANKED))
    folder = copied(tmp_path / "out", thanet(), rationales_released=True)
    told = table(of(folder, PUBLIC), "Proposed levels")
    assert "Who" not in told.columns
    assert any("the council repairs" in str(row[-1]) for row in told.rows)


def small_own() -> EvidenceCard:
    """A partner's figure as somebody could write it by hand, its small numbers in the clear."""
    months = ("2015-10", "2016-01", "2016-04", "2016-07")
    series = tuple(
        MonthOfSeries(month=month, count=count) for month, count in zip(months, (1, 0, 2, 0), strict=True)
    )
    return the_card("hate-crime").changed(count=3, count_before=17, suppressed=False, series=series)


def test_a_small_number_of_a_partner_is_in_no_public_pack_and_nothing_it_was_used_for(tmp_path: Path) -> None:
    folder = copied(tmp_path / "thanet", with_card(small_own()))
    row = next(row for row in table(of(folder, PUBLIC), "Figures").rows if row[0] == "Hate Crime")
    assert "[c]" in row
    assert 3 not in row
    told = [
        b.items
        for b in of(folder, PUBLIC).blocks
        if isinstance(b, Bullets) and "Hate Crime in" in " ".join(b.items)
    ]
    assert "the number is not shown" in " ".join(told[0])
    assert not any("2 tenths" in sentence or "times the year before" in sentence for sentence in told[0])
    assert "Hate Crime in Thanet: 3" not in said(of(folder, PUBLIC))


def test_a_public_card_keeps_nothing_from_which_its_number_could_be_worked_back() -> None:
    found = public_card(small_own())
    kept = found.model_dump(exclude={"key", "breaks", "labels", "gaps", "shows", "cannot_show"})
    known = {name for name, value in kept.items() if value not in (None, "", (), [], False)}
    assert known == {
        *("district", "issue", "figure", "source", "given_by", "edition", "first_month", "last_month"),
        *("count_before", "suppressed", "denominator", "denominator_kind", "made_up"),
    }


def test_published_figures_are_the_same_in_public_however_small() -> None:
    small = the_card("burglary").changed(count=3)
    assert small.figure is FigureKind.OPEN
    assert public_card(small) == small


def hostile_pack(folder: Path, text: str) -> Paper:
    decided = tuple(one.changed(by=text[:200], reason=text) for one in thanet().decisions)
    card = the_card("domestic-abuse").changed(given_by=text, shows=text, cannot_show=text)
    evidence = DistrictEvidence(
        cards=tuple(card if one.key == card.key else one for one in thanet().cards), decisions=decided
    )
    whole = of(copied(folder, evidence))
    kept = tuple(block for block in whole.blocks if _holds(block, text))
    assert len(kept) >= 4
    return replace(whole, blocks=(Heading("Figures"), *kept))


def _joined(text: str) -> str:
    """Return a text without what a line's end may add or take away."""
    return re.sub(r"[\s\u200b\u2010]+", "", text)


def _holds(block: Block, text: str) -> bool:
    if isinstance(block, Bullets):
        return any(text in item for item in block.items)
    if isinstance(block, Picture):
        return text in block.measured
    return isinstance(block, Table) and block.name in ("Figures", "Proposed levels")


ALLOWED = [*HOSTILE[:11], normalize("NFC", HOSTILE[15]), HOSTILE[16]]
"""The hostile texts that a card may hold."""


@pytest.mark.parametrize("text", ALLOWED, ids=range(len(ALLOWED)))
def test_hostile_texts_of_a_card_are_plain_text_in_every_format(tmp_path: Path, text: str) -> None:
    found = hostile_pack(tmp_path / "thanet", text)
    squeezed = "".join(text.split())
    book = openpyxl.load_workbook(io.BytesIO(write_paper(found, PaperFormat.EXCEL)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(squeezed in "".join(str(cell.value).split()) for cell in cells)
    word = docx.Document(io.BytesIO(write_paper(found, PaperFormat.WORD)))
    assert any(squeezed in "".join(paragraph.text.split()) for paragraph in word.paragraphs)
    page = write_paper(found, PaperFormat.HTML).decode()
    assert "<script>" not in page
    assert "javascript:" not in page.replace("[link](javascript:alert(1))", "")
    shown = lxml.html.fromstring(page).text_content()
    assert squeezed in "".join(shown.split())
    printed = pypdf.PdfReader(io.BytesIO(write_paper(found, PaperFormat.PDF)))
    said_there = "".join(one.extract_text() for one in printed.pages)
    assert _joined(printable(text)) in _joined(said_there)


def test_hidden_characters_cannot_come_in_through_a_card() -> None:
    with pytest.raises(ValueError, match="U\\+"):
        the_card("burglary").model_validate({**the_card("burglary").model_dump(), "given_by": HOSTILE[12]})


def test_the_day_of_a_decision_is_that_of_here(tmp_path: Path) -> None:
    late = datetime(2016, 7, 31, 23, 30, tzinfo=UTC)
    decided = tuple(one.changed(at=late) for one in thanet().decisions)
    found = of(copied(tmp_path / "late", thanet().changed(decisions=decided)))
    assert {row[-1] for row in table(found, "Proposed levels").rows} == {"1 August 2016"}


def test_a_pack_from_a_database_tells_what_is_kept_there(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    kim = sole_user("Kim Colleague")
    with Database(Address(path=tmp_path / "county.db")) as database:
        database.prepare()
        store = Store(database)
        plan = plan_import(store, kim, read_batch(checkout / "sample_districts" / "thanet"))
        make_import(store, kim, plan, operation=new_operation())
        (record,) = readable_records(store, kim)
        kept = pack_from_store(store, kim, record.id, INTERNAL)
    beside = pack_from_path(checkout / "sample_districts" / "thanet", INTERNAL)
    assert kept.evidence == beside.evidence
    assert table(district_paper(kept), "Figures") == table(paper("thanet"), "Figures")

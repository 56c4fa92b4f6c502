"""Appendices A to C of the sample county's pack say what the printed ones of April 2017 say.

The labels, counts, lists and lead-ins below are those of the Kent Community Safety Agreement, April 2017.
"""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import docx
import lxml.html
import openpyxl
import pypdf
import pytest

from toolkit.papers.county import Asked, county_paper, pack_from_folder
from toolkit.papers.paper import Block, Bullets, Heading, Paper, Paragraph, Picture, Table
from toolkit.papers.writing import PaperFormat, write_paper
from toolkit.resources import shipped

APPENDIX_A = """\
Domestic Abuse	8
ASB/Environmental	8
Substance Misuse	8
Victims / Vulnerable People (including repeat victims)	8
Safeguarding (including child sexual exploitation, preventing violent extremism, modern slavery)	7
Serious and Organised Crime (including violent crime, acquisitive crime, gangs, organised crime groups)	7
Road Safety	5
Reducing Reoffending	5
Mental Health	3
Community Confidence (quality of life, community activities/projects, agency collaboration)	3"""
COLUMNS = ("Priority", "No. of CSPs identifying these issues")
OTHER = (
    "Other focus areas identified by districts/boroughs include: young people, early intervention, "
    "health & wellbeing, missing children, safer socialising, criminal damage, hate crime, "
    "preventing fires etc."
)
APPENDIX_B = (
    "Domestic Abuse, Child Sexual Exploitation (CSE), Modern Slavery, Mental Health, Preventing Violent "
    "Extremism (PREVENT), Substance Misuse, Gangs, Reoffending, Antisocial Behaviour, Road Safety, Organised "
    "Crime Groups (OCGs) and Hate Crime"
)
THEMES = "Safeguarding, Serious & Organised Crime, Vulnerabilities, Community Resilience"
APPENDIX_C = """\
Political:-
- Government to trigger Article 50 to initiate Brexit;
- Kent County Council and local council elections (Maidstone, Medway & Tunbridge Wells) in May 2017.
Economic:-
- Impact of Brexit on the economy;
- Public sector budget cuts;
- Commissioning of services and securing new funding sources.
Social / Demographic:-
Many issues identified relate to safeguarding and supporting the most vulnerable members of society including:
- domestic abuse;
- preventing violent extremism;
- child sexual exploitation;
- human trafficking/modern slavery;
- unaccompanied asylum seeking children and looked after children;
- organised crime groups;
- urbanised street gangs;
- psychoactive substances;
- mental health (including dementia);
- ageing population.
Technological:-
- Cyber-crime and cyber-enabled crime;
- Online safety.
Environmental (and Geographical):-
- New or potential developments i.e. Ebbsfleet, Paramount Studios, New Dartford Crossing, Op Stack Lorry Park;
- Extreme weather events, i.e. flooding.
Legislation:-
Recently enacted legislation has introduced a number of statutory duties and opportunities including:
- Offender Rehabilitation Act 2014;
- Counter-terrorism and Security Act 2015;
- Modern Slavery Act 2015;
- Serious and Organised Crime Act 2015;
- Psychoactive Substances Act 2016;
- The Cities and Local Government Devolution Act 2016;
- Policing and Crime Act 2017.
Organisational:-
- Public sector restructures and new ways of working;
- Increased collaboration between emergency services."""


@cache
def _paper() -> Paper:
    return county_paper(pack_from_folder(shipped("sample_districts"), Asked(date(2017, 3, 15))))


def _appendix(letter: str) -> list[Block]:
    """Return the blocks of an appendix, its heading first."""
    blocks = list(_paper().blocks)
    tops = [k for k, one in enumerate(blocks) if isinstance(one, Heading) and one.level == 1]
    first = next(k for k in tops if getattr(blocks[k], "text", "").startswith(f"Appendix {letter}"))
    return blocks[first : next(k for k in tops if k > first)]


def _under(letter: str, start: str) -> list[Block]:
    blocks = _appendix(letter)
    heads = [k for k, one in enumerate(blocks) if isinstance(one, Heading)]
    first = next(k for k in heads if getattr(blocks[k], "text", "").startswith(start))
    return blocks[first : next((k for k in heads if k > first), len(blocks))]


def _table(name: str) -> Table:
    return next(one for one in _paper().tables if one.name == name)


def _lines(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield text
            case Bullets(items=items):
                yield from (f"- {item}" for item in items)
            case _:
                raise AssertionError(block)


def test_appendix_a_prints_every_label_and_number_in_the_printed_order() -> None:
    table = _table("Appendix A")
    assert table.columns == COLUMNS
    assert "\n".join(f"{label}\t{count}" for label, count in table.rows) == APPENDIX_A


def test_appendix_a_is_headed_as_printed() -> None:
    head = _appendix("A")[0]
    assert head == Heading("Appendix A: Strategic Assessments (2017-18)", 1, numbered=False)


def test_appendix_a_lists_the_printed_other_focus_areas() -> None:
    _, lead, bullets = _under("A", "Other focus")
    assert isinstance(lead, Paragraph)
    assert isinstance(bullets, Bullets)
    assert f"{lead.text} {', '.join(bullets.items)} etc." == OTHER


def test_appendix_a_says_out_of_how_many_csps_it_counts() -> None:
    said = " ".join(one.text for one in _appendix("A") if isinstance(one, Paragraph))
    assert "CSPs as at 1 April 2017: 11." in said
    assert "There are 12 districts and 11 CSPs: Dartford and Gravesham share one." in said


def test_appendix_b_lists_the_printed_twelve_issues() -> None:
    found = next(one for one in _under("B", "Issues in the top five") if isinstance(one, Bullets))
    assert set(found.items) == set(re.split(", | and ", APPENDIX_B))
    assert len(found.items) == 12


def test_appendix_b_is_of_six_districts_and_about_twenty_issues() -> None:
    ranks = next(one for one in _appendix("B") if isinstance(one, Picture)).table
    assert len(ranks.columns) == 1 + 6
    assert len(ranks.rows) == 20
    assert _appendix("B")[0] == Heading("Appendix B: MoRiLE-style Assessment (2016-17)", 1, numbered=False)


def test_appendix_b_groups_issues_under_the_printed_themes() -> None:
    assert {row[0] for row in _table("Appendix B").rows} == set(THEMES.split(", "))


def test_appendix_c_says_every_printed_word() -> None:
    heading, _lead, *scan = _appendix("C")
    assert heading == Heading("Appendix C: Horizon Scanning (2016-17)", 1, numbered=False)
    assert "\n".join(_lines(scan)) == APPENDIX_C


def _word(data: bytes) -> str:
    found = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in found.tables for row in table.rows for cell in row.cells)
    return " ".join([*(one.text for one in found.paragraphs), *cells])


def _pdf(data: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def _html(data: bytes) -> str:
    return " ".join(lxml.html.fromstring(data).itertext())


def _excel(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("how", "read"),
    [
        (PaperFormat.WORD, _word),
        (PaperFormat.PDF, _pdf),
        (PaperFormat.HTML, _html),
        (PaperFormat.EXCEL, _excel),
    ],
)
def test_every_printed_word_and_number_is_in_the_file(how: PaperFormat, read: Callable[[bytes], str]) -> None:
    said = " ".join(read(write_paper(_paper(), how)).split())
    rows = [line.split("\t") for line in APPENDIX_A.splitlines()]
    printed = [f"{label} {count}" for label, count in rows] + APPENDIX_C.splitlines()
    printed += [*re.split(", | and ", APPENDIX_B), *THEMES.split(", "), *COLUMNS]
    if how is PaperFormat.EXCEL:  # pure tables are its sheets; what is text stands on its notes
        printed = [label for label, _ in rows]
    missing = [line for line in printed if line.removeprefix("- ") not in said]
    assert missing == []

"""A small paper with everything a paper can hold, and one whose every text is hostile."""

from datetime import date
from functools import cache

import pandas as pd

from toolkit.charts.county import issue_count_bars
from toolkit.charts.theme import Drawn
from toolkit.model.assessment import Marking
from toolkit.papers.paper import Block, Bullets, Edition, Heading, Paper, Paragraph, Picture, Table

LONG = "ten thousand characters of Gravesham and no end " * 209  # 10,032 characters
CONTROLS = "bell\x07null\x00escape\x1bdelete\x7fnext\x85non\ufffecharacter\uffff"
BACKWARDS = "\u202eevil\u202c \u2066isolated\u2069 \u200fmark and \u202aopen to the end"

HOSTILE = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://127.0.0.1/x","y")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+44 7700 900123",
    "-5 trend",
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "</w:t></w:r><w:r><w:fldSimple w:instr='DATE'/></w:r> ]]> <!-- &lt;b&gt; &amp; &#x41; -->",
    '{ INCLUDEPICTURE "http://127.0.0.1/p" } { DATE } TOC \\o "1-3"',
    "{{7*7}} {% raise %} ${7*7} %s%n{0} #{7*7}",
    '#import "x" #eval(1) $x^2$ @label <label> *b* _i_ `c` \\u{41} // not /* a */ comment = title',
    "[link](javascript:alert(1)) ![x](http://127.0.0.1/p) :red[x] # head | cell |",
    CONTROLS,
    BACKWARDS,
    "lone surrogate \ud800 alone",
    "lines\nof\r\ntext\rand\ttabs\x0band\x0cpages\u2028and\u2029paragraphs",
    "Ll\u0177r \u0175edi T\u0177 \N{LATIN SMALL LETTER A WITH CIRCUMFLEX} \N{PILE OF POO} e\u0301",
    "W" * 300,
    LONG,
    "  spaces   at   both   ends  ",
)
"""Texts that look like formulas, markup, fields or templates, or that no file may hold as they are."""


@cache
def example_paper() -> Paper:
    """A paper with every kind of block, every level of heading, and a table that runs over pages."""
    return Paper(
        name="example-paper-2026-27",
        title="Example paper for the Vale of Example",
        subtitle="Every part a paper can have, with invented figures",
        edition=Edition.INTERNAL,
        dated=date(2026, 11, 22),
        marking=Marking.OFFICIAL_SENSITIVE,
        handling="For partners of the Vale of Example only",
        standing=("DRAFT", "9 of 11 CSPs have returned.", "Every figure in this paper is invented."),
        versions=(
            ("Version", "0.3"),
            ("Toolkit", "csp-toolkit 0.1.0"),
            ("Matrix", "kent-priority-setting 1.0, sha256 0123456789abcdef"),
        ),
        blocks=_blocks(),
        draft=True,
    )


def _blocks() -> tuple[Block, ...]:
    return (
        Heading("What the districts chose"),
        Paragraph("Eleven partnerships were asked; nine have answered.", lead=True),
        Paragraph("The others are named in the table below, so that nobody counts their silence as a no."),
        Bullets(("Domestic abuse is named most often.", "Burglary is named by two.", "Llŷn and Tŵr stay.")),
        Heading("How the counts were made", level=2),
        Bullets(("Each CSP is counted once.", "A tie stays a tie.", "Unknown is not zero."), ordered=True),
        Heading("In detail", level=3),
        Paragraph("A number in a table stays a number, and an empty cell says nothing."),
        Heading("In the smallest detail", level=4),
        Bullets(("Begin again at one.", "And go on to two."), ordered=True),
        numbers_table(),
        Heading("How often each issue is among the top five"),
        Picture(
            headline="Domestic abuse is among the top five of all nine districts",
            measured="Scored districts with the issue in their top five, invented districts, 2026-27",
            alt="Bar chart: domestic abuse in nine of nine districts, modern slavery in six to eight, "
            "burglary in two.",
            chart=example_chart(("Domestic abuse", "Modern slavery", "Burglary")),
            table=Table(
                "Top five counts",
                "Districts with the issue in their top five",
                ("Issue", "Certain", "Possible"),
                (("Domestic abuse", 9, 9), ("Modern slavery", 6, 8), ("Burglary", 2, 2)),
            ),
        ),
        Heading("Appendix A: every issue in every district", numbered=False),
        Heading("Ranks", level=2, numbered=False),
        long_table(),
        Paragraph("What follows the long table."),
    )


def numbers_table() -> Table:
    """A table with whole numbers, fractions of one, empty cells, notes and a source."""
    return Table(
        "Status of returns",
        "Status of returns by district",
        ("District", "Issues scored", "Share of levels known", "Received"),
        (
            ("Ashbourne", 20, 0.95, "agreed"),
            ("Brookfield", 0, 0.0, "none of its issues scored"),
            ("Castlemere", None, None, None),
            ("Dunwich & Leigh", 1234, 1.0, "draft"),
        ),
        notes=("Castlemere has not returned.", "A share is of all levels asked for."),
        source="Returns of the districts, 2026-27, invented",
    )


def long_table(rows: int = 90) -> Table:
    """A table that runs over several pages."""
    ranks = tuple(
        (f"Issue number {row}", row, row * 1.5, "" if row % 7 else "tied") for row in range(1, rows + 1)
    )
    return Table("Ranks of issues", "Ranks of ninety issues", ("Issue", "Rank", "Score", "Tie"), ranks)


def example_chart(names: tuple[str, ...]) -> Drawn:
    """A chart with one bar for each name."""
    certain, possible = [9, 6, 2], [9, 8, 2]
    count = len(names)
    frame = pd.DataFrame(
        {
            "Order": range(1, count + 1),
            "Name": list(names),
            "Certain": (certain * count)[:count],
            "Possible": (possible * count)[:count],
        }
    )
    return issue_count_bars(frame, 9)


@cache
def hostile_paper() -> Paper:
    """A paper whose every text is hostile, but for its `name` and its tables' names, which composers make.

    The chart's names leave out the lone surrogate, which no frame can be told apart by.
    """
    blocks: list[Block] = [Heading(HOSTILE[6])]
    for number, text in enumerate(HOSTILE):
        table = Table(
            f"='+@-{{{{7}}}} & <b> {number}",
            text,
            (f"Row {number}", text, f"{text} again"),
            ((text, text, None), (f"{number}", 1, text)),
            (text, "second note"),
            text,
        )
        blocks += [Heading(text, level=2), Paragraph(text), Paragraph(text, lead=True), table]
    blocks += [Bullets(HOSTILE), Bullets(HOSTILE, ordered=True), _hostile_picture()]
    return Paper(
        name="hostile-paper",
        title=HOSTILE[5] + HOSTILE[11],
        subtitle=BACKWARDS,
        edition=Edition.INTERNAL,
        dated=date(2026, 11, 22),
        marking=Marking.OFFICIAL,
        handling=HOSTILE[6] + CONTROLS + BACKWARDS,
        standing=HOSTILE,
        versions=tuple((text, text) for text in HOSTILE),
        blocks=tuple(blocks),
        draft=True,
    )


def _hostile_picture() -> Picture:
    names = tuple(text for text in HOSTILE if "\ud800" not in text)
    figures = tuple((name, number) for number, name in enumerate(HOSTILE))
    return Picture(
        headline=HOSTILE[5] + CONTROLS,
        measured=BACKWARDS,
        alt=HOSTILE[6] + CONTROLS + LONG,
        chart=example_chart(names),
        table=Table("Figures of the chart", HOSTILE[8], ("Name", HOSTILE[0]), figures, HOSTILE, HOSTILE[1]),
    )

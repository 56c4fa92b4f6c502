"""Slips to print: a page an issue, on which a partner marks a level for each criterion with a pen."""

from collections.abc import Sequence
from html import escape
from typing import Final

from toolkit.cells.words import word_text
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.issues import Issue
from toolkit.model.keypad import BLANK, UNKNOWN_KEY
from toolkit.model.matrix import Criterion
from toolkit.wording.returns import marking_line

_STYLE: Final = (
    "body{font:12pt/1.35 Arial,sans-serif;color:#0b0c0c;margin:1.5em}"
    "section{break-after:page}h1{font-size:18pt;margin:.2em 0}"
    "table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.4em 0}"
    "th,td{border:1px solid #0b0c0c;padding:.3em .4em;text-align:left;vertical-align:top}"
    "th[scope=row]{width:26%}.mark{font-weight:bold}.who{margin:.6em 0}"
)
_HOW: Final = say(
    "Ring one level in each row, before you hear anyone else's. "
    "Ring {unknown} (unknown) if you have looked and nobody knows; leave a row you have no view on.",
    unknown=UNKNOWN_KEY,
)
_LINE: Final = "______________________"


def slips_html(return_: Return, issues: Sequence[Issue], title: str = "") -> str:
    """Return a page of HTML that prints a slip for each of `issues`, in their order.

    Levels carry the digits that are typed in afterwards; criteria are numbered in the order of typing.
    """
    named = title or say(
        "Score slips: {district}, {year}", district=return_.district, year=return_.assessment_year
    )
    slips = "\n".join(_slip(return_, issue) for issue in issues)
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(named)}</title><style>{_STYLE}</style></head>\n<body>\n{slips}\n</body></html>\n"
    )


def _slip(return_: Return, issue: Issue) -> str:
    marking = marking_line(return_.marking, return_.handling)
    invented = ", ".join(map(word_text, return_.origins.invented))
    rows = "\n".join(_row(number, one) for number, one in enumerate(return_.matrix.criteria, 1))
    head = [f"<p class=mark>{escape(marking)}</p>"] if marking else []
    head += [f"<p>{escape(say('Invented data: {invented}.', invented=invented))}</p>"] if invented else []
    of = say(
        "{district}, {year}. Matrix {matrix}.",
        district=return_.district,
        year=return_.assessment_year,
        matrix=return_.matrix.ref,
    )
    who = say("Name or role: {line} Agency: {line}", line=_LINE)
    why = say("Why, for any level you want to explain (no names, addresses or case details of victims):")
    heads = (say("Criterion"), say("Levels"))
    typed = say("Entered by keypad in this order; {blank} for a blank row.", blank=BLANK)
    return "\n".join(
        [
            "<section>",
            *head,
            f"<h1>{escape(issue.name)}</h1>",
            f"<p>{escape(issue.description)}</p>" if issue.description else "",
            f"<p>{escape(of)}</p>",
            f"<p class=who>{escape(who)}</p>",
            f"<table><caption>{escape(_HOW, quote=False)}</caption>",
            f"<thead><tr>{''.join(f'<th scope=col>{escape(head)}</th>' for head in heads)}</tr></thead>",
            f"<tbody>\n{rows}\n</tbody></table>",
            f"<p>{escape(why)}</p>",
            "<p>____________________________________________________________________</p>",
            f"<p>{escape(typed)}</p>",
            "</section>",
        ]
    )


def _row(number: int, criterion: Criterion) -> str:
    levels = "".join(
        f"<li><strong>{level.value}</strong> {escape(level.label)}"
        f"{': ' + escape(level.guidance) if level.guidance else ''}</li>"
        for level in criterion.levels
    )
    question = f"<br>{escape(criterion.question)}" if criterion.question else ""
    return (
        f"<tr><th scope=row>{number}. {escape(criterion.label)}{question}</th>"
        f'<td><ul style="list-style:none;margin:0;padding:0">{levels}'
        f"<li><strong>{UNKNOWN_KEY}</strong> {escape(say('Unknown'))}</li></ul></td></tr>"
    )

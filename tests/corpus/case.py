"""One bad or good input, and good ones to spoil."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import ExitCode

Builder = Callable[[Path], Path]
"""Writes into an empty folder and returns what to check."""

Content = str | bytes | Callable[[], str | bytes]
"""What a file holds; something that makes it, where it is large."""


@dataclass(frozen=True)
class Case:
    """An input, what `check` must end with, and every text it must say."""

    name: str
    build: Builder
    says: tuple[str, ...]
    code: ExitCode
    hostile: bool = False
    """Run in a process of its own too, with its memory measured."""


def rejected(name: str, build: Builder, *says: str, hostile: bool = False) -> Case:
    return Case(name, build, says, ExitCode.INPUT_REJECTED, hostile)


def accepted(name: str, build: Builder, *says: str, hostile: bool = False) -> Case:
    return Case(name, build, says, ExitCode.DONE, hostile)


HEADER = """\
format = 1
district = "Maidstone"
assessment_year = "2016-17"
plan_year = "2017-18"
status = "draft"
marking = "OFFICIAL"
handling = ""

[matrix]
id = "morile-style-csp"
version = "1.0"

[catalogue]
id = "csp-issues"
version = "1.0"

[category_set]
id = "kent-categories-2017-18"
version = "1.0"

[heading_set]
id = "pestelo"
version = "1.0"
"""
SCORE_COLUMNS = "issue,criterion,scorer,agency,level,confidence,rationale,evidence,dissent"
PRIORITY_COLUMNS = "priority_as_worded,level,categories,confirmed_by,source"
HORIZON_COLUMNS = (
    "id,title,heading,description,kind,source,source_date,interpretation,expected,direction,likelihood,"
    "impact,confidence,issues,moves,implication,response,owner,review_date,status,outcome"
)
ISSUE_COLUMNS = "id,name,description,theme,acronyms,categories"
WORDING_COLUMNS = "csp,year,level,priority_as_worded"

SCORE = "burglary,physical,agreed,Kent Police,3,high,Two stays in hospital,A&E summary,"
PRIORITY = "Domestic abuse,main,DA,A. Analyst,Plan 2017-18"
ITEM = "new-act,New Act on modern slavery,legislation,,legislation,,,,,,,,,,,,,,,,"
ISSUE = "cuckooing,Cuckooing,Homes taken over by drug dealers,Exploitation,,SOC"
WORDING = "Maidstone,2017-18,main,Domestic abuse"

GOOD = {
    "return.toml": HEADER,
    "scores.csv": f"{SCORE_COLUMNS}\n{SCORE}\n",
    "priorities.csv": f"{PRIORITY_COLUMNS}\n{PRIORITY}\n",
    "horizon.csv": f"{HORIZON_COLUMNS}\n{ITEM}\n",
    "issues.csv": f"{ISSUE_COLUMNS}\n{ISSUE}\n",
}


def write(path: Path, content: Content) -> None:
    made = content() if callable(content) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made if isinstance(made, bytes) else made.encode())


def folder(changes: Mapping[str, Content | None] | None = None, name: str = "maidstone") -> Builder:
    """Build a good return with some files changed, added or, with None, left out."""

    def build(place: Path) -> Path:
        for file, content in {**GOOD, **(changes or {})}.items():
            if content is not None:
                write(place / name / file, content)
        return place / name

    return build


def scores(*rows: str, columns: str = SCORE_COLUMNS) -> Builder:
    return folder({"scores.csv": "".join(f"{line}\n" for line in (columns, *rows))})


def csv_row(columns: str, row: str, **cells: str) -> str:
    """Return a good row with some cells changed."""
    values = dict(zip(columns.split(","), next(csv.reader([row])), strict=True)) | cells
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(values.values())
    return text.getvalue().removesuffix("\n")


def score(**cells: str) -> Builder:
    return scores(csv_row(SCORE_COLUMNS, SCORE, **cells))


def priority(**cells: str) -> Builder:
    return folder({"priorities.csv": f"{PRIORITY_COLUMNS}\n{csv_row(PRIORITY_COLUMNS, PRIORITY, **cells)}\n"})


def item(**cells: str) -> Builder:
    return folder({"horizon.csv": f"{HORIZON_COLUMNS}\n{csv_row(HORIZON_COLUMNS, ITEM, **cells)}\n"})


def issue(**cells: str) -> Builder:
    return folder({"issues.csv": f"{ISSUE_COLUMNS}\n{csv_row(ISSUE_COLUMNS, ISSUE, **cells)}\n"})


def issues(*names: str) -> Builder:
    rows = [csv_row(ISSUE_COLUMNS, ISSUE, id=f"own-{n}", name=name) for n, name in enumerate(names)]
    return folder({"issues.csv": "\n".join([ISSUE_COLUMNS, *rows, ""])})


def header(old: str, new: str) -> Builder:
    if old not in HEADER:
        raise AssertionError(old)
    return folder({"return.toml": HEADER.replace(old, new, 1)})


def file(name: str, content: Content) -> Builder:
    def build(place: Path) -> Path:
        write(place / name, content)
        return place / name

    return build


def wordings(*rows: str, columns: str = WORDING_COLUMNS) -> Builder:
    return file("wordings.csv", "".join(f"{line}\n" for line in (columns, *rows)))


def good_json() -> dict[str, Any]:
    def records(columns: str, *rows: str) -> list[dict[str, Any]]:
        return [dict(zip(columns.split(","), next(csv.reader([row])), strict=True)) for row in rows]

    lists = {"catalogue": "csp-issues", "category_set": "kent-categories-2017-18", "heading_set": "pestelo"}
    return {
        "format": 1,
        "district": "Maidstone",
        "assessment_year": "2016-17",
        "plan_year": "2017-18",
        "status": "draft",
        "matrix": {"id": "morile-style-csp", "version": "1.0"},
        **{key: {"id": name, "version": "1.0"} for key, name in lists.items()},
        "scores": [{**records(SCORE_COLUMNS, SCORE)[0], "level": 3}],
        "priorities": [{**records(PRIORITY_COLUMNS, PRIORITY)[0], "categories": ["DA"]}],
        "horizon": [{**records(HORIZON_COLUMNS, ITEM)[0], "issues": [], "moves": []}],
        "issues": [{**records(ISSUE_COLUMNS, ISSUE)[0], "acronyms": [], "categories": ["SOC"]}],
    }


def json_return(**changes: Any) -> Builder:
    return file("maidstone.json", json.dumps(good_json() | changes))


def json_score(**cells: Any) -> Builder:
    return json_return(scores=[good_json()["scores"][0] | cells])


def json_text(old: str, new: str) -> Builder:
    """Build a good JSON return with a piece of its text changed."""
    text = json.dumps(good_json())
    if old not in text:
        raise AssertionError(old)
    return file("maidstone.json", text.replace(old, new, 1))

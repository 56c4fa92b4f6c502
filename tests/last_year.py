"""A return of the year before the sample's, made from it: levels, issues and priorities are others."""

import csv
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

_FIGURES = shutil.ignore_patterns("evidence.json")  # they are of one year and one list of issues
_LEVELS = {
    ("gangs", "frequency"): 1,
    ("modern-slavery", "frequency"): 4,
    ("antisocial-behaviour", "trend"): 2,
    ("reoffending", "victim-vulnerability"): 2,
}
_WITHOUT = "preventing-violent-extremism"
_WORDED = {
    "Substance Misuse,main": "Substance misuse and alcohol,main",
    "Domestic Abuse and other violent crime,main": "Domestic Abuse and other violent crime,cross_cutting",
    "Mental Health,main,MH": "Night-time economy,main,",
}
_DROPPED = "Killed or seriously injured on the roads,main,ROAD,Analyst,Invented for a test"


def make_last_year(return_: Path, folder: Path, levels: Mapping[tuple[str, str], int] = _LEVELS) -> Path:
    """Copy the return of 2016-17 in `return_` to `folder` as one of 2015-16, invented for tests."""
    shutil.copytree(return_, folder, ignore=_FIGURES)
    header = folder / "return.toml"
    text = header.read_text(encoding="utf-8")
    text = text.replace('plan_year = "2017-18"', 'plan_year = "2016-17"')
    text = text.replace('origin = "published"', 'origin = "invented"')
    text = re.sub(r'note = ".*"', 'note = "Invented for a test."', text)
    header.write_text(text.replace('year = "2016-17"', 'year = "2015-16"', 1), encoding="utf-8")
    scores = folder / "scores.csv"
    head, *rows = scores.read_text(encoding="utf-8").splitlines()
    kept = [_changed(row, levels) for row in rows if not row.startswith(f"{_WITHOUT},")]
    scores.write_text("\n".join([head, *kept, ""]), encoding="utf-8")
    priorities = folder / "priorities.csv"
    text = priorities.read_text(encoding="utf-8")
    for now, then in _WORDED.items():
        text = text.replace(now, then)
    priorities.write_text(f"{text.rstrip()}\n{_DROPPED}\n", encoding="utf-8")
    return folder


def _changed(row: str, levels: Mapping[tuple[str, str], int]) -> str:
    issue, criterion, scorer, agency, _, rest = row.split(",", 5)
    if scorer == "agreed" and (issue, criterion) in levels:
        return ",".join([issue, criterion, scorer, agency, str(levels[issue, criterion]), rest])
    return row


_LISTS = {
    '"csp-issues"': '"csp-issues-2022-23"',
    '"kent-categories-2017-18"': '"kent-categories-2022-23"',
}
_CODES = {
    ",main,SOC|SAFE,": ",main,SVOC|SAFE,",
    ",main,DA|SOC,": ",main,DA|VAWG,",
    ",ASB,": ",NCASB,",
    ",main,MH,": ",main,none,",
    ",cross_cutting,REOF,": ",cross_cutting,none,",
}


def make_with_later_lists(return_: Path, folder: Path) -> Path:
    """Copy Maidstone's return to `folder` as if made with the issues and categories of 2022/23, invented."""
    shutil.copytree(return_, folder, ignore=_FIGURES)
    _replaced(folder / "return.toml", _LISTS)
    _replaced(folder / "priorities.csv", _CODES)
    scores = folder / "scores.csv"
    head, *rows = scores.read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if not row.startswith("vehicle-crime,")]
    split = [row for row in kept if row.startswith("domestic-abuse,")]
    women = [row.replace("domestic-abuse,", "violence-against-women-and-girls,", 1) for row in split]
    scores.write_text("\n".join([head, *kept, *women, ""]), encoding="utf-8")
    _replaced(scores, {"\nviolent-crime,": "\nserious-violence,", "\nburglary,": "\nneighbourhood-crime,"})
    return folder


def _replaced(path: Path, changes: Mapping[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def make_harsh(return_: Path, folder: Path, scorer: str = "Scorer 1", level: str = "4") -> Path:
    """Copy a return to `folder` with one scorer giving the same high level throughout, invented for tests."""
    shutil.copytree(return_, folder, ignore=_FIGURES)
    scores = folder / "scores.csv"
    head, *rows = scores.read_text(encoding="utf-8").splitlines()
    cells = [row.split(",", 5) for row in rows]
    harsh = [[*c[:4], level if c[2] == scorer and c[4].isdigit() else c[4], c[5]] for c in cells]
    scores.write_text("\n".join([head, *(",".join(c) for c in harsh), ""]), encoding="utf-8")
    return folder


_HEIRS = {"SOC": "SVOC", "ASB": "NCASB", "VIC": "SAFE", "REOF": "", "MH": "", "CONF": ""}


def make_later_county(county: Path, folder: Path) -> Path:
    """Copy a county to `folder` as one of the year after, by the categories of 2022/23, invented."""
    shutil.copytree(county, folder, ignore=_FIGURES)
    _replaced(folder / "county.toml", _LISTS)
    for header in folder.glob("*/return.toml"):
        years = {'plan_year = "2017-18"': 'plan_year = "2018-19"', '"2016-17"': '"2017-18"'}
        _replaced(header, {**years, '"kent-categories-2017-18"': '"kent-categories-2022-23"'})
    for table in folder.glob("*/priorities.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            codes = [_HEIRS.get(code, code) for code in row["categories"].split("|")]
            now = "|".join(dict.fromkeys(filter(None, codes))) or "none"
            row["categories"] = row["categories"] and now
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]) if rows else [])
            writer.writeheader()
            writer.writerows(rows)
    return folder

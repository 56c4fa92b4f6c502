"""Checking any file or folder: what it is, and either what it holds or everything that is wrong with it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import BaseModel

from toolkit.errors import Fault, InputRejected, StorageFailed
from toolkit.files.beside import BESIDE_FILES, beside_words
from toolkit.files.check_beside import beside_lines
from toolkit.files.county_decisions import ALIGNMENT_FILE, NOT_ESCALATED_FILE, PRIORITIES_FILE
from toolkit.files.county_file import COUNTY_FILE, read_county_file
from toolkit.files.county_folder import (
    HORIZON_FILE,
    assessment_years,
    read_county,
    return_paths,
)
from toolkit.files.crosswalks import refuse_misfit_beside
from toolkit.files.evidence_file import EVIDENCE_FILE, read_evidence
from toolkit.files.faults import shown
from toolkit.files.library import read_list
from toolkit.files.list_kinds import words_for
from toolkit.files.plans import refuse_plan_misfit_beside
from toolkit.files.return_columns import COLUMNS
from toolkit.files.return_folder import HEADER_FILE, TABLE_FILES, is_return_folder
from toolkit.files.returns import RETURN_FILES, read_return
from toolkit.files.text_file import RETURN_LIMIT, name_fault, read_text
from toolkit.files.wordings_csv import parse_wordings
from toolkit.language import say
from toolkit.model.assessment import Return
from toolkit.model.beside import Beside
from toolkit.model.list_crosswalk import ListCrosswalk
from toolkit.model.matrix import Matrix

Check = Callable[[], list[str]]

_COUNTED = (
    *("issues", "categories", "headings", "districts", "criteria", "terms", "steps", "links"),
    *("priorities", "rows", "tiles", "rings", "words"),
)


_OF_COUNTY = (HORIZON_FILE, NOT_ESCALATED_FILE, PRIORITIES_FILE, ALIGNMENT_FILE)


@dataclass(frozen=True)
class CheckReport:
    """What a sound file or folder is and holds, a sentence a line."""

    lines: tuple[str, ...]


def check(path: str | Path) -> CheckReport:
    """Read whatever is at `path` and say what it holds.

    Raises
    ------
    InputRejected
        With every fault found.
    StorageFailed
        When it is missing or cannot be read.
    """
    path = Path(path)
    if path.is_dir():
        return CheckReport(tuple(_folder(path)))
    if fault := name_fault(path.name):
        raise InputRejected([fault])
    if not path.exists():
        raise StorageFailed(say("There is no file or folder {path}.", path=path.name))
    return CheckReport(tuple(_file(path)))


def _folder(folder: Path) -> Iterator[str]:
    if is_return_folder(folder):
        yield from _every([partial(_return, folder), partial(beside_lines, folder, (folder,))])
    elif (folder / COUNTY_FILE).exists() or return_paths(folder):
        yield from _county(folder)
    elif lists := sorted(folder.glob("*.toml")):
        yield from _every(partial(lambda path: list(_file(path)), path) for path in lists)
    else:
        remedy = say("Name a return, a county's folder, a folder of matrices, or one file")
        problem = say("the folder holds nothing that can be checked")
        raise InputRejected([Fault(_name(folder), "", problem, remedy, "E_EMPTY")])


def _return(folder: Path) -> list[str]:
    return [f"{_name(folder)}: {return_words(read_return(folder))}"]


def _county(folder: Path) -> Iterator[str]:
    county = read_county_file(folder)
    if not return_paths(folder):
        yield say("{name}: {county}, no returns yet", name=_name(folder), county=county.name)
        return
    years = assessment_years(folder) or (None,)
    beside = partial(beside_lines, folder, return_paths(folder))
    yield from _every([*(_county_words(folder, year) for year in years), beside])


def _county_words(folder: Path, year: str | None) -> Check:
    def words() -> list[str]:
        county = read_county(folder, year)
        scored = sum(bool(return_.scores) for return_ in county.returns)
        what = say(
            "{number} returns for {year}, {scored} of them scored",
            number=len(county.returns),
            year=year,
            scored=scored,
        )
        return [
            say(
                "{name}: {county}, {what}; {number} horizon items of its own",
                name=_name(folder),
                county=county.name,
                what=what,
                number=len(county.horizon),
            )
        ]

    return words


def _every(checks: Iterable[Check]) -> Iterator[str]:
    """Yield the lines of every check, after all have run, or raise the faults of all of them together."""
    lines: list[str] = []
    faults: dict[Fault, None] = {}
    for found in checks:
        try:
            lines.extend(found())
        except InputRejected as error:
            faults |= dict.fromkeys(error.faults)
    if faults:
        raise InputRejected(faults)
    yield from lines


def _file(path: Path) -> Iterator[str]:
    ending = path.suffix.lower()
    of_return = path.name in (*TABLE_FILES.values(), *BESIDE_FILES)
    if path.name == HEADER_FILE or (of_return and is_return_folder(path.parent)):
        yield from _folder(path.parent)
    elif path.name == COUNTY_FILE:
        yield say("{path}: county {name}", path=path.name, name=read_county_file(path.parent).name)
    elif path.name in _OF_COUNTY and (path.parent / COUNTY_FILE).exists():
        yield from _county(path.parent)
    elif path.name == EVIDENCE_FILE:
        said = beside_words([Beside(evidence=read_evidence(path.parent))])
        yield say("{name}: {what}", name=path.name, what=said or say("no evidence"))
    elif ending == ".toml":
        found = read_list(path)
        if isinstance(found, ListCrosswalk):
            refuse_misfit_beside(found, path)
        refuse_plan_misfit_beside(found, path)
        yield f"{path.name}: {_list_words(found)}"
    elif ending in RETURN_FILES:
        yield f"{path.name}: {return_words(read_return(path))}"
    elif ending == ".csv":
        yield f"{path.name}: {_wordings_words(path)}"
    else:
        problem = (
            say("{ending} files are not read", ending=shown(ending))
            if ending
            else say("the file name has no ending")
        )
        remedy = say("Known are .toml, .csv, .xlsx, .ods and .json; save older or macro workbooks as .xlsx")
        raise InputRejected([Fault(path.name, "", problem, remedy, "E_FILETYPE")])


def _name(folder: Path) -> str:
    return folder.absolute().name


def return_words(return_: Return) -> str:
    """Return what a return holds, and how it was read, in a line."""
    counts = [
        say(
            "{scores} scores of {issues} issues",
            scores=len(return_.scores),
            issues=len(return_.scored_issues),
        ),
        say("{number} priorities", number=len(return_.priorities)),
        say("{number} horizon items", number=len(return_.horizon)),
    ]
    ignored = (
        say("; {number} formulas were ignored", number=len(return_.ignored_formulas))
        if return_.ignored_formulas
        else ""
    )
    what = say(
        "return of {district} for {assessment_year}, {status}",
        district=return_.district,
        assessment_year=return_.assessment_year,
        status=return_.status.label,
    )
    read = say("; read {how}", how=return_.read_with) if return_.read_with else ""
    return say(
        "{what}, matrix {matrix}: {counts}{ignored}",
        what=what,
        matrix=return_.matrix.ref,
        counts=", ".join(counts),
        ignored=read + ignored,
    )


def _list_words(found: BaseModel) -> str:
    name = " ".join(str(getattr(found, key)) for key in ("id", "version") if hasattr(found, key))
    counts = [f"{len(getattr(found, key))} {key}" for key in _COUNTED if hasattr(found, key)]
    note = say("; a template, not for scoring") if isinstance(found, Matrix) and found.template else ""
    return f"{words_for(type(found))} {name}: {', '.join(counts)}{note}".replace(" :", ":").removesuffix(": ")


def _wordings_words(path: Path) -> str:
    text = read_text(path, RETURN_LIMIT, path.name)
    header = {name.strip() for name in text.split("\n", 1)[0].split(",")}
    for table, columns in COLUMNS.items():
        if path.name == TABLE_FILES[table] or header >= set(columns):
            problem = say("a table of {table} cannot be checked alone", table=table)
            remedy = say(
                "Put it in a return's folder as {table}, beside a {header_file}",
                table=TABLE_FILES[table],
                header_file=HEADER_FILE,
            )
            raise InputRejected([Fault(path.name, "", problem, remedy, "E_FILETYPE")])
    return say("{number} wordings of priorities", number=len(parse_wordings(text, path.name)))

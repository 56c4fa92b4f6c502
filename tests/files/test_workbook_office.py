"""The score workbook in LibreOffice: its totals are ours, and it comes back as the same return."""

import io
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests import small
from tests.papers.libreoffice import converted
from tests.strategies import AREAS, CATALOGUE, CATEGORIES, HEADINGS, LIBRARY
from toolkit.files.library import Library
from toolkit.files.return_tables import parse_return
from toolkit.files.returns import read_parts
from toolkit.files.workbook_last_year import LastYear
from toolkit.files.workbook_template import ScoreWorkbook, score_workbook_bytes
from toolkit.methods.ranking import RankedIssue, rank
from toolkit.methods.scoring import Total, score
from toolkit.model.assessment import UNKNOWN, Return
from toolkit.model.issues import Issue
from toolkit.model.matrix import Combine, Matrix, SectionRole

pytestmark = pytest.mark.soak

OWN = Issue(id="fly-grazing", name="Fly-grazing", theme="Rural crime")


def with_thirds() -> Matrix:
    """Return a matrix whose weights Excel cannot hold exactly, so that ties depend on rounding."""
    thirds = [small.criterion(name, weight=Fraction(1, 3)) for name in ("physical", "financial", "fear")]
    harm = small.section("harm", SectionRole.HARM, thirds, Combine.WEIGHTED_SUM, Fraction(3, 7))
    worst = small.section(
        "likelihood",
        SectionRole.LIKELIHOOD,
        [small.criterion("frequency", (1, 2, 5)), small.criterion("speed")],
        Combine.MAX,
        Fraction(1, 7),
    )
    return small.matrix(harm, worst, small.position(), risk=Combine.WEIGHTED_SUM, name="thirds")


MATRICES = {
    "morile": LIBRARY.matrix("morile-style-csp"),
    "doubling": LIBRARY.matrix("morile-style-csp-doubling"),
    "four": LIBRARY.matrix("impact-likelihood-4x4"),
    "thirds": with_thirds(),
}


def last_year(matrix: Matrix) -> LastYear:
    cells = [(issue.id, criterion.id) for issue in CATALOGUE.issues for criterion in matrix.criteria]
    return LastYear("2015-16", dict.fromkeys(cells, "1"), dict.fromkeys(cells, "=as last year"))


def workbook(name: str) -> ScoreWorkbook:
    stem = name.removesuffix("-after")
    what = ScoreWorkbook(
        MATRICES[stem],
        CATALOGUE,
        CATEGORIES,
        HEADINGS,
        district="Maidstone",
        assessment_year="2016-17",
        plan_year="2017-18",
        own_issues=(OWN,),
    )
    return what if stem == name else replace(what, last=last_year(what.matrix))


def filled(what: ScoreWorkbook, rng: random.Random) -> bytes:
    """Fill a workbook as people do: some levels unknown, some left out, some issues with a reason only."""
    book = openpyxl.load_workbook(io.BytesIO(score_workbook_bytes(what)))
    sheet, reasons = book["Score sheet"], book["Reasons"]
    columns = {cell.value: cell.column for cell in sheet[6]}
    for row in range(7, 7 + len(what.issues)):
        kind = rng.random()
        if kind < 0.15:
            continue
        for criterion in what.matrix.criteria:
            doubt = rng.random()
            level = UNKNOWN if doubt < 0.12 else None if doubt < 0.18 else rng.choice(criterion.values)
            if kind < 0.2 and level is not None:
                level = str(level)  # a column that someone formatted as text
            sheet.cell(row, columns[criterion.id]).value = level
    for row in reasons.iter_rows(min_row=5, max_row=5 + len(what.matrix.criteria) * 3):
        row[-3].value = "-because" if rng.random() < 0.5 else None
    scorer = next(row for row in book["Return"].iter_rows(min_row=5) if row[2].value == "score_sheet.scorer")
    scorer[1].value = "agreed"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@dataclass(frozen=True)
class Sent:
    """Workbooks as they were filled in, and as LibreOffice saved them."""

    filled: Mapping[str, Path]
    xlsx: Mapping[str, Path]
    ods: Mapping[str, Path]


NAMES = (*MATRICES, *(f"{name}-after" for name in MATRICES))


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = tmp_path_factory.mktemp("sent")
    (folder / "filled").mkdir()
    paths = {}
    for number, name in enumerate(NAMES):
        paths[name] = folder / "filled" / f"{name}.xlsx"
        paths[name].write_bytes(filled(workbook(name), random.Random(number)))  # noqa: S311
    every = list(paths.values())
    return Sent(paths, *(converted(every, ending, folder / ending) for ending in ("xlsx", "ods")))


def totals(path: Path) -> dict[str, dict[str, object]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Totals").to_python(skip_empty_area=False)
    names = [str(cell) for cell in rows[5]]
    return {str(row[0]): dict(zip(names, row, strict=True)) for row in rows[6:] if row[0]}


def as_shown(low: Fraction | int, high: Fraction | int) -> object:
    if low == high:
        return pytest.approx(float(low), abs=1e-8)
    return f"{plain(low)} to {plain(high)}"


def plain(number: Fraction | int) -> str:
    cents = Decimal(Fraction(number).numerator) / Decimal(Fraction(number).denominator)
    return f"{float(cents.quantize(Decimal('0.01'), ROUND_HALF_UP)):g}"


def expected(one: RankedIssue) -> dict[str, object]:
    def shown(total: Total) -> object:
        return as_shown(total.low, total.high)

    scored = one.scored
    sections = {**scored.sections, **scored.side}
    return {
        "Rank": as_shown(one.rank_low, one.rank_high),
        "Risk score": shown(scored.risk),
        **{name: shown(total) for name, total in sections.items()},
    }


def compared(path: Path, return_: Return) -> list[str]:
    """Return what LibreOffice makes otherwise than we do."""
    found = totals(path)
    sections = (*return_.matrix.risk_sections, *return_.matrix.side_sections)
    ranking = rank(score(return_))
    wrong = []
    for one in ranking.issues:
        row = found.pop(one.scored.issue.id)
        labels = dict(zip([s.id for s in sections], [s.label for s in sections], strict=True))
        for name, value in expected(one).items():
            label = labels.get(name)
            column = next(c for c in row if c == name or (label and c.startswith(f"{label} total")))
            if row[column] != value:
                wrong.append(f"{one.scored.issue.id} {column}: {row[column]} is not {value}")
    wrong += [f"{issue} has a rank" for issue, row in found.items() if row["Rank"] != ""]
    return wrong


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_recalculates_the_totals_and_ranks_to_ours(name: str, sent: Sent) -> None:
    return_ = read(sent.filled[name], name)
    assert any(level.level == UNKNOWN for level in return_.scores)
    assert compared(sent.xlsx[name], return_) == []
    assert compared(sent.ods[name], return_) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_saved_by_libreoffice_is_the_same_return(name: str, sent: Sent) -> None:
    return_ = read(sent.filled[name], name)
    assert read(sent.xlsx[name], name) == return_
    assert read(sent.ods[name], name) == return_


def read(path: Path, name: str) -> Return:
    library = Library(held=[MATRICES[name.removesuffix("-after")]])
    return parse_return(read_parts(path), library, AREAS).changed(ignored_formulas=())

"""CSV text to rows that know their places, and back, so that no text can turn into a formula."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from toolkit.errors import Fault
from toolkit.files.faults import listed, nearest_name, shown
from toolkit.files.rows import Row, Table
from toolkit.language import say

ROW_LIMIT: Final = 100_000
CELL_LIMIT: Final = 10_000
COLUMN_LIMIT: Final = 200
_LINE_LIMIT: Final = COLUMN_LIMIT * CELL_LIMIT

_LIKE_A_FORMULA = re.compile(r"'*\s*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20\u2212]")
_PLAIN_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")
_SEPARATORS = {";": say("semicolons"), "\t": say("tabs"), "|": say("upright bars")}


def as_written(text: str) -> str:
    """Return `text` as a CSV cell: with an apostrophe before what a spreadsheet would take for a formula.

    Text that already begins with apostrophes before such a character gets one more, so that
    `as_meant` always gives back exactly what was written. A plain number below zero is no formula. Source:
    OWASP, CSV injection.

    >>> as_written("=1+2"), as_written("-0.5")
    ("'=1+2", '-0.5')
    """
    if _PLAIN_NUMBER.fullmatch(text):
        return text
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def as_meant(cell: str) -> str:
    """Return the text of a CSV cell: without the one apostrophe that `as_written` adds.

    >>> as_meant("'=1+2"), as_meant("'tis")
    ('=1+2', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _LIKE_A_FORMULA.match(cell) else cell


def write_table(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Return rows as CSV text: a header line, LF line ends, quotes only where needed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(as_written, columns))
    writer.writerows([as_written(row[column]) for column in columns] for row in rows)
    return text.getvalue()


def read_table(
    text: str, file: str, columns: Sequence[str], optional: Collection[str] = ()
) -> tuple[Table, tuple[Fault, ...]]:
    """Return the rows of CSV `text` under `columns` and any `optional` ones, with every fault of its form.

    Rows that are blank throughout are left out; a row with too few or too many cells is a fault and is
    left out. When a column is missing, or there are too many rows, there are no rows.
    """
    faults: list[Fault] = []
    records = _records(text, file, faults)
    first = next(records, None)
    if first is None:
        if not faults:
            remedy = say("The first line names the columns: {columns}", columns=",".join(columns))
            faults.append(Fault(file, "", say("the file is empty"), remedy, "E_EMPTY"))
        return Table(file, ()), tuple(faults)
    line, header = first
    names = [name.strip() for name in header]
    faults.extend(column_faults(names, columns, file, say("line {line}", line=line), optional))
    rows = _rows(records, names, file, faults)
    if any(fault.code in ("E_MISSING_COLUMN", "E_DUP_COLUMN", "E_COLS") for fault in faults):
        list(rows)  # what is wrong with the lines is still said
        return Table(file, ()), tuple(faults)
    kept = tuple(rows)
    too_many = bool(faults) and faults[-1].code == "E_ROWS"
    return Table(file, () if too_many else kept), tuple(faults)


def column_faults(
    names: Sequence[str], columns: Sequence[str], file: str, place: str, optional: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield what is wrong with a header: columns missing, unknown, named twice, or far too many."""
    if len(names) > COLUMN_LIMIT:
        remedy = say("Use the columns {columns}", columns=",".join(columns))
        yield Fault(file, place, say("{number:,} columns", number=len(names)), remedy, "E_COLS")
        return
    missing = [column for column in columns if column not in names]
    unknown = [name for name in names if name and name not in columns and name not in optional]
    near = [*missing, *(name for name in optional if name not in names)]
    for name in unknown:
        problem, remedy = (
            say("unknown column {name}", name=shown(name)),
            say("Use {columns}", columns=",".join(columns)),
        )
        yield Fault(file, place, problem, remedy, "E_UNKNOWN_COLUMN", nearest_name(name, near))
    if missing:
        problem, remedy = say("missing column {missing}", missing=listed(missing)), _remedy(names, columns)
        yield Fault(file, place, problem, remedy, "E_MISSING_COLUMN")
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        problem = say("the column {name} is there twice", name=shown(name))
        yield Fault(file, place, problem, say("Keep one of the two"), "E_DUP_COLUMN")


def _remedy(names: Sequence[str], columns: Sequence[str]) -> str:
    for separator, words in _SEPARATORS.items():
        if any(name.lower().startswith("sep=") or separator in name for name in names[:1]):
            return say("The file seems to be separated by {words}; save it with commas", words=words)
    return say("The first line must be {columns}", columns=",".join(columns))


def _records(text: str, file: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield every record that is not blank with the line it starts on."""
    if line := _endless_line(text):
        problem = say("the line is longer than {line_limit:,} characters", line_limit=_LINE_LIMIT)
        remedy = say("Start a new line for each row, and delete the cells beyond the last column")
        faults.append(Fault(file, say("line {line}", line=line), problem, remedy, "E_LENGTH"))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for count, record in enumerate(reader):
            if count > ROW_LIMIT:
                problem = say("more than {row_limit:,} rows", row_limit=ROW_LIMIT)
                faults.append(
                    Fault(file, say("line {start}", start=start), problem, say("Split the file"), "E_ROWS")
                )
                return
            if any(map(str.strip, record)):
                yield start, record
            start = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(file, say("line {start}", start=start), *_csv_words(str(error)), "E_CSV"))


def _endless_line(text: str) -> int:
    """Return the first line too long for any row, or 0: its millions of cells would fill the memory."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if max(map(len, lines)) <= _LINE_LIMIT:
        return 0
    return next(number for number, line in enumerate(lines, 1) if len(line) > _LINE_LIMIT)


def _csv_words(message: str) -> tuple[str, str]:
    if "field limit" in message or "field larger" in message:
        return say("a cell is longer than {cell_limit:,} characters", cell_limit=CELL_LIMIT), say(
            "Shorten it, or close its quotes"
        )
    return (
        say("a quotation mark is opened and not closed, or stands inside a cell that is not quoted"),
        say('Close the quotes, and double every quotation mark inside them: "he said ""no"""'),
    )


class _Places(Mapping[str, str]):
    """The place of each cell of a line, put into words only when it is asked for."""

    __slots__ = ("_line", "_names")

    def __init__(self, line: int, names: Sequence[str]) -> None:
        self._line, self._names = line, names

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        return say("line {line}, {name}", line=self._line, name=name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _rows(
    records: Iterator[tuple[int, list[str]]], names: list[str], file: str, faults: list[Fault]
) -> Iterator[Row]:
    for line, record in records:
        if len(record) != len(names):
            problem = say(
                "{cells} cells, but the header has {columns}", cells=len(record), columns=len(names)
            )
            remedy = say("Give each row one cell a column, and put a text that holds a comma in quotes")
            faults.append(Fault(file, say("line {line}", line=line), problem, remedy, "E_RAGGED"))
            continue
        places = _Places(line, names)
        if max(map(len, record)) > CELL_LIMIT:
            faults.extend(_too_long(names, record, file, places))
        cells = [as_meant(cell) if cell[:1] == "'" else cell for cell in record]
        yield Row(dict(zip(names, cells, strict=True)), places)


def _too_long(names: list[str], record: list[str], file: str, places: _Places) -> Iterator[Fault]:
    for name, cell in zip(names, record, strict=True):
        if len(cell) > CELL_LIMIT:
            problem = say("{number:,} characters in one cell", number=len(cell))
            yield Fault(file, places[name], problem, say("Shorten the text"), "E_LENGTH")

"""Each fault in a return's files is found, placed and explained; all of them at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.errors import Fault, InputRejected, StorageFailed, UsageError
from toolkit.files.return_columns import COLUMNS, SCORES
from toolkit.files.return_folder import read_return_folder
from toolkit.files.returns import new_return, read_return

SCORE = {"issue": "burglary", "criterion": "physical", "scorer": "agreed", "level": "3"}
PRIORITY = {"priority_as_worded": "Domestic abuse", "level": "main"}
ITEM = {"id": "h1", "title": "An election", "heading": "political", "kind": "event"}
ISSUE = {"id": "cuckooing", "name": "Cuckooing", "theme": "Safeguarding"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_return(tmp_path / "maidstone", "Maidstone", "morile-style-csp-1.0", "2016-17")
    return tmp_path / "maidstone"


def csv_line(columns: tuple[str, ...], cells: dict[str, str]) -> str:
    return ",".join('"' + cells.get(column, "").replace('"', '""') + '"' for column in columns)


def put(folder: Path, table: str, *rows: dict[str, str]) -> None:
    lines = [",".join(COLUMNS[table]), *(csv_line(COLUMNS[table], row) for row in rows)]
    (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def faults(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(InputRejected, match="E_") as caught:
        read_return_folder(folder)
    return caught.value.faults


def only_fault(folder: Path) -> Fault:
    found = faults(folder)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("level", "code", "says"),
    [
        ("6", "E_RANGE", "physical has no level 6"),
        ("-1", "E_RANGE", "physical has no level -1"),
        ("2.5", "E_TYPE", "'2.5' is not a whole number"),
        ("NaN", "E_TYPE", "'NaN' is not a score"),
        ("inf", "E_TYPE", "'inf' is not a score"),
        ("-Infinity", "E_TYPE", "'-Infinity' is not a whole number"),
        ("None", "E_TYPE", "'None' is not a score"),
        ("N/A", "E_TYPE", "'N/A' is not a score"),
        ("#REF!", "E_TYPE", "'#REF!' is not a score"),
        ("high", "E_TYPE", "'high' is not a whole number"),
        ("1e0", "E_TYPE", "'1e0' is not a whole number"),
        ("0x3", "E_TYPE", "'0x3' is not a whole number"),
        ("1_0", "E_TYPE", "'1_0' is not a whole number"),
        ("٣", "E_TYPE", "'٣' is not a whole number"),
        ("３", "E_TYPE", "'３' is not a whole number"),
        ("³", "E_TYPE", "'³' is not a whole number"),
        ("3\xa0%", "E_TYPE", "is not a whole number"),
        ("'3", "E_TYPE", "''3' is not a whole number"),
        ("=1+2", "E_TYPE", "'=1+2' is not a whole number"),
        ("9" * 20, "E_TYPE", "is not a whole number"),
        ("TRUE", "E_TYPE", "'TRUE' is not a whole number"),
        ("−1", "E_TYPE", "'−1' is not a whole number"),
        ("3,0", "E_TYPE", "'3,0' is not a whole number"),
    ],
)
def test_a_cell_that_is_no_level_says_what_a_level_is(folder: Path, level: str, code: str, says: str) -> None:
    put(folder, "scores", SCORE | {"level": level})
    fault = only_fault(folder)
    assert (fault.file, fault.place, fault.code) == ("maidstone/scores.csv", "line 2, level", code)
    assert says in fault.problem
    assert "unknown" in fault.remedy


def test_a_levels_label_is_answered_with_its_value(folder: Path) -> None:
    put(folder, "scores", SCORE | {"level": "kept in hospital"})
    assert only_fault(folder).nearest == "3"


@pytest.mark.parametrize(
    ("level", "means"), [("", None), (" 3 ", 3), ("unknown", "unknown"), ("Unknown", "unknown")]
)
def test_blank_is_not_scored_and_unknown_is_not_zero(folder: Path, level: str, means: object) -> None:
    put(folder, "scores", SCORE | {"level": level})
    assert read_return_folder(folder).scores[0].level == means


SCORE_FAULTS = [
    ({"issue": "burglry"}, "E_UNKNOWN_ISSUE", "line 2, issue", "burglary"),
    ({"issue": "Vehicle crimes"}, "E_UNKNOWN_ISSUE", "line 2, issue", "vehicle-crime"),
    ({"issue": "   "}, "E_BLANK", "line 2, issue", None),
    ({"criterion": "fysical"}, "E_UNKNOWN_CRITERION", "line 2, criterion", "physical"),
    ({"confidence": "hihg"}, "E_UNKNOWN_CONFIDENCE", "line 2, confidence", "high"),
    ({"scorer": ""}, "E_BLANK", "line 2, scorer", None),
    ({"scorer": "A" * 201}, "E_LENGTH", "line 2, scorer", None),
    ({"rationale": "A" * 4001}, "E_LENGTH", "line 2, rationale", None),
    ({"agency": "Burg\u200blary"}, "E_UNICODE", "line 2, agency", None),
    ({"agency": "cuck\u00adooing"}, "E_UNICODE", "line 2, agency", None),
    ({"agency": "\u202eyralgruB"}, "E_UNICODE", "line 2, agency", None),
    ({"agency": "Arson\U000e0041"}, "E_UNICODE", "line 2, agency", None),
    ({"agency": "a\x1b[31mb"}, "E_UNICODE", "line 2, agency", None),
    ({"agency": "\u0410rson"}, "E_MIXED_SCRIPT", "line 2, agency", None),
]


@pytest.mark.parametrize(("change", "code", "place", "nearest"), SCORE_FAULTS)
def test_a_faulty_score_row_names_its_cell(
    folder: Path, change: dict[str, str], code: str, place: str, nearest: str | None
) -> None:
    put(folder, "scores", SCORE | change)
    fault = only_fault(folder)
    assert (fault.code, fault.place, fault.nearest) == (code, place, nearest)
    assert str(fault).isprintable()


def test_labels_stand_for_their_ids(folder: Path) -> None:
    row = {"issue": "vehicle CRIME", "criterion": "Physical harm", "confidence": "Moderate"}
    put(folder, "scores", SCORE | row)
    score = read_return_folder(folder).scores[0]
    assert (score.issue, score.criterion, score.confidence) == ("vehicle-crime", "physical", "moderate")


def test_the_same_score_twice_is_a_fault_whatever_its_unicode_form(folder: Path) -> None:
    put(folder, "scores", SCORE | {"scorer": "Gŵyr"}, SCORE | {"scorer": "Gw\u0302yr", "level": "1"})
    fault = only_fault(folder)
    assert (fault.code, fault.place) == ("E_DUP_ROW", "line 3, issue")
    assert "line 2, issue" in fault.problem


PRIORITY_FAULTS = [
    ({"level": "principal"}, "E_CHOICE", "line 2, level"),
    ({"level": ""}, "E_BLANK", "line 2, level"),
    ({"priority_as_worded": ""}, "E_BLANK", "line 2, priority_as_worded"),
    ({"categories": "DA|ZZ"}, "E_UNKNOWN_CATEGORY", "line 2, categories"),
    ({"categories": "none|DA"}, "E_CHOICE", "line 2, categories"),
    ({"categories": "X:"}, "E_BLANK", "line 2, categories"),
]


@pytest.mark.parametrize(("change", "code", "place"), PRIORITY_FAULTS)
def test_a_faulty_priority_names_its_cell(
    folder: Path, change: dict[str, str], code: str, place: str
) -> None:
    put(folder, "priorities", PRIORITY | change)
    fault = only_fault(folder)
    assert (fault.code, fault.place) == (code, place)


@pytest.mark.parametrize(
    ("cell", "codes", "others"),
    [
        ("", None, ()),
        ("none", (), ()),
        ("DA|SAFE", ("DA", "SAFE"), ()),
        ("da | x:young people", ("DA",), ("young people",)),
        ("Domestic Abuse", ("DA",), ()),
    ],
)
def test_categories_are_confirmed_or_not(
    folder: Path, cell: str, codes: tuple[str, ...] | None, others: tuple[str, ...]
) -> None:
    put(folder, "priorities", PRIORITY | {"categories": cell, "level": "cross-cutting"})
    priority = read_return_folder(folder).priorities[0]
    assert (priority.categories, priority.other_focus) == (codes, others)


HORIZON_FAULTS = [
    ({"id": "No Id"}, "E_PATTERN", "line 2, id"),
    ({"heading": "politics"}, "E_UNKNOWN_HEADING", "line 2, heading"),
    ({"kind": "rumour"}, "E_CHOICE", "line 2, kind"),
    ({"direction": "up"}, "E_CHOICE", "line 2, direction"),
    ({"likelihood": "5"}, "E_CHOICE", "line 2, likelihood"),
    ({"status": "done"}, "E_CHOICE", "line 2, status"),
    ({"moves": "harm|weather"}, "E_CHOICE", "line 2, moves"),
    ({"issues": "burglary|nothing"}, "E_UNKNOWN_ISSUE", "line 2, issues"),
]


@pytest.mark.parametrize(("change", "code", "place"), HORIZON_FAULTS)
def test_a_faulty_horizon_item_names_its_cell(
    folder: Path, change: dict[str, str], code: str, place: str
) -> None:
    put(folder, "horizon", ITEM | change)
    fault = only_fault(folder)
    assert (fault.code, fault.place) == (code, place)


def test_two_horizon_items_may_not_share_an_id(folder: Path) -> None:
    put(folder, "horizon", ITEM, ITEM)
    assert only_fault(folder).code == "E_DUP_ID"


ISSUE_FAULTS = [
    ({"id": "burglary"}, "E_DUP_ID", "line 2, id"),
    ({"name": "vehicle  CRIME"}, "E_DUP_NAME", "line 2, name"),
    ({"theme": ""}, "E_BLANK", "line 2, theme"),
]


@pytest.mark.parametrize(("change", "code", "place"), ISSUE_FAULTS)
def test_an_issue_of_ones_own_may_not_look_like_another(
    folder: Path, change: dict[str, str], code: str, place: str
) -> None:
    put(folder, "issues", ISSUE | change)
    fault = only_fault(folder)
    assert (fault.code, fault.place) == (code, place)


def test_two_issues_of_ones_own_that_look_the_same_are_a_fault(folder: Path) -> None:
    put(folder, "issues", ISSUE | {"name": "Anti-social"}, ISSUE | {"id": "b", "name": "Anti–social"})
    fault = only_fault(folder)
    assert fault.code == "E_DUP_NAME"
    assert "look the same" in fault.problem


def test_a_faulty_issue_is_not_told_again_at_its_scores(folder: Path) -> None:
    put(folder, "issues", ISSUE | {"theme": ""})
    put(folder, "scores", SCORE | {"issue": "cuckooing"})
    assert [fault.place for fault in faults(folder)] == ["line 2, theme"]


def broken(change: Callable[[str], str]) -> Callable[[Path], None]:
    def break_it(folder: Path) -> None:
        path = folder / "return.toml"
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    return break_it


NO_VERSION = "E_UNKNOWN_ISSUE_CATALOGUE_VERSION"
HEADER_FAULTS = [
    ('"Maidstone"', '"Maidston"', "E_UNKNOWN_DISTRICT", "line 2, district", "Maidstone"),
    ('"Maidstone"', '""', "E_BLANK", "line 2, district", None),
    ('"Maidstone"', "5", "E_TYPE", "line 2, district", None),
    ('"2016-17"', '"2016-18"', "E_YEAR", "line 3, assessment_year", None),
    ('"2016-17"', '"2016"', "E_YEAR", "line 3, assessment_year", None),
    ('"not_started"', '"finished"', "E_CHOICE", "line 5, status", None),
    ("status", "statsu", "E_UNKNOWN_KEY", "line 5, statsu", "status"),
    ('"OFFICIAL"', '"SECRET"', "E_CHOICE", "line 6, marking", None),
    (
        '"morile-style-csp"',
        '"morile-stile-csp"',
        "E_UNKNOWN_MATRIX",
        "line 10, matrix.id",
        "morile-style-csp",
    ),
    (
        '"csp-issues"\nversion = "1.0"',
        '"csp-issues"\nversion = "7.0"',
        "E_UNKNOWN_ISSUE_CATALOGUE_VERSION",
        None,
        None,
    ),
    ("format = 1\n", "", "E_MISSING_KEY", "format", None),
    ("format = 1\n", "format = 2\n", "E_CHOICE", "line 1, format", None),
    ('origin = "own"', 'origin = "found"', "E_CHOICE", "line 26, origins.scores.origin", None),
    ("status =", "status", "E_TOML", "line 5", None),
    ("status", 'district = "x"\nstatus', "E_DUP_KEY", "line 5", None),
]


@pytest.mark.parametrize(("old", "new", "code", "place", "nearest"), HEADER_FAULTS)
def test_a_faulty_header_names_its_line(  # noqa: PLR0917 (the columns of the table above)
    folder: Path, old: str, new: str, code: str, place: str | None, nearest: str | None
) -> None:
    broken(lambda text: text.replace(old, new, 1))(folder)
    fault = faults(folder)[0]
    assert (fault.file, fault.code, fault.nearest) == ("maidstone/return.toml", code, nearest)
    assert place in (None, fault.place)


def test_an_unquoted_version_is_answered_with_quotes(folder: Path) -> None:
    broken(lambda text: text.replace('version = "1.0"', "version = 1.0", 1))(folder)
    found = {fault.code: fault for fault in faults(folder)}
    assert "quotes" in found["E_TYPE"].remedy


@pytest.mark.parametrize("status", ["agreed by the CSP", "Agreed-by-the-CSP", "agreed_by_the_csp"])
def test_a_status_may_be_written_as_people_say_it(folder: Path, status: str) -> None:
    broken(lambda text: text.replace("not_started", status))(folder)
    assert read_return_folder(folder).status.label == "agreed by the CSP"


@pytest.mark.parametrize("name", ["maidstone", "E07000110", "MAIDSTONE"])
def test_a_district_takes_its_name_from_the_area_set(folder: Path, name: str) -> None:
    broken(lambda text: text.replace('"Maidstone"', f'"{name}"'))(folder)
    assert read_return_folder(folder).district == "Maidstone"


def test_every_fault_of_every_file_is_told_at_once(folder: Path) -> None:
    broken(lambda text: text.replace("not_started", "x"))(folder)
    put(folder, "scores", SCORE | {"level": "9", "criterion": "physical"}, SCORE | {"issue": "zzzz"})
    put(folder, "priorities", PRIORITY | {"level": "x"})
    put(folder, "horizon", ITEM | {"kind": "x", "heading": "x"})
    put(folder, "issues", ISSUE | {"id": "X Y"})
    assert [fault.code for fault in faults(folder)] == [
        "E_CHOICE",
        "E_PATTERN",
        "E_RANGE",
        "E_UNKNOWN_ISSUE",
        "E_CHOICE",
        "E_UNKNOWN_HEADING",
        "E_CHOICE",
    ]


FORM_FAULTS = [
    (b"", "E_EMPTY", "the file is empty"),
    (bytes(range(1, 65)) + b"\0", "E_NUL", "NUL bytes"),
    (",".join(SCORES).encode("utf-16"), "E_NUL", "UTF-16"),
    (b"Caf\xe9", "E_ENCODING", "byte 4 is E9"),
    (b"Anti\x96social", "E_ENCODING", "not UTF-8"),
    (b"\xed\xa0\x80", "E_ENCODING", "not UTF-8"),
    (f'{",".join(SCORES)}\na,"b,c\n'.encode(), "E_CSV", "quotation mark"),
    (f"{','.join(SCORES)}\na,b\n".encode(), "E_RAGGED", "2 cells, but the header has 9"),
    (";".join(SCORES).encode(), "E_UNKNOWN_COLUMN", "issue;criterion"),
    (",".join(SCORES[1:]).encode(), "E_MISSING_COLUMN", "missing column issue"),
    (",".join([*SCORES, "level"]).encode(), "E_DUP_COLUMN", "'level' is there twice"),
    (",".join([*SCORES, "secret"]).encode(), "E_UNKNOWN_COLUMN", "unknown column 'secret'"),
    (",".join(f"h{n}" for n in range(300)).encode(), "E_COLS", "300 columns"),
    (",".join(SCORES).encode() + b"\n" + b"A" * 200_000, "E_CSV", "longer than"),
    (",".join(SCORES).encode() + b"\n" + b'"A,,,,,,,,"\n' * 100_001, "E_ROWS", "more than 100,000 rows"),
    (b"#" * 20_000_001, "E_SIZE", "larger than 20"),
]


@pytest.mark.parametrize(("data", "code", "says"), FORM_FAULTS)
def test_a_file_of_the_wrong_form_says_what_to_save(folder: Path, data: bytes, code: str, says: str) -> None:
    (folder / "scores.csv").write_bytes(data)
    fault = next(fault for fault in faults(folder) if fault.code != "E_RAGGED" or code == "E_RAGGED")
    assert fault.code == code
    assert says in fault.problem


def test_semicolons_are_recognised(folder: Path) -> None:
    (folder / "scores.csv").write_text(";".join(SCORES))
    assert any("semicolons" in fault.remedy for fault in faults(folder))


@pytest.mark.parametrize(
    "change", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n"), lambda t: t + ",,,,,,,,\n\n"]
)
def test_byte_order_marks_windows_lines_and_blank_rows_are_accepted(
    folder: Path, change: Callable[[str], str]
) -> None:
    put(folder, "scores", SCORE)
    path = folder / "scores.csv"
    path.write_bytes(change(path.read_text(encoding="utf-8")).encode())
    assert len(read_return_folder(folder).scores) == 1


def test_a_misspelt_table_is_not_silently_left_out(folder: Path) -> None:
    (folder / "scores.csv").rename(folder / "score.csv")
    fault = only_fault(folder)
    assert (fault.code, fault.nearest) == ("E_FILENAME", "scores.csv")


def test_columns_may_stand_in_any_order(folder: Path) -> None:
    columns = tuple(reversed(SCORES))
    (folder / "scores.csv").write_text(f"{','.join(columns)}\n{csv_line(columns, SCORE)}\n")
    assert read_return_folder(folder).scores[0].level == 3


def test_a_folder_that_is_no_return_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match=r"holds no return\.toml"):
        read_return(tmp_path)
    with pytest.raises(StorageFailed, match="no file or folder nowhere"):
        read_return(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "name", ["s.xls", "s.xlsm", "s.pkl", "s.csv.exe", "s.docm", "s.db", "s.parquet", "s"]
)
def test_other_kinds_of_file_are_refused_by_their_ending(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(InputRejected, match="E_FILETYPE"):
        read_return(tmp_path / name)


def test_a_new_return_needs_a_known_district_and_a_year(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no district 'Maidston'. Did you mean 'Maidstone'"):
        new_return(tmp_path / "x", "Maidston", "morile-style-csp", "2016-17")
    with pytest.raises(UsageError, match="assessment_year: '2016' is not a year such as 2016-17"):
        new_return(tmp_path / "x", "Maidstone", "morile-style-csp", "2016")
    assert not (tmp_path / "x").exists()

"""Every kind of damage gives a clear report; what is beyond use refuses the whole load."""

import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd
import pytest

from tests.evidence.loading import counts, load, only_report
from tests.evidence.made_up import (
    COLLISIONS,
    RECORDED_CRIME,
    STREET,
    collision_row,
    csv_text,
    recorded_crime_row,
    street_row,
    write_rows,
    write_street,
)
from toolkit.errors import InputRejected, StorageFailed
from toolkit.evidence import unpacking

GOOD = csv_text(STREET, [street_row(1), street_row(2), street_row(3)])
NAME = "2023-01-kent-street.csv"
MADE = {("maidstone", "2023-01", "burglary"): 3}
HEADER, FIRST, SECOND, THIRD = GOOD.splitlines()


def lines(*texts: str) -> str:
    return "\n".join(texts) + "\n"


def zipped(folder: Path, members: dict[str, str | bytes], name: str = "download.zip") -> Path:
    with ZipFile(folder / name, "w", ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return folder / name


def cut_short(folder: Path) -> Path:
    path = zipped(folder, {NAME: GOOD * 50})
    path.write_bytes(path.read_bytes()[:-60])
    return path


def with_a_wrong_byte(folder: Path) -> Path:
    path = folder / "download.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(NAME, GOOD)
    path.write_bytes(path.read_bytes().replace(b"Example Street 2", b"Exumple Street 2", 1))
    return path


def encrypted(folder: Path) -> Path:
    path = zipped(folder, {NAME: GOOD})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8 : at + 10] = struct.pack("<H", 1)
    path.write_bytes(bytes(data))
    return path


def twice_in_zip(folder: Path) -> Path:
    path = folder / "download.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(NAME, GOOD)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(NAME, GOOD)
    return path


def outside(folder: Path) -> Path:
    path = folder / "download.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr(ZipInfo("../../" + NAME), GOOD)
    return path


def file(text: str | bytes, name: str = NAME) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def two_editions(folder: Path) -> Path:
    write_street(folder / "old" / NAME, [street_row(1)])
    write_street(folder / "new" / NAME, [street_row(1), street_row(2)])
    return folder


def empty_folder(folder: Path) -> Path:
    (folder / "download").mkdir()
    return folder / "download"


def parquet_cut_short(folder: Path) -> Path:
    path = folder / "kent.parquet"
    pd.DataFrame([street_row()], columns=list(STREET)).to_parquet(path)
    path.write_bytes(path.read_bytes()[:-30])
    return path


def parquet_without_month(folder: Path) -> Path:
    path = folder / "kent.parquet"
    pd.DataFrame([street_row()], columns=list(STREET)).drop(columns="Month").to_parquet(path)
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a zip cut short": (cut_short, "E_ZIP download.zip: the zip is damaged or cut short"),
    "a wrong byte in a zip": (with_a_wrong_byte, "E_ZIP download.zip: the zip is damaged or cut short"),
    "no zip at all": (file("PK and nothing", "a.zip"), "E_ZIP a.zip: the zip is damaged or cut short"),
    "a zip with a password": (encrypted, "it is protected by a password. Unpack it first"),
    "a name twice in a zip": (twice_in_zip, "the same name stands in the zip twice"),
    "a path outside the zip": (outside, "E_PATH download.zip, member '../../2023-01-kent-street.csv'"),
    "a zip bomb": (
        lambda folder: zipped(folder, {NAME: HEADER + "\n" + " " * 30_000_000}),
        "E_BOMB download.zip: it unpacks to far more than figures do",
    ),
    "a zip without figures": (lambda folder: zipped(folder, {"a.txt": "hello"}), "the zip holds no file"),
    "a folder without figures": (empty_folder, "E_EMPTY download: the folder holds no file of figures"),
    "an empty file": (file(""), f"E_EMPTY {NAME}: the file is empty"),
    "a file of blank lines": (file("\n\n \n"), f"E_EMPTY {NAME}: the file is empty"),
    "UTF-16": (file(GOOD.encode("utf-16")), f"E_NUL {NAME}: the file is UTF-16 text"),
    "NUL bytes": (file(GOOD.replace("Street", "\0")), "the file contains NUL bytes"),
    "one endless line": (file("x" * 70_000), "the first line has no end"),
    "a missing column": (
        file(GOOD.replace("Month", "When", 1)),
        f"E_MISSING_COLUMN {NAME}, line 1: missing column Month",
    ),
    "a column twice": (file(GOOD.replace("Falls within", "Month", 1)), "the column 'Month' is there twice"),
    "an unknown table": (file("a,b\n1,2\n"), "the first line names the columns of no known source"),
    "semicolons": (
        file(GOOD.replace(",", ";")),
        "its cells are separated by semicolons. Save it with commas",
    ),
    "no first line": (file(lines(FIRST, SECOND)), "names the columns of no known source"),
    "a quotation mark that never closes": (
        file(lines(HEADER, FIRST, SECOND.replace("On or", '"On or', 1), THIRD)),
        f"E_QUOTE {NAME}, line 3: a quotation mark opens and never closes",
    ),
    "nothing but broken lines": (
        file(lines(HEADER, "1,2,3", "4,5,6")),
        f"E_BROKEN {NAME}, line 2: 2 lines of 2 cannot be read; the first has fewer cells",
    ),
    "many broken lines": (
        file(lines(HEADER, *[FIRST] * 100, *["1,2"] * 30)),
        f"E_BROKEN {NAME}, line 102: 30 lines of 130 cannot be read",
    ),
    "two editions of one month": (
        two_editions,
        "it is of the same force and month as",
    ),
    "a Parquet file cut short": (parquet_cut_short, "E_PARQUET kent.parquet: it is no Parquet file"),
    "a Parquet file lacking a column": (parquet_without_month, "missing column Month"),
    "a workbook that is none": (file("hello", "prc.xlsx"), "E_NOT_XLSX prc.xlsx: the workbook is damaged"),
    "another kind of file": (file("%PDF", "a.pdf"), "E_KIND a.pdf: files of this kind are not read"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_beyond_use_refuses_the_load_and_says_why(kind: str, tmp_path: Path) -> None:
    make, message = REFUSED[kind]
    with pytest.raises(InputRejected) as refused:
        load(make(tmp_path))
    assert message in str(refused.value)


def test_one_unusable_file_leaves_nothing_loaded_and_every_fault_is_said(tmp_path: Path) -> None:
    write_street(tmp_path / "good.csv", [street_row()])
    file("", "empty.csv")(tmp_path)
    file(lines(HEADER, "1,2"), "broken.csv")(tmp_path)
    kept = tmp_path.parent / "kept"
    with pytest.raises(InputRejected, match=r"(?s)E_EMPTY.*empty\.csv.*E_BROKEN.*broken\.csv"):
        load(tmp_path, keep=kept)
    assert not kept.exists()


def test_a_missing_path_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match=r"There is no file nowhere\.csv\."):
        load(tmp_path / "nowhere.csv")


def test_a_zip_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MEMBER_LIMIT", 2)
    with pytest.raises(InputRejected, match=r"E_ENTRIES download\.zip: it holds 3 files; at most 2"):
        load(zipped(tmp_path, {f"{number}.csv": GOOD for number in range(3)}))


SOUND: dict[str, str | bytes] = {
    "a byte-order mark": "\ufeff" + GOOD,
    "CRLF": GOOD.replace("\n", "\r\n"),
    "CR alone": GOOD.replace("\n", "\r"),
    "mixed line ends": lines(HEADER, FIRST + "\r", SECOND, THIRD + "\r"),
    "no last line end": GOOD.rstrip("\n"),
    "every cell in quotation marks": "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in GOOD.splitlines()
    ),
    "quotes over lines": GOOD.replace("On or near Example Street 2", '"On or near,\nExample ""Street"" 2"'),
    "columns in another order": csv_text(
        (*STREET[6:], *STREET[:6]), [(*street_row(n)[6:], *street_row(n)[:6]) for n in (1, 2, 3)]
    ),
    "one column more": csv_text((*STREET, "Extra"), [(*street_row(n), "x") for n in (1, 2, 3)]),
    "optional columns missing": csv_text(STREET[:11], [street_row(n)[:11] for n in (1, 2, 3)]),
    "an empty thirteenth cell": GOOD.replace("Made up\n", "Made up,\n"),
    "blank lines": GOOD.replace("\n", "\n\n"),
    "Latin-1 in a column nobody uses": GOOD.replace("Street 2", "Café").encode("latin-1"),
}


@pytest.mark.parametrize("kind", SOUND)
def test_what_is_only_written_otherwise_counts_whole(kind: str, tmp_path: Path) -> None:
    loaded = load(file(SOUND[kind])(tmp_path))
    report = only_report(loaded)
    assert counts(loaded) == MADE
    assert (report.read, report.counted, report.broken, report.other_month) == (3, 3, 0, 0)


BROKEN: dict[str, tuple[str, int, str]] = {
    "thirteen cells": (lines(HEADER, FIRST, SECOND + ",x", THIRD), 3, "more cells than the first line names"),
    "eleven cells": (
        lines(HEADER, FIRST, SECOND.rsplit(",", 1)[0], THIRD),
        3,
        "fewer cells than the first line names",
    ),
    "a quotation mark within": (
        lines(HEADER, FIRST, SECOND.replace("On or near", '"On "or" near"'), THIRD),
        3,
        "a quotation mark that does not close",
    ),
    "a line cut short": (
        lines(HEADER, FIRST, THIRD) + SECOND[:80],
        4,
        "fewer cells than the first line names",
    ),
    "a line far too long": (
        lines(HEADER, FIRST, SECOND.replace("Street", "x" * 1_100_000), THIRD),
        3,
        "a line far too long",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_line_is_reported_with_its_number_and_the_rest_counts(kind: str, tmp_path: Path) -> None:
    text, line, problem = BROKEN[kind]
    loaded = load(file(text)(tmp_path))
    report = only_report(loaded)
    assert [(one.line, one.problem) for one in report.broken_lines] == [(line, problem)]
    assert (report.read, report.broken, sum(counts(loaded).values())) == (2, 1, 2)


def test_a_broken_line_in_one_of_many_files_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    file(GOOD, "first.csv")(tmp_path)
    file(lines(HEADER, FIRST, "1,2,3", SECOND), "second.csv")(tmp_path)
    file(GOOD.replace("Maidstone", "Ashford"), "third.csv")(tmp_path)
    loaded = load(tmp_path)
    assert [(one.read, one.broken, one.encoding) for one in loaded.report.files] == [
        (3, 0, "UTF-8"),
        (2, 1, "UTF-8"),
        (3, 0, "UTF-8"),
    ]
    assert counts(loaded) == {**dict.fromkeys(MADE, 5), ("ashford", "2023-01", "burglary"): 3}


LEFT_OUT: dict[str, tuple[dict[str, str], str, str]] = {
    "no LSOA": ({"LSOA code": "", "LSOA name": ""}, "no area", ""),
    "another district": ({"LSOA name": "Medway 001A"}, "another area", "Medway"),
    "a month that is none": ({"Month": "2023-13"}, "unreadable month", "2023-13"),
    "a blank month": ({"Month": ""}, "unreadable month", ""),
    "a type nobody knows": ({"Crime type": "Witchcraft"}, "unknown type", "Witchcraft"),
}


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_a_row_left_out_is_counted_under_its_reason(kind: str, tmp_path: Path) -> None:
    cells, reason, value = LEFT_OUT[kind]
    loaded = load(write_street(tmp_path / "a.csv", [street_row(1), street_row(2, **cells)]))
    (row,) = loaded.left_out.to_dict("records")
    assert (row["file"], row["reason"], row["value"], row["rows"]) == ("a.csv", reason, value, 1)
    assert (only_report(loaded).counted, only_report(loaded).left_out) == (1, 1)


def test_a_row_of_another_month_than_the_name_says_counts_in_its_own_and_is_reported(tmp_path: Path) -> None:
    loaded = load(write_street(tmp_path / NAME, [street_row(1), street_row(2, Month="2023-02")]))
    assert counts(loaded)["maidstone", "2023-02", "burglary"] == 1
    assert only_report(loaded).other_month == 1
    assert only_report(loaded).months == ("2023-01", "2023-02")


def test_a_code_that_is_none_is_reported_and_the_name_decides(tmp_path: Path) -> None:
    loaded = load(write_street(tmp_path / "a.csv", [street_row(1), street_row(2, **{"LSOA code": "E01"})]))
    assert (only_report(loaded).bad_codes, only_report(loaded).counted) == (1, 2)


def test_older_names_of_types_and_districts_count_under_todays(tmp_path: Path) -> None:
    old = street_row(1, **{"LSOA name": "Shepway 001A", "Crime type": "Violent crime"})
    loaded = load(write_street(tmp_path / "a.csv", [old]))
    assert counts(loaded) == {("folkestone-and-hythe", "2023-01", "violence-and-sexual-offences"): 1}


def test_a_file_in_latin_1_is_read_again_as_such(tmp_path: Path) -> None:
    text = csv_text(STREET, [street_row(1), street_row(2, **{"LSOA name": "Ynys Môn 001A"})])
    loaded = load(file(text.encode("latin-1"))(tmp_path), file(GOOD, "utf-8.csv")(tmp_path))
    assert [report.encoding for report in loaded.report.files] == ["Latin-1", "UTF-8"]
    assert list(loaded.elsewhere["district"]) == ["Ynys Môn"]
    assert counts(loaded) == {("maidstone", "2023-01", "burglary"): 4}


def test_a_file_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    first, second = file(GOOD)(tmp_path), file(GOOD, "copy.csv")(tmp_path)
    loaded = load(first, second)
    assert counts(loaded) == MADE
    (aside,) = loaded.report.set_aside
    assert (aside.file, aside.reason) == ("copy.csv", f"it holds the same as {NAME}, which is counted once")


def test_files_that_begin_alike_and_end_otherwise_both_count(tmp_path: Path) -> None:
    rows = [street_row(number) for number in range(1, 1_001)]
    last = [street_row(1_001), street_row(1_001, **{"LSOA name": "Ashford 001A"})]
    one, other = (csv_text(STREET, [*rows, row]) for row in last)
    other = other[:-1] + "." * (len(one) - len(other)) + "\n"
    assert len(one) == len(other) > len(other) - 500 > 64 * 1024
    loaded = load(file(one, "one.csv")(tmp_path), file(other, "other.csv")(tmp_path))
    assert sum(counts(loaded).values()) == 2_002
    assert not loaded.report.set_aside


@pytest.mark.parametrize(
    "name", ["it's.csv", "a[1].csv", "b*.csv", 'say "hi".csv', "x; DROP TABLE y.csv", "ü?.csv"]
)
def test_any_name_of_a_file_or_column_is_only_a_name(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "force=kent"
    folder.mkdir()
    file(GOOD, "b1.csv")(folder)
    text = GOOD.replace("Context", 'Con""text\'; --', 1).replace("Con", '"Con', 1).replace("--\n", '--"\n', 1)
    loaded = load(file(text, name)(folder))
    assert counts(loaded) == MADE
    assert only_report(loaded).file == name


def test_outcomes_stops_and_inner_zips_are_set_aside_by_name(tmp_path: Path) -> None:
    path = zipped(
        tmp_path,
        {
            NAME: GOOD,
            "2023-01-kent-outcomes.csv": "x",
            "2023-01-kent-stop-and-search.csv": "y",
            "in.zip": "z",
        },
    )
    loaded = load(path)
    assert counts(loaded) == MADE
    assert [one.file for one in loaded.report.set_aside] == [
        "download.zip/2023-01-kent-outcomes.csv",
        "download.zip/2023-01-kent-stop-and-search.csv",
        "download.zip/in.zip",
    ]


def test_a_file_with_nothing_but_its_first_line_is_said_to_hold_no_rows(tmp_path: Path) -> None:
    report = only_report(load(file(HEADER + "\n")(tmp_path)))
    assert (report.read, report.notes) == (0, ("The file holds no rows.",))


@pytest.mark.parametrize(
    ("header", "row", "reason"),
    [
        (COLLISIONS, collision_row(2, date="2023-03-14"), "unreadable month"),
        (COLLISIONS, collision_row(2, collision_severity=9), "unknown type"),
        (COLLISIONS, collision_row(2, local_authority_ons_district=""), "no area"),
        (RECORDED_CRIME, recorded_crime_row(**{"Number of Offences": "many"}), "unreadable number"),
        (RECORDED_CRIME, recorded_crime_row(**{"Financial Year": "2023/25"}), "unreadable month"),
        (RECORDED_CRIME, recorded_crime_row(**{"CSP Name": "Medway"}), "another area"),
    ],
)
def test_rows_of_other_sources_are_left_out_by_reason(
    header: tuple[str, ...], row: list[object], reason: str, tmp_path: Path
) -> None:
    loaded = load(write_rows(tmp_path / "a.csv", header, [row]))
    assert list(loaded.left_out["reason"]) == [reason]
    assert loaded.counts.empty

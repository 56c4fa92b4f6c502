"""Files of wordings: what is read, and every fault at once."""

from pathlib import Path

import pytest

from toolkit.errors import InputRejected
from toolkit.files.wordings_csv import parse_wordings, read_wordings
from toolkit.model.category_terms import Wording
from toolkit.model.priorities import PriorityLevel
from toolkit.resources import shipped

HEADER = "csp,year,level,priority_as_worded\n"


def test_the_published_wordings_are_read_in_order_with_their_own_columns_passed_over() -> None:
    wordings = read_wordings(shipped("sample_county_published") / "kent_district_priorities.csv")
    assert len(wordings) == 102
    assert wordings[0] == Wording(
        csp="Maidstone",
        year="2017-18",
        level=PriorityLevel.MAIN,
        worded="Organised Crime Groups (including modern slavery)",
    )


def test_columns_may_stand_in_any_order_and_the_year_may_be_blank() -> None:
    (wording,) = parse_wordings("priority_as_worded,level,csp,year\nTheft,Cross-cutting,A,\n", "w.csv")
    assert wording == Wording(csp="A", year="", level=PriorityLevel.CROSS_CUTTING, worded="Theft")


def test_text_that_looks_like_a_formula_is_text() -> None:
    (wording,) = parse_wordings(HEADER + "A,2024-25,main,=cmd|' /C calc'!A0\n", "w.csv")
    assert wording.worded == "=cmd|' /C calc'!A0"


def test_every_fault_is_given_at_once_with_its_place() -> None:
    text = (
        HEADER
        + ",2024-25,main,Theft\nA,2024-25,mian,Theft\nA,2024-25,main,\nA,2024-25\n"
        + "A,2024-25,main,Th\u200beft\n"
    )
    with pytest.raises(InputRejected) as caught:
        parse_wordings(text, "w.csv")
    found = {(fault.code, fault.place) for fault in caught.value.faults}
    assert found == {
        ("E_BLANK", "line 2, csp"),
        ("E_CHOICE", "line 3, level"),
        ("E_BLANK", "line 4, priority_as_worded"),
        ("E_RAGGED", "line 5"),
        ("E_UNICODE", "line 6, priority_as_worded"),
    }


def test_a_misspelt_column_is_named_with_the_right_one() -> None:
    with pytest.raises(
        InputRejected, match=r"unknown column 'priority_as_worked'.*Did you mean 'priority_as_worded'"
    ):
        parse_wordings("csp,year,level,priority_as_worked\nA,,main,Theft\n", "w.csv")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b"csp,year,level,priority_as_worded\nA,,main,caf\xe9\n", "not UTF-8"),
        (b"csp;year;level;priority_as_worded\n", "separated by semicolons"),
        (b'csp,year,level,priority_as_worded\nA,,main,"open\n', "quotation mark"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "w.csv").write_bytes(data)
    with pytest.raises(InputRejected, match=message):
        read_wordings(tmp_path / "w.csv")

"""A return written and read again is the same return, whatever its texts."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.strategies import AREAS, HOSTILE, LIBRARY, returns
from toolkit.files.cell_reader import join_entries, split_entries
from toolkit.files.csv_text import as_meant, as_written, read_table, write_table
from toolkit.files.return_folder import folder_texts, read_return_folder, write_return
from toolkit.files.return_json import parse_parts, return_text
from toolkit.files.return_tables import parse_return, return_parts
from toolkit.model.assessment import Return

SLOW = settings(
    max_examples=30,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking a whole return takes minutes
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SLOW
@given(returns())
def test_a_return_taken_apart_and_parsed_is_the_same(return_: Return) -> None:
    assert parse_return(return_parts(return_, "x"), LIBRARY, AREAS) == return_


@SLOW
@given(returns())
def test_a_return_written_to_a_folder_reads_the_same(return_: Return) -> None:
    with TemporaryDirectory() as folder:
        write_return(return_, Path(folder))
        assert read_return_folder(Path(folder)) == return_


@SLOW
@given(returns())
def test_a_return_written_as_json_reads_the_same(return_: Return) -> None:
    assert parse_return(parse_parts(return_text(return_), "x.json"), LIBRARY, AREAS) == return_


@SLOW
@given(returns(most=2), returns(most=2))
def test_a_return_written_over_another_replaces_it_wholly(before: Return, after: Return) -> None:
    with TemporaryDirectory() as folder:
        write_return(before, Path(folder))
        write_return(after, Path(folder))
        assert read_return_folder(Path(folder)) == after


@given(st.text(max_size=20) | st.sampled_from(HOSTILE))
def test_the_apostrophe_before_a_formula_is_taken_off_again(text: str) -> None:
    assert as_meant(as_written(text)) == text


@given(st.text("'=+-@ \t\nx", max_size=6))
def test_no_run_of_apostrophes_is_ambiguous(text: str) -> None:
    assert as_meant(as_written(text)) == text
    assert not as_written(text).lstrip().startswith(("=", "+", "-", "@"))


@given(st.lists(st.text("a|\\", min_size=1, max_size=5), min_size=1, max_size=4))
def test_entries_with_bars_and_backslashes_come_apart_as_they_were(entries: list[str]) -> None:
    assert split_entries(join_entries(entries)) == entries


@given(st.lists(st.fixed_dictionaries({"a": st.text(max_size=8), "b": st.just("x")}), max_size=4))
def test_any_text_survives_a_csv_table(rows: list[dict[str, str]]) -> None:
    clean = [row for row in rows if "\r" not in row["a"] and "\0" not in row["a"]]
    table, faults = read_table(write_table(clean, ("a", "b")), "t.csv", ("a", "b"))
    assert not faults
    assert [dict(row.cells) for row in table.rows] == clean


def test_no_written_cell_begins_like_a_formula() -> None:
    written = write_table([{"a": text} for text in HOSTILE], ("a",))
    assert not any(
        line.lstrip('"').startswith(("=", "+", "-", "@", "\uff1d")) for line in written.split("\n")
    )


@given(returns(most=2))
@SLOW
def test_the_files_of_a_return_are_its_tables_and_header(return_: Return) -> None:
    expected = {"return.toml", "scores.csv", "priorities.csv", "horizon.csv"}
    optional = {"issues.csv", "statements.csv", "assumptions.csv", "restricted.csv"}
    assert set(folder_texts(return_)) - optional == expected

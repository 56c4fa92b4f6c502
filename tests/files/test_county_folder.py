"""A county's folder: which returns count, and why a county is refused as a whole."""

import shutil
from pathlib import Path

import pytest

from toolkit.errors import InputRejected, StorageFailed, UsageError
from toolkit.files.check import check
from toolkit.files.county_folder import assessment_years, read_county
from toolkit.files.returns import new_return, read_return, write_return_as


@pytest.fixture
def county(tmp_path: Path) -> Path:
    folder = tmp_path / "kent"
    for district in ("Thanet", "Ashford"):
        new_return(folder / district.lower(), district, "morile-style-csp-1.0", "2016-17")
    return folder


def test_returns_come_in_the_order_of_their_names(county: Path) -> None:
    assert [return_.district for return_ in read_county(county).returns] == ["Ashford", "Thanet"]


def test_without_a_county_file_the_folder_names_the_county(county: Path) -> None:
    found = read_county(county)
    assert (found.name, found.area_set.id, found.heading_set.id) == ("kent", "kent-areas", "pestelo")


def test_json_returns_count_and_other_files_and_folders_do_not(county: Path) -> None:
    new_return(county / "x", "Dover", "morile-style-csp-1.0", "2016-17")
    write_return_as(read_return(county / "x"), county / "dover.json")
    shutil.rmtree(county / "x")
    (county / "matrices").mkdir()
    (county / "notes").mkdir()
    (county / "readme.txt").write_text("x")
    (county / "~$dover.xlsx").write_text("x")
    assert [return_.district for return_ in read_county(county).returns] == ["Ashford", "Dover", "Thanet"]


def test_several_years_need_one_to_be_chosen(county: Path) -> None:
    new_return(county / "ashford-2017", "Ashford", "morile-style-csp-1.0", "2017-18")
    assert assessment_years(county) == ("2016-17", "2017-18")
    with pytest.raises(UsageError, match=r"kent holds returns of 2016-17, 2017-18; choose one with --year"):
        read_county(county)
    assert len(read_county(county, "2016-17").returns) == 2
    assert len(read_county(county, "2017-18").returns) == 1
    with pytest.raises(UsageError, match=r"no return of 2015-16; it holds 2016-17, 2017-18"):
        read_county(county, "2015-16")


def test_two_returns_of_one_district_and_year_are_refused(county: Path) -> None:
    shutil.copytree(county / "ashford", county / "ashford-copy")
    with pytest.raises(
        InputRejected, match="E_DUP_RETURN ashford-copy: Ashford has a return for 2016-17 in ashford too"
    ):
        read_county(county)


def test_one_faulty_return_rejects_the_county_with_the_faults_of_all(county: Path) -> None:
    for name in ("ashford", "thanet"):
        header = county / name / "return.toml"
        header.write_text(header.read_text().replace("not_started", name))
    (county / "horizon.csv").write_text("x\n")
    with pytest.raises(InputRejected, match="E_CHOICE") as caught:
        read_county(county)
    assert [fault.file for fault in caught.value.faults] == [
        "ashford/return.toml",
        "thanet/return.toml",
        "horizon.csv",
        "horizon.csv",
    ]


def test_reasons_for_not_escalating_name_a_district_and_an_issue(county: Path) -> None:
    path = county / "not_escalated.csv"
    path.write_text("district,issue,because\nashford,Burglary,Falling\n")
    reason = read_county(county).not_escalated[0]
    assert (reason.district, reason.issue, reason.because) == ("Ashford", "burglary", "Falling")
    path.write_text("district,issue,because\nAshfort,burglry,Falling\n")
    with pytest.raises(InputRejected, match="Did you mean 'Ashford'") as caught:
        read_county(county)
    assert [fault.nearest for fault in caught.value.faults] == ["Ashford", "burglary"]


def test_a_county_file_is_checked_like_any_other(county: Path) -> None:
    (county / "county.toml").write_text(
        'format = 1\nname = "Kent"\n[area_set]\nid = "kent-ares"\nversion = "1.0"\n'
    )
    with pytest.raises(
        InputRejected, match=r"E_UNKNOWN_AREA_SET county\.toml, area_set.*Did you mean 'kent-areas'"
    ):
        read_county(county)
    (county / "county.toml").write_text('format = 1\nnam = "Kent"\n')
    with pytest.raises(InputRejected, match=r"unknown key 'nam'.*Did you mean 'name'"):
        read_county(county)


def test_a_folder_without_returns_is_the_wrong_folder(tmp_path: Path, county: Path) -> None:
    with pytest.raises(UsageError, match="holds no returns"):
        read_county(tmp_path)
    with pytest.raises(UsageError, match="ashford is one return; name the folder that holds all of them"):
        read_county(county / "ashford")
    with pytest.raises(StorageFailed, match="There is no folder gone"):
        read_county(tmp_path / "gone")


def test_check_says_what_each_thing_is(county: Path, checkout: Path) -> None:
    assert check(county).lines == (
        "kent: kent, 2 returns for 2016-17, 0 of them scored; 0 horizon items of its own",
    )
    assert (
        check(county / "ashford").lines[0].startswith("ashford: return of Ashford for 2016-17, not started")
    )
    assert check(county / "ashford" / "scores.csv").lines == check(county / "ashford").lines
    matrix = checkout / "matrices" / "morile-tactical-template-1.0.toml"
    assert "a template, not for scoring" in check(matrix).lines[0]
    assert len(check(checkout / "matrices").lines) == len(list((checkout / "matrices").glob("*.toml")))


def test_check_reads_every_year_of_a_county(county: Path) -> None:
    new_return(county / "later", "Ashford", "morile-style-csp-1.0", "2017-18")
    assert len(check(county).lines) == 2
    for name in ("later", "ashford"):
        header = county / name / "return.toml"
        header.write_text(header.read_text().replace("not_started", "x"))
    with pytest.raises(InputRejected, match="E_CHOICE") as caught:
        check(county)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("s.xls", "x", "E_FILETYPE s.xls: '.xls' files are not read"),
        ("s", "x", "E_FILETYPE s: the file name has no ending"),
        ("CON.csv", "x", "E_FILENAME 'CON.csv'"),
        ("a|b.csv", "x", "E_FILENAME"),
        ("x\u202ecsv.json", "x", r"E_FILENAME 'x<U\+202E>csv.json'"),
        ("scores.csv", "x", "E_FILETYPE scores.csv: a table of scores cannot be checked alone"),
        ("empty.csv", "", "E_EMPTY empty.csv"),
        ("x.toml", "a = 1", "E_KIND x.toml, line 1: it does not say what kind of file it is"),
        ("x.json", "[]", "E_SCHEMA x.json: a return is one object"),
        ("x.json", "{}", "E_MISSING_KEY x.json, district: district is missing"),
        ("x.json", '{"a":1,"a":5}', "E_DUP_KEY x.json: the key 'a' is given twice"),
        ("x.json", '{"a":NaN}', "E_NONFINITE"),
        ("x.json", '{"a":1e999}', "E_NONFINITE"),
        ("x.json", '{"a":' + "9" * 5000 + "}", "E_BIGINT"),
        ("x.json", "[" * 100_000, "E_DEPTH"),
        ("x.json", "[{},]", "E_JSON x.json, line 1"),
        ("x.json", "// x\n{}", "E_JSON x.json, line 1"),
        ("x.json", '{"score": []}', "unknown key 'score'.*Did you mean 'scores'"),
        ("x.json", '{"scores": [{"__class__": 1}]}', "unknown column '__class__'"),
        ("x.json", '{"scores": {}}', "E_SCHEMA x.json, scores: scores is not a list"),
        ("x.json", '{"scores": [3]}', "E_SCHEMA x.json, scores 1: '3' is not an object"),
    ],
)
def test_check_refuses_what_it_cannot_read(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputRejected, match=says):
        check(tmp_path / name)


@pytest.mark.parametrize("level", ["true", "[3]", '"3.5"', "3.0", "{}"])
def test_a_json_level_is_a_whole_number(county: Path, level: str) -> None:
    path = county / "x.json"
    write_return_as(read_return(county / "ashford"), path)
    row = dict.fromkeys(("agency", "confidence", "rationale", "evidence", "dissent"), "")
    cells = ", ".join(f'"{key}": ""' for key in row)
    score = f'{{"issue": "burglary", "criterion": "physical", "scorer": "agreed", "level": {level}, {cells}}}'
    path.write_text(path.read_text().replace('"scores": []', f'"scores": [{score}]'))
    with pytest.raises(InputRejected, match=r"E_TYPE x\.json, scores 1, level"):
        read_return(path)


def test_a_folder_of_nothing_is_said_to_be_that(tmp_path: Path) -> None:
    with pytest.raises(InputRejected, match="holds nothing that can be checked"):
        check(tmp_path)
    with pytest.raises(StorageFailed, match="no file or folder gone"):
        check(tmp_path / "gone")

"""The guides say what the toolkit does: their commands run, and the keys they explain are those printed."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.files.partner_workbooks import wide, wide_mapping
from tests.last_year import make_harsh, make_last_year, make_later_county, make_with_later_lists
from toolkit.__main__ import run
from toolkit.files.column_mapping_text import column_mapping_text
from toolkit.files.county_folder import read_county
from toolkit.files.evidence_file import EVIDENCE_FILE, read_evidence
from toolkit.files.library import read_list, read_matrix
from toolkit.files.returns import read_return
from toolkit.methods.matrix_mapping import mapped_return
from toolkit.methods.spread import spreads
from toolkit.model.list_crosswalk import IssueCrosswalk
from toolkit.model.matrix_mapping import MatrixMapping
from toolkit.wording.returns import spread_sentence

CHECKOUT = Path(__file__).resolve().parent.parent
GUIDES = sorted([CHECKOUT / "README.md", *(CHECKOUT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = "$ csp-toolkit "
LEFT_OUT = "..."
NOT_RUN = ("app",)
"""Commands that go on until someone stops them; the tests of the app start it."""

JSON_OF = {
    "score": [["score", f"sample_districts/{d}"] for d in ("maidstone", "thanet", "tunbridge-wells")],
    "county": [["county", "sample_districts"]],
    "score --doubt": [["score", "sample_districts/maidstone", "--doubt"]],
    "county --doubt": [["county", "sample_districts", "--doubt"]],
    "sensitivity": [
        ["sensitivity", f"sample_districts/{d}"] for d in ("maidstone", "thanet", "tunbridge-wells")
    ],
    "sensitivity DIR": [["sensitivity", "sample_districts"]],
    "agreement": [["agreement", "sample_districts/maidstone"], ["agreement", "a_harsh_scorer"]],
    "agreement DIR": [["agreement", "sample_districts"]],
    "compare": [
        ["compare", "last_year", "sample_districts/maidstone"],
        ["compare", "last_year", "with_later_lists"],
    ],
    "compare DIR": [["compare", "sample_districts", "a_year_later"]],
    "editions": [["editions", "2017 (v1.0)", "2018 (v2.0)"], ["editions", "2017 (v1.0)", "2025/26"]],
    "county harm": [["county", "harm", "sample_districts"]],
    "county plan": [["county", "plan", "sample_districts"]],
    "county map": [["county", "map", "sample_county_published/kent_district_priorities.csv"]],
    "horizon": [["horizon", "sample_districts"], ["horizon", "sample_districts/thanet"]],
    "history": [["history", "Dover", "--issue", "Domestic Abuse", "--db", "county.db"]],
    "check": [["check", "sample_districts"], ["check", "misspelt.toml"]],
}


@pytest.fixture
def _at_a_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with the sample county, as a reader of the guides does."""
    for name in ("sample_districts", "sample_county_published"):
        shutil.copytree(CHECKOUT / name, tmp_path / name)
    (tmp_path / "misspelt.toml").write_text('kind = "matrx"\n', encoding="utf-8")
    _with_two_mistakes(tmp_path / "sample_districts" / "maidstone", tmp_path / "from_a_colleague")
    make_last_year(tmp_path / "sample_districts" / "maidstone", tmp_path / "last_year")
    make_harsh(tmp_path / "sample_districts" / "maidstone", tmp_path / "a_harsh_scorer")
    make_with_later_lists(tmp_path / "sample_districts" / "maidstone", tmp_path / "with_later_lists")
    make_later_county(tmp_path / "sample_districts", tmp_path / "a_year_later")
    wide(tmp_path / "partner.xlsx")
    columns = column_mapping_text(wide_mapping())
    (tmp_path / "ashford-columns.toml").write_text(columns, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")


def _with_two_mistakes(return_: Path, folder: Path) -> None:
    shutil.copytree(return_, folder)
    scores = folder / "scores.csv"
    text = scores.read_text(encoding="utf-8")
    text = re.sub(r"(modern-slavery,physical,agreed,,)\d", r"\g<1>7", text)
    scores.write_text(text.replace("modern-slavery,psych", "modern-slavry,psych"), encoding="utf-8")


def named(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def blocks(guide: Path, language: str) -> Iterator[tuple[str, str]]:
    """Yield the text after the language, and the content, of each fenced block."""
    for found in FENCE.finditer(guide.read_text(encoding="utf-8")):
        if found[1] == language:
            yield found[2].strip(), found[3]


def sessions(block: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a console block with the output shown under it."""
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if part.startswith(PROMPT):
            command, *shown = part.splitlines()
            yield command.removeprefix(PROMPT), [line for line in shown if line.strip() not in ("", LEFT_OUT)]


def plain(line: str) -> str:
    return " ".join(line.split())


@pytest.mark.usefixtures("_at_a_desk")
@pytest.mark.parametrize("guide", GUIDES, ids=named)
def test_the_commands_of_a_guide_run_and_print_what_it_shows(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A block that begins ```console exit=3 shows a command that is to end so."""
    wrong = []
    for info, block in blocks(guide, "console"):
        expected = int(info.removeprefix("exit=") or 0)
        for command, shown in sessions(block):
            arguments = shlex.split(command)
            if arguments[0] in NOT_RUN:
                continue
            code = run(arguments)
            printed = capsys.readouterr()
            lines = {plain(line) for line in (printed.out + printed.err).splitlines()}
            if code != expected:
                wrong.append(f"{command}: ended with {code}: {printed.err.strip()}")
            wrong += [f"{command}: does not print: {line}" for line in shown if plain(line) not in lines]
    assert wrong == []


@pytest.mark.parametrize("guide", GUIDES, ids=named)
def test_the_links_of_a_guide_lead_somewhere(guide: Path) -> None:
    text = FENCE.sub("", guide.read_text(encoding="utf-8"))
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    missing = [link for link in links if not (guide.parent / link.partition("#")[0]).exists()]
    assert missing == []


@pytest.mark.usefixtures("_at_a_desk")
@pytest.mark.parametrize("command", JSON_OF)
def test_every_key_printed_is_explained_and_every_key_explained_is_printed(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    explained = set(re.findall(r"^\| `([^`]+)` \|", section(command), re.MULTILINE))
    printed = {path for document in documents(command, capsys) for path in key_paths(document)}
    patterns = {key: pattern(key) for key in explained}
    assert {path for path in printed if not any(p.fullmatch(path) for p in patterns.values())} == set()
    assert {key for key, p in patterns.items() if not any(p.fullmatch(path) for path in printed)} == set()


@pytest.mark.usefixtures("_at_a_desk")
@pytest.mark.parametrize("command", JSON_OF)
def test_the_examples_of_json_are_part_of_what_is_printed(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = documents(command, capsys)
    examples = [json.loads(found[3]) for found in FENCE.finditer(section(command)) if found[1] == "json"]
    assert examples
    assert [e for e in examples if not any(holds(document, e) for document in found)] == []


def formats(language: str, beginning: str) -> str:
    """Return the one block of the page on file formats that begins so."""
    page = CHECKOUT / "docs" / "formats.md"
    (found,) = [block for _, block in blocks(page, language) if block.startswith(beginning)]
    return found


def test_the_headers_on_the_page_of_formats_are_read(tmp_path: Path) -> None:
    (tmp_path / "county.toml").write_text(formats("toml", "# county.toml"), encoding="utf-8")
    folder = tmp_path / "maidstone"
    folder.mkdir()
    (folder / "return.toml").write_text(formats("toml", "format = 1"), encoding="utf-8")
    county = read_county(tmp_path)
    assert [return_.origins.invented for return_ in county.returns] == [("scores",)]


def test_the_json_return_on_the_page_of_formats_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dover.json"
    path.write_text(formats("json", '{\n  "format"'), encoding="utf-8")
    return_ = read_return(path)
    assert [score.level for score in return_.scores] == [3]
    assert [priority.categories for priority in return_.priorities] == [None]


def test_the_evidence_on_the_page_of_formats_is_read(tmp_path: Path) -> None:
    (tmp_path / EVIDENCE_FILE).write_text(formats("json", '{\n"format"'), encoding="utf-8")
    assert [card.issue for card in read_evidence(tmp_path).cards] == ["gangs"]


def test_the_mapping_on_the_page_of_formats_reads_every_sample_return_in_the_other_matrix(
    tmp_path: Path,
) -> None:
    path = tmp_path / "linear-to-doubling.toml"
    path.write_text(formats("toml", 'kind = "matrix_mapping"'), encoding="utf-8")
    mapping = read_list(path)
    assert isinstance(mapping, MatrixMapping)
    target = read_matrix("morile-style-csp-doubling-1.0")
    given = read_county(CHECKOUT / "sample_districts").returns
    mapped = [mapped_return(return_, mapping, target) for return_ in given]
    assert [len(return_.scores) for return_ in mapped] == [len(return_.scores) for return_ in given]


def test_the_crosswalk_on_the_page_of_formats_splits_one_issue_and_drops_another(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(formats("toml", 'kind = "issue_crosswalk"'), encoding="utf-8")
    crosswalk = read_list(path)
    assert isinstance(crosswalk, IssueCrosswalk)
    assert crosswalk.heirs(["night-time-economy", "begging"], []) == {
        "night-time-economy": ("spiking", "violent-crime"),
        "begging": (),
        "violent-crime": ("violent-crime",),
    }


def test_the_workshop_sentences_of_the_facilitators_guide_are_those_of_the_sample() -> None:
    guide = (CHECKOUT / "docs" / "facilitator.md").read_text(encoding="utf-8")
    found = spreads(read_return(CHECKOUT / "sample_districts" / "maidstone"), "mental-health")
    assert f"> {spread_sentence(found)}\n" in guide
    assert [s for s in found if s.agreed and s.agreed.dissent and f"> {s.agreed.dissent}\n" in guide]


def section(command: str) -> str:
    """Return the part of the page about one command."""
    text = (CHECKOUT / "docs" / "json.md").read_text(encoding="utf-8")
    return re.split(r"^## ", text.partition(f"\n## `{command}`\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def documents(command: str, capsys: pytest.CaptureFixture[str]) -> list[Any]:
    """Return what the command prints; of what an option adds to a document, only that."""
    printed = []
    if command == "history":
        run(["store", "import", "sample_districts", "--db", "county.db"])
        capsys.readouterr()
    for arguments in JSON_OF[command]:
        run([*arguments, "--format", "json"])
        document = json.loads(capsys.readouterr().out)
        printed.append({"doubt": document["doubt"]} if command.endswith("--doubt") else document)
    return printed


def key_paths(value: object, before: str = "") -> Iterator[str]:
    """Yield the path of every key, lists as ``[]``: ``issues[].risk``."""
    if isinstance(value, dict):
        for key, inner in value.items():
            path = f"{before}.{key}" if before else key
            yield path
            yield from key_paths(inner, path)
    elif isinstance(value, list):
        for inner in value:
            yield from key_paths(inner, f"{before}[]")


def pattern(key: str) -> re.Pattern[str]:
    """Return what a documented key stands for; ``{criterion}`` is any id, ``{district}`` any name."""
    return re.compile(re.sub(r"\\\{\w+\\\}", r"[\\w -]+", re.escape(key)))


def holds(whole: object, part: object) -> bool:
    """Say whether `part` is in `whole`: keys of objects, and entries of lists of objects, may be left out."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(k in whole and holds(whole[k], v) for k, v in part.items())
    if isinstance(part, list) and any(isinstance(entry, dict) for entry in part):
        return isinstance(whole, list) and all(any(holds(w, entry) for w in whole) for entry in part)
    return whole == part

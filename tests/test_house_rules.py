"""Rules of this repository that no other tool checks, each with the reason it exists."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LARGEST = 1_000_000  # bytes
# Words that are a field of a horizon item too, and therefore stand in the code as that.
WORDS_OF_THE_HORIZON = {"capacity", "impact", "likelihood", "trend"}
BANNED_NAMES = {"eval", "exec", "compile", "__import__"}
BANNED_MODULES = {"pickle", "cPickle", "joblib", "marshal", "shelve", "yaml"}
BANNED_CALLS = {
    "pd.eval",
    "pandas.eval",
    "pd.read_pickle",
    "pandas.read_pickle",
    "st.html",
    "streamlit.html",
    "st.components.v1.html",
    "components.html",
}
BANNED_ARGUMENTS = {"unsafe_allow_html", "allow_pickle", "unsafe_allow_javascript"}
# Written in pieces, so that this file does not break the rule it states.
MACHINE_PATHS = re.compile("|".join(["/" + "work/", "/" + r"tmp/w\b", "/" + "root/", "/" + "home/[a-z]"]))


def tracked() -> list[Path]:
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
        text=True,
    )
    files = [CHECKOUT / name for name in listing.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


def modules(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (CHECKOUT / folder).rglob("*.py"))


def named(file: Path, node: ast.AST | None = None) -> str:
    line = getattr(node, "lineno", None)
    return f"{file.relative_to(CHECKOUT)}:{line}" if line else str(file.relative_to(CHECKOUT))


def unsafe(node: ast.AST) -> str | None:
    """Name the banned thing a node does, if it does one."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in BANNED_NAMES:
            return name
        case ast.Call(func=ast.Attribute()) if ast.unparse(node.func) in BANNED_CALLS:
            return ast.unparse(node.func)
        case ast.Import(names=names) if BANNED_MODULES & {alias.name.split(".")[0] for alias in names}:
            return ast.unparse(node)
        case ast.ImportFrom(module=str(module)) if module.split(".")[0] in BANNED_MODULES:
            return ast.unparse(node)
        case ast.keyword(arg=str(name)) if name in BANNED_ARGUMENTS:
            return name
    return None


def test_nothing_runs_or_unpacks_what_a_file_says_nor_writes_raw_html() -> None:
    found = [
        f"{named(file, node)} {what}"
        for file in modules("toolkit", "apps")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (what := unsafe(node))
    ]
    assert found == []


def test_the_check_for_unsafe_code_sees_each_kind() -> None:
    for source in (
        "eval('1')",
        "import pickle",
        "from yaml import load",
        "pd.read_pickle('x')",
        "st.html('x')",
        "st.markdown('x', unsafe_allow_html=True)",
    ):
        assert any(unsafe(node) for node in ast.walk(ast.parse(source))), source


def test_there_is_no_folder_of_pages() -> None:
    """Streamlit would run a file in it on the first deep link, past the marking and any gate."""
    assert list((CHECKOUT / "apps").rglob("pages")) == []
    assert not (CHECKOUT / "pages").exists()


def shipped_criteria() -> set[str]:
    found: set[str] = set()
    for file in sorted((CHECKOUT / "matrices").glob("*.toml")):
        found |= set(criteria_in(tomllib.loads(file.read_text(encoding="utf-8"))))
    return found


def criteria_in(value: object, key: str = "") -> Iterator[str]:
    """Yield the ids of all tables that stand under a key `criteria` or `criterion`, however deep."""
    if isinstance(value, dict):
        if key in {"criteria", "criterion"} and isinstance(value.get("id"), str):
            yield value["id"]
        for name, inner in value.items():
            yield from criteria_in(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from criteria_in(inner, key)


def words_of_code(file: Path) -> Iterator[tuple[str, ast.AST]]:
    """Yield the names and whole strings of a module; a docstring is never one word."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case (
                ast.Name(id=word) | ast.Attribute(attr=word) | ast.arg(arg=word) | ast.keyword(arg=str(word))
            ):
                yield word, node
            case ast.Constant(value=str(word)):
                yield word, node


def test_code_never_mentions_a_criterion() -> None:
    """Criteria are data: another partnership brings its own, and the code must not know the difference."""
    criteria = shipped_criteria()
    assert "psychological" in criteria
    found = [
        f"{named(file, node)} {word}"
        for file in modules("toolkit")
        for word, node in words_of_code(file)
        if word in criteria - WORDS_OF_THE_HORIZON
    ]
    assert found == []


def test_no_tracked_file_is_over_a_megabyte() -> None:
    assert [named(file) for file in tracked() if file.stat().st_size > LARGEST] == []


def test_no_tracked_file_names_a_path_of_one_machine() -> None:
    found = []
    for file in tracked():
        text = file.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{named(file)} {match.group()}" for match in MACHINE_PATHS.finditer(text)]
    assert found == []


def test_versions_are_pinned_without_an_address() -> None:
    """A lock file of uv would write the address of the index it was made with."""
    pins = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in pins if not re.fullmatch(r"#.*|[\w.-]+==[\w.]+", line)] == []
    assert [named(file) for file in tracked() if file.name == "uv.lock"] == []


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    pinned = {
        canonical(line) for line in (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    }
    assert {canonical(line) for line in wanted} - pinned == set()


def canonical(requirement: str) -> str:
    """Reduce a requirement to the name a package index compares."""
    name = re.split(r"[<>=!~\[; ]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()

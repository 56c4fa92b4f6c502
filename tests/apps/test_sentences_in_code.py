"""No words reach a reader but through the catalogue: what the code of the app holds."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

APPS = Path(__file__).resolve().parents[2] / "apps"
WORDS = re.compile(r"[A-Za-z][,.:;)']? +['(]?[A-Za-z]|^[A-Z][a-z]")
"""What looks like words for people: two of them, or one that begins a sentence."""
DRAWS = {
    *("badge", "button", "caption", "checkbox", "download_button", "error", "expander", "file_uploader"),
    *("form_submit_button", "header", "info", "link_button", "markdown", "metric", "multiselect"),
    *("number_input", "page_link", "pills", "popover", "radio", "segmented_control", "selectbox"),
    *("select_slider", "slider", "spinner", "status", "subheader", "success", "tabs", "text", "text_area"),
    *("text_input", "title", "toast", "toggle", "warning", "write"),
}
"""Calls of Streamlit that show what they are given."""
NOT_SHOWN = {
    *("key", "type", "icon", "width", "height", "bind", "mime", "file_name", "on_click", "on_change"),
    *("args", "kwargs", "format_func", "label_visibility", "language", "gap", "border", "accept_new_options"),
    *(
        "unsafe_allow_html",
        "selection_mode",
        "accept_multiple_files",
        "persist_state",
        "filter_mode",
        "query_params",
        "data",
        "vertical_alignment",
    ),
}
"""Arguments that no reader meets."""
PAGE = re.compile(r"views/\{?[a-z_.]*\}?\.py")
NOT_WORDS = {
    "http_guard.py": "headers of HTTP are for browsers",
    "opened.py: sole user": "a name that is stored",
    "sign_in.py: sole user": "a name that is stored",
    "sign_in.py: Host": "a header of HTTP",
    "sign_in.py: Origin": "a header of HTTP",
    "sign_in.py: Forwarded": "a header of HTTP",
    "beginning.py: Ashford E07000105": "an example of what is typed; names and codes are data",
    "start_parts.py: csp-toolkit store import": "a command, to be typed as it is",
    "sign_in.py: this machine": "a caller whose address is not known; attempts are counted under it",
    "start.py: MoRiLE": "a short form to explain",
    "server.py: csp-toolkit app": "the name of a command",
}
"""What looks like words and is not said, and why."""


def modules() -> list[Path]:
    return sorted(APPS.rglob("*.py"))


def literals(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Yield the texts written in a piece of code, but for what is said and for what names a field."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.arg():
            return  # a docstring, or a type
        case ast.Constant(value=str(text)):
            yield node, text
        case ast.JoinedStr(values=values):
            yield node, "".join(one.value if isinstance(one, ast.Constant) else "{}" for one in values)
    for child in inside(node):
        yield from literals(child)


def inside(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a piece of code that may hold texts of their own."""
    match node:
        case ast.Call(func=ast.Name(id="say" | "say_number"), keywords=keywords):
            yield from (one.value for one in keywords)
        case ast.AnnAssign(value=value) if value is not None:
            yield value
        case ast.Subscript(value=value):
            yield value
        case ast.JoinedStr(values=values):
            yield from (one for one in values if isinstance(one, ast.FormattedValue))
        case _:
            yield from ast.iter_child_nodes(node)


def shown(call: ast.Call) -> Iterator[ast.expr]:
    """Yield what a call of Streamlit shows."""
    yield from call.args
    yield from (one.value for one in call.keywords if one.arg not in NOT_SHOWN)


def in_shown(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Yield texts in a value that is shown, but for those that look something up."""
    match node:
        case ast.Subscript():
            return
        case ast.Call(func=ast.Attribute(attr=name)) if name not in {"join", "format", "strip"}:
            return
        case ast.Call(func=ast.Name(id="say" | "say_number")) | ast.Lambda():
            return
        case ast.Call(func=ast.Name(id=name)) if name != "inert_markdown":
            return
        case ast.IfExp(body=body, orelse=other):
            yield from in_shown(body)
            yield from in_shown(other)
        case ast.Constant() | ast.JoinedStr():
            yield from literals(node)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from in_shown(child)


def is_named(file: Path, text: str) -> bool:
    return file.name in NOT_WORDS or any(
        place == f"{file.name}: {text}" or (": " in place and f"{file.name}: {text}".startswith(place))
        for place in NOT_WORDS
    )


@pytest.mark.parametrize("file", modules(), ids=lambda file: file.stem)
def test_words_are_said_through_the_catalogue(file: Path) -> None:
    found = [
        f"{file.name}:{node.lineno} {text!r}"
        for node, text in literals(ast.parse(file.read_text(encoding="utf-8")))
        if WORDS.search(text.replace("{}", "")) and not is_named(file, text)
    ]
    assert found == []


@pytest.mark.parametrize("file", modules(), ids=lambda file: file.stem)
def test_nothing_is_shown_that_is_not_in_the_catalogue(file: Path) -> None:
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in DRAWS:
            found += [
                f"{file.name}:{node.lineno} {text!r}"
                for value in shown(node)
                for _, text in in_shown(value)
                if re.search("[A-Za-z]", re.sub(r":material/\w+:|\{\}", "", text))
                and not PAGE.fullmatch(text)
                and not is_named(file, text)
            ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'st.button("go")',
        'st.info(f"{n} left")',
        'st.write("a" if x else say("b"))',
        'left.caption(inert_markdown("go"))',
    ],
)
def test_the_check_sees_words_that_are_not_said(code: str) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert [text for value in shown(call) for _, text in in_shown(value)] != []

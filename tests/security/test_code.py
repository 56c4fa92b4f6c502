"""What the code of the toolkit and the app may not do, read from the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
MADE_FROM_OUR_OWN_NAMES = {
    "toolkit/store/postgres.py": {"grant_to_application", "refuse_unsafe", "_set_timeouts"},
    "toolkit/store/sqlite.py": {"_set_pragmas", "_configure", "sqlite_engine"},
}
"""Functions whose statements are put together from names in the code, quoted where they are a login's."""

RUNS_SQL = {"text", "exec_driver_sql", "execute", "executescript", "executemany"}
SAFE_COLUMNS_OF_CHARTS = {"image", "href", "url"}
CACHES = {"cache_data", "cache_resource", "experimental_memo", "cache"}


def modules(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (CHECKOUT / folder).rglob("*.py"))


def within(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Yield every node with the name of the outermost function it stands in."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.ClassDef):
            yield from within(child)
            continue
        name = child.name if isinstance(child, ast.FunctionDef) else ""
        for node in ast.walk(child):
            yield node, name


def composed(node: ast.AST) -> bool:
    """Say whether a text is put together from parts when the program runs."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return any(isinstance(n, ast.Constant) and isinstance(n.value, str) for n in ast.walk(node))
    is_format = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return is_format and node.func.attr == "format"  # type: ignore[attr-defined] # it is an attribute


def composed_sql(source: str) -> list[tuple[str, int]]:
    found = []
    for node, function in within(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in RUNS_SQL and composed(node.args[0]):
            found.append((function, node.lineno))
    return found


def test_no_statement_is_put_together_from_texts() -> None:
    found = [
        f"{file.relative_to(CHECKOUT)}:{line}"
        for file in modules("toolkit", "apps")
        if "migrations" not in file.parts
        for function, line in composed_sql(file.read_text(encoding="utf-8"))
        if function not in MADE_FROM_OUR_OWN_NAMES.get(file.relative_to(CHECKOUT).as_posix(), ())
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "connection.execute(text(f'SELECT {name}'))",
        "text('SELECT ' + name)",
        "connection.exec_driver_sql('SELECT %s' % name)",
        "text('SELECT {}'.format(name))",
    ],
)
def test_the_check_for_composed_sql_sees_each_kind(source: str) -> None:
    assert composed_sql(f"def f():\n    {source}")


def cached_functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = {n.attr for d in node.decorator_list for n in ast.walk(d) if isinstance(n, ast.Attribute)}
            if names & CACHES:
                yield node


def test_nothing_that_streamlit_shares_between_sessions_reads_the_store_or_who_is_signed_in() -> None:
    """A cached function that reads the session serves one person's rows to the next."""
    found = []
    for file in modules("apps"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for function in cached_functions(tree):
            words = {n.id for n in ast.walk(function) if isinstance(n, ast.Name)}
            words |= {n.attr for n in ast.walk(function) if isinstance(n, ast.Attribute)}
            if words & {"session_state", "user", "principal", "store", "opened", "current_principal"}:
                found.append(f"{file.relative_to(CHECKOUT)}:{function.lineno}")
    assert found == []


def test_no_chart_has_a_field_that_a_browser_would_load_or_follow() -> None:
    found = []
    for file in modules("toolkit/charts", "toolkit/tables"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.keyword(arg="href" | "url"):
                    found.append(f"{file.relative_to(CHECKOUT)}:{node.lineno}")
                case ast.Constant(value=str(word)) if (
                    word.casefold().partition(":")[0] in SAFE_COLUMNS_OF_CHARTS
                ):
                    found.append(f"{file.relative_to(CHECKOUT)}:{node.lineno}")
                case _:
                    pass
    assert found == []


def test_nothing_draws_random_secrets_with_the_quick_generator() -> None:
    found = [
        f"{file.relative_to(CHECKOUT)}:{node.lineno}"
        for file in modules("toolkit/store", "apps")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(alias.name == "random" for alias in node.names)
    ]
    assert found == []


def test_tokens_are_never_written_to_a_log_or_an_address() -> None:
    source = (CHECKOUT / "apps" / "sign_in.py").read_text(encoding="utf-8")
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)}
    assert calls & {"print", "st.write", "st.query_params.__setitem__"} == set()
    assert not any(name.startswith(("logging", "logger", "_LOG")) for name in calls)
    assert "del st.query_params[LINK_PARAMETER]" in source

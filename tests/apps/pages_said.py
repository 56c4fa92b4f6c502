"""Everything a reader meets on pages of the app: ``python -m tests.apps.pages_said PAGES``, a list as JSON.

PAGES is a JSON list of page names with the inputs to give. TOOLKIT_LANGUAGE says in which language.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "apps" / "streamlit_app.py"
NOT_SAID = {
    *("id", "key", "url", "url_path", "icon", "page", "page_script_hash", "form_id", "file_name", "mime"),
    *("element_id", "query_param_key", "type", "spec", "data", "format", "language", "columns", "width"),
    *("markup", "delta", "accept_file_types", "value", "set_value", "default", "widget_id", "help_icon"),
}
"""Fields of Streamlit's messages that no reader meets, or meets in another field too."""
SAID_IN_CHARTS = {"title", "text", "alt", "description"}


def said(value: object) -> Iterator[str]:
    """Yield the texts of one element's message, whatever sort it is."""
    for field, inside in value.ListFields():  # type: ignore[attr-defined]
        if field.name in NOT_SAID:
            continue
        many = inside if isinstance(inside, Sequence) and not isinstance(inside, str) else [inside]
        for one in many:
            if isinstance(one, str):
                yield one
            elif hasattr(one, "ListFields"):
                yield from said(one)


def said_in_chart(spec: object) -> Iterator[str]:
    """Yield the titles and the legend's words of a chart."""
    if isinstance(spec, Mapping):
        for key, inside in spec.items():
            if key in SAID_IN_CHARTS and isinstance(inside, str):
                yield inside
            else:
                yield from said_in_chart(inside)
    elif isinstance(spec, list):
        for inside in spec:
            yield from said_in_chart(inside)


def said_on(at: AppTest) -> Iterator[str]:
    for element in (*elements(at.main), *elements(at.sidebar)):
        if isinstance(getattr(element, "value", None), pd.DataFrame):
            yield from table_texts(element.value)
        if element.type in {"vega_lite_chart", "arrow_vega_lite_chart"}:
            yield from said_in_chart(json.loads(element.proto.spec))
        if element.type == "navigation":
            continue
        yield from said(element.proto)


def elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            if child.proto is not None:
                yield child
            yield from elements(child)
        else:
            yield child


def table_texts(frame: pd.DataFrame) -> Iterator[str]:
    yield from (str(name) for name in frame.columns)
    for row in frame.itertuples(index=False):
        yield from (cell for cell in row if isinstance(cell, str))


def main(pages: Sequence[tuple[str, Mapping[str, object]]]) -> list[tuple[str, list[str]]]:
    found = []
    for page, inputs in pages:
        at = AppTest.from_file(str(APP), default_timeout=120)
        for key, value in inputs.items():
            at.session_state[key] = value
        at.run()
        at.switch_page(f"views/{page}.py")
        for key, value in inputs.items():
            at.session_state[key] = value
        at.run()
        texts = [str(error.value) for error in at.exception]
        found.append((f"{page} {dict(inputs)}", [*texts, *dict.fromkeys(said_on(at))]))
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.loads(sys.argv[1]))))

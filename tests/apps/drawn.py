"""Every text that a page draws, in the order in which a reader meets it."""

import re
from collections.abc import Iterator
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

_FOR_MACHINES = {"id", "form_id", "url", "page", "page_script_hash", "spec", "media_file_id", "element_id"}
_FRAMES = {"arrow_data_frame", "arrow_table", "dataframe", "table"}


def elements(block: Any) -> Iterator[Any]:
    """Yield blocks and elements, each before what it holds."""
    for one in block.children.values():
        yield one
        if hasattr(one, "children"):
            yield from elements(one)


def texts_drawn(at: AppTest) -> Iterator[str]:
    """Yield what a page says, the menu's side first; charts by what is told of them, code not at all."""
    for side in (at.sidebar, at.main):
        for element in elements(side):
            yield from _texts_of(element)


def _texts_of(element: Any) -> Iterator[str]:
    proto = getattr(element, "proto", None)
    if proto is None or element.type == "code":
        return
    if element.type in _FRAMES:
        frame = element.value
        yield getattr(proto, "alt", "")
        yield from map(str, frame.columns)
        yield from map(str, frame.index)
        yield from (cell for cell in frame.to_numpy().ravel() if isinstance(cell, str))
        return
    yield from (re.sub(r"`[^`]*`", "", text).replace("\\", "") for text in _strings(proto))


def _strings(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in _FOR_MACHINES or (field.message_type and field.message_type.GetOptions().map_entry):
            continue
        for one in value if field.is_repeated else [value]:
            if field.type == FieldDescriptor.TYPE_MESSAGE:
                yield from _strings(one)
            elif field.type == FieldDescriptor.TYPE_STRING:
                yield one

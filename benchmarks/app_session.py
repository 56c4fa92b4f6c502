"""One browser as far as the server sees it: Streamlit's messages over a WebSocket, with nothing drawn."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

_MOST_BYTES = 50_000_000
_QUIET = 1.5  # seconds without a message after which no more is awaited


@dataclass
class Answer:
    """What the server sent for one request."""

    seconds: float
    elements: list[tuple[str, Element]]
    """What is drawn, each with the fragment it belongs to."""

    @property
    def failed(self) -> bool:
        """Say whether a page failed, or says that something was not done."""
        return any(one.HasField("exception") for _, one in self.elements) or any(
            one.HasField("alert") and one.alert.body.startswith("Not saved") for _, one in self.elements
        )

    @property
    def says_saved(self) -> bool:
        """Say whether the page says that something was saved."""
        return any(one.HasField("toast") and "Saved" in one.toast.body for _, one in self.elements)


@dataclass
class Session:
    """A browser at one address of the app."""

    url: str
    page: str
    query: str = ""
    polled: set[str] = field(default_factory=set)
    """The fragments that the server wants to run again and again."""
    radios: dict[str, tuple[str, Element]] = field(default_factory=dict)
    _values: dict[str, str] = field(default_factory=dict)
    _hash: str = ""

    async def __aenter__(self) -> Self:
        """Connect."""
        address = f"ws://{urlsplit(self.url).netloc}/_stcore/stream"
        self._socket: ClientConnection = await connect(
            address, origin=self.url, subprotocols=["streamlit"], max_size=_MOST_BYTES, proxy=None
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Go away as a browser does."""
        await self._socket.close()

    async def load(self, page: str | None = None, query: str | None = None) -> Answer:
        """Load a page, or change to another."""
        self.page = self.page if page is None else page
        self.query = self.query if query is None else query
        self.polled, self.radios, self._values, self._hash = set(), {}, {}, ""
        return await self._ask("")

    async def poll(self) -> Answer:
        """Run again what the server wants to be asked for every two seconds."""
        return await self._ask(min(self.polled), auto=True)

    async def choose(self, radio: str, option: str) -> Answer:
        """Choose an option of a radio group, by its id."""
        self._values[radio] = option
        return await self._ask(self.radios[radio][0])

    async def choose_and_poll(self, radio: str, option: str, pause: float) -> Answer:
        """Choose, and have the page ask by itself `pause` seconds later, whether it has its answer or not."""
        self._values[radio] = option
        began = time.perf_counter()
        await self._send(self.radios[radio][0])
        await asyncio.sleep(pause)
        await self._send(min(self.polled), auto=True)
        elements: list[tuple[str, Element]] = []
        with suppress(TimeoutError):  # the two may be answered by one run or by two
            while True:
                async with asyncio.timeout(_QUIET):
                    self._take_in(await self._socket.recv(), elements)
        return Answer(time.perf_counter() - began - _QUIET, elements)

    def others(self, radio: str) -> list[str]:
        """Return the answers of a radio group other than none and the one it has."""
        found = self.radios[radio][1].radio
        now = self._values.get(radio) or found.options[found.default]
        return [option for option in found.options[1:] if option != now]

    async def _ask(self, fragment: str, *, auto: bool = False) -> Answer:
        began = time.perf_counter()
        await self._send(fragment, auto=auto)
        elements = await self._answer()
        return Answer(time.perf_counter() - began, elements)

    async def _send(self, fragment: str, *, auto: bool = False) -> None:
        request = BackMsg()
        state = request.rerun_script
        state.query_string, state.fragment_id, state.is_auto_rerun = self.query, fragment, auto
        if self._hash:
            state.page_script_hash = self._hash
        else:
            state.page_name = self.page
        state.context_info.url = f"{self.url}/{self.page}?{self.query}"
        for name, value in self._values.items():
            state.widget_states.widgets.add(id=name, string_value=value)
        await self._socket.send(request.SerializeToString())

    async def _answer(self) -> list[tuple[str, Element]]:
        """Take in what is sent until the run has ended, however often the page starts itself anew."""
        elements: list[tuple[str, Element]] = []
        while not self._take_in(await self._socket.recv(), elements):
            pass
        return elements

    def _take_in(self, data: bytes | str, elements: list[tuple[str, Element]]) -> bool:
        """Take in one message, and say whether a run has ended with it."""
        message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
        match message.WhichOneof("type"):
            case "new_session":
                self._hash = message.new_session.page_script_hash
            case "delta" if message.delta.HasField("new_element"):
                self._take(message.delta.fragment_id, message.delta.new_element, elements)
            case "auto_rerun":
                self.polled.add(message.auto_rerun.fragment_id)
            case "script_finished" if message.script_finished != _ONCE_MORE:
                return True
        return False

    def _take(self, fragment: str, element: Element, elements: list[tuple[str, Element]]) -> None:
        elements.append((fragment, element))
        if element.HasField("radio"):
            self.radios[element.radio.id] = fragment, element


_ONCE_MORE = ForwardMsg.FINISHED_EARLY_FOR_RERUN

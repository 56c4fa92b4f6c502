"""Print how long phones and analysts wait for the app, what it takes of the machine, and what failed.

People are made up; the server, its database and Streamlit's protocol are real, and all is on this machine.
"""

import argparse
import asyncio
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import quote_plus, urlencode

from apps.taking_in import take_in
from benchmarks.app_session import Answer, Session
from tests.serving import free_port, served
from toolkit.model.principal import Principal, sole_user
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation, open_return, record_for
from toolkit.store.database import Database
from toolkit.store.joining import invite_participant
from toolkit.store.store import Store
from toolkit.store.workshop_rounds import open_issue
from toolkit.store.workshops import open_workshop, plan_workshop

CHECKOUT = Path(__file__).resolve().parent.parent
POLL, VOTE = 2.0, 6.0  # seconds between what one person does
CROSSING = 0.15  # seconds after a level in which the page asks by itself
AT_REST = 3.0  # seconds in which a started app warms up before it is ended
PAGES = ("score", "ranking", "workshop", "priorities", "horizon", "county")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Waits:
    """Seconds until each answer, by what was asked, and what failed."""

    by: dict[str, list[float]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def note(self, what: str, answer: Answer) -> None:
        """Keep how long an answer took."""
        self.by.setdefault(what, []).append(answer.seconds)
        if answer.failed:
            self.failed.append(what)

    def show(self) -> None:
        """Print them."""
        for what, waits in self.by.items():
            ordered = sorted(waits)
            p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
            middle = ordered[len(ordered) // 2]
            print(
                f"    {what:<12} {len(ordered):>5} times: median {middle * 1000:5.0f} ms, "
                f"p95 {p95 * 1000:5.0f} ms, longest {ordered[-1] * 1000:5.0f} ms"
            )
        print(f"    failed: {len(self.failed)}")


@dataclass(frozen=True)
class App:
    """A running server with a workshop open in it."""

    url: str
    process: int
    tokens: Sequence[str]
    record: str

    def processor_seconds(self) -> float:
        """Return the processor time the server has used."""
        parts = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / TICKS

    def megabytes(self) -> float:
        """Return the memory the server holds."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="utf-8")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1000


def with_workshop(folder: Path, participants: int) -> tuple[list[str], str]:
    """Make a database of the sample county with a workshop on one return; give the participants' tokens."""
    county = Path(shutil.copytree(CHECKOUT / "sample_districts", folder / "county"))
    for header in county.glob("*/return.toml"):
        text = header.read_text(encoding="utf-8")
        header.write_text(re.sub(r'^status = "\w+"', 'status = "draft"', text, flags=re.MULTILINE), "utf-8")
    person = sole_user("Kim Facilitator")
    with Store(Database(Address(path=folder / "county.db"))) as store:
        store.database.prepare()
        take_in(store, person, county)
        record = record_for(store, person, "Maidstone").id
        return _tokens(store, person, record, participants), record


def _tokens(store: Store, person: Principal, record: str, participants: int) -> list[str]:
    issues = tuple(open_return(store, person, record).return_.issues)[:5]
    agencies = ("Police", "Council", "Fire")
    where = store, person, record
    planned = plan_workshop(
        *where, title="Load", issues=issues, agencies=agencies, quorum=2, operation=new_operation()
    )
    open_workshop(*where, planned.id, operation=new_operation())
    open_issue(*where, planned.id, issues[0], operation=new_operation())
    return [
        invite_participant(
            *where,
            planned.id,
            name=f"Scorer {k}",
            agency=agencies[k % 3],
            operation=new_operation(),
        ).token
        for k in range(participants)
    ]


def starts(count: int) -> None:
    """Print how long the command takes until it answers, on the sample county, again and again."""
    with tempfile.TemporaryDirectory() as name:
        waits = []
        for _ in range(count + 1):
            port = free_port()
            command = [
                sys.executable,
                "-m",
                "toolkit",
                "app",
                "--sample",
                "--no-browser",
                "--port",
                str(port),
            ]
            began = time.perf_counter()
            with served(
                command, port=port, cwd=CHECKOUT, env={"XDG_DATA_HOME": name}, log=Path(name) / "log"
            ):
                waits.append(time.perf_counter() - began)
                time.sleep(AT_REST)
        first, *others = waits
        print(
            f"  ready after {median(others):.2f} s, median of {count} starts ({min(others):.2f} to "
            f"{max(others):.2f}); the first, which also makes the database, {first:.2f} s"
        )


@contextmanager
def running(participants: int) -> Iterator[App]:
    """Serve such a database."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        tokens, record = with_workshop(folder, participants)
        command = [sys.executable, "-m", "toolkit", "app", "--no-browser", "--port", str(port)]
        env = {"TOOLKIT_DB": str(folder / "county.db"), "XDG_DATA_HOME": name}
        began = time.perf_counter()
        with served(command, port=port, cwd=CHECKOUT, env=env, log=folder / "log") as url:
            waited = time.perf_counter() - began
            app = App(url, process_at(port), tokens, record)
            print(f"  {os.getloadavg()[0]:.1f} programs want the {os.cpu_count()} cores already")
            print(f"  ready after {waited:.2f} s, {app.processor_seconds():.2f} s of them processor time")
            yield app


def process_at(port: int) -> int:
    """Return the id of the process that was started with `port` in its arguments."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if str(port).encode() in words:
                return int(entry.name)
    raise RuntimeError("The server is gone.")


async def take_part(session: Session, waits: Waits, until: float, rng: random.Random) -> None:
    """Poll every two seconds, and change a level now and then."""
    await asyncio.sleep(rng.random() * POLL)
    next_vote = time.monotonic() + rng.random() * VOTE
    while time.monotonic() < until:
        began = time.monotonic()
        waits.note("poll", await session.poll())
        if began >= next_vote and session.radios:
            radio = rng.choice(list(session.radios))
            vote = await session.choose(radio, rng.choice(session.others(radio)))
            waits.note("vote", vote)
            waits.failed += [] if vote.says_saved else ["vote not saved"]
            next_vote = began + VOTE
        await asyncio.sleep(max(0.0, began + POLL - time.monotonic()))


async def facilitate(session: Session, waits: Waits, until: float) -> None:
    """Poll every two seconds from the page that runs the workshop."""
    while time.monotonic() < until:
        began = time.monotonic()
        waits.note("facilitator", await session.poll())
        await asyncio.sleep(max(0.0, began + POLL - time.monotonic()))


async def workshop(app: App, people: int, seconds: float) -> None:
    """Print what a workshop of so many people and its facilitator waits."""
    waits = Waits()
    async with AsyncExitStack() as stack:
        sessions = [
            await stack.enter_async_context(Session(app.url, "join", urlencode({"me": token})))
            for token in app.tokens[:people]
        ]
        leader = await stack.enter_async_context(
            Session(app.url, "workshop", f"return={quote_plus('Maidstone, 2016-17')}")
        )
        for one in (*sessions, leader):
            waits.note("first page", await one.load())
        used, began = app.processor_seconds(), time.monotonic()
        until = began + seconds
        crowd = [take_part(one, waits, until, random.Random(k)) for k, one in enumerate(sessions)]
        await asyncio.gather(*crowd, facilitate(leader, waits, until))
        share = (app.processor_seconds() - used) / (time.monotonic() - began)
        print(f"  {people} participants and a facilitator for {seconds:.0f} s")
        waits.show()
        print(f"    {share:.0%} of one core, {app.megabytes():.0f} MB with {people + 1} sessions")


async def analyse(session: Session, waits: Waits, until: float, rng: random.Random) -> None:
    """Go from page to page, as fast as somebody reads; people do not all begin at one moment."""
    await asyncio.sleep(rng.random() * 6)
    while time.monotonic() < until:
        page = rng.choice(PAGES)
        waits.note(page, await session.load(page))
        await asyncio.sleep(2 + rng.random() * 4)


async def analysts(app: App, people: int, seconds: float) -> None:
    """Print what so many analysts wait for a page."""
    waits = Waits()
    async with AsyncExitStack() as stack:
        query = f"return={quote_plus('Maidstone, 2016-17')}"
        sessions = [await stack.enter_async_context(Session(app.url, "score", query)) for _ in range(people)]
        for one in sessions:
            await one.load()
        used, until = app.processor_seconds(), time.monotonic() + seconds
        await asyncio.gather(
            *(analyse(one, waits, until, random.Random(k)) for k, one in enumerate(sessions))
        )
        used = app.processor_seconds() - used
    print(f"  {people} analysts for {seconds:.0f} s, a page every 2 to 6 s each")
    every = Waits({"any page": [wait for waits_ in waits.by.values() for wait in waits_]}, waits.failed)
    Waits(waits.by, []).show()
    every.show()
    each = used / len(every.by["any page"]) * 1000
    print(f"    {each:.0f} ms of processor time a page, {app.megabytes():.0f} MB")


async def changed_level(app: App) -> None:
    """Print how long it takes from a changed level to the ranking with its exact doubt."""
    waits, spent = Waits(), 0.0
    rng = random.Random(2017)
    async with Session(app.url, "score", f"return={quote_plus('Maidstone, 2016-17')}") as session:
        for _ in range(8):
            waits.note("score", await session.load("score"))
            radio = rng.choice(list(session.radios))
            used = app.processor_seconds()
            saved = await session.choose(radio, rng.choice(session.others(radio)))
            shown = await session.load("ranking")
            spent += app.processor_seconds() - used
            waits.note("saved", saved)
            waits.note("ranking", shown)
            waits.note("both", Answer(saved.seconds + shown.seconds, []))
    print("  one person: a level changed and saved, then the ranking with exact doubt drawn anew")
    waits.show()
    print(f"    {spent / 8 * 1000:.0f} ms of processor time for both")


async def crossed(app: App) -> None:
    """Print how often a level is stored and the page does not say so, as it asks by itself at that moment."""
    people, times = 8, 60

    async def one(session: Session, rng: random.Random) -> int:
        await session.load()
        unsaid = 0
        for _ in range(times):
            radio = rng.choice(list(session.radios))
            option, pause = rng.choice(session.others(radio)), rng.random() * CROSSING
            unsaid += not (await session.choose_and_poll(radio, option, pause)).says_saved
        return unsaid

    async with AsyncExitStack() as stack:
        sessions = [
            await stack.enter_async_context(Session(app.url, "join", urlencode({"me": token})))
            for token in app.tokens[:people]
        ]
        silent = sum(await asyncio.gather(*(one(it, random.Random(k)) for k, it in enumerate(sessions))))
    print(
        f"  {people} participants choose {times} levels each, and their pages ask by themselves "
        f"within {CROSSING * 1000:.0f} ms: {silent} of {people * times} not said to be saved"
    )


PARTS: dict[str, Callable[[App, float], Awaitable[None]]] = {
    "level": lambda app, _: changed_level(app),
    "twenty": lambda app, seconds: workshop(app, 20, seconds),
    "fifty": lambda app, seconds: workshop(app, 50, seconds),
    "crossed": lambda app, _: crossed(app),
    "analysts": lambda app, seconds: analysts(app, 20, seconds),
}


def main() -> None:
    """Serve the app and let crowds at it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["start", *sorted(PARTS)], action="append")
    parser.add_argument("--starts", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=30.0)
    wanted = parser.parse_args()
    chosen = wanted.only or ["start", *PARTS]
    if "start" in chosen:
        starts(wanted.starts)
    if parts := [PARTS[name] for name in chosen if name in PARTS]:
        with running(50) as app:
            for part in parts:
                asyncio.run(part(app, wanted.seconds))


if __name__ == "__main__":
    main()

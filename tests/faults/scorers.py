"""People who each fill one row of a return over and over, and what the database must hold of it afterwards.

As a program it is the app's process: 20 threads write through one store. It prints a line for each change
once the store has said it is saved, so that it can be killed and held to what it printed.
"""

import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack

from sqlalchemy import select

from tests import small
from toolkit.errors import StorageFailed
from toolkit.model.assessment import Score
from toolkit.model.principal import Grant, Principal, Role, sole_user
from toolkit.store import schema
from toolkit.store.address import parse_address
from toolkit.store.assessments import new_operation, save_scores, start_return
from toolkit.store.chain import broken_link
from toolkit.store.database import Database
from toolkit.store.store import Store
from toolkit.store.verifying import verify

SCORERS = 20
KEEPER = sole_user("Kim Local")
Refused = tuple[dict[int, int], set[str]]


def open_store(address: str) -> Store:
    with ExitStack() as opened:
        database = opened.enter_context(Database(parse_address(address)))
        database.prepare()
        opened.pop_all()
        return Store(database)


def start(store: Store, number: int = 0) -> str:
    """Start a small return, of another year for each number, and give its record."""
    year = f"{1900 + number}-{(1901 + number) % 100:02}"
    return_ = small.plain({"burglary": (1, 2, 3)}, assessment_year=year)
    return start_return(store, KEEPER, return_, operation=new_operation()).record.id


def scorer(who: int) -> Principal:
    grants = (Grant(role=Role.ANALYST, district="Maidstone"),)
    return Principal(id=f"scorer-{who}", name=f"Scorer {who}", grants=grants)


def row(who: int, number: int) -> Score:
    """Return what the row of a scorer says after so many changes; after none it is empty."""
    said = {"level": number % 5, "rationale": f"change {number}"} if number else {}
    return Score(issue="gangs", criterion="physical", scorer=f"Scorer {who}", **said)  # type: ignore[arg-type]


def operation(record: str, who: int, number: int) -> str:
    return f"{record[:8]}-{who}-{number}"


def change(store: Store, record: str, who: int, number: int) -> None:
    """Make the change of that number, or make sure that it is made."""
    pair = row(who, number - 1), row(who, number)
    save_scores(store, scorer(who), record, [pair], operation=operation(record, who, number))


def read_saved(lines: Iterable[str]) -> dict[int, int]:
    """Return the number of the last change that each scorer was told is saved; half a line tells nothing."""
    saved = dict.fromkeys(range(SCORERS), 0)
    for line in lines:
        if line.endswith(".\n"):
            who, number = line.removesuffix(".\n").split()
            saved[int(who)] = max(saved[int(who)], int(number))
    return saved


def retry_and_hold(store: Store, record: str, saved: dict[int, int]) -> None:
    """Send the next change of each scorer again, and hold the database to what was said."""
    told = {operation(record, who, number) for who, last in saved.items() for number in range(1, last + 1)}
    assert told - counts(store, record).keys() == set()
    for who, last in saved.items():
        change(store, record, who, last + 1)
    wanted = {operation(record, who, n): 1 for who, last in saved.items() for n in range(1, last + 2)}
    assert counts(store, record) == wanted
    with store.database.reading() as connection:
        found = store.record(connection, record)
        query = select(schema.revision).where(schema.revision.c.record == record)
        rows = connection.execute(query.order_by(schema.revision.c.seq)).mappings().all()
    assert broken_link(found.start, rows)[1] is None


def hold_all(store: Store) -> None:
    """Verify the whole database, as the command does; each round needs its own return verified only."""
    verification = verify(store, KEEPER)
    assert verification.sound, verification


def counts(store: Store, record: str) -> Counter[str]:
    """Return how many revisions each operation left in what scorers filled."""
    table = schema.revision
    query = select(table.c.operation).where(table.c.record == record, table.c.key.like("gangs/%Scorer%"))
    with store.database.reading() as connection:
        return Counter(connection.execute(query).scalars())


def fill_without_end(store: Store, record: str, who: int, said: list[str] | None = None) -> None:
    """Change one row for as long as the store takes it; say so after each change."""
    number = 0
    while True:
        try:
            change(store, record, who, number + 1)
        except StorageFailed as error:
            if said is None:
                raise
            said.append(str(error))
            return
        number += 1
        line = f"{who} {number}.\n"
        if said is None:
            os.write(1, line.encode())
        else:
            said.append(line)


def fill_until_refused(store: Store, record: str, meanwhile: Callable[[], object] = int) -> Refused:
    """Let 20 threads change rows until the store refuses each; `meanwhile` is done while they do.

    Return the number of the last change that each was told is saved, and everything said in refusal.
    """
    said: list[str] = []
    threads = [
        threading.Thread(target=fill_without_end, args=(store, record, who, said)) for who in range(SCORERS)
    ]
    for thread in threads:
        thread.start()
    meanwhile()
    for thread in threads:
        thread.join()
    return read_saved(said), {line for line in said if not line.endswith(".\n")}


def main(address: str, record: str) -> None:
    store = open_store(address)
    threads = [threading.Thread(target=fill_without_end, args=(store, record, who)) for who in range(SCORERS)]
    for thread in threads:
        thread.start()


if __name__ == "__main__":
    main(*sys.argv[1:])

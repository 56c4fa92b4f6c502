"""Proof against tampering, in real databases whose guards were taken off first."""

import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import small
from toolkit.errors import Conflict, IntegrityBroken, UsageError
from toolkit.model.assessment import Score
from toolkit.model.principal import sole_user
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation, save_scores, start_return
from toolkit.store.backup import backup_database, verified_copy
from toolkit.store.database import Database
from toolkit.store.history import changes
from toolkit.store.store import Store
from toolkit.store.verifying import accept_restored, verify

ANN = sole_user("Ann")


def a_score(level: int | None) -> Score:
    return Score(issue="burglary", criterion="physical", scorer="A Smith", level=level, rationale="Gŵyr")


def with_changes(store: Store, count: int = 4) -> str:
    record = start_return(store, ANN, small.a_return([a_score(0)]), operation=new_operation()).record.id
    for level in range(count):
        save_scores(
            store,
            ANN,
            record,
            [(a_score(level), a_score(level + 1))],
            operation=new_operation(),
            reason="news",
        )
    return record


def tamper(store: Store, *statements: str) -> None:
    """Do what only someone with the database's own rights can do."""

    def work(connection: object) -> None:
        execute = connection.exec_driver_sql  # type: ignore[attr-defined]
        if store.database.is_sqlite:
            for table in ("revision", "kept_list", "record"):
                execute(f"DROP TRIGGER {table}_no_update")
                execute(f"DROP TRIGGER {table}_no_delete")
        else:
            for table in ("revision", "kept_list", "record"):
                execute(f"DROP TRIGGER {table}_only_added ON {table}")
        for statement in statements:
            execute(statement)

    store.database.write(work)


def problem(store: Store) -> str:
    found = verify(Store(store.database), ANN)
    assert not found.sound
    return "; ".join([*found.problems, *(one.problem for one in found.records if one.problem)])


def test_what_nobody_touched_is_sound_and_its_heads_are_noted(store: Store) -> None:
    with_changes(store)
    found = verify(store, ANN)
    assert found.sound
    assert found.revisions == 7
    assert [anchor.why for anchor in store.anchors.noted()][-1] == "verified"


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        (("UPDATE revision SET reason = 'x' WHERE seq = 5",), "revision 5 was changed"),
        (("UPDATE revision SET author_name = 'Ben' WHERE seq = 5",), "revision 5 was changed"),
        (("UPDATE revision SET at = '2020' WHERE seq = 5",), "revision 5 was changed"),
        (("DELETE FROM revision WHERE seq = 5",), "revision 5 was removed: the next one there is number 6"),
        (("DELETE FROM revision WHERE seq > 5",), "the end was cut off: 7 revisions were noted .* 5 are"),
        (
            (
                "UPDATE revision SET seq = 100 WHERE seq = 1",
                "UPDATE revision SET seq = 1, since = 1 WHERE seq = 2",
                "UPDATE revision SET seq = 2 WHERE seq = 100",
            ),
            "revision 1 was changed",
        ),
        (("UPDATE record SET district = 'Swale'",), "revision 1 does not follow the one before it"),
        (("UPDATE kept_list SET content = '{}' WHERE kind = 'matrix'",), "matrix small 1.0 was changed"),
    ],
)
def test_tampering_is_found_and_named(store: Store, statements: tuple[str, ...], message: str) -> None:
    with_changes(store)
    assert verify(store, ANN).sound
    tamper(store, *statements)
    assert re.search(message, problem(store))


def test_a_chain_written_anew_from_the_start_is_found_by_the_heads_noted_outside(store: Store) -> None:
    with_changes(store)
    assert verify(store, ANN).sound
    lines = [json.loads(line) for line in store.anchors.path.read_text().splitlines()]
    store.anchors.path.write_text("\n".join(json.dumps(line | {"hash": "0" * 64}) for line in lines) + "\n")
    assert "is not the one noted outside the database" in problem(store)


def test_a_record_that_is_gone_is_missed(store: Store) -> None:
    record = with_changes(store)
    assert verify(store, ANN).sound
    tamper(store, "DELETE FROM revision", "DELETE FROM record")
    assert problem(store) == f"a record is gone: {record}, noted with 7 revisions"


def test_a_clock_that_steps_back_changes_no_order_and_is_shown(where: Address) -> None:
    times = iter(datetime(2026, 10, 25, 3, tzinfo=UTC) - timedelta(hours=n) for n in range(100))
    with Store(Database(where, clock=lambda: next(times))) as store:
        store.database.prepare()
        record = with_changes(store, 2)
        assert verify(store, ANN).sound
        found = changes(store, ANN, record)
        assert [change.seq for change in found] == [1, 2, 3, 4, 5]
        assert [change.clock_stepped_back for change in found] == [False, False, False, True, True]


def test_history_says_who_what_when_why_before_and_after(where: Address) -> None:
    with Store(Database(where, clock=lambda: datetime(2026, 7, 1, 23, 30, tzinfo=UTC))) as store:
        store.database.prepare()
        record = with_changes(store, 1)
        last = changes(store, ANN, record)[-1]
        assert (last.author, last.reason, last.issues) == ("Ann", "news", ("burglary",))
        assert (last.before or {})["level"] == 0
        assert (last.after or {})["level"] == 1
        assert f"{last.at_home:%Y-%m-%d %H:%M %Z}" == "2026-07-02 00:30 BST"
        assert changes(store, ANN, record, issue="gangs") == ()
        assert len(changes(store, ANN, record, issue="burglary", person="ann", day=last.day)) == 2


def test_a_backup_is_one_sound_file_and_never_overwrites(tmp_path: Path) -> None:
    with Store(Database(Address(path=tmp_path / "county.db"))) as store:
        store.database.prepare()
        with_changes(store)
        copy = tmp_path / "copies" / "county.db"
        assert backup_database(store, ANN, copy).revisions == 7
        assert sorted(path.name for path in copy.parent.iterdir()) == ["county.db"]
        assert verified_copy(copy, ANN).sound
        with pytest.raises(Conflict, match=r"county.db already exists; name a new file"):
            backup_database(store, ANN, copy)


def test_an_older_copy_put_back_is_noticed_until_someone_says_why(tmp_path: Path) -> None:
    path, copy = tmp_path / "county.db", tmp_path / "copy.db"
    with Store(Database(Address(path=path))) as store:
        store.database.prepare()
        record = with_changes(store, 2)
        backup_database(store, ANN, copy)
        save_scores(store, ANN, record, [(a_score(2), a_score(3))], operation=new_operation())
        assert verify(store, ANN).sound
    shutil.copy(copy, path)
    with Store(Database(Address(path=path))) as store:
        assert "the end was cut off: 6 revisions were noted outside the database, 5 are there" in problem(
            store
        )
        with pytest.raises(UsageError, match="Say why an older copy was put back"):
            accept_restored(store, ANN, " ")
        assert accept_restored(store, ANN, "the disk failed").sound
        assert verify(store, ANN).sound


def test_a_damaged_copy_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "county.db"
    with Store(Database(Address(path=path))) as store:
        store.database.prepare()
        with_changes(store)
        tamper(store, "UPDATE revision SET reason = 'x' WHERE seq = 5")
        with pytest.raises(IntegrityBroken, match="is not sound: maidstone-2016-17: revision 5 was changed"):
            backup_database(store, ANN, tmp_path / "copy.db")
        assert not (tmp_path / "copy.db").exists()


def test_a_postgresql_database_is_backed_up_with_its_own_tools(store: Store, tmp_path: Path) -> None:
    if store.database.is_sqlite:
        assert backup_database(store, ANN, tmp_path / "copy.db").sound
    else:
        with pytest.raises(UsageError, match="backed up with pg_dump"):
            backup_database(store, ANN, tmp_path / "copy.db")

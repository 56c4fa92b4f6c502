"""A snapshot makes opening quicker and says nothing else than the revisions do."""

import json
import re
import zlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

import toolkit.store.snapshots as snapshots_module
from tests import small
from toolkit.model.assessment import Score
from toolkit.model.principal import Principal
from toolkit.store import schema
from toolkit.store.assessments import new_operation, open_return, save_scores, start_return
from toolkit.store.preparing import bring_up_to_date
from toolkit.store.records import RecordKind, all_records
from toolkit.store.snapshots import read_snapshot
from toolkit.store.state import _read_afresh
from toolkit.store.store import Store
from toolkit.store.verifying import verify


@pytest.fixture(autouse=True)
def _every_third_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots_module, "EVERY", 3)
    monkeypatch.setattr("toolkit.store.preparing.EVERY", 3)


def a_score(level: int | None, scorer: str = "A Smith") -> Score:
    return Score(issue="burglary", criterion="physical", scorer=scorer, level=level, rationale="Gŵyr {0}")


def started(store: Store, person: Principal) -> str:
    return start_return(store, person, small.a_return([a_score(0)]), operation=new_operation()).record.id


def change(store: Store, person: Principal, record: str, before: Score, after: Score) -> None:
    save_scores(store, person, record, [(before, after)], operation=new_operation())


def raised(store: Store, person: Principal, record: str, times: int) -> None:
    for level in range(times):
        change(store, person, record, a_score(level), a_score(level + 1))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(
        st.tuples(st.sampled_from(["A Smith", "B Jones"]), st.integers(0, 4) | st.none()), max_size=14
    )
)
def test_a_record_opens_alike_with_and_without_its_snapshot(
    store: Store, person: Principal, changes: list[tuple[str, int | None]]
) -> None:
    year = f"{2000 + store.__dict__.setdefault('years', 0)}"
    store.__dict__["years"] += 1
    label = f"{year}-{int(year[2:]) + 1:02d}"
    return_ = small.a_return([a_score(0)]).changed(assessment_year=label)
    record = start_return(store, person, return_, operation=new_operation()).record
    now = {"A Smith": a_score(0), "B Jones": Score(issue="burglary", criterion="physical", scorer="B Jones")}
    for scorer, level in changes:
        empty = Score(issue="burglary", criterion="physical", scorer=scorer)
        new = empty if level is None else a_score(level, scorer)
        change(store, person, record.id, now[scorer], new)
        now[scorer] = new

    fresh = Store(store.database)
    with store.database.reading() as connection:
        afresh = _read_afresh(connection, record)
        state = fresh.state(connection, record)
        kept = read_snapshot(connection, record)
    assert kept is not None
    assert kept[0].count <= state.head.count < kept[0].count + 3
    assert state.head == afresh.head
    assert list(state.entries) == list(afresh.entries)
    assert state.scores == afresh.scores
    assert [entry.value for entry in state.entries.values()] == [e.value for e in afresh.entries.values()]
    assert open_return(fresh, person, record.id).return_ == open_return(store, person, record.id).return_


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no such thing", "the snapshot at revision 6 cannot be read"),
        (zlib.compress(b"[["), "the snapshot at revision 6 cannot be read"),
        (zlib.compress(b"[]"), "the snapshot at revision 6 cannot be read"),
        (zlib.compress(b'{"rows": [], "fields": {}}'), "the snapshot at revision 6 cannot be read"),
    ],
)
def test_a_snapshot_that_is_not_what_the_revisions_say_is_named(
    store: Store, person: Principal, content: bytes, message: str
) -> None:
    record = started(store, person)
    raised(store, person, record, 4)
    assert verify(store, person).sound
    store.database.write(lambda c: c.execute(update(schema.snapshot).values(content=content)))
    (found,) = (one.problem for one in verify(store, person).records if one.problem)
    assert re.match(message, found)


def test_one_level_changed_in_a_snapshot_alone_is_named(store: Store, person: Principal) -> None:
    record = started(store, person)
    raised(store, person, record, 4)

    def raise_level(connection: object) -> None:
        execute = connection.execute  # type: ignore[attr-defined]
        columns = json.loads(zlib.decompress(execute(select(schema.snapshot.c.content)).scalar_one()))
        assert columns["fields"]["level"] == {"all": [3]}
        columns["fields"]["level"] = {"all": [1]}
        execute(update(schema.snapshot).values(content=zlib.compress(json.dumps(columns).encode())))

    store.database.write(raise_level)
    assert not verify(store, person).sound


def pieces_missing(content: bytes) -> bytes:
    columns = json.loads(zlib.decompress(content))
    columns["values"].pop()
    return zlib.compress(json.dumps(columns).encode())


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"damaged",
        pieces_missing,
        lambda _: zlib.compress(b'{"rows": [{"all": []}], "fields": [], "scores": [], "values": []}'),
    ],
    ids=["no snapshot", "a piece missing", "another shape"],
)
def test_a_damaged_snapshot_keeps_nobody_from_the_return(
    store: Store, person: Principal, damage: Callable[[bytes], bytes]
) -> None:
    record = started(store, person)
    raised(store, person, record, 4)
    with store.database.reading() as connection:
        content = connection.execute(select(schema.snapshot.c.content)).scalar_one()
    store.database.write(lambda c: c.execute(update(schema.snapshot).values(content=damage(content))))
    assert open_return(Store(store.database), person, record).return_.scores == (a_score(4),)


def test_a_snapshot_of_another_chain_is_not_believed(store: Store, person: Principal) -> None:
    record = started(store, person)
    raised(store, person, record, 4)
    store.database.write(lambda c: c.execute(update(schema.snapshot).values(hash="0" * 64)))
    assert open_return(Store(store.database), person, record).return_.scores == (a_score(4),)
    (found,) = (one.problem for one in verify(store, person).records if one.problem)
    assert found == "the snapshot at revision 6 cannot be read or is of another chain"


def test_an_upgrade_makes_the_snapshots_of_long_chains(store: Store, person: Principal) -> None:
    record = started(store, person)
    raised(store, person, record, 4)
    store.database.write(lambda c: c.execute(text("DROP TABLE snapshot")))
    store.database.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '0002'")))
    bring_up_to_date(store, person)
    with store.database.reading() as connection:
        (found,) = all_records(connection, RecordKind.ASSESSMENT)
        kept = read_snapshot(connection, found)
    assert kept is not None
    assert kept[0].count == 7
    assert verify(store, person).sound


FIELDS: dict[str, list[str]] = {name: [] for name in Score.model_fields}


def test_values_from_columns_are_those_from_rows() -> None:
    rows = [a_score(level, scorer).model_dump(mode="json") for level in (0, 4, None) for scorer in ("A", "B")]
    columns = {name: [row[name] for row in rows] for name in Score.model_fields}
    assert Score.all_from_columns(columns) == Score.all_trusted(rows) == [Score(**row) for row in rows]
    shuffled = [dict(reversed(row.items())) for row in rows]
    older = {name: value for name, value in rows[0].items() if name != "round"}
    assert Score.all_trusted([*shuffled, older]) == [Score(**row) for row in [*rows, rows[0]]]


@pytest.mark.parametrize(
    "columns",
    [{}, {"issue": ["gangs"]}, dict(reversed(FIELDS.items())), {**FIELDS, "more": []}],
)
def test_columns_of_something_else_make_no_values(columns: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="are not the fields of Score"):
        Score.all_from_columns(columns)


def test_columns_of_different_lengths_make_no_values() -> None:
    with pytest.raises(ValueError, match="zip"):
        Score.all_from_columns({**FIELDS, "issue": ["gangs"]})

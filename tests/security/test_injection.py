"""Text that looks like a statement, a formula or markup goes through the store and comes out as it was."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import inspect, select, text

from tests import strategies
from tests.corpus.texts import INERT
from tests.security.world import ISSUE, World, a_return, account, world
from toolkit.__main__ import run
from toolkit.errors import ExitCode, ToolkitError
from toolkit.exchange import export_county
from toolkit.exchange.reading import shipped_county
from toolkit.files.county_folder import read_county
from toolkit.files.csv_text import as_meant
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.horizon import HorizonItem
from toolkit.model.issues import Issue
from toolkit.model.principal import Grant, Principal, Role
from toolkit.model.priorities import Priority
from toolkit.model.revision import score_of
from toolkit.model.workshop import PrivateScore
from toolkit.store.assessments import new_operation, open_return, record_for, save_return, start_return
from toolkit.store.attending import attendance
from toolkit.store.county import start_county
from toolkit.store.history import changes
from toolkit.store.joining import invite_participant, join, participant_principal
from toolkit.store.people import add_person, people, principal_for
from toolkit.store.store import Store
from toolkit.store.verifying import verify
from toolkit.store.workshop_rounds import open_issue, park_issue, record_agreed
from toolkit.store.workshop_scoring import participant_view, score_privately
from toolkit.store.workshops import arrange_workshop, open_workshop, plan_workshop

SQL = (
    "'; DROP TABLE revision; --",
    "' OR '1'='1",
    '" OR ""="',
    "1; DELETE FROM record",
    "' UNION SELECT * FROM participant --",
    "Robert'); DROP TABLE record;--",
    "%' AND 1=(SELECT COUNT(*) FROM join_code) --",
    "\\'; TRUNCATE revision; --",
    "$$; DROP TABLE revision; $$",
    ":name %(name)s ? {0} %s",
    "admin'--",
    "') ; UPDATE revision SET value = null; --",
    "/**/OR/**/1=1",
    "x' AND randomblob(1000000000) --",
    "1 OR pg_sleep(10)",
    "E'\\x27'",
    "`; DROP TABLE revision",
    "'||(SELECT token_hash FROM participant)||'",
    "null",
    '{"$ne": null}',
)
TEXTS = (*SQL, *INERT)
FORMULA = tuple("=+-@\t\r")


def tables(store: Store) -> set[str]:
    with store.database.reading() as connection:
        return set(inspect(connection).get_table_names())


def hostile_return(district: str = "Ashford") -> Return:
    issues = tuple(
        Issue(id=f"own-{n}", name=words, theme=words, description=words) for n, words in enumerate(TEXTS)
    )
    scores = tuple(
        Score(
            issue=f"own-{n}",
            criterion="physical",
            scorer=words,
            agency=words,
            level=2,
            rationale=words,
            evidence=words,
        )
        for n, words in enumerate(TEXTS)
    )
    priorities = tuple(Priority(worded=words, level="main", source=words) for words in dict.fromkeys(TEXTS))
    horizon = tuple(
        HorizonItem(
            id=f"i{n}", title=words, heading="legislation", kind="event", description=words, owner=words
        )
        for n, words in enumerate(TEXTS)
    )
    parts = {"local_issues": issues, "scores": scores, "priorities": priorities, "horizon": horizon}
    return a_return(district, {}).changed(**parts, handling=TEXTS[0])


def test_every_text_of_a_return_comes_out_of_the_store_as_it_went_in(store: Store, person: Principal) -> None:
    before, return_ = tables(store), hostile_return()
    started = start_return(store, person, return_, operation=new_operation())
    assert open_return(store, person, started.record.id).return_ == return_
    assert tables(store) == before
    assert verify(store, person).sound
    said = {str((change.after or {}).get("name", "")) for change in changes(store, person, started.record.id)}
    assert set(TEXTS) <= said


@pytest.mark.parametrize("words", SQL)
def test_a_filter_made_of_a_statement_finds_nothing_and_changes_nothing(
    store: Store, person: Principal, words: str
) -> None:
    return_ = a_return("Ashford", {ISSUE: {"physical": 1}})
    record = start_return(store, person, return_, operation=new_operation()).record
    before = tables(store)
    assert changes(store, person, record.id, person=words) == ()
    assert changes(store, person, record.id, issue=words) == ()
    assert principal_for(store, words).grants == ()
    assert participant_principal(store, words) is None
    for look in (lambda: open_return(store, person, words), lambda: record_for(store, person, words, words)):
        with pytest.raises(ToolkitError, match=r"no (such )?return"):
            look()
    with pytest.raises(ToolkitError, match="That code is not known"):
        join(store, words, name="Cy", agency="Fire", source=words, operation=words)
    assert tables(store) == before
    assert open_return(store, person, record.id).return_ == return_


def test_every_text_of_a_workshop_comes_out_as_it_went_in(store: Store, person: Principal) -> None:
    return_ = a_return("Ashford", {ISSUE: {"physical": 1}})
    record = start_return(store, person, return_, operation=new_operation()).record.id
    before = tables(store)
    for words, issue in zip(SQL, (one.id for one in strategies.CATALOGUE.issues), strict=True):
        where = store, person, record
        planned = plan_workshop(
            *where,
            title=words,
            issues=(issue,),
            agencies=(words,),
            planned_for=words,
            operation=new_operation(),
        )
        assert (planned.title, planned.agencies, planned.planned_for) == (words, (words,), words)
        at = (*where, planned.id)
        open_workshop(*at, operation=new_operation())
        joined = invite_participant(*at, name=words, agency=words, operation=new_operation())
        opened = open_issue(*at, issue, operation=new_operation())
        who = participant_principal(store, joined.token)
        assert who is not None
        score = PrivateScore(criterion="physical", level=1, rationale=words, evidence=words)
        round_ = opened.now.round if opened.now else 0
        score_privately(store, who, [score], issue=issue, round=round_, operation=new_operation())
        assert participant_view(store, who).own[0].rationale == words
        seen = score_of(open_return(store, person, record).return_, issue, "physical", AGREED)
        row = seen.changed(level=2, rationale=words, dissent=words)
        record_agreed(*at, seen=seen, agreed=row, operation=new_operation())
        park_issue(*at, issue, reason=words, operation=new_operation())
        assert arrange_workshop(*at, title=f"{words}!", operation=new_operation()).title == f"{words}!"
        assert [(one.name, one.agency) for one in attendance(*at).people] == [(words, words)]
    assert tables(store) == before
    assert verify(store, person).sound


def test_people_may_be_called_anything_and_reasons_say_anything(store: Store, person: Principal) -> None:
    for number, words in enumerate(SQL):
        grant = Grant(role=Role.ANALYST, district=words)
        add_person(
            store, person, f"{number}@a.example", words, (grant,), operation=new_operation(), reason=words
        )
    assert {one.name for one in people(store, person)} == set(SQL)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=strategies.texts(200, least=1))
def test_any_text_goes_in_and_out(store: Store, person: Principal, words: str) -> None:
    district = new_operation()
    record = start_return(store, person, a_return(district, {}), operation=new_operation()).record.id
    priority = Priority(worded=words, level="main", source=words)
    stored = save_return(
        store,
        person,
        record,
        lambda r: r.changed(priorities=(priority,)),
        operation=new_operation(),
        reason=words,
    )
    assert stored.return_.priorities == (priority,)


def test_what_the_store_writes_out_reads_back_and_holds_no_formula(
    store: Store, person: Principal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_county(store, person, shipped_county(), operation=new_operation())
    start_return(store, person, hostile_return(), operation=new_operation(), slug="ashford")
    export_county(store, person, tmp_path / "out")
    assert read_county(tmp_path / "out").returns == (hostile_return(),)
    for path in (tmp_path / "out").rglob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))):
            assert [cell for cell in row if cell.lstrip().startswith(FORMULA)] == []
    capsys.readouterr()


def test_the_commands_about_the_store_print_csv_that_no_spreadsheet_works_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOOLKIT_DB", str(tmp_path / "county.db"))
    assert run(["people", "add", "k@a.example", "--name", "=1+2", "--administrator", "--reason", "@x"]) == 0
    capsys.readouterr()
    for command in (["people", "list"], ["people", "history"]):
        assert run([*command, "--format", "csv"]) == ExitCode.DONE
        rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
        assert [cell for row in rows for cell in row if cell.lstrip().startswith(FORMULA)] == []
        assert {"=1+2", "@x"} & {as_meant(cell) for row in rows for cell in row}
        assert run([*command, "--format", "markdown"]) == ExitCode.DONE
        assert "=1+2" in capsys.readouterr().out.replace("\\", "") or command[1] == "history"


def test_the_views_show_hostile_text_as_text(store: Store, person: Principal) -> None:
    start_return(store, person, hostile_return(), operation=new_operation())
    with store.database.reading() as connection:
        column = select(text("worded")).select_from(text("current_priority"))
        assert {row[0] for row in connection.execute(column)} == set(TEXTS)


def test_a_world_of_hostile_names_keeps_its_walls(store: Store, person: Principal) -> None:
    found: World = world(store, person)
    outsider = account(store, person, "x@a.example", Grant(role=Role.ANALYST, district="' OR '1'='1"))
    with pytest.raises(ToolkitError, match="may not read the return of Ashford"):
        open_return(store, outsider, found.own.record_id)

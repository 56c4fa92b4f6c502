import random
from dataclasses import replace

import pytest
from sqlalchemy import Connection, func, select

import toolkit.store.snapshots as snapshots_module
from tests import small
from toolkit.documents import signed_numbers
from toolkit.errors import Conflict, NotPermitted
from toolkit.files.library import Library
from toolkit.model.assessment import Marking, Return, ReturnStatus, Score
from toolkit.model.county import CountyDecisions, NotEscalated
from toolkit.model.horizon import HorizonItem, HorizonKind
from toolkit.model.matrix import Matrix
from toolkit.model.principal import Grant, Principal, Role
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.store import schema
from toolkit.store.acts import Edit, Stale, append, begin_act
from toolkit.store.assessments import new_operation, open_return, readable_records, record_for, save_return
from toolkit.store.county import find_county, open_county, save_county
from toolkit.store.import_plan import Batch
from toolkit.store.importing import make_import, plan_import
from toolkit.store.lists import kept_texts
from toolkit.store.store import Store
from toolkit.store.values import score_key
from toolkit.store.verifying import verify

LEVELS = {"burglary": (1, 2, 3), "gangs": (0, "unknown", 4), "hate-crime": (2, 2, 2)}
WORDED = (
    Priority(worded="Gangs", level=PriorityLevel.MAIN),
    Priority(worded="Gangs", level=PriorityLevel.SUB_THEME),
    Priority(worded="Safer roads", level=PriorityLevel.MAIN, categories=("ASB",)),
)


def a_return(**changes: object) -> Return:
    return small.plain(LEVELS, priorities=WORDED, **changes)


def shuffled(return_: Return) -> Return:
    rng = random.Random(4)  # noqa: S311 (any order will do)
    fields = ("scores", "priorities", "horizon", "local_issues")
    return return_.changed(**{f: tuple(rng.sample(rows := getattr(return_, f), len(rows))) for f in fields})


def decisions(**changes: object) -> CountyDecisions:
    given: dict[str, object] = {
        "name": "Kent",
        "area_set": Library().area_set("kent-areas"),
        "category_set": small.category_set(),
        "heading_set": small.heading_set(),
        "horizon": (HorizonItem(id="h1", title="A law", heading="political", kind=HorizonKind.LEGISLATION),),
        "not_escalated": (
            NotEscalated(district="Dover", issue="gangs", because="one estate"),
            NotEscalated(district="Dover", issue="gangs", because="known to partners"),
        ),
    }
    return CountyDecisions(**(given | changes))  # type: ignore[arg-type]


def imported(store: Store, person: Principal, batch: Batch) -> None:
    make_import(store, person, plan_import(store, person, batch), operation=new_operation())


def revisions(store: Store) -> int:
    with store.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.revision)).scalar_one())


def test_what_is_imported_is_there(store: Store, person: Principal) -> None:
    imported(store, person, Batch({"Maidstone 1": a_return()}, decisions()))

    record = record_for(store, person, "Maidstone")
    assert record.slug == "maidstone-1"
    assert open_return(store, person, record.id).return_ == a_return()
    assert open_county(store, person) == decisions().with_returns([a_return()])


def test_importing_the_same_again_in_another_order_changes_nothing(store: Store, person: Principal) -> None:
    imported(store, person, Batch({"maidstone": a_return()}, decisions()))
    before = revisions(store)

    plan = plan_import(store, person, Batch({"other-name": shuffled(a_return())}, decisions()))
    make_import(store, person, plan, operation=new_operation())

    assert plan.changes_nothing
    assert [part.name for part in plan.unchanged] == ["Maidstone, 2016-17", "The county's own"]
    assert revisions(store) == before


def test_a_changed_import_shows_what_differs_and_changes_only_that(store: Store, person: Principal) -> None:
    imported(store, person, Batch({"maidstone": a_return()}, decisions()))
    before = revisions(store)
    changed = small.plain(LEVELS | {"gangs": (1, "unknown", 4)}, priorities=WORDED[:2])

    plan = plan_import(store, person, Batch({"maidstone": changed}, decisions(name="Greater Kent")))
    assert revisions(store) == before
    make_import(store, person, plan, operation=new_operation())

    maidstone, county = plan.changed
    assert [
        (d.subject, (d.before or {}).get("level"), (d.after or {}).get("level"))
        for d in maidstone.differences
    ] == [
        ("priority", "main", None),
        ("score", 0, 1),
    ]
    assert [(d.before or {})["name"] for d in county.differences] == ["Kent"]
    assert revisions(store) == before + 3
    assert open_county(store, person) == decisions(name="Greater Kent").with_returns([changed])


def test_a_signed_off_return_that_differs_is_refused_until_it_is_reopened(
    store: Store, person: Principal
) -> None:
    signed = a_return(status=ReturnStatus.AGREED)
    imported(store, person, Batch({"maidstone": signed}))
    record = record_for(store, person, "Maidstone")
    batch = Batch({"maidstone": signed.changed(handling="Keep it safe"), "dover": a_return(district="Dover")})

    plan = plan_import(store, person, batch)
    with pytest.raises(Conflict, match=r"Maidstone, 2016-17: it is agreed by the CSP and locked.*Reopen it"):
        make_import(store, person, plan, operation=new_operation())
    assert len(readable_records(store, person)) == 1

    reopened = {"operation": new_operation(), "reason": "an error was found"}
    save_return(store, person, record.id, lambda r: r.changed(status=ReturnStatus.DRAFT), **reopened)
    imported(store, person, batch)
    assert open_return(store, person, record.id).return_ == batch.returns["maidstone"]
    assert len(readable_records(store, person)) == 2


def test_nothing_is_imported_when_anything_changed_since_the_plan(store: Store, person: Principal) -> None:
    imported(store, person, Batch({"maidstone": a_return()}, decisions()))
    record = record_for(store, person, "Maidstone")
    new = Batch(
        {"dover": a_return(district="Dover"), "maidstone": a_return()}, decisions(name="Greater Kent")
    )
    plan = plan_import(store, person, new)
    other = Principal(id="sam", name="Sam Other", grants=person.grants)
    save_return(
        store, other, record.id, lambda r: r.changed(handling="Locked room"), operation=new_operation()
    )
    before = revisions(store)

    with pytest.raises(Stale, match=r"Maidstone, 2016-17 by Sam Other\. Nothing was saved"):
        make_import(store, person, plan, operation=new_operation())

    assert revisions(store) == before
    assert len(readable_records(store, person)) == 1


def test_what_came_to_be_since_the_plan_is_not_doubled(store: Store, person: Principal) -> None:
    plan = plan_import(store, person, Batch({"maidstone": a_return()}, decisions()))
    imported(store, person, Batch({"maidstone": a_return(handling="Locked room")}))

    with pytest.raises(Stale, match="Maidstone, 2016-17 by Kim Local"):
        make_import(store, person, plan, operation=new_operation())
    assert find_county(store, person) is None


def test_an_import_sent_twice_is_made_once(store: Store, person: Principal) -> None:
    plan = plan_import(store, person, Batch({"maidstone": a_return()}, decisions()))
    operation = new_operation()
    make_import(store, person, plan, operation=operation)
    before = revisions(store)

    make_import(store, person, plan, operation=operation)

    assert revisions(store) == before


def test_two_returns_whose_folders_have_like_names_get_names_of_their_own(
    store: Store, person: Principal
) -> None:
    later = a_return(assessment_year="2017-18", plan_year="2018-19")
    dover = a_return(district="Dover")
    imported(store, person, Batch({"Maid Stone": a_return(), "maid-stone": later, "County": dover}))

    slugs = {record.slug for record in readable_records(store, person)}
    assert slugs == {"maid-stone", "maidstone-2017-18", "dover-2016-17"}


def test_a_list_changed_under_the_same_version_is_refused(store: Store, person: Principal) -> None:
    imported(store, person, Batch({"maidstone": a_return()}))
    reworded = small.matrix().changed(title="Other")

    plan = plan_import(store, person, Batch({}, lists=((reworded, "text"),)))

    assert "matrix small 1.0 was changed after it was first used here" in plan.refused_lists[0]
    with pytest.raises(Conflict, match=r"(?s)matrix small 1\.0 was changed.*Nothing was imported"):
        make_import(store, person, plan, operation=new_operation())


def test_every_list_found_is_kept_with_its_text(store: Store, person: Principal) -> None:
    lists = ((small.matrix(), "the text of the matrix"), (small.matrix(version="2.0"), "another"))
    imported(store, person, Batch({"maidstone": a_return()}, lists=lists))

    assert isinstance(lists[0][0], Matrix)
    with store.database.reading() as connection:
        query = select(schema.kept_list.c.version, schema.kept_list.c.source_text).order_by("version")
        rows = connection.execute(query.where(schema.kept_list.c.kind == "matrix")).all()
    assert [tuple(row) for row in rows] == [("1.0", "the text of the matrix"), ("2.0", "another")]


def test_an_analyst_takes_in_returns_of_their_own_district_and_nothing_else(
    store: Store, person: Principal
) -> None:
    ann = Principal(id="a", name="Ann Analyst", grants=(Grant(role=Role.ANALYST, district="Maidstone"),))
    ben = Principal(id="b", name="Ben Analyst", grants=(Grant(role=Role.ANALYST, district="Dover"),))
    another = ((small.matrix(version="2.0"), None),)
    own, both = Batch({"maidstone": a_return()}), Batch({"m": a_return(), "d": a_return(district="Dover")})

    for who, batch, message in (
        (ben, own, r"may not start the return of Maidstone"),
        (ann, both, r"may not start the return of Dover"),
        (ann, replace(own, county=decisions()), "may not import into this database"),
        (
            ann,
            replace(own, lists=another),
            "may not import into this database",
        ),
        (ann, Batch({}), "may not import into this database"),
    ):
        with pytest.raises(NotPermitted, match=message):
            plan_import(store, who, batch)
        with pytest.raises(NotPermitted, match=message):
            make_import(store, who, plan_import(store, person, batch), operation=new_operation())

    imported(store, ann, own)
    imported(store, ann, Batch({"maidstone": a_return(handling="Police only")}))
    record = record_for(store, ann, "Maidstone")
    assert open_return(store, ann, record.id).return_.handling == "Police only"
    assert verify(store, person).sound


def test_a_long_return_changed_by_an_import_opens_as_it_was_imported(
    store: Store, person: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots_module, "EVERY", 3)
    imported(store, person, Batch({"maidstone": a_return()}))
    changed = a_return(handling="Police only", marking=Marking.OFFICIAL_SENSITIVE, status=ReturnStatus.AGREED)
    imported(store, person, Batch({"maidstone": changed}))
    record = record_for(store, person, "Maidstone")
    assert open_return(Store(store.database), person, record.id).return_ == changed
    assert verify(store, person).sound


def test_two_changes_of_the_county_from_the_same_moment_both_stand(store: Store, person: Principal) -> None:
    imported(store, person, Batch({"maidstone": a_return()}, decisions()))

    def renamed_while_another_writes(now: CountyDecisions) -> CountyDecisions:
        if now.horizon:
            save_county(store, person, lambda d: d.changed(horizon=()), operation=new_operation())
        return now.changed(name="Greater Kent")

    operation = new_operation()
    saved = save_county(store, person, renamed_while_another_writes, operation=operation)
    again = save_county(store, person, lambda d: d.changed(name="Lesser Kent"), operation=operation)

    assert saved.decisions.name == again.decisions.name == "Greater Kent"
    assert saved.decisions.horizon == ()


def test_an_imported_sign_off_keeps_the_numbers_it_vouches_for(store: Store, person: Principal) -> None:
    signed = a_return(status=ReturnStatus.AGREED)
    plan = plan_import(
        store, person, Batch({"maidstone": signed, "dover": a_return(district="Dover")}), signed_numbers
    )
    make_import(store, person, plan, operation=new_operation())

    stored = open_return(store, person, record_for(store, person, "Maidstone").id)
    assert stored.state.value_of("sign_off")["numbers"] == signed_numbers(signed)
    assert open_return(store, person, record_for(store, person, "Dover").id).state.value_of("sign_off") == {}
    assert verify(store, person).sound


def test_an_import_never_writes_over_what_was_scored_in_private(store: Store, person: Principal) -> None:
    imported(store, person, Batch({"maidstone": a_return()}))
    record = record_for(store, person, "Maidstone")
    score = Score(issue="gangs", criterion="physical", scorer="Ann", level=3)
    key, value = score_key(score), score.model_dump(mode="json")
    ann = Principal(id="ann", name="Ann", grants=person.grants)
    edit = Edit("score", key, value, hidden_until="w1/1")

    def score_in_private(connection: Connection) -> None:
        state = store.state(connection, record)
        act = store.act(ann, Role.PARTICIPANT, new_operation())
        begin_act(connection, act, "scored")
        append(connection, record, state, [edit], act)

    store.database.write(score_in_private)
    theirs = a_return().changed(scores=(*a_return().scores, score.changed(level=1)))

    plan = plan_import(store, person, Batch({"maidstone": theirs}))
    with pytest.raises(Conflict, match="scores of a workshop that are not shown to everyone yet"):
        make_import(store, person, plan, operation=new_operation())
    assert plan_import(store, person, Batch({"maidstone": a_return()})).changes_nothing


def test_lists_of_two_kinds_with_one_name_keep_both_their_texts(store: Store, person: Principal) -> None:
    catalogue = small.catalogue().changed(id="small")
    imported(store, person, Batch({}, lists=((small.matrix(), "a matrix"), (catalogue, "a catalogue"))))

    with store.database.reading() as connection:
        texts = kept_texts(connection)

    assert texts == {"small-1.0.toml": "a catalogue", "matrix-small-1.0.toml": "a matrix"}

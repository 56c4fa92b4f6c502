"""The views that Power BI and Excel read."""

import re
from pathlib import Path

from sqlalchemy import text

from tests import small
from toolkit.model.assessment import AGREED, ReturnStatus, Score
from toolkit.model.principal import Principal
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.store.assessments import new_operation, save_scores, start_return
from toolkit.store.store import Store

PAGE = Path(__file__).parents[2] / "docs" / "store.md"


def test_a_view_shows_the_latest_of_each_thing_and_nothing_that_was_taken_away(
    store: Store, person: Principal
) -> None:
    rows = [Score(issue="gangs", criterion="physical", scorer=name, level=2) for name in (AGREED, "A", "B")]
    priority = Priority(worded="Gangs", level=PriorityLevel.MAIN)
    return_ = small.a_return(rows, priorities=[priority], status=ReturnStatus.DRAFT)
    record = start_return(store, person, return_, operation=new_operation()).record.id
    changes = [(rows[1], rows[1].changed(level="unknown")), (rows[2], rows[2].changed(level=None))]
    save_scores(store, person, record, changes, operation=new_operation())
    with store.database.reading() as connection:
        scores = connection.execute(
            text("SELECT scorer, level, author FROM current_score ORDER BY scorer")
        ).all()
        worded = connection.execute(text("SELECT district, worded FROM current_priority")).all()
        status = connection.execute(text("SELECT status FROM current_status")).scalar()
        every = connection.execute(text("SELECT count(*) FROM shown_revision")).scalar()
    assert [(s.scorer, str(s.level), s.author) for s in scores] == [
        ("A", "unknown", "Kim Local"),
        ("agreed", "2", "Kim Local"),
    ]
    assert [tuple(row) for row in worded] == [("Maidstone", "Gangs")]
    assert (status, every) == ("draft", 8)


def test_every_view_the_page_names_is_there_and_every_view_is_named(store: Store) -> None:
    named = set(re.findall(r"`((?:current|shown)_\w+)`", PAGE.read_text(encoding="utf-8")))
    kind = "sqlite_master WHERE type = 'view'" if store.database.is_sqlite else "pg_views"
    name = "name" if store.database.is_sqlite else "viewname"
    with store.database.reading() as connection:
        there = {str(row[0]) for row in connection.execute(text(f"SELECT {name} FROM {kind}"))}  # noqa: S608
    assert named == {view for view in there if view.startswith(("current_", "shown_"))}

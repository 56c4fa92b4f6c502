"""Column mappings are remembered per partnership, each change as a version of its own."""

from pathlib import Path

import pytest

from tests.files.partner_workbooks import WIDE_SHEET, partner_workbook, wide_mapping
from toolkit.errors import Conflict, NotPermitted
from toolkit.exchange import columns
from toolkit.files.column_mapping_use import mappings_in, read_partner_return
from toolkit.files.library import Library
from toolkit.model.principal import Grant, Principal, Role
from toolkit.store.assessments import new_operation
from toolkit.store.lists import kept_texts
from toolkit.store.store import Store


def remember(store: Store, who: Principal, **changes: object):  # noqa: ANN201
    return columns.remember_columns(store, who, wide_mapping(**changes), operation=new_operation())


def test_a_mapping_is_remembered_and_found_again(store: Store, person: Principal) -> None:
    assert columns.remembered_columns(store, person) == ()
    kept = remember(store, person)
    assert columns.remembered_columns(store, person) == (kept,) == (wide_mapping(version="1"),)


def test_the_same_again_changes_nothing_and_a_change_is_a_version(store: Store, person: Principal) -> None:
    remember(store, person)
    assert remember(store, person, source="somebody else, later") == wide_mapping(version="1")
    newer = remember(store, person, left_out=["Total", "Sum"])
    assert newer.version == "2"
    assert columns.remembered_columns(store, person) == (newer,)


def test_an_operation_is_done_once(store: Store, person: Principal) -> None:
    operation = new_operation()
    for _ in range(2):
        columns.remember_columns(store, person, wide_mapping(), operation=operation)
    with pytest.raises(Conflict, match="already used for another change"):
        columns.remember_columns(store, person, wide_mapping(left_out=[]), operation=operation)


def test_every_version_is_kept_with_its_text(store: Store, person: Principal, tmp_path: Path) -> None:
    remember(store, person)
    remember(store, person, left_out=["Total", "Sum"])
    with store.database.reading() as connection:
        texts = kept_texts(connection)
    assert set(texts) == {"ashford-columns-1.toml", "ashford-columns-2.toml"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (found,) = mappings_in(Library([tmp_path]))
    path = partner_workbook(tmp_path / "ashford.xlsx", "Scoring", WIDE_SHEET)
    assert found.version == "2"
    assert len(read_partner_return(path, found).scores) == 4


def test_an_analyst_remembers_for_their_own_district_only(store: Store) -> None:
    analyst = Principal(id="ann", name="Ann", grants=(Grant(role=Role.ANALYST, district="Ashford"),))
    assert remember(store, analyst).version == "1"
    with pytest.raises(NotPermitted, match=r"may not start .* Dover\. Nothing was read or changed"):
        remember(store, analyst, partnership="Dover")

"""A pack from a database says who decided what and when, and where its chains stood."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from toolkit.errors import NotPermitted
from toolkit.exchange import read_batch
from toolkit.model.county import CountyPriority
from toolkit.model.county_revision import with_county_priority
from toolkit.model.principal import Grant, Principal, Role, sole_user
from toolkit.papers.county import Asked, county_paper, pack_from_folder
from toolkit.papers.county.stored import pack_from_store
from toolkit.papers.editions import PublicRules
from toolkit.papers.glossary_used import texts_of
from toolkit.papers.paper import Paper, Table
from toolkit.store.address import Address
from toolkit.store.assessments import new_operation
from toolkit.store.county import save_county
from toolkit.store.database import Database
from toolkit.store.importing import make_import, plan_import
from toolkit.store.lists import list_hash
from toolkit.store.store import Store

KIM = sole_user("Kim Colleague")
ASKED = Asked(date(2017, 3, 15))


@pytest.fixture
def stored(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Database(Address(path=tmp_path / "county.db")) as database:
        database.prepare()
        store = Store(database)
        plan = plan_import(store, KIM, read_batch(checkout / "sample_districts"))
        make_import(store, KIM, plan, operation=new_operation())
        yield store


def _decide(store: Store, year: str, **values: object) -> None:
    given = {
        "id": f"night-{year}",
        "assessment_year": year,
        "worded": "Night-time economy",
        "standing": "main",
    }
    new = CountyPriority.model_validate(given | values)
    change = partial(with_county_priority, seen=None, new=new)
    save_county(store, KIM, change, operation=new_operation(), reason="Agreed by the group")


def _table(paper: Paper, name: str) -> Table:
    return next(one for one in paper.tables if one.name == name)


def test_it_says_the_same_as_the_pack_of_the_folder_it_was_imported_from(
    stored: Store, checkout: Path
) -> None:
    ours = county_paper(pack_from_store(stored, KIM, ASKED))
    theirs = county_paper(pack_from_folder(checkout / "sample_districts", ASKED))
    differ = {"Version control"}
    found = [[one for one in paper.tables if one.name not in differ] for paper in (ours, theirs)]
    assert found[0] == found[1]
    assert ours.standing == theirs.standing


def test_the_heads_of_its_chains_stand_on_it(stored: Store) -> None:
    said = dict(county_paper(pack_from_store(stored, KIM, ASKED)).versions)
    chains = [name for name in said if name.startswith("Chain of ")]
    assert len(chains) == 1 + 12
    assert "Chain of Ashford, 2016-17" in chains
    assert " revisions, " in said["Chain of Kent"]


def test_a_drop_carries_its_reason_its_author_and_its_date(stored: Store) -> None:
    _decide(stored, "2015-16")
    _decide(stored, "2016-17", standing="dropped", reason="Falls under violence now")
    paper = county_paper(pack_from_store(stored, KIM, ASKED))
    row = next(row for row in _table(paper, "Decisions in two years").rows if row[2] == "dropped")
    assert row[:2] == ("Night-time economy", "Night-time economy")
    assert row[5:7] == ("Falls under violence now", "Kim Colleague")
    assert date.fromisoformat(str(row[7])).year >= 2026


def test_the_version_control_lists_the_latest_decisions_with_who_and_why(stored: Store) -> None:
    _decide(stored, "2016-17")
    rows = _table(county_paper(pack_from_store(stored, KIM, ASKED)), "Version control").rows
    assert rows[0][:3] == ("2017-18 DRAFT", "2017-03-15", "Kent")
    assert rows[1][2:] == (
        "Kim Colleague, sole user",
        "County priority 'Night-time economy'. Agreed by the group",
    )


def test_nobody_is_named_in_the_public_edition(stored: Store) -> None:
    _decide(stored, "2015-16")
    _decide(stored, "2016-17", standing="dropped", reason="Falls under violence now")
    asked = Asked(ASKED.dated, public=PublicRules())
    said = "\n".join(texts_of(county_paper(pack_from_store(stored, KIM, asked)).blocks))
    assert "Kim" not in said
    assert "Falls under violence now" not in said


def test_who_may_not_read_the_county_gets_no_pack(stored: Store) -> None:
    analyst = Principal(id="pat", name="Pat", grants=(Grant(role=Role.ANALYST, district="Ashford"),))
    with pytest.raises(NotPermitted, match="may not read the county's decisions in this database"):
        pack_from_store(stored, analyst, ASKED)


def test_the_hash_of_the_matrix_is_the_one_the_database_keeps_it_by(stored: Store) -> None:
    pack = pack_from_store(stored, KIM, ASKED)
    assert pack.matrix is not None
    said = dict(county_paper(pack).versions)["Matrix"]
    assert said == f"morile-style-csp-1.0, {list_hash(pack.matrix)[:16]}"

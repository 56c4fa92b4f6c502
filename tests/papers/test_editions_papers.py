"""No public paper, composed and written, holds what the public may not see."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache

import pypdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, IndirectObject, TextStringObject

from tests.strategies import LIBRARY, MATRIX, STATEMENT_HEADINGS
from toolkit.files.county_folder import CountyFolder, read_county_folder
from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.county import CountyDecisions, NotEscalated
from toolkit.model.horizon import HorizonItem, HorizonKind
from toolkit.model.issues import Issue
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.statements import Assumption, RestrictedIssue, RoleHolder, Roles, Statement
from toolkit.model.workshop import Attendance, Attendee, IssueProgress, Stage, Workshop
from toolkit.papers.county import county_paper
from toolkit.papers.county import loading as county_loading
from toolkit.papers.district import district_paper
from toolkit.papers.district import loading as district_loading
from toolkit.papers.editions import PublicRules
from toolkit.papers.glossary_used import texts_of
from toolkit.papers.paper import Paper, Picture
from toolkit.papers.workshop import workshop_pack, workshop_paper
from toolkit.papers.writing import PaperFormat, write_paper
from toolkit.resources import shipped

DAY = date(2026, 11, 22)
KINDS = ("scorer", "other", "agency", "rationale", "evidence", "dissent", "issue", "reason", "owner")
SECRETS = {name: f"Zq{name}vex" for name in KINDS}


@cache
def sample() -> CountyFolder:
    return read_county_folder(shipped("sample_districts"))


def with_secrets(return_: Return, secret: dict[str, str]) -> Return:
    """A return in which every text that the public must not see holds a word of its own."""
    own = Issue(id="own-hidden", name=f"{secret['issue']} smuggling", theme="Crime", acronyms=("ZQHS",))
    people = ((secret["scorer"], 0), (secret["other"], -1), (AGREED, -1))
    rows = tuple(
        Score(
            issue=issue,
            criterion=criterion.id,
            scorer=scorer,
            agency=secret["agency"],
            level=criterion.values[level],
            rationale=secret["rationale"],
            evidence=secret["evidence"],
            dissent=secret["dissent"] if scorer == AGREED else "",
        )
        for issue in ("own-hidden", "burglary")
        for criterion in return_.matrix.criteria
        for scorer, level in people
        if scorer != AGREED or issue == "own-hidden"
    )
    kept = tuple(one for one in return_.scores if one.issue != "burglary")
    named = f"Less {secret['issue'].upper()}  smuggling"
    item = HorizonItem(
        id="own-1", title="A new law", heading="political", kind=HorizonKind.EVENT, owner=secret["owner"]
    )
    headings = STATEMENT_HEADINGS.headings
    return return_.changed(
        handling=f"Ask {secret['owner']}",
        local_issues=(own,),
        scores=(*kept, *rows),
        priorities=(
            *return_.priorities,
            Priority(worded=named, level=PriorityLevel.MAIN, confirmed_by=secret["owner"]),
        ),
        horizon=(
            *return_.horizon,
            item,
            item.changed(id="own-2", title="Another", issues=("own-hidden",)),
            item.changed(id="own-3", title=named),
        ),
        restricted=(RestrictedIssue(issue="own-hidden", reason=secret["reason"]),),
        statement_set=STATEMENT_HEADINGS,
        statements=(
            Statement(
                heading=headings[0].id, text=f"Of ZQHS: {named}", author=secret["owner"], written_on=DAY
            ),
            Statement(heading=headings[1].id, text="Nothing", author=secret["owner"], written_on=DAY),
        ),
        assumptions=(Assumption(id="a", assumption="Same", author=secret["owner"], made_on=DAY),),
        roles=Roles(analysed=RoleHolder(by=secret["owner"], on=DAY)),
    )


def district(secret: dict[str, str], *, unranked: bool, public: bool = True) -> Paper:
    first = next(iter(sample().returns.values()))
    found = district_loading._Found(
        with_secrets(first, secret),
        LIBRARY,
        earlier=with_secrets(first, secret).changed(assessment_year="2015-16", plan_year="2016-17"),
    )
    asked = district_loading.Asked(DAY, public=public, unranked=unranked)
    return district_paper(district_loading._pack(found, asked))


def decided(secret: dict[str, str], decisions: CountyDecisions, name: str) -> CountyDecisions:
    hidden = NotEscalated(district=name, issue="own-hidden", because=secret["rationale"])
    shown = NotEscalated(district=name, issue="burglary", because=secret["rationale"])
    item = HorizonItem(
        id="own-9",
        title=f"About {secret['issue']} smuggling",
        heading=decisions.heading_set.headings[0].id,
        kind=HorizonKind.EVENT,
    )
    return decisions.changed(
        not_escalated=(hidden, shown),
        horizon=(*decisions.horizon, item, item.changed(id="own-8", title="Rain", owner=secret["owner"])),
    )


def county(secret: dict[str, str], *, unranked: bool, public: bool = True) -> Paper:
    held = sample()
    first, *others = held.returns.values()
    returns = (with_secrets(first, secret), *others)
    found = county_loading._Found(decided(secret, held.decisions, first.district), returns, LIBRARY)
    rules = PublicRules(unranked=unranked) if public else None
    return county_paper(county_loading._pack(found, county_loading.Asked(DAY, public=rules), None))


def minutes(secret: dict[str, str], *, unranked: bool, public: bool = True) -> Paper:
    first = next(iter(sample().returns.values()))
    return_ = with_secrets(first, secret)
    agreed = tuple(criterion.id for criterion in MATRIX.criteria)
    progress = tuple(
        IssueProgress(issue=issue, agreed=agreed, revealed=True, parked=secret["rationale"])
        for issue in ("own-hidden", "burglary")
    )
    workshop = Workshop(
        id="0" * 32,
        title=f"On {secret['issue']} smuggling",
        facilitators=("f",),
        issues=("own-hidden", "burglary"),
        stage=Stage.CLOSED,
        opened_at="2026-11-20T09:00:00.000000Z",
        closed_at="2026-11-20T11:00:00.000000Z",
        progress=progress,
    )
    people = (Attendee(id="p", name=secret["scorer"], agency="Police", joined="2026-11-20T09:00:00.000000Z"),)
    pack = workshop_pack(
        return_,
        workshop,
        Attendance(by_agency=(), people=people, missing=(), quorum=0),
        DAY,
        public=public,
        unranked=unranked,
    )
    return workshop_paper(pack)


COMPOSERS = {"district": district, "county": county, "minutes": minutes}


@cache
def public_paper(kind: str) -> Paper:
    return COMPOSERS[kind](SECRETS, unranked=False)


def texts(paper: Paper) -> str:
    """Everything a paper says, its charts among it."""
    charts = (block.chart.to_json() for block in paper.blocks if isinstance(block, Picture))
    names = (paper.name, paper.title, paper.subtitle, paper.handling, *paper.standing)
    made = (text for pair in paper.versions for text in pair)
    return "\n".join((*names, *made, *texts_of(paper.blocks), *charts)).casefold()


@pytest.mark.parametrize("unranked", [False, True], ids=["ranked", "unranked"])
@pytest.mark.parametrize("kind", COMPOSERS)
@settings(max_examples=2, deadline=None, phases=[Phase.generate])
@given(
    words=st.lists(
        st.from_regex(r"Zq[b-df-hj-np-tv-xz]{6,9}", fullmatch=True), min_size=9, max_size=9, unique=True
    )
)
def test_no_public_paper_says_what_the_public_may_not_read(
    kind: str, *, unranked: bool, words: list[str]
) -> None:
    secret = dict(zip(KINDS, words, strict=True))
    said = texts(COMPOSERS[kind](secret, unranked=unranked))
    left = {name for name, word in secret.items() if word.casefold() in said}
    assert (left, "zqhs" in said) == (set(), False)


@pytest.mark.parametrize("kind", COMPOSERS)
def test_an_unranked_paper_has_no_column_and_no_picture_of_ranks_scores_or_chances(kind: str) -> None:
    ranked, unranked = (COMPOSERS[kind](SECRETS, unranked=one) for one in (False, True))
    order = re.compile(r"\b(rank|risk score|chance|place|total)|^agreed", re.IGNORECASE)
    columns = [name for table in unranked.tables for name in table.columns]
    assert [name for name in columns if order.search(name)] == []
    pictures = [block.table.title for block in unranked.blocks if isinstance(block, Picture)]
    assert [title for title in pictures if order.search(title)] == []
    shown = [name for table in ranked.tables for name in table.columns if order.search(name)]
    assert shown or kind == "minutes"  # nothing was agreed in this workshop that the public may read


@pytest.mark.parametrize("kind", COMPOSERS)
def test_the_internal_paper_of_the_same_does_say_it(kind: str) -> None:
    said = texts(COMPOSERS[kind](SECRETS, unranked=False, public=False))
    assert SECRETS["issue"].casefold() in said


@pytest.mark.parametrize("how", PaperFormat)
@pytest.mark.parametrize("kind", COMPOSERS)
def test_no_file_of_a_public_paper_holds_it(kind: str, how: PaperFormat) -> None:
    data = write_paper(public_paper(kind), how)
    held = "\n".join(_pdf(data) if how is PaperFormat.PDF else _parts(data)).casefold()
    assert "public edition" in re.sub(r"\s+", " ", held)
    assert {name for name, word in SECRETS.items() if word.casefold() in held} == set()
    assert "zqhs" not in held


def _parts(data: bytes) -> Iterator[str]:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield data.decode()
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name
            yield archive.read(name).decode(errors="replace")


def _pdf(data: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    for page in reader.pages:
        yield page.extract_text()
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        yield from _strings(reader.get_object(IndirectObject(number, 0, reader)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, TextStringObject):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield value.decode(errors="replace")
    elif isinstance(value, DictionaryObject):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, ArrayObject):
        for each in value:
            yield from _strings(each)

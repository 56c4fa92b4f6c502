"""Arbitrary valid returns: text in any script or like a formula, and levels of the shipped matrix."""

from hypothesis import strategies as st

from toolkit.files.library import Library
from toolkit.model.assessment import (
    AGREED,
    UNKNOWN,
    DataOrigin,
    Marking,
    Origin,
    Return,
    ReturnOrigins,
    ReturnStatus,
    Score,
)
from toolkit.model.horizon import Direction, Factor, Grade, HorizonItem, HorizonKind, HorizonStatus
from toolkit.model.issues import Issue
from toolkit.model.matrix import Matrix
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.statements import (
    Assumption,
    RestrictedIssue,
    RoleHolder,
    Roles,
    Statement,
    StatementHeadings,
)
from toolkit.model.text import fold, hidden_character, mixed_script_word, sound_text

LIBRARY = Library()
MATRIX = LIBRARY.matrix("morile-style-csp", "1.0")
CATALOGUE = LIBRARY.catalogue("csp-issues", "1.0")
CATEGORIES = LIBRARY.category_set("kent-categories-2017-18", "1.0")
HEADINGS = LIBRARY.heading_set("pestelo", "1.0")
STATEMENT_HEADINGS = LIBRARY.find(StatementHeadings, "strategic-assessment-headings", "1.0")
AREAS = LIBRARY.area_set("kent-areas", "1.0")

HOSTILE = (
    "=1+2",
    "'=1+2",
    "''-x",
    "-5 trend",
    "+44 7700 900123",
    "@home",
    "\uff1d1+2",
    "'",
    "''",
    "a|b",
    "a\\|b\\",
    "|",
    "\\",
    'he said "no", twice',
    "line one\nline two\tend",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "{{7*7}} ${x} %s%n",
    "Gŵyr Tŷ",
    "Robert’s “Café” – …",
    "unknown",
    "none",
    "X:",
    "sep=;",
    "#REF!",
    "NaN",
    "TRUE",
    "00123",
    "2016-17",
    "Анна",
)
"""Texts that some program somewhere would not leave alone."""


def texts(limit: int = 60, *, least: int = 0) -> st.SearchStrategy[str]:
    """Return sound texts of `least` to `limit` characters."""
    characters = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"], include_characters="\n\t")
    arbitrary = st.text(characters, min_size=least, max_size=limit)
    some = st.one_of(arbitrary, st.sampled_from(HOSTILE))
    return some.filter(_is_sound).map(sound_text).filter(lambda text: least <= len(text) <= limit)


def _is_sound(text: str) -> bool:
    try:
        sound = sound_text(text)
    except ValueError:
        return False
    return hidden_character(sound) is None and mixed_script_word(sound) is None and sound_text(sound) == sound


def names() -> st.SearchStrategy[str]:
    """Return short texts that are not blank."""
    return texts(least=1)


def identifiers() -> st.SearchStrategy[str]:
    """Return ids such as ``domestic-abuse``."""
    return st.from_regex(r"[a-z0-9]{1,6}(?:[-_][a-z0-9]{1,6}){0,2}", fullmatch=True)


def local_issues() -> st.SearchStrategy[tuple[Issue, ...]]:
    """Return up to three issues of a district's own that look like no other."""
    issue = st.builds(
        Issue,
        id=identifiers().map(lambda text: f"own-{text}"),
        name=names(),
        description=texts(),
        theme=names(),
        acronyms=st.lists(names(), max_size=2).map(tuple),
        categories=st.lists(names(), max_size=2).map(tuple),
    )
    taken = {fold(issue.name) for issue in CATALOGUE.issues}
    free = issue.filter(lambda one: fold(one.name) not in taken)
    unlike = (lambda one: one.id, lambda one: fold(one.name))
    return st.lists(free, max_size=3, unique_by=unlike).map(tuple)


@st.composite
def scores(draw: st.DrawFn, issue_ids: tuple[str, ...], matrix: Matrix = MATRIX) -> Score:
    """Return one score of any issue on any criterion."""
    criterion = draw(st.sampled_from(matrix.criteria))
    grades = [grade.id for grade in matrix.confidence.grades] if matrix.confidence else []
    scorer = draw(st.one_of(st.just(AGREED), names()))
    return Score(
        issue=draw(st.sampled_from(issue_ids)),
        criterion=criterion.id,
        scorer=scorer,
        agency=draw(texts()),
        level=draw(st.sampled_from([None, UNKNOWN, *criterion.values])),
        confidence=draw(st.sampled_from([None, *grades])),
        rationale=draw(texts(200)),
        evidence=draw(texts()),
        dissent=draw(texts()),
        round=draw(st.sampled_from([1, 1, 1, 2, 9])) if fold(scorer) != AGREED else 1,
    )


def priorities() -> st.SearchStrategy[Priority]:
    """Return priorities, confirmed or not."""
    codes = st.lists(st.sampled_from(CATEGORIES.codes), max_size=3, unique=True).map(tuple)
    plain = {
        "worded": names(),
        "level": st.sampled_from(PriorityLevel),
        "confirmed_by": texts(),
        "source": texts(),
    }
    unconfirmed = st.builds(Priority, **plain)
    others = st.lists(names(), max_size=2).map(tuple)
    confirmed = st.builds(Priority, **plain, categories=codes, other_focus=others)
    return st.one_of(unconfirmed, confirmed)


def horizon_items(issue_ids: tuple[str, ...]) -> st.SearchStrategy[HorizonItem]:
    """Return horizon items that may name any of the issues."""
    written = ("description", "source", "source_date", "interpretation", "expected")
    written += ("implication", "response", "owner", "review_date", "outcome")
    return st.builds(
        HorizonItem,
        id=identifiers(),
        title=names(),
        heading=st.sampled_from([heading.id for heading in HEADINGS.headings]),
        kind=st.sampled_from(HorizonKind),
        direction=st.sampled_from(Direction),
        likelihood=st.sampled_from(Grade),
        impact=st.sampled_from(Grade),
        confidence=st.sampled_from(Grade),
        status=st.sampled_from(HorizonStatus),
        issues=st.lists(st.sampled_from(issue_ids), max_size=3, unique=True).map(tuple),
        moves=st.lists(st.sampled_from(Factor), max_size=3, unique=True).map(tuple),
        **dict.fromkeys(written, texts()),
    )


def origins() -> st.SearchStrategy[ReturnOrigins]:
    """Return where each part of a return comes from."""
    origin = st.builds(DataOrigin, origin=st.sampled_from(Origin), note=texts())
    return st.builds(ReturnOrigins, scores=origin, priorities=origin, horizon=origin)


def statements() -> st.SearchStrategy[Statement]:
    """Return what somebody wrote under one of the headings of an assessment."""
    heading = st.sampled_from([heading.id for heading in STATEMENT_HEADINGS.headings])
    return st.builds(Statement, heading=heading, text=names(), author=names(), written_on=st.dates())


def assumptions() -> st.SearchStrategy[Assumption]:
    """Return one entry of an assumptions log."""
    return st.builds(
        Assumption,
        id=identifiers(),
        assumption=names(),
        why=texts(),
        if_wrong=texts(),
        author=names(),
        made_on=st.dates(),
    )


def roles() -> st.SearchStrategy[Roles]:
    """Return who did what, each part by somebody or nobody."""
    somebody = st.builds(RoleHolder, by=names(), on=st.none() | st.dates())
    holder = st.just(RoleHolder()) | somebody
    return st.builds(Roles, commissioned=holder, analysed=holder, assured=holder, approved=holder)


@st.composite
def returns(draw: st.DrawFn, most: int = 5) -> Return:
    """Return any valid return of a Kent district, with up to `most` rows of each kind."""
    local = draw(local_issues())
    ids = tuple(issue.id for issue in (*CATALOGUE.issues, *local))
    year = draw(st.integers(1998, 2040))
    rows = st.lists(scores(ids), max_size=most, unique_by=lambda s: (s.issue, s.criterion, s.scorer, s.round))
    return Return(
        district=draw(st.sampled_from([district.name for district in AREAS.districts])),
        assessment_year=f"{year}-{(year + 1) % 100:02}",
        plan_year=f"{year + 1}-{(year + 2) % 100:02}",
        status=draw(st.sampled_from(ReturnStatus)),
        marking=draw(st.sampled_from(Marking)),
        handling=draw(texts()),
        origins=draw(origins()),
        matrix=MATRIX,
        catalogue=CATALOGUE,
        category_set=CATEGORIES,
        heading_set=HEADINGS,
        local_issues=local,
        scores=tuple(draw(rows)),
        priorities=tuple(draw(st.lists(priorities(), max_size=most))),
        horizon=tuple(draw(st.lists(horizon_items(ids), max_size=most, unique_by=lambda item: item.id))),
        **draw(_of_the_paper(ids, most)),
    )


@st.composite
def _of_the_paper(draw: st.DrawFn, ids: tuple[str, ...], most: int) -> dict[str, object]:
    """Return what a return has beside its scores for a paper; many have nothing of it."""
    if draw(st.booleans()):
        return {}
    written = tuple(draw(st.lists(statements(), max_size=most, unique_by=lambda one: one.heading)))
    restricted = st.builds(RestrictedIssue, issue=st.sampled_from(ids), reason=names())
    return {
        "statement_set": STATEMENT_HEADINGS if written or draw(st.booleans()) else None,
        "statements": written,
        "assumptions": tuple(draw(st.lists(assumptions(), max_size=most, unique_by=lambda one: one.id))),
        "roles": draw(roles()),
        "restricted": tuple(draw(st.lists(restricted, max_size=most, unique_by=lambda one: one.issue))),
        "rationales_released": draw(st.booleans()),
    }

"""Small matrices, catalogues and returns that tests build by hand."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from toolkit.model.assessment import AGREED, Return, Score
from toolkit.model.horizon import HeadingSet, HorizonHeading
from toolkit.model.issues import Issue, IssueCatalogue
from toolkit.model.matrix import Combine, Criterion, Level, Matrix, RiskScore, Section, SectionRole
from toolkit.model.priorities import Category, CategorySet, CountRules, Priority

LOCAL = {"provenance": "local", "source": "made up for a test"}


def criterion(
    name: str, values: Sequence[int] = (0, 1, 2, 3, 4), weight: Fraction | None = None
) -> Criterion:
    levels = tuple(Level(value=v, label=f"{name} {v}", guidance=f"{name} seen at {v}") for v in values)
    return Criterion(
        id=name, label=name.title(), question=f"How much {name}?", weight=weight, levels=levels, **LOCAL
    )


def section(
    name: str,
    role: SectionRole,
    criteria: Sequence[Criterion],
    combine: Combine = Combine.SUM,
    weight: Fraction | None = None,
) -> Section:
    return Section(
        id=name,
        label=name.title(),
        role=role,
        combine=combine,
        weight=weight,
        criteria=tuple(criteria),
        **LOCAL,
    )


def matrix(
    *sections: Section, risk: Combine = Combine.PRODUCT, version: str = "1.0", name: str = "small"
) -> Matrix:
    return Matrix(
        id=name,
        version=version,
        title="Small",
        description="",
        sections=sections or (harm(), likelihood(), position()),
        risk=RiskScore(combine=risk, **LOCAL),
        **LOCAL,
    )


def harm() -> Section:
    return section("harm", SectionRole.HARM, [criterion("physical"), criterion("financial")])


def likelihood() -> Section:
    return section("likelihood", SectionRole.LIKELIHOOD, [criterion("frequency")])


def position() -> Section:
    return section("position", SectionRole.SIDE, [criterion("capacity")])


ISSUES = (
    "burglary",
    "domestic-abuse",
    "gangs",
    "hate-crime",
    "modern-slavery",
    "road-safety",
    "vehicle-crime",
)


def catalogue(ids: Sequence[str] = ISSUES) -> IssueCatalogue:
    issues = tuple(
        Issue(id=i, name=i.replace("-", " ").capitalize(), theme="Crime" if k % 2 else "Safety")
        for k, i in enumerate(ids)
    )
    return IssueCatalogue(
        id="small-issues", version="1.0", title="Small", source="made up for a test", issues=issues
    )


def rules(**changes: object) -> CountRules:
    given: dict[str, object] = {
        "table_threshold": 3,
        "headline_threshold": 5,
        "top_n": 5,
        "severe_share": "1/4",
        "local_at_most": 2,
        "orders_differ_by": 3,
        "source": "made up for a test",
    }
    return CountRules.model_validate(given | changes)


def category_set(**changes: object) -> CategorySet:
    codes = {
        "DA": "Domestic Abuse",
        "ASB": "ASB/Environmental",
        "SM": "Substance Misuse",
        "MH": "Mental Health",
    }
    return CategorySet(
        id="small-categories",
        version="1.0",
        title="Small",
        source="made up for a test",
        other_focus=("young people", "hate crime"),
        rules=rules(**changes),
        categories=tuple(Category(code=code, label=label) for code, label in codes.items()),
    )


def heading_set() -> HeadingSet:
    headings = (
        HorizonHeading(id="political", label="Political"),
        HorizonHeading(id="economic", label="Economic"),
    )
    return HeadingSet(id="small-headings", version="1.0", title="Small", source="made up", headings=headings)


def agreed(levels: Mapping[str, Mapping[str, int | str | None]]) -> tuple[Score, ...]:
    return tuple(
        Score(issue=issue, criterion=name, scorer=AGREED, level=level)  # type: ignore[arg-type]
        for issue, by_criterion in levels.items()
        for name, level in by_criterion.items()
    )


def a_return(
    scores: Sequence[Score] = (),
    *,
    district: str = "Maidstone",
    priorities: Sequence[Priority] = (),
    matrix: Matrix | None = None,
    **changes: object,
) -> Return:
    given: dict[str, object] = {
        "district": district,
        "assessment_year": "2016-17",
        "plan_year": "2017-18",
        "matrix": matrix or globals()["matrix"](),
        "catalogue": catalogue(),
        "category_set": category_set(),
        "heading_set": heading_set(),
        "scores": tuple(scores),
        "priorities": tuple(priorities),
    }
    return Return(**(given | changes))  # type: ignore[arg-type]


def plain(levels: Mapping[str, tuple[int | str, int | str, int | str]], **changes: object) -> Return:
    """A return on the small matrix: (physical, financial, frequency) by issue; capacity 1 throughout."""
    names = ("physical", "financial", "frequency", "capacity")
    return a_return(
        agreed({issue: dict(zip(names, (*row, 1), strict=True)) for issue, row in levels.items()}), **changes
    )  # type: ignore[arg-type]

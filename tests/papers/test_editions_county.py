from tests.small import a_return, catalogue, category_set, heading_set, plain
from tests.strategies import AREAS, CATEGORIES
from toolkit.model.county import (
    ConfirmedAlignment,
    CountyDecisions,
    CountyPriority,
    CountyReturns,
    CountyStanding,
    NotEscalated,
)
from toolkit.model.horizon import HorizonItem, HorizonKind
from toolkit.model.issues import CatalogueRef
from toolkit.model.plan import AlignmentRow
from toolkit.model.statements import RestrictedIssue
from toolkit.papers.editions import PublicRules, public_county, public_decisions, restricted_as

LEVELS = {"burglary": (1, 1, 1), "modern-slavery": (4, 4, 4)}
RESTRICTED = PublicRules(restricted=frozenset({"modern-slavery"}))


def item(name: str, title: str) -> HorizonItem:
    return HorizonItem(id=name, title=title, heading="political", kind=HorizonKind.EVENT, owner="Zephaniah Q")


def decided(name: str, worded: str, standing: CountyStanding = CountyStanding.MAIN) -> CountyPriority:
    return CountyPriority(
        id=name,
        assessment_year="2016-17",
        worded=worded,
        standing=standing,
        reason="Because of the quarry",
        evidence=("Ledger 7",),
        lead="Head of safety",
    )


def decisions() -> CountyDecisions:
    row = AlignmentRow(
        category="DA", falls_under=(), provenance="inferred", because="Same", confirmed_by="Zephaniah Q"
    )
    return CountyDecisions(
        name="Kent",
        area_set=AREAS,
        category_set=CATEGORIES,
        heading_set=heading_set(),
        horizon=(item("one", "A law on modern slavery"), item("two", "An election")),
        not_escalated=(
            NotEscalated(district="Maidstone", issue="modern-slavery", because="Few cases"),
            NotEscalated(district="Maidstone", issue="burglary", because="Falling"),
        ),
        priorities=(
            decided("da", "Domestic abuse"),
            decided("ms", "Modern slavery"),
            decided("old", "Arson", CountyStanding.DROPPED),
        ),
        alignments=(ConfirmedAlignment(plan=CatalogueRef(id="plan", version="1.0"), row=row),),
    )


def returns(**changes: object) -> CountyReturns:
    one = plain(LEVELS, **changes)  # type: ignore[arg-type]
    other = plain(LEVELS, district="Swale")  # type: ignore[arg-type]
    return decisions().with_returns((one, other))


def said(decided_: CountyDecisions) -> str:
    return decided_.model_dump_json(exclude={"area_set", "category_set", "heading_set"})


def test_an_issue_restricted_everywhere_is_in_no_return_and_no_decision() -> None:
    shown = public_county(returns(), RESTRICTED)
    for return_ in shown.returns:
        assert [issue.id for issue in return_.scored_issues] == ["burglary"]
    assert [one.id for one in shown.horizon] == ["two"]
    assert [row.issue for row in shown.not_escalated] == ["burglary"]
    kept = public_decisions(decisions(), returns(), RESTRICTED)
    assert [one.id for one in kept.priorities] == ["da", "old"]
    assert "slavery" not in said(kept).casefold()


def test_an_issue_that_one_district_restricts_stays_with_the_others_and_leaves_what_is_the_county_s() -> None:
    row = RestrictedIssue(issue="modern-slavery", reason="An operation")
    shown = public_county(returns(restricted=(row,)), PublicRules())
    assert [[issue.id for issue in one.scored_issues] for one in shown.returns] == [
        ["burglary"],
        ["burglary", "modern-slavery"],
    ]
    assert [one.id for one in shown.horizon] == ["two"]


def test_what_a_district_restricts_now_it_restricts_in_an_earlier_year_too() -> None:
    row = RestrictedIssue(issue="modern-slavery", reason="An operation")
    past = restricted_as(returns(), returns(restricted=(row,)))
    assert [one.restricted_issues for one in past.returns] == [("modern-slavery",), ()]
    assert restricted_as(past, returns(restricted=(row,))) == past


def test_reasons_evidence_and_who_confirmed_are_not_published() -> None:
    kept = said(public_decisions(decisions(), returns(), PublicRules()))
    for word in ("quarry", "Ledger", "Zephaniah", "Falling"):
        assert word not in kept
    assert "The reason is not published." in kept
    assert "Head of safety" in kept


def test_released_reasons_are_published_without_evidence_and_names() -> None:
    kept = said(public_decisions(decisions(), returns(), PublicRules(released_rationales=True)))
    assert kept.count("quarry") == 3
    assert "Falling" in kept
    assert "Ledger" not in kept
    assert "Zephaniah" not in kept


def test_an_unranked_county_has_no_score_and_nothing_that_follows_from_one() -> None:
    shown = public_county(returns(), PublicRules(unranked=True))
    assert all(one.scores == () for one in shown.returns)
    assert shown.not_escalated == ()


def test_a_county_of_which_nothing_is_hidden_keeps_its_districts_and_lists() -> None:
    shown = public_county(decisions().with_returns((a_return(),)), PublicRules())
    (only,) = shown.returns
    assert only.catalogue == catalogue()
    assert only.category_set == category_set()
    assert shown.area_set == AREAS

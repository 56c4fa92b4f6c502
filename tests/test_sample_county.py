"""The sample county comes out as the paper prints it, counted by the product's own code."""

from collections.abc import Iterable
from functools import cache

import pytest

from toolkit.files.county_folder import read_county
from toolkit.files.returns import read_return
from toolkit.methods.county import County, county
from toolkit.methods.levels import Basis
from toolkit.methods.ranking import RankedIssue, Ranking
from toolkit.model.assessment import Origin, Return, ReturnStatus
from toolkit.model.priorities import PriorityLevel
from toolkit.resources import shipped

APPENDIX_A = {
    "Domestic Abuse": 8,
    "ASB/Environmental": 8,
    "Substance Misuse": 8,
    "Victims / Vulnerable People": 8,
    "Safeguarding": 7,
    "Serious and Organised Crime": 7,
    "Road Safety": 5,
    "Reducing Reoffending": 5,
    "Mental Health": 3,
    "Community Confidence": 3,
}
OTHER_FOCUS = (
    "young people",
    "early intervention",
    "health & wellbeing",
    "missing children",
    "safer socialising",
    "criminal damage",
    "hate crime",
    "preventing fires",
)
APPENDIX_B = {
    "Domestic Abuse",
    "Child Sexual Exploitation (CSE)",
    "Modern Slavery",
    "Mental Health",
    "Preventing Violent Extremism (PREVENT)",
    "Substance Misuse",
    "Gangs",
    "Reoffending",
    "Antisocial Behaviour",
    "Road Safety",
    "Organised Crime Groups (OCGs)",
    "Hate Crime",
}
APPENDIX_C = {
    "political": 2,
    "economic": 3,
    "social": 10,
    "technological": 2,
    "environmental": 2,
    "legislation": 7,
    "organisational": 2,
}
SCORED = {"Ashford", "Dover", "Gravesham", "Maidstone", "Thanet", "Tunbridge Wells"}
PUBLISHED = {"Maidstone", "Swale"}
MAIDSTONE = [
    ("Organised Crime Groups (including modern slavery)", PriorityLevel.MAIN),
    ("Gangs and Child Sexual Exploitation (CSE)", PriorityLevel.MAIN),
    ("Substance Misuse", PriorityLevel.MAIN),
    ("Domestic Abuse and other violent crime", PriorityLevel.MAIN),
    ("Mental Health", PriorityLevel.MAIN),
    ("Prevent duty", PriorityLevel.CROSS_CUTTING),
    ("Reducing Reoffending", PriorityLevel.CROSS_CUTTING),
    ("Anti-Social Behaviour", PriorityLevel.CROSS_CUTTING),
]


@cache
def _county() -> County:
    return county(read_county(shipped("sample_districts")))


@cache
def _return(folder: str) -> Return:
    return read_return(shipped("sample_districts") / folder)


def _ranking(district: str) -> Ranking:
    return next(r for r in _county().rankings if r.scored.return_.district == district)


def _issue(district: str, issue: str) -> RankedIssue:
    return next(i for i in _ranking(district).issues if i.scored.issue.id == issue)


def _returns() -> tuple[Return, ...]:
    return _county().returns.returns


def test_the_twelve_kent_districts_have_returns_for_the_same_years() -> None:
    assert len(_returns()) == 12
    assert {(r.assessment_year, r.plan_year) for r in _returns()} == {("2016-17", "2017-18")}
    assert {str(r.matrix.ref) for r in _returns()} == {"morile-style-csp-1.0"}


def test_all_eleven_csps_have_reported_in_a_mix_of_states() -> None:
    reports = _county().priorities.reports
    assert len(reports) == 11
    assert all(report.reported for report in reports)
    assert {r.status for r in reports} == {ReturnStatus.DRAFT, ReturnStatus.AGREED, ReturnStatus.ADOPTED}


def test_appendix_a_comes_out_as_printed() -> None:
    counted = {c.category.label: c.count for c in _county().priorities.categories}
    assert list(counted.items()) == list(APPENDIX_A.items())


def test_eight_categories_reach_the_headline_threshold() -> None:
    threshold = _county().returns.category_set.rules.headline_threshold
    headlines = [c for c in _county().priorities.categories if c.count >= threshold]
    assert len(headlines) == 8
    assert all(c.category.headline for c in headlines)


def test_the_other_focus_areas_are_the_printed_eight_in_order() -> None:
    assert _county().priorities.other_focus == OTHER_FOCUS


def test_categories_are_named_at_every_level() -> None:
    counts = _county().priorities.categories
    for named in ("main", "cross_cutting", "sub_theme"):
        assert sum(getattr(count, named) for count in counts) >= 3


def test_dartford_and_gravesham_count_once_though_both_name_domestic_abuse() -> None:
    both = [_return("dartford"), _return("gravesham")]
    assert all(any("DA" in (p.categories or ()) for p in r.priorities) for r in both)
    abuse = _county().priorities.categories[0]
    assert [csp for csp in abuse.csps if "Dartford" in csp or "Gravesham" in csp] == [
        "Dartford and Gravesham"
    ]


def test_a_priority_without_a_clear_category_waits_for_a_person() -> None:
    assert _county().priorities.unconfirmed == (("Dover", "People and Places"),)


def test_maidstone_holds_its_eight_published_priorities_as_worded() -> None:
    assert [(p.worded, p.level) for p in _return("maidstone").priorities] == MAIDSTONE


def test_only_maidstone_and_swale_hold_published_priorities() -> None:
    origins = {r.district: r.origins.priorities.origin for r in _returns()}
    assert {name for name, origin in origins.items() if origin is Origin.PUBLISHED} == PUBLISHED
    assert {origins[name] for name in set(origins) - PUBLISHED} == {Origin.INVENTED}


def test_six_districts_are_scored_and_say_that_the_pilot_six_are_not_known() -> None:
    scored = {r.district: r.origins.scores for r in _returns() if r.scores}
    assert set(scored) == SCORED
    assert {origin.origin for origin in scored.values()} == {Origin.INVENTED}
    assert all("which six is not known" in origin.note for origin in scored.values())


def _invented_texts(return_: Return) -> Iterable[str]:
    for row in return_.scores:
        yield from (row.rationale, row.evidence, row.dissent)
    if return_.origins.priorities.origin is Origin.INVENTED:
        yield from (priority.source for priority in return_.priorities)
    yield from (item.source for item in return_.horizon)


def test_every_invented_text_says_so() -> None:
    texts = [text for return_ in _returns() for text in _invented_texts(return_) if text]
    assert len(texts) > 1000
    assert all(text.startswith("Invented") for text in texts)


def test_every_scored_district_agreed_all_twenty_issues_on_all_eleven_criteria() -> None:
    for return_ in _returns():
        agreed = [row for row in return_.scores if row.is_agreed]
        assert len(agreed) == (20 * 11 if return_.district in SCORED else 0)
        assert all(row.level is not None and row.confidence and row.rationale for row in agreed)


def test_every_level_that_counts_was_agreed_or_is_unknown() -> None:
    levels = [level for r in _county().rankings for i in r.issues for level in i.scored.levels]
    assert {level.basis for level in levels} == {Basis.AGREED, Basis.UNKNOWN}


@pytest.mark.parametrize(("folder", "scorers"), [("maidstone", 6), ("thanet", 5)])
def test_two_districts_keep_the_workshop_scores_with_dissent(folder: str, scorers: int) -> None:
    scores = _return(folder).scores
    assert len({row.scorer for row in scores if not row.is_agreed}) == scorers
    assert {row.agency for row in scores if not row.is_agreed} > {"Police", "Health"}
    assert sum(bool(row.dissent) for row in scores) == 2


def test_appendix_b_comes_out_as_the_printed_twelve() -> None:
    issues = _county().issues
    assert issues is not None
    assert {i.issue.name for i in issues.issues if i.count_low} == APPENDIX_B
    assert {i.issue.name for i in issues.in_top_n} == APPENDIX_B


def test_two_issues_share_fifth_place_in_maidstone() -> None:
    top = _ranking("Maidstone").top(5)
    assert len(top) == 6
    assert [i.scored.issue.id for i in top if i.rank == 5] == ["child-sexual-exploitation", "gangs"]


def test_a_likelihood_of_zero_wipes_out_gangs_in_tunbridge_wells() -> None:
    gangs = _issue("Tunbridge Wells", "gangs").scored
    assert gangs.sections["harm"].low > 0
    assert (gangs.risk.value, gangs.zeroed_by) == (0, ("likelihood",))


def test_an_unknown_level_leaves_ranks_open_in_gravesham() -> None:
    slavery, drugs = (_issue("Gravesham", name) for name in ("modern-slavery", "substance-misuse"))
    assert slavery.scored.unknown == ("frequency",)
    assert (slavery.rank, slavery.rank_low, slavery.rank_high) == (None, 3, 8)
    assert (drugs.scored.unknown, drugs.rank_low, drugs.rank_high) == ((), 5, 6)


def test_organised_crime_is_severe_but_local_in_tunbridge_wells() -> None:
    issues = _county().issues
    assert issues is not None
    severe = {(s.district, s.issue.id): s for s in issues.severe_local}
    found = severe["Tunbridge Wells", "organised-crime-groups"]
    assert (found.harm_rank, found.rank_low, found.top_n_districts) == (2, 15, 2)


def test_every_reason_not_to_escalate_is_about_a_severe_but_local_issue() -> None:
    issues, reasons = _county().issues, _county().returns.not_escalated
    assert issues is not None
    named = {(s.district, name) for s in issues.severe_local for name in (s.issue.id, s.issue.name)}
    assert len(reasons) == 4
    assert {(r.district, r.issue) for r in reasons} <= named
    assert all(r.because.startswith("Invented: ") for r in reasons)


def test_some_issue_stands_three_places_apart_by_count_and_by_mean_rank() -> None:
    issues = _county().issues
    assert issues is not None
    assert any(issue.orders_differ for issue in issues.issues)


def test_the_county_horizon_holds_the_28_items_of_appendix_c_under_their_headings() -> None:
    items = _county().returns.horizon
    assert [item.heading for item in items] == [name for name, n in APPENDIX_C.items() for _ in range(n)]
    assert (items[0].title, items[-1].title) == (
        "Government to trigger Article 50 to initiate Brexit",
        "Increased collaboration between emergency services",
    )
    assert {item.source for item in items} == {"Kent Community Safety Agreement, April 2017, Appendix C"}


def test_what_appendix_c_does_not_print_is_left_not_known() -> None:
    for item in _county().returns.horizon:
        assert {item.direction, item.likelihood, item.impact, item.confidence} == {"not_known"}
        assert not any((item.issues, item.moves, item.interpretation, item.response, item.owner))

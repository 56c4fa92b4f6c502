import pytest

from tests.small import a_return, agreed, catalogue, heading_set, plain
from toolkit.errors import Refused
from toolkit.methods.ranking import rank
from toolkit.methods.scoring import score
from toolkit.model.assessment import AGREED, DataOrigin, Marking, Origin, Return, ReturnOrigins, Score
from toolkit.model.horizon import HorizonItem, HorizonKind
from toolkit.model.issues import Issue
from toolkit.model.priorities import Priority, PriorityLevel
from toolkit.model.statements import RestrictedIssue
from toolkit.model.workshop import IssueProgress, Workshop
from toolkit.papers.editions import PublicRules, public_return, public_standing, public_workshop, unranked

RESTRICTED = PublicRules(restricted=frozenset({"modern-slavery"}))


def given_by(scorer: str, level: int, issue: str = "burglary", **more: object) -> Score:
    return Score(issue=issue, criterion="physical", scorer=scorer, agency="Police", level=level, **more)  # type: ignore[arg-type]


def main(worded: str) -> Priority:
    return Priority(worded=worded, level=PriorityLevel.MAIN, categories=("DA",), confirmed_by="Zephaniah Q")


def item(name: str, **more: object) -> HorizonItem:
    given: dict[str, object] = {"title": "A new law", "heading": "political", "kind": HorizonKind.LEGISLATION}
    return HorizonItem(id=name, **(given | more))  # type: ignore[arg-type]


def everything(return_: Return) -> str:
    return return_.model_dump_json(
        exclude={"matrix", "catalogue", "category_set", "heading_set"}
    ) + return_.catalogue.model_dump_json(exclude={"id"})


def test_scorers_are_numbered_and_their_agencies_dissent_and_evidence_are_gone() -> None:
    rows = (
        given_by("Zephaniah Q", 1, evidence="Seen in ledger 7"),
        given_by("Abigail R", 2),
        given_by(AGREED, 2, dissent="Zephaniah Q saw it lower"),
    )
    shown = public_return(a_return(rows, handling="Ask Abigail R"), PublicRules())
    assert [(s.scorer, s.level) for s in shown.scores] == [(AGREED, 2), ("scorer 1", 1), ("scorer 2", 2)]
    said = everything(shown)
    for word in ("Zephaniah", "Abigail", "Police", "ledger", "saw it lower"):
        assert word not in said


def test_what_is_left_out_changes_no_rank_when_nothing_is_restricted() -> None:
    rows = (given_by("Zephaniah Q", 1), given_by("Abigail R", 2), given_by("Abigail R", 4, "gangs"))
    return_ = a_return((*rows, *agreed({"road-safety": {"physical": 3, "financial": 1, "frequency": 2}})))
    before, after = (rank(score(one)) for one in (return_, public_return(return_, PublicRules())))
    assert [(i.scored.issue.id, i.rank_low, i.rank_high) for i in before.issues] == [
        (i.scored.issue.id, i.rank_low, i.rank_high) for i in after.issues
    ]


def test_rationales_stay_only_where_they_are_released() -> None:
    return_ = a_return((given_by(AGREED, 2, rationale="Because of the quarry"),))
    assert "quarry" not in everything(public_return(return_, PublicRules()))
    assert "quarry" in everything(public_return(return_, PublicRules(released_rationales=True)))
    released = return_.changed(rationales_released=True)
    assert "quarry" in everything(public_return(released, PublicRules()))


def test_a_restricted_issue_goes_with_every_priority_and_horizon_item_that_names_it() -> None:
    levels = {"burglary": (1, 1, 1), "modern-slavery": (4, 4, 4), "gangs": (2, 2, 2)}
    return_ = plain(
        levels,  # type: ignore[arg-type]
        priorities=(main("Tackling MODERN  slavery"), main("Safer homes")),
        horizon=(
            item("law", issues=("modern-slavery",)),
            item("modern-slavery-bill"),
            item("other", description="Fewer burglaries"),
        ),
        origins=ReturnOrigins(scores=DataOrigin(origin=Origin.INVENTED, note="As for modern-slavery")),
    )
    shown = public_return(return_, RESTRICTED)
    assert "modern" not in everything(shown).casefold()
    assert [priority.worded for priority in shown.priorities] == ["Safer homes"]
    assert [one.id for one in shown.horizon] == ["other"]
    assert shown.origins.scores.origin is Origin.INVENTED
    ranked = rank(score(shown))
    assert [(one.scored.issue.id, one.rank) for one in ranked.issues] == [("gangs", 1), ("burglary", 2)]


def test_what_a_return_itself_restricts_is_left_out_and_so_is_that_it_does() -> None:
    row = RestrictedIssue(issue="modern-slavery", reason="An operation is under way")
    return_ = plain({"burglary": (1, 1, 1), "modern-slavery": (4, 4, 4)}, restricted=(row,))
    said = everything(public_return(return_, PublicRules()))
    assert "modern-slavery" not in said
    assert "operation" not in said
    assert public_return(return_, PublicRules()) == public_return(return_, RESTRICTED)


def test_a_released_reason_that_names_a_restricted_issue_is_not_published() -> None:
    rows = (
        given_by(AGREED, 2, rationale="As for modern slavery"),
        given_by(AGREED, 2, "gangs", rationale="Seen"),
    )
    shown = public_return(a_return(rows), RESTRICTED.changed(released_rationales=True))
    assert [score.rationale for score in shown.scores] == ["", "Seen"]


def test_a_workshop_on_nothing_but_restricted_issues_has_no_public_minutes() -> None:
    workshop = Workshop(id="0" * 32, title="T", facilitators=("f",), issues=("modern-slavery",))
    with pytest.raises(Refused, match=r"^Every issue of the workshop is restricted\.$"):
        public_workshop(workshop, a_return(), RESTRICTED)


def test_a_public_workshop_names_no_restricted_issue() -> None:
    progress = (
        IssueProgress(issue="modern-slavery"),
        IssueProgress(issue="burglary", parked="After modern slavery"),
        IssueProgress(issue="gangs", parked="No time"),
    )
    workshop = Workshop(
        id="0" * 32,
        title="Modern slavery and others",
        facilitators=("f",),
        issues=("modern-slavery", "burglary", "gangs"),
        planned_for="After the meeting on modern slavery",
        open_issue="modern-slavery",
        progress=progress,
    )
    shown = public_workshop(workshop, a_return(), RESTRICTED)
    assert (shown.title, shown.issues, shown.open_issue) == ("Workshop", ("burglary", "gangs"), None)
    assert shown.planned_for is None
    assert [one.parked for one in shown.progress] == ["The reason is not published.", "No time"]
    assert public_workshop(shown, a_return(), RESTRICTED) == shown


def test_a_part_of_another_word_is_no_name_of_a_restricted_issue() -> None:
    rules = PublicRules(restricted=frozenset({"gangs"}))
    return_ = plain({"burglary": (1, 1, 1)}, priorities=(main("Gangsterism"), main("Gangs and knives")))
    assert [p.worded for p in public_return(return_, rules).priorities] == ["Gangsterism"]


def test_an_acronym_of_a_restricted_issue_is_found_as_it_is_written() -> None:
    own = Issue(id="it-fraud", name="Fraud on line", theme="Crime", acronyms=("IT",))
    rules = PublicRules(restricted=frozenset({"it-fraud"}))
    return_ = a_return(local_issues=(own,), priorities=(main("Stop IT crime"), main("Make it safe")))
    assert [p.worded for p in public_return(return_, rules).priorities] == ["Make it safe"]
    assert public_return(return_, rules).local_issues == ()


def test_an_unranked_edition_holds_no_score_and_its_priorities_follow_the_alphabet() -> None:
    return_ = plain({"burglary": (1, 1, 1)}, priorities=(main("Zeal"), main("apples"), main("Boats")))
    shown = public_return(return_, PublicRules(unranked=True))
    assert shown.scores == ()
    assert [priority.worded for priority in shown.priorities] == ["apples", "Boats", "Zeal"]


def test_nobody_is_named_who_confirmed_or_owns_and_judgement_goes_with_the_rationales() -> None:
    own = item("one", owner="Zephaniah Q", interpretation="It will get worse", description="A fact")
    return_ = a_return(priorities=(main("Safer homes"),), horizon=(own,))
    shown = everything(public_return(return_, PublicRules()))
    assert "Zephaniah" not in shown
    assert "get worse" not in shown
    assert "A fact" in shown
    released = everything(public_return(return_, PublicRules(released_rationales=True)))
    assert "get worse" in released
    assert "Zephaniah" not in released


def test_the_marking_stays_for_a_person_to_lower() -> None:
    return_ = a_return(marking=Marking.OFFICIAL_SENSITIVE, handling="Partners only")
    shown = public_return(return_, PublicRules())
    assert (shown.marking, shown.handling) == (Marking.OFFICIAL_SENSITIVE, "")


def test_a_return_with_every_issue_restricted_has_no_public_edition() -> None:
    rules = PublicRules(restricted=frozenset(catalogue().by_id))
    with pytest.raises(Refused, match=r"^Every issue of Maidstone is restricted\.$"):
        public_return(a_return(), rules)


def test_names_without_an_order_stand_by_the_alphabet_once() -> None:
    assert unranked(["gangs", "Burglary", "gangs", "arson"]).items == ("arson", "Burglary", "gangs")


def test_every_public_paper_says_alike_that_something_may_be_left_out() -> None:
    assert public_standing(PublicRules()) == public_standing(RESTRICTED)
    assert len(public_standing(PublicRules(unranked=True))) == 2


def test_a_public_return_is_sound_and_public_already() -> None:
    return_ = a_return((given_by("A", 1), given_by("B", 3)), heading_set=heading_set())
    once = public_return(return_, RESTRICTED)
    assert public_return(once, RESTRICTED) == once

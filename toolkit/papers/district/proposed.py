"""What the figures proposed and what was made of it."""

from toolkit.cells.dates import day_text
from toolkit.language import say, say_number
from toolkit.model.clock import HOME
from toolkit.model.evidence import Outcome, ProposalDecision
from toolkit.papers.district.columns import without_empty_columns
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.paper import Block, Cell, Heading, Paragraph, Table


def proposed_levels(pack: DistrictPack) -> tuple[Block, ...]:
    """Return each level that a figure proposed and somebody decided about; nothing where nobody did."""
    found = pack.evidence.decisions
    if not found:
        return ()
    columns = [
        say("Issue"),
        say("Criterion"),
        say("Proposed"),
        say("Taken"),
        say("What was made of it"),
        say("Because"),
    ]
    rows = [_row(pack, one) for one in found]
    if not pack.public:
        columns += [say("Who"), say("When")]
        rows = [[*row, one.by, _day(one)] for row, one in zip(rows, found, strict=True)]
    title = say("Levels that figures proposed, and what was made of them")
    table = Table("Proposed levels", title, tuple(columns), tuple(map(tuple, rows)))
    return (
        Heading(say("Levels that figures proposed"), 1),
        Paragraph(_count_sentence(found)),
        without_empty_columns(table),
    )


def _count_sentence(found: tuple[ProposalDecision, ...]) -> str:
    counts = {outcome: sum(one.outcome is outcome for one in found) for outcome in Outcome}
    proposed = say_number(
        "Something was decided about {number} proposed level",
        "Something was decided about {number} proposed levels",
        len(found),
    )
    return say(
        "{proposed}: {accepted} taken as proposed, {changed} at another level, {ignored} set aside.",
        proposed=proposed,
        accepted=counts[Outcome.ACCEPTED],
        changed=counts[Outcome.CHANGED],
        ignored=counts[Outcome.IGNORED],
    )


def _row(pack: DistrictPack, one: ProposalDecision) -> list[Cell]:
    proposal = one.proposal
    criterion = next((c for c in pack.return_.matrix.criteria if c.id == proposal.criterion), None)
    labels = {level.value: level.label for level in criterion.levels} if criterion else {}
    issue = pack.return_.issues.get(proposal.issue)
    return [
        issue.name if issue else proposal.issue,
        criterion.label if criterion else proposal.criterion,
        _level(proposal.level, labels),
        None if one.level is None else _level(one.level, labels),
        _outcome_words()[one.outcome],
        one.reason or None,
    ]


def _level(value: int, labels: dict[int, str]) -> str:
    return f"{value} {labels[value]}" if value in labels else str(value)


def _outcome_words() -> dict[Outcome, str]:
    return {
        Outcome.ACCEPTED: say("taken as proposed"),
        Outcome.CHANGED: say("another level taken"),
        Outcome.IGNORED: say("set aside"),
    }


def _day(one: ProposalDecision) -> str:
    return day_text(one.at.astimezone(HOME).date())

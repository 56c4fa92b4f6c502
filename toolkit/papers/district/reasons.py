"""Why each issue stands where it does: the working in words, reasons, evidence, who saw it otherwise."""

from collections.abc import Iterable, Iterator

from toolkit.cells.ranking import level_text
from toolkit.language import say
from toolkit.methods.ranking import RankedIssue
from toolkit.model.assessment import Return, Score
from toolkit.model.matrix import Criterion
from toolkit.model.rounds import last_round
from toolkit.papers.district.columns import without_empty_columns
from toolkit.papers.district.evidence import figures, figures_of_issue
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.paper import Block, Bullets, Heading, Paragraph, Table
from toolkit.wording.ranking import why_sentence


def why_each(pack: DistrictPack) -> tuple[Block, ...]:
    """Return why each issue is placed there, those of the top at length."""
    if pack.unranked or pack.ranking is None:
        return ()
    heading = Heading(say("Why each issue is placed there"), 1)
    if pack.public and not pack.public.released_rationales:
        said = [why_sentence(ranked, pack.return_.matrix) for ranked in pack.ranking.issues]
        return heading, Paragraph(say("Reasons and evidence are not in this edition.")), Bullets(tuple(said))
    top = _at_length_issues(pack)
    rest = [ranked for ranked in pack.ranking.issues if ranked not in top]
    others = tuple(why_sentence(ranked, pack.return_.matrix) for ranked in rest)
    return (
        heading,
        *(block for ranked in top for block in _at_length(pack, ranked)),
        *((Heading(say("The other issues"), 2), Bullets(others)) if others else ()),
    )


def figures_behind(pack: DistrictPack) -> tuple[Block, ...]:
    """Return the figures of all issues in a table, and those of issues that are not told at length before."""
    return figures(pack, frozenset(one.scored.issue.id for one in _at_length_issues(pack)))


def _at_length_issues(pack: DistrictPack) -> tuple[RankedIssue, ...]:
    """Return the issues whose reasons stand at length: those of the top, where the edition has reasons."""
    if pack.unranked or pack.ranking is None:
        return ()
    if pack.public and not pack.public.released_rationales:
        return ()
    return tuple(pack.ranking.possible_top(pack.top_n))


def _at_length(pack: DistrictPack, ranked: RankedIssue) -> Iterator[Block]:
    return_ = pack.return_
    yield Heading(ranked.scored.issue.name, 2)
    yield Paragraph(why_sentence(ranked, return_.matrix))
    given = _given(return_, ranked.scored.issue.id)
    bullets = [_reason(one, rows) for one in return_.matrix.criteria if (rows := given.get(one.id))]
    if bullets:
        yield Bullets(tuple(bullets))
    yield from figures_of_issue(pack, ranked.scored.issue.id)


def _given(return_: Return, issue: str) -> dict[str, list[Score]]:
    """Return the last rows of an issue by criterion: the agreed one alone, where there is one."""
    rows: dict[str, list[Score]] = {}
    for row in last_round(return_.scores):
        if row.issue == issue and row.level is not None:
            rows.setdefault(row.criterion, []).append(row)
    return {name: [one for one in found if one.is_agreed] or found for name, found in rows.items()}


def _reason(criterion: Criterion, rows: Iterable[Score]) -> str:
    """Say the level or levels given on a criterion, each with its reason and evidence."""
    return f"{criterion.label}: {' '.join(_said(criterion, row) for row in rows)}"


def _said(criterion: Criterion, row: Score) -> str:
    level = level_text(criterion, row.level)
    reason = _ended(row.rationale) if row.rationale else say("No reason is written down.")
    evidence = say("Evidence: {evidence}", evidence=_ended(row.evidence)) if row.evidence else ""
    dissent = say("Seen otherwise: {dissent}", dissent=_ended(row.dissent)) if row.dissent else ""
    whose = "" if row.is_agreed else say(", by {scorer}", scorer=row.scorer)
    return " ".join(filter(None, (f"{level}{whose}.", reason, evidence, dissent)))


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def every_reason(pack: DistrictPack) -> tuple[Block, ...]:
    """Return the record of every reason and piece of evidence, issues in order of risk."""
    if pack.ranking is None or pack.unranked:
        return ()
    criteria = {one.id: one for one in pack.return_.matrix.criteria}
    rows = tuple(
        (
            ranked.scored.issue.name,
            criteria[name].label,
            level_text(criteria[name], row.level),
            None if row.is_agreed else row.scorer,
            row.rationale or None,
            row.evidence or None,
            row.dissent or None,
        )
        for ranked in pack.ranking.issues
        for name, given in _given(pack.return_, ranked.scored.issue.id).items()
        for row in given
        if row.rationale or row.evidence or row.dissent
    )
    if not rows:
        return ()
    columns = (
        say("Issue"),
        say("Criterion"),
        say("Level"),
        say("Scorer, where not agreed"),
        say("Reason"),
        say("Evidence"),
        say("Seen otherwise"),
    )
    title = say("Every reason and piece of evidence that was given")
    table = without_empty_columns(Table("Reasons", title, columns, rows))
    return Heading(say("Record of every reason"), 1), table

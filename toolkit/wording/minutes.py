"""The minutes of a workshop, as Markdown that people can read out or paste into a paper."""

from collections.abc import Iterator

from toolkit.cells.history import when_text
from toolkit.cells.numbers import listed
from toolkit.cells.ranking import level_text
from toolkit.language import say, say_number
from toolkit.methods.minutes import Agreement, IssueMinutes, Minutes, Move
from toolkit.model.assessment import Score
from toolkit.wording.plain import inert_markdown, number_word
from toolkit.wording.returns import marking_line, return_origins


def minutes_title(found: Minutes) -> str:
    """Return the title of the minutes: the workshop's, its district and year."""
    return f"{found.workshop.title}: {found.return_.district}, {found.return_.assessment_year}"


def minutes_lines(found: Minutes) -> list[str]:
    """Return the minutes as lines of Markdown without the title; no text in them is ever markup."""
    return [
        *_head(found),
        "",
        f"## {say('Who was there')}",
        "",
        *_attendance(found),
        *(line for one in found.taken for line in _issue(one)),
        *_section(say("Dissent"), (_dissent(name.name, each) for name, each in found.dissent)),
        *_section(
            say("Put aside"),
            (f"{one.issue.name}: {one.parked}" for one in found.taken if one.parked),
        ),
        *_section(say("Not reached"), (issue.name for issue in found.not_reached)),
    ]


def minutes_markdown(found: Minutes) -> str:
    """Return the minutes as a Markdown document."""
    return "\n".join(
        [
            f"# {say('Minutes. {title}', title=inert_markdown(minutes_title(found)))}",
            "",
            *minutes_lines(found),
            "",
        ]
    )


def _head(found: Minutes) -> Iterator[str]:
    return_, workshop = found.return_, found.workshop
    if line := marking_line(return_.marking, return_.handling):
        yield f"**{inert_markdown(line)}**"
        yield ""
    for origin in return_origins(return_):
        yield inert_markdown(origin)
        yield ""
    if workshop.opened_at is None:
        yield say("This workshop has not been opened yet.")
        return
    until = (
        " " + say("to {closed_at}", closed_at=when_text(workshop.closed_at))
        if workshop.closed_at
        else say("; it is still open")
    )
    matrix = return_.matrix.ref
    yield inert_markdown(
        say(
            "Held from {opened_at}{until}. Scored with {matrix}.",
            opened_at=when_text(workshop.opened_at),
            until=until,
            matrix=matrix,
        )
    )


def _attendance(found: Minutes) -> Iterator[str]:
    attendance = found.attendance
    for agency, people in found.people_by_agency:
        names = listed(
            [say("{name} (on paper)", name=one.name) if one.by_slip else one.name for one in people]
        )
        yield f"- {inert_markdown(f'{agency}: {names}')}"
    if not found.people_by_agency:
        yield say("Nobody joined.")
    yield ""
    if attendance.missing:
        yield inert_markdown(
            say("Expected, and not there: {missing}.", missing=listed(list(attendance.missing)))
        )
    elif found.workshop.agencies:
        yield say("Every agency that was expected was there.")
    if attendance.quorum:
        there = attendance.agencies_present
        met = say("quorate") if attendance.is_quorate else say("not quorate")
        yield inert_markdown(
            say_number(
                "The workshop was {met}: {number} agency was there, {quorum} needed.",
                "The workshop was {met}: {number} agencies were there, {quorum} needed.",
                there,
                number=number_word(there),
                met=met,
                quorum=number_word(attendance.quorum),
            )
        )


def _issue(one: IssueMinutes) -> Iterator[str]:
    yield from ("", f"## {inert_markdown(one.issue.name)}", "")
    yield inert_markdown(
        say_number(
            "{number} round of scoring in private, then shown to all.",
            "{number} rounds of scoring in private, then shown to all.",
            one.rounds,
            number=number_word(one.rounds).capitalize(),
        )
    )
    yield from _list(say("Agreed"), [_agreed(each) for each in one.agreements])
    if one.open_criteria:
        names = listed([criterion.label for criterion in one.open_criteria])
        yield from ("", inert_markdown(say("Not agreed in this workshop: {names}.", names=names)))
    yield from _list(say("What moved between rounds"), [_move(move) for move in one.moves])


def _agreed(each: Agreement) -> str:
    level = level_text(each.criterion, each.agreed.level)
    given = ", ".join(str(row.level) for row in each.given)
    before = " " + say("(given: {given})", given=given) if given else ""
    return f"{each.criterion.label}: {level}{before}. {_ended(each.agreed.rationale)}"


def _move(move: Move) -> str:
    before, after = (level_text(move.criterion, row.level) for row in (move.before, move.after))
    rounds = say("round {before} to round {after}", before=move.before.round, after=move.after.round)
    why = (
        " " + say("Why: {why}", why=_ended(move.after.rationale))
        if move.after.rationale
        else " " + say("No reason was written down.")
    )
    return say(
        "{criterion}, {who}: from {before} to {after} ({rounds}).{why}",
        criterion=move.criterion.label,
        who=_who(move.after),
        before=before,
        after=after,
        rounds=rounds,
        why=why,
    )


def _dissent(issue: str, each: Agreement) -> str:
    level = level_text(each.criterion, each.agreed.level)
    return say(
        "{issue}, {criterion} (agreed: {level}): {why}",
        issue=issue,
        criterion=each.criterion.label,
        level=level,
        why=_ended(each.agreed.dissent),
    )


def _who(score: Score) -> str:
    return f"{score.scorer} ({score.agency})" if score.agency else score.scorer


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _section(title: str, bullets: Iterator[str]) -> list[str]:
    lines = [f"- {inert_markdown(text)}" for text in bullets]
    return ["", f"## {title}", "", *lines] if lines else []


def _list(title: str, bullets: list[str]) -> list[str]:
    return ["", f"**{title}**", "", *(f"- {inert_markdown(text)}" for text in bullets)] if bullets else []

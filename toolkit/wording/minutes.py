"""The minutes of a workshop, as Markdown that people can read out or paste into a paper."""

from collections.abc import Iterator

from toolkit.cells import level_text, listed
from toolkit.cells.history import when_text
from toolkit.methods.minutes import Agreement, IssueMinutes, Minutes, Move
from toolkit.model.assessment import Score
from toolkit.wording.plain import inert_markdown, number_word, plural
from toolkit.wording.returns import marking_line, return_origins


def minutes_title(found: Minutes) -> str:
    """Return the title of the minutes: the workshop's, its district and year."""
    return f"{found.workshop.title}: {found.return_.district}, {found.return_.assessment_year}"


def minutes_lines(found: Minutes) -> list[str]:
    """Return the minutes as lines of Markdown without the title; no text in them is ever markup."""
    return [
        *_head(found),
        "",
        "## Who was there",
        "",
        *_attendance(found),
        *(line for one in found.taken for line in _issue(one)),
        *_section("Dissent", (_dissent(name.name, each) for name, each in found.dissent)),
        *_section(
            "Put aside",
            (f"{one.issue.name}: {one.parked}" for one in found.taken if one.parked),
        ),
        *_section("Not reached", (issue.name for issue in found.not_reached)),
    ]


def minutes_markdown(found: Minutes) -> str:
    """Return the minutes as a Markdown document."""
    return "\n".join([f"# Minutes. {inert_markdown(minutes_title(found))}", "", *minutes_lines(found), ""])


def _head(found: Minutes) -> Iterator[str]:
    return_, workshop = found.return_, found.workshop
    if line := marking_line(return_.marking, return_.handling):
        yield f"**{inert_markdown(line)}**"
        yield ""
    for origin in return_origins(return_):
        yield inert_markdown(origin)
        yield ""
    if workshop.opened_at is None:
        yield "This workshop has not been opened yet."
        return
    until = f" to {when_text(workshop.closed_at)}" if workshop.closed_at else "; it is still open"
    matrix = return_.matrix.ref
    yield inert_markdown(f"Held from {when_text(workshop.opened_at)}{until}. Scored with {matrix}.")


def _attendance(found: Minutes) -> Iterator[str]:
    attendance = found.attendance
    for agency, people in found.people_by_agency:
        names = listed([f"{one.name} (on paper)" if one.by_slip else one.name for one in people])
        yield f"- {inert_markdown(f'{agency}: {names}')}"
    if not found.people_by_agency:
        yield "Nobody joined."
    yield ""
    if attendance.missing:
        yield inert_markdown(f"Expected, and not there: {listed(list(attendance.missing))}.")
    elif found.workshop.agencies:
        yield "Every agency that was expected was there."
    if attendance.quorum:
        there = attendance.agencies_present
        met = "quorate" if attendance.is_quorate else "not quorate"
        agencies = f"{number_word(there)} {'agency was' if there == 1 else 'agencies were'} there"
        yield inert_markdown(f"The workshop was {met}: {agencies}, {number_word(attendance.quorum)} needed.")


def _issue(one: IssueMinutes) -> Iterator[str]:
    yield from ("", f"## {inert_markdown(one.issue.name)}", "")
    rounds = f"{number_word(one.rounds)} {plural('round', one.rounds)}".capitalize()
    yield inert_markdown(f"{rounds} of scoring in private, then shown to all.")
    yield from _list("Agreed", [_agreed(each) for each in one.agreements])
    if one.open_criteria:
        names = listed([criterion.label for criterion in one.open_criteria])
        yield from ("", inert_markdown(f"Not agreed in this workshop: {names}."))
    yield from _list("What moved between rounds", [_move(move) for move in one.moves])


def _agreed(each: Agreement) -> str:
    level = level_text(each.criterion, each.agreed.level)
    given = ", ".join(str(row.level) for row in each.given)
    before = f" (given: {given})" if given else ""
    return f"{each.criterion.label}: {level}{before}. {_ended(each.agreed.rationale)}"


def _move(move: Move) -> str:
    before, after = (level_text(move.criterion, row.level) for row in (move.before, move.after))
    rounds = f"round {move.before.round} to round {move.after.round}"
    why = f" Why: {_ended(move.after.rationale)}" if move.after.rationale else " No reason was written down."
    return f"{move.criterion.label}, {_who(move.after)}: from {before} to {after} ({rounds}).{why}"


def _dissent(issue: str, each: Agreement) -> str:
    level = level_text(each.criterion, each.agreed.level)
    return f"{issue}, {each.criterion.label} (agreed: {level}): {_ended(each.agreed.dissent)}"


def _who(score: Score) -> str:
    return f"{score.scorer} ({score.agency})" if score.agency else score.scorer


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _section(title: str, bullets: Iterator[str]) -> list[str]:
    lines = [f"- {inert_markdown(text)}" for text in bullets]
    return ["", f"## {title}", "", *lines] if lines else []


def _list(title: str, bullets: list[str]) -> list[str]:
    return ["", f"**{title}**", "", *(f"- {inert_markdown(text)}" for text in bullets)] if bullets else []

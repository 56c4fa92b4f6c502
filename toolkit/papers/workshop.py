"""The minutes of a workshop as a paper: who was there, what was agreed, what moved, what was put aside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.cells.history import when_text
from toolkit.cells.numbers import listed
from toolkit.cells.ranking import level_text
from toolkit.language import say, say_number
from toolkit.methods.minutes import Minutes, minutes
from toolkit.model.assessment import Return
from toolkit.model.workshop import Attendance, Stage, Workshop
from toolkit.papers.district.columns import without_empty_columns
from toolkit.papers.district.cover import partnership
from toolkit.papers.editions import PublicRules, public_return, public_standing, public_workshop
from toolkit.papers.naming import file_words
from toolkit.papers.paper import Block, Bullets, Cell, Edition, Heading, Paper, Paragraph, Table
from toolkit.resources import toolkit_version
from toolkit.store.chain import Head
from toolkit.store.lists import list_hash
from toolkit.wording.minutes import minutes_title
from toolkit.wording.plain import number_word
from toolkit.wording.returns import return_origins

_DIGITS = 16


@dataclass(frozen=True)
class WorkshopPack:
    """What the minutes of a workshop are composed from.

    `minutes` are made from the return as everybody at the workshop may see it: what nobody has revealed is
    not in it. `public` are the rules of a public edition, by which the return was cut before.
    """

    minutes: Minutes
    dated: date
    head: Head | None = None
    public: PublicRules | None = None


def workshop_pack(
    return_: Return,
    workshop: Workshop,
    attendance: Attendance,
    dated: date,
    *,
    head: Head | None = None,
    public: bool = False,
    unranked: bool = False,
) -> WorkshopPack:
    """Return the pack of a workshop on `return_`, which is as the whole room may see it.

    Raises
    ------
    Refused
        When every issue of the return or workshop is restricted and a public edition is asked for.
    """
    rules = PublicRules(unranked=unranked, released_rationales=return_.rationales_released)
    shown = public_return(return_, rules) if public else return_
    arranged = public_workshop(workshop, return_, rules) if public else workshop
    found = minutes(shown, arranged, attendance)
    return WorkshopPack(found, dated, head, rules if public else None)


def workshop_paper(pack: WorkshopPack) -> Paper:
    """Compose the minutes of a workshop: the same pack gives the same paper."""
    found = pack.minutes
    return_, workshop = found.return_, found.workshop
    matrix = (say("Matrix"), f"{return_.matrix.ref}, {list_hash(return_.matrix)[:_DIGITS]}")
    chain = ((say("Chain of {name}", name=return_.district), str(pack.head)),) if pack.head else ()
    open_ = workshop.stage is not Stage.CLOSED
    draft = (say("DRAFT: this workshop has not been closed."),) if open_ else ()
    edition = public_standing(pack.public) if pack.public else ()
    words = file_words(workshop.title, "workshop")
    return Paper(
        name=f"{file_words(return_.district)}-minutes-{words}",
        title=say("Minutes. {title}", title=minutes_title(found)),
        subtitle=_held(found),
        edition=Edition.PUBLIC if pack.public else Edition.INTERNAL,
        dated=pack.dated,
        marking=return_.marking,
        handling=return_.handling,
        standing=(*draft, *edition, *return_origins(return_)),
        versions=((say("Toolkit"), f"csp-toolkit {toolkit_version()}"), matrix, *chain),
        blocks=tuple(_blocks(pack)),
        draft=open_,
        contact=partnership(return_),
    )


def _held(found: Minutes) -> str:
    workshop = found.workshop
    if workshop.opened_at is None:
        return say("This workshop has not been opened yet.")
    since, matrix = when_text(workshop.opened_at), found.return_.matrix.ref
    if workshop.closed_at is None:
        return say("Held from {since}; it is still open. Scored with {matrix}.", since=since, matrix=matrix)
    until = when_text(workshop.closed_at)
    return say("Held from {since} to {until}. Scored with {matrix}.", since=since, until=until, matrix=matrix)


def _blocks(pack: WorkshopPack) -> Iterator[Block]:
    found = pack.minutes
    yield from _attendance(pack)
    yield from _agreed(pack)
    yield from _not_agreed(found)
    if not pack.public:
        yield from _moves(found)
        yield from _dissent(found)
    yield from _put_aside(pack)
    yield Heading(say("Not reached"), 1)
    names = tuple(issue.name for issue in found.not_reached)
    yield Bullets(names) if names else Paragraph(say("Every issue that was chosen was reached."))


def _attendance(pack: WorkshopPack) -> Iterator[Block]:
    """Yield who was there by agency; a public edition names agencies and no people."""
    found, attendance = pack.minutes, pack.minutes.attendance
    yield Heading(say("Who was there"), 1)
    there = found.people_by_agency
    if not there:
        yield Paragraph(say("Nobody joined."))
    elif pack.public:
        yield Bullets(tuple(agency for agency, _ in there))
    else:
        slip = say("on paper")
        rows = tuple(
            (agency, len(people), listed([f"{p.name} ({slip})" if p.by_slip else p.name for p in people]))
            for agency, people in there
        )
        columns = (say("Agency"), say("People"), say("Who"))
        yield Table("Attendance", say("Who was there, by agency"), columns, rows)
    if attendance.missing:
        names = listed(list(attendance.missing))
        yield Paragraph(say("Expected, and not there: {names}.", names=names))
    elif found.workshop.agencies:
        yield Paragraph(say("Every agency that was expected was there."))
    if attendance.quorum:
        yield Paragraph(_quorum(pack))


def _quorum(pack: WorkshopPack) -> str:
    attendance = pack.minutes.attendance
    there = attendance.agencies_present
    needed = number_word(attendance.quorum)
    if attendance.is_quorate:
        return say_number(
            "The workshop was quorate: {number} agency was there, {needed} needed.",
            "The workshop was quorate: {number} agencies were there, {needed} needed.",
            there,
            needed=needed,
        )
    return say_number(
        "The workshop was not quorate: {number} agency was there, {needed} needed.",
        "The workshop was not quorate: {number} agencies were there, {needed} needed.",
        there,
        needed=needed,
    )


def _agreed(pack: WorkshopPack) -> Iterator[Block]:
    yield Heading(say("Levels agreed"), 1)
    if pack.public and pack.public.unranked:
        yield Paragraph(say("Levels are not in this edition."))
        return
    rows: list[tuple[Cell, ...]] = []
    for one in pack.minutes.taken:
        for each in one.agreements:
            given = "" if pack.public else ", ".join(str(row.level) for row in each.given)
            level = level_text(each.criterion, each.agreed.level)
            said = (level, given, each.agreed.rationale, each.agreed.evidence)
            rows.append((one.issue.name, each.criterion.label, *said))
    if not rows:
        yield Paragraph(say("No level was agreed in this workshop."))
        return
    title = say("Levels agreed in the workshop, and what had been given before")
    columns = (say("Issue"), say("Criterion"), say("Agreed"), say("Given"), say("Reason"), say("Evidence"))
    yield without_empty_columns(Table("Levels agreed", title, columns, tuple(rows)))


def _not_agreed(found: Minutes) -> Iterator[Block]:
    rows = tuple(
        (one.issue.name, one.rounds, listed([criterion.label for criterion in one.open_criteria]) or None)
        for one in found.taken
    )
    if rows:
        yield Heading(say("Rounds, and what was not agreed"), 1)
        title = say("Rounds of scoring in private, then shown to all, and criteria not agreed here")
        yield Table("Rounds", title, (say("Issue"), say("Rounds"), say("Not agreed in this workshop")), rows)


def _moves(found: Minutes) -> Iterator[Block]:
    yield Heading(say("What moved between rounds"), 1)
    rows = tuple(
        (
            one.issue.name,
            move.criterion.label,
            move.after.scorer,
            move.after.agency or None,
            level_text(move.criterion, move.before.level),
            level_text(move.criterion, move.after.level),
            say("{before} to {after}", before=move.before.round, after=move.after.round),
            move.after.rationale or say("No reason was written down."),
        )
        for one in found.taken
        for move in one.moves
    )
    if not rows:
        yield Paragraph(say("Nobody changed a level between rounds."))
        return
    columns = (say("Issue"), say("Criterion"), say("Who"), say("Agency"), say("From"), say("To"))
    title = say("Levels that somebody gave otherwise in a later round")
    yield Table("Movement", title, (*columns, say("Rounds"), say("Why")), rows)


def _dissent(found: Minutes) -> Iterator[Block]:
    yield Heading(say("Dissent"), 1)
    rows = tuple(
        (
            issue.name,
            each.criterion.label,
            level_text(each.criterion, each.agreed.level),
            each.agreed.dissent,
        )
        for issue, each in found.dissent
    )
    if not rows:
        yield Paragraph(say("No dissent from an agreed level is written down."))
        return
    columns = (say("Issue"), say("Criterion"), say("Agreed"), say("Who saw it otherwise, and why"))
    yield Table("Dissent", say("Agreed levels that somebody saw otherwise"), columns, rows)


def _put_aside(pack: WorkshopPack) -> Iterator[Block]:
    yield Heading(say("Put aside"), 1)
    parked = [one for one in pack.minutes.taken if one.parked]
    told = pack.public is None or pack.public.released_rationales
    names = tuple(f"{one.issue.name}: {one.parked}" if told else one.issue.name for one in parked)
    yield Bullets(names) if names else Paragraph(say("No issue was put aside."))

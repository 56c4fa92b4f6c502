"""What people wrote beside the scores: the statements the law asks for, assumptions, who did what."""

from collections.abc import Iterator
from datetime import date

from toolkit.cells.dates import day_text
from toolkit.cells.history import when_text
from toolkit.language import say
from toolkit.model.statements import Statement
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.paper import Block, Heading, Paragraph, Table
from toolkit.papers.parts import paragraphs, section
from toolkit.wording.completeness import not_written_sentence, role_label


def statements(pack: DistrictPack) -> tuple[Block, ...]:
    """Return each heading the law asks for with what is written under it, or that nothing is yet."""
    return tuple(block for heading in pack.headings.headings for block in _statement(pack, heading.id))


def _statement(pack: DistrictPack, heading: str) -> Iterator[Block]:
    found = pack.headings.by_id[heading]
    yield Heading(found.label, 1)
    written = pack.statements.get(heading)
    if written is None:
        yield Paragraph(say("Not in this edition.") if pack.public else not_written_sentence(found))
        return
    yield from paragraphs(*_paragraphs(written.text))
    if not pack.public:
        yield Paragraph(_signed(written))


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: an empty line ends one, a line break does not."""
    return [" ".join(part.split()) for part in text.split("\n\n")]


def _signed(statement: Statement) -> str:
    day = said_day(statement.written_on)
    return say("Written by {author}, {day}.", author=statement.author, day=day)


def said_day(day: date) -> str:
    """Say a day as people write it: ``18 January 2017``."""
    return day_text(day)


def assumptions(pack: DistrictPack) -> tuple[Block, ...]:
    """Return the assumptions log, or that it is empty."""
    found = pack.return_.assumptions
    columns = [say("Assumption"), say("Why"), say("Effect if it is wrong"), say("When")]
    rows = [[one.assumption, one.why, one.if_wrong, said_day(one.made_on)] for one in found]
    if not pack.public:
        columns.append(say("Who"))
        rows = [[*row, one.author] for row, one in zip(rows, found, strict=True)]
    title = say("What was taken for granted, and what changes if it is wrong")
    table = Table("Assumptions", title, tuple(columns), tuple(map(tuple, rows)))
    missing = say("No assumption is written down.")
    return section(Heading(say("Assumptions"), 1), (table,) if found else (), missing)


def who_did_what(pack: DistrictPack) -> tuple[Block, ...]:
    """Return who commissioned, analysed, assured and approved the assessment, as far as they are named."""
    holders = pack.return_.roles.holders.items()
    rows = tuple(
        (
            role_label(role),
            holder.by or say("not named yet"),
            said_day(holder.on) if holder.on else (say("no date") if holder.by else None),
        )
        for role, holder in holders
    )
    lead = say("Nobody is named here but those the partnership itself has written down.")
    title = say("Who commissioned, analysed, assured and approved this assessment")
    table = Table("Who did what", title, (say("Role"), say("Who"), say("When")), rows)
    return Heading(say("Who did what"), 1), Paragraph(lead), table, *paragraphs(_sign_off(pack))


def _sign_off(pack: DistrictPack) -> str:
    if pack.public:
        return ""
    status = pack.return_.status.label
    if pack.signed_off is None:
        return say("Status of the return: {status}.", status=status)
    return say(
        "Recorded as {status} by {author} on {at}.",
        status=status,
        author=pack.signed_off.author,
        at=when_text(pack.signed_off.at),
    )

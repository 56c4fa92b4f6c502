"""What the county decided this year beside what it decided the year before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from toolkit.language import say
from toolkit.model.county import CountyPriority, CountyStanding
from toolkit.model.text import fold
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.paper import Block, Heading, Paragraph, Table

_PRIORITY: Final = "county_priority"
"""What the store calls a county priority; its own name for it would load the database with it."""


@dataclass(frozen=True)
class DecidedChange:
    """A priority of either year, or of both; matched by its wording, else by its only heir's categories."""

    old: CountyPriority | None
    new: CountyPriority | None

    @property
    def fate(self) -> str:
        """Say what became of it."""
        if self.old is None:
            return say("new")
        if self.new is None:
            return say("nothing decided yet")
        if self.new.standing is CountyStanding.DROPPED:
            return say("dropped")
        if self.old.standing is not self.new.standing:
            return say("changed level")
        return say("as it was") if fold(self.old.worded) == fold(self.new.worded) else say("reworded")


def decided_changes(pack: CountyPack) -> tuple[Block, ...]:
    """Return what became of the priorities the county decided before, with who dropped what, when and why."""
    heading = Heading(say("County priorities"), 2)
    found = tuple(_changes(pack))
    before = next((one.old.assessment_year for one in found if one.old), "")
    if not before:
        said = say(
            "No decision of the county on the returns of an earlier year is recorded here, so its priorities "
            "are not compared."
        )
        return heading, Paragraph(said)
    columns = (
        say("Priority {year}", year=before),
        say("Priority {year}", year=pack.year),
        say("What became of it"),
        say("Decided {year}", year=before),
        say("Decided {year}", year=pack.year),
        say("Reason"),
        say("Recorded by"),
        say("On"),
    )
    rows = tuple(_row(one, pack) for one in found)
    title = say("What became of the county's priorities")
    notes = () if pack.history else (_not_kept(pack),)
    return heading, Table("Decisions in two years", title, columns, rows, notes)


def _not_kept(pack: CountyPack) -> str:
    if pack.public:
        return say("Who recorded what is not published.")
    return say("Who recorded a decision, and when, is kept in a database only; this was read from files.")


def _changes(pack: CountyPack) -> Iterator[DecidedChange]:
    years = {one.assessment_year for one in pack.decisions.priorities if one.assessment_year < pack.year}
    last = max(years, default="")
    dropped = CountyStanding.DROPPED
    old = [p for p in pack.decisions.priorities if p.assessment_year == last and p.standing is not dropped]
    left = {one.id: one for one in old}
    for new in pack.decided:
        before = next((o for o in left.values() if fold(o.worded) == fold(new.worded)), None)
        before = before or next(
            (o for o in left.values() if o.categories and set(o.categories) == set(new.categories)), None
        )
        left.pop(before.id, None) if before else None
        yield DecidedChange(before, new)
    yield from (DecidedChange(one, None) for one in left.values())


def _row(change: DecidedChange, pack: CountyPack) -> tuple[str | None, ...]:
    old, new = change.old, change.new
    kept = [one for one in pack.history if new and (one.subject, one.key) == (_PRIORITY, new.id)]
    return (
        old.worded if old else None,
        new.worded if new else None,
        change.fate,
        old.standing.label if old else None,
        new.standing.label if new else None,
        (new.reason or None) if new else None,
        kept[-1].author if kept else None,
        kept[-1].day.isoformat() if kept else None,
    )

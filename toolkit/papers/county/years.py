"""What changed since the year before, and why: decisions, counts, districts' priorities, issues."""

from collections.abc import Iterator, Sequence
from typing import Final

from toolkit.charts.firmness import slope_chart
from toolkit.language import say
from toolkit.methods.issue_count import IssueCount
from toolkit.methods.priority_trends import PriorityFate
from toolkit.papers.county.decided import decided_changes
from toolkit.papers.county.pack import CountyPack, EarlierYear
from toolkit.papers.paper import Block, Cell, Heading, Paragraph, Table
from toolkit.papers.parts import paragraphs, picture_of, table_of
from toolkit.tables.county_years import county_slope_table
from toolkit.tables.frames import frame_of, span
from toolkit.tables.trends import count_change_table, crosswalk_table, year_priority_table
from toolkit.wording.county_picture import county_slope_alt
from toolkit.wording.trends import count_change_sentence

_READ: Final = 6
"""The first columns of `year_priority_table`: category, what became of it, levels and wordings."""


def what_changed(pack: CountyPack) -> tuple[Block, ...]:
    """Return what changed since the latest year before, or what it takes to say so."""
    heading = Heading(say("What changed since last year, and why"), 1)
    decided = decided_changes(pack)
    if pack.earlier is None:
        missing = say(
            "There is no return of a year before {year} to compare with. Put last year's returns into the "
            "folder or the database, or name their folder with --before.",
            year=pack.year,
        )
        return heading, Paragraph(missing), *decided
    if pack.unranked:
        return heading, *decided
    earlier = pack.earlier
    return (
        heading,
        *paragraphs(denominator_sentence(pack, earlier), earlier.followed, *earlier.refused),
        *decided,
        *_counts(pack, earlier),
        *_districts(pack, earlier),
        *_issues(pack, earlier),
    )


def denominator_sentence(pack: CountyPack, earlier: EarlierYear) -> str:
    """Say how many CSPs each year's counts are out of, and which CSPs came and went between them."""
    if earlier.county is None:
        return ""
    old, new = earlier.county.priorities, pack.county.priorities
    before, now = ([report.csp.name for report in one.reports] for one in (old, new))
    said = say(
        "Counts of {old_year} are out of {old} CSPs, {old_reported} of which reported; those of {year} are "
        "out of {new}, {new_reported} of which reported.",
        old_year=earlier.year,
        old=len(before),
        old_reported=old.csps_reported,
        year=pack.year,
        new=len(now),
        new_reported=new.csps_reported,
    )
    gone, came = (
        [name for name in one if name not in other] for one, other in ((before, now), (now, before))
    )
    if not (gone or came):
        return said
    moved = say(
        "CSPs no longer there: {gone}. New: {came}.",
        gone=", ".join(gone) or say("none"),
        came=", ".join(came) or say("none"),
    )
    return f"{said} {moved}"


def _counts(pack: CountyPack, earlier: EarlierYear) -> Iterator[Block]:
    if not earlier.changes:
        return
    years = earlier.year, pack.year
    told = count_change_sentence(earlier.changes, *years)
    table = table_of(
        count_change_table(earlier.changes, *years),
        "Categories in two years",
        say("Categories by number of CSPs, {old} and {new}", old=years[0], new=years[1]),
    )
    yield Heading(say("Categories by number of CSPs"), 2)
    yield picture_of(
        told,
        pack.measured(
            say(
                "Number of CSPs that named each category, in brackets, {old} and {new}",
                old=years[0],
                new=years[1],
            )
        ),
        county_slope_alt(earlier.changes, *years),
        slope_chart(county_slope_table(earlier.changes), years),
        table,
    )
    if earlier.crosswalk and earlier.county:
        sets = earlier.county.returns.category_set, pack.county.returns.category_set
        names, new = ({one.code: one.label for one in found.categories} for found in sets)
        frame = crosswalk_table(earlier.crosswalk, names, new)
        title = say("What each category goes on as, and on what ground")
        yield table_of(frame, "Crosswalk", title, source=earlier.crosswalk.source)


def _districts(pack: CountyPack, earlier: EarlierYear) -> Iterator[Block]:
    """Yield what became of districts' priorities, the unchanged ones left out."""
    years = earlier.year, pack.year
    frames = []
    for district, found in earlier.districts:
        frame = year_priority_table(found, *years)
        changed = [move.fate is not PriorityFate.SAME or move.moved_level for move in found.moves]
        rows = frame.loc[changed].iloc[:, :_READ]
        frames += [[district, *row] for row in rows.itertuples(index=False, name=None)]
    if not earlier.districts:
        return
    yield Heading(say("Priorities of districts"), 2)
    if not frames:
        yield Paragraph(say("No district that reported in both years changed a priority."))
        return
    columns = [
        say("District"),
        *map(str, year_priority_table(earlier.districts[0][1], *years).columns[:_READ]),
    ]
    title = say("New, dropped, moved to another level, reworded, split or merged, by district")
    note = say("Compared by the categories that a person confirmed; what stayed as it was is left out.")
    yield table_of(frame_of(columns, frames), "Districts in two years", title, notes=(note,))


def _issues(pack: CountyPack, earlier: EarlierYear) -> Iterator[Block]:
    """Yield how far issues moved in the county's count, where both years were scored with one matrix."""
    now, before = pack.county.issues, earlier.county.issues if earlier.county else None
    if not (now and before and now.issues and before.issues and earlier.county):
        return
    yield Heading(say("Issues"), 2)
    old_matrix, now_matrix = (one.rankings[0].scored.return_.matrix for one in (earlier.county, pack.county))
    if now_matrix != old_matrix:
        said = say(
            "Places are not compared: the years were scored with {old} and {new}.",
            old=old_matrix.ref,
            new=now_matrix.ref,
        )
        yield Paragraph(said)
        return
    top = now.rules.top_n
    columns = (
        say("Issue"),
        say("Followed from"),
        *(
            say("Districts with it in the top {top}, {year}", top=top, year=y)
            for y in (earlier.year, pack.year)
        ),
        *(say("Place by count {year}", year=y) for y in (earlier.year, pack.year)),
        say("Moved"),
    )
    title = say("Issues by the county's count in the two years")
    districts = say(
        "Scored districts: {old} in {old_year}, {new} in {year}.",
        old=len(before.districts),
        old_year=earlier.year,
        new=len(now.districts),
        year=pack.year,
    )
    rows = tuple(_moves(now.issues, before.issues, earlier))
    yield Table("Issues in two years", title, columns, rows, notes=(districts,))


def _moves(
    now: Sequence[IssueCount], before: Sequence[IssueCount], earlier: EarlierYear
) -> Iterator[tuple[Cell, ...]]:
    heirs = {one.issue.id: earlier.heirs.get(one.issue.id, (one.issue.id,)) for one in before}
    for issue in now:
        came = [one for one in before if issue.issue.id in heirs[one.issue.id]]
        for old in came:
            known = len(came) == 1 and len(heirs[old.issue.id]) == 1
            moved = _places(old.place_by_count - issue.place_by_count) if known else say("split or merged")
            yield (*_ends(issue, old), moved)
        if not came:
            yield (*_ends(issue, None), say("new"))
    ids = {one.issue.id for one in now}
    for old in before:
        if not ids & set(heirs[old.issue.id]):
            yield old.issue.name, None, _held(old), None, old.place_by_count, None, say("not scored any more")


def _ends(issue: IssueCount, old: IssueCount | None) -> tuple[Cell, ...]:
    name = old.issue.name if old and old.issue.id != issue.issue.id else None
    places = old.place_by_count if old else None, issue.place_by_count
    return (issue.issue.name, name, _held(old) if old else None, _held(issue), *places)


def _held(one: IssueCount) -> Cell:
    return one.count_low if one.count_low == one.count_high else span(one.count_low, one.count_high)


def _places(rose_by: int) -> str:
    if not rose_by:
        return say("same")
    return say("up {places}", places=rose_by) if rose_by > 0 else say("down {places}", places=-rose_by)

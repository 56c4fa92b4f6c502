"""Appendix B: how the matrix was used, which issues reach the top of a district, and under what themes."""

from collections.abc import Iterator

from toolkit.cells.numbers import listed
from toolkit.charts.county import rank_heat_map
from toolkit.language import say, say_number
from toolkit.methods.issue_count import IssueCounts
from toolkit.model.matrix import Matrix
from toolkit.papers.county.pack import CountyPack
from toolkit.papers.paper import Block, Bullets, Heading, Paragraph, Table
from toolkit.papers.parts import paragraphs, picture_of, table_of
from toolkit.tables.county import order_table, rank_table, top_n_table
from toolkit.tables.frames import plain_word
from toolkit.tables.pictures import rank_cell_table
from toolkit.wording.county import heat_map_alt, top_n_sentence
from toolkit.wording.plain import number_word


def appendix_b(pack: CountyPack) -> tuple[Block, ...]:
    """Return Appendix B, or what keeps its issues from being counted."""
    title = say("Appendix B: MoRiLE-style Assessment ({year})", year=pack.year)
    heading = Heading(title, 1, numbered=False)
    if pack.unranked:
        return heading, Paragraph(say("This edition shows no scores, ranks or counts of issues."))
    counts = pack.county.issues
    if counts is None:
        return heading, Paragraph(pack.county.refused)
    if not counts.issues or pack.matrix is None:
        missing = say(
            "No district has scored its issues for {year}. Score them on the page Score, or take in a "
            "workbook; this appendix is then filled.",
            year=pack.year,
        )
        return heading, Paragraph(missing)
    return heading, *_use(pack.matrix, counts), *_top(counts), *_themes(counts), *_ranks(pack, counts)


def _use(matrix: Matrix, counts: IssueCounts) -> tuple[Block, ...]:
    scored = say_number(
        "{number} district scored its issues with {title} ({ref}): {names}.",
        "{number} districts scored their issues with {title} ({ref}): {names}.",
        len(counts.districts),
        title=matrix.title,
        ref=matrix.ref,
        names=listed(counts.districts),
    )
    made = say(
        "The risk score is the {how} of {sections}. Scores are one element among others: residents' views, "
        "partners' priorities, new law and the horizon scan count too.",
        how=plain_word(matrix.risk.combine),
        sections=listed([section.label for section in matrix.risk_sections]),
    )
    text = " ".join(matrix.description.split())
    columns = (say("Section"), say("Criterion"), say("Question"), say("Levels"))
    table = Table(
        "Matrix",
        say("Criteria of the matrix and their levels, lowest first"),
        columns,
        tuple(_criteria(matrix)),
        source=matrix.source,
    )
    return (
        Heading(say("How the matrix was used"), 2, numbered=False),
        Paragraph(scored, lead=True),
        *paragraphs(made, text),
        table,
    )


def _criteria(matrix: Matrix) -> Iterator[tuple[str, str, str, str]]:
    for section in matrix.sections:
        for criterion in section.criteria:
            levels = "; ".join(f"{level.value} {level.label}" for level in criterion.levels)
            yield section.label, criterion.label, criterion.question, levels


def _top(counts: IssueCounts) -> tuple[Block, ...]:
    top = number_word(counts.rules.top_n)
    heading = Heading(say("Issues in the top {top} of at least one district", top=top), 2, numbered=False)
    certain = tuple(one.issue.name for one in counts.in_top_n if one.count_low)
    maybe = tuple(one.issue.name for one in counts.in_top_n if not one.count_low)
    also = (
        Paragraph(say("In the top {top} perhaps, depending on levels that are not known:", top=top)),
        Bullets(maybe),
    )
    return heading, Paragraph(top_n_sentence(counts)), Bullets(certain), *(also if maybe else ())


def _themes(counts: IssueCounts) -> tuple[Block, ...]:
    """Return the issues grouped by the theme that the list of issues gives each."""
    grouped: dict[str, list[str]] = {}
    for one in counts.in_top_n:
        grouped.setdefault(one.issue.theme or say("no theme"), []).append(one.issue.name)
    lead = say(
        "After ranking, issues are grouped by the theme that the list of issues gives each: {themes}.",
        themes="; ".join(f"{theme}: {listed(names)}" for theme, names in grouped.items()),
    )
    title = say("Issues by theme, with the districts whose top holds them")
    heading = Heading(say("How issues are grouped into categories"), 2, numbered=False)
    return heading, Paragraph(lead), table_of(top_n_table(counts), "Appendix B", title)


def _ranks(pack: CountyPack, counts: IssueCounts) -> tuple[Block, ...]:
    heading = Heading(say("Ranks by district"), 2, numbered=False)
    table = table_of(
        rank_table(counts), "Ranks by district", say("Rank of each issue in each scored district")
    )
    measured = say("Rank by risk score, {year}; 1 is the highest risk", year=pack.year)
    chart = rank_heat_map(rank_cell_table(counts))
    picture = picture_of(_widest(counts), measured, heat_map_alt(counts), chart, table)
    order = table_of(
        order_table(counts), "County order", say("Issues by count, with the mean rank beside it")
    )
    return heading, picture, order


def _widest(counts: IssueCounts) -> str:
    """Say which issue's rank differs most between districts where it is known."""
    known = [
        (int(ranks.max() - ranks.min()), one.issue.name, ranks)
        for k, one in enumerate(counts.issues)
        if len(ranks := counts.best[(counts.best[:, k] > 0) & (counts.best[:, k] == counts.worst[:, k]), k])
        > 1
    ]
    if not known or not max(known, key=lambda one: one[0])[0]:
        return say("No issue has two known ranks that differ between districts.")
    most = max(width for width, _, _ in known)
    names = listed(
        [f"{name} ({ranks.min()} to {ranks.max()})" for width, name, ranks in known if width == most]
    )
    return say("Ranks differ most between districts for {names}.", names=names)

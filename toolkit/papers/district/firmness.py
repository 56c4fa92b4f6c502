"""What would change the order: the smallest changes, other values, what is left out, where the doubt is."""

from collections.abc import Iterator

from toolkit.language import say
from toolkit.methods.health import matrix_health
from toolkit.methods.sensitivity import Sensitivity, sensitivity
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.paper import Block, Bullets, Heading, Paragraph
from toolkit.papers.parts import paragraphs, table_of
from toolkit.tables.sensitivity import finding_table, rerank_table, smallest_change_table, variance_table
from toolkit.wording.health import health_findings
from toolkit.wording.sensitivity import (
    issue_names,
    left_out_sentence,
    nearest_sentences,
    one_level_sentence,
    open_levels_note,
    rerank_words,
    schemes_sentence,
    variance_sentence,
)


def what_would_change_it(pack: DistrictPack) -> tuple[Block, ...]:
    """Return the sensitivity page: whether the top survives small changes, and what the order rests on."""
    if pack.unranked or pack.ranking is None:
        return ()
    found, n = sensitivity(pack.ranking, pack.top_n), pack.top_n
    return (
        Heading(say("What would change the order"), 1),
        *paragraphs(one_level_sentence(found), open_levels_note(pack.ranking, n)),
        *_changes(found),
        *_values(found),
        *_left_out(found, scorers=pack.public is None),
        *_doubt(found),
    )


def _changes(found: Sensitivity) -> Iterator[Block]:
    if not found.changes:
        return
    yield Heading(say("The smallest change that moves each issue"), 2)
    if nearest := nearest_sentences(found):
        yield Bullets(tuple(nearest))
    frame = smallest_change_table(found)
    names = list(map(str, frame.columns))
    title = say("One level of one issue is changed, all else as it is; several where one cannot do it")
    yield table_of(frame, "Smallest changes", title, columns=[*names[:4], names[-1]])


def _values(found: Sensitivity) -> Iterator[Block]:
    names = issue_names(found.ranking)
    yield Heading(say("Other values of the levels"), 2)
    yield Paragraph(schemes_sentence(found.schemes, names))
    schemes = [(say("rising evenly"), found.schemes.linear), (say("doubling"), found.schemes.doubling)]
    telling = [(words, one) for words, one in schemes if one.remark is None]
    if telling:
        frame = rerank_table(say("Level values"), telling, names, found.n)
        yield table_of(frame, "Other values", say("The order with other values of the levels"))


def _left_out(found: Sensitivity, *, scorers: bool) -> Iterator[Block]:
    matrix, n = found.ranking.scored.return_.matrix, found.n
    said = [
        left_out_sentence(say("criterion"), [*rerank_words(found.criteria, matrix)], n),
        left_out_sentence(say("weight"), [*rerank_words(found.weights, matrix)], n),
    ]
    if scorers:
        said.append(left_out_sentence(say("scorer"), [(one.changed, one) for one in found.scorers], n))
    yield Heading(say("What the order rests on"), 2)
    yield Bullets(tuple(said))
    findings = health_findings(matrix_health(found.ranking, n), found.ranking)
    if findings:
        title = say("How the matrix works on these issues")
        yield table_of(finding_table(findings), "How the matrix works", title)


def _doubt(found: Sensitivity) -> Iterator[Block]:
    matrix = found.ranking.scored.return_.matrix
    yield Heading(say("Where the doubt comes from"), 2)
    yield Paragraph(variance_sentence(found.shares, matrix))
    frame = variance_table(found.shares, matrix)
    if len(frame):
        title = say("Share of the doubt about scores by criterion")
        yield table_of(frame, "Where doubt comes from", title)

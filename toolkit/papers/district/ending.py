"""What ends the pack: how issues were scored, and the sources it rests on."""

from collections.abc import Iterator

from toolkit.language import say
from toolkit.papers.district.pack import DistrictPack
from toolkit.papers.paper import Block, Cell, Heading, Paragraph, Table
from toolkit.papers.parts import paragraphs
from toolkit.tables.frames import plain_word
from toolkit.wording.returns import return_origins


def how_scored(pack: DistrictPack) -> tuple[Block, ...]:
    """Return the matrix with the ground of every criterion; it is MoRiLE-style and never the official one."""
    matrix = pack.return_.matrix
    made = say(
        "The risk score is the {how} of the totals of its sections. Ties are stated and never broken; a "
        "level that is not known is no zero: it gives a range of ranks.",
        how=plain_word(matrix.risk.combine),
    )
    columns = (say("Section"), say("Criterion"), say("Question"), say("Levels"), say("Ground"), say("Source"))
    title = say("Criteria of the matrix and their levels, lowest first")
    table = Table("Criteria", title, columns, tuple(_criteria(pack)), source=matrix.source)
    style = say(
        "{title} ({ref}) is MoRiLE-style: made in the manner of MoRiLE (Management of Risk in Law "
        "Enforcement). The official level values are not public; none of these is presented as official.",
        title=matrix.title,
        ref=matrix.ref,
    )
    about = " ".join(matrix.description.split())
    return Heading(say("How issues were scored"), 1), *paragraphs(style, about, made), table


def _criteria(pack: DistrictPack) -> Iterator[tuple[Cell, ...]]:
    for section in pack.return_.matrix.sections:
        for one in section.criteria:
            levels = "; ".join(f"{level.value} {level.label}" for level in one.levels)
            ground = plain_word(one.provenance)
            yield section.label, one.label, one.question, levels, ground, one.source


def sources(pack: DistrictPack) -> tuple[Block, ...]:
    """Return every list the pack was made with and where it comes from, and the origins of the data."""
    return_ = pack.return_
    lists = (
        (say("Matrix"), return_.matrix),
        (say("Headings of statements"), pack.headings),
        (say("List of issues"), return_.catalogue),
        (say("Categories"), return_.category_set),
        (say("Headings of the scan"), return_.heading_set),
        (say("Rule of doubt"), pack.rule),
        (say("Glossary"), pack.glossary),
    )
    rows = tuple((what, f"{one.title} ({one.id}-{one.version})", one.source) for what, one in lists)
    title = say("What the pack was made from, and where it comes from")
    table = Table("Sources", title, (say("What"), say("Which"), say("Source")), rows)
    said = [Paragraph(sentence) for sentence in return_origins(return_)]
    return Heading(say("Sources"), 1), *said, table

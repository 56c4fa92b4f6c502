"""The acronyms a paper uses, with what they stand for."""

from collections.abc import Iterable, Iterator

from toolkit.language import say
from toolkit.model.glossary import Glossary, Term
from toolkit.papers.paper import Block, Bullets, Heading, Paragraph, Picture, Table
from toolkit.wording.short_forms import short_forms_in


def glossary_of(glossary: Glossary, blocks: Iterable[Block], others: Iterable[str] = ()) -> tuple[Block, ...]:
    """Return the glossary of a paper: the acronyms that stand in its blocks or in `others`.

    A paper that uses none says so.
    """
    heading = Heading(say("Glossary"), 1)
    found = terms_used(glossary, [*others, *texts_of(blocks)])
    if not found:
        return heading, Paragraph(
            say("No acronym of {glossary} stands in this paper.", glossary=glossary.title)
        )
    columns = (say("Acronym"), say("Stands for"), say("Means"))
    rows = tuple((term.word, term.long, term.means) for term in found)
    return heading, Table("Glossary", say("Acronyms used in this paper"), columns, rows)


def terms_used(glossary: Glossary, texts: Iterable[str]) -> tuple[Term, ...]:
    """Return the acronyms of `glossary` that stand in `texts` as whole words, in order of the alphabet.

    Capital and small letters differ: DA is an acronym, "da" is not.
    """
    found = short_forms_in(glossary, texts)
    return tuple(term for term in glossary.in_order if term.word in found)


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield every text that stands in blocks, in order; numbers are no texts."""
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield text
            case Bullets(items=items):
                yield from items
            case Table():
                yield from _texts_of_table(block)
            case Picture():
                yield from (block.headline, block.measured, block.alt)
                yield from _texts_of_table(block.table)


def _texts_of_table(table: Table) -> Iterator[str]:
    yield from (table.title, *table.columns, *table.notes, table.source)
    yield from (cell for row in table.rows for cell in row if isinstance(cell, str))

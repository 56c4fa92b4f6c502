"""What a paper must have so that everybody can read it, whatever it is written as."""

from collections.abc import Iterator

from toolkit.errors import Refused
from toolkit.language import say
from toolkit.papers.paper import Heading, Paper, Picture


def require_readable(paper: Paper) -> None:
    """Refuse a paper that a screen reader would lose its way in; every fault is named at once.

    Raises
    ------
    Refused
        When the title or a heading is empty, a level of headings is skipped, a chart has no text that says
        what it shows, or a table has no columns.
    """
    faults = [*_title_faults(paper), *_heading_faults(paper), *_picture_faults(paper), *_table_faults(paper)]
    if faults:
        raise Refused("\n".join(faults))


def _title_faults(paper: Paper) -> Iterator[str]:
    if not paper.title.strip():
        yield say("The paper {name} has no title.", name=paper.name)


def _heading_faults(paper: Paper) -> Iterator[str]:
    above = 0
    for heading in (block for block in paper.blocks if isinstance(block, Heading)):
        if not heading.text.strip():
            yield say("A heading of level {level} has no text.", level=heading.level)
        if heading.level > above + 1:
            yield say(
                "The heading '{text}' is of level {level}; after level {above} it may be {most} at most.",
                text=heading.text,
                level=heading.level,
                above=above,
                most=above + 1,
            )
        above = heading.level


def _picture_faults(paper: Paper) -> Iterator[str]:
    for block in paper.blocks:
        if isinstance(block, Picture) and not block.alt.strip():
            yield say("The chart '{headline}' has no text that says what it shows.", headline=block.headline)


def _table_faults(paper: Paper) -> Iterator[str]:
    for table in paper.tables:
        if not table.columns:
            yield say("The table '{name}' has no columns.", name=table.name)

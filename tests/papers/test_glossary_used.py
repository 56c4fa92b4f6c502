"""A glossary holds the acronyms that a paper uses, and those alone."""

import pytest

from toolkit.model.glossary import Glossary, Term
from toolkit.papers.glossary_used import glossary_of, terms_used, texts_of
from toolkit.papers.paper import Bullets, Heading, Paragraph, Table

GLOSSARY = Glossary(
    id="small",
    version="1.0",
    title="Small words",
    source="made up for a test",
    words=(
        Term(word="CSP", long="Community Safety Partnership", means="A partnership."),
        Term(word="DA", long="domestic abuse", means="Abuse."),
        Term(word="level", means="An answer."),
    ),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9 of 11 CSPs", ["CSP"]),
        ("CSP's view (DA)", ["CSP", "DA"]),
        ("the level", []),
        ("da DAB CSPX", []),
        ("", []),
    ],
)
def test_an_acronym_counts_as_a_whole_word_in_capitals_one_or_several(text: str, found: list[str]) -> None:
    assert [term.word for term in terms_used(GLOSSARY, [text])] == found


def test_every_text_of_a_paper_is_looked_through() -> None:
    table = Table("T", "title", ("column", "CSP"), (("row", 8), ("DA", None)), ("note",), "source")
    blocks = (Heading("head"), Paragraph("said"), Bullets(("item",)), table)
    said = ["head", "said", "item", "title", "column", "CSP", "note", "source", "row", "DA"]
    assert list(texts_of(blocks)) == said


def test_a_paper_without_acronyms_says_so() -> None:
    assert glossary_of(GLOSSARY, [Paragraph("Nothing here")])[1] == Paragraph(
        "No acronym of Small words stands in this paper."
    )

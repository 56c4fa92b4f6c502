"""A partnership's own template gives a paper its look; a hostile one is refused with all that is wrong."""

import random
import re
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from tests.papers.example_paper import example_paper
from tests.papers.word_templates import (
    LOGO_TEXT,
    WORDS,
    changed,
    partnership_template,
    saved,
    with_relation,
)
from toolkit.errors import InputRejected, StorageFailed
from toolkit.papers.paper import Heading, Paragraph
from toolkit.papers.word import word_bytes
from toolkit.papers.writing import check_template

RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return saved(partnership_template(), tmp_path / "template.docx")


def written(template: Path) -> Document:
    return docx.Document(BytesIO(word_bytes(example_paper(), template)))


def codes(template: Path) -> list[str]:
    with pytest.raises(InputRejected, match=re.escape(template.name)) as rejected:
        word_bytes(example_paper(), template)
    return [fault.code for fault in rejected.value.faults]


def test_headings_and_texts_take_the_templates_styles(template: Path) -> None:
    document = written(template)
    heading = document.styles["Heading 1"]
    assert str(heading.font.color.rgb) == "801650"
    assert document.styles["Normal"].font.name == "Verdana"
    used = {p.style.name for p in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 4", "List Bullet", "Page Mark", "Standing"} - used == {"Page Mark"}
    assert "Page Mark" in {style.name for style in document.styles}


def test_a_templates_headings_that_do_not_count_are_counted_in_the_paper(template: Path) -> None:
    document = written(template)
    path = f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"
    found = {p.text: p._p.find(path) for p in document.paragraphs if p.style.name.startswith("Heading")}
    assert found["What the districts chose"] is not None
    assert found["Appendix A: every issue in every district"] is None


def test_a_templates_own_counting_stays(tmp_path: Path) -> None:
    made = partnership_template()
    properties = made.styles["Heading 1"].element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr xmlns:w="{WORDS}"><w:numId w:val="1"/></w:numPr>'))
    document = written(saved(made, tmp_path / "counts.docx"))
    path = f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"
    found = {p.text: p._p.find(path) for p in document.paragraphs if p.style.name == "Heading 1"}
    assert found["What the districts chose"] is None
    assert found["Appendix A: every issue in every district"].get(qn("w:val")) == "0"


def test_the_logo_stays_and_the_marks_stand_on_every_page_the_first_too(template: Path) -> None:
    document = written(template)
    for section in document.sections:
        headers = [section.header, section.footer]
        if section.different_first_page_header_footer:
            headers += [section.first_page_header, section.first_page_footer]
        for place in headers:
            marks = [p.text for p in place.paragraphs if p.style.name == "Page Mark"]
            assert tuple(marks) == example_paper().page_marks
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert LOGO_TEXT in [p.text for p in first.header.paragraphs]
    assert list(first.header._element.iter(qn("a:blip")))
    assert "Cover of the partnership" in [p.text for p in first.first_page_header.paragraphs]


def test_a_template_that_numbers_its_pages_is_not_numbered_twice(template: Path) -> None:
    footer = written(template).sections[0].footer._element
    said = [i.get(qn("w:instr")) for i in footer.iter(qn("w:fldSimple"))]
    said += [i.text for i in footer.iter(qn("w:instrText"))]
    assert said == [" PAGE "]


def test_nothing_that_stood_in_the_templates_body_or_properties_stays(template: Path) -> None:
    content = word_bytes(example_paper(), template)
    with ZipFile(BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        names = archive.namelist()
    for gone in (b"Type the name", b"Type your text", b"A person of the partnership", b"private"):
        assert gone not in everything
    assert [name for name in names if "media" in name] == ["word/media/image1.png", "word/media/image2.png"]
    assert not [name for name in names if "thumbnail" in name or "app.xml" in name]


def test_the_room_for_text_is_the_templates(template: Path) -> None:
    document = written(template)
    widths = [int(c.get(qn("w:w"))) for c in document.tables[1]._tbl.tblGrid.gridCol_lst]
    assert sum(widths) <= round(150 / 25.4 * 1440)


def test_columns_have_room_for_a_wider_font(template: Path) -> None:
    def layout(document: Document) -> str:
        return str(document.tables[3]._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")))

    def widths(document: Document) -> list[int]:
        return [int(column.get(qn("w:w"))) for column in document.tables[3]._tbl.tblGrid.gridCol_lst]

    styled, plain = written(template), docx.Document(BytesIO(word_bytes(example_paper())))
    assert (layout(styled), layout(plain)) == ("autofit", "fixed")
    room = 150 / (210 - 2 * 21.2)  # the template's margins are wider
    assert all(a > b * room * 1.2 for a, b in zip(widths(styled), widths(plain), strict=True))


def test_a_caption_stays_with_what_it_names_whatever_its_style(template: Path) -> None:
    captions = [p for p in written(template).paragraphs if p.style.name == "Caption"]
    assert len(captions) == 5
    assert all(p.paragraph_format.keep_with_next for p in captions)


def test_a_word_template_is_as_good_as_a_document(template: Path) -> None:
    as_template = template.with_suffix(".dotx")
    as_template.write_bytes(template.read_bytes())
    main = b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"
    changed(as_template, change={TYPES: lambda xml: xml.replace(*main)})
    assert main[1] in ZipFile(as_template).read(TYPES)
    assert word_bytes(example_paper(), as_template) == word_bytes(example_paper(), template)


def test_the_same_template_gives_the_same_bytes_and_is_not_changed(template: Path) -> None:
    before = template.read_bytes()
    assert word_bytes(example_paper(), template) == word_bytes(example_paper(), template)
    assert template.read_bytes() == before


def test_a_bare_template_gets_whatever_it_lacks(template: Path) -> None:
    """A file with one part of text and nothing else is a Word document too."""
    blank = word_bytes(replace(example_paper(), blocks=()))
    with ZipFile(BytesIO(blank)) as archive:
        parts = {name: archive.read(name) for name in (TYPES, "_rels/.rels", "word/document.xml")}
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    parts["word/document.xml"] = (
        f'<w:document xmlns:w="{WORDS}"><w:body><w:sectPr/></w:body></w:document>'.encode()
    )
    parts[RELS] = relations.encode()
    parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", parts["_rels/.rels"])
    with ZipFile(template, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    document = written(template)
    assert "Heading 4" in {p.style.name for p in document.paragraphs}
    assert document.sections[0].header.paragraphs[0].text == example_paper().page_marks[0]


def test_settings_that_lock_or_ask_are_left_out(template: Path) -> None:
    locks = (
        f'<w:writeProtection xmlns:w="{WORDS}" w:recommended="1"/>'
        f'<w:updateFields xmlns:w="{WORDS}" w:val="1"/>'
        f'<w:documentProtection xmlns:w="{WORDS}" w:edit="readOnly" w:enforcement="1"/>'
        f'<w:trackRevisions xmlns:w="{WORDS}"/>'
    )
    changed(
        template,
        change={"word/settings.xml": lambda xml: xml.replace(b"<w:zoom", locks.encode() + b"<w:zoom")},
    )
    with ZipFile(BytesIO(word_bytes(example_paper(), template))) as archive:
        settings = archive.read("word/settings.xml").decode()
    assert not re.search("Protection|updateFields|trackRevisions", settings)
    assert re.search(r'w:name="compatibilityMode"[^>]*w:val="15"', settings)


def test_a_template_in_another_language_becomes_british(template: Path) -> None:
    with ZipFile(BytesIO(word_bytes(example_paper(), template))) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]*)"', styles)) == {"en-GB"}


def test_links_to_web_pages_in_a_footer_may_stay(template: Path) -> None:
    name = "word/_rels/footer1.xml.rels"
    made = with_relation("hyperlink", "https://example.org/")
    relations = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    changed(template, put={name: made(relations)})
    assert written(template).sections


def test_macros_are_refused_by_part_and_by_kind(template: Path) -> None:
    main = b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    changed(template, put={"word/vbaProject.bin": b"x"}, change={TYPES: lambda xml: xml.replace(*main)})
    assert codes(template).count("E_MACRO") == 2


@pytest.mark.parametrize(
    ("part", "kind", "target", "said"),
    [
        (RELS, "image", "http://127.0.0.1/logo.png", "Insert the picture into the template"),
        ("word/_rels/settings.xml.rels", "attachedTemplate", "file:///C:/Normal.dotm", "Document Template"),
        (RELS, "subDocument", "file://server/share/a.docx", "Take it out of the template"),
        (RELS, "hyperlink", "file://server/share/a.docx", "lies outside the file"),
        (RELS, "frame", "http://127.0.0.1/frame.htm", "lies outside the file"),
    ],
)
def test_what_lies_outside_the_file_is_refused(
    template: Path, part: str, kind: str, target: str, said: str
) -> None:
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    with ZipFile(template) as archive:
        before = archive.read(part) if part in archive.namelist() else empty
    changed(template, put={part: with_relation(kind, target)(before)})
    with pytest.raises(InputRejected, match=said) as rejected:
        word_bytes(example_paper(), template)
    assert f"'{kind}' at '{target}'" in str(rejected.value)
    assert codes(template) == ["E_EXTERNAL"]


@pytest.mark.parametrize("instruction", ["INCLUDEPICTURE", "dde", "IncludeText", "LINK", "DATABASE"])
def test_fields_that_fetch_are_refused_even_in_pieces(template: Path, instruction: str) -> None:
    pieces = "".join(f"<w:r><w:instrText>{letter}</w:instrText></w:r>" for letter in instruction)
    begin, rest = '<w:fldChar w:fldCharType="begin"/>', '<w:instrText> "x"</w:instrText>'
    field = f"<w:p><w:r>{begin}</w:r>{pieces}<w:r>{rest}</w:r></w:p>"
    changed(
        template,
        change={"word/document.xml": lambda xml: xml.replace(b"<w:body>", b"<w:body>" + field.encode())},
    )
    with pytest.raises(InputRejected, match=f"the field {instruction.upper()} would fetch"):
        word_bytes(example_paper(), template)


def test_everything_that_is_wrong_is_said_at_once(template: Path) -> None:
    changed(
        template,
        put={
            "word/vbaProject.bin": b"x",
            "word/embeddings/a.xlsx": b"x",
            "word/footnotes.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
            "word/endnotes.xml": b"<w:x",
        },
        change={RELS: with_relation("image", "http://127.0.0.1/x.png")},
    )
    assert sorted(set(codes(template))) == ["E_DTD", "E_EMBEDDED", "E_EXTERNAL", "E_MACRO", "E_NOT_DOCX"]


def test_a_part_that_is_named_and_missing_is_said(template: Path) -> None:
    changed(template, change={RELS: with_relation("image", "media/none.png", external=False)})
    with pytest.raises(InputRejected, match=r"it names 'media/none\.png', which is not in the file"):
        word_bytes(example_paper(), template)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is not a Word document"),
        (b"Dear all", "it is not a Word document"),
        (b"%PDF-1.7", "it is not a Word document"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600, r"protected by a password, or an old \.doc"),
        (b"PK\x03\x04" + b"x" * 60, "it is damaged or cut short"),
    ],
)
def test_what_is_no_word_file_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "template.docx"
    file.write_bytes(content)
    with pytest.raises(InputRejected, match=said):
        word_bytes(example_paper(), file)


def test_a_workbook_is_no_template(tmp_path: Path) -> None:
    file = tmp_path / "template.docx"
    with ZipFile(file, "w") as archive:
        archive.writestr(
            TYPES, '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert codes(file) == ["E_NOT_DOCX"]
    with ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert codes(file) == ["E_NOT_DOCX"]


def test_a_missing_template_is_said_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match=r"^There is no file nowhere\.docx\.$"):
        word_bytes(example_paper(), tmp_path / "nowhere.docx")


def test_a_file_that_unpacks_to_far_too_much_is_refused(template: Path) -> None:
    changed(template, put={"word/media/image9.png": bytes(61_000_000)})
    assert codes(template) == ["E_BOMB"]
    changed(
        template, put={"word/media/image9.png": b"", "word/big.xml": b"<a>" + b" " * 21_000_000 + b"</a>"}
    )
    assert codes(template) == ["E_BOMB"]


def test_a_file_with_more_tags_than_memory_holds_is_refused(template: Path) -> None:
    changed(template, put={"word/big.xml": b"<a>" + b"<b/>" * 1_100_000 + b"</a>"})
    assert codes(template) == ["E_BOMB"]


def test_a_document_type_in_another_encoding_is_seen(template: Path) -> None:
    hidden = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")
    changed(template, put={"word/theme/theme1.xml": hidden})
    assert codes(template) == ["E_DTD"]
    shifted = '<?xml version="1.0" encoding="IBM037"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("cp037")
    changed(template, put={"word/theme/theme1.xml": shifted})
    assert codes(template)[0] in {"E_DTD", "E_NOT_DOCX"}


def test_a_template_can_be_tried_before_a_paper_is_composed(template: Path) -> None:
    check_template(template)
    changed(template, change={"word/styles.xml": lambda _: b"<a/>"})
    with pytest.raises(InputRejected, match="its parts do not make a Word document together"):
        check_template(template)


def test_parts_that_are_twice_there_or_point_outside_are_refused(template: Path) -> None:
    changed(template, put={"../word/evil.xml": b"<a/>"})
    assert codes(template) == ["E_PATH"]
    with ZipFile(template, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<a/>")
    assert codes(template) == ["E_DUP_ENTRY"]


def test_a_billion_laughs_are_not_laughed(template: Path) -> None:
    lol = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + k)} "{f"&{chr(97 + k)};" * 10}">' for k in range(9)
    )
    changed(template, put={"word/theme/theme1.xml": f"{lol}]><l>&j;</l>".encode()})
    assert codes(template) == ["E_DTD"]


@pytest.mark.soak
def test_no_damage_to_a_template_ends_in_a_traceback(template: Path, tmp_path: Path) -> None:
    """Parts left out, cut short, or swapped: a paper comes out, or the fault is said."""
    with ZipFile(template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(0)  # noqa: S311
    paper = replace(example_paper(), blocks=(Heading("One"), Paragraph("Two")))
    for round_ in range(90):
        broken = dict(parts)
        name = chance.choice(sorted(parts))
        how = round_ % 3
        if how == 0:
            del broken[name]
        elif how == 1:
            tags = re.findall(rb"<[^>]*/>", parts[name])
            broken[name] = parts[name].replace(chance.choice(tags), b"") if tags else b""
        else:
            broken[name] = parts[chance.choice(sorted(parts))]
        file = tmp_path / "broken.docx"
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for part, content in broken.items():
                archive.writestr(part, content)
        with suppress(InputRejected):
            docx.Document(BytesIO(word_bytes(paper, file)))

"""Charts of a Word paper: the sentence, what is measured, the drawing with words for it, then its figures."""

from typing import Final

from toolkit.language import say
from toolkit.papers.paper import Picture
from toolkit.papers.pdf_layout import Sheet, picture_place
from toolkit.papers.pictures import picture_size, png_of
from toolkit.papers.word_pages import TWIPS
from toolkit.papers.word_parts import Parts
from toolkit.papers.word_tables import KEPT, caption
from toolkit.papers.word_xml import attribute, paragraph, run

_EMUS: Final = 12_700
"""English Metric Units to the point, Word's measure of drawings."""

_ABOVE: Final = 130.0
"""Points kept free on a chart's page for its heading, headline and what is measured."""


def picture_xml(picture: Picture, parts: Parts) -> tuple[str, Sheet]:
    """Return a chart with its headline and what it measures above, and the sheet it needs."""
    across, down = picture_size(picture.chart)
    sheet, width = picture_place(across, down)
    width *= _fitting(parts, sheet, width, width * down / across)
    title = caption(say("Figure"), "Figure", next(parts.figures), picture.headline)
    pieces = [
        paragraph(parts.style("caption"), title, KEPT),
        paragraph(parts.style("Measured"), run(picture.measured), KEPT) if picture.measured else "",
        paragraph(parts.style("Chart Image"), _drawing(picture, parts, width, width * down / across)),
    ]
    return "".join(pieces), sheet


def _fitting(parts: Parts, sheet: Sheet, width: float, height: float) -> float:
    """Return how much smaller a chart must be to stand on one page with its heading and its headline."""
    room = parts.pages.text_width(sheet) / TWIPS, parts.pages.text_height(sheet) / TWIPS - _ABOVE
    return min(1.0, room[0] / width, max(room[1], _ABOVE) / height)


def _drawing(picture: Picture, parts: Parts, width: float, height: float) -> str:
    number, name = next(parts.drawings), parts.image(png_of(picture.chart))
    size = f'cx="{round(width * _EMUS)}" cy="{round(height * _EMUS)}"'
    said = f'id="{number}" name="Chart {number}"'
    words = f"descr={attribute(picture.alt)} title={attribute(picture.headline)}"
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/><wp:docPr {said} {words}/>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )

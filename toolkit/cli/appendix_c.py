"""Appendix C as a report: one block a heading, bullets as printed."""

from collections.abc import Sequence

from toolkit.cli.output import Block, Report
from toolkit.documents import horizon_document
from toolkit.language import say
from toolkit.model.assessment import DataOrigin
from toolkit.model.horizon import HeadingSet, HorizonItem
from toolkit.tables.returns import horizon_table
from toolkit.wording.returns import horizon_bullets, origin_sentence


def horizon_report(
    name: str, items: Sequence[HorizonItem], headings: HeadingSet, origin: DataOrigin
) -> Report:
    """Return the scan of a district or county: its bullets for people, every field for machines."""
    frame = horizon_table(items, headings)
    blocks = [
        Block(
            heading.id,
            f"{heading.label}:-",
            frame.iloc[:0],
            before=[heading.lead_in] if heading.lead_in else [],
            bullets=bullets,
        )
        for heading in headings.headings
        if (bullets := horizon_bullets(items, heading))
    ]
    return Report(
        title=say("{name}: horizon scanning", name=name),
        sentences=[sentence] if (sentence := origin_sentence(say("Horizon items:"), origin)) else [],
        blocks=[Block("horizon", "", frame, shown=False), *blocks],
        document=horizon_document(name, items, headings),
        context={say("Of"): name, say("Origin"): origin.origin.value, say("Origin note"): origin.note},
    )

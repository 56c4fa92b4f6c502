"""A horizon scan as a JSON document."""

from collections.abc import Sequence

from toolkit.documents.plain import Document
from toolkit.model.horizon import HeadingSet, HorizonItem


def horizon_document(name: str, items: Sequence[HorizonItem], headings: HeadingSet) -> Document:
    """Return a horizon scan under its headings, in printed order."""
    return {
        "name": name,
        "headings": [
            {
                "id": heading.id,
                "heading": heading.label,
                "lead_in": heading.lead_in,
                "items": [item.model_dump(mode="json") for item in items if item.heading == heading.id],
            }
            for heading in headings.headings
        ],
    }

"""Results to JSON documents: stable names, described in ``docs/json.md``."""

from toolkit.documents.agreement import agreement_document, county_agreement_document, joint_document
from toolkit.documents.county import county_document
from toolkit.documents.firmness import county_doubt_document, doubt_document
from toolkit.documents.horizon import horizon_document
from toolkit.documents.plain import Document, exact, json_text
from toolkit.documents.ranking import ranking_document
from toolkit.documents.sensitivity import county_sensitivity_document, sensitivity_document
from toolkit.documents.sign_off import SignedNumbers, differing_issues, signed_numbers
from toolkit.documents.trends import comparison_document, county_comparison_document, edition_document

__all__ = [
    "Document",
    "SignedNumbers",
    "agreement_document",
    "comparison_document",
    "county_agreement_document",
    "county_comparison_document",
    "county_document",
    "county_doubt_document",
    "county_sensitivity_document",
    "differing_issues",
    "doubt_document",
    "edition_document",
    "exact",
    "horizon_document",
    "joint_document",
    "json_text",
    "ranking_document",
    "sensitivity_document",
    "signed_numbers",
]

"""The kinds of TOML file there are, and the model of each."""

from importlib import import_module
from typing import Final

from pydantic import BaseModel

_MODELS: Final = {
    "matrix": ("matrix", "Matrix"),
    "issue_catalogue": ("issues", "IssueCatalogue"),
    "category_set": ("priorities", "CategorySet"),
    "heading_set": ("horizon", "HeadingSet"),
    "area_set": ("area", "AreaSet"),
    "crosswalk": ("priorities", "Crosswalk"),
    "issue_crosswalk": ("list_crosswalk", "IssueCrosswalk"),
    "category_crosswalk": ("list_crosswalk", "CategoryCrosswalk"),
    "category_terms": ("category_terms", "CategoryTerms"),
    "matrix_mapping": ("matrix_mapping", "MatrixMapping"),
    "agreement_rule": ("agreement_rule", "AgreementRule"),
    "doubt_rule": ("doubt_rule", "DoubtRule"),
    "policing_plan": ("plan", "PolicingPlan"),
    "plan_alignment": ("plan", "PlanAlignment"),
    "tile_layout": ("tiles", "TileLayout"),
    "horizon_rule": ("horizon_rule", "HorizonRule"),
    "glossary": ("glossary", "Glossary"),
    "statement_headings": ("statements", "StatementHeadings"),
    "column_mapping": ("column_mapping", "ColumnMapping"),
    "evidence_sources": ("evidence_source", "EvidenceSources"),
    "evidence_mapping": ("evidence", "EvidenceMapping"),
    "proposal_rule": ("proposal_rule", "ProposalRule"),
}


def kinds() -> tuple[str, ...]:
    """Return every word that `kind` may hold."""
    return tuple(_MODELS)


def model_of(kind: str) -> type[BaseModel]:
    """Return the model of a kind; loaded on demand, because most commands need two or three of them."""
    module, name = _MODELS[kind]
    model: type[BaseModel] = getattr(import_module(f"toolkit.model.{module}"), name)
    return model


def kind_of(model: type[BaseModel]) -> str:
    """Return the kind that a file of this model says it is."""
    return str(model.model_fields["kind"].default)


def words_for(model: type[BaseModel]) -> str:
    """Return the kind in words: ``issue catalogue``."""
    return kind_of(model).replace("_", " ")

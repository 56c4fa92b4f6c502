"""Triggers that refuse to change or remove what is only ever added, and views for Power BI and Excel."""

from typing import Final

from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"

_GUARDED: Final = ("record", "operation", "revision", "kept_list", "refusal")

_SHOWN = """
CREATE VIEW shown_revision AS
SELECT d.district, d.assessment_year, r.record, r.seq, r.subject, r.key, r.based_on, r.value,
       r.author_name AS author, r.role, r.at, r.reason
FROM revision AS r JOIN record AS d ON d.id = r.record
WHERE d.kind <> 'people' AND (r.hidden_until IS NULL OR EXISTS (
    SELECT 1 FROM revision AS s
    WHERE s.record = r.record AND s.subject = 'reveal' AND s.key = r.hidden_until))
"""

_CURRENT = """
CREATE VIEW current_revision AS
SELECT r.district, r.assessment_year, r.record, r.seq, r.subject, r.key, r.based_on, r.value,
       r.author, r.role, r.at, r.reason
FROM (SELECT s.*, row_number() OVER (PARTITION BY s.record, s.subject, s.key ORDER BY s.seq DESC) AS newest
      FROM shown_revision AS s) AS r
WHERE r.newest = 1 AND r.value IS NOT NULL
"""

_VIEWS: Final = {
    "current_score": (
        "score",
        ("issue", "criterion", "scorer", "round", "agency", "level", "confidence", "rationale", "evidence"),
    ),
    "current_priority": ("priority", ("worded", "level", "source", "confirmed_by")),
    "current_horizon_item": (
        "horizon_item",
        ("id", "title", "heading", "description", "kind", "direction", "likelihood", "impact", "status"),
    ),
    "current_return": ("header", ("plan_year", "marking", "handling")),
    "current_status": ("status", ("status",)),
    "current_sign_off": (
        "sign_off",
        ("status", "chain_head", "chain_count", "matrix_hash", "toolkit_version"),
    ),
}
"""Each view: the subject it shows and the parts of its value that become columns."""


def upgrade() -> None:
    """Make the triggers and views."""
    postgres = op.get_bind().dialect.name == "postgresql"
    for statement in _postgres_guards() if postgres else _sqlite_guards():
        op.execute(statement)
    for statement in (_SHOWN, _CURRENT):
        op.execute(statement)
    for view, (subject, fields) in _VIEWS.items():
        op.execute(_view(view, subject, fields, postgres=postgres))


def _view(view: str, subject: str, fields: tuple[str, ...], *, postgres: bool) -> str:
    template = (
        "(r.value::json ->> '{0}') AS \"{0}\"" if postgres else "json_extract(r.value, '$.{0}') AS \"{0}\""
    )
    columns = ", ".join(template.format(field) for field in fields)
    return (
        f"CREATE VIEW {view} AS SELECT r.district, r.assessment_year, {columns}, "  # noqa: S608 (our own names)
        "r.author, r.at AS changed_at, r.seq AS revision "
        f"FROM current_revision AS r WHERE r.subject = '{subject}'"
    )


def _sqlite_guards() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: rows are only ever added'); END"
        for table in _GUARDED
        for verb in ("update", "delete")
    ]


def _postgres_guards() -> list[str]:
    function = (
        "CREATE FUNCTION only_added() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: rows are only ever added', TG_TABLE_NAME; END $$"
    )
    return [function] + [
        f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION only_added()"
        for table in _GUARDED
    ]

"""The tables of the database. Revisions are only ever added; the present is the latest of each thing."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata: Final = MetaData()

_Number = BigInteger().with_variant(Integer, "sqlite")

record: Final = Table(
    "record",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("assessment_year", Text, nullable=False),
    Column("slug", Text, nullable=False, unique=True),
    UniqueConstraint("kind", "district", "assessment_year"),
    CheckConstraint("kind IN ('assessment', 'county', 'people')", name="record_kind"),
)
"""What revisions are about: a district's return for a year, the county's own decisions, the people."""

operation: Final = Table(
    "operation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("content", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""One act of one person, by the id its sender gave it; a retry finds it here and changes nothing."""

revision: Final = Table(
    "revision",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("record", Text, ForeignKey("record.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("based_on", Integer, nullable=False),
    Column("since", Integer, nullable=False),
    Column("value", Text),
    Column("hidden_until", Text),
    Column("author", Text, nullable=False),
    Column("author_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("operation", Text, ForeignKey("operation.id"), nullable=False),
    Column("before", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("record", "seq"),
    # Of two revisions based on the same one the database itself lets only one in.
    UniqueConstraint("record", "subject", "key", "based_on"),
    CheckConstraint("seq > 0 AND based_on >= 0 AND based_on < seq AND since <= seq", name="revision_order"),
)
"""One change of one thing: `key` under `subject`, from revision `based_on` (0: from nothing) to `value`.

`value` is canonical JSON, or null when the thing was taken away. `since` is the revision in which the thing
last came to be. A revision with `hidden_until` is seen by its author alone until that reveal is there.
"""

Index("revision_operation", revision.c.operation)

snapshot: Final = Table(
    "snapshot",
    metadata,
    Column("record", Text, ForeignKey("record.id"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""What a record held at revision `seq`, whose hash it names: its revisions in short, to open it sooner."""

kept_list: Final = Table(
    "kept_list",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("source_text", Text),
    Column("kept_at", Text, nullable=False),
)
"""A matrix, catalogue, category set, heading set or area set as first used, with the hash of its content."""

refusal: Final = Table(
    "refusal",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("target", Text, nullable=False),
)
"""Every time someone was not permitted to do something."""

join_code: Final = Table(
    "join_code",
    metadata,
    Column("code_hash", Text, primary_key=True),
    Column("record", Text, ForeignKey("record.id"), nullable=False),
    Column("workshop", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)
"""The code by which people join a workshop, stored hashed."""

join_attempt: Final = Table(
    "join_attempt",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""A wrong join code, by where it came from; old ones are cleared away."""

Index("join_attempt_at", join_attempt.c.at)

participant: Final = Table(
    "participant",
    metadata,
    Column("id", Text, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("record", Text, ForeignKey("record.id"), nullable=False),
    Column("workshop", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("joined", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("revoked", Boolean, nullable=False),
)
"""Someone who joined a workshop without an account; the token in their own link is stored hashed."""

ONLY_ADDED: Final = (record, operation, revision, kept_list, refusal)
"""Tables whose rows the application may add and never change or remove."""

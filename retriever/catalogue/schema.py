"""The catalogue's tables."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 2

metadata = MetaData()

# Facts on the catalogue itself: its identity, the next passage key, the vectors in use.
settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

plans = Table(
    "plans",
    metadata,
    Column("id", String, primary_key=True),
    Column("origin", String, nullable=False, unique=True),
    Column("source", String, nullable=False),
    Column("content_hash", String, nullable=False, index=True),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("organization", String, index=True),
    Column("organization_type", String),
    Column("organization_core", String),
    Column("district", String),
    Column("province", String),
    Column("variants", JSON, nullable=False),
    Column("fiscal_years", JSON, nullable=False),
    Column("stamp", String, nullable=False),
    Column("line_count", Integer, nullable=False),
    Column("passage_count", Integer, nullable=False),
    Column("warning_count", Integer, nullable=False),
    Column("added_at", String, nullable=False),
    # Last, because SQLite reads through what stands before a column: a thousand summaries would
    # read all plans.
    Column("lines", JSON, nullable=False),
    Column("warnings", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    # Never given twice, so that a derived index that holds exactly these keys is in step.
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("payload", Text, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("id", String, primary_key=True),
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("passage_id", ForeignKey("passages.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("budget_kind", String),
    Column("budget_satang", Integer),
    Column("value", Float),
    Column("payload", Text, nullable=False),
    Index("facts_by_plan", "plan_id", "kind", "position"),
    Index("facts_by_budget", "kind", "budget_satang"),
)

tables = Table(
    "tables",
    metadata,
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("payload", Text, nullable=False),
)

# The embedding models that made vectors; the setting "model" holds the id of the one that
# answers. `probes` are its vectors of fixed texts, float32, by which it is known again.
models = Table(
    "models",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("dimension", Integer, nullable=False),
    Column("probes", LargeBinary, nullable=False),
)

# The vectors of a plan's passages in reading order, float16, one row after the other;
# `embedder` is the model's id.
vectors = Table(
    "vectors",
    metadata,
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    Column("embedder", String, primary_key=True),
    Column("rows", LargeBinary, nullable=False),
)

# Where the lines of a plan stand in a file that is no text; a library from before there were
# any gets the table when it is opened.
places = Table(
    "places",
    metadata,
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    Column("payload", Text, nullable=False),
)

# The files that have pages to be shown, as they were read; kept apart, so that nothing else reads
# through them. A library from before there were any gets the table when it is opened.
originals = Table(
    "originals",
    metadata,
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

# Other places that hold the content of a plan: a file copied, or renamed. A library from before
# there were any gets the table when it is opened.
copies = Table(
    "copies",
    metadata,
    Column("origin", String, primary_key=True),
    Column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("source", String, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String, primary_key=True),
    Column("messages", JSON, nullable=False),
    Column("profile", JSON, nullable=False),
    Column("expires_at", Float, nullable=False, index=True),
)

# Verdicts on answers; a library from before there were any gets the table when it is opened.
feedback = Table(
    "feedback",
    metadata,
    Column("id", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("citations", JSON, nullable=False),
    Column("answerable", Boolean),
    Column("comment", Text, nullable=False),
    Column("organization", String),
    Column("position", String),
    Column("history", JSON, nullable=False),
    Column("given_at", Float, nullable=False, index=True),
    Column("drafted", Boolean, nullable=False),
)

# Drafts of plans; a library from before there were any gets the table when it is opened.
drafts = Table(
    "drafts",
    metadata,
    Column("id", String, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("used_at", Float, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)

# What the LINE bot keeps; a library from before there was one gets these tables when it is
# opened. Events that came in: `payload` is "" once one is answered or given up.
inbox = Table(
    "inbox",
    metadata,
    Column("id", String, primary_key=True),
    Column("lane", String, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String, nullable=False),
    Column("received_at", Float, nullable=False, index=True),
    Column("taken_at", Float),
    Index("inbox_by_state", "state", "received_at"),
    Index("inbox_by_lane", "lane", "state"),
)

# Under a keyed hash of the person's id.
people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("organization", String),
    Column("position", String),
)

# `messages` is null while the answer is being made.
late_answers = Table(
    "late_answers",
    metadata,
    Column("id", String, primary_key=True),
    Column("lane", String, nullable=False, index=True),
    Column("messages", JSON(none_as_null=True)),
    Column("begun_at", Float, nullable=False, index=True),
)

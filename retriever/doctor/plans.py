"""The catalogue: its file, and whether each plan in it is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from ingest.models import Plan, Span
from retriever.catalogue import Catalogue, PlanSummary, rows, schema
from retriever.catalogue.models import Model
from retriever.catalogue.origins import NO_ORIGIN
from retriever.doctor.findings import Finding, State, counted

OnPlan = Callable[[], None]


def check_file(catalogue: Catalogue) -> list[Finding]:
    """SQLite's own checks of the file and of what its rows refer to."""
    with catalogue.reading() as connection:
        said = list(connection.exec_driver_sql("PRAGMA integrity_check").scalars())
        loose = [tuple(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    wrong = [line for line in said if line != "ok"]
    return [
        counted(
            "catalogue-file",
            wrong,
            ("ไฟล์คลังแผนสมบูรณ์", "the catalogue's file is sound"),
            (
                "ไฟล์คลังแผนเสียหาย {n} แห่ง กรุณากู้จากไฟล์สำรองด้วย hrplan restore",
                "the catalogue's file is damaged in {n} places; restore a backup (hrplan restore)",
            ),
            State.PROBLEM,
            # "row 7 missing from index …": an index is made anew from its table.
            mendable=all("index" in line for line in wrong),
        ),
        counted(
            "catalogue-references",
            [f"{table} {row}" for table, row, *_ in loose],
            ("ทุกแถวในคลังมีแผนของตน", "every row of the catalogue has its plan"),
            ("มี {n} แถวที่ไม่มีแผนของตน", "{n} rows have no plan"),
            State.PROBLEM,
            mendable=True,
        ),
    ]


def check_plans(catalogue: Catalogue, model: Model | None, on_plan: OnPlan) -> list[Finding]:
    """Each plan read whole and compared with what was written down when it was put."""
    half: list[str] = []
    mendable = False
    unembedded: list[str] = []
    summaries = catalogue.summaries()
    for summary in summaries:
        on_plan()
        with catalogue.reading() as connection:
            reasons = list(_faults(connection, summary.id))
            vectors = _vectors(connection, summary.id, model)
        if vectors not in (None, summary.passage_count):
            reasons.append("vectors")
        if reasons:
            half.append(f"{summary.id} {summary.source}: {', '.join(reasons)}")
            mendable = mendable or reasons == ["vectors"] or own_file(summary) is not None
        if vectors is None and model is not None:
            unembedded.append(f"{summary.id} {summary.source}")
    homeless = [each.id for each in summaries if each.origin == f"{NO_ORIGIN}{each.id}"]
    ok = (f"แผนครบถ้วนทั้ง {len(summaries):,} แผน", f"all {len(summaries):,} plans are whole")
    return [
        counted(
            "plans",
            half,
            ok,
            ("มีแผนไม่ครบถ้วน {n} แผน กรุณานำเข้าไฟล์นั้นใหม่", "{n} plans aren't whole; ingest them again"),
            State.PROBLEM,
            mendable=mendable,
        ),
        counted(
            "origins",
            homeless,
            ("ทุกแผนมีที่มา", "every plan came from somewhere"),
            ("มี {n} แผนที่ไม่มีไฟล์หรือที่มาแล้ว", "{n} plans came from nowhere"),
            State.PROBLEM,
            mendable=True,
        ),
        counted(
            "plan-vectors",
            unembedded,
            ("ทุกแผนมีเวกเตอร์", "every plan has vectors"),
            (
                "มี {n} แผนที่ยังไม่มีเวกเตอร์ จะสร้างเองเมื่อเปิดเซิร์ฟเวอร์",
                "{n} plans have no vectors yet; the next server makes them",
            ),
            State.NOTE,
        ),
    ]


def own_file(summary: PlanSummary) -> Path | None:
    """The file that a plan was read from, where it is as it was."""
    path = Path(summary.origin)
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
    return path if digest == summary.content_hash else None


def broken_plans(catalogue: Catalogue) -> list[str]:
    """The ids of the plans that aren't whole."""
    found = []
    for summary in catalogue.summaries():
        with catalogue.reading() as connection:
            if any(_faults(connection, summary.id)):
                found.append(summary.id)
    return found


def _faults(connection: Connection, plan_id: str) -> Iterator[str]:
    table = schema.plans
    row = connection.execute(select(table).where(table.c.id == plan_id)).one()
    try:
        plan = rows.read_plan(connection, plan_id)
    except (ValueError, KeyError, TypeError, DatabaseError) as error:
        yield f"unreadable ({type(error).__name__})"
        return
    counts = (
        ("lines", row.line_count, len(plan.lines)),
        ("passages", row.passage_count, len(plan.passages)),
        ("warnings", row.warning_count, len(plan.warnings)),
    )
    yield from (name for name, said, held in counts if said != held)
    if not plan.passages:
        yield "no passages"
    known = {passage.id for passage in plan.passages}
    if any(fact.passage_id not in known for fact in plan.facts):
        yield "facts"
    if not all(_is_inside(span, plan) for span in _spans(plan)):
        yield "spans"
    for name, positions in _positions(connection, plan_id):
        if positions != list(range(len(positions))):
            yield name


def _spans(plan: Plan) -> Iterator[Span]:
    yield from (passage.span for passage in plan.passages)
    yield from (fact.span for fact in plan.facts)
    yield from (each.span for each in plan.tables)


def _is_inside(span: Span, plan: Plan) -> bool:
    return 1 <= span.line_start <= span.line_end <= len(plan.lines)


def _positions(connection: Connection, plan_id: str) -> Iterator[tuple[str, list[int]]]:
    """Tables and facts are numbered without a gap: one that lacks was lost."""
    for table in (schema.tables, schema.facts):
        query = select(table.c.position).where(table.c.plan_id == plan_id)
        yield table.name, list(connection.scalars(query.order_by(table.c.position)))


def _vectors(connection: Connection, plan_id: str, model: Model | None) -> int | None:
    """How many rows the plan's vectors have; None where there are none."""
    if model is None:
        return None
    table = schema.vectors
    blob = connection.scalar(
        select(table.c.rows).where(table.c.plan_id == plan_id, table.c.embedder == model.id)
    )
    # Two bytes a number; a plan's rows are as long as the model's probes.
    return None if blob is None else len(blob) // (2 * model.probes.shape[1])

"""What can be mended without losing a plan: indexes from the catalogue, a plan from its file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Connection, delete, func, select, text
from sqlalchemy.exc import DatabaseError

from ingest.models import IngestError
from ingest.pipeline import parse_file
from retriever.catalogue import Catalogue, CatalogueError, PlanSummary, schema
from retriever.catalogue.marks import mark
from retriever.changes import changing
from retriever.doctor.findings import Report
from retriever.doctor.folder import stale_leases
from retriever.doctor.indexes import lexical_folder, place_of, setting_of
from retriever.doctor.plans import broken_plans, own_file
from retriever.embedding import Embedder
from retriever.library import Library

# A collection of a million rows takes minutes.
_SECONDS = 3_600.0


def repair(
    data_dir: Path,
    report: Report,
    embedder: Embedder | None,
    chroma_url: str | None = None,
    on_wait: Callable[[], None] = lambda: None,
) -> None:
    """Mend what ``report`` tells of; examine again to see what is left.

    A plan that isn't whole is read anew from its file, where that is as it was; where it isn't,
    the plan stays as it is. ``on_wait`` is called while another program changes the library.
    Raises EmbeddingError for a model that didn't make the vectors.
    """
    wrong = {each.code for each in report.problems}
    with ExitStack() as open_ones:
        with changing(data_dir, on_wait):
            if not _prepared(data_dir, chroma_url, wrong):
                return
            library = Library.open(data_dir, embedder=embedder, chroma_url=chroma_url)
            open_ones.enter_context(library)
            if "plans" in wrong:
                _read_again(data_dir, library)
        # Collections are built while others may change the library.
        library.wait_ready(_SECONDS)


def _prepared(data_dir: Path, chroma_url: str | None, wrong: set[str]) -> bool:
    """Whether there is a catalogue to mend things from; its own rows are then mended."""
    try:
        catalogue = Catalogue.open(data_dir / "catalogue.sqlite")
    except (DatabaseError, CatalogueError):
        return False
    try:
        _mend_rows(catalogue, wrong)
        _unmark(catalogue, data_dir, chroma_url, wrong)
    finally:
        catalogue.close()
    for path in stale_leases(data_dir):
        path.unlink(missing_ok=True)
    return True


def _mend_rows(catalogue: Catalogue, wrong: set[str]) -> None:
    with catalogue.writing() as connection:
        if "catalogue-file" in wrong:
            connection.exec_driver_sql("REINDEX")
        for table, row, *_ in list(connection.exec_driver_sql("PRAGMA foreign_key_check")):
            # Names of our own tables, from SQLite itself.
            connection.execute(text(f'DELETE FROM "{table}" WHERE rowid = :row'), {"row": row})
        if "plans" in wrong:
            _drop_odd_vectors(connection)
    if "origins" in wrong:
        catalogue.origins.change((), ())


def _drop_odd_vectors(connection: Connection) -> None:
    """Vectors that aren't one a passage: they are made anew when the library is opened."""
    vectors, passages, models = schema.vectors, schema.passages, schema.models
    count = select(func.count()).where(passages.c.plan_id == vectors.c.plan_id).scalar_subquery()
    wide = select(models.c.dimension).where(models.c.id == vectors.c.embedder).scalar_subquery()
    # Two bytes a number.
    odd = func.length(vectors.c.rows) != count * wide * 2
    connection.execute(delete(vectors).where(odd))


def _unmark(catalogue: Catalogue, data_dir: Path, url: str | None, wrong: set[str]) -> None:
    """Let the opening compare every key, and make anew what is out of step."""
    model = catalogue.models.current()
    with catalogue.writing() as connection:
        mark(connection, settled=False)
    if "lexical" in wrong:
        shutil.rmtree(lexical_folder(data_dir, catalogue), ignore_errors=True)
    if model is None:
        return
    place = place_of(data_dir, url, catalogue, model)
    catalogue.set_setting(f"in step {place.url or 'embedded'} {model.id}", "")
    if "vectors" in wrong:
        catalogue.set_setting(setting_of(place), "none")


def _read_again(data_dir: Path, library: Library) -> None:
    catalogue = Catalogue.open(data_dir / "catalogue.sqlite")
    try:
        broken = set(broken_plans(catalogue))
    finally:
        catalogue.close()
    for summary in library.plans():
        if summary.id in broken:
            _reread(summary, library)


def _reread(summary: PlanSummary, library: Library) -> None:
    path = own_file(summary)
    try:
        plan = parse_file(path, summary.source) if path else None
    except (OSError, IngestError):
        return
    if plan is not None:
        library.remove(summary.id)
        library.add(plan, summary.origin)

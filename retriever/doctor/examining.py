"""One look at all of a library. Nothing is changed, and nothing may change meanwhile: call it
under ``retriever.changes.changing``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from retriever.catalogue import Catalogue, CatalogueError
from retriever.damage import catalogue_lost
from retriever.doctor.findings import Finding, Report, State
from retriever.doctor.folder import (
    check_disk,
    check_leftovers,
    check_writable,
    stale_leases,
    versions,
)
from retriever.doctor.indexes import check_lexical, check_vectors, place_of, stale_folders
from retriever.doctor.plans import OnPlan, check_file, check_plans

_LOST = Finding(
    "catalogue",
    State.PROBLEM,
    "ไฟล์คลังแผน (catalogue.sqlite) หายไปจากโฟลเดอร์ข้อมูล กรุณากู้จากไฟล์สำรองด้วย hrplan restore --replace",
    "catalogue.sqlite is gone from the data folder; restore a backup (hrplan restore --replace)",
)

# How many plans there are, before the first is looked at.
OnCount = Callable[[int], None]


def examine(
    data_dir: Path,
    chroma_url: str | None = None,
    on_count: OnCount = lambda count: None,
    on_plan: OnPlan = lambda: None,
) -> Report:
    """What there is to say of the library in ``data_dir``, the worst of it being State.PROBLEM."""
    if catalogue_lost(data_dir):
        return Report((_LOST,))
    if not data_dir.is_dir() or not (data_dir / "catalogue.sqlite").exists():
        thai, english = f"ยังไม่มีคลังใน {data_dir}", f"there is no library in {data_dir}"
        return Report((Finding("catalogue", State.OK, thai, english),))
    writable = check_writable(data_dir)
    try:
        catalogue = Catalogue.open(data_dir / "catalogue.sqlite")
    except (DatabaseError, CatalogueError) as error:
        unwritable = writable.state is State.PROBLEM  # nor can it be opened then
        return Report((writable, check_disk(data_dir) if unwritable else _unopened(error)))
    try:
        model = catalogue.models.current()
        on_count(len(catalogue.summaries()))
        found = [writable, *check_file(catalogue), *check_plans(catalogue, model, on_plan)]
        found += check_lexical(data_dir, catalogue)
        if model is not None:
            found.append(check_vectors(place_of(data_dir, chroma_url, catalogue, model), catalogue))
        found += check_leftovers(stale_folders(data_dir, catalogue), stale_leases(data_dir))
        return Report((*found, check_disk(data_dir), versions(model)))
    except DatabaseError as error:
        return Report((writable, _unopened(error)))
    finally:
        catalogue.close()


def _unopened(error: DatabaseError | CatalogueError) -> Finding:
    if isinstance(error, CatalogueError):
        thai, _, english = str(error).partition(" / ")
        return Finding("catalogue", State.PROBLEM, thai, english)
    return Finding(
        "catalogue",
        State.PROBLEM,
        "อ่านไฟล์คลังแผนไม่ได้ กรุณากู้จากไฟล์สำรองด้วย hrplan restore หรือนำเข้าแผนใหม่ในโฟลเดอร์ข้อมูลใหม่",
        "the catalogue can't be read; restore a backup (hrplan restore) or ingest the plans again "
        f"into a new data folder: {error.orig}",
    )

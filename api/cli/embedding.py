"""``hrplan embedding build``: a static model from our word lists and the plans that are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import CliError, say
from api.settings import Settings

if TYPE_CHECKING:
    from ingest.models import Plan
    from retriever.embedding.building import Batch

app = typer.Typer(
    help="แบบจำลองเวกเตอร์ / Embedding models",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

# Fifty plans of 180 passages take 40 s and 1 GB; a library of thousands is learnt from at even
# steps through its plans.
MOST_PLANS = 100


@app.callback()
def embedding() -> None:
    """แบบจำลองเวกเตอร์ / Embedding models."""


@app.command()
def build(
    out: Annotated[Path, typer.Argument(file_okay=False, help="โฟลเดอร์ปลายทาง / folder to write")],
    plans: Annotated[
        Path | None,
        typer.Option(exists=True, help="เรียนรู้จากแผนในโฟลเดอร์นี้ / learn from the plans here"),
    ] = None,
    library: Annotated[
        bool, typer.Option("--library", help="เรียนรู้จากแผนในคลัง / learn from the library's plans")
    ] = False,
) -> None:
    """สร้างแบบจำลองเวกเตอร์จากคำพ้องและแผน / Build a model from our synonyms and plans.

    แผนในคลังเรียนรู้ไม่เกิน 100 แผน วิธีใช้งานแจ้งเมื่อสร้างเสร็จ /
    Of the library at most 100 plans are learnt from. How to use it is told at the end.
    """
    if plans is not None and library:
        raise CliError(
            "เลือก --plans หรือ --library เพียงอย่างเดียว", "give --plans or --library, not both", 2
        )
    _check_target(out)
    begun = perf_counter()
    learnt = _read(plans) if plans else _of_library() if library else []
    from retriever.embedding.building import build as build_model

    try:
        build_model(out, learnt, _track)
    except OSError as error:
        raise CliError(f"เขียน {out} ไม่ได้", f"cannot write {out}: {error.strerror}") from error
    _tell(out, len(learnt), perf_counter() - begun)


def _check_target(out: Path) -> None:
    """An older model is replaced; a folder of anything else is left alone."""
    from retriever.embedding.static import is_static

    if out.exists() and any(out.iterdir()) and not is_static(out):
        raise CliError(
            f"{out} มีไฟล์อื่นอยู่ กรุณาใช้โฟลเดอร์ใหม่", f"{out} holds other files; name a new folder", 2
        )


def _read(folder: Path) -> list[Plan]:
    from ingest.models import IngestError
    from ingest.pipeline import find_files, parse_file

    try:
        found = [parse_file(path, source) for path, source in find_files([folder])[:MOST_PLANS]]
    except IngestError as error:
        raise CliError(error.thai, error.english) from error
    if not found:
        raise CliError(f"ไม่พบแผนใน {folder}", f"no plans in {folder}")
    return found


def _of_library() -> list[Plan]:
    """Read past the library itself, which would need a model that may not be built yet."""
    from retriever.catalogue import Catalogue

    path = Settings().data_dir / "catalogue.sqlite"
    if not path.exists():
        raise _empty()
    catalogue = Catalogue.open(path)
    try:
        ids = sorted(summary.id for summary in catalogue.summaries())
        step = max(1, -(-len(ids) // MOST_PLANS))
        found = [plan for key in ids[::step] if (plan := catalogue.plan(key)) is not None]
    finally:
        catalogue.close()
    if not found:
        raise _empty()
    return found


def _empty() -> CliError:
    return CliError(
        "คลังยังไม่มีแผน กรุณาสั่ง hrplan ingest ก่อน", "the library is empty; run hrplan ingest first"
    )


def _track(batches: Sequence[Batch]) -> Iterable[Batch]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(
        batches, "ฝึก / training", console=console, transient=True, disable=not console.is_terminal
    )


def _tell(out: Path, plans: int, seconds: float) -> None:
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6
    say(
        f"สร้างแล้วที่ {out} จาก {plans:,} แผน ({size:.1f} MB, {seconds:.0f} วินาที) / "
        f"built from {plans:,} plans ({size:.1f} MB, {seconds:.0f} s)"
    )
    setting = f"HRPLAN_EMBEDDING_MODEL={out}"
    say(f"ใช้งาน ตั้งค่า {setting} แล้วสั่ง hrplan reindex / to use it, set this and run hrplan reindex")

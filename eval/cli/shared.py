"""What the commands share: options, the library measured, errors told, results written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.output import CliError, complain
from api.settings import Settings

if TYPE_CHECKING:
    from eval.questions import Question
    from retriever.library import Library

Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False, help="โฟลเดอร์ / a folder")]
PlansDir = Annotated[
    Path | None,
    typer.Option(
        "--plans",
        exists=True,
        file_okay=False,
        help="ใช้แผนในโฟลเดอร์นี้แทนคลัง / these plans in the library's place",
    ),
]
Baselines = Annotated[
    list[str] | None,
    typer.Option(
        "--baseline",
        help="วัดคู่กับวิธีนี้ ระบุซ้ำได้ / measure beside it; may be given again: "
        "langchain-default, chroma-default",
    ),
]
JsonOut = Annotated[
    Path | None, typer.Option("--json", dir_okay=False, help="เขียนผลเป็น JSON / write JSON here")
]


# A missing module of these is a fault of ours, which no installing mends.
_OWN = frozenset({"ingest", "retriever", "api", "prompts", "eval"})


@contextmanager
def told() -> Iterator[None]:
    """Errors in what was given to us, and packages that only measuring needs, as one line."""
    from eval.baselines import UnknownBaseline
    from eval.jsonl import DataFileError
    from ingest.models import IngestError

    try:
        yield
    except UnknownBaseline as error:
        raise CliError(error.thai, error.english, 2) from error
    except (DataFileError, IngestError) as error:
        raise CliError(error.thai, error.english) from error
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in _OWN:
            raise
        raise CliError(
            f"การวัดต้องใช้ {error.name} ติดตั้งด้วย pip install -r requirements-dev.txt",
            f"measuring needs {error.name}; install it with pip install -r requirements-dev.txt",
        ) from error


@contextmanager
def library_of(plans: Path | None) -> Iterator[Library]:
    from api.library import open_library
    from eval.libraries import add_plans, temporary
    from ingest.pipeline import find_files

    if plans is None:
        with open_library(Settings()) as library:
            library.wait_ready()
            if not library.plans():
                raise CliError(
                    "คลังยังว่าง เพิ่มแผนด้วย hrplan ingest หรือระบุ --plans",
                    "the library is empty; use hrplan ingest or give --plans",
                )
            yield library
        return
    if not find_files([plans]):
        raise CliError(f"ไม่มีแผนในโฟลเดอร์ {plans}", f"no plans in {plans}; see --plans")
    with temporary(Settings()) as library:
        add_plans(library, plans, lambda files: track(files, "อ่านแผน / reading"))
        yield library


def set_files(path: Path) -> tuple[Path, ...]:
    """What is read of a retrieval set's folder, or a question set itself."""
    names = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
    return tuple(path / name for name in names) if path.is_dir() else (path,)


def check_regular(*paths: Path | None) -> None:
    """Raises ``CliError`` for a path at which something other than a file is: a device or a pipe
    is read without end and can't be replaced."""
    for path in paths:
        if path and path.exists() and not path.is_file():
            raise CliError(
                f"{path} ไม่ใช่ไฟล์ธรรมดา กรุณาระบุไฟล์",
                f"{path} is no regular file; name a file",
                2,
            )


def check_documents(asked: Sequence[Question], library: Library) -> None:
    """Say which gold documents the library hasn't got: their questions can't be cited.

    Raises ``CliError`` where it has none of them: nothing could be measured.
    """
    wanted = {g.doc for q in asked for g in q.gold}
    absent = wanted - {plan.source for plan in library.plans()}
    names = ", ".join(sorted(absent))
    if absent and absent == wanted:
        raise CliError(
            f"ไม่มีแผนที่คำถามอ้างถึงเลย ({names}) เพิ่มด้วย hrplan ingest หรือตรวจ --plans",
            f"none of the plans of these questions is here: {names}; "
            "use hrplan ingest or see --plans",
        )
    if absent:
        complain(f"คำเตือน: ไม่มีแผนเหล่านี้ในคลัง {names} / warning: not in the library: {names}", 0)


def write(figures: Mapping[str, Any], path: Path | None) -> None:
    if path is None:
        return
    try:
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise CliError(f"เขียน {path} ไม่ได้", f"can't write {path}: {error.strerror}") from error


def track(items: Sequence[Any], description: str) -> Any:
    from rich.console import Console
    from rich.progress import track

    return track(items, description, console=Console(stderr=True), transient=True)


def console() -> Any:
    from rich.console import Console

    return Console()

"""``hrplan eval``: run a question set, a retrieval set, or the benchmark."""

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
    from eval.ablation import Step
    from eval.questions import Question
    from retriever.library import Library

app = typer.Typer(
    help="วัดคุณภาพและความเร็ว / Measure quality and speed",
    add_completion=False,
    pretty_exceptions_enable=False,
)

Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False, help="โฟลเดอร์ / a folder")]
JsonOut = Annotated[
    Path | None, typer.Option("--json", dir_okay=False, help="เขียนผลเป็น JSON / write JSON here")
]


@app.command()
def run(
    questions: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="ชุดคำถาม / a question set (JSON Lines)"),
    ],
    plans: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="ใช้แผนในโฟลเดอร์นี้แทนคลัง / these plans in the library's place",
        ),
    ] = None,
    json_out: JsonOut = None,
) -> None:
    """ถามทุกคำถามในชุดและให้คะแนน / Ask every question of a set and grade the answers."""
    with _told():
        from eval.questions import load_questions

        asked = load_questions(questions)
        # The models of the answering load slowly: after the file is known to be good.
        from eval.asking import asker
        from eval.console import show_run
        from eval.run import ask_all, result

        with _library(plans) as library:
            _check_documents(asked, library)
            outcomes = ask_all(_track(asked, "ถาม / asking"), asker(library))
        figures = result(outcomes)
        _write(figures, json_out)
        show_run(figures, _console())


@app.command()
def beir(
    folder: Folder,
    json_out: JsonOut = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="จำนวนคำถามแรกที่ใช้ / how many of the first queries")
    ] = None,
) -> None:
    """วัดการค้นหาด้วยชุดข้อมูลแบบ BEIR / Measure retrieval on a set in the BEIR layout."""
    with _told():
        from eval.beir import evaluate, load_beir

        data = load_beir(folder, limit)
        from eval.console import show_measures
        from eval.libraries import add_documents, temporary

        with temporary(Settings()) as library:
            search = add_documents(library, data.corpus)
            figures = evaluate(data, search, lambda q: _track(list(q), "ค้นหา / searching"))
        _write(figures, json_out)
        show_measures(folder.name, figures, _console())


@app.command()
def ablation(
    path: Annotated[
        Path,
        typer.Argument(
            exists=True, help="โฟลเดอร์แบบ BEIR หรือชุดคำถาม / a BEIR folder or a question set"
        ),
    ],
    plans: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="ใช้แผนในโฟลเดอร์นี้แทนคลัง / these plans in the library's place",
        ),
    ] = None,
    slips: Annotated[
        bool,
        typer.Option("--slips", help="วัดเมื่อพิมพ์ผิดแต่ละแบบแทน / with slips of the hand instead"),
    ] = False,
    json_out: JsonOut = None,
) -> None:
    """วัดว่าแต่ละส่วนของการค้นหาช่วยเท่าใด / Measure what each part of the search is worth."""
    with _told():
        from eval.ablation import slip_steps, steps

        reranker = Settings().reranker_model is not None
        chosen = slip_steps() if slips else steps(reranker=reranker)
        rows = _ablation_of_set(path, chosen) if path.is_dir() else _of_plans(path, plans, chosen)
        from eval.console import show_rows

        _write({"set": path.name, "steps": rows}, json_out)
        show_rows(path.name, rows, _console())


def _ablation_of_set(folder: Path, chosen: Sequence[Step]) -> list[dict[str, Any]]:
    from eval.ablation import over_documents
    from eval.beir import load_beir
    from eval.libraries import hold_documents, temporary

    data = load_beir(folder)
    with temporary(Settings()) as library:
        ids = hold_documents(library, data.corpus)
        return over_documents(
            data, library, ids.__getitem__, chosen, lambda q: _track(q, "ค้นหา / searching")
        )


def _of_plans(path: Path, plans: Path | None, chosen: Sequence[Step]) -> list[dict[str, Any]]:
    from eval.ablation import over_questions
    from eval.questions import load_questions

    asked = load_questions(path)
    with _library(plans) as library:
        _check_documents(asked, library)
        return over_questions(asked, library, chosen, lambda q: _track(q, "ค้นหา / searching"))


@app.command()
def bench(
    plans: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, help="โฟลเดอร์แผน / plans (default: the samples)"
        ),
    ] = None,
    plans_count: Annotated[
        list[int] | None,
        typer.Option(
            min=1,
            help="วัดที่แผนสมมติจำนวนเท่านี้แทน ระบุซ้ำได้ / measure at as many invented plans instead; "
            "may be given again (55 plans make about 10,000 passages)",
        ),
    ] = None,
    side: Annotated[
        list[str] | None,
        typer.Option(help="hrplan, langchain, chroma (ค่าเริ่มต้น: ทั้งหมด / default: all)"),
    ] = None,
    questions: Annotated[
        int, typer.Option(min=3, help="จำนวนคำถามต่อขอบเขต / questions a scope")
    ] = 120,
    minutes: Annotated[
        float, typer.Option(min=0.1, help="เวลาสูงสุดต่องาน / time limit of each job, minutes")
    ] = 60,
    gigabytes: Annotated[
        float, typer.Option(min=0.1, help="หน่วยความจำสูงสุด / memory limit of each job, GB")
    ] = 6,
    json_out: JsonOut = None,
    markdown: Annotated[
        Path | None, typer.Option(dir_okay=False, help="เขียนตาราง / write the tables here")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(dir_okay=False, help="วาดกราฟ / draw here (.png, .svg)")
    ] = None,
) -> None:
    """จับเวลาเริ่มระบบ อ่านแผน และตอบ / Time start-up, ingest and answers beside a baseline."""
    if plans_count:
        from eval.scale.command import measure_scale

        figures = measure_scale(plans_count, side, questions, minutes, gigabytes, _console())
        _write(figures, json_out)
        _draw(figures, markdown, plot)
        return
    with _told():
        from eval.bench import SAMPLES, BenchError
        from eval.bench import bench as measure
        from eval.console import show_bench

        try:
            figures = measure(plans or SAMPLES, lambda r: _track(list(r), "จับเวลา / timing"))
        except BenchError as error:
            raise CliError("จับเวลาไม่สำเร็จ", str(error)) from error
        show_bench(figures, _console())
        _write(figures, json_out)


def _draw(figures: Mapping[str, Any], markdown: Path | None, plot: Path | None) -> None:
    from eval.scale import report

    try:
        if markdown:
            markdown.write_text(report.markdown(figures), encoding="utf-8")
        if plot:
            report.plot(figures, plot)
    except (OSError, ValueError) as error:
        where = markdown or plot
        raise CliError(f"เขียน {where} ไม่ได้", f"can't write {where}: {error}") from error


@contextmanager
def _told() -> Iterator[None]:
    """Errors in files that were given to us, as one line."""
    from eval.jsonl import DataFileError
    from ingest.models import IngestError

    try:
        yield
    except (DataFileError, IngestError) as error:
        raise CliError(error.thai, error.english) from error


@contextmanager
def _library(plans: Path | None) -> Iterator[Library]:
    from api.library import open_library
    from eval.libraries import add_plans, temporary

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
    with temporary(Settings()) as library:
        add_plans(library, plans, lambda files: _track(files, "อ่านแผน / reading"))
        yield library


def _check_documents(asked: Sequence[Question], library: Library) -> None:
    """Say which gold documents the library hasn't got: their questions can't be cited."""
    absent = {g.doc for q in asked for g in q.gold} - {plan.source for plan in library.plans()}
    if absent:
        names = ", ".join(sorted(absent))
        complain(f"คำเตือน: ไม่มีแผนเหล่านี้ในคลัง {names} / warning: not in the library: {names}", 0)


def _write(figures: Mapping[str, Any], path: Path | None) -> None:
    if path is None:
        return
    try:
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise CliError(f"เขียน {path} ไม่ได้", f"can't write {path}: {error.strerror}") from error


def _track(items: Sequence[Any], description: str) -> Any:
    from rich.console import Console
    from rich.progress import track

    return track(items, description, console=Console(stderr=True), transient=True)


def _console() -> Any:
    from rich.console import Console

    return Console()

"""``hrplan eval bench``: times and memory beside a baseline."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.output import CliError
from eval.cli.outputs import check_outputs
from eval.cli.shared import JsonOut, console, told, track, write

# What belongs to one way of measuring would be ignored by the other.
_OF_SCALE = ("side", "questions", "minutes", "gigabytes", "markdown", "plot")


def bench(
    context: typer.Context,
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
    _check_options(context)
    check_outputs(json_out, markdown, plot, inputs=(plans,))
    if plans_count:
        from eval.scale.command import measure_scale

        figures = measure_scale(plans_count, side, questions, minutes, gigabytes, console())
        write(figures, json_out)
        _draw(figures, markdown, plot)
        return
    with told():
        from eval.bench import SAMPLES, BenchError
        from eval.bench import bench as measure
        from eval.console import show_bench

        try:
            figures = measure(plans or SAMPLES, lambda r: track(list(r), "จับเวลา / timing"))
        except BenchError as error:
            raise CliError("จับเวลาไม่สำเร็จ", str(error)) from error
        show_bench(figures, console())
        write(figures, json_out)


def _check_options(context: typer.Context) -> None:
    sources = {name: context.get_parameter_source(name) for name in context.params}
    given = {name for name, source in sources.items() if source and source.name == "COMMANDLINE"}
    if "plans_count" in given:
        if "plans" in given:
            raise CliError(
                "--plans ใช้คู่กับ --plans-count ไม่ได้ กรุณาเลือกอย่างเดียว",
                "use --plans or --plans-count, not both",
                exit_code=2,
            )
        return
    alone = " ".join(f"--{name}" for name in _OF_SCALE if name in given)
    if alone:
        raise CliError(
            f"{alone} ใช้คู่กับ --plans-count เท่านั้น กรุณาเพิ่ม เช่น --plans-count 55",
            f"{alone} goes with --plans-count alone; add it, as in --plans-count 55",
            exit_code=2,
        )


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

"""``hrplan eval compare``: two results of the same questions, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import CliError
from eval.cli.outputs import HtmlOut, as_json, check_outputs, write_outputs
from eval.cli.shared import JsonOut, console, told

Result = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, help="ผลจาก eval run --json / written by it"),
]


def compare(old: Result, new: Result, json_out: JsonOut = None, html_out: HtmlOut = None) -> None:
    """เทียบผลสองครั้งเป็นรายข้อ / Compare two results, question by question."""
    check_outputs(json_out, html_out, inputs=(old, new))
    with told():
        from eval.compare import NothingShared
        from eval.compare import compare as differences
        from eval.console import show_comparison
        from eval.report import render
        from eval.results import load_result

        before, after = load_result(old), load_result(new)
        try:
            found = differences(before, after)
        except NothingShared as error:
            raise nothing_shared(old, new) from error
        show_comparison(found, console())
        texts = {json_out: as_json(found)} if json_out else {}
        if html_out:
            texts[html_out] = render(after, before)
        write_outputs(texts)


def nothing_shared(old: Path, new: Path) -> CliError:
    return CliError(
        f"{old} กับ {new} ไม่มีคำถามร่วมกัน กรุณาใช้ผลของชุดคำถามเดียวกัน",
        f"{old} and {new} share no question; use results of one question set",
    )

"""``hrplan eval ablation``: what each part of the search is worth."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.settings import Settings
from eval.cli.outputs import check_outputs
from eval.cli.shared import (
    JsonOut,
    PlansDir,
    check_documents,
    console,
    library_of,
    set_files,
    told,
    track,
    write,
)

if TYPE_CHECKING:
    from eval.ablation import Step


def ablation(
    path: Annotated[
        Path,
        typer.Argument(
            exists=True, help="โฟลเดอร์แบบ BEIR หรือชุดคำถาม / a BEIR folder or a question set"
        ),
    ],
    plans: PlansDir = None,
    slips: Annotated[
        bool,
        typer.Option("--slips", help="วัดเมื่อพิมพ์ผิดแต่ละแบบแทน / with slips of the hand instead"),
    ] = False,
    json_out: JsonOut = None,
) -> None:
    """วัดว่าแต่ละส่วนของการค้นหาช่วยเท่าใด / Measure what each part of the search is worth."""
    check_outputs(json_out, inputs=(*set_files(path), plans))
    with told():
        from eval.ablation import slip_steps, steps

        reranker = Settings().reranker_model is not None
        chosen = slip_steps() if slips else steps(reranker=reranker)
        rows = _ablation_of_set(path, chosen) if path.is_dir() else _of_plans(path, plans, chosen)
        from eval.console import show_rows

        write({"set": path.name, "steps": rows}, json_out)
        show_rows(path.name, rows, console())


def _ablation_of_set(folder: Path, chosen: Sequence[Step]) -> list[dict[str, Any]]:
    from eval.ablation import over_documents
    from eval.beir import load_beir
    from eval.libraries import hold_documents, temporary

    data = load_beir(folder)
    with temporary(Settings()) as library:
        ids = hold_documents(library, data.corpus)
        return over_documents(
            data, library, ids.__getitem__, chosen, lambda q: track(q, "ค้นหา / searching")
        )


def _of_plans(path: Path, plans: Path | None, chosen: Sequence[Step]) -> list[dict[str, Any]]:
    from eval.ablation import over_questions
    from eval.questions import load_questions

    asked = load_questions(path)
    with library_of(plans) as library:
        check_documents(asked, library)
        return over_questions(asked, library, chosen, lambda q: track(q, "ค้นหา / searching"))

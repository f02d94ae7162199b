"""``hrplan eval beir``: retrieval over a set in the BEIR layout."""

from __future__ import annotations

from typing import Annotated

import typer

from api.settings import Settings
from eval.cli.shared import Folder, JsonOut, console, told, track, write


def beir(
    folder: Folder,
    json_out: JsonOut = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="จำนวนคำถามแรกที่ใช้ / how many of the first queries")
    ] = None,
) -> None:
    """วัดการค้นหาด้วยชุดข้อมูลแบบ BEIR / Measure retrieval on a set in the BEIR layout."""
    with told():
        from eval.beir import evaluate, load_beir

        data = load_beir(folder, limit)
        from eval.console import show_measures
        from eval.libraries import add_documents, temporary

        with temporary(Settings()) as library:
            search = add_documents(library, data.corpus)
            figures = evaluate(data, search, lambda q: track(list(q), "ค้นหา / searching"))
        write(figures, json_out)
        show_measures(folder.name, figures, console())

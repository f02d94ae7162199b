"""``hrplan eval beir``: retrieval over a set in the BEIR layout."""

from __future__ import annotations

from typing import Annotated

import typer

from api.settings import Settings
from eval.cli.outputs import check_outputs
from eval.cli.shared import Baselines, Folder, JsonOut, console, set_files, told, track, write


def beir(
    folder: Folder,
    json_out: JsonOut = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="จำนวนคำถามแรกที่ใช้ / how many of the first queries")
    ] = None,
    baseline: Baselines = None,
) -> None:
    """วัดการค้นหาด้วยชุดข้อมูลแบบ BEIR / Measure retrieval on a set in the BEIR layout."""
    check_outputs(json_out, inputs=set_files(folder))
    with told():
        from eval.baselines import make_baselines
        from eval.beir import evaluate, load_beir

        data = load_beir(folder, limit)
        plainer = make_baselines(baseline or ())
        from eval.baselines.measuring import over_documents
        from eval.baselines.showing import show_beside
        from eval.libraries import add_documents, temporary

        with temporary(Settings()) as library:
            search = add_documents(library, data.corpus)
            figures = evaluate(data, search, lambda q: track(list(q), "ค้นหา / searching"))
        beside = over_documents(data, plainer, track)
        write({**figures, "baselines": beside} if plainer else figures, json_out)
        show_beside(folder.name, figures, beside, console())

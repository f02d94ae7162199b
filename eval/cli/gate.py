"""``hrplan eval gate``: what is measured now, beside the figures that were committed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import CliError
from eval.cli.outputs import check_outputs
from eval.cli.shared import JsonOut, console, library_of, set_files, told, track, write

if TYPE_CHECKING:
    from eval.gate.figures import Figures
    from eval.gate.showing import Texts

BASELINE = Path(__file__).parent.parent / "baseline.json"


def gate(
    baseline_file: Annotated[
        Path,
        typer.Option(
            dir_okay=False,
            show_default="eval/baseline.json",
            help="ค่าที่เก็บไว้ / the figures kept",
        ),
    ] = BASELINE,
    retrieval_set: Annotated[
        Path | None,
        typer.Option(
            "--set",
            exists=True,
            file_okay=False,
            help="โฟลเดอร์แบบ BEIR วัดด้วย 200 คำถามแรก / a BEIR folder, its first 200 queries",
        ),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="เก็บค่าใหม่แทน / keep the new figures instead")
    ] = False,
    reason: Annotated[
        str, typer.Option(help="เหตุผลที่เปลี่ยนค่า ใส่ใน commit ด้วย / why; goes to the commit too")
    ] = "",
    json_out: JsonOut = None,
) -> None:
    """ไม่ให้คุณภาพลดลงโดยไม่รู้ตัว / Fail where answers or searches got worse by more than noise."""
    if update_baseline is not bool(reason.strip()):
        raise CliError(
            "--update-baseline ต้องมี --reason และใช้คู่กันเท่านั้น",
            "--update-baseline needs a --reason, and the one goes with the other",
            2,
        )
    read = set_files(retrieval_set) if retrieval_set else ()
    if update_baseline:
        check_outputs(json_out, baseline_file, inputs=read)
    else:
        check_outputs(json_out, inputs=(baseline_file, *read))
    with told():
        from eval.gate.compare import judge
        from eval.gate.showing import show_judgement

        kept = _kept(baseline_file, needed=not update_baseline)
        now, texts = _measure(retrieval_set, reason)
        if kept is not None:
            found = judge(kept, now)
            show_judgement(found, texts, console())
            told_as = {"passed": found.passed, "before": kept.reason, **asdict(found)}
            write(told_as, json_out)
        if update_baseline:
            _update(baseline_file, kept, now)
        elif kept is not None and not found.passed:
            raise _failed(found.dropped, len(found.dangers))


def _kept(path: Path, *, needed: bool) -> Figures | None:
    from eval.gate.figures import load

    if path.exists():
        return load(path)
    if needed:
        raise CliError(
            f"ไม่มี {path} สร้างด้วย --update-baseline --reason …",
            f"no {path}; make it with --update-baseline --reason …",
            2,
        )
    return None


def _measure(retrieval_set: Path | None, reason: str) -> tuple[Figures, Texts]:
    """The figures of now, and what is to be told of each question or query."""
    from eval.gate.figures import Figures
    from eval.gate.measure import PLANS, questions_of, retrieval_of, search_of
    from eval.gate.showing import why

    texts: Texts = {}
    retrieval = None
    # First: its files are the user's, and may not be usable.
    if retrieval_set is not None:
        retrieval, queries = retrieval_of(retrieval_set, track)
        texts |= {(retrieval.name, query): [text] for query, text in queries.items()}
    with library_of(PLANS) as library:
        questions, run = questions_of(library, track)
        search = search_of(library, track)
    texts |= {(questions.name, entry["id"]): why(entry) for entry in run["questions"]}
    texts |= {(search.name, entry["id"]): [entry["question"]] for entry in run["questions"]}
    now = Figures(reason=reason.strip(), questions=questions, search=search, retrieval=retrieval)
    return now, texts


def _update(path: Path, kept: Figures | None, now: Figures) -> None:
    from eval.gate.figures import save

    if now.retrieval is None and kept is not None:
        now = now.model_copy(update={"retrieval": kept.retrieval})
    try:
        save(now, path)
    except OSError as error:
        raise CliError(f"เขียน {path} ไม่ได้", f"can't write {path}: {error.strerror}") from error
    console().print(f"เก็บค่าใหม่แล้ว / kept: {path}", markup=False, soft_wrap=True)


def _failed(dropped: tuple[str, ...], dangers: int) -> CliError:
    thai, english = [], []
    if dangers:
        thai.append(f"มี {dangers} คำตอบที่ไม่ปลอดภัยเพิ่มขึ้น")
        english.append(f"{dangers} answers became unsafe")
    if dropped:
        thai.append(f"ลดลงจริง: {', '.join(dropped)}")
        english.append(f"dropped by more than noise: {', '.join(dropped)}")
    return CliError("; ".join(thai), "; ".join(english))

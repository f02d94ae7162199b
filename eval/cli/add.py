"""``hrplan eval add``: questions from disputed answers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.output import CliError, say
from eval.cli.shared import check_regular, console, library_of, told

if TYPE_CHECKING:
    from eval.growing import Draft, ProposedSpan


def add(
    drafts: Annotated[
        Path, typer.Argument(dir_okay=False, help="ไฟล์ร่างคำถาม / drafts of questions (JSON Lines)")
    ],
    confirm: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False, help="ตรวจร่างทีละข้อแล้วเพิ่มในชุดนี้ / go through the drafts, into this set"
        ),
    ] = None,
    again: Annotated[
        bool,
        typer.Option("--again", help="ร่างใหม่ทุกข้อ เมื่อไฟล์ร่างหาย / draft all anew: the file was lost"),
    ] = False,
) -> None:
    """ร่างคำถามจากคำตอบที่ผู้ใช้ว่าผิด / Draft questions from answers that people found wrong."""
    check_regular(drafts, confirm)
    with told():
        if confirm is not None:
            _confirm(drafts, confirm)
        else:
            _add(drafts, again)


def _add(path: Path, again: bool) -> None:
    # The models of the answering load slowly: after the arguments are known to be good.
    from eval.growing import add_drafts, load_drafts

    load_drafts(path)
    with library_of(None) as library:
        counts = library.feedback.counts()
        added = add_drafts(path, library, again=again)
    say(f"ความเห็น: {counts['up']:,} ตรงคำถาม, {counts['down']:,} ไม่ถูกต้อง / verdicts, up and down")
    if not (added.new or added.renewed):
        say("ไม่มีคำตอบที่ต้องร่างเพิ่ม / no disputed answer without a draft")
        if counts["down"] and not path.exists():
            say("ไฟล์ร่างหาย? ใช้ --again / are the drafts lost? --again makes them anew")
        return
    say(
        f"ร่างใหม่ {added.new:,} ข้อ ปรับปรุง {added.renewed:,} ข้อใน {path} / "
        f"{added.new:,} new drafts, {added.renewed:,} renewed; confirm them with:"
    )
    say(f"  hrplan eval add {path} --confirm QUESTIONS.jsonl")


def _confirm(drafts: Path, questions: Path) -> None:
    if not sys.stdin.isatty():
        raise CliError(
            "การตรวจร่างต้องทำในหน้าต่างคำสั่งที่พิมพ์ตอบได้",
            "drafts are confirmed by a person in a terminal; standard input is none",
            exit_code=2,
        )
    from eval.confirming import confirm

    walked = confirm(drafts, questions, Terminal(console()))
    say(
        f"ยืนยัน {walked.confirmed:,} ข้อลงใน {questions} ทิ้ง {walked.dropped:,} "
        f"เหลือร่าง {walked.left:,} / confirmed {walked.confirmed:,}, "
        f"dropped {walked.dropped:,}, drafts left {walked.left:,}"
    )


class Terminal:
    """The person before the terminal; what drafts say is shown as it is, never as mark-up."""

    def __init__(self, console: Any) -> None:
        self._console = console

    def ask(self, prompt: str, *, default: str = "", choices: Sequence[str] = ()) -> str:
        from rich.prompt import Prompt
        from rich.text import Text

        class Thai(Prompt):
            illegal_choice_message = "[red]กรุณาเลือกจากที่ให้ไว้ / choose one of those given"

        if not choices:
            return str(
                Thai.ask(Text(prompt), console=self._console, default="", show_default=False)
            )
        # Without a default an empty answer is asked again: `...` is rich's word for it.
        given: Any = default or ...
        return str(Thai.ask(Text(prompt), console=self._console, default=given, choices=[*choices]))

    def show_draft(self, draft: Draft, number: int, count: int) -> None:
        from rich.panel import Panel
        from rich.text import Text

        text = Text()
        for label, value in _told(draft):
            text.append(f"{label}  ", style="bold").append(f"{value}\n")
        text.rstrip()
        self._console.print(
            Panel(
                text,
                title=f"ร่างที่ {number} จาก {count} / draft {number} of {count}",
                title_align="left",
            )
        )

    def show_span(self, span: ProposedSpan) -> None:
        from rich.panel import Panel
        from rich.text import Text

        origin = "อ้างในคำตอบนี้ / cited" if span.cited else "พบเพิ่มจากการค้นหา / found"
        lines = "-".join(str(line) for line in sorted({span.line_start, span.line_end}))
        title = Text(f"{span.doc} บรรทัด {lines} ({origin})")
        self._console.print(Panel(Text(span.text), title=title, title_align="left", style="dim"))

    def say(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False)


def _told(draft: Draft) -> list[tuple[str, str]]:
    profile = draft.profile
    asker = [profile.organization, profile.position] if profile else []
    told = [
        ("ถามก่อนหน้า / asked before", "\n".join(draft.history or ())),
        ("ผู้ถาม / asker", " · ".join(part for part in asker if part)),
        ("คำถาม / question", draft.question),
        ("คำตอบที่ถูกว่าผิด / disputed answer", draft.answer),
        ("ความเห็น / comment", draft.comment),
        ("หมายเหตุ / note", draft.note),
    ]
    return [(label, value) for label, value in told if value]

"""``hrplan reindex``."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.cli.opening import reindexing
from api.cli.output import say
from api.settings import Settings


def reindex() -> None:
    """สร้างเวกเตอร์ของทั้งคลังใหม่ / Embed the library anew, with the model that is configured."""
    settings = Settings()
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with reindexing(settings) as run:
        missing, before = run.missing, run.is_current
        with shown as progress:
            embedding = progress.add_task("แปลงเป็นเวกเตอร์ / embedding", total=missing)
            run.embed(lambda done: progress.advance(embedding, done))
            if not before:
                building = progress.add_task("สร้างดัชนี / indexing", total=run.passages)
                run.publish(lambda done: progress.advance(building, done))
        total = run.passages
    if before and not missing:
        say("เวกเตอร์ของคลังเป็นของแบบจำลองนี้อยู่แล้ว / the vectors are this model's already")
    else:
        say(
            f"สร้างเวกเตอร์ใหม่แล้ว {missing:,} จาก {total:,} ข้อความ เซิร์ฟเวอร์ที่เปิดอยู่จะใช้เมื่อเปิดใหม่ / "
            f"embedded {missing:,} of {total:,} passages; a running server uses them once restarted"
        )

"""The commands put together, and how each way of failing is told."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup
from typer.main import get_command

from api.cli import (
    backup,
    checking,
    doctor,
    drafts,
    embedding,
    ingesting,
    library,
    line,
    projects,
    questions,
    reindex,
    searching,
    server,
)
from api.cli.output import CliError, complain
from api.settings_names import misspelt

# Rooms above api hang their commands in by name, so that api need not import them.
GROUP = "hrplan.commands"
# What typer gives back for Ctrl-C.
INTERRUPTED = 130


class _Commands(TyperGroup):
    """Our commands, and those of the entry points, which are imported when called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *sorted(_mounted())]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        own = super().get_command(ctx, cmd_name)
        if own is not None or cmd_name not in _mounted():
            return own
        command = get_command(_mounted()[cmd_name].load())
        command.name = cmd_name
        return command


def _mounted() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}


app = typer.Typer(
    cls=_Commands,
    help="ถามแผน: ถามตอบและค้นหาแผนพัฒนาบุคลากรของ อปท. พร้อมบรรทัดอ้างอิง",
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(ingesting.ingest)
app.command()(server.serve)
app.command()(questions.ask)
app.command()(searching.search)
app.command()(projects.projects)
app.command()(drafts.examples)
app.command()(drafts.draft)
app.command()(checking.check)
app.command()(library.plans)
app.command()(library.remove)
app.command()(reindex.reindex)
app.command()(doctor.doctor)
app.command()(backup.backup)
app.command()(backup.restore)
app.add_typer(embedding.app, name="embedding")
app.add_typer(line.app, name="line")


def run(args: list[str]) -> int:
    for warning in misspelt():
        complain(warning, 0)
    try:
        code = app(args or ["--help"], prog_name="hrplan", standalone_mode=False)
    except CliError as error:
        return complain(str(error), error.exit_code)
    except typer.TyperException as error:
        # The parser's own complaints are English only.
        message = error.format_message().splitlines()[0].rstrip(".")
        return complain(f"ใช้คำสั่งไม่ถูกต้อง ดูวิธีใช้ด้วย --help / {message}; see --help", error.exit_code)
    except ValidationError as error:
        return complain(_bad_setting(error), 2)
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Exception as error:
        return complain(_unexpected(error), 1)
    if code == INTERRUPTED:
        return complain("ยกเลิกแล้ว / cancelled", 1)
    return code if isinstance(code, int) else 0


def _unexpected(error: Exception) -> str:
    """Errors of our rooms say all that is needed; asking by name spares importing them."""
    if type(error).__module__.split(".")[0] in ("ingest", "retriever", "api"):
        return str(error)
    if isinstance(error, OSError):
        return f"เปิดหรือเขียนไฟล์ไม่ได้ กรุณาตรวจสอบสิทธิ์และพื้นที่ / can't read or write: {error}"
    return f"ระบบขัดข้อง / unforeseen error: {type(error).__name__}: {error}"


def _bad_setting(error: ValidationError) -> str:
    first = error.errors()[0]
    name = "HRPLAN_" + "_".join(str(part) for part in first["loc"]).upper()
    return f"ค่าของ {name} ไม่ถูกต้อง กรุณาแก้ไข / {name} is not valid: {first['msg']}"

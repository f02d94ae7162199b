"""The files that a command writes: looked at before the work, written after it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.output import CliError

HtmlOut = Annotated[
    Path | None,
    typer.Option("--html", dir_okay=False, help="เขียนรายงานหน้าเว็บ / write the report page here"),
]


def check_outputs(*paths: Path | None, inputs: Iterable[Path | None] = ()) -> None:
    """Raises ``CliError`` for files that could not be written, before hours go into them, and for
    those that are read: ``inputs``, of which a folder stands for every file in it."""
    wanted = [path for path in paths if path]
    _check_apart(wanted, inputs)
    problems = [problem for path in wanted if (problem := _problem(path))]
    if problems:
        raise CliError(
            f"เขียน {', '.join(str(path) for path, _ in problems)} ไม่ได้ กรุณาตรวจโฟลเดอร์และสิทธิ์",
            "; ".join(f"can't write {path}: {why}" for path, why in problems),
        )


def write_outputs(texts: Mapping[Path, str]) -> None:
    """Writes each; those that can't be are named in one ``CliError`` when the others are done."""
    failed = []
    for path, text in texts.items():
        try:
            # Half a character, as a broken PDF may hold, has no UTF-8.
            path.write_bytes(text.encode("utf-8", "replace"))
        except OSError as error:
            failed.append((path, error.strerror))
    if failed:
        raise CliError(
            f"เขียน {', '.join(str(path) for path, _ in failed)} ไม่ได้",
            "; ".join(f"can't write {path}: {why}" for path, why in failed),
        )


def as_json(figures: Mapping[str, Any]) -> str:
    return json.dumps(figures, ensure_ascii=False, indent=2) + "\n"


def _check_apart(wanted: Sequence[Path], inputs: Iterable[Path | None]) -> None:
    for path, other in combinations(wanted, 2):
        if _same(path, other):
            raise CliError(
                "ผลสองแบบเขียนลงไฟล์เดียวกันไม่ได้ กรุณาระบุคนละชื่อ",
                f"two outputs name one file, {path}; give each its own",
                2,
            )
    read = [file for given in inputs if given for file in _files(given)] if wanted else []
    for path in wanted:
        if any(_same(path, file) for file in read):
            raise CliError(
                f"{path} เป็นไฟล์ที่คำสั่งนี้อ่าน เขียนทับไม่ได้ กรุณาระบุชื่ออื่น",
                f"{path} is read by this command and would be lost; write to another file",
                2,
            )


def _files(given: Path) -> list[Path]:
    return [path for path in given.rglob("*") if path.is_file()] if given.is_dir() else [given]


def _same(path: Path, other: Path) -> bool:
    """Whether both name one file, by a link or another spelling too."""
    try:
        return path.samefile(other)
    except OSError:
        return path.resolve() == other.resolve()


def _problem(path: Path) -> tuple[Path, str] | None:
    if path.exists():
        return None if os.access(path, os.W_OK) else (path, "no right to write it")
    folder = path.parent
    if not folder.is_dir():
        return path, f"no folder {folder}"
    return None if os.access(folder, os.W_OK) else (path, f"no right to write in {folder}")

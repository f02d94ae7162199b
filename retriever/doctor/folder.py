"""The data folder: room on the disk, leases, versions."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from retriever import lexical
from retriever.catalogue.models import Model
from retriever.catalogue.schema import SCHEMA_VERSION
from retriever.doctor.findings import Finding, State, counted

# Less than this, and the next change may fail.
_LEAST_BYTES = 64 * 1024 * 1024


def check_disk(data_dir: Path) -> Finding:
    """An index is made anew beside the old one, so that the folder's size once more is wanted."""
    free = shutil.disk_usage(data_dir).free
    used = sum(path.stat().st_size for path in data_dir.rglob("*") if path.is_file())
    thai = f"ดิสก์ว่าง {_megabytes(free)} คลังใช้ {_megabytes(used)}"
    english = f"{_megabytes(free)} are free, the library takes {_megabytes(used)}"
    if free < _LEAST_BYTES:
        return Finding(
            "disk", State.PROBLEM, f"{thai} กรุณาเพิ่มพื้นที่", f"{english}; make room on the disk"
        )
    state = State.NOTE if free < used else State.OK
    return Finding("disk", state, thai, english)


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.0f} MB"


def is_writable(data_dir: Path) -> bool:
    """False where there is no such folder, too."""
    return check_writable(data_dir).state is State.OK


def check_writable(data_dir: Path) -> Finding:
    probe = data_dir / ".hrplan-doctor"
    try:
        probe.write_bytes(b"x" * 4_096)
        probe.unlink()
    except OSError as error:
        with suppress(OSError):
            probe.unlink()
        return Finding(
            "writable",
            State.PROBLEM,
            "เขียนในโฟลเดอร์ข้อมูลไม่ได้ กรุณาตรวจสอบสิทธิ์",
            f"the data folder can't be written ({error.strerror}); check its permissions",
        )
    return Finding("writable", State.OK, "เขียนในโฟลเดอร์ข้อมูลได้", "the data folder can be written")


def stale_leases(data_dir: Path) -> list[Path]:
    """Marks of processes that answer with a model, left by processes that were killed."""
    return [path for path in sorted((data_dir / "vectors").glob("model-*.lock")) if _is_free(path)]


def _is_free(path: Path) -> bool:
    try:
        with FileLock(path, timeout=0):
            return True
    except (Timeout, OSError):
        return False


def check_leftovers(folders: list[Path], leases: list[Path]) -> list[Finding]:
    return [
        counted(
            "stale-indexes",
            [path.name for path in folders],
            ("ไม่มีดัชนีเก่าค้าง", "no index is left over"),
            ("มีดัชนีเก่าค้าง {n} ชุด", "{n} indexes are left over"),
            State.NOTE,
        ),
        counted(
            "stale-leases",
            [path.name for path in leases],
            ("ไม่มีเครื่องหมายค้าง", "no lease is left over"),
            (
                "มีเครื่องหมายค้างของโปรแกรมที่หยุดไปแล้ว {n} รายการ",
                "{n} leases of processes that are gone",
            ),
            State.NOTE,
        ),
    ]


def versions(model: Model | None) -> Finding:
    parts = {
        "hrplan": version("hrplan"),
        "schema": SCHEMA_VERSION,
        "lexical": lexical.VERSION,
        "sqlite": sqlite3.sqlite_version,
        "tantivy": version("tantivy"),
        "chromadb": version("chromadb"),
        "model": model.name if model else "-",
    }
    told = " ".join(f"{name} {value}" for name, value in parts.items())
    return Finding("versions", State.OK, f"รุ่น {told}", f"versions: {told}")

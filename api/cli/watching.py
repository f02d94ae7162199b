"""Folders looked after: what is new or changed in them is read, once it is whole."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import NamedTuple

from watchfiles import watch

from api.cli.ingesting import tell_duplicates, tell_gone
from api.cli.intake import File, read_in
from api.cli.opening import opened
from api.cli.output import CliError, complain, say
from api.settings import Settings
from ingest.models import IngestError
from ingest.pipeline import find_files

# A file is whole when it stays the same as long as this.
_SETTLED_SECONDS = 1.0
# Network drives tell nothing of changes made elsewhere: they are looked through this often.
_LOOK_SECONDS = 30.0


class _Stamp(NamedTuple):
    size: int
    changed: int


class Watched:
    """What was seen of the files of ``paths``, and what of it has been read."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        # Each file's stamp, and since when it has it.
        self._before: dict[Path, tuple[_Stamp, float]] = {}
        self._read: dict[Path, _Stamp] = {}
        # Whether files are there that may still be growing.
        self.waiting = False
        # Whether files went since the last call of ``look``; True at first.
        self.lost = True

    def look(self) -> list[File]:
        """The files to read: whole, and not as they were when they were read last.

        Raises IngestError while one of the paths isn't there.
        """
        files = find_files(self._paths)
        at = time.monotonic()
        now: dict[Path, tuple[_Stamp, float]] = {}
        for path, _ in files:
            stamp = _stamp(path)
            before = self._before.get(path)
            if stamp is not None:
                now[path] = before if before and before[0] == stamp else (stamp, at)
        fresh = {path for path, (stamp, _) in now.items() if self._read.get(path) != stamp}
        whole = {path for path in fresh if at - now[path][1] >= _SETTLED_SECONDS}
        self.lost = self.lost or bool(self._before.keys() - now.keys())
        self.waiting = fresh != whole
        self._before = now
        self._read = {path: stamp for path, stamp in self._read.items() if path in now}
        return [(path, source) for path, source in files if path in whole]

    def done(self, files: Sequence[File]) -> None:
        """``files`` were read as they were at the last look, or can't be read as they are."""
        self._read |= {path: self._before[path][0] for path, _ in files}


def keep_watching(paths: Sequence[Path], settings: Settings) -> None:
    """Read what changes until Ctrl-C; an error is told, and the files are tried again."""
    names = ", ".join(map(str, paths))
    say(f"เฝ้าดู {names} อยู่ (Ctrl-C เพื่อหยุด) / watching; Ctrl-C stops")
    watched = Watched(paths)
    told: set[str] = set()
    last = ""
    try:
        with _ended_by_signals() as ended:
            for _ in _moments(paths, watched, ended):
                last = _round(watched, paths, settings, told, last)
    except KeyboardInterrupt:
        pass
    say("หยุดเฝ้าดูแล้ว แผนที่อ่านแล้วอยู่ในคลัง / stopped; what was read is kept")


def _round(
    watched: Watched, paths: Sequence[Path], settings: Settings, told: set[str], last: str
) -> str:
    """One look; what went wrong, if anything, which is told when it is another than ``last``."""
    try:
        files = watched.look()
        if files or (watched.lost and not watched.waiting):
            _read(files, watched, paths, settings, told)
        return ""
    except KeyboardInterrupt:
        raise
    except Exception as error:
        reason = str(error) or type(error).__name__
        if reason != last:
            complain(f"{_line(error)}; จะลองใหม่ / will try again", 1)
        return reason


def _line(error: Exception) -> str:
    known = isinstance(error, IngestError | CliError)
    name = "" if known else f"{type(error).__name__}: "
    return f"อ่านไม่สำเร็จ / could not read: {name}{error}"


def _read(
    files: list[File],
    watched: Watched,
    paths: Sequence[Path],
    settings: Settings,
    told: set[str],
) -> None:
    # Opened for this round alone: a server may want to own the vectors.
    with opened(settings, vectors=settings.chroma_url is not None) as library:
        if files:
            tally = read_in(files, library, settings.data_dir)
            watched.done(files)
            tell_duplicates(tally, library)
        gone = library.gone_under([path for path in paths if path.is_dir()])
        tell_gone([plan for plan in gone if plan.id not in told])
        told.clear()
        told.update(plan.id for plan in gone)
    watched.lost = False


def _moments(paths: Sequence[Path], watched: Watched, ended: Event) -> Iterator[None]:
    """When to look: after a change, while files are growing, and now and then, until the end."""
    looked = -_LOOK_SECONDS
    for changed in _changes(paths):
        if ended.is_set():
            return
        now = time.monotonic()
        if changed or watched.waiting or now - looked >= _LOOK_SECONDS:
            yield
            looked = time.monotonic()


def _changes(paths: Sequence[Path]) -> Iterator[bool]:
    """Whether something changed, at least each second; where the system doesn't tell, False."""
    wait = int(_SETTLED_SECONDS * 1_000)
    yield False
    try:
        for changes in watch(
            *paths,
            watch_filter=None,
            debounce=wait,
            rust_timeout=wait,
            yield_on_timeout=True,
        ):
            yield bool(changes)
    except (OSError, RuntimeError) as error:
        complain(
            f"ระบบไม่แจ้งการเปลี่ยนแปลงของไฟล์ จะตรวจเองทุก {_LOOK_SECONDS:.0f} วินาที / "
            f"the system tells of no changes, looking every {_LOOK_SECONDS:.0f} s: {error}",
            0,
        )
    while True:
        time.sleep(_SETTLED_SECONDS)
        yield False


@contextmanager
def _ended_by_signals() -> Iterator[Event]:
    """A service manager's way of ending counts as Ctrl-C. Set, too, is that one of them came: an
    interrupt in the midst of other programs' code can be lost."""
    ended = Event()

    def stop(_signal: int, _frame: object) -> None:
        ended.set()
        raise KeyboardInterrupt

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ended
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _stamp(path: Path) -> _Stamp | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return _Stamp(stat.st_size, stat.st_mtime_ns)

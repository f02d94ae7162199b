"""The derived indexes beside the catalogue: the same passages, no more and no less."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from retriever import lexical
from retriever.catalogue import Catalogue
from retriever.catalogue.models import Model
from retriever.damage import LexicalError
from retriever.doctor.findings import Finding, State, counted
from retriever.lexical import LexicalIndex
from retriever.vectors import Place, VectorIndex, VectorsError

# Reads the lists of postings and of positions, of whatever plans there are.
_PROBE = "งบประมาณ"
_MENDS = ("จะซ่อมเองเมื่อเปิดคลังครั้งถัดไป", "mends itself when the library is opened next")


def lexical_folder(data_dir: Path, catalogue: Catalogue) -> Path:
    return data_dir / "lexical" / f"v{lexical.VERSION}-{catalogue.identity[:16]}"


def check_lexical(data_dir: Path, catalogue: Catalogue) -> list[Finding]:
    """Without touching it: a folder that isn't there isn't made."""
    folder = lexical_folder(data_dir, catalogue)
    known = set(catalogue.keys())
    if not folder.is_dir():
        state = State.PROBLEM if known else State.OK
        thai, english = "ยังไม่มีดัชนีคำค้น", "there is no lexical index"
        return [Finding("lexical", state, thai, english, len(known), mendable=True)]
    try:
        index = LexicalIndex(folder)
        held = index.keys()
        index.by_grams(_PROBE, 1)
        index.by_words({_PROBE: 1.0}, 1)
    except LexicalError as error:
        thai, _, english = str(error).partition(" / ")
        return [Finding("lexical", State.PROBLEM, thai, english, len(known), mendable=True)]
    return [
        _agreement("lexical", ("ดัชนีคำค้น", "the lexical index"), known, held),
        Finding("settled", State.OK, "ไม่มีการบันทึกค้าง", "no change was cut short")
        if catalogue.settled()
        else Finding(
            "settled",
            State.PROBLEM,
            f"การบันทึกครั้งก่อนหยุดกลางคัน {_MENDS[0]}",
            f"a change was cut short; {_MENDS[1]}",
            mendable=True,
        ),
    ]


def check_vectors(place: Place, catalogue: Catalogue) -> Finding:
    """Chroma's collection, unless another process owns it."""
    if place.url is not None:
        return _collection(place, catalogue)
    place.folder.mkdir(parents=True, exist_ok=True)
    owned = FileLock(place.folder / "owner.lock", timeout=0)
    try:
        owned.acquire()
    except Timeout:
        return Finding(
            "vectors",
            State.NOTE,
            "เซิร์ฟเวอร์กำลังใช้ดัชนีเวกเตอร์อยู่ จึงไม่ได้ตรวจ",
            "a server owns the vector index, which wasn't looked at",
        )
    try:
        return _collection(place, catalogue)
    finally:
        owned.release()


def _collection(place: Place, catalogue: Catalogue) -> Finding:
    generation = catalogue.setting(setting_of(place))
    if generation is None:
        return Finding(
            "vectors",
            State.OK,
            "ยังไม่ได้สร้างดัชนีเวกเตอร์ เซิร์ฟเวอร์จะสร้างเองเมื่อเปิด",
            "there is no vector index yet; the next server makes it",
        )
    try:
        index = VectorIndex.open(place, generation)
        try:
            held = index.keys()
        finally:
            index.close()
    except VectorsError as error:
        thai, _, english = str(error).partition(" / ")
        return Finding("vectors", State.PROBLEM, thai, english, mendable=True)
    return _agreement("vectors", ("ดัชนีเวกเตอร์", "the vector index"), set(catalogue.keys()), held)


def setting_of(place: Place) -> str:
    """The catalogue's setting that names the collection in use."""
    return f"vectors {place.url or 'embedded'} {place.embedder}"


def stale_folders(data_dir: Path, catalogue: Catalogue) -> list[Path]:
    """Indexes of other versions or catalogues, and collections that nothing refers to."""
    current = lexical_folder(data_dir, catalogue)
    used = catalogue.settings_under("vectors embedded ")
    return [
        *(path for path in _folders(data_dir / "lexical") if path != current),
        *(path for path in _folders(data_dir / "vectors") if path.name not in used),
    ]


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_dir())


def place_of(data_dir: Path, url: str | None, catalogue: Catalogue, model: Model) -> Place:
    return Place(data_dir / "vectors", url, catalogue.identity, model.id)


def _agreement(code: str, name: tuple[str, str], known: set[int], held: set[int]) -> Finding:
    lack, extra = len(known - held), len(held - known)
    return counted(
        code,
        sorted(known ^ held),
        (
            f"{name[0]}ตรงกับคลังทั้ง {len(known):,} ข้อความ",
            f"{name[1]} holds all {len(known):,} passages",
        ),
        (
            f"{name[0]}ขาด {lack:,} และเกิน {extra:,} ข้อความ {_MENDS[0]}",
            f"{name[1]} lacks {lack:,} passages and has {extra:,} too many; {_MENDS[1]}",
        ),
        State.PROBLEM,
        mendable=True,
    )

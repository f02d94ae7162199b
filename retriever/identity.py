"""Whether the configured model is the one that made a library's vectors.

A model is known by the vectors that it gives to a few fixed texts. So a folder whose weights,
pooling or passage prefix changed is another model, whatever its name, and one that was moved
is still the same. The prefix of questions makes no vector that is kept and may change.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from retriever.catalogue import Catalogue
from retriever.catalogue.models import Model
from retriever.embedding import DEFAULT_MODEL, Embedder, EmbeddingError

# Thai and Latin letters, digits, one word and a paragraph: what pooling and prefixes bear on.
PROBES = (
    "งบประมาณ",
    "โครงการฝึกอบรมหลักสูตรนักบริหารงานคลัง ระดับต้น งบประมาณ ๓๘,๕๐๐ บาท",
    "Staff training in digital skills, 40 persons, fiscal year 2569",
    "leave",
    "The plan sets out how each officer is developed over three years, by which courses, at what "
    "cost and by whom, and how the results are followed up and reported to the council. " * 4,
)
# The cosine of a probe with itself. A batch of another size changes that of all-MiniLM-L6-v2 by
# less than 0.000001, the prefix "query: " to between 0.53 and 0.97.
SAME = 0.9995


class ModelMismatch(EmbeddingError):
    """The library's vectors are another model's. ``str()`` is one line, Thai then English."""


def admit(catalogue: Catalogue, embedder: Embedder) -> Model:
    """The catalogue's record of ``embedder``; raises ModelMismatch where another's answers.

    A library without plans takes any model. The model that ships takes the place of an older
    one of its kind: it embeds a plan in milliseconds, and the server of an upgraded program
    must come up.
    """
    probes = probe(embedder)
    current = catalogue.models.current()
    if current is not None and same(current, probes):
        return current
    if not catalogue.summaries():
        return _taken(catalogue, current, _new(embedder, probes))
    held = [current.name] if current else catalogue.models.unrecorded()
    if embedder.shipped and all(_ships(name) for name in held):
        return _taken(catalogue, current, _new(embedder, probes))
    raise _mismatch(held[0] if held else "?", embedder)


def recorded(catalogue: Catalogue, embedder: Embedder) -> Model:
    """A record of ``embedder`` beside that of the model that answers; the old one, if any."""
    probes = probe(embedder)
    known = _matching(catalogue.models.all(), probes)
    if known is None:
        known = _new(embedder, probes)
        catalogue.models.record(known)
    return known


def probe(embedder: Embedder) -> NDArray[np.float32]:
    return embedder.embed_passages(PROBES)


def same(model: Model, probes: NDArray[np.float32]) -> bool:
    """Whether ``probes`` are ``model``'s; a text without known words has a zero row."""
    if model.probes.shape != probes.shape:
        return False
    zero = ~model.probes.any(axis=1) & ~probes.any(axis=1)
    cosines = np.einsum("ij,ij->i", model.probes, probes)
    return bool(((cosines >= SAME) | zero).all())


def _matching(models: Iterable[Model], probes: NDArray[np.float32]) -> Model | None:
    return next((model for model in models if same(model, probes)), None)


def _new(embedder: Embedder, probes: NDArray[np.float32]) -> Model:
    return Model(uuid.uuid4().hex[:12], embedder.name, probes)


def _taken(catalogue: Catalogue, old: Model | None, new: Model) -> Model:
    """``new`` in the place of ``old``, or what another process put there just before."""
    catalogue.models.replace_current(old, new)
    found = catalogue.models.current()
    return found if found is not None and same(found, new.probes) else new


def _ships(name: str) -> bool:
    return name.startswith(DEFAULT_MODEL)


def _mismatch(held: str, embedder: Embedder) -> ModelMismatch:
    if held == embedder.name:
        return ModelMismatch(
            f"แบบจำลอง {held} ไม่ใช่ตัวเดิมที่สร้างดัชนีของคลังนี้ กรุณานำตัวเดิมกลับมา หรือสั่ง hrplan reindex / "
            f"the model {held} has changed since it embedded this library (its weights, pooling or "
            "passage prefix); put it back, or run: hrplan reindex"
        )
    thai, english = (
        ("ลบค่า HRPLAN_EMBEDDING_MODEL", "unset HRPLAN_EMBEDDING_MODEL")
        if _ships(held)
        else (f"ตั้ง HRPLAN_EMBEDDING_MODEL={held}", f"set HRPLAN_EMBEDDING_MODEL={held}")
    )
    return ModelMismatch(
        f"คลังนี้ใช้แบบจำลอง {held} แต่ที่ตั้งไว้คือ {embedder.name} กรุณา{thai} หรือสั่ง hrplan reindex / "
        f"this library was embedded with {held}, but {embedder.name} is configured; {english}, or "
        "run: hrplan reindex"
    )

"""A second look at the best hits: a cross-encoder reads question and passage together.

It tells near from nearer far better than vectors do, and takes a thousand times as long, so
only the first ``DEPTH`` of the fused list are read. None is used unless a setting names one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from retriever.embedding import EmbeddingError
from retriever.embedding.loading import check_ranks, failure, quiet, source

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

SETTING = "HRPLAN_RERANKER_MODEL"
# A small model reads 30 passages in about half a second on two cores.
DEPTH = 30
# The share of the cross-encoder in a reranked score; the fused score keeps the rest, so that
# exact names and numbers, which such models are poor at, still count.
SHARE = 0.7


@runtime_checkable
class Reranker(Protocol):
    """``scores`` gives 0..1 a text, in their order; higher is nearer to ``query``."""

    @property
    def name(self) -> str: ...

    def scores(self, query: str, texts: Sequence[str]) -> list[float]: ...


def load_reranker(model: str | None) -> Reranker | None:
    """The cross-encoder called ``model``, by folder or name; None is none.

    It is read when first asked for scores, which raises EmbeddingError where that fails.
    """
    return CrossEncoderReranker(model) if model else None


def combined(fused: float, reranked: float) -> float:
    """One score, 0..1, of a fused score and a reranker's: ``SHARE`` of it is the reranker's."""
    return (1 - SHARE) * fused + SHARE * reranked


class CrossEncoderReranker:
    """Safe for use from several threads, one at a time."""

    def __init__(self, model: str) -> None:
        self.name = model
        self._lock = Lock()

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        if not texts:
            return []
        # A tokenizer of this kind can't be used by two threads at once.
        with self._lock, quiet():
            found = self._model.predict([(query, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in found]

    @cached_property
    def _model(self) -> CrossEncoder:
        try:
            check_ranks(self.name, SETTING)
            place, local = source(self.name)
            from sentence_transformers import CrossEncoder
            from torch.nn import Sigmoid

            # Some models are saved to give raw logits; all are brought to 0..1 alike.
            model: CrossEncoder = CrossEncoder(
                place, activation_fn=Sigmoid(), local_files_only=local
            )
            labels = model.num_labels
        except EmbeddingError:
            raise
        except Exception as error:
            raise failure(self.name, SETTING, error) from error
        if labels != 1:
            raise EmbeddingError(
                f"แบบจำลอง {self.name} ให้คะแนน {labels} ค่าต่อคู่ จึงใช้เป็น {SETTING} ไม่ได้ "
                f"กรุณาเลือกแบบจำลองอื่น / {self.name} gives {labels} scores a "
                f"pair, a reranker gives one; choose another for {SETTING}"
            )
        return model

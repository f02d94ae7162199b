"""Any sentence-transformers model, by folder or name, in place of the one that ships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retriever.embedding import EmbeddingError, Vectors, unit_rows

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


@dataclass(frozen=True)
class TransformerEmbedder:
    """A loaded model; its own query and document prompts are used where it has them."""

    name: str
    model: SentenceTransformer

    @classmethod
    def load(cls, model: str) -> TransformerEmbedder:
        """Load ``model``; raises EmbeddingError with one line where that fails.

        The import takes some 10 s, so it happens here and not when the room is imported.
        """
        try:
            from sentence_transformers import SentenceTransformer

            return cls(model, SentenceTransformer(model))
        # The library raises OSError, ValueError, RuntimeError and errors of its hub client.
        except Exception as error:
            reason = " ".join(str(error).split())[:200]
            raise EmbeddingError(
                f"เปิดแบบจำลอง {model} ไม่ได้ โปรดตรวจชื่อหรือโฟลเดอร์ใน HRPLAN_EMBEDDING_MODEL / "
                f"cannot load the model {model}; check HRPLAN_EMBEDDING_MODEL: {reason}"
            ) from error

    @property
    def dimension(self) -> int:
        size = self.model.get_embedding_dimension()
        if size is None:
            raise EmbeddingError(f"แบบจำลองไม่บอกขนาดเวกเตอร์ / no dimension: {self.name}")
        return int(size)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return unit_rows(self.model.encode_document(list(texts), convert_to_numpy=True))

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return unit_rows(self.model.encode_query(list(texts), convert_to_numpy=True))

"""The model that ships with us, served without torch.

A sentence-transformers folder with one ``StaticEmbedding`` module is a tokenizer and a table
of vectors; a text is the mean of its pieces' rows. Reading it with numpy takes 0.1 s where
importing sentence_transformers takes 10 s or more; a test holds both to the same vectors.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from retriever.embedding import EmbeddingError, Vectors, unit_rows
from retriever.embedding.pieces import pieces

_BATCH = 256


@dataclass(frozen=True)
class StaticEmbedder:
    """``table`` holds a row a piece; ``vocabulary`` is what the tokenizer knows."""

    name: str
    table: NDArray[np.float32]
    tokenizer: Tokenizer
    vocabulary: frozenset[str]
    shipped: bool = True

    @classmethod
    def load(cls, folder: Path) -> StaticEmbedder:
        """Read a folder as ``retriever.embedding.build`` writes it; raises EmbeddingError."""
        try:
            module = folder / json.loads((folder / "modules.json").read_text())[0]["path"]
            weights = module / "model.safetensors"
            table = load_file(weights)["embedding.weight"].astype(np.float32)
            tokenizer = Tokenizer.from_file(str(module / "tokenizer.json"))
            digest = hashlib.sha256(weights.read_bytes()).hexdigest()[:12]
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            raise EmbeddingError(
                f"เปิดแบบจำลองเวกเตอร์ที่ {folder} ไม่ได้ โปรดติดตั้งโปรแกรมใหม่ / cannot read the "
                f"embedding model in {folder}; reinstall or rebuild it "
                f"(python -m retriever.embedding.build): {type(error).__name__}"
            ) from error
        return cls(f"hrplan-static-{digest}", table, tokenizer, frozenset(tokenizer.get_vocab()))

    @property
    def dimension(self) -> int:
        return int(self.table.shape[1])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        result = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for at in range(0, len(texts), _BATCH):
            batch = [pieces(text, self.vocabulary) for text in texts[at : at + _BATCH]]
            encoded = self.tokenizer.encode_batch(batch, add_special_tokens=False)
            for row, encoding in enumerate(encoded, start=at):
                if encoding.ids:
                    result[row] = self.table[encoding.ids].mean(axis=0)
        return unit_rows(result)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

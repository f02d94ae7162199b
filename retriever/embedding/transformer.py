"""Any sentence-transformers or Hugging Face encoder, by folder or name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from retriever.embedding import EmbeddingError, Vectors, unit_rows
from retriever.embedding.loading import check_embeds, config, failure, is_folder, quiet, source
from retriever.embedding.prefixes import Prefixes, known_prefixes, own_prefixes

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SETTING = "HRPLAN_EMBEDDING_MODEL"
# Questions wait for the batch that is being embedded, so batches are small: of a model of 100
# million parameters one takes about a second on two cores.
BATCH = 32


@dataclass(frozen=True)
class TransformerEmbedder:
    """A loaded model. Safe for use from several threads, one batch at a time."""

    name: str
    model: SentenceTransformer
    dimension: int
    prefixes: Prefixes
    shipped: bool = False
    _lock: Any = field(default_factory=Lock, repr=False, compare=False)

    @classmethod
    def load(
        cls, model: str, query_prefix: str | None = None, passage_prefix: str | None = None
    ) -> TransformerEmbedder:
        """Load ``model``; raises EmbeddingError with one line where that fails.

        A folder without modules.json is a plain encoder: its tokens' vectors are averaged. The
        import takes some 10 s, so it happens here and not when the room is imported.
        """
        with quiet():
            try:
                check_embeds(model, SETTING)
                place, local = source(model)
                from sentence_transformers import SentenceTransformer

                loaded = SentenceTransformer(place, local_files_only=local)
                found = cls(
                    name=model,
                    model=loaded,
                    dimension=int(loaded.get_embedding_dimension() or 0),
                    prefixes=_prefixes(loaded, model).overridden(query_prefix, passage_prefix),
                )
                usable = _tells_apart(found)
            except EmbeddingError:
                raise
            # The library raises OSError, ValueError, RuntimeError and errors of its hub client.
            except Exception as error:
                raise failure(model, SETTING, error) from error
        if not usable:
            raise EmbeddingError(
                f"แบบจำลอง {model} ให้เวกเตอร์เดียวกันแก่ทุกข้อความ กรุณาตรวจว่าไฟล์ครบ หรือเลือกแบบจำลองอื่นใน "
                f"{SETTING} / {model} gives every text the same vector (is its tokenizer there?); "
                f"complete it or choose another for {SETTING}"
            )
        return found

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, self.model.encode_document, self.prefixes.passage)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, self.model.encode_query, self.prefixes.query)

    def _embed(self, texts: Sequence[str], encode: Callable[..., Any], prefix: str) -> Vectors:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # Texts of like length share a batch, which is padded to its longest.
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            # A tokenizer of this kind can't be used by two threads at once.
            with self._lock:
                rows[batch] = encode(
                    [texts[place] for place in batch],
                    prompt=prefix,
                    batch_size=BATCH,
                    show_progress_bar=False,
                    convert_to_numpy=True,
                )
        return unit_rows(rows)


def _tells_apart(model: TransformerEmbedder) -> bool:
    """Whether words of one language at least differ: without a tokenizer all are unknown."""
    rows = model.embed_passages(["budget", "training", "งบประมาณ", "อบรม"])
    return bool(np.isfinite(rows).all()) and not (
        np.allclose(rows[0], rows[1], atol=1e-4) and np.allclose(rows[2], rows[3], atol=1e-4)
    )


def _prefixes(loaded: SentenceTransformer, model: str) -> Prefixes:
    own = own_prefixes(loaded.prompts, loaded.default_prompt_name)
    return own or known_prefixes(_names(model))


def _names(model: str) -> Iterator[str]:
    """What a model is called: its recorded name, the name given, its folder's and cache's."""
    recorded = config(model).get("_name_or_path")
    if isinstance(recorded, str):
        yield recorded
    if is_folder(model):
        yield from reversed(Path(model).expanduser().resolve().parts[-3:])
    else:
        yield model

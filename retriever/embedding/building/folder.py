"""A model as a folder that sentence-transformers loads: five files, no text of any plan.

The rows are whole numbers of eight bits and a scale each, in the layout of model2vec, which
``StaticEmbedding`` multiplies out when it loads: a quarter of the size, and the same figures in
float32 for whoever reads it.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save
from tokenizers import Tokenizer

from retriever.embedding.building.rows import Floats

_TABLE = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
_UNIT_LENGTH = "sentence_transformers.base.modules.normalize.Normalize"
_FILES = {
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": _TABLE},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": _UNIT_LENGTH},
    ],
    "config_sentence_transformers.json": {
        "model_type": "SentenceTransformer",
        "prompts": {},
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
    },
    "1_Normalize/config.json": {
        "module_input_name": "sentence_embedding",
        "module_output_name": "sentence_embedding",
    },
}


def write(folder: Path, cutter: Tokenizer, rows: Floats) -> None:
    """Write the model; raises OSError where ``folder`` can't be written."""
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    whole, scales = quantized(rows)
    weights = save({"embeddings": whole, "weights": scales})
    (folder / "model.safetensors").write_bytes(weights)
    cutter.save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in _FILES.items():
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def quantized(rows: Floats) -> tuple[np.ndarray, Floats]:
    """Rows as int8 and the scale that each is multiplied by; a zero row stays zero."""
    scales = (np.abs(rows).max(axis=1) / 127).astype(np.float32)
    divisors = np.where(scales == 0, np.float32(1), scales)
    return np.rint(rows / divisors[:, None]).astype(np.int8), scales

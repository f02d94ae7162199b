"""What loading any Hugging Face model takes: silence, and one line where it fails."""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from retriever.embedding import EmbeddingError

# What tells a model that ranks, classifies or writes from one that embeds.
RANKS = "ForSequenceClassification"
_NO_ENCODERS = {
    RANKS: "จัดอันดับหรือจำแนก ไม่ใช่แปลงข้อความเป็นเวกเตอร์ / ranks or classifies, it doesn't embed",
    "ForTokenClassification": "ติดป้ายคำ / labels words, it doesn't embed",
    "ForQuestionAnswering": "ตอบคำถาม / extracts answers, it doesn't embed",
    "ForCausalLM": "เขียนข้อความ / writes text, it doesn't embed",
    "ForConditionalGeneration": "เขียนข้อความ / writes text, it doesn't embed",
}
_NOISY = ("transformers", "sentence_transformers", "huggingface_hub", "filelock", "httpx")


@contextmanager
def quiet() -> Iterator[None]:
    """Progress bars, warnings and log lines of the libraries stay off the user's terminal."""
    from huggingface_hub.utils import disable_progress_bars
    from transformers.utils import logging as transformers_logging

    disable_progress_bars()
    transformers_logging.disable_progress_bar()
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    levels = {name: logging.getLogger(name).level for name in _NOISY}
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def is_folder(model: str) -> bool:
    """Whether ``model`` means a folder, there or not, and no ``owner/name`` on a hub."""
    return Path(model).exists() or model.startswith((".", "/", "~", "\\")) or model.count("/") > 1


def config(model: str, name: str = "config.json") -> dict[str, Any]:
    """A JSON file of the folder ``model``; empty for a hub's name and where there is none."""
    path = Path(model) / name
    if not path.is_file():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}


def check_embeds(model: str, setting: str) -> None:
    """Raises EmbeddingError for a folder that plainly holds no embedding model.

    sentence_transformers would put mean pooling on a ranking or writing model without a word,
    and its vectors would mean nothing.
    """
    _check_folder(model, setting)
    if (Path(model) / "modules.json").is_file():
        return
    for architecture in config(model).get("architectures") or ():
        for ending, what in _NO_ENCODERS.items():
            if str(architecture).endswith(ending):
                raise EmbeddingError(
                    f"แบบจำลอง {model} ใช้เป็น {setting} ไม่ได้ เพราะเป็นแบบที่{what}: {architecture}; "
                    f"choose another for {setting}"
                )


def check_ranks(model: str, setting: str) -> None:
    """Raises EmbeddingError for a folder without a trained ranking head.

    sentence_transformers would give any encoder a head of random weights.
    """
    _check_folder(model, setting)
    architectures = [str(one) for one in config(model).get("architectures") or ()]
    if (Path(model) / "config.json").is_file() and not any(
        one.endswith((RANKS, "ForCausalLM")) for one in architectures
    ):
        raise EmbeddingError(
            f"แบบจำลอง {model} ไม่ใช่ cross-encoder จึงใช้เป็น {setting} ไม่ได้ / {model} is no "
            f"cross-encoder ({', '.join(architectures) or 'no architecture'}); "
            f"choose another for {setting} or unset it"
        )


def _check_folder(model: str, setting: str) -> None:
    if not is_folder(model):
        return
    folder = Path(model).expanduser()
    if not folder.is_dir():
        raise EmbeddingError(
            f"ไม่พบโฟลเดอร์แบบจำลอง {model} กรุณาแก้ไข {setting} / "
            f"there is no folder {model}; correct {setting}"
        )
    if not (folder / "config.json").is_file() and not (folder / "modules.json").is_file():
        raise EmbeddingError(
            f"โฟลเดอร์ {model} ไม่มีแบบจำลอง กรุณาแก้ไข {setting} / the folder {model} holds no "
            f"model (neither modules.json nor config.json); correct {setting}"
        )


def failure(model: str, setting: str, error: Exception) -> EmbeddingError:
    """Why the library couldn't load ``model``, and what to do."""
    reason = f"{type(error).__name__}: {' '.join(str(error).split())[:160]}"
    if is_folder(model):
        return EmbeddingError(
            f"เปิดแบบจำลองในโฟลเดอร์ {model} ไม่ได้ ไฟล์ขาดหรือเสียหาย กรุณาคัดลอกใหม่หรือแก้ไข {setting} / "
            f"cannot load the model in {model}; a file is missing or damaged, copy it anew or "
            f"correct {setting} ({reason})"
        )
    return EmbeddingError(
        f"เปิดแบบจำลอง {model} ไม่ได้ กรุณาตรวจชื่อและอินเทอร์เน็ต หรือดาวน์โหลดจากเครื่องอื่นแล้วตั้ง {setting} "
        f"เป็นโฟลเดอร์นั้น / cannot load the model {model}; check its name and the network, or download "
        f"it elsewhere (hf download {model} --local-dir FOLDER) and set {setting} to that folder "
        f"({reason})"
    )

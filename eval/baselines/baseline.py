"""What a baseline is, and which there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

NAMES = ("langchain-default", "chroma-default")

# Shows how far a baseline is with the batches of texts that it embeds.
Track = Callable[[Sequence[Sequence[str]]], Iterable[Sequence[str]]]

_BATCH = 64


class Baseline(Protocol):
    """Finds texts by a question as it is typed; knows no plans, organisations or years."""

    def index(self, texts: Sequence[str], track: Track) -> None:
        """Hold ``texts``, all at once; a text is known by its place among them."""

    def search(self, query: str, k: int) -> list[int]:
        """The places of the ``k`` best texts at most, best first."""


class UnknownBaseline(ValueError):
    """A name that is not in ``NAMES``. ``str()`` is one line, Thai then English."""

    def __init__(self, name: str) -> None:
        known = ", ".join(NAMES)
        self.thai = f"ไม่รู้จัก --baseline {name} ใช้ได้: {known}"
        self.english = f"no such baseline: {name}; use {known}"
        super().__init__(f"{self.thai} / {self.english}")


def make_baselines(names: Sequence[str]) -> dict[str, Baseline]:
    """Those called ``names``, empty; they share the embedding, so a text is embedded once.

    Raises UnknownBaseline, and ModuleNotFoundError where a package is missing that only
    measuring needs.
    """
    for name in names:
        if name not in NAMES:
            raise UnknownBaseline(name)
    if not names:
        return {}
    from eval.baselines.chroma import ChromaDefault
    from eval.baselines.langchain import LangChainDefault
    from eval.baselines.minilm import MiniLM

    model = MiniLM()
    made: dict[str, Callable[[], Baseline]] = {
        "langchain-default": lambda: LangChainDefault(model),
        "chroma-default": lambda: ChromaDefault(model),
    }
    return {name: made[name]() for name in names}


def batches(texts: Sequence[str]) -> list[Sequence[str]]:
    return [texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH)]

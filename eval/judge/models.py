"""What a judge is asked and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

Support = Literal["full", "partial", "no"]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Whether ``passages`` together support ``claim``, a sentence of the answer to ``question``.

    Equal inquiries are put once.
    """

    question: str
    claim: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """The model's verdict, or the name of the failure where ``supported`` is None.

    ``tokens`` are those of the request and of the reply, None where the server counts none.
    """

    supported: Support | None
    why: str
    ms: float | None = None
    tokens: tuple[int, int] | None = None


class Verdict(BaseModel):
    """Whether the evidence supports the claim."""

    # First: a model that writes the reason first has thought before it decides.
    why: str
    supported: Support


class NoVerdict(ValueError):
    """The model said something, but no verdict."""


def read_verdict(parsed: Any, text: str) -> Verdict:
    """The verdict as the client parsed it, or else the last one that stands in ``text``.

    Models write JSON between fences, after their thoughts, or inside a sentence. Raises NoVerdict.
    """
    if isinstance(parsed, dict):
        try:
            return Verdict.model_validate(parsed)
        except ValidationError as error:
            raise NoVerdict from error
    found = [verdict for value in _objects(text) if (verdict := _as_verdict(value))]
    if not found:
        raise NoVerdict
    return found[-1]


def _as_verdict(value: Any) -> Verdict | None:
    try:
        return Verdict.model_validate(value)
    except ValidationError:
        return None


def _objects(text: str) -> list[Any]:
    """The outermost JSON objects in a text."""
    found, at, decoder = [], text.find("{"), JSONDecoder()
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
            found.append(value)
        except (JSONDecodeError, RecursionError):
            end = at + 1
        at = text.find("{", end)
    return found

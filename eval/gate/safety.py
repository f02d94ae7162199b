"""What an answer must never do, whatever else got better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def dangers(entry: Mapping[str, Any]) -> dict[str, list[str]]:
    """The unsafe things in an entry of a result, by kind, each as a person would be told.

    ``answered``: an unanswerable question was answered. ``forbidden``: a string stands in the
    answer that would show a wrong one. ``pointer``: a citation whose lines don't exist or don't
    hold its quote. ``unsupported``: a sentence that its citations don't bear out.
    """
    answered = not entry["answerable"] and entry["answered"]
    return {
        "answered": ["answered, but the plans don't contain it"] if answered else [],
        "forbidden": [f"contains {text}" for text in entry["forbidden"]],
        "pointer": [
            f"[{cited['id']}] {cited['source']}:{cited['line_start']}-{cited['line_end']}: "
            f"no such lines, or not what is quoted"
            for cited in entry["citations"]
            if not cited["valid"]
        ],
        "unsupported": [
            f"not supported ({', '.join(claim['unsupported']) or 'no citation'}): {claim['text']}"
            for claim in entry["claims"]
            if not claim["supported"]
        ],
    }

"""A tokenizer of our pieces that takes text as it is, in the ``tokenizers`` library's terms.

It folds what ``ingest.text.normalize`` folds and can be said in its rules (never NFKC, which
splits ำ), so that a folder works without our code.
"""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import Unigram

from ingest.text.normalize import THAI_DIGITS
from retriever.embedding.building.vocabulary import Piece

_LETTERS = "\u0e01-\u0e3a\u0e40-\u0e4e"
_INVISIBLE = "[\u00ad\u200b\u200c\u200d\u2060\ufeff]"
_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_NIKHAHIT, _SARA_AA, _SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
_REWRITES = (
    (_INVISIBLE, ""),
    ("เเ", "แ"),
    *((f"{_NIKHAHIT}{tone}{_SARA_AA}", f"{tone}{_SARA_AM}") for tone in _TONES),
    *((f"{tone}{_NIKHAHIT}{_SARA_AA}", f"{tone}{_SARA_AM}") for tone in _TONES),
    (f"{_NIKHAHIT}{_SARA_AA}", _SARA_AM),
    (f"(?<=[{_LETTERS}])[ \u00a0]+(?=[{_LETTERS}])", ""),  # spaces that OCR puts into words
    (f"(?<=[{_LETTERS}])\\.", ""),  # ก.ท.จ. is กทจ
    (r"(?<=\d),(?=\d{3}(?!\d))|(?<=\d)\.00(?!\d)", ""),
)


def tokenizer(pieces: Sequence[Piece]) -> Tokenizer:
    """Cuts into the likeliest ``pieces``; their places are the ids. The first is the unknown."""
    made = Tokenizer(Unigram([(piece.text, piece.score) for piece in pieces], unk_id=0))
    made.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            *(normalizers.Replace(chr(thai), arabic) for thai, arabic in _digits()),
            normalizers.Lowercase(),
            *(normalizers.Replace(Regex(pattern), new) for pattern, new in _REWRITES),
        ]
    )
    runs = Regex(f"[{_LETTERS}]+|[a-z]+|[0-9]+")
    made.pre_tokenizer = pre_tokenizers.Split(runs, "removed", invert=True)
    return made


def _digits() -> list[tuple[int, str]]:
    return [(thai, chr(arabic)) for thai, arabic in THAI_DIGITS.items()]

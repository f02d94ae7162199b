"""How a text becomes the white-space separated pieces that the static model knows.

A word of the vocabulary is one piece. Any other word (a rare one, a misspelling, a number)
becomes its character n-grams, each a bucket ``#0``..``#4095``, after fastText (Bojanowski et
al. 2017, "Enriching Word Vectors with Subword Information"), so that it lands near the words
that it shares characters with.
"""

from __future__ import annotations

import zlib
from collections.abc import Container
from functools import lru_cache

from ingest.text.segment import tokens

BUCKETS = 4096
_SHORTEST, _LONGEST = 3, 4
# No Thai word is as long; a run of such length is noise and would only cost time.
_LONGEST_WORD = 60


@lru_cache(maxsize=50_000)
def subwords(word: str) -> tuple[int, ...]:
    """Buckets of the character 3- and 4-grams of ``word``, its ends marked by < and >."""
    marked = f"<{word[:_LONGEST_WORD]}>"
    grams = (
        marked[at : at + size]
        for size in range(_SHORTEST, _LONGEST + 1)
        for at in range(len(marked) - size + 1)
    )
    return tuple(zlib.crc32(gram.encode()) % BUCKETS for gram in grams)


def bucket_name(bucket: int) -> str:
    return f"#{bucket}"


def pieces(text: str, vocabulary: Container[str]) -> str:
    """``text`` as known words and n-gram buckets, joined by spaces."""
    found: list[str] = []
    for word in tokens(text):
        if word in vocabulary:
            found.append(word)
        else:
            found += [bucket_name(bucket) for bucket in subwords(word)]
    return " ".join(found)

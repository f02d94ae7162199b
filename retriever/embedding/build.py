"""Make the static model: ``python -m retriever.embedding.build FOLDER``.

No text is learnt from. Each word and n-gram bucket gets a random direction of its own (a
Johnson-Lindenstrauss projection of word and n-gram counts), seeded by its spelling, so that
the same spelling gives the same direction on every build; its length is the smooth inverse
frequency a / (a + p) (Arora et al. 2017, "A Simple but Tough-to-Beat Baseline for Sentence
Embeddings") by the word frequencies of the Thai National Corpus in PyThaiNLP (CC0). Words of
one synset of the Thai WordNet (NICT, in PyThaiNLP) are drawn together by retrofitting
(Faruqui et al. 2015).
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retriever.embedding import unit_rows
from retriever.embedding.pieces import BUCKETS, bucket_name, subwords

DIMENSION = 256
WORDS = 10_000
# On the questions of iapp-th: 1e-3 and 0.5 found 64.8 % first, 1e-4 and 0.5 64.0 %, no n-grams
# 64.4 %, with 256 dimensions and every word in the vocabulary.
SIF_A = 1e-3
SUBWORD_SHARE = 0.5
# A word outside the vocabulary has some ten n-grams; together they weigh about as one word.
BUCKET_LENGTH = 0.3
RETROFIT_ROUNDS = 5
# Words of large synsets are loosely related.
LARGEST_SYNSET = 6
UNKNOWN = "[UNK]"

Floats = NDArray[np.float32]


def frequencies() -> Counter[str]:
    """How often each word stands in the Thai National Corpus."""
    from pythainlp.corpus.tnc import word_freqs

    counts: Counter[str] = Counter()
    for word, count in word_freqs():
        counts[word.strip().lower()] += count
    return counts


def vocabulary(counts: Counter[str]) -> list[str]:
    """The most frequent words of two characters and more; the rest is made of n-grams."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [word for word, _ in ranked if len(word) > 1 and not word.isdigit()][:WORDS]


def direction(name: str) -> Floats:
    """A random unit vector that depends on ``name`` alone."""
    generator = np.random.default_rng(zlib.crc32(name.encode()))
    vector = generator.standard_normal((1, DIMENSION))
    return np.asarray(unit_rows(vector)[0], dtype=np.float32)


def bucket_rows(counts: Counter[str]) -> Floats:
    """A row an n-gram bucket, shorter for buckets of frequent n-grams."""
    seen = np.zeros(BUCKETS)
    for word, count in counts.items():
        np.add.at(seen, list(subwords(word)), count)
    weights = SIF_A / (SIF_A + seen / seen.sum())
    rows = np.stack([direction(bucket_name(bucket)) for bucket in range(BUCKETS)])
    weighted: Floats = (rows * weights[:, None]).astype(np.float32)
    return weighted


def word_rows(words: list[str], counts: Counter[str], buckets: Floats) -> Floats:
    """A row a word: its own direction and its n-grams', drawn to its synonyms, by frequency."""
    rows = np.zeros((len(words), DIMENSION), dtype=np.float32)
    for at, word in enumerate(words):
        grams = list(subwords(word))
        rows[at] = direction(word)
        if grams:
            rows[at] += SUBWORD_SHARE * buckets[grams].sum(axis=0) / np.sqrt(len(grams))
    rows = unit_rows(retrofit(rows, synonyms(words)))
    share = np.array([counts[word] for word in words]) / sum(counts.values())
    return rows * (SIF_A / (SIF_A + share)).astype(np.float32)[:, None]


def synonyms(words: list[str]) -> dict[int, set[int]]:
    """Which words share a small synset of the Thai WordNet, by place in ``words``."""
    import sqlite3

    place = {word: at for at, word in enumerate(words)}
    synsets: dict[str, set[int]] = defaultdict(set)
    database = files("pythainlp.corpus").joinpath("wordnet_th.db")
    with sqlite3.connect(str(database)) as connection:
        for synset, word in connection.execute("select synsetid, li from word_synset"):
            if word in place:
                synsets[synset].add(place[word])
    related: dict[int, set[int]] = defaultdict(set)
    for members in synsets.values():
        if 2 <= len(members) <= LARGEST_SYNSET:
            for member in members:
                related[member] |= members - {member}
    return related


def retrofit(rows: Floats, related: dict[int, set[int]]) -> Floats:
    """Each row moved half way to the mean of its relatives, some rounds long."""
    moved = rows.copy()
    for _ in range(RETROFIT_ROUNDS):
        for at in sorted(related):
            moved[at] = (rows[at] + moved[sorted(related[at])].mean(axis=0)) / 2
    return moved


def build(folder: Path) -> None:
    """Write the model to ``folder`` as sentence-transformers saves it."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    counts = frequencies()
    words = vocabulary(counts)
    buckets = bucket_rows(counts)
    table = np.concatenate(
        [
            np.zeros((1, DIMENSION), dtype=np.float32),
            buckets * np.float32(BUCKET_LENGTH),
            word_rows(words, counts, buckets),
        ]
    )
    names = [UNKNOWN, *(bucket_name(bucket) for bucket in range(BUCKETS)), *words]
    places = {name: at for at, name in enumerate(names)}
    tokenizer = Tokenizer(WordLevel(places, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    module = StaticEmbedding(tokenizer, embedding_weights=table)
    module.half()
    SentenceTransformer(modules=[module], device="cpu").save(str(folder), create_model_card=False)


if __name__ == "__main__":
    build(Path(sys.argv[1]))

"""The lexical index: BM25 over words and over character n-grams, in tantivy.

Words are cut by our own tokeniser and joined by spaces, because tantivy's default tokeniser
breaks Thai between a consonant and its marks. The n-grams of the text without its spaces find
a line in spite of a typo or of a space that OCR put into a word.
"""

from __future__ import annotations

import logging
import math
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import tantivy

from ingest.models import Passage
from ingest.text.normalize import fold
from ingest.text.segment import tokens
from retriever.damage import LexicalDamaged, guard, guarded
from retriever.fusion import Scored
from retriever.question import CHARACTERS

log = logging.getLogger(__name__)

VERSION = 2
SIZES = (3, 4)
# The rarest n-grams of a question decide; the rest cost time (chosen on iapp-th, see
# docs/decisions/0002-retrieval.md).
QUERY_GRAMS = 48
_WRITER_BYTES = 64_000_000


class Texts(NamedTuple):
    """A passage as the index reads it, its pieces separated by spaces; a text a field."""

    words: str
    grams: str


class Entry(NamedTuple):
    """A passage under the key that it is found by."""

    key: int
    plan_id: str
    texts: Texts


def grams(text: str) -> list[str]:
    """The 3- and 4-grams of ``text`` without its spaces, repeated ones too."""
    plain = fold(text)
    return [plain[at : at + size] for size in SIZES for at in range(len(plain) - size + 1)]


def texts_of(passage: Passage) -> Texts:
    """What is indexed of ``passage``; takes longer than the indexing itself."""
    return Texts(
        " ".join(tokens(passage.search_text)),
        " ".join(grams(passage.search_text)),
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    builder.add_text_field("plan", tokenizer_name="raw", index_option="basic")
    for name in ("words", "grams"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class LexicalIndex:
    """Searched from any thread, written by one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = _schema()
        self._index = self._opened()
        self._writing = Lock()

    @guarded
    def _opened(self) -> tantivy.Index:
        self._folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(self._schema, path=str(self._folder), reuse=True)
        index.reload()
        return index

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """Open the index in ``folder``; one that can't be read is begun anew, empty."""
        try:
            return cls(folder)
        except LexicalDamaged as error:
            log.warning("the lexical index is begun anew: %s", error)
            shutil.rmtree(folder, ignore_errors=True)
            return cls(folder)

    # Writing

    def clear(self) -> None:
        """Begin anew, empty, whatever state the files are in."""
        with self._writing:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._index = self._opened()

    def change(self, add: Iterable[Entry] = (), remove: Iterable[int] = ()) -> None:
        """Add and remove entries in one commit; raises LexicalError where that fails."""
        with self._writing, guard():
            writer = self._index.writer(_WRITER_BYTES, 1)
            # A killed writer leaves files of a commit that never was; the next commit would
            # take the same number and stumble over them.
            writer.garbage_collect_files()
            # Deleting by term takes the number for a signed one and deletes nothing.
            writer.delete_documents_by_query(
                tantivy.Query.term_set_query(self._schema, "key", list(remove))
            )
            for entry in add:
                writer.add_document(_document(entry))
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()

    # Reading

    @guarded
    def reload(self) -> None:
        """See what another process committed."""
        self._index.reload()

    def count(self) -> int:
        """How many entries there are."""
        return int(self._index.searcher().num_docs)

    @guarded
    def last_key(self) -> int:
        """The highest key, 0 where there is none."""
        searcher = self._index.searcher()
        found = searcher.search(
            tantivy.Query.all_query(), limit=1, count=False, order_by_field="key"
        )
        return max(self._keys(searcher, found.hits), default=0)

    @guarded
    def keys(self) -> set[int]:
        """Every key in the index."""
        searcher = self._index.searcher()
        if searcher.num_docs == 0:
            return set()
        found = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs, count=False)
        return set(self._keys(searcher, found.hits))

    @guarded
    def idf(self, word: str) -> float:
        """Inverse document frequency over all passages; the highest for a word of none."""
        searcher = self._index.searcher()
        held = searcher.doc_freq("words", word)
        return math.log(1 + (searcher.num_docs - held + 0.5) / (held + 0.5))

    @guarded
    def by_words(
        self, weights: Mapping[str, float], limit: int, plan_ids: Collection[str] | None = None
    ) -> list[Scored]:
        """Keys and BM25 by the words of a question, best first; any word may match.

        ``weights`` are what the words count. A boosted term is as quick as a plain one; a nested
        query or one over two fields takes twice the time at a million passages.
        """
        clauses = [
            self._term("words", word)
            if weight == 1.0
            else tantivy.Query.boost_query(self._term("words", word), weight)
            for word, weight in weights.items()
        ]
        return self._search(clauses, limit, plan_ids)

    @guarded
    def by_grams(
        self, query: str, limit: int, plan_ids: Collection[str] | None = None
    ) -> list[Scored]:
        """Keys and BM25 by the rarest n-grams of ``query``, best first."""
        searcher = self._index.searcher()
        counted = [
            (searcher.doc_freq("grams", gram), gram)
            for gram in dict.fromkeys(grams(query[:CHARACTERS]))
        ]
        rarest = sorted(item for item in counted if item[0])[:QUERY_GRAMS]
        clauses = [self._term("grams", gram) for _, gram in rarest]
        return self._search(clauses, limit, plan_ids)

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, "freq")

    def _search(
        self, clauses: Sequence[tantivy.Query], limit: int, plan_ids: Collection[str] | None
    ) -> list[Scored]:
        if not clauses or (plan_ids is not None and not plan_ids):
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in clauses])
        if plan_ids is not None:
            scope = tantivy.Query.term_set_query(self._schema, "plan", list(plan_ids))
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, query),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(scope, 0.0)),
                ]
            )
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=limit, count=False).hits
        scores = [float(score) for score, _ in hits]
        return list(zip(self._keys(searcher, hits), scores, strict=True))

    def _keys(self, searcher: tantivy.Searcher, hits: Sequence[tuple[Any, Any]]) -> list[int]:
        values = searcher.fast_field_values("key", [address for _, address in hits])
        return [int(value) for value in values if value is not None]


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("key", entry.key)
    document.add_text("plan", entry.plan_id)
    for field, text in zip(Texts._fields, entry.texts, strict=True):
        document.add_text(field, text)
    return document

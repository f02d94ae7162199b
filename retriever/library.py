"""The library: plans kept, and evidence found in them by three legs.

The catalogue is the truth; a hit that it doesn't know is dropped.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from ingest.models import Baht, Fact, Passage, Place, Plan, Project
from retriever import lexical
from retriever.catalogue import (
    Catalogue,
    DraftShelf,
    FeedbackShelf,
    LineShelf,
    PlanSummary,
    ProjectLine,
    Session,
)
from retriever.closing import Closing
from retriever.damage import catalogue_lost
from retriever.dense import EXACT_LIMIT, DenseLeg
from retriever.embedding import Embedder, load_embedder
from retriever.embedding.static import StaticEmbedder
from retriever.finding import WHOLE, Finder, Found, Hit, Recipe
from retriever.fusion import weights_of
from retriever.intake import Intake
from retriever.lexical import LexicalIndex
from retriever.outcome import Change, ChangeKind, LibraryError
from retriever.preparing import Prepared, Reader, reading
from retriever.recognising import Seen, gone_under
from retriever.reranker import Reranker

__all__ = ["Change", "ChangeKind", "Found", "Hit", "Library", "LibraryError", "NotFound", "Recipe"]

log = logging.getLogger(__name__)

# How long one question waits for a large collection to be opened, which takes two or three.
_CHROMA_SECONDS = 6.0
# A search that a change of the plans overtakes is done again, this often at most.
_ATTEMPTS = 5


class NotFound(LookupError):
    """No plan or passage has this id."""


class Library(Closing):
    """Safe for use from several threads; use it as a context manager or call ``close``."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: LexicalIndex,
        dense: DenseLeg,
        intake: Intake,
        finder: Finder,
        reranker: Reranker | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._lexical = index
        self._dense = dense
        self._intake = intake
        self._finder = finder
        self.reranker = reranker
        self._revision = catalogue.revision()

    @classmethod
    def open(
        cls,
        data_dir: Path,
        *,
        chroma_url: str | None = None,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
        dense_weight: float | None = None,
        vectors: bool = True,
    ) -> Library:
        """Open or create the library under ``data_dir`` and mend what is out of step.

        The lexical index is mended before this returns, the vectors in the background. Without
        ``vectors`` a library small enough to be scored exactly leaves Chroma, whose import takes
        longer than an answer, to whoever opens it next: for commands that ask one question.
        ``dense_weight`` is what the vectors count beside the words, which count 1; None is as
        measured for the embedding that ships, and 2 for another. Raises CatalogueError for a
        catalogue of another version, ModelMismatch for vectors of another model.
        """
        if catalogue_lost(data_dir):
            log.error(
                "catalogue.sqlite is gone from %s, where indexes of it are left: an empty one is "
                "made; `hrplan restore --replace` puts a backup in its place",
                data_dir,
            )
        embedder = embedder or load_embedder()
        catalogue = Catalogue.open(data_dir / "catalogue.sqlite")
        writing = threading.RLock()
        index = _open_lexical(data_dir / "lexical", catalogue.identity)
        try:
            dense = DenseLeg(catalogue, embedder, data_dir / "vectors", chroma_url, writing)
        except BaseException:
            catalogue.close()
            raise
        intake = Intake(catalogue, index, dense, embedder, writing)
        intake.mend_lexical()
        if vectors or catalogue.count() > EXACT_LIMIT:
            dense.reconcile()
            if not vectors:
                dense.wait(_CHROMA_SECONDS)
        elif embedder.shipped:
            dense.embed_missing()
        weights = weights_of(static=isinstance(embedder, StaticEmbedder), dense=dense_weight)
        finder = Finder(catalogue, index, dense, reranker, weights)
        return cls(catalogue, index, dense, intake, finder, reranker)

    def close(self) -> None:
        self._dense.close()
        self._catalogue.close()

    def wait_ready(self, timeout: float | None = None) -> bool:
        """Wait for the background check of the vectors; whether they are in step after it."""
        return self._dense.wait(timeout)

    # Changes

    def add(self, plan: Plan, origin: str) -> Change:
        """Keep ``plan``, read from ``origin``, unless its content is kept already.

        Another content from the same origin takes the old one's place in one step.
        Raises LibraryError where the plan's ids belong to another plan.
        """
        return self._intake.add_many([(plan, origin)])[0]

    def add_many(
        self,
        plans: Iterable[tuple[Plan | Prepared, str]],
        on_progress: Callable[[Change], None] | None = None,
    ) -> list[Change]:
        """``add`` for many (plan, origin) at once; ``on_progress`` gets each change as it is done.

        A plan that fails raises; the ones before it are kept.
        """
        return self._intake.add_many(plans, on_progress)

    def reading(self, count: int) -> AbstractContextManager[Reader]:
        """Within it, a function that reads ``count`` files for ``add_many``, several at once."""
        return reading(count, self._intake.embedder)

    def recognise(self, files: Sequence[Seen]) -> list[Change | None]:
        """What became of files by their contents alone, in one step: the same, a copy, or renamed.

        None for a content that isn't kept, which is to be read and added.
        """
        return self._intake.recognise(files)

    def gone_under(self, folders: Iterable[Path]) -> list[PlanSummary]:
        """Plans that came from files in ``folders``, and only from there, which are gone."""
        return gone_under(self._catalogue, folders)

    def replace(self, plan: Plan, origin: str) -> Change:
        """Keep ``plan`` in place of what came from ``origin``, even with the same content."""
        return self._intake.replace(plan, origin)

    def remove(self, plan_id: str) -> None:
        """Drop a plan from everywhere; raises NotFound for an unknown id."""
        if not self._intake.remove(plan_id):
            raise NotFound(plan_id)

    # Reading

    def plans(self) -> tuple[PlanSummary, ...]:
        """All plans, by organisation, then source."""
        return self._catalogue.summaries()

    def plan(self, plan_id: str) -> Plan:
        """The whole plan; raises NotFound. The last few are kept in memory."""
        plan = self._catalogue.plan(plan_id)
        if plan is None:
            raise NotFound(plan_id)
        return plan

    def original(self, plan_id: str) -> bytes | None:
        """The plan's file, where it has pages to be shown; None of another and of no plan."""
        return self._catalogue.original(plan_id)

    def passage(self, passage_id: str) -> tuple[Plan, Passage]:
        """A passage and its plan; raises NotFound."""
        stored = self._catalogue.passage(passage_id)
        if stored is None:
            raise NotFound(passage_id)
        return self.plan(stored.plan_id), stored.passage

    def source_lines(self, plan_id: str, line_start: int, line_end: int) -> tuple[str, ...]:
        """Lines ``line_start``..``line_end`` (1-based, inclusive) as far as the file goes."""
        if not 1 <= line_start <= line_end:
            raise ValueError(f"not a line range: {line_start}..{line_end}")
        return self.plan(plan_id).lines[line_start - 1 : line_end]

    def facts(
        self, kind: type[Fact] | None = None, plan_ids: Collection[str] | None = None
    ) -> list[tuple[str, Fact]]:
        """Facts of a class (None: all) with their plan's id, plan by plan in reading order."""
        return self._catalogue.facts(kind, plan_ids)

    def project_lines(
        self,
        plan_ids: Collection[str] | None = None,
        *,
        budget_min: Baht | None = None,
        budget_max: Baht | None = None,
    ) -> list[ProjectLine]:
        """All projects or those of ``plan_ids``, plan by plan in reading order.

        With a bound (baht, inclusive) only those whose plan states an amount within.
        """
        return self._catalogue.project_lines(plan_ids, budget_min, budget_max)

    def projects(self, ids: Collection[str]) -> dict[str, Project]:
        """Whole projects by their id; ids that are unknown by now are left out."""
        return self._catalogue.projects(ids)

    def places(self, plan_ids: Collection[str]) -> dict[str, tuple[Place, ...]]:
        """Where each line stands in its file, of those of the plans that are no text."""
        return self._catalogue.places(plan_ids)

    # Searching

    def search(
        self, query: str, *, k: int = 10, plan_ids: Collection[str] | None = None
    ) -> list[Hit]:
        """The ``k`` best passages for ``query``, in all plans or in ``plan_ids`` alone."""
        return list(self.find(query, k=k, plan_ids=plan_ids).hits)

    def find(
        self,
        query: str,
        *,
        k: int = 10,
        plan_ids: Collection[str] | None = None,
        recipe: Recipe = WHOLE,
    ) -> Found:
        """As ``search``, with how the question was read; ``recipe`` leaves parts out."""
        return self._intake.searched(lambda: self._find(query, k, plan_ids, recipe))

    def _find(self, query: str, k: int, plan_ids: Collection[str] | None, recipe: Recipe) -> Found:
        for _ in range(_ATTEMPTS):
            revision = self._catalogue.revision()
            if revision != self._revision:
                self._lexical.reload()
                self._revision = revision
            found = self._finder.find(query, k, plan_ids, recipe)
            if self._catalogue.revision() == revision:
                break
        return found

    # Sessions

    def session(self, session_id: str) -> Session:
        """The last messages and the profile; empty where it is unknown or has expired."""
        return self._catalogue.sessions.get(session_id)

    def append_messages(
        self,
        session_id: str,
        *messages: Mapping[str, Any],
        profile: Mapping[str, str] | None = None,
    ) -> None:
        """Add JSON messages to a conversation; the oldest of more than 20 go. A ``profile`` takes
        the place of the one there is."""
        self._catalogue.sessions.append(session_id, *messages, profile=profile)

    # Feedback

    @property
    def feedback(self) -> FeedbackShelf:
        """What people thought of answers."""
        return self._catalogue.feedback

    @property
    def drafts(self) -> DraftShelf:
        """Drafts of plans."""
        return self._catalogue.drafts

    @property
    def line(self) -> LineShelf:
        """What the LINE bot keeps."""
        return self._catalogue.line


def _open_lexical(folder: Path, identity: str) -> LexicalIndex:
    """The index of this catalogue and version; those of others are deleted."""
    current = folder / f"v{lexical.VERSION}-{identity[:16]}"
    for other in _folders(folder):
        if other != current:
            shutil.rmtree(other, ignore_errors=True)
    return LexicalIndex.open(current)


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.is_dir())

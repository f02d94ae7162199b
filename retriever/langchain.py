"""The library as a LangChain retriever."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, Self

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables.config import run_in_executor
from pydantic import ConfigDict, Field

from retriever.closing import Closing
from retriever.library import Hit, Library


class PlanRetriever(BaseRetriever, Closing):
    """``Library.search`` for chains; ``plan_ids`` of None means every plan.

    ``k`` and ``plan_ids`` can be given to ``invoke`` too, for that call alone.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = Field(default=10, ge=1)
    plan_ids: tuple[str, ...] | None = None

    @classmethod
    def open(cls, data_dir: Path | str, **fields: Any) -> Self:
        """Open the library in ``data_dir``; ``fields`` are the constructor's.

        Close it with ``close`` or use the retriever as a context manager. Raises
        FileNotFoundError where there is no folder: a misspelt one isn't an empty library.
        """
        folder = Path(data_dir)
        if not folder.is_dir():
            raise FileNotFoundError(
                f"ไม่พบคลังแผน {folder} โปรดนำเข้าแผนด้วย hrplan ingest ก่อน / no library at {folder}; "
                "read plans into it with hrplan ingest first"
            )
        library = Library.open(folder)
        try:
            return cls(library=library, **fields)
        except ValueError:
            library.close()
            raise

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        plan_ids: Collection[str] | None = None,
    ) -> list[Document]:
        k = self.k if k is None else k
        if k < 1:
            raise ValueError(f"k ต้องเป็น 1 ขึ้นไป / k must be 1 or more: {k}")
        scope = self.plan_ids if plan_ids is None else plan_ids
        return [as_document(hit) for hit in self.library.search(query, k=k, plan_ids=scope)]

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, **given: Any
    ) -> list[Document]:
        # The base class runs the search in a thread too, but knows of no arguments.
        return await run_in_executor(
            None, self._get_relevant_documents, query, run_manager=run_manager.get_sync(), **given
        )


def as_document(hit: Hit) -> Document:
    """The verbatim text, with what a citation needs in its metadata, which is plain JSON.

    Lines are 1-based and inclusive; fiscal years are of the Buddhist era; ``headers`` are the
    column headers of a table row; ``score`` is 0..1 within one search.
    """
    passage, plan = hit.passage, hit.plan
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "plan_id": plan.id,
            "organization": plan.organization.name if plan.organization else None,
            "fiscal_years": list(plan.fiscal_years),
            "title": plan.title,
            "source": plan.source,
            "section": list(passage.section),
            "headers": list(passage.headers),
            "line_start": passage.span.line_start,
            "line_end": passage.span.line_end,
            "score": float(hit.score),
        },
    )

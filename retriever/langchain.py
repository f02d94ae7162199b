"""The library as a LangChain retriever."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from retriever.library import Hit, Library


class PlanRetriever(BaseRetriever):
    """``Library.search`` for chains; ``plan_ids`` of None means every plan."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = Field(default=10, ge=1)
    plan_ids: tuple[str, ...] | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        hits = self.library.search(query, k=self.k, plan_ids=self.plan_ids)
        return [as_document(hit) for hit in hits]


def as_document(hit: Hit) -> Document:
    """The verbatim text, with what a citation needs in its metadata; lines are 1-based."""
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
            "line_start": passage.span.line_start,
            "line_end": passage.span.line_end,
            "score": hit.score,
        },
    )

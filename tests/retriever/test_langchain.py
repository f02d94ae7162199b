from __future__ import annotations

from retriever.langchain import PlanRetriever
from retriever.library import Library
from tests.retriever.plans import make_plan


def test_documents_carry_what_a_citation_needs(library: Library) -> None:
    plan, other = make_plan("สวนงาม"), make_plan("บ้านสวน")
    library.add_many([(plan, "a"), (other, "b")])
    retriever = PlanRetriever(library=library, k=3, plan_ids=(plan.id,))
    documents = retriever.invoke("อบรมนักบริหารงานคลัง")
    assert 1 <= len(documents) <= 3
    first = documents[0]
    assert first.page_content == plan.passages[0].text
    score = first.metadata.pop("score")
    assert 0 < score <= 1
    assert first.metadata == {
        "plan_id": plan.id,
        "organization": "เทศบาลตำบลสวนงาม",
        "fiscal_years": [2569],
        "title": plan.title,
        "source": "สวนงาม.txt",
        "section": ["แผนงาน"],
        "line_start": 1,
        "line_end": 1,
    }

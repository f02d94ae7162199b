"""The retriever in LangChain's own tests, in chains, and as its page shows it."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any
from uuid import UUID

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.runnables import ConfigurableField
from langchain_tests.integration_tests import RetrieversIntegrationTests
from pydantic import ValidationError

from ingest.pipeline import find_files, parse_file
from retriever.langchain import PlanRetriever
from retriever.library import Library
from tests.conftest import SAMPLES
from tests.retriever.plans import make_plan
from tests.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "langchain.md"
QUERY = "อบรมนักบริหารงานคลัง"


class TestStandards(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _samples(self, sample_library: Library) -> None:
        self.library = sample_library

    @property
    def retriever_constructor(self) -> type[PlanRetriever]:
        return PlanRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"library": self.library, "k": 5}

    @property
    def retriever_query_example(self) -> str:
        return "มีโครงการอบรมคุณธรรมจริยธรรมอะไรบ้าง"


@pytest.fixture
def kept(library: Library) -> Library:
    library.add_many([(make_plan("สวนงาม"), "a"), (make_plan("บ้านสวน"), "b")])
    return library


def test_documents_carry_what_a_citation_needs(kept: Library) -> None:
    plan = make_plan("สวนงาม")
    first = PlanRetriever(library=kept, k=3, plan_ids=(plan.id,)).invoke(QUERY)[0]
    assert first.page_content == plan.passages[0].text
    assert first.id == plan.passages[0].id
    assert json.loads(json.dumps(first.metadata)) == first.metadata
    score = first.metadata.pop("score")
    assert type(score) is float and 0 < score <= 1
    assert first.metadata == {
        "plan_id": plan.id,
        "organization": "เทศบาลตำบลสวนงาม",
        "fiscal_years": [2569],
        "title": plan.title,
        "source": "สวนงาม.txt",
        "section": ["แผนงาน"],
        "headers": [],
        "line_start": 1,
        "line_end": 1,
    }


def of_one_plan(library: Library) -> PlanRetriever:
    """Passages of two plans that read alike come in either order."""
    return PlanRetriever(library=library, plan_ids=(make_plan("สวนงาม").id,))


def test_ids_outlast_the_library(kept: Library, open_library: Callable[[], Library]) -> None:
    before = [document.id for document in of_one_plan(kept).invoke(QUERY)]
    kept.close()
    assert [document.id for document in of_one_plan(open_library()).invoke(QUERY)] == before


def plans_of(documents: list[Document]) -> set[str]:
    return {document.metadata["plan_id"] for document in documents}


def test_a_call_can_ask_for_other_plans(kept: Library) -> None:
    one, two = make_plan("สวนงาม").id, make_plan("บ้านสวน").id
    retriever = PlanRetriever(library=kept, plan_ids=(one,))
    assert plans_of(retriever.invoke(QUERY)) == {one}
    assert plans_of(retriever.invoke(QUERY, plan_ids=[two])) == {two}
    assert plans_of(PlanRetriever(library=kept).invoke(QUERY)) == {one, two}
    assert retriever.invoke(QUERY, plan_ids=[]) == []


def test_a_number_below_one_is_refused(kept: Library) -> None:
    with pytest.raises(ValidationError):
        PlanRetriever(library=kept, k=0)
    with pytest.raises(ValueError, match="k must be 1 or more"):
        PlanRetriever(library=kept).invoke(QUERY, k=0)


def test_batch_is_invoke_for_each(kept: Library) -> None:
    retriever = of_one_plan(kept)
    queries = [QUERY, "การจัดการขยะมูลฝอย", "คุณธรรมจริยธรรม"]
    assert retriever.batch(queries, k=2) == [retriever.invoke(query, k=2) for query in queries]


async def test_async_calls_find_the_same(kept: Library) -> None:
    retriever = of_one_plan(kept)
    expected = retriever.invoke(QUERY, k=2)
    assert len(expected) == 2
    assert await retriever.ainvoke(QUERY, k=2) == expected
    assert await retriever.abatch([QUERY, QUERY], k=2) == [expected, expected]


async def test_a_search_does_not_hold_up_the_loop(
    kept: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    searching, loop_ran = threading.Event(), threading.Event()
    search = kept.search

    def wait_for_the_loop(*given: Any, **named: Any) -> Any:
        searching.set()
        assert loop_ran.wait(PATIENCE)
        return search(*given, **named)

    monkeypatch.setattr(kept, "search", wait_for_the_loop)
    asked = asyncio.create_task(PlanRetriever(library=kept).ainvoke(QUERY))
    while not searching.is_set():
        await asyncio.sleep(0.01)
    loop_ran.set()
    assert await asked


class Record(BaseCallbackHandler):
    def __init__(self) -> None:
        self.seen: list[tuple[str, Any]] = []

    def on_retriever_start(
        self,
        serialized: dict[str, Any],
        query: str,
        *,
        run_id: UUID,
        tags: list[str] | None = None,
        metadata: dict[str, Any] | None = None,
        **named: Any,
    ) -> None:
        self.seen.append(("start", (query, tags, (metadata or {})["ls_retriever_name"])))

    def on_retriever_end(self, documents: Any, *, run_id: UUID, **named: Any) -> None:
        self.seen.append(("end", len(documents)))

    def on_retriever_error(self, error: BaseException, *, run_id: UUID, **named: Any) -> None:
        self.seen.append(("error", type(error)))


def test_callbacks_and_tags_are_told(kept: Library) -> None:
    record = Record()
    retriever = PlanRetriever(library=kept, tags=["แผน"])
    retriever.invoke(QUERY, {"callbacks": [record]}, k=2)
    start = ("start", (QUERY, ["แผน"], "plan"))
    assert record.seen == [start, ("end", 2)]
    record.seen.clear()
    with pytest.raises(ValueError):
        retriever.invoke(QUERY, {"callbacks": [record]}, k=0)
    assert record.seen == [start, ("error", ValueError)]


def test_k_can_be_left_to_the_configuration(kept: Library) -> None:
    chain = PlanRetriever(library=kept).configurable_fields(k=ConfigurableField(id="k"))
    assert len(chain.invoke(QUERY, {"configurable": {"k": 2}})) == 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of the sample plans, closed."""
    with Library.open(tmp_path / ".hrplan") as library:
        library.add_many((parse_file(path, name), name) for path, name in find_files([SAMPLES]))
    return tmp_path / ".hrplan"


def test_a_folder_is_opened_and_closed(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add(make_plan("สวนงาม"), "a")
    with PlanRetriever.open(str(tmp_path), k=2) as retriever:
        assert len(retriever.invoke(QUERY)) == 2
        assert retriever.library.wait_ready(PATIENCE)
    assert not retriever.library.wait_ready(0)  # its vectors are closed


def test_what_cannot_be_opened_leaves_nothing_open(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="hrplan ingest"):
        PlanRetriever.open(tmp_path / "misspelt")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValidationError):
        PlanRetriever.open(tmp_path, k=0)
    with Library.open(tmp_path) as library:
        assert library.wait_ready(PATIENCE)  # which a library left open would prevent


def programs(page: Path) -> list[CodeType]:
    found = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return [compile(text, page.name, "exec") for text in found]


def test_the_programs_of_the_documentation_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    first, second = programs(PAGE)
    exec(first, {})
    answer, cited = capsys.readouterr().out.strip().split("\n", 1)
    assert answer == "มีโครงการอบรมด้านคุณธรรมจริยธรรม [1]"
    found = re.findall(r"^\[(\d)\] .+, (\S+) บรรทัด (\d+): (\S+)", cited, re.MULTILINE)
    assert [number for number, *_ in found] == ["1", "2", "3"]
    for _, source, line, word in found:
        lines = (SAMPLES / source).read_text(encoding="utf-8").split("\n")
        assert word in lines[int(line) - 1]
    exec(second, {})
    years = re.findall(r"^\[(25.*?)\] ", capsys.readouterr().out, re.MULTILINE)
    assert len(years) == 10 and all("2568" in each for each in years)
    (short,) = programs(ROOT / "README.md")
    exec(short, {})
    assert len(re.findall(r"^\S+-\d{4}\S* \d+ ", capsys.readouterr().out, re.MULTILINE)) == 3

"""One side of the benchmark, in a process of its own: ours, or a plain LangChain baseline.

``python -m eval.bench_side SIDE JOB PLANS FOLDER`` prints an empty line when it is ready and
then, when the job is done, a line of JSON: peak memory in MB and the time of each answer in ms.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Protocol

# What both sides read.
SUFFIXES = (".txt", ".md")
REPEATS = 5
QUESTIONS = (
    "โครงการฝึกอบรมใช้งบประมาณเท่าไร",
    "นักทรัพยากรบุคคลมีหลักสูตรอะไรบ้าง",
    "โครงการพัฒนาบุคลากรดำเนินการช่วงเดือนไหน",
    "กองคลังรับผิดชอบโครงการใด",
    "ตัวชี้วัดด้านคุณธรรมจริยธรรมคืออะไร",
    "มีวิธีการพัฒนาบุคลากรแบบใดบ้าง",
    "อัตรากำลังมีพนักงานทั้งหมดกี่คน",
    "งบประมาณรวมทั้งแผนเท่าไร",
)


class Side(Protocol):
    """What is measured: reading files and answering a question, over a folder of its own."""

    def ingest(self, files: Sequence[Path]) -> None: ...

    def ask(self, question: str) -> None: ...


class Ours:
    """The library and the answering of this project; it asks each organisation in turn."""

    def __init__(self, folder: Path) -> None:
        from api.answering import Ask, answer
        from api.library import open_library
        from api.settings import Settings
        from ingest.pipeline import parse_file

        self._ask, self._answer, self._parse = Ask, answer, parse_file
        embedded = {"data_dir": folder, "chroma_url": None}
        self._library = open_library(Settings().model_copy(update=embedded))
        named = {p.organization.name for p in self._library.plans() if p.organization}
        self._organizations: list[str | None] = [*sorted(named)] or [None]
        self._asked = 0

    def ingest(self, files: Sequence[Path]) -> None:
        self._library.add_many((self._parse(file), file.name) for file in files)

    def ask(self, question: str) -> None:
        organization = self._organizations[self._asked % len(self._organizations)]
        self._asked += 1
        self._answer(
            self._ask(
                message=question,
                profile_organization=organization,
                profile_position=None,
                organization=None,
                fiscal_year=None,
                history=(),
            ),
            self._library,
        )


class Baseline:
    """LangChain's splitter and Chroma with vectors that cost nothing; it finds, it answers not."""

    def __init__(self, folder: Path) -> None:
        from langchain_chroma import Chroma
        from langchain_core.embeddings import DeterministicFakeEmbedding
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self._splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        self._store = Chroma(
            collection_name="baseline",
            embedding_function=DeterministicFakeEmbedding(size=256),
            persist_directory=str(folder),
        )

    def ingest(self, files: Sequence[Path]) -> None:
        for file in files:
            self._store.add_texts(self._splitter.split_text(file.read_text(encoding="utf-8")))

    def ask(self, question: str) -> None:
        self._store.similarity_search(question, k=10)


SIDES: dict[str, Callable[[Path], Side]] = {"hrplan": Ours, "baseline": Baseline}


def plan_files(folder: Path) -> list[Path]:
    """The text and Markdown files under ``folder``, in order of their names."""
    return sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)


def main(side: str, job: str, plans: str, folder: str) -> None:
    chosen = SIDES[side](Path(folder))
    print(flush=True)
    times = []
    if job == "ingest":
        chosen.ingest(plan_files(Path(plans)))
    else:
        for question in QUESTIONS * REPEATS:
            start = perf_counter()
            chosen.ask(question)
            times.append((perf_counter() - start) * 1000)
    # Linux counts ru_maxrss in kilobytes, macOS in bytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(json.dumps({"peak_mb": peak, "ms": times}))


if __name__ == "__main__":
    main(*sys.argv[1:])

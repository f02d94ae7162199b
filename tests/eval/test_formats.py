"""The sample plans answer alike, whatever file they came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.answering import Answer, answer
from api.settings import Settings
from eval.asking import as_ask
from eval.libraries import temporary
from eval.questions import Question, load_questions
from ingest.pipeline import parse_file
from tests.conftest import SAMPLES
from tests.waiting import PATIENCE

FORMATS = SAMPLES.parent / "formats"
QUESTIONS = [
    question
    for name in ("questions.jsonl", "unseen.jsonl", "fresh.jsonl")
    for question in load_questions(SAMPLES.parent / name)
][::5]


def answers(files: list[Path], questions: list[Question]) -> list[Answer]:
    with temporary(Settings()) as library:
        library.add_many((parse_file(path), path.name) for path in files)
        assert library.wait_ready(PATIENCE)
        return [answer(as_ask(question), library) for question in questions]


@pytest.fixture(scope="module")
def from_text() -> list[Answer]:
    return answers(sorted(path for path in SAMPLES.iterdir() if path.is_file()), QUESTIONS)


@pytest.mark.parametrize(
    ("kind", "holder"), [("docx", "ตารางที่"), ("xlsx", "ชีต")], ids=["docx", "xlsx"]
)
def test_questions_are_answered_alike(kind: str, holder: str, from_text: list[Answer]) -> None:
    found = answers(sorted(FORMATS.glob(f"*.{kind}")), QUESTIONS)
    assert [a.text for a in found] == [a.text for a in from_text]
    assert [a.answerable for a in found] == [a.answerable for a in from_text]
    cited = [citation for a in found for citation in a.citations]
    assert cited and all(citation.source.endswith(kind) for citation in cited)
    assert any(citation.place.startswith(holder) for citation in cited)
    assert not any(citation.place for a in from_text for citation in a.citations)

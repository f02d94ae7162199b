"""The table of what each part of the search is worth."""

from __future__ import annotations

import json
from pathlib import Path

from api.settings import Settings
from eval.ablation import over_documents, over_questions, steps
from eval.beir import load_beir
from eval.libraries import hold_documents, temporary
from retriever.fusion import Leg
from retriever.library import Library
from tests.eval.making import question


def test_each_leg_and_pair_stands_alone_before_what_is_put_on_top() -> None:
    table = steps(reranker=False)
    bare = [step.recipe for step in table if not (step.recipe.expand or step.recipe.rescore)]
    assert len(bare) == len({recipe.legs for recipe in bare}) == 7
    assert {frozenset({leg}) for leg in Leg} < {recipe.legs for recipe in bare}
    assert not any(step.recipe.rerank for step in table)
    assert steps(reranker=True)[-1].recipe.rerank


def test_documents_are_measured_step_by_step(tmp_path: Path) -> None:
    texts = {"d1": "ปลาทูอาศัยอยู่ในอ่าวไทย", "d2": "ดอยอินทนนท์เป็นภูเขาสูง"}
    write = {
        "corpus.jsonl": [{"_id": key, "text": text} for key, text in texts.items()],
        "queries.jsonl": [{"_id": "q", "text": "ภูเขาสูง"}],
    }
    for name, rows in write.items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (tmp_path / name).write_text(lines, encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("q\td2\t1\n", encoding="utf-8")
    data = load_beir(tmp_path)
    with temporary(Settings()) as library:
        ids = hold_documents(library, data.corpus)
        rows = over_documents(data, library, ids.__getitem__, steps(reranker=False))
    assert [row["step"] for row in rows][:3] == ["words", "grams", "dense"]
    assert rows[0]["recall@1"] == rows[-1]["mrr@10"] == 1.0


def test_questions_that_stand_alone_are_measured(sample_library: Library) -> None:
    plan = sample_library.plans()[0]
    passage = sample_library.plan(plan.id).passages[5]
    gold = {
        "doc": plan.source,
        "line_start": passage.span.line_start,
        "line_end": passage.span.line_end,
    }
    asked = [
        question(question=passage.text[:80], gold=(gold,)),
        question(id="later", question="แล้วล่ะ", history=("ก่อนหน้า",)),
    ]
    rows = over_questions(asked, sample_library, steps(reranker=False))
    assert {row["n"] for row in rows} == {1}
    assert rows[-1]["hit@5"] == 1.0

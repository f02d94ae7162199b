"""The model that ships, and models of our own kind made and loaded from a folder."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.embedding import Embedder, EmbeddingError, load_embedder
from retriever.embedding.static import SHIPPED, StaticEmbedder, is_static
from tests.waiting import PATIENCE

TEXTS = [
    "โครงการฝึกอบรมหลักสูตรนักบริหารงานคลัง",
    "งบประมาณ ๓๘,๕๐๐ บาท",
    "e-LAAS 2569",
    "คำสะกดผิดดดด",
    "",
    "!?",
]


shipped = cache(StaticEmbedder.load)


def likeness(embedder: Embedder, one: str, other: str) -> float:
    left, right = embedder.embed_queries([one, other])
    return float(left @ right)


def test_rows_are_unit_float32(embedder: Embedder) -> None:
    rows = embedder.embed_passages(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), embedder.dimension)
    lengths = np.linalg.norm(rows, axis=1)
    np.testing.assert_allclose(lengths, [1, 1, 1, 1, 0, 0], atol=1e-5)
    assert embedder.embed_queries([]).shape == (0, embedder.dimension)


def test_a_batch_gives_what_one_by_one_gives(embedder: Embedder) -> None:
    many = TEXTS * 100
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    np.testing.assert_allclose(embedder.embed_passages(many)[-len(TEXTS) :], alone, atol=1e-6)


def test_the_shipped_model_has_256_dimensions_and_fits_in_15_mb(embedder: Embedder) -> None:
    assert embedder.dimension == 256
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) < 15e6


def test_a_misspelling_stays_near_and_another_word_does_not(embedder: Embedder) -> None:
    right = "นักบริหารงานคลัง"
    near = likeness(embedder, right, "นักบริหานงานคลัง")
    assert near > likeness(embedder, right, "ขยะมูลฝอย") + 0.2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กอง การ ศึกษา", "กองการศึกษา"),
        ("๒๕๖๙", "2569"),
        ("๒๐,๐๐๐.๐๐ บาท", "20000 บาท"),
        ("KPI", "kpi"),
        ("ก.ท.จ.", "กทจ"),
        ("นํ้า", "น้ำ"),
        ("น้\u0e4dา", "น้ำ"),
        ("งบ\u200bประมาณ", "งบประมาณ"),
        ("เเผน", "แผน"),
    ],
)
def test_one_text_in_two_spellings_has_one_vector(embedder: Embedder, one: str, other: str) -> None:
    left, right = embedder.embed_passages([one, other])
    np.testing.assert_array_equal(left, right)
    assert right.any()


UNRELATED = ["ขยะมูลฝอย", "ดับเพลิง", "เงินเดือน", "วิสัยทัศน์", "ภาษีป้าย", "ไตรมาส"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("training", "ฝึกอบรม"),
        ("อบรม", "ฝึกอบรม"),
        ("งบ", "งบประมาณ"),
        ("เงิน", "งบประมาณ"),
        ("โตในสายงาน", "เลื่อนระดับ"),
        ("IDP", "แผนพัฒนารายบุคคล"),
        ("KPI", "ตัวชี้วัด"),
        ("หน่วยงาน", "สังกัด"),
    ],
)
def test_words_of_one_sense_are_nearer_than_others(
    embedder: Embedder, one: str, other: str
) -> None:
    others = [likeness(embedder, one, word) for word in UNRELATED if word != other]
    assert likeness(embedder, one, other) > max(others) + 0.15


def test_the_shipped_model_is_what_sentence_transformers_reads(embedder: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(SHIPPED), device="cpu", local_files_only=True)
    np.testing.assert_allclose(embedder.embed_passages(TEXTS), model.encode(TEXTS), atol=1e-5)


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=3))
def test_any_text_has_a_vector(texts: list[str]) -> None:
    rows = shipped().embed_passages(texts)
    lengths = np.linalg.norm(rows, axis=1)
    assert ((lengths == 0) | np.isclose(lengths, 1)).all()


def test_a_folder_of_our_kind_is_served_without_torch() -> None:
    script = (
        "import sys; from retriever.library import Library; "
        "from retriever.embedding import load_embedder; "
        "load_embedder(sys.argv[1]).embed_queries(['งบประมาณ']); "
        "load_embedder().embed_queries(['งบประมาณ']); "
        "assert not {'torch', 'sentence_transformers', 'chromadb'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, str(SHIPPED)], check=True, timeout=PATIENCE)


def test_a_table_in_float32_is_of_our_kind_too(tmp_path: Path, embedder: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(SHIPPED), device="cpu", local_files_only=True)
    model.save(str(tmp_path), create_model_card=False)
    assert is_static(tmp_path)
    loaded = load_embedder(str(tmp_path))
    assert isinstance(loaded, StaticEmbedder)
    assert (loaded.name, loaded.shipped) == (str(tmp_path), False)
    np.testing.assert_allclose(
        loaded.embed_passages(TEXTS), embedder.embed_passages(TEXTS), atol=1e-5
    )


def test_folders_of_other_kinds_are_not_ours(tmp_path: Path) -> None:
    assert not is_static(tmp_path)
    (tmp_path / "modules.json").write_text('[{"type": "x.Transformer"}, {"type": "x.Pooling"}]')
    assert not is_static(tmp_path)
    assert is_static(SHIPPED)


def test_a_model_that_is_not_there_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match=r"HRPLAN_EMBEDDING_MODEL") as caught:
        load_embedder(str(tmp_path / "none"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("damaged", ["model.safetensors", "tokenizer.json"])
def test_a_damaged_model_is_an_error_of_one_line(tmp_path: Path, damaged: str) -> None:
    for path in SHIPPED.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(SHIPPED)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(b"junk" if path.name == damaged else path.read_bytes())
    with pytest.raises(EmbeddingError, match=r"rebuild") as caught:
        load_embedder(str(tmp_path))
    assert "\n" not in str(caught.value)

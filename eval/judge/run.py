"""Judging the claims of a run and summing up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eval.judge.asking import Asker, Track
from eval.judge.models import Inquiry, Opinion
from eval.measures import percentile
from prompts import prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Precision asks for each citation of a claim alone, so a claim with more of them is left out of
# it: a sum over twenty rows would take forty calls.
MOST_ALONE = 4
_UNCITED = Opinion("no", "ไม่มีการอ้างอิง / cites nothing")


@dataclass(frozen=True, slots=True)
class _Case:
    """A claim of a result: where it stands, what the rule says, and its cited passages by id."""

    question: str
    asked: str
    claim: int
    text: str
    rule: bool
    passages: Mapping[int, str]

    def inquiry(self, *, only: int | None = None, without: int | None = None) -> Inquiry:
        """Of all its passages, of ``only`` one, or of all the others."""
        chosen = [
            text
            for number, text in self.passages.items()
            if (only is None or number == only) and number != without
        ]
        return Inquiry(self.asked, self.text, tuple(chosen))


def judge_run(
    result: Mapping[str, Any],
    model: BaseChatModel,
    name: str,
    track: Track = lambda items, _: items,
) -> dict[str, Any]:
    """What ``model``, called ``name``, says of the claims of ``result``; see ``eval.judge``."""
    cases = list(_cases(result["questions"]))
    asker = Asker(model, track)
    asker.ask((c.inquiry() for c in cases if c.passages), "ตัดสิน / judging")
    several = [c for c in cases if 1 < len(c.passages) <= MOST_ALONE and _is_full(asker, c)]
    pairs = [(c, number) for c in several for number in c.passages]
    asker.ask((c.inquiry(only=n) for c, n in pairs), "ทีละอ้างอิง / each citation alone")
    doubted = [(c, n) for c, n in pairs if _alone(asker, c, n).supported in ("partial", "no")]
    asker.ask((c.inquiry(without=n) for c, n in doubted), "เมื่อขาดอ้างอิงหนึ่ง / each citation left out")
    return _summary(name, asker, [_entry(asker, case) for case in cases])


def _cases(entries: Iterable[Mapping[str, Any]]) -> Iterator[_Case]:
    for entry in entries:
        asked = " / ".join([*(entry["history"] or ()), entry["question"]])
        passages = {c["id"]: _passage(c) for c in entry["citations"]}
        for number, claim in enumerate(entry["claims"]):
            cited = {n: passages[n] for n in dict.fromkeys(claim["citations"]) if n in passages}
            yield _Case(entry["id"], asked, number, claim["text"], claim["supported"], cited)


def _passage(citation: Mapping[str, Any]) -> str:
    return "\n".join(text for text in (citation["context"], citation["quote"]) if text)


def _is_full(asker: Asker, case: _Case) -> bool:
    return asker.opinions[case.inquiry()].supported == "full"


def _alone(asker: Asker, case: _Case, number: int) -> Opinion:
    return asker.opinions[case.inquiry(only=number)]


def _precise(asker: Asker, case: _Case) -> dict[int, bool | None]:
    """Whether each citation helps, after ALCE: it supports the claim alone, or the others don't
    without it. Of a claim that isn't supported none does. None where the model failed."""
    if len(case.passages) > MOST_ALONE:
        return {}
    whole = asker.opinions[case.inquiry()].supported if case.passages else "no"
    if whole is None:
        return dict.fromkeys(case.passages)
    if whole != "full" or len(case.passages) == 1:
        return dict.fromkeys(case.passages, whole == "full")
    return {number: _helps(asker, case, number) for number in case.passages}


def _helps(asker: Asker, case: _Case, number: int) -> bool | None:
    alone = _alone(asker, case, number).supported
    if alone is None or alone == "full":
        return None if alone is None else True
    rest = asker.opinions[case.inquiry(without=number)].supported
    return None if rest is None else rest != "full"


def _entry(asker: Asker, case: _Case) -> dict[str, Any]:
    opinion = asker.opinions[case.inquiry()] if case.passages else _UNCITED
    failed = opinion.supported is None
    return {
        "question": case.question,
        "claim": case.claim,
        "verdict": opinion.supported,
        "why": "" if failed else opinion.why,
        "failure": opinion.why if failed else None,
        "rule": case.rule,
        "agrees": None
        if failed or not case.passages
        else (opinion.supported == "full") == case.rule,
        "precise": {str(number): helps for number, helps in _precise(asker, case).items()},
    }


def _summary(name: str, asker: Asker, entries: list[dict[str, Any]]) -> dict[str, Any]:
    judged = [entry for entry in entries if entry["verdict"]]
    both = [(e["verdict"] == "full", e["rule"]) for e in entries if e["agrees"] is not None]
    precise = [flag for e in entries for flag in e["precise"].values() if flag is not None]
    opinions = asker.opinions.values()
    tokens = [opinion.tokens for opinion in opinions if opinion.tokens]
    return {
        "model": name,
        "prompt": prompt("judge").version,
        "claims": len(entries),
        "judged": len(judged),
        "failed": len(entries) - len(judged),
        "failures": dict(Counter(o.why for o in opinions if o.supported is None)),
        "recall": _share([entry["verdict"] == "full" for entry in judged]),
        "precision": _share(precise),
        "citations": len(precise),
        "agreement": _share([model == rule for model, rule in both]),
        "kappa": kappa(both),
        "calls": asker.calls,
        "tokens": {"in": sum(t[0] for t in tokens), "out": sum(t[1] for t in tokens)}
        if tokens
        else None,
        "ms_p50": percentile([o.ms for o in opinions if o.ms is not None], 50),
        "disagreements": [
            {"question": e["question"], "claim": e["claim"]}
            for e in entries
            if e["agrees"] is False
        ],
        "verdicts": entries,
    }


def kappa(pairs: list[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa (1960): agreement beyond chance. None where chance alone agrees always."""
    if not pairs:
        return None
    count = len(pairs)
    observed = sum(one == other for one, other in pairs) / count
    first = sum(one for one, _ in pairs) / count
    second = sum(other for _, other in pairs) / count
    chance = first * second + (1 - first) * (1 - second)
    return None if chance == 1 else round((observed - chance) / (1 - chance), 4)


def _share(flags: list[bool]) -> float | None:
    return round(sum(flags) / len(flags), 4) if flags else None

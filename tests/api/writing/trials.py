"""A perfect and a lying model over a question set, what reached the answers, and what the check
added to the wait: ``python -m tests.api.writing.trials QUESTIONS.jsonl PLANS --seeds 7 8 9``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

from tests.api.writing.question_sets import Outcome, question_set
from tests.api.writing.scripted import lying, perfect
from tests.chat_server import Asked, Reply, Script

# Before its first word a model of 8 billion parameters reads some 4,000 tokens of evidence.
THINKING_SECONDS = 0.5


def thinking(script: Script) -> Script:
    def slowly(asked: Asked) -> Reply:
        sleep(THINKING_SECONDS)
        return script(asked)

    return slowly


def figures(outcome: Outcome) -> dict[str, Any]:
    counts = {name: outcome.count(name) for name in ("kept", "repaired", "dropped")}
    return {
        "questions": len(outcome.told),
        "model asked": outcome.asked,
        "default answer given": outcome.fallbacks,
        **counts,
        "figures from nowhere": outcome.strange,
        "no longer correct": outcome.lost,
        "ms a sentence, p50 p95": _percentiles(outcome.sentence_ms),
        "ms an answer, p50 p95": _percentiles(outcome.answer_ms),
    }


def _percentiles(times: list[float]) -> list[float]:
    cuts = quantiles(times, n=20)
    return [round(cuts[9], 1), round(cuts[18], 1)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("questions", type=Path)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", default=[7])
    given = parser.parse_args()
    with (
        TemporaryDirectory() as folder,
        question_set(given.questions, given.plans, Path(folder)) as asked,
    ):
        scripts = {"perfect": perfect}
        scripts |= {f"lying {seed}": lying(asked.organizations, seed) for seed in given.seeds}
        for name, script in scripts.items():
            print(
                json.dumps(
                    {name: figures(asked.answered(thinking(script)))}, ensure_ascii=False, indent=1
                )
            )


if __name__ == "__main__":
    main()

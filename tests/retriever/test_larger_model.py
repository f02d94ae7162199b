"""A real model on top helps, measured through the very library that serves the shipped one.

Questions say in other words what a passage says; no hub can be reached from a test, so the
model is the small English one that a Python package carries.
"""

from __future__ import annotations

from pathlib import Path

from retriever.embedding import Embedder, load_embedder
from retriever.library import Library
from tests.retriever.plans import make_plan
from tests.retriever.tiny import minilm

# Each passage with a question that shares no word of meaning with it.
PAIRS = (
    ("Annual leave is twenty working days.", "how long may I go on vacation"),
    ("Physicians examine every officer each spring.", "when is the medical check-up"),
    ("Newcomers are paired with a senior colleague.", "who mentors a recruit"),
    ("Salaries are transferred on the last Friday.", "pay day"),
    ("Mothers stay home for ninety days after birth.", "maternity entitlement"),
    ("Vehicles are driven with fuel cards only.", "how do we pay for petrol in cars"),
    ("Those who lie about expenses are dismissed.", "punishment for fraud"),
    ("Older employees retire at sixty.", "pension age"),
    ("Firefighters rehearse evacuations twice a year.", "emergency drill"),
    ("Laptops are encrypted before they are handed out.", "computer security"),
    ("Lessons in spreadsheets are given by the accountant.", "who teaches Excel"),
    ("Promotion depends on an interview and a written exam.", "how do I climb the career ladder"),
    ("Rubbish collectors receive boots and gloves.", "protective gear for garbage workers"),
    ("The mayor signs every contract above a million baht.", "who approves large purchases"),
    ("Children of employees get a school grant.", "help with education fees for my kids"),
    ("Complaints from citizens are answered within a week.", "deadline to reply to grievances"),
    ("Kindergarten teachers study child psychology.", "course on how toddlers think"),
    ("Bridges are inspected by the engineering division.", "who checks roads for safety"),
    ("Nobody may accept gifts from suppliers.", "are presents from vendors allowed"),
    ("Overtime is compensated by a day off.", "working late hours reward"),
    ("Job descriptions are reviewed every three years.", "how often are duties revised"),
    ("Deaf visitors are served by a sign interpreter.", "assistance for hearing impaired people"),
    ("Cash is counted by two persons at closing time.", "control over money in the till"),
    ("English conversation is practised on Wednesdays.", "foreign language class"),
)
LINES = tuple(passage for passage, _ in PAIRS)


def found_first(folder: Path, embedder: Embedder) -> float:
    """The share of questions whose passage comes first."""
    with Library.open(folder, embedder=embedder) as library:
        library.add(make_plan("สวนงาม", LINES), "a")
        firsts = [library.search(question)[:1] for _, question in PAIRS]
    return sum(
        bool(hits) and hits[0].passage.text == passage
        for hits, (passage, _) in zip(firsts, PAIRS, strict=True)
    ) / len(PAIRS)


def test_a_real_model_finds_what_is_said_in_other_words(tmp_path: Path, embedder: Embedder) -> None:
    shipped = found_first(tmp_path / "shipped", embedder)
    larger = found_first(tmp_path / "larger", load_embedder(minilm()))
    assert larger >= 0.7 and larger > shipped + 0.4, (shipped, larger)

"""Drafts shown one by one to a person, who makes questions of them. No terminal in here."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, get_args

from pydantic import ValidationError

from eval.growing import Draft, ProposedSpan, figures, load_drafts, write_drafts
from eval.jsonl import DataFileError
from eval.questions import (
    Category,
    Difficulty,
    GoldMode,
    GoldSpan,
    Question,
    Style,
    load_questions,
)

_PLACE = re.compile(
    r"\s*(?P<doc>\S.*?)\s*:\s*(?P<start>[0-9]{1,7})(?:\s*-\s*(?P<end>[0-9]{1,7}))?\s*"
)

_FACTS = (
    "ข้อเท็จจริงที่คำตอบต้องมี ทีละข้อ คำที่แทนกันได้คั่นด้วย | "
    "/ what it must contain, alternatives apart by | (Enter = หมด / done)"
)


class Person(Protocol):
    """Who confirms. ``ask`` gives one of ``choices``, or any text where there are none; an
    empty answer is ``default``. Either may raise KeyboardInterrupt or EOFError."""

    def ask(self, prompt: str, *, default: str = "", choices: Sequence[str] = ()) -> str: ...

    def show_draft(self, draft: Draft, number: int, count: int) -> None: ...

    def show_span(self, span: ProposedSpan) -> None: ...

    def say(self, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Walked:
    """How many drafts became questions, went, and stay."""

    confirmed: int
    dropped: int
    left: int


def confirm(drafts_path: Path, questions_path: Path, person: Person) -> Walked:
    """Walk through the drafts; each answer is on disk before the next draft is shown.

    A confirmed question is added before its draft goes: cut short between, the next walk finds
    its id among the questions. Raises ``DataFileError``.
    """
    if not drafts_path.exists():
        raise DataFileError(drafts_path, None, "no such file; hrplan eval add makes it")
    drafts = load_drafts(drafts_path)
    taken = _ids(questions_path)
    left = [draft for draft in drafts if draft.id not in taken]
    if len(left) < len(drafts):
        write_drafts(drafts_path, left)
    count, confirmed, dropped = len(left), 0, 0
    try:
        for number, draft in enumerate(tuple(left), start=1):
            person.show_draft(draft, number, count)
            step = person.ask(
                "y ทำเป็นคำถาม · s ข้ามไว้ก่อน · d ทิ้ง · q ออก / make it a question, skip, drop, quit",
                default="y",
                choices=("y", "s", "d", "q"),
            )
            if step == "q":
                break
            if step == "s":
                continue
            if step == "y":
                _append(questions_path, _question(draft, person))
                confirmed += 1
            else:
                dropped += 1
            left.remove(draft)
            write_drafts(drafts_path, left)
    except (KeyboardInterrupt, EOFError):
        person.say("")
    return Walked(confirmed, dropped, len(left))


def _question(draft: Draft, person: Person) -> Question:
    """Ask until what is said makes a valid question."""
    while True:
        try:
            return _asked(draft, person)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            person.say(f"ยังใช้ไม่ได้ กรุณาตอบใหม่ / not a valid question yet: {first['msg']}")


def _asked(draft: Draft, person: Person) -> Question:
    answerable = _yes(person, "แผนมีคำตอบหรือไม่ / do the plans answer it", default="y")
    gold = _gold(draft.gold, person) if answerable else ()
    mode: GoldMode = "any"
    if len(gold) > 1:
        chosen = person.ask(
            "ต้องอ้างบรรทัดใดบรรทัดหนึ่งหรือทุกช่วง / any of the spans cited, or all",
            default="any",
            choices=("any", "all"),
        )
        mode = "all" if chosen == "all" else "any"
    facts = _groups(draft, gold, person) if answerable else ()
    wrong = _lines(
        person, "ข้อความที่คำตอบต้องไม่มี ทีละข้อ / what it must not contain (Enter = หมด / done)"
    )
    category = _category(draft, person) if answerable else "unanswerable"
    return Question.model_validate(
        {
            "id": draft.id,
            "question": draft.question,
            "category": category,
            "difficulty": _one_of(
                person, "ความยาก / difficulty", draft.difficulty, get_args(Difficulty)
            ),
            "style": _one_of(person, "ลักษณะภาษา / style", draft.style, get_args(Style)),
            "profile": draft.profile,
            "history": draft.history,
            "answerable": answerable,
            "must_include": facts,
            "must_not_include": wrong,
            "gold": gold,
            "gold_mode": mode,
            "note": " ".join(f"from a disputed answer; {draft.comment}".split()).rstrip("; "),
        }
    )


def _gold(proposed: Iterable[ProposedSpan], person: Person) -> tuple[GoldSpan, ...]:
    gold = []
    for span in proposed:
        person.show_span(span)
        if _yes(person, "บรรทัดเหล่านี้รองรับคำตอบที่ถูกหรือไม่ / do these lines support the right answer"):
            gold.append(_bare(span))
    while True:
        text = person.ask("บรรทัดอื่นที่รองรับ / other lines, as plan.txt:40-42 (Enter = ไม่มี / none)")
        if not text.strip():
            return tuple(gold)
        own = _place(text)
        if own is None:
            person.say("กรุณาพิมพ์เป็น ไฟล์:บรรทัด หรือ ไฟล์:แรก-ท้าย / type FILE:LINE or FILE:FIRST-LAST")
        else:
            gold.append(own)


def _bare(span: GoldSpan) -> GoldSpan:
    return GoldSpan(doc=span.doc, line_start=span.line_start, line_end=span.line_end)


def _place(text: str) -> GoldSpan | None:
    """``plan.txt:40-42`` as a span; None for what is none."""
    match = _PLACE.fullmatch(text)
    if match is None:
        return None
    start, end = int(match["start"]), int(match["end"] or match["start"])
    return GoldSpan(doc=match["doc"], line_start=start, line_end=end) if 1 <= start <= end else None


def _groups(
    draft: Draft, gold: Collection[GoldSpan], person: Person
) -> tuple[tuple[str, ...], ...]:
    texts = [span.text for span in draft.gold if _bare(span) in gold]
    found = figures(texts)
    if found:
        person.say(f"ตัวเลขในบรรทัดที่เลือก / figures in the chosen lines: {', '.join(found)}")
    while True:
        lines = _lines(person, _FACTS)
        groups = [tuple(part.strip() for part in line.split("|") if part.strip()) for line in lines]
        if any(groups):
            return tuple(group for group in groups if group)
        person.say(
            "ต้องมีอย่างน้อยหนึ่งข้อ มิฉะนั้นคำตอบใดก็นับว่าถูก / one at least, or any answer would be right"
        )


def _lines(person: Person, prompt: str) -> tuple[str, ...]:
    lines = []
    while text := person.ask(prompt).strip():
        lines.append(text)
    return tuple(lines)


def _category(draft: Draft, person: Person) -> str:
    choices = [one for one in get_args(Category) if one != "unanswerable"]
    return _one_of(person, "หมวด / category", draft.category, choices)


def _one_of(person: Person, prompt: str, guess: str, choices: Sequence[str]) -> str:
    return person.ask(prompt, default=guess, choices=choices)


def _yes(person: Person, prompt: str, default: str = "") -> bool:
    return person.ask(prompt, default=default, choices=("y", "n")) == "y"


def _ids(path: Path) -> set[str]:
    has_text = path.exists() and path.stat().st_size > 0
    return {question.id for question in load_questions(path)} if has_text else set()


def _append(path: Path, question: Question) -> None:
    """Add one line, on disk when this returns; raises ``DataFileError``."""
    try:
        with path.open("ab+") as file:
            file.seek(0, os.SEEK_END)
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            file.write(question.model_dump_json().encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise DataFileError(path, None, error.strerror or "cannot be written") from error

"""What is denied in a sentence and not in its lines, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from api.proof.lexicon import light_words, paraphrase
from api.proof.models import Lack
from api.proof.tokens import words
from ingest.models import BudgetKind
from ingest.text.normalize import fold

# Bounds that begin with ไม่ deny nothing; they are qualifiers of a figure.
_BOUND = re.compile(r"ไม่(?:น้อยกว่า|ต่ำกว่า|เกินกว่า|เกิน|มากกว่า|สูงกว่า|ช้ากว่า|ถึง|จำเป็นต้อง|บังคับ)")
_NEGATION = re.compile(
    r"ไม่(?:จำเป็นต้อง|ได้รับการ|ได้รับ|ได้มี|ได้|มีการ|ต้อง|ควร|สามารถ|อาจ|เคย|ใช่|ให้|มี|เป็น)?"
    r"|มิได้|มิ(?=ได้|ใช่)|ห้าม(?:มิให้)?|ปราศจาก|งด(?=เว้น|รับ|จ่าย|ใช้|ให้)|without\b|\bnot?\b|\bnever\b|n't\b"
)
_ABSENT = re.compile(
    r"ไม่(?:ได้)?(?:ระบุ|กำหนด|ปรากฏ|กล่าวถึง|แจ้ง)|ยังไม่มีการ|ไม่พบ|ไม่มี(?:โครงการ|หลักสูตร|ข้อมูล|กิจกรรม|แผน)"
    r"|(?:not|n't)\s+(?:state|mention|specif|say|list)\w*|does not|no (?:other|data|information)"
)
_OF_BUDGET = re.compile(r"งบ|วงเงิน|เงิน|budget|cost", re.IGNORECASE)
NO_BUDGET = re.compile(
    r"(?:ไม่|มิ)(?:ได้|ต้อง|มีการ)?(?:ใช้|ตั้ง|มี|เบิก)(?:จ่าย)?(?:เงิน)?งบ"
    r"(?!\s?(?:ประมาณ)?(?:ที่)?(?:ระบุ|แยก))|no budget|without budget"
)
_USES = re.compile(
    r"(?<!ไม่)(?<!ไม่ได้)(?<!ไม่ต้อง)ใช้งบ(?:ประมาณ)?|uses? a budget|has a budget"
    r"|(?<!ไม่)(?<!ไม่ได้)มีงบ(?:ประมาณ)?(?:ที่)?(?:จัดสรร|รองรับ|สนับสนุน)"
)
# Of a budget, which is told of by its cells; and what only looks like one.
_ASIDE = re.compile(rf"(?:{NO_BUDGET.pattern})|ไม่ได้ระบุงบประมาณ(?!แยก|ที่แยก)|ปีงบประมาณ|ไม่ใช่เฉพาะ")
_REACH = 6  # words behind a negation that it may deny


def denied(text: str, held: str, statement: str, kinds: frozenset[BudgetKind]) -> Iterator[Lack]:
    """``held`` is what the lines say, ``kinds`` what their budget cells do."""
    yield from _absences(text, held.removesuffix(statement), statement, kinds)
    yield from _budgets(text, statement, kinds)
    if not _negations(text) and not _negations(held) and not _LEFT_OUT.search(held):
        return
    mine, theirs = _polarities(text), _polarities(f"{held}\n{statement}")
    for word, signs in mine.items():
        if word in theirs and _contrary(signs, theirs[word]):
            yield Lack("negation", word)
    for word, signs in theirs.items():
        if signs == _DENIED and len(word) >= _LONG and _affirms(text, word):
            yield Lack("negation", word)
    yield from (Lack("negation", t) for t in _denied_there(held) if _affirms(text, t))
    for match in _LEFT_OUT.finditer(held):
        if match[1] in text and not _negations(text) and not _LEFT_OUT.search(text):
            yield Lack("negation", match[1])
    if not (set(_negations(text)) and _without_claims(text)):
        return
    if not _negations(f"{held}\n{statement}") and not kinds - {BudgetKind.AMOUNT}:
        yield Lack("negation", _negations(text)[0])


def _absences(text: str, held: str, statement: str, kinds: frozenset[BudgetKind]) -> Iterator[Lack]:
    """What a plan lacks stands on no line: our statement says it, or a blank budget."""
    for match in _ABSENT.finditer(text):
        blank = BudgetKind.NOT_STATED in kinds and bool(_OF_BUDGET.search(text))
        near = fold(text[max(0, match.start() - _ANCHOR) : match.end()])
        blank = blank or (len(near) > len(match[0]) and near in fold(statement))
        if not blank and match[0] not in held and not _is_stated(text[match.end() :], statement):
            yield Lack("negation", match[0])


def _is_stated(behind: str, statement: str) -> bool:
    """Whether our statement says of the same thing that it isn't there."""
    thing = next((word for word in words(behind) if word not in light_words()), "")
    return any(thing in statement[match.end() :] for match in _ABSENT.finditer(statement))


def _budgets(text: str, statement: str, kinds: frozenset[BudgetKind]) -> Iterator[Lack]:
    said = NO_BUDGET.search(text)
    if said and kinds and BudgetKind.NO_BUDGET not in kinds and not NO_BUDGET.search(statement):
        yield Lack("negation", said[0])
    uses = _USES.search(text) if not said else None
    if uses and kinds and BudgetKind.AMOUNT not in kinds:
        yield Lack("negation", uses[0])


@lru_cache(256)
def _denied_there(held: str) -> tuple[str, ...]:
    """The first letters of what the lines deny, and nowhere say."""
    plain = _BOUND.sub("|", held.lower())
    behind = (plain[m.end() :].lstrip()[:_ANCHOR] for m in _NEGATION.finditer(plain))
    return tuple(
        anchor
        for anchor in dict.fromkeys(behind)
        if len(anchor) == _ANCHOR
        and not re.search(r"[\s\d|]", anchor)
        and all(
            _NEGATION.search(plain[max(0, m.start() - 12) : m.start()])
            for m in re.finditer(re.escape(anchor), plain)
        )
    )


@lru_cache(256)
def _negations(text: str) -> tuple[str, ...]:
    return tuple(m[0] for m in _NEGATION.finditer(_BOUND.sub("|", text)))


def _without_claims(text: str) -> bool:
    return bool(_negations(NO_BUDGET.sub("|", _ABSENT.sub("|", text))))


@lru_cache(256)
def _polarities(text: str) -> Mapping[str, frozenset[str]]:
    """How each word is said: ``denied`` right behind a negation, ``near`` one, or ``said``."""
    found: dict[str, set[str]] = {}
    plain = _ASIDE.sub("|", _BOUND.sub("|", text.lower()))
    negations = list(_NEGATION.finditer(plain))
    starts = [0, *(m.end() for m in negations)]
    ends = [*(m.start() for m in negations), len(plain)]
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        place, first = 0, True  # first: nothing but light verbs since the negation
        scope = _ENDS.split(plain[start:end].lstrip(), maxsplit=1)
        for word in (*words(scope[0]), *(w for part in scope[1:] for w in (_END, *words(part)))):
            if word == _END:
                place = _REACH
                continue
            if len(word) < 2 or word in light_words():
                continue
            how = _how(at, place, first and word not in paraphrase())
            found.setdefault(word, set()).add(how)
            first = first and word in _LIGHT_VERBS
            place += 1
    return {word: frozenset(hows) for word, hows in found.items()}


def _contrary(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return (mine, theirs) in ((_DENIED, _SAID), (_SAID, _DENIED))


def _how(clause: int, place: int, first: bool) -> str:
    if not clause or place >= _REACH:
        return "said"
    return "denied" if place == 0 or first else "near"


def _affirms(text: str, word: str) -> bool:
    """Whether ``text`` has the word, never with a denial before it in its clause."""
    places = [match.start() for match in re.finditer(re.escape(word), text)]
    clauses = [_ENDS.split(text[:at])[-1] for at in places]
    return bool(places) and not any(_NEGATION.search(clause) for clause in clauses)


_DENIED, _SAID = frozenset({"denied"}), frozenset({"said"})
_ENDS = re.compile(r"แต่|ส่วน|\s")
_END = "|"
_LEFT_OUT = re.compile(r"(?:ไม่รวม|ไม่นับ|ยกเว้น|เว้นแต่)([\u0e01-\u0e4e]{8})")
_ANCHOR = 8  # letters
_LONG = 4  # letters of a word that is looked for inside others: ติดต่อ in โรคติดต่อ
_LIGHT_VERBS = frozenset(["ใช้", "นำ", "มี", "ทำ", "จัด", "ให้", "ไป", "มา"])

"""The words of a sentence that its lines don't hold, and names of which a word is another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from api.proof.figures import without_figures
from api.proof.lexicon import paraphrase, qualifiers
from api.proof.models import Lack
from api.proof.names import names_in
from api.proof.quantities import see
from api.proof.tokens import loose, words
from ingest.text.normalize import fold

# Share of a sentence's own words, by their letters, that the lines hold. Chosen on the sentences
# of tests/api/proof that are not held out.
ENOUGH = 0.8
# More letters that aren't there are a thing of its own, however long the sentence is.
_STRANGE = 8
# Of a sentence whose figures and names bind it to its lines.
_TIED = 0.65
_SHORT = {"ผู้อำนวยการ": "ผอ.", "หัวหน้า": "หน.", "เจ้าพนักงาน": "จพง."}
_LETTER = re.compile("[a-z\u0e01-\u0e2e]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-'.&][A-Za-z0-9]+)*")
_THAI = re.compile("[\u0e01-\u0e2e]")
_ENGLISH = re.compile(r"\b(?:the|of|has|is|are|for|an?|to|and|must|by|with|uses?|in|at)\b", re.I)
_NAMED = re.compile(r"โครงการ|หลักสูตร|กิจกรรม|วิชา|อบรม")
# Where a name behind such a word surely ends.
_NAME_END = re.compile(
    r"\d|งบ|วงเงิน|ใช้เงิน|ใช้เวลา|จัดใ|จัดช|มีผู้|ตั้งเป้า|ตั้งไว้|ดำเนินการ|คาดว่า|รับผิดชอบ|ซึ่ง|หวัง|แบ่งเป็น|แผนไม่"
)
_NAME = 60  # letters
_QUOTED = re.compile('[“"«]([^”"»]{3,})[”"»]')
_PERSON = re.compile(
    r"(?:นางสาว|นาง|นาย|น\.ส\.|ดร\.|ว่าที่\s?ร\.ต\.)\s*([\u0e01-\u0e4e]{2,}\s+[\u0e01-\u0e4e]{2,})"
)
_TITLE = re.compile("นายก|นายช่าง|นายแพทย์|นายทะเบียน|นายตรวจ|นายสัตวแพทย์|นายอำเภอ|นายจ้าง")


def is_thai(text: str) -> bool:
    """Whether a sentence is Thai; English ones keep Thai names."""
    return not _is_english(text) and _THAI.search(text) is not None


def _is_english(text: str) -> bool:
    return len(_ENGLISH.findall(text)) > 1


def strange(text: str, folded: str) -> Iterator[Lack]:
    """Persons, quotations, Latin words, and words in general that aren't there."""
    for match in _PERSON.finditer(text):
        if not _TITLE.match(match[0]) and fold(match[0]) not in folded:
            yield Lack("name", match[0])
    for match in _QUOTED.finditer(text):
        if fold(match[1]) not in folded:
            yield Lack("name", match[1])
    if _is_english(text):
        return
    is_told = is_thai(text)
    for at, match in enumerate(_LATIN.finditer(text)):
        is_name = at > 0 and match[0].istitle()
        is_word = is_told and match[0].lower() not in paraphrase()
        if (is_name or is_word) and fold(match[0]) not in folded:
            yield Lack("words", match[0])
    if not is_told:
        return
    yield from _words(text, folded)


def _words(text: str, folded: str) -> Iterator[Lack]:
    ignored = paraphrase()
    bounds, _ = qualifiers("bound")  # which are looked for beside figures
    parts = bounds.sub("|", without_figures(text)).split()  # a model's spaces end phrases
    own = [w for part in parts for w in words(part) if w not in ignored and _LETTER.search(w)]
    names = "".join(name for _, name in names_in(text))  # looked for by their meaning
    own = [w for w in own if w not in names and not is_referring(w, text)]
    there = loose(folded)
    absent = [w for w in own if loose(w) not in there and not is_joined(w, folded)]
    absent = [w for w in absent if _SHORT.get(w, w) not in folded]
    if not absent:
        return
    letters = sum(map(len, absent))
    named = _in_names(text, absent)
    is_loose = _is_tied(text) and not any(_is_told(word, text) for word in absent)
    share = 1 - (_TIED if is_loose else ENOUGH)
    if named or letters > _STRANGE or letters > share * sum(map(len, own)):
        yield from (Lack("words", word) for word in dict.fromkeys(named or absent))


def _is_tied(text: str) -> bool:
    """Whether a sentence tells figures, dates or names, which are looked for one by one."""
    return bool(see(text).marks or names_in(text))


def _is_told(word: str, text: str) -> bool:
    """Whether it is the item that a sentence tells: ``และอีเมล``, ``ทางอีเมล``, at its end."""
    before = "และ|กับ|หรือ|คือ|เป็น|ทาง|โดย|ใน|ของ|ให้|, ?"
    return re.search(f"(?:{before}){re.escape(word)}", text) is not None


def _in_names(text: str, absent: Sequence[str]) -> list[str]:
    """Those that follow a word such as โครงการ, before a figure or the name's end."""
    names = [name for match in _NAMED.finditer(text) for name in (text[match.end() :][:_NAME],)]
    names = [_NAME_END.split(name)[0] for name in names]
    return [word for word in absent if any(word in name.lower() for name in names)]


def is_referring(word: str, text: str) -> bool:
    """Whether it only points back: ``หลักเกณฑ์นี้``."""
    return re.search(rf"{re.escape(word)}(?:นี้|ดังกล่าว)", text) is not None


def is_joined(word: str, folded: str) -> bool:
    """Whether a word is two that are there, or that say nothing: ``ตำแหน่งว่าง``, ``ยังอยู่``."""
    ignored = paraphrase()
    return any(
        all(
            half in ignored or (len(half) > 2 and half in folded) for half in (word[:at], word[at:])
        )
        for at in range(2, len(word) - 1)
    )

"""Names of people in running text: after a title, after "ชื่อ", or a known name with a surname.

Thai writes no spaces between words, names are made of ordinary words, and titles begin other
words (นายช่างโยธา, คุณภาพ). So a title counts only where no longer dictionary word begins with it,
and where a name ends is decided by the lists of names that come with PyThaiNLP.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from pythainlp import corpus

from ingest.lexicon import thai_words

# Ranks of the army, the navy and the police, as they are shortened.
_RANK = (
    r"(?:ว่าที่\s?)?(?:พล\.\s?ต\.\s?[อทต]\.|พล\.\s?[อทตร]\.|พ\.\s?ต\.\s?[อทต]\.|ร\.\s?ต\.\s?[อทต]\."
    r"|ส\.\s?ต\.\s?[อทต]\.|[จพ]\.\s?[สจ]\.\s?[อทต]\.|[พรสนจ]\.\s?[อทต]\.|ด\.\s?ต\.)(?:\s?หญิง)?"
    r"|(?:ว่าที่\s?)?(?:พล|พัน|ร้อย|เรือ|นาวา|สิบ|จ่าสิบ)(?:ตำรวจ)?(?:ตรี|โท|เอก)(?:\s?หญิง)?|ดาบตำรวจ"
)
# After these comes a name and hardly anything else.
_FIRM = r"นางสาว|น\.\s?ส\.|ด\.\s?[ชญ]\.|ม\.\s?[ลร]\.(?:\s?ว\.)?|(?:(?:ผศ|รศ|ศ)\.\s?)?ดร\."
# These begin many other words, or are a form of address without a name.
_LOOSE = "คุณ|พี่|น้อง|ครู|อาจารย์|หมอ|ท่าน|(?:ผม|หนู|ดิฉัน|ฉัน)?ชื่อ|ผม|หนู|ดิฉัน"
# These stay when the name goes: "ปลัด[ชื่อ]". Places and other words follow them more often.
_ROLE = r"ปลัด|ผอ\.?|กำนัน|ผู้ใหญ่(?:บ้าน)?|ลุง|ป้า"
_LATIN = re.compile(
    r"\b(?:(?i:mr|mrs|ms|miss|dr|prof|khun)\.?|(?i:my name is))\s+"
    r"([A-Z][A-Za-z'’-]+(?:\s+[A-Z][A-Za-z'’-]+){0,2})"
)
_TITLE = re.compile(
    rf"(?:(?P<firm>(?<![ก-๛.])(?:{_FIRM})|นางสาว)|(?<![ก-๛.])(?P<rank>{_RANK})"
    rf"|(?<!มิถุ)(?P<plain>เด็กชาย|เด็กหญิง|นาย|นาง|นส\.)|(?P<loose>{_LOOSE})|(?<![เแโใไ])(?P<role>{_ROLE}))\s{{0,2}}"
)
# Longer than a name with a surname and the words after it: what is told from them is told by then.
_RUN = re.compile("[ก-ฮเ-ไ][ก-ฺเ-๎]{0,79}")
_GAP = re.compile(r"[ \u00a0]{1,3}")
_NA = re.compile(r"ณ\s?")
# Words that follow a name and are never part of one.
_AFTER = re.compile(
    "ตำแหน่ง|สังกัด|ถาม|สอบถาม|โทร|เบอร์|จาก|อยู่|เป็น|ทำ|ต้อง|ได้|ขอ|อยาก|มี|คือ|และ|กับ|ครับ|ค่ะ|คะ|ไม่|"
    "จะ|ว่า|แล้ว|พูด|สั่ง|ที่|ของ|ใน|ให้|เข้า|อบรม|รับ|ลา|ไป|มา|นาย|นาง|ปลัด|ผู้|หัวหน้า|นัก|เจ้า|กอง|สำนัก|เทศบาล|"
    "องค์การ|อบ[ตจ]|ประธาน|กรรมการ|รอง|ฝ่าย|งาน|ไลน์|อีเมล|เลข|ตอบ|แจ้ง|บอก|คน|ปี|เมื่อ|ควร|สามารถ|เกิด"
)
# Places and bodies are called as people are.
_PLACE = re.compile(
    r"(?:(?<![ก-๛])(?:ต|อ|จ|ม|บ|ทต|ทม|ทน|อบต|อบจ|ศพด|รร|ถ|ซ)\.|ตำบล|อำเภอ|จังหวัด|บ้าน|โรงเรียน|วัด|ถนน|ซอย"
    r"|เทศบาล|เมือง|นคร|ส่วนจังหวัด|เขต|ศูนย์พัฒนาเด็กเล็ก|ชุมชน|แม่น้ำ|ห้วย)[ ]{0,2}$"
)
# Also names of people, and mostly verbs and nouns after "คุณ", "ท่าน" or "ชื่อ".
_WORDS_TOO = frozenset(
    ("สามารถ", "ดำรง", "คุณภาพ", "ธนาคาร", "ชนิด", "ควร", "ใช้", "คง", "จด", "ยก", "ชม")
)
# Also names of people, and mostly something else after "อาจารย์", "ครู" or "หมอ".
_NO_NAMES = frozenset((
    "ดำเนิน", "จำลอง", "ชื่นชม", "คะแนน", "ธุรการ", "พัฒนา", "ศิลปะ", "ศึกษา", "ชำนาญ", "นิติกร", "อนุมัติ",
    "ประสงค์", "ธรรมชาติ", "ประธาน",
))  # fmt: skip
_NO_TITLES = ("ชื่อ", "ผม", "หนู", "ฉัน")
_LEARNED = ("อาจารย์", "หมอ", "ครู")
_SHORT = 14  # letters that are one surname rather than one with words after it
_LONGEST = 25  # letters of a name or surname; the longest listed has 24


@cache
def _given() -> frozenset[str]:
    return frozenset(corpus.thai_female_names() | corpus.thai_male_names()) - _WORDS_TOO


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(map(str, corpus.provinces()))


@cache
def _family() -> frozenset[str]:
    return frozenset(corpus.thai_family_names())


@cache
def _words() -> frozenset[str]:
    return corpus.thai_words() | thai_words()


def name_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each name, its title with it; they may overlap.

    >>> text = "นายสมชาย ใจดี นายช่างโยธา"
    >>> [text[start:end] for start, end in name_spans(text)]
    ['นายสมชาย ใจดี']
    """
    for match in _LATIN.finditer(text):
        yield (match.start(1) if match[0][:2].lower() == "my" else match.start()), match.end()
    for match in _TITLE.finditer(text):
        end = _after_title(text, match)
        if not end and text.startswith("นายก", match.start()):  # a name may begin with its ก
            at = match.start() + len("นายก")
            end = _after_role(text, at)
            if end:
                yield at, end
        elif end:
            is_title = not (match["role"] or (match["loose"] or "").endswith(_NO_TITLES))
            yield (match.start() if is_title else match.end()), end
    yield from _untitled(text)


def without_title(name: str) -> str:
    """``นายสมชาย ใจดี`` gives ``สมชาย ใจดี``."""
    match = _TITLE.match(name)
    return name[match.end() :] if match else name


def _after_title(text: str, match: re.Match[str]) -> int:
    """Where the name after a title ends, 0 where none follows."""
    run = _RUN.match(text, match.end())
    if run is None or (_AFTER.match(run[0]) and run[0] not in _given()):
        return 0
    known = _prefix(run[0], 0, _given())
    if match["role"]:
        return _after_role(text, match.end())
    title = match.end() - match.start()
    held = _prefix(text, match.start(), _words())
    if match["firm"] is None and title < held and title + known <= held:
        return 0
    name = _name_length(run[0], known, match)
    end = match.end() + name
    if name < 2 or text[end : end + 1] == ".":
        return 0
    listed = match["loose"] in _LEARNED and known == name and run[0][:name] not in _NO_NAMES
    surname = _surname_end(text, end, titled=match["loose"] is None or listed)
    if listed and text[surname : surname + 1] == ".":  # "ครูสมศรี ศพด."
        surname = 0
    if match["loose"] and not surname and not _stands_alone(run[0], name, match["loose"]):
        return 0
    return surname or end


def _after_role(text: str, at: int) -> int:
    """Where the listed name at ``at`` after a role ends, with its surname; 0 where none stands.

    "นายกอนุมัติ" and "ปลัดประเสริฐ" look alike: a name that is a word needs a surname.
    """
    run = _RUN.match(text, at)
    name = _prefix(run[0], 0, _given()) if run else 0
    if run is None or name < 4 or run[0].startswith(_provinces()):
        return 0
    end = at + name
    surname = _surname_end(text, end, titled=False)
    if run[0][:name] in _words():
        return surname if _GAP.match(text, end) else 0
    ends = name == len(run[0]) or bool(_AFTER.match(run[0], name))
    return surname or (end if ends else 0)


def _stands_alone(run: str, name: int, title: str) -> bool:
    """Whether a word after "คุณ" or "ชื่อ" is a name even without a surname: "ชื่อวิชา" has none."""
    if run[:name] not in _words():
        return True
    ends = name == len(run) or bool(_AFTER.match(run, name))
    if title in _LEARNED:
        return ends and name > 3 and run[:name] in _given() - _NO_NAMES
    return ends and (title == "คุณ" or title == "พี่")


def _name_length(run: str, known: int, match: re.Match[str]) -> int:
    """How many letters of ``run`` are the given name; ``known`` of them are a listed one."""
    if known == len(run):
        return known
    if known > 2 and _AFTER.match(run, known):
        return known
    if match["loose"]:
        return known if known > 2 and (_is_words(run[known:]) or known > 4) else 0
    if known > 2:
        return len(run) if len(run) - known < 6 else known
    if _is_words(run) and match["firm"] is None:
        return 0
    cut = _AFTER.search(run, 2)
    return min(cut.start() if cut else len(run), _LONGEST)


def _surname_end(text: str, at: int, *, titled: bool) -> int:
    """Where the surname after a given name that ends at ``at`` ends, 0 where none follows.

    After a title any word is one that doesn't begin as what else follows names; otherwise only
    listed ones are.
    """
    gap = _GAP.match(text, at)
    start = gap.end() if gap else at
    noble = _NA.match(text, start) if gap and titled else None
    run = _RUN.match(text, noble.end() if noble else start)
    if run is None:
        return 0
    known = _prefix(run[0], 0, _family())
    if noble or known == len(run[0]):
        return run.end()
    if _AFTER.match(run[0]):
        return 0
    if known > 3 and _AFTER.match(run[0], known):
        return run.start() + known
    if not titled or not gap or _prefix(run[0], 0, thai_words()) > 3:
        return 0
    if len(run[0]) <= _SHORT:
        return run.end()
    cut = _AFTER.search(run[0], max(known, 3))
    return run.start() + min(cut.start() if cut else len(run[0]), _LONGEST)


def _untitled(text: str) -> Iterator[tuple[int, int]]:
    """A listed given name between spaces, with the surname after it; one of them no word."""
    for run in _RUN.finditer(text):
        name = run[0]
        if name not in _given() or len(name) < 3 or _is_place(text, run.start()):
            continue
        alone = len(name) > 3 and name not in _words()
        end = _surname_end(text, run.end(), titled=alone)
        # "ทองคำ มณี" may be two words; no two of such a name have been seen in a plan.
        if alone or (end and text[run.end() : end].strip() not in _words()):
            yield run.start(), end or run.end()


def _is_place(text: str, at: int) -> bool:
    return _PLACE.search(text, max(0, at - 25), at) is not None


def _prefix(text: str, at: int, listed: Collection[str]) -> int:
    """Letters of the longest listed word that stands at ``at`` and ends between syllables."""
    for length in range(min(_LONGEST, len(text) - at), 1, -1):
        if text[at : at + length] in listed and not _goes_on(text, at + length):
            return length
    return 0


def _goes_on(text: str, at: int) -> bool:
    """Whether a mark or vowel at ``at`` belongs to the letter before it."""
    return at < len(text) and (
        text[at] in "ะาำๅ" or "\u0e31" <= text[at] <= "\u0e3a" or "\u0e45" <= text[at] <= "\u0e4e"
    )


def _is_words(run: str) -> bool:
    """Whether ``run`` can be read as ordinary words, taking the longest each time."""
    at = 0
    while at < len(run):
        length = _prefix(run, at, _words())
        if not length:
            return False
        at += length
    return True

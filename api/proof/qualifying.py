"""Words that change what is said: before and after, highest, only, must, every, per."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from api.proof.lexicon import (
    antonyms,
    opposites,
    qualifiers,
    without_lookalikes,
    without_phrases,
)
from api.proof.models import Lack
from api.proof.tokens import words
from ingest.text.normalize import fold

_EVERY = re.compile(r"ทุก\s*([\u0e01-\u0e4e/]{2,})")
_PER = re.compile(
    r"(ปี|เดือน|สัปดาห์|วัน|ไตรมาส|ชั่วโมง|คน|ราย|กอง|รุ่น|ครั้ง|โครงการ|กลุ่ม|ทุน|แห่ง)ละ(?!หน้าที่|แบบ|อย่าง|เรื่องกัน|เอียด)"
    r"|ต่อ(ปี|เดือน|สัปดาห์|วัน|ไตรมาส|ชั่วโมง|คน|รุ่น|ครั้ง)"
    r"|/(ปี|เดือน|สัปดาห์|วัน|ไตรมาส|ชั่วโมง|คน|รุ่น|ครั้ง)"
    r"|(?:per|each|every|a)\s+(year|month|week|day|quarter|hour|person|project)\b"
)
_SHARED = re.compile(r"(?:และ|กับ|, ?| )\S+?\s?(?:ได้|มี|ตั้งไว้|ใช้)?\s?(?:กอง|แห่ง|โครงการ|ยุทธศาสตร์)ละ")
_OF_OWNERS = frozenset({"กอง", "แห่ง", "โครงการ"})
_PERIODS = {"year": "ปี", "month": "เดือน", "week": "สัปดาห์", "day": "วัน", "quarter": "ไตรมาส",
            "hour": "ชั่วโมง", "person": "คน", "project": "โครงการ", "ราย": "คน"}  # fmt: skip
# Groups that say how the plan orders a thing; a sentence may always say that it does.
_FREELY = frozenset({"must", "allowed", "inside", "may", "first", "always"})
_BESIDES = re.compile(
    r"นอกจาก(?=[^|]{0,60}(?:แล้ว|\s(?:ก็)?ยัง))"
    r"|(?:นับ|ไม่ใช่)เฉพาะ|(?:เพียง|เฉพาะ)(?=\s*\d)|^\W*ก่อน(?:ถึง|จะถึง)"
)
_ONWARD = re.compile(r"^\W*(?:และ)?(?:ภาย)?หลังจาก(?=[^\d|]{0,40}แล้ว)")
# A step of a list that isn't its first, which comes after others.
_STEP = re.compile(r"(?:^|\n)\W*(?:[2-9]|1\d)(?:\)|\.(?!\d))")
_FIRST = re.compile(r"ก่อน(?=\W*$|(?:ครับ|ค่ะ|นะคะ)\W*$)")
_VERB = re.compile("^(?:จะ|การ|ที่|จาก|ที่จะ|จากการ)")
_BOTH = re.compile(r"ก่อน(?:และ|/|-)หลัง(.{0,16})")
_ANCHOR = 8  # letters behind "before" or "after" that say of what


def unlike(
    text: str,
    folded: str,
    is_thai: bool,
    tallies: Mapping[str, frozenset[int]],
    proved: frozenset[str],
) -> Iterator[Lack]:
    """Qualifiers of ``text`` that what the lines hold (``folded``) doesn't bear out.

    ``proved`` are those that their figures do.
    """
    plain = fold(text)
    folded = _BOTH.sub(r"ก่อน\1 หลัง\1", folded)
    yield from (lack for lack in _groups(text.lower(), folded) if lack.text not in proved)
    if is_thai:
        yield from _sides(plain, folded)
        yield from _every(text, folded, tallies)
        yield from _antonyms(plain, folded)
    own = set(_pers(folded))
    if _SHARED.search(text):  # กองคลังและกองช่างกองละ 3,000 of lines that give it to each
        own |= _OF_OWNERS
    yield from (Lack("qualifier", per) for per in _pers(text.lower()) if per not in own)


@lru_cache(256)
def groups_in(text: str) -> tuple[tuple[str, str, int], ...]:
    """Group, word and end of each free qualifier."""
    pattern, group_of = qualifiers("free")
    plain = without_phrases(without_lookalikes(text))
    return tuple((group_of[m[0]], m[0], m.end()) for m in pattern.finditer(plain))


def _groups(text: str, folded: str) -> Iterator[Lack]:
    held = {group for group, _, _ in groups_in(folded)}
    if "must" in held:
        held.add("advised")
    text = _BESIDES.sub("|", text)
    if "เมื่อ" in folded:  # ต้องเห็นชอบก่อน of เมื่อเห็นชอบ
        text = _FIRST.sub("|", text)
    if _STEP.search(folded):
        text = _ONWARD.sub("|", text)
    against = opposites()
    for group, word, _ in groups_in(text):
        if group in held or group == "inside":
            continue
        if group not in _FREELY or held & against.get(group, frozenset()):
            yield Lack("qualifier", word)


def _sides(plain: str, folded: str) -> Iterator[Lack]:
    """``หลังวันเดินทาง`` of lines that say ``ก่อนวันเดินทาง``, and nowhere the other."""
    against = opposites()
    for group, word, end in groups_in(plain):
        anchor = _VERB.sub("", plain[end : end + _ANCHOR])
        if group not in against or len(anchor) < 3:
            continue
        sides = {
            g
            for g, _, at in groups_in(folded)
            if _VERB.sub("", folded[at : at + 2 * _ANCHOR]).startswith(anchor)
        }
        if group not in sides and sides & against[group]:
            yield Lack("qualifier", word + anchor)


def _every(text: str, folded: str, tallies: Mapping[str, frozenset[int]]) -> Iterator[Lack]:
    """``ทุกตำแหน่ง`` must be said of the same: ``บางตำแหน่ง`` is not all of them."""
    for match in _EVERY.finditer(text):
        if text[: match.start()].endswith("รวม"):  # of a total
            continue
        is_period = re.match("ไตรมาส|ปี", match[1]) and not _OFTEN.search(folded)
        if is_period and max(tallies.get(_LISTED[match[1][0]], (0,))) > 2:
            continue  # of lines that list them
        first = next(iter(words(match[1])), "")
        if f"ทุก{first}" not in folded and not (first in _ALL and "ทั้งหมด" in folded):
            yield Lack("qualifier", f"ทุก{first}")


_OFTEN = re.compile("ทุก(?:วัน|สัปดาห์|เดือน)")
_LISTED = {"ไ": "quarter", "ป": "year"}
_ALL = frozenset({"คน", "แห่ง", "โครงการ", "ตำแหน่ง", "ส่วนราชการ"})


def _antonyms(plain: str, folded: str) -> Iterator[Lack]:
    for family in antonyms():
        said = {word for word in family if word in plain}
        held = {word for word in family if word in folded}
        if held:
            yield from (Lack("qualifier", word) for word in said - held)


@lru_cache(256)
def _pers(text: str) -> tuple[str, ...]:
    words = (next(filter(None, match.groups())) for match in _PER.finditer(text))
    return tuple(_PERIODS.get(word, word) for word in words)

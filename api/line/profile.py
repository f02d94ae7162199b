"""Organisation and position out of a few words: "ธุรการ ดอนสมมุติ" is enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pythainlp.corpus import provinces

from api.answering.organizations import find_organizations
from api.answering.understand import without_organizations
from ingest.lexicon.match import find_employee_types, find_positions
from ingest.models import Organization

# What people say around their organisation and position, and greetings.
_AROUND = re.compile(
    r"สวัสดี|ขอ(?:บันทึก|แจ้ง)|ผม|กระผม|ดิฉัน|ฉัน|หนู|พี่|เรา|เป็น|คือ|ชื่อ|ตำแหน่ง|ตน|สังกัด|หน่วยงาน|ทำงาน|"
    r"ปฏิบัติงาน|อยู่|ประจำ|ที่|ของ|และ|จังหวัด|จ\.|อำเภอ|อ\.|นะ|ครับ|คับ|ค่ะ|คะ|จ้า|จ้ะ|ฮะ"
)
# In no name of an organisation or position: most questions are known by it at once.
_ASKS = re.compile(r"\?|อะไร|เท่าไ|เท่าใด|กี่|ไหน|ใคร|เมื่อไ|ไหม|อย่างไร|ยังไง|โครงการ|หลักสูตร|อบรม")
_NO_LETTER = re.compile(r"[^A-Za-z0-9ก-๙]+")
# Before the name of a place.
_PLACE = r"(?:จังหวัด|จ\.|อำเภอ|อ\.)?\s*"
_SHORTEST = 3  # letters of a place; shorter ones stand in other words
# A person says no more than this about organisation and position.
_MOST = 120


@dataclass(frozen=True, slots=True)
class Stated:
    """What a message says of its writer, and says nothing else.

    ``choices`` are the organisations of a place that was named, where it has several;
    ``nowhere`` is a place that has none in the library. An ``organization`` need not be in it.
    """

    organization: str | None = None
    position: str | None = None
    choices: tuple[str, ...] = field(default=())
    nowhere: str | None = None

    @property
    def both(self) -> bool:
        return self.position is not None and bool(self.organization or self.choices or self.nowhere)


def read_profile(text: str, known: Sequence[Organization]) -> Stated | None:
    """None for a message that says anything else, such as a question."""
    if len(text) > _MOST or _ASKS.search(text):
        return None
    rest, stated = _organization(text, known)
    rest, position = _position(rest)
    if _NO_LETTER.sub("", _AROUND.sub("", rest)):
        return None
    if not (position or stated.organization or stated.choices or stated.nowhere):
        return None
    return Stated(stated.organization, position, stated.choices, stated.nowhere)


def _organization(text: str, known: Sequence[Organization]) -> tuple[str, Stated]:
    """The text without organisation and place, and what it said of them."""
    mention = find_organizations(text, known)
    if len(mention.named) == 1 and not mention.unknown:
        return without_organizations(text, mention), Stated(mention.named[0].organization.name)
    if mention.named:
        return text, Stated()
    places = _places(known)
    typed = [name for name in mention.unknown if name not in places and name not in provinces()]
    if len(typed) == 1:
        # Before places: อบต.นาแก้วใหม่ is none of จังหวัดแก้ว.
        return re.sub(_PLACE + re.escape(typed[0]), " ", text), Stated(typed[0])
    for place, there in places.items():
        found = re.search(_PLACE + re.escape(place), text)
        if found:
            rest = text.replace(found[0], " ")
            one = there[0] if len(there) == 1 else None
            return rest, Stated(one, choices=() if one else there)
    if len(mention.unknown) != 1:
        return text, Stated()
    (name,) = mention.unknown
    return re.sub(_PLACE + re.escape(name), " ", text), Stated(nowhere=name)


def _places(known: Sequence[Organization]) -> dict[str, tuple[str, ...]]:
    """The organisations by their provinces and districts, longer names of places first."""
    found: dict[str, tuple[str, ...]] = {}
    for organization in known:
        for place in dict.fromkeys((organization.province, organization.district)):
            if place and len(place) >= _SHORTEST:
                found[place] = (*found.get(place, ()), organization.name)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _position(rest: str) -> tuple[str, str | None]:
    """The text without the position, and the position as the lexicon calls it; for who names none
    the kind of employee: ``พนักงานจ้างตามภารกิจ``."""
    # A name is sure where nothing but it is said; "|" stands where an organisation was.
    text = " ".join(rest.replace("|", " ").split())
    matches = find_positions(text) or find_employee_types(text)
    if not matches:
        return text, None
    best = max(matches, key=lambda match: (match.score, match.end - match.start))
    return text[: best.start] + " " + text[best.end :], best.canonical

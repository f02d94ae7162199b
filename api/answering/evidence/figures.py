"""Figures in texts: what is counted, how often, when, and which strategy a text names."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.text.normalize import arabic_digits

_IN_WORDS = "(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)"
_LABELS = 4_096  # strategies and units whose patterns and numbers are kept between questions


@lru_cache(_LABELS)
def counted(unit: str) -> re.Pattern[str]:
    """Where a text counts the unit: ``7 วันทำการ``, ``สองรอบ``, ``ร้อยละ 80``."""
    number = r"\d[\d,.]*"
    return re.compile(rf"(?:{number}|{_IN_WORDS})[ ]*{unit}|{unit}[ :]*(?:ที่ *)?{number}(?![.)])")


FREQUENCY = re.compile(
    r"ทุก\s?(?:วัน|อาทิตย์|สัปดาห์|เดือน|ปี|ไตรมาส|\d)|\d+\s*(?:ครั้ง|รอบ)|(?:วัน|สัปดาห์|อาทิตย์|เดือน|ปี)ละ"
)
DATE = re.compile(r"วันที่\s*\d|\d{1,2}\s*(?:[ก-ฮ]{1,2}\.[คพยม]\.|\S{2,7}(?:าคม|ายน|าพันธ์))")
PERCENT = re.compile(r"ร้อยละ\s*\d|\d\s*%|\d\s*เปอร์เซ็นต์")
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d{3,}\s*บาท|ไม่ใช้งบ")
TIME = re.compile(
    r"ไตรมาส|เดือน|[ก-ฮ]{1,2}\.[คพยม]\.|าคม|ายน|าพันธ์|ทุก(?:วัน|อาทิตย์|สัปดาห์|ปี)|ภายใน|\d+\s*วัน|25\d\d"
)
_STRATEGY = re.compile(r"((?:ยุทธศาสตร์|ประเด็น|ด้าน)(?:การพัฒนา|ยุทธศาสตร์)?)ที่\s*(\d{1,2})")


@lru_cache(_LABELS)
def strategy_numbers(text: str) -> tuple[int, ...]:
    """Numbers of the strategies that a text names: ``ยุทธศาสตร์ที่ ๓ : …`` gives 3."""
    return tuple(int(m[2]) for m in _STRATEGY.finditer(arabic_digits(text)))


def strategy_name(text: str) -> str:
    """What a plan calls its strategies: ``ประเด็นการพัฒนาที่ ๓ : …`` gives ประเด็นการพัฒนา."""
    match = _STRATEGY.search(arabic_digits(text))
    return match[1] if match else "ยุทธศาสตร์"

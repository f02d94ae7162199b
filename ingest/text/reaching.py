"""How people write ways to reach somebody so that machines don't see them, as patterns.

E-mail addresses with "at" in words, profiles in social media, homes, numbers spelled out.
"""

from __future__ import annotations

import re

_D = "[0-9๐-๙]"
_LOCAL = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}"
_DOT = r"(?:\.|\s?[\[(]\s?dot\s?[\])]\s?|\s+dot\s+|\s?ดอ[ทต]\s?)"
_TOP = r"(?:[A-Za-z]{2,24}|\s?คอม(?![ก-๎]))"
_DOMAIN = rf"[A-Za-z0-9-]{{2,63}}(?:{_DOT}{_TOP})+"
# "look at dla.go.th" is no address: without brackets only where people have their mail.
_PROVIDER = (
    r"(?:gmail|g-mail|hotmail|outlook|yahoo|ymail|icloud|windowslive|live|msn|proton(?:mail)?)"
)
EMAIL_PATTERNS = (
    re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    re.compile(rf"{_LOCAL}\s?[\[({{]\s?(?:at|@|แอ[ทดต])\s?[\])}}]\s?{_DOMAIN}", re.IGNORECASE),
    re.compile(rf"{_LOCAL}\s?@\s?{_DOMAIN}", re.IGNORECASE),
    re.compile(rf"{_LOCAL}\s?@\s?{_PROVIDER}(?![A-Za-z0-9])", re.IGNORECASE),
    re.compile(rf"{_LOCAL}(?:\s+at\s+|\s?แอ[ทดต]\s?){_PROVIDER}(?:{_DOT}{_TOP})+", re.IGNORECASE),
)

_SITES = (
    r"(?:facebook|fb|instagram|tiktok|twitter|x|linkedin)\.com|fb\.me|m\.me|t\.me|wa\.me"
    r"|threads\.(?:net|com)|youtube\.com(?=/@)"
)
LINK_PATTERNS = (
    re.compile(
        rf"(?:https?://)?(?<![A-Za-z0-9.-])(?:(?:www|m|web|th-th)\.)?(?:{_SITES})/[^\s\])]+",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:เฟ[ซส](?:บุ๊[กค]|บุค)?|ไอจี|ติ๊กต[็่]?อก|(?<![A-Za-z])(?:facebook|fb|instagram|ig|tiktok))"
        r"\s?[:=：]\s?(@?[A-Za-z0-9][A-Za-z0-9._]{2,49})",
        re.IGNORECASE,
    ),
)

_NUMBER = rf"{_D}{{1,4}}(?:/{_D}{{1,4}})?"
_VILLAGE = rf"(?:หมู่(?:ที่|บ้าน)?|ม\.)\s?{_D}{{1,2}}(?!{_D})"
_STREET = rf"(?:ซอย|ซ\.|ถนน|ถ\.)\s?[ก-๎A-Za-z0-9๐-๙]{{1,40}}(?:\s{_D}{{1,3}}(?![0-9๐-๙,.]))?"
# The house is the person; subdistrict, district and province are places.
ADDRESS_PATTERNS = (
    re.compile(
        rf"(?:บ้านเลขที่|เลขที่บ้าน)\s?{_NUMBER}(?!{_D})(?:\s{{0,2}}{_VILLAGE})?(?:\s{{0,2}}{_STREET}){{0,2}}"
    ),
    re.compile(
        rf"(?<![0-9๐-๙/]){_D}{{1,4}}/{_D}{{1,3}}\s{{0,2}}{_VILLAGE}(?:\s{{0,2}}{_STREET}){{0,2}}"
    ),
)

_DIGIT = r"(?:ศูนย์|หนึ่ง|เอ็ด|สอง|โท|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)"
_ENGLISH = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
# Nine digits or ten that begin with 0; an amount in words has tens and hundreds in it.
SPOKEN_PHONE = re.compile(
    rf"ศูนย์(?:[\s-]{{0,2}}{_DIGIT}){{8,9}}|(?<![A-Za-z])(?:zero|oh)(?:[\s-]{{1,2}}{_ENGLISH}){{8,9}}(?![A-Za-z])",
    re.IGNORECASE,
)

"""A question without who asks it: "นายสมชาย ใจดี ถามว่า งบเท่าไร" asks for a budget."""

from __future__ import annotations

import re

from api.answering.understanding.vocabulary import Want, vocabulary
from ingest.text.masking import NAME, Personal, personal_data

# Finding names takes half a millisecond; most questions give no reason to look.
_REASON = re.compile(r"ถาม|@|(?:[0-9๐-๙][ -]?){9}")
_ASKS = r"\s*(?:ขอ|อยาก|ต้องการ)?(?:สอบ)?ถาม(?:ว่า)?"
_ABOUT = (Want.PHONE, Want.SALARY)


def without_asker(message: str) -> str:
    """``message`` without the name of who "asks", and without numbers and addresses of people.

    Any other name stays: what is asked of a person must not be answered as if of all. So does
    everything in a question for personal data.
    """
    if not _REASON.search(message):
        return message
    rest = message
    for one in personal_data(message):
        rest = _without(one, rest)
    wants = vocabulary().wants
    return message if any(wants[want].search(rest) for want in _ABOUT) else rest


def _without(one: Personal, message: str) -> str:
    if one.mask != NAME:
        return re.sub(r"(?:โทร(?:ศัพท์)?\.?\s*)?" + re.escape(one.text), " ", message)
    return re.sub(r"^\s*" + re.escape(one.text) + _ASKS, " ", message)

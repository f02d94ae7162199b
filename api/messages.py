"""What may be asked at all, the same for HTTP, CLI and LINE."""

from __future__ import annotations

import unicodedata

NO_ORGANIZATION = (
    "ไม่พบชื่อหน่วยงานในเอกสาร การกรองตามหน่วยงานจะไม่พบแผนนี้ กรุณาเพิ่มชื่อเต็ม เช่น เทศบาลตำบล… "
    "แล้วนำเข้าอีกครั้ง / no local government is named, so no filter by organisation finds this "
    "plan; add the full name to the file and ingest it again"
)


class MessageError(ValueError):
    """A message that can't be a question. ``str()`` is one line, Thai / English."""

    def __init__(self, code: str, thai: str, english: str) -> None:
        super().__init__(f"{thai} / {english}")
        self.code = code
        self.thai = thai
        self.english = english


def without_lone_surrogates(text: str) -> str:
    """The text without halves of UTF-16 pairs, which no file, index or answer can hold.

    JSON can carry them as escapes; the command line, as bytes that aren't UTF-8.
    """
    return text.encode("utf-8", "ignore").decode("utf-8")


def checked_message(message: str, max_chars: int) -> str:
    """The message without outer white space and lone surrogates; raises MessageError for what
    holds no question.

    A letter or a digit of any script is enough: "๒๕๖๙?" passes, "👍🏽!!" doesn't.
    """
    text = without_lone_surrogates(message).strip()
    if not text:
        raise MessageError(
            "empty-message", "กรุณาพิมพ์คำถามก่อนส่ง", "please type a question before sending"
        )
    if len(text) > max_chars:
        raise MessageError(
            "message-too-long",
            f"ข้อความยาว {len(text):,} ตัวอักษร กรุณาย่อให้ไม่เกิน {max_chars:,} ตัวอักษร",
            f"the message has {len(text):,} characters; please keep it within {max_chars:,}",
        )
    if not any(unicodedata.category(char)[0] in "LN" for char in text):
        raise MessageError(
            "no-words", "กรุณาพิมพ์คำถามเป็นตัวอักษร", "please ask in words; no letter was found"
        )
    return text

"""What the bot says of itself: greeting, questions to the person, and that an answer takes time."""

from __future__ import annotations

from collections.abc import Sequence

from api.line.messages.labels import chips
from api.line.messages.model import Message, QuickReply
from api.line.messages.texts import text_message

SKIP = "ข้ามไปก่อน"
FETCH = "fetch:"  # begins the data of a postback that asks for a finished answer


def greeting_messages(organizations: Sequence[str] = ()) -> list[Message]:
    """To a person met first: what can be asked, and a question for the organisation."""
    return [
        text_message("สวัสดีครับ ผมคือ “ถามแผน” ตอบคำถามจากแผนพัฒนาบุคลากรขององค์กรปกครองส่วนท้องถิ่น"),
        ask_organization(organizations),
    ]


def ask_organization(organizations: Sequence[str] = ()) -> Message:
    text = "ท่านอยู่หน่วยงานใด และตำแหน่งอะไรครับ\nเลือกด้านล่าง หรือพิมพ์สั้น ๆ เช่น “ธุรการ กาฬสินธุ์” ก็ได้"
    return text_message(text, [*chips(organizations)[:12], QuickReply(SKIP, SKIP)])


def ask_position(positions: Sequence[str] = (), organization: str | None = None) -> Message:
    known = f"บันทึกหน่วยงาน {organization} แล้วครับ\n" if organization else ""
    text = f"{known}ท่านตำแหน่งอะไรครับ เลือกด้านล่างหรือพิมพ์ชื่อตำแหน่งก็ได้"
    return text_message(text, [*chips(positions)[:12], QuickReply(SKIP, SKIP)])


def waiting_message(fetch_id: str) -> Message:
    """Instead of an answer that takes longer than a reply may; the button asks for it."""
    shown = "ดูคำตอบ"
    return text_message(
        "คำถามนี้ใช้เวลาหาคำตอบสักครู่ครับ กดปุ่ม “ดูคำตอบ” ด้านล่างเพื่อรับคำตอบ",
        [QuickReply(shown, shown, data=f"{FETCH}{fetch_id}")],
    )

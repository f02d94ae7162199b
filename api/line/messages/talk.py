"""What the bot says of itself: greeting, questions to the person, and that an answer takes time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.line.messages import flex
from api.line.messages.labels import chips
from api.line.messages.limits import ACTION_GRAPHEMES, QUICK_REPLIES
from api.line.messages.links import drafting_link
from api.line.messages.model import Message, QuickReply
from api.line.messages.texts import clean, graphemes, text_message, with_quick_replies

SKIP = "ข้ามไปก่อน"
FETCH = "fetch:"  # begins the data of a postback that asks for a finished answer

_EXAMPLES_TO_DRAFT = (
    ("ตัวอย่างด้านจริยธรรม", "ขอตัวอย่างโครงการด้านคุณธรรมจริยธรรม"),
    ("ตัวอย่างด้านดิจิทัล", "ขอตัวอย่างโครงการด้านทักษะดิจิทัล"),
)

_SKIPPING = QuickReply(SKIP, SKIP)
_CHOICES = QUICK_REPLIES - 1  # beside the one that skips
_PRIVACY = (
    "จำหน่วยงานและตำแหน่งที่ท่านบอก กับบทสนทนา 24 ชั่วโมง พิมพ์ “ลบข้อมูลฉัน” เพื่อลบ หรือ “เปลี่ยนหน่วยงาน” เพื่อเปลี่ยน"
)


def greeting_messages(
    organizations: Sequence[str] = (), chips: Sequence[QuickReply] = ()
) -> list[Message]:
    """What can be asked; to a person met first a question for the organisation, to another
    ``chips``.

    ``organizations`` are those whose plans can be asked about, the likely ones first.
    """
    organizations = [name for name in (clean(each).strip() for each in organizations) if name]
    hello = text_message(
        "สวัสดีครับ ผมคือ “ถามแผน” ตอบคำถามจากแผนพัฒนาบุคลากรขององค์กรปกครองส่วนท้องถิ่น พร้อมบรรทัดในแผนที่อ้างอิง"
    )
    abilities = _abilities(organizations)
    if chips:
        return [hello, with_quick_replies(abilities, chips)]
    return [hello, abilities, ask_organization(organizations)]


def _abilities(organizations: Sequence[str]) -> Message:
    asked = [each for each in _examples(organizations) if len(graphemes(each)) <= ACTION_GRAPHEMES]
    rows = [flex.tappable(each, flex.says(each, each)) for each in asked]
    body = [
        flex.text("หลักสูตร งบประมาณ ระยะเวลา ผู้รับผิดชอบ ตัวชี้วัด และเปรียบเทียบระหว่างหน่วยงาน"),
        flex.text("ลองแตะเพื่อถาม", color=flex.SOFT, size="xs", margin="md"),
        *rows,
        flex.text(_PRIVACY, color=flex.SOFT, size="xxs", margin="md"),
    ]
    card = flex.bubble(body, size="mega", title="ถามอะไรได้บ้าง")
    return flex.flex_message("ถามอะไรได้บ้าง: " + ", ".join(asked), [card])[0]


def _examples(organizations: Sequence[str]) -> Iterator[str]:
    yield "ตำแหน่งของฉันต้องอบรมหลักสูตรอะไรบ้าง"
    if organizations:
        yield f"{organizations[0]}มีโครงการอะไรบ้าง"
    if len(organizations) > 1:
        yield f"เปรียบเทียบงบฝึกอบรมของ{organizations[0]}กับ{organizations[-1]}"


def ask_organization(organizations: Sequence[str] = ()) -> Message:
    offered = chips(organizations)[:_CHOICES]
    example = f" เช่น “ธุรการ {offered[0].label}”" if offered else ""
    text = f"ท่านอยู่หน่วยงานใด และตำแหน่งอะไรครับ\nเลือกด้านล่าง หรือพิมพ์สั้น ๆ{example} ก็ได้"
    return text_message(text, [*offered, _SKIPPING])


def ask_position(positions: Sequence[str] = (), organization: str | None = None) -> Message:
    known = f"บันทึกหน่วยงาน {organization} แล้วครับ\n" if organization else ""
    text = f"{known}ท่านตำแหน่งอะไรครับ เลือกด้านล่างหรือพิมพ์ชื่อตำแหน่งก็ได้"
    return text_message(text, [*chips(positions)[:_CHOICES], _SKIPPING])


def drafting_message(public_url: str | None) -> Message:
    """Where plans are drafted, with a button that opens it, and examples to ask for."""
    said = "ร่างแผนจากโครงการตัวอย่างได้บนเว็บ ระบุหน่วยงาน ปีงบประมาณ และเรื่อง แก้ไขแล้วส่งออกเป็น Word ได้"
    link = drafting_link(public_url)
    offered = [QuickReply(label, asked) for label, asked in _EXAMPLES_TO_DRAFT]
    if link is None:
        return text_message(f"{said} ที่หน้า “ร่างแผน” ของระบบ", offered)
    body = [flex.text("ร่างแผนปีถัดไป", weight="bold"), flex.text(said)]
    card = flex.bubble(body, size="mega", footer=[flex.link_button("เปิดหน้าร่างแผน", link)])
    message, _ = flex.flex_message(said, [card])
    return with_quick_replies(message, offered)


def waiting_message(fetch_id: str) -> Message:
    """Instead of an answer that takes longer than a reply may; the button asks for it.

    The button stays in the chat; the chip below is gone with the next message.
    """
    label, data = "ดูคำตอบ", f"{FETCH}{fetch_id}"
    fetch = {"type": "postback", "label": label, "data": data, "displayText": label}
    body = [
        flex.text("กำลังหาคำตอบอยู่ครับ", weight="bold"),
        flex.text(f"คำถามนี้ใช้เวลาสักครู่ แตะ “{label}” เพื่อรับคำตอบ"),
    ]
    button = {
        "type": "button",
        "style": "primary",
        "height": "sm",
        "color": flex.ACCENT,
        "action": fetch,
    }
    card = flex.bubble(body, size="mega", footer=[button])
    message, _ = flex.flex_message(f"กำลังหาคำตอบอยู่ครับ แตะ “{label}” เพื่อรับคำตอบ", [card])
    return with_quick_replies(message, [QuickReply(label, label, data=data)])

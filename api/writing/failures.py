"""Why a model gave no answer, in one line for who runs the service: Thai / English, what to do."""

from __future__ import annotations

# By what the server answered.
_REFUSED = {
    401: (
        "เซิร์ฟเวอร์ของโมเดลไม่รับคีย์ กรุณาตรวจสอบ HRPLAN_CHAT_API_KEY",
        "the chat model's server refused the key; check HRPLAN_CHAT_API_KEY",
    ),
    404: (
        "เซิร์ฟเวอร์ไม่มีโมเดลหรือที่อยู่นี้ กรุณาตรวจสอบ HRPLAN_CHAT_MODEL และ HRPLAN_CHAT_BASE_URL "
        "(มักลงท้ายด้วย /v1)",
        "the server has no such model or address; check HRPLAN_CHAT_MODEL and "
        "HRPLAN_CHAT_BASE_URL, which often ends in /v1",
    ),
    429: (
        "โมเดลรับคำขอไม่ทันหรือหมดโควตา กรุณาตรวจสอบโควตาหรือรอสักครู่",
        "the chat model's server is busy or its quota is used up; check the quota, or wait",
    ),
}
_INVALID = (
    "เซิร์ฟเวอร์ของโมเดลไม่รับคำขอ กรุณาตรวจสอบว่า HRPLAN_CHAT_MODEL เป็นโมเดลสนทนาที่รับข้อความได้ยาวพอ",
    "the chat model's server refused the request; check that HRPLAN_CHAT_MODEL is a chat model "
    "that reads 16,000 tokens",
)
_ELSEWHERE = (
    "เซิร์ฟเวอร์ของโมเดลส่งต่อไปที่อื่น ซึ่งระบบไม่ส่งคำถามไป กรุณากำหนด HRPLAN_CHAT_BASE_URL เป็นที่อยู่สุดท้าย",
    "the chat model's server redirects, where no question is sent; set HRPLAN_CHAT_BASE_URL to "
    "the final address",
)
_BROKEN = (
    "เซิร์ฟเวอร์ของโมเดลขัดข้อง กรุณาดูบันทึกของเซิร์ฟเวอร์นั้น",
    "the chat model's server failed; see its own log",
)
_UNREACHED = (
    "ติดต่อเซิร์ฟเวอร์ของโมเดลไม่ได้ กรุณาตรวจสอบ HRPLAN_CHAT_BASE_URL และว่าเซิร์ฟเวอร์เปิดอยู่",
    "can't reach the chat model's server; check HRPLAN_CHAT_BASE_URL and that it runs",
)
_LATE = (
    "โมเดลตอบไม่ทันเวลา กรุณาใช้โมเดลที่เร็วขึ้นหรือเพิ่ม HRPLAN_CHAT_TIMEOUT",
    "the chat model was too slow; use a quicker one or raise HRPLAN_CHAT_TIMEOUT",
)
_UNREADABLE = (
    "อ่านคำตอบจากเซิร์ฟเวอร์ของโมเดลไม่ได้ กรุณาตรวจสอบ HRPLAN_CHAT_BASE_URL และ HRPLAN_CHAT_API_KEY",
    "can't read what the chat model's server answers; check HRPLAN_CHAT_BASE_URL and "
    "HRPLAN_CHAT_API_KEY",
)


def told(error: Exception) -> str:
    """The line. What the error itself says isn't in it: it may repeat a key or a question."""
    status = getattr(error, "status_code", None)
    thai, english = _words(error, status if isinstance(status, int) else 0)
    kind = f"{type(error).__name__} {status or ''}".strip()
    return f"{thai} / {english} ({kind})"


def _words(error: Exception, status: int) -> tuple[str, str]:
    if status >= 500:
        return _BROKEN
    if status >= 400:
        return _REFUSED.get(401 if status == 403 else status, _INVALID)
    if status >= 300:
        return _ELSEWHERE
    name = type(error).__name__
    if isinstance(error, TimeoutError) or "Timeout" in name:
        return _LATE
    if "Protocol" in name or status < 0:  # broken off; Ollama tells what went wrong midway
        return _BROKEN
    if isinstance(error, ConnectionError) or "Connect" in name:
        return _UNREACHED
    return _UNREADABLE

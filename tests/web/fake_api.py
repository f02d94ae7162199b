"""The service's contract with scripted answers, to bring the page into each of its states.

A question is answered by the script whose key it holds (see ``answer_to``); ``Fake`` keeps what
was asked and says how the next requests fail.
"""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse, Response, StreamingResponse
from fastapi.staticfiles import StaticFiles
from PIL import Image

from tests.web import plan_text
from tests.web.plan_text import ORGANIZATION, PLAN_ID, SOURCE, TITLE, TRAP

WEB = Path(__file__).parents[2] / "api" / "web"
OTHERS = ("องค์การบริหารส่วนตำบลไผ่ล้อมเดือน", "เทศบาลตำบลบึงกะสลอง", "เทศบาลนครศิลาวารี")

Json = dict[str, Any]
# Longer than any test takes: each lets go at its end what it held.
HELD_SECONDS = 300


def plan(number: int, organization: str, years: list[int], **fields: Any) -> Json:
    span = str(years[0]) if len(years) == 1 else f"{years[0]} - {years[-1]}"
    base = {
        "id": f"plan-{number}",
        "title": f"แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. {span}",
        "organization": organization,
        "organization_type": "เทศบาลเมือง",
        "province": "จังหวัดธารมณี",
        "fiscal_years": years,
        "kind": "แผนพัฒนาบุคลากร",
        "source": f"plan-{number}.txt",
    }
    return base | fields


PLANS = [
    plan(0, ORGANIZATION, [2569], id=PLAN_ID, source=SOURCE, title=TITLE),
    plan(1, OTHERS[0], [2567, 2568, 2569]),
    plan(2, OTHERS[1], [2568], title=f"นโยบายการบริหารทรัพยากรบุคคล {TRAP}"),
    plan(3, OTHERS[2], [2569]),
]


def citation(number: int, start: int, end: int, **fields: Any) -> Json:
    base = {
        "id": number,
        "passage_id": f"{PLAN_ID}-{start}",
        "plan_id": PLAN_ID,
        "organization": ORGANIZATION,
        "fiscal_years": [2569],
        "title": TITLE,
        "source": SOURCE,
        "section": ["ส่วนที่ 3 ยุทธศาสตร์การพัฒนาบุคลากร", "ยุทธศาสตร์ที่ 2"],
        "line_start": start,
        "line_end": end,
        "page": None,
        "quote": "ข้อความที่ยกมา",
    }
    return base | fields


ROW = citation(1, plan_text.CITED_LINE, plan_text.CONTINUED_LINE)
TEXT = citation(2, 22, 23, section=["ส่วนที่ 3 ยุทธศาสตร์การพัฒนาบุคลากร"])
FOLLOW_UPS = ["โครงการนี้จัดช่วงเดือนใด", "ผู้รับผิดชอบคือหน่วยงานใด"]


def writing(fallback: str | None) -> Json:
    """How a chat model fared."""
    counts = {"kept": 1, "repaired": 0, "dropped": 0}
    return {"model": "openai:some", "prompt": "0123456789ab", "fallback": fallback, **counts}


SCRIPTS: dict[str, Json] = {
    "หลักสูตร": {
        "answer": (
            "เจ้าพนักงานธุรการของเทศบาลเมืองธารมณีเข้าอบรม **โครงการฝึกอบรมหลักสูตร"
            "เจ้าพนักงานธุรการยุคดิจิทัล** ได้ งบประมาณ 65,000 บาท [1]\n\n"
            "- สำนักปลัดเทศบาล 45,000 บาท [1]\n- กองช่าง 20,000 บาท [1]\n\n"
            "แผนส่งเสริมให้บุคลากรทุกคนได้รับการพัฒนาอย่างทั่วถึง [2] ตามข้อ [2569]"
        ),
        "citations": [ROW, TEXT],
        "suggestions": FOLLOW_UPS,
    },
    "เปรียบเทียบ": {
        "answer": (
            "งบประมาณพัฒนาบุคลากรของสองหน่วยงาน\n"
            "| หน่วยงาน | ปี | งบประมาณ (บาท) | โครงการ |\n|---|---|---|---|\n"
            "| เทศบาลเมืองธารมณี | 2569 | 1,235,000 | อบรมเจ้าพนักงานธุรการ<br>ศึกษาดูงาน [1] |\n"
            "| องค์การบริหารส่วนตำบลไผ่ล้อมเดือน | 2569 | - | - |\n"
            "| รวม | | **1,235,000** | ก \\| ข [2] |"
        ),
        "citations": [ROW, TEXT] + [citation(n, n * 9, n * 9 + 1) for n in range(3, 8)],
    },
    "เงินเดือน": {
        "answer": (
            "แผนที่มีอยู่ไม่ได้กล่าวถึงเงินเดือนของตำแหน่งนี้ สิ่งที่แผนกล่าวไว้คืองบประมาณฝึกอบรมของเทศบาลเมืองธารมณี [1]"
        ),
        "answerable": False,
        "citations": [ROW],
        "suggestions": ["งบประมาณฝึกอบรมของเทศบาลเมืองธารมณีเท่าไร"],
    },
    "หน่วยงานเรา": {
        "answer": "ต้องการทราบของหน่วยงานใด",
        "needs": "organization",
        "suggestions": [ORGANIZATION, *OTHERS],
    },
    "ของฉัน": {"answer": "คุณดำรงตำแหน่งใด", "needs": "position", "suggestions": ["นิติกร"]},
    "ฉีด": {
        "answer": f"แผนเขียนว่า {TRAP}\n- {TRAP}\n\n| ก |\n|---|\n| {TRAP} |",
        "citations": [citation(1, 24, 24, section=[TRAP], title=TRAP, quote=TRAP)],
        "suggestions": [TRAP],
    },
    "ทีละบรรทัด": {
        "answer": (
            "งบประมาณ 65,000 บาท [1]\nระยะเวลา มกราคม 2569 [1]\n"
            "- สำนักปลัดเทศบาล [1]\n- กองช่าง [1]\nตามแผนของเทศบาลเมืองธารมณี [1]"
        ),
        "citations": [ROW],
    },
    "ไฟล์พีดีเอฟ": {
        "answer": "ในหน้าที่ 3 [1] และหน้าที่ 7 [2]",
        "citations": [
            ROW | {"page": 3, "place": "หน้า 3"},
            citation(2, 22, 23, page=7, place="หน้า 7"),
        ],
    },
    "ยอดรวม": {
        "answer": "รวม 9 รายการ " + "".join(f"[{n}]" for n in range(1, 10)) + "\nมี 4 [1][2][3][4]",
        "citations": [citation(n, n * 9, n * 9 + 1) for n in range(1, 10)],
    },
    "ในไฟล์": {
        "answer": "จากหน้าหนึ่ง [1] และจากชีต [2]",
        "citations": [
            citation(1, 22, 23, section=["ส่วนที่ 3"], page=12, place="หน้า 12"),
            citation(2, 31, 32, section=[], place="ชีต งบประมาณ แถว 8-9"),
        ],
    },
    "โมเดลตอบ": {
        "answer": "เรียบเรียงแล้ว [1]",
        "citations": [TEXT],
        "mode": "llm",
        "writing": writing(None),
    },
    "โมเดลช้า": {"answer": "คำตอบเดิม [1]", "citations": [TEXT], "writing": writing("timeout")},
    "โมเดลผิด": {"answer": "คำตอบเดิม [1]", "citations": [TEXT], "writing": writing("unsupported")},
    "แผนหาย": {"answer": "ตอบ [1]", "citations": [citation(1, 5, 5, plan_id="gone")]},
    "ตาราง": {
        "answer": "ทั้งยุทธศาสตร์ [1]",
        "citations": [citation(1, plan_text.SCOPE_LINE, plan_text.TOTAL_LINE)],
    },
}
DEFAULT: Json = {"answer": "ตอบแล้ว [1]", "citations": [TEXT]}


def answer_to(message: str) -> Json:
    script = next((s for key, s in SCRIPTS.items() if key in message), DEFAULT)
    base = {
        "answerable": True,
        "needs": None,
        "citations": [],
        "facts": [],
        "suggestions": [],
        "mode": "extractive",
        "writing": None,
        "session_id": "session-1",
    }
    return base | script


def problem(status: int, detail: str) -> JSONResponse:
    body = {"type": "about:blank", "title": "Problem", "status": status, "detail": detail}
    return JSONResponse(body, status, media_type="application/problem+json")


BROKEN = "ฐานข้อมูลไม่ตอบ / the database does not answer"


@dataclass
class Fake:
    """How requests are met, and what was asked.

    ``stream``: "whole", "slow" (pauses between pieces), "hold" (nothing until ``release``),
    "hang" (nothing after the first piece until ``release``), "cut" (ends early), "missing" (404)
    or "error" (an error event). ``chat_status`` other than 200 fails /chat, and /chat/stream
    before its first event. ``feedback`` holds what was told of answers.
    """

    plans: list[Json] = field(default_factory=lambda: list(PLANS))
    plans_status: int = 200
    chat_status: int = 200
    stream: str = "whole"
    asked: list[tuple[str, Json]] = field(default_factory=list)
    feedback: list[Json] = field(default_factory=list)
    feedback_status: int = 201
    pages_missing: set[int] = field(default_factory=set)
    release: threading.Event = field(default_factory=threading.Event)

    def messages(self) -> list[str]:
        return [body["message"] for _, body in self.asked]


class CachedFiles(StaticFiles):
    """Files that the browser need not ask for in each test."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "max-age=600"
        return response


def create_app(fake: Fake) -> FastAPI:
    app = FastAPI()

    @app.get("/")
    def page() -> FileResponse:
        return FileResponse(WEB / "index.html")

    _serve_plans(app, fake)
    _serve_chat(app, fake)
    _serve_feedback(app, fake)
    app.mount("/assets", CachedFiles(directory=WEB / "assets"))
    return app


def _serve_plans(app: FastAPI, fake: Fake) -> None:
    @app.get("/plans")
    def plans() -> Response:
        if fake.plans_status != 200:
            return problem(fake.plans_status, BROKEN)
        return JSONResponse({"plans": fake.plans})

    @app.get("/plans/{plan_id}/source")
    def source(plan_id: str, line_start: int, line_end: int) -> Response:
        if plan_id == "gone":
            return problem(404, "ไม่พบแผนนี้ / there is no such plan")
        return JSONResponse(plan_text.source_view(line_start, line_end))

    @app.get("/plans/{plan_id}/pages/{page}")
    def picture(plan_id: str, page: int) -> Response:
        if page in fake.pages_missing:
            return problem(404, "ไม่มีหน้านี้ / no such page")
        out = io.BytesIO()
        Image.new("RGB", (600, 800), "white").save(out, "PNG")
        return Response(out.getvalue(), media_type="image/png")


def _serve_chat(app: FastAPI, fake: Fake) -> None:
    @app.post("/chat")
    async def chat(request: Request) -> Response:
        body = await request.json()
        fake.asked.append(("chat", body))
        if fake.chat_status != 200:
            return problem(fake.chat_status, BROKEN)
        return JSONResponse(answer_to(body["message"]))

    @app.post("/chat/stream")
    async def chat_stream(request: Request) -> Response:
        body = await request.json()
        fake.asked.append(("stream", body))
        if fake.stream == "missing":
            return problem(404, "ไม่มีที่อยู่นี้ / no such address")
        if fake.chat_status != 200:
            return problem(fake.chat_status, BROKEN)
        return StreamingResponse(_events(fake, body["message"]), media_type="text/event-stream")


def _serve_feedback(app: FastAPI, fake: Fake) -> None:
    @app.post("/feedback")
    async def feedback(request: Request) -> Response:
        body = await request.json()
        if fake.feedback_status != 201:
            return problem(fake.feedback_status, BROKEN)
        fake.feedback.append(body)
        return JSONResponse({"id": "f", "kept": None}, 201)


def _events(fake: Fake, message: str) -> Iterator[bytes]:
    response = answer_to(message)
    answer = response["answer"]
    yield b": ping\n\n"
    if fake.stream == "hold":
        fake.release.wait(HELD_SECONDS)
    for number, at in enumerate(range(0, len(answer), 24)):
        yield from _split(_event("token", {"text": answer[at : at + 24]}))
        if fake.stream == "slow":
            time.sleep(0.06)
        if number == 0 and fake.stream == "hang":
            fake.release.wait(HELD_SECONDS)
        if number == 0 and fake.stream == "cut":
            return
        if number == 0 and fake.stream == "error":
            yield _event("error", {"title": "Problem", "status": 500, "detail": BROKEN})
            return
    for item in response["citations"]:
        yield _event("citation", item)
    yield _event("done", response)


def _event(name: str, data: Json) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _split(event: bytes) -> Iterator[bytes]:
    """Network pieces end anywhere, also inside a Thai letter's three bytes."""
    middle = len(event) - 12
    yield event[:middle]
    yield event[middle:]

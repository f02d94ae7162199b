"""Verdicts on answers: kept with personal data masked, read back by ``hrplan eval add`` alone."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal
from uuid import uuid4

from fastapi import APIRouter, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from api.http.access import READER, FeedbackRoute
from api.http.bodies import CleanText, ProfileBody, clean
from api.http.context import LibraryDep, MetricsDep, SettingsDep
from api.http.contract import problems
from api.http.errors import ApiProblem
from api.messages import checked_message
from api.schemas import Citation, SessionId
from api.settings import Settings
from ingest.text.masking import mask, personal_data
from retriever.catalogue import Cited, Feedback

router = APIRouter(
    tags=["feedback"],
    route_class=FeedbackRoute,
    dependencies=READER,
    responses=problems(400, 401, 413, 422, 429),
)

# Twice the longest answer over the sample plans, and as much history as a session keeps.
ANSWER_CHARS = 20_000
COMMENT_CHARS = 2_000
CITATIONS = 200
HISTORY = 20

Verdict = Literal["up", "down"]
Id = Annotated[str, BeforeValidator(clean), StringConstraints(min_length=1, max_length=300)]
Line = Annotated[int, Field(ge=1, le=10**9)]
Text = Annotated[CleanText, StringConstraints(pattern=r"\S", max_length=ANSWER_CHARS)]
Comment = Annotated[CleanText, StringConstraints(strip_whitespace=True, max_length=COMMENT_CHARS)]


class CitedBody(Citation):
    """A citation as ``/chat`` gave it, or its file, ids and lines alone; no more is kept."""

    model_config = ConfigDict(extra="forbid", title="CitedLines")

    id: int | None = None  # type: ignore[assignment]
    passage_id: Id
    plan_id: Id
    organization: str | None = None
    fiscal_years: list[int] = Field(default_factory=list)
    title: str = ""
    source: Id
    section: list[str] = Field(default_factory=list)
    line_start: Line
    line_end: Line
    page: int | None = None
    quote: str = ""


class FeedbackBody(BaseModel):
    """``verdict`` null takes back what the session said of this answer."""

    model_config = ConfigDict(
        extra="forbid",
        title="FeedbackRequest",
        json_schema_extra={
            "example": {
                "verdict": "down",
                "session_id": "session-of-the-chat",
                "question": "โครงการนี้ใช้งบประมาณเท่าไร",
                "answer": "35,000 บาท [1]",
                "comment": "เป็นงบของปีก่อน",
                "citations": [
                    {
                        "source": "plan.txt",
                        "plan_id": "1f2e",
                        "passage_id": "1f2e:12",
                        "line_start": 40,
                        "line_end": 41,
                    }
                ],
            }
        },
    )

    verdict: Verdict | None
    question: CleanText
    answer: Text
    citations: Annotated[list[CitedBody], Field(max_length=CITATIONS)] = []
    answerable: bool | None = None
    comment: Comment | None = None
    session_id: SessionId | None = None
    profile: ProfileBody | None = None
    history: Annotated[list[CleanText], Field(max_length=HISTORY)] | None = None


class KeptFeedback(BaseModel):
    """The texts as they are kept."""

    verdict: Verdict
    question: str
    answer: str
    comment: str


class FeedbackReceipt(BaseModel):
    """``kept`` is null where a verdict was taken back."""

    id: str
    kept: KeptFeedback | None


@router.post("/feedback", status_code=201, summary="บอกว่าคำตอบถูกหรือผิด / a verdict on an answer")
def give_feedback(
    body: FeedbackBody,
    library: LibraryDep,
    settings: SettingsDep,
    metrics: MetricsDep,
    response: Response,
) -> FeedbackReceipt:
    """Names, phone numbers, LINE ids and the like are masked before anything is kept, and the
    session is not kept. A second verdict of a session on the same answer takes the place of the
    first; ``verdict`` null takes it back (200)."""
    _check(body, settings)
    # An answer repeats words of its question, cut by the segmenter: “ไม่พบเรื่อง นาย สม ชาย”.
    known = personal_data(body.question, *(body.history or ()), body.comment or "")
    question, answer = mask(body.question.strip()), mask(body.answer, known)
    key = _key(body.session_id, question, answer)
    if body.verdict is None:
        library.feedback.remove(key)
        metrics.verdict(None)
        response.status_code = 200
        return FeedbackReceipt(id=key, kept=None)
    profile = body.profile or ProfileBody()
    kept = Feedback(
        id=key,
        verdict=body.verdict,
        question=question,
        answer=answer,
        citations=tuple(
            Cited(c.source, c.plan_id, c.passage_id, c.line_start, c.line_end)
            for c in body.citations
        ),
        answerable=body.answerable,
        comment=mask(body.comment or ""),
        organization=profile.organization or None,
        position=profile.position or None,
        history=tuple(mask(message.strip()) for message in body.history or ()),
    )
    library.feedback.put(kept)
    metrics.verdict(body.verdict)
    return FeedbackReceipt(id=key, kept=KeptFeedback.model_validate(kept, from_attributes=True))


def _check(body: FeedbackBody, settings: Settings) -> None:
    for message in (body.question, *(body.history or ())):
        checked_message(message, settings.max_question_chars)
    if any(cited.line_end < cited.line_start for cited in body.citations):
        raise ApiProblem(
            422,
            "line-range",
            "บรรทัดท้ายของแหล่งอ้างอิงต้องไม่มาก่อนบรรทัดแรก",
            "line_end of a citation must not come before its line_start",
        )
    if body.verdict is None and body.session_id is None:
        raise ApiProblem(
            422,
            "no-session",
            "กรุณาส่ง session_id ของคำตอบที่ต้องการยกเลิกความเห็น",
            "send the session_id whose verdict is to be taken back",
        )


def _key(session_id: str | None, question: str, answer: str) -> str:
    """The same for the same answer within a session, and no way back to the session."""
    if session_id is None:
        return uuid4().hex
    parts = "\0".join((session_id, question, answer))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]

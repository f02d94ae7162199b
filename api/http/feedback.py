"""Verdicts on answers: kept with personal data masked, read back by ``hrplan eval add`` alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
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
from retriever.library import Library

router = APIRouter(
    tags=["feedback"],
    route_class=FeedbackRoute,
    dependencies=READER,
    responses=problems(400, 401, 413, 422, 429, 503),
)

# Twice the longest answer over the sample plans, and as much history as a session keeps.
ANSWER_CHARS = 20_000
COMMENT_CHARS = 2_000
CITATIONS = 200
HISTORY = 20
# As ``ingest.pipeline`` gives ids; one without a letter might be a number of somebody.
_PLAN_ID = re.compile(r"(?=[0-9]*[a-f])[0-9a-f]{12}")
_PASSAGE = re.compile(r"(?P<plan>.+):(?P<start>[0-9]{1,6})-(?P<end>[0-9]{1,6})[a-z]?")

Verdict = Literal["up", "down"]
Id = Annotated[str, BeforeValidator(clean), StringConstraints(min_length=1, max_length=300)]
Line = Annotated[int, Field(ge=1, le=999_999)]
Text = Annotated[CleanText, StringConstraints(pattern=r"\S", max_length=ANSWER_CHARS)]
Comment = Annotated[CleanText, StringConstraints(strip_whitespace=True, max_length=COMMENT_CHARS)]


class CitedBody(Citation):
    """A citation as ``/chat`` gave it, or its file, ids and lines alone. Of a plan in the library
    these ids and lines are kept, of one that may have been there the plan's id and lines, of
    another nothing."""

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


@router.post(
    "/feedback",
    status_code=201,
    summary="บอกว่าคำตอบถูกหรือผิด / a verdict on an answer",
    responses={200: {"model": FeedbackReceipt, "description": "A verdict was taken back"}},
)
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
    profile = body.profile or ProfileBody()
    asker = (profile.organization or "", profile.position or "")
    known = personal_data(body.question, *(body.history or ()), body.comment or "", *asker)
    question, answer = mask(body.question.strip()), mask(body.answer, known)
    key = _key(body.session_id, question, answer)
    if body.verdict is None:
        library.feedback.remove(key)
        metrics.verdict(None)
        response.status_code = 200
        return FeedbackReceipt(id=key, kept=None)
    kept = Feedback(
        id=key,
        verdict=body.verdict,
        question=question,
        answer=answer,
        citations=tuple(_cited(body.citations, library)),
        answerable=body.answerable,
        comment=mask(body.comment or ""),
        organization=mask(asker[0]) or None,
        position=mask(asker[1]) or None,
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


def _cited(citations: Sequence[CitedBody], library: Library) -> Iterator[Cited]:
    """What is kept of citations: nothing that a client can write freely.

    The name of a file comes from the library; that of a plan which is gone isn't kept.
    """
    plans = {plan.id: plan for plan in library.plans()} if citations else {}
    for cited in citations:
        plan = plans.get(cited.plan_id)
        if plan is None:
            if _PLAN_ID.fullmatch(cited.plan_id):
                yield Cited("", cited.plan_id, "", cited.line_start, cited.line_end)
        elif cited.line_end <= plan.line_count:
            passage = _PASSAGE.fullmatch(cited.passage_id)
            is_its = (
                passage and passage["plan"] == plan.id and int(passage["end"]) <= plan.line_count
            )
            passage_id = cited.passage_id if is_its else ""
            yield Cited(plan.source, plan.id, passage_id, cited.line_start, cited.line_end)


def _key(session_id: str | None, question: str, answer: str) -> str:
    """The same for the same answer within a session, and no way back to the session."""
    if session_id is None:
        return uuid4().hex
    parts = "\0".join((session_id, question, answer))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]

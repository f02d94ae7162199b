"""What requests carry: the contract's fields and no others, and text that can be kept.

A field that is dropped in silence changes what is asked: without its ``organization`` a question
is answered from all plans. So a field that is not known is refused by name.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from api.messages import without_lone_surrogates
from api.schemas import AddedPlan, ChatRequest, Name, Profile


def clean(value: object) -> object:
    """A text without lone surrogates; anything else as it is."""
    return without_lone_surrogates(value) if isinstance(value, str) else value


# Before the framework's own checks, which refuse such text without saying what is wrong with it.
CleanName = Annotated[Name, BeforeValidator(clean)]
CleanText = Annotated[str, BeforeValidator(clean)]


class ProfileBody(Profile):
    model_config = ConfigDict(extra="forbid", title="Profile")

    organization: CleanName | None = None
    position: CleanName | None = None


class ChatBody(ChatRequest):
    model_config = ConfigDict(extra="forbid", title="ChatRequest")

    message: CleanText
    profile: ProfileBody | None = None
    organization: CleanName | None = None


class UploadedPlan(AddedPlan):
    """``warnings`` are lines, Thai / English, to be shown to whoever added the plan."""

    warnings: list[str]


class AdminAccess(BaseModel):
    """What the holder of the admin key may send."""

    max_upload_mb: int

from __future__ import annotations

from pathlib import Path

import pytest

from retriever.catalogue.engine import open_engine
from retriever.catalogue.sessions import MESSAGES, Sessions
from tests.retriever.conftest import Clock


@pytest.fixture
def sessions(tmp_path: Path, clock: Clock) -> Sessions:
    return Sessions(open_engine(tmp_path / "c.sqlite"), lifetime=60, clock=clock)


def test_history_keeps_the_last_messages_in_order(sessions: Sessions) -> None:
    for at in range(MESSAGES + 5):
        sessions.append("s", {"role": "user", "text": f"คำถาม {at}"})
    texts = [message["text"] for message in sessions.get("s").messages]
    assert texts == [f"คำถาม {at}" for at in range(5, MESSAGES + 5)]


def test_a_session_expires_and_begins_anew(sessions: Sessions, clock: Clock) -> None:
    sessions.append("s", {"text": "เดิม"})
    clock.now += 59
    sessions.append("s", {"text": "ต่อ"})
    clock.now += 59
    assert len(sessions.get("s").messages) == 2
    clock.now += 2
    assert sessions.get("s").messages == ()
    sessions.append("s", {"text": "ใหม่"})
    assert [message["text"] for message in sessions.get("s").messages] == ["ใหม่"]


def test_profile_and_history_do_not_touch_each_other(sessions: Sessions) -> None:
    sessions.append("s", {"text": "ถาม"})
    sessions.append("s", profile={"position": "นักวิชาการคลัง"})
    sessions.append("s", {"text": "ตอบ"})
    session = sessions.get("s")
    assert session.profile == {"position": "นักวิชาการคลัง"}
    assert len(session.messages) == 2
    assert sessions.get("other").messages == ()

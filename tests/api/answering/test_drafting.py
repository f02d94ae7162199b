"""Messages that want a plan drafted are led to where that is done."""

from __future__ import annotations

import pytest

from api.answering.drafting import asks_to_draft
from tests.api.answering.conftest import Say


@pytest.mark.parametrize(
    "message",
    [
        "ช่วยร่างแผนพัฒนาบุคลากรปี 2570 ให้หน่อย",
        "อยากได้ร่างแผนปีหน้า",
        "ร่างแผนปีหน้า",
        "ช่วยเขียนแผนพัฒนาบุคลากรหน่อยค่ะ",
        "ทำแผนปี 2570 ให้หน่อย",
        "please draft next year's plan",
    ],
)
def test_a_draft_is_made_elsewhere(ask_towns: Say, message: str) -> None:
    said = ask_towns(message)
    assert said.answerable and "/draft" in said.text
    assert not said.citations and said.suggestions


@pytest.mark.parametrize(
    "message",
    [
        "ขั้นตอนการจัดทำแผนพัฒนาบุคลากรมีอะไรบ้าง",
        "คณะกรรมการจัดทำแผนพัฒนาบุคลากรมีใครบ้าง",
        "จัดทำแผนอัตรากำลังเมื่อไหร่",
        "ร่างแผนของเทศบาลต้องเสนอใคร",
        "วัตถุประสงค์ของการทำแผนคืออะไร",
        "ขอตัวอย่างโครงการด้านจริยธรรม",
        "the plan was drafted by whom",
    ],
)
def test_how_plans_are_made_is_a_question(message: str) -> None:
    assert not asks_to_draft(message)

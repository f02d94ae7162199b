"""A sentence tells of one thing: of what was asked for, or of what a search brought up beside."""

from __future__ import annotations

import pytest

from api.proof import Ground, lacks
from api.writing.checking import Failed, checked
from api.writing.drafts import Draft
from api.writing.exhibits import Exhibit
from tests.api.proof.statements import evidence, plans

KNOWN = [plan.organization for plan in plans().values() if plan.organization]
ORIENTATION = evidence("silawari-2569.txt", 187, 187)  # 85,000 baht, November to January
ANOTHER = evidence("silawari-2569.txt", 198, 198)


class Shown:
    """Exhibits as a model sees them: the first is quoted by the default answer."""

    asked = "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอน ตั้งงบไว้เท่าไร"

    def __getitem__(self, number: int) -> Exhibit | None:
        cited = (ORIENTATION, ANOTHER)[number - 1]
        return Exhibit(number, "", (), Ground((cited,)), True, number == 1)


@pytest.mark.parametrize(
    ("text", "numbers", "stands"),
    [
        ("ตั้งไว้ 85,000 บาท จัดช่วง พ.ย. 2568 - ม.ค. 2569", (1, 2), True),
        ("งบประมาณ 85,000 บาท", (1,), True),
        ("งบประมาณ 180,000 บาท", (2,), True),
        ("งบประมาณ 180,000 บาท", (1, 2), False),  # of the other row
    ],
)
def test_what_names_nothing_is_told_of_what_was_asked(
    text: str, numbers: tuple[int, ...], stands: bool
) -> None:
    verdict = checked(Draft(text, numbers), Shown(), KNOWN)  # type: ignore[arg-type]
    assert isinstance(verdict, Failed) != stands


def test_without_a_question_it_may_be_either() -> None:
    grounds = [Ground((one,)) for one in (ORIENTATION, ANOTHER)]
    text = "งบประมาณ 180,000 บาท"
    assert lacks(text, grounds, KNOWN) == ()
    assert lacks(text, grounds, KNOWN, "โครงการปฐมนิเทศพนักงานบรรจุใหม่และรับโอน")

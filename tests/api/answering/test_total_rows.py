"""A question for a sum finds the row that sums up."""

from __future__ import annotations

from api.answering import Ask, evidence
from retriever.library import Library

PLAN = """แผนพัฒนาบุคลากร
ประจำปีงบประมาณ พ.ศ. ๒๕๖๙
เทศบาลตำบลรวมทอง
อำเภอสมมุติ จังหวัดสมมุติ

โครงการพัฒนาทักษะ
ลำดับ\tโครงการ\tเป้าหมาย\tงบประมาณ (บาท)
๑\tโครงการอบรมทักษะดิจิทัลขั้นต้น\t๔๐ คน\t๓๕,๐๐๐
๒\tโครงการอบรมทักษะดิจิทัลขั้นกลาง\t๓๐ คน\t๔๕,๐๐๐
๓\tโครงการอบรมทักษะดิจิทัลขั้นสูง\t๒๐ คน\t๕๕,๐๐๐
รวม\t\t\t๑๓๕,๐๐๐
"""


def texts(library: Library, message: str) -> list[str]:
    ask = Ask(message, None, None, None, None, ())
    return [hit.passage.text for hit in evidence(ask, library, 3)]


def test_a_sum_is_evidenced_by_the_total_row(library_of: object) -> None:
    library = library_of(PLAN)  # type: ignore[operator]
    found = texts(library, "งบประมาณรวมของโครงการอบรมทักษะดิจิทัลเทศบาลตำบลรวมทองเท่าไร")
    assert any(text.startswith("รวม") for text in found)
    found = texts(library, "โครงการอบรมทักษะดิจิทัลขั้นสูงเทศบาลตำบลรวมทองมีเป้าหมายกี่คน")
    assert not found[0].startswith("รวม")

"""A list of sources at the end tells of other plans."""

from ingest.pipeline import parse_bytes
from ingest.structure.annexes import own_lines

BODY = ["แผนพัฒนาบุคลากร", "เทศบาลตำบลดอนสมมุติ", "สารบัญ", "บรรณานุกรม", "ส่วนที่ 1", *["ข้อความ"] * 9]
ENTRIES = ["", "เลขในวงเล็บชี้ไปยังรายการนี้", "[๑] เทศบาลเมืองทุ่งนิมิต แผนพัฒนาบุคลากร", "[๒] อื่น"]


def test_the_documents_own_lines_end_where_its_list_of_sources_begins() -> None:
    for heading in ("ภาคผนวก ก แหล่งที่มาของร่างแผน", "# บรรณานุกรม", "เอกสารอ้างอิง", "แหล่งที่มา"):
        assert own_lines([*BODY, heading, *ENTRIES]) == len(BODY), heading


def test_a_heading_without_entries_and_entries_without_a_heading_are_the_documents_own() -> None:
    for lines in (
        [*BODY, "แหล่งที่มา", "งบประมาณของเทศบาล", "เงินอุดหนุน"],
        [*BODY, "แหล่งที่มาของร่างแผน ..... 12", *ENTRIES],
        [*BODY, *ENTRIES],
        [],
    ):
        assert own_lines(lines) == len(lines)


def test_whose_plan_it_is_is_not_read_from_its_sources() -> None:
    foreign = [f"[{n}] เทศบาลเมืองทุ่งนิมิต แผนพัฒนาบุคลากร" for n in range(1, 9)]
    text = "\n".join([*BODY, "แหล่งที่มาของแผน", *foreign])
    organization = parse_bytes(text.encode(), "plan.txt").organization
    assert organization is not None and organization.name == "เทศบาลตำบลดอนสมมุติ"

"""A draft by hand: its municipality, its sources and their figures are invented."""

from __future__ import annotations

from api.drafting.models import (
    Draft,
    DraftRequest,
    DraftRow,
    Field,
    Paragraph,
    PositionPage,
    Section,
    Source,
    Spread,
)
from ingest.models import NO_BUDGET, NOT_STATED, Baht, Budget, BudgetKind

ORGANIZATION = "เทศบาลตำบลดอนสมมุติ"
OTHERS = ("เทศบาลเมืองทุ่งนิมิต", "เทศบาลตำบลหนองจินตนา")
TOPICS = ("การพัฒนาความรู้และทักษะในการปฏิบัติงาน", "การส่งเสริมคุณธรรมและจริยธรรม", "การพัฒนาทักษะด้านดิจิทัล")


def baht(amount: Baht) -> Budget:
    return Budget(BudgetKind.AMOUNT, amount)


def paragraph(id: str, text: str, *sources: int, item: bool = False) -> Paragraph:
    return Paragraph(id, text, sources, to_fill=not text, item=item)


def row(id: str, topic: int, name: str, budget: Budget, *sources: int, **texts: str) -> DraftRow:
    """A row with every field filled, but for those that ``texts`` says otherwise."""
    fields = {
        "objective": "เพื่อให้บุคลากรมีความรู้ ความเข้าใจ และนำไปปฏิบัติงานได้อย่างถูกต้อง",
        "indicator": "ร้อยละของผู้เข้าอบรมที่ผ่านการทดสอบหลังการอบรม",
        "target": "ร้อยละ ๘๐ ของผู้เข้าอบรม จำนวน 40 คน",
        "timing": "ตุลาคม 2569 - กันยายน 2570",
        "unit": "สำนักปลัดเทศบาล",
    } | texts
    missing = [Field(name) for name, text in fields.items() if not text]
    if budget is NOT_STATED:
        missing.append(Field.BUDGET)
    spread = Spread(2, 0, 10_000, 15_000, 20_000, sources)
    return DraftRow(
        id, TOPICS[topic], name, budget=budget, sources=sources, spread=spread,
        to_fill=tuple(missing), **fields,
    )  # fmt: skip


ROWS = (
    row("r1", 0, "โครงการฝึกอบรมระเบียบงานสารบรรณและการเขียนหนังสือราชการ", baht(35_000), 1, 2),
    row("r2", 0, "โครงการปฐมนิเทศพนักงานเทศบาลบรรจุใหม่", NO_BUDGET, 1, target=""),
    row("r3", 0, "โครงการอบรมการเงิน การคลัง และการพัสดุ", baht(120_000), 3, unit="กองคลัง"),
    row("r4", 1, "โครงการอบรมคุณธรรมและจริยธรรมสำหรับผู้บริหารและพนักงาน", baht(50_000), 2, indicator=""),
    row("r5", 1, "กิจกรรมยกย่องบุคลากรต้นแบบ", NO_BUDGET, 3),
    row("r6", 2, "โครงการพัฒนาทักษะการใช้ปัญญาประดิษฐ์ในงานสำนักงาน", NOT_STATED, 4),
    row("r7", 2, "โครงการอบรมความมั่นคงปลอดภัยทางไซเบอร์", baht(24_500), 4, 5),
)

_AREAS = (
    "หลักสูตรความรู้พื้นฐานในการปฏิบัติราชการ",
    "หลักสูตรการพัฒนาเกี่ยวกับงานในหน้าที่รับผิดชอบ",
    "หลักสูตรความรู้และทักษะเฉพาะของงานในแต่ละตำแหน่ง",
    "หลักสูตรด้านการบริหาร",
    "หลักสูตรด้านคุณธรรมและจริยธรรม",
)
_LONG = (
    "การเปลี่ยนแปลงของเทคโนโลยี เศรษฐกิจ และความคาดหวังของประชาชน ทำให้การบริการสาธารณะของ"
    "องค์กรปกครองส่วนท้องถิ่นต้องปรับตัวอย่างต่อเนื่อง บุคลากรจึงต้องมีความรู้ ทักษะ และสมรรถนะ"
    "ที่ทันต่อสถานการณ์ เทศบาลตำบลดอนสมมุติเห็นความสำคัญของการพัฒนาบุคลากรทุกระดับ จึงจัดทำ"
    "แผนพัฒนาบุคลากรฉบับนี้เพื่อใช้เป็นกรอบในการดำเนินงานประจำปีงบประมาณ พ.ศ. 2570"
)
_HONEST = (
    "เพื่อให้บุคลากรมีคุณธรรม จริยธรรม และยึดมั่นในธรรมาภิบาล ปฏิบัติหน้าที่ด้วยความซื่อสัตย์สุจริตเพื่อประโยชน์สุขของประชาชน"
)
_MONEY = "เทศบาลตำบลดอนสมมุติตั้งงบประมาณตามข้อบัญญัติ โดยจำแนกตามยุทธศาสตร์ ดังนี้"
_FOLLOWED = "ให้แต่งตั้งคณะกรรมการติดตามและประเมินผล รายงานผลต่อนายกเทศมนตรีอย่างน้อยปีละ ๑ ครั้ง"
SECTIONS = (
    Section(
        "principles", "หลักการและเหตุผล",
        (paragraph("p1", _LONG, 1), paragraph("p2", _LONG, 2, 3), paragraph("p3", "")),
    ),
    Section(
        "objectives", "วัตถุประสงค์และเป้าหมายการพัฒนา",
        (
            paragraph("o0", "แผนพัฒนาบุคลากรฉบับนี้มีวัตถุประสงค์ ดังนี้"),
            paragraph("o1", "เพื่อให้บุคลากรมีความรู้และทักษะที่จำเป็นต่อการปฏิบัติงาน", 1, item=True),
            paragraph("o2", _HONEST, 2, item=True),
            paragraph("o3", "เพื่อให้บุคลากรใช้เทคโนโลยีดิจิทัลในการให้บริการประชาชน", item=True),
        ),
    ),
    Section(
        "courses", "หลักสูตรการพัฒนา",
        (
            paragraph("c0", "การพัฒนาบุคลากรครอบคลุมหลักสูตรทั้ง 5 ด้าน ดังนี้"),
            *(paragraph(f"c{at}", area, item=True) for at, area in enumerate(_AREAS, 1)),
        ),
    ),
    Section(
        "methods", "วิธีการพัฒนา",
        tuple(
            paragraph(f"m{at}", text, 2, item=True)
            for at, text in enumerate(("การปฐมนิเทศ", "การฝึกอบรม", "การศึกษาดูงาน", "การสอนงาน"))
        ),
    ),
    Section("projects", "โครงการและกิจกรรมการพัฒนา"),
    Section("budget", "งบประมาณในการพัฒนา", (paragraph("b1", _MONEY),)),
    Section("positions", "แผนพัฒนารายบุคคล"),
    Section(
        "monitoring", "การติดตามและประเมินผล",
        (paragraph("t1", _FOLLOWED, 5),),
    ),
)  # fmt: skip

POSITIONS = (
    PositionPage(
        "นักทรัพยากรบุคคล",
        skills=(paragraph("s1", "การวิเคราะห์อัตรากำลัง", 4), paragraph("s2", "การใช้ระบบสารสนเทศ")),
        goals=(paragraph("g1", "จัดทำแผนอัตรากำลังได้ถูกต้องตามหลักเกณฑ์", 4),),
        methods=(paragraph("h1", "ฝึกอบรม"), paragraph("h2", "สอนงานโดยพี่เลี้ยง")),
        sources=(4,),
    ),
    PositionPage(
        "เจ้าพนักงานธุรการ",
        skills=(paragraph("s3", "งานสารบรรณอิเล็กทรอนิกส์"),),
        methods=(paragraph("h3", "ศึกษาด้วยตนเอง"),),
    ),
)


def source(id: int) -> Source:
    """A source that names its own municipality, its years and a budget more than once."""
    name, year = OTHERS[id % 2], 2566 + id % 3
    quote = (
        f"{id}\tโครงการอบรมพนักงาน{name} ประจำปีงบประมาณ พ.ศ. {year}\tเพื่อให้{name} มีบุคลากรที่ดี\t"
        f"ร้อยละ ๘๐\t๒๐,๐๐๐\tต.ค. {year - 1} - ก.ย. {year}\tสำนักปลัด{name}"
    )
    title = f"แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. {year}"
    return Source(
        id, f"plan{id}", f"plan{id}:1-1r", name, (year,), title,
        f"plan-{year}.pdf", 10 * id, 10 * id + 1, id, f"หน้า {id}", quote, unverified=id == 5,
    )  # fmt: skip


REQUEST = DraftRequest(
    ORGANIZATION, "แผนพัฒนาบุคลากร", (2570,), TOPICS, ("นักทรัพยากรบุคคล", "เจ้าพนักงานธุรการ"),
    250_000, "เมืองสมมุติ", "สมมุติบุรี",
)  # fmt: skip

DRAFT = Draft(
    REQUEST,
    f"แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. 2570 {ORGANIZATION}",
    SECTIONS,
    ROWS,
    POSITIONS,
    tuple(source(id) for id in range(1, 6)),
    ("โครงการในยุทธศาสตร์ที่ 3 ไม่มีตัวอย่างงบประมาณ 1 โครงการ",),
)

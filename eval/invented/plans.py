"""Invented plans as text files in the shapes of real ones: some 190 passages each, in 2 ms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from eval.invented.vocabulary import ORGANIZATIONS, Body, body, phrases, topics
from ingest.text.normalize import THAI_DIGITS

_TO_THAI = {value: key for key, value in THAI_DIGITS.items()}
_YEARS = (2567, 2568, 2569, 2570, 2571)
_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Probe:
    """A line (1-based) that a question can be asked about.

    ``lead`` is what kind of thing it is (a project's verb, a position), ``topic`` the words that
    tell it apart.
    """

    line: int
    lead: str
    topic: str


@dataclass(frozen=True, slots=True)
class InventedPlan:
    """A plan as a file would hold it; ``years`` are of the Buddhist era."""

    source: str
    text: str
    body: Body
    years: tuple[int, ...]
    probes: tuple[Probe, ...]


def invent(number: int, seed: int = 0) -> InventedPlan:
    """The plan ``number`` (from 0) of ``seed``: the same one each time, each organisation once
    up to ``ORGANIZATIONS``, then with the next year's plan."""
    writer = _Writer(number, seed)
    writer.front()
    writer.prose()
    writer.workforce()
    writer.strategies()
    writer.positions()
    writer.ending()
    text = "\n".join(writer.lines) + "\n"
    source = f"plan-{seed}-{number:06d}.txt"
    return InventedPlan(source, text, writer.body, writer.years, tuple(writer.probes))


def _years(random: Random, round_: int) -> tuple[int, ...]:
    """A plan of one year or of three; the next plan of the same body starts a year later."""
    first = _YEARS[(random.randrange(len(_YEARS)) + round_) % len(_YEARS)]
    long = random.random() < 0.4 and first + 2 <= _YEARS[-1]
    return (first, first + 1, first + 2) if long else (first,)


@dataclass
class _Writer:
    number: int
    seed: int
    lines: list[str] = field(default_factory=list)
    probes: list[Probe] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = Random(f"{self.seed} {self.number}")
        self.body = body(self.number, self.seed)
        self.years = _years(self._random, self.number // ORGANIZATIONS)
        self._thai = self._random.random() < 0.7
        self._words = topics(self._random, _WORDS)

    # Pieces

    def _digits(self, text: str) -> str:
        return text.translate(_TO_THAI) if self._thai else text

    def _line(self, text: str = "") -> int:
        """Adds a line and gives its number."""
        self.lines.append(self._digits(text))
        return len(self.lines)

    def _row(self, *cells: object) -> int:
        return self._line("\t".join(map(str, cells)))

    def _pick(self, name: str) -> str:
        chosen: str = self._random.choice(phrases()[name])
        return chosen

    def _topic(self, count: int = 2) -> str:
        return "".join(self._words.pop() for _ in range(count))

    def _number(self, low: int, high: int) -> str:
        return str(self._random.randint(low, high))

    def _filled(self, template: str) -> tuple[str, str]:
        """The text and the topics in it."""
        values = {name: self._topic() for name in ("topic", "topic2", "topic3")}
        used = [values[name] for name in values if f"{{{name}}}" in template]
        text = template.format(
            **values,
            body=self.body.name,
            year=self.years[0],
            n=self._number(40, 98),
            m=self._number(2, 30),
        )
        return text, " ".join(used)

    def _told(self, line: int, lead: str, topic: str) -> None:
        self.probes.append(Probe(line, lead, topic))

    # Parts

    def front(self) -> None:
        years = f"{self.years[0]} - {self.years[-1]}" if len(self.years) > 1 else self.years[0]
        self._line(self._pick("kinds"))
        self._line(f"ประจำปีงบประมาณ พ.ศ. {years}")
        self._line()
        self._line(self.body.name)
        self._line(f"อำเภอ{self.body.district} จังหวัด{self.body.province}")
        self._line()

    def prose(self) -> None:
        for number, title in enumerate(phrases()["sections"], start=1):
            self._line(f"ส่วนที่ {number} {title}")
            self._line()
            for _ in range(self._random.randint(4, 6)):
                text, topic = self._filled(self._pick("paragraphs"))
                self._told(self._line(text), "", topic)
                self._line()
            for item in range(1, self._random.randint(3, 6)):
                text, topic = self._filled(self._pick("items"))
                self._told(self._line(f"{item}) {text}"), "", topic)
            self._line()

    def workforce(self) -> None:
        self._line("ส่วนที่ 7 ข้อมูลอัตรากำลัง")
        self._line()
        self._table("ส่วนราชการ", phrases()["units"][: self._random.randint(6, 12)])
        self._table("ตำแหน่ง", self._random.sample(phrases()["positions"], 14))

    def _table(self, name: str, rows: Sequence[str]) -> None:
        staff = phrases()["staff"][: self._random.randint(3, 5)]
        self._row(name, *staff, "รวม")
        totals = [0] * (len(staff) + 1)
        for row in rows:
            counts = [self._random.choice((0, 1, 1, 2, 3, 5, 8)) for _ in staff]
            counts.append(sum(counts))
            totals = [a + b for a, b in zip(totals, counts, strict=True)]
            self._row(row, *(count or "-" for count in counts))
        self._row("รวม", *totals)
        self._line()

    def strategies(self) -> None:
        self._line("ส่วนที่ 8 ยุทธศาสตร์และโครงการ")
        self._line()
        shape = self._random.choice((self._by_quarter, self._by_month, self._by_year))
        for number in range(1, self._random.randint(5, 6)):
            text, _ = self._filled(self._pick("strategies"))
            self._line(f"ยุทธศาสตร์ที่ {number} {text}")
            self._line()
            shape(self._random.randint(10, 14))
            self._line()

    def _projects(self, count: int, row: Callable[[int, str, int], int]) -> None:
        """``row`` writes the number, the name and the baht; the total follows."""
        total = 0
        for number in range(1, count + 1):
            verb, topic = self._pick("verbs"), self._topic(3)
            name = f"{verb}{self._pick('fields')}{topic}สำหรับ{self._pick('audiences')}"
            baht = self._random.randrange(5, 400) * 1_000
            total += baht
            self._told(row(number, name, baht), verb, topic)
        self._total = total

    def _by_quarter(self, count: int) -> None:
        self._row("ที่", "โครงการ/กิจกรรม", "วัตถุประสงค์", "ตัวชี้วัด", "งบประมาณ (บาท)",
                  "ไตรมาส", "", "", "", "หน่วยงานรับผิดชอบ")  # fmt: skip
        self._row("", "", "", "", "", "1", "2", "3", "4", "")

        def row(number: int, name: str, baht: int) -> int:
            ticks = [""] * 4
            ticks[self._random.randrange(4)] = "✓"
            aim, means = self._aim()
            return self._row(number, name, aim, means, self._baht(baht), *ticks, self._unit())

        self._projects(count, row)
        self._row("รวม", "", "", "", f"{self._total:,}", "", "", "", "", "")

    def _by_month(self, count: int) -> None:
        self._row("วัตถุประสงค์", "โครงการ/กิจกรรม", "ตัวชี้วัด", "งบประมาณ (บาท)", "ระยะเวลา",
                  "หน่วยงานรับผิดชอบ")  # fmt: skip
        months = phrases()["months"]

        def row(number: int, name: str, baht: int) -> int:
            first = self._random.randrange(10)
            when = f"{months[first]} - {months[first + 2]} {self.years[0]}"
            aim, means = self._aim()
            titled = f"{number}) {name}"
            return self._row(aim, titled, means, self._baht(baht), when, self._unit())

        self._projects(count, row)
        self._row("รวม", "", "", f"{self._total:,}", "", "")

    def _by_year(self, count: int) -> None:
        years = range(self.years[0], self.years[0] + 3)
        self._row("ลำดับ", "ชื่อโครงการ", "เป้าหมาย", "งบประมาณ (บาท)", "", "", "ผู้รับผิดชอบ")
        self._row("", "", "", *years, "")

        def row(number: int, name: str, baht: int) -> int:
            _, means = self._aim()
            amounts = [self._baht(baht + step * 1_000) for step in range(3)]
            return self._row(number, name, means, *amounts, self._unit())

        self._projects(count, row)

    def _aim(self) -> tuple[str, str]:
        return self._filled(self._pick("objectives"))[0], self._filled(self._pick("indicators"))[0]

    def _baht(self, baht: int) -> str:
        """One in ten uses no budget, one in twenty is left blank."""
        chance = self._random.random()
        return "ไม่ใช้งบประมาณ" if chance < 0.1 else "" if chance < 0.15 else f"{baht:,}"

    def _unit(self) -> str:
        return self._pick("units")

    def positions(self) -> None:
        self._line("ส่วนที่ 9 แผนพัฒนารายบุคคล (IDP)")
        self._line()
        self._row("ที่", "ตำแหน่ง", "ความรู้ ทักษะที่ต้องพัฒนา", "วิธีการพัฒนา", "ระยะเวลา")
        for number in range(1, self._random.randint(30, 40)):
            position, topic = self._pick("positions"), self._topic(3)
            line = self._row(
                number,
                f"{position}{self._pick('levels')}",
                f"{self._pick('fields')}{topic}",
                self._pick("methods"),
                f"ปีงบประมาณ {self._random.choice(self.years)}",
            )
            self._told(line, position, topic)
        self._line()

    def ending(self) -> None:
        self._line("ส่วนที่ 10 คณะกรรมการติดตามแผน")
        self._line()
        self._row("ที่", "ตำแหน่ง", "หน้าที่")
        for number, member in enumerate(phrases()["committee"], start=1):
            self._row(number, member, "ประธาน" if number == 1 else "กรรมการ")
        self._line()
        text, topic = self._filled(self._pick("paragraphs"))
        self._told(self._line(text), "", topic)

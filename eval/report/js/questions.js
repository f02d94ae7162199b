// The list: a row a question, failed ones first; a row's details are built when it is opened.

function troubles(entry) {
  if (entry.correct) {
    return entry.claims.some((claim) => !claim.supported) ? ["ประโยคไม่มีหลักฐานรองรับ"] : [];
  }
  if (!entry.answerable) return ["ตอบทั้งที่ไม่มีในแผน"];
  const found = [];
  if (!entry.answered) found.push("ปฏิเสธทั้งที่มีคำตอบ");
  if (entry.needs) found.push("ถามกลับ");
  if (entry.answered && entry.missing.length) found.push(`ขาด ${entry.missing.length} เรื่อง`);
  if (entry.forbidden.length) found.push("มีสิ่งที่ไม่ควรมี");
  if (entry.answered && !entry.cited) found.push("อ้างอิงไม่ตรง");
  return found;
}

function questionRow(entry, number, data) {
  const name = (kind) => data.names[kind][entry[kind]]?.[0] ?? entry[kind];
  const chips = [entry.id, name("category"), name("style"), name("difficulty")];
  const summary = make(
    "summary",
    {},
    icon(entry.correct),
    make(
      "span",
      { class: "asked" },
      make("span", { class: "text" }, entry.question),
      make(
        "span",
        { class: "chips" },
        chips.map((text) => make("span", { class: "chip" }, text)),
        troubles(entry).map((text) => make("span", { class: "chip trouble" }, text)),
      ),
    ),
  );
  const box = make("details", { class: `question ${entry.correct ? "passed" : "failed"}` }, summary);
  const fill = () => {
    if (box.children.length === 1) box.append(details(entry, data, `cited-${number}`));
  };
  box.addEventListener("toggle", () => box.open && fill());
  return { entry, box, summary, fill, item: make("li", {}, box) };
}

const THAI_ZERO = "๐".codePointAt(0);

// Thai digits and Arabic digits, capitals and small letters are one, as in the grading.
function plain(text) {
  return text
    .toLowerCase()
    .replace(/[๐-๙]/g, (digit) => String(digit.codePointAt(0) - THAI_ZERO))
    .replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
}

function haystack(entry) {
  const texts = [entry.id, entry.question, entry.answer, entry.note, ...(entry.history ?? [])];
  texts.push(entry.profile?.organization, entry.profile?.position);
  texts.push(...entry.citations.flatMap((cited) => [cited.source, cited.quote]));
  texts.push(...entry.gold.flatMap((span) => [span.doc, span.text]));
  return plain(texts.filter(Boolean).join("\n"));
}

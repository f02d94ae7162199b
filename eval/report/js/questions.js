// The list: a row a question, failed ones first; a row's details are built when it is opened.

function troubles(entry) {
  if (entry.correct) {
    return entry.claims.some((claim) => !claim.supported) ? [["ประโยคไม่มีหลักฐานรองรับ", "unsupported"]] : [];
  }
  if (!entry.answerable) return [["ตอบทั้งที่ไม่มีในแผน", "answered, not in the plans"]];
  const found = [];
  if (!entry.answered) found.push(["ปฏิเสธทั้งที่มีคำตอบ", "refused"]);
  if (entry.needs) found.push(["ถามกลับ", "asked back"]);
  if (entry.answered && entry.missing.length) {
    found.push([`ขาด ${entry.missing.length} เรื่อง`, `${entry.missing.length} missing`]);
  }
  if (entry.forbidden.length) found.push(["มีสิ่งที่ไม่ควรมี", "forbidden text"]);
  if (entry.answered && !entry.cited) found.push(["อ้างอิงไม่ตรง", "gold not cited"]);
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
        troubles(entry).map((pair) => make("span", { class: "chip trouble" }, both(...pair))),
      ),
    ),
  );
  const asked = summary.querySelector(".text");
  const box = make("details", { class: `question ${entry.correct ? "passed" : "failed"}` }, summary);
  const fill = () => {
    if (box.children.length > 1) return;
    box.append(details(entry, data, `cited-${number}`));
    if (asked.scrollHeight > asked.clientHeight + 1) box.children[1].prepend(wholeQuestion(box));
  };
  box.addEventListener("toggle", () => box.open && fill());
  return { entry, box, summary, fill, item: make("li", {}, box) };
}

// A long question stands with its first lines, on the page and on paper, until all is asked for.
function wholeQuestion(box) {
  const button = make("button", { type: "button", class: "link whole", "aria-pressed": "false" });
  const say = (whole) =>
    button.replaceChildren(...(whole ? both("แสดงย่อ", "show less") : both("แสดงคำถามทั้งหมด", "show all")));
  button.addEventListener("click", () => {
    const whole = box.classList.toggle("is-whole");
    button.setAttribute("aria-pressed", String(whole));
    say(whole);
  });
  say(false);
  return button;
}

const THAI_ZERO = "๐".codePointAt(0);

// One spelling of what reads the same, as the plans are read: Thai digits and Arabic digits,
// capitals and small letters, ำ typed as two, a space beside Thai, what can't be seen.
function plain(text) {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/\u00a0/g, " ")
    .replace(/\u0e40\u0e40/g, "\u0e41")
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, "$1\u0e33")
    .replace(/([\u0e01-\u0e4e]) +/g, "$1")
    .replace(/ +(?=[\u0e01-\u0e4e])/g, "")
    .replace(/[๐-๙]/g, (digit) => String(digit.codePointAt(0) - THAI_ZERO))
    .replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
}

// The words of a search; a place as the page names it becomes one as the terminal does.
const searched = (text) =>
  text
    .replace(/\s+บรรทัด\s+(?=[\d๐-๙])/g, ":")
    .replace(/(:[\d๐-๙]+)–/g, "$1-")
    .split(/\s+/)
    .map(plain)
    .filter(Boolean);

// Apart from the texts: a number that is looked for is none of a line.
function places(entry) {
  const all = [...entry.citations, ...entry.gold];
  return plain(all.map((at) => `${at.source ?? at.doc}:${at.line_start}-${at.line_end}`).join("\n"));
}

function haystack(entry) {
  const texts = [entry.id, entry.question, entry.answer, entry.note, ...(entry.history ?? [])];
  texts.push(entry.profile?.organization, entry.profile?.position);
  texts.push(...entry.citations.flatMap((cited) => [cited.source, cited.quote]));
  texts.push(...entry.gold.flatMap((span) => [span.doc, span.text]));
  return plain(texts.filter(Boolean).join("\n"));
}

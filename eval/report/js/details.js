// One question opened: what was asked, what was said, what should have been.

function part(thai, inEnglish, ...children) {
  return make("section", { class: "part" }, make("h4", {}, both(thai, inEnglish)), ...children);
}

function asker(entry) {
  const facts = [];
  const add = (thai, inEnglish, value) =>
    value && facts.push(make("dt", {}, both(thai, inEnglish)), make("dd", {}, value));
  add("หน่วยงานผู้ถาม", "organisation", entry.profile?.organization);
  add("ตำแหน่งผู้ถาม", "position", entry.profile?.position);
  if (entry.history?.length) {
    add("ถามมาก่อน", "asked before", make("ol", {}, entry.history.map((text) => make("li", {}, text))));
  }
  return facts.length ? make("dl", { class: "asker" }, facts) : null;
}

function wanted(entry) {
  if (!entry.answerable) {
    return make("p", {}, both("แผนไม่มีคำตอบ ควรตอบว่าไม่พบ", "the plans don't contain it"));
  }
  const missing = new Set(entry.missing.map((group) => JSON.stringify(group)));
  const items = entry.must_include.map((group) => {
    const met = !missing.has(JSON.stringify(group));
    return make("li", { class: met ? "met" : "unmet" }, icon(met), group.join(" | "));
  });
  return make("ul", { class: "wanted" }, items);
}

function gold(entry) {
  const uncited = new Set(entry.uncited.map((span) => place(span)));
  const items = entry.gold.map((span) => {
    const cited = !uncited.has(place(span));
    return make(
      "li",
      { class: `cited-place${cited ? " on-gold" : ""}` },
      make(
        "p",
        { class: "where" },
        place(span),
        cited ? tag("good", "อ้างแล้ว", "cited") : tag("bad", "ไม่ได้อ้าง", "not cited"),
      ),
      span.text ? source(span.text) : null,
    );
  });
  const all = entry.gold_mode === "all" && entry.gold.length > 1;
  return [
    entry.gold.length > 1
      ? make(
          "p",
          { class: "soft" },
          all ? both("ต้องอ้างครบทุกแห่ง", "all are needed") : both("อ้างแห่งใดแห่งหนึ่งก็พอ", "one is enough"),
        )
      : null,
    make("ol", { class: "places" }, items),
  ];
}

function evidence(entry) {
  const items = entry.evidence.map((found) => {
    const hit = entry.gold.some((span) => overlap(found, span));
    const mark = hit ? tag("good", "เฉลย", "gold") : null;
    return make("li", { class: hit ? "hit" : null }, place(found), " ", mark);
  });
  const rank = !entry.answerable
    ? "ข้อนี้ไม่มีเฉลยในแผน"
    : entry.rank === null
      ? "ไม่พบหลักฐานครบใน 10 อันดับแรก"
      : `พบหลักฐานครบที่อันดับ ${entry.rank}`;
  return make(
    "details",
    { class: "more" },
    make("summary", {}, rank, " ", english("evidence found, best first")),
    items.length ? make("ol", { class: "evidence" }, items) : make("p", {}, "ไม่พบหลักฐาน"),
  );
}

function judged(entry, verdicts) {
  if (!verdicts) return null;
  const named = { partial: ["รองรับบางส่วน", "partial"], no: ["ไม่รองรับ", "no"] };
  const items = verdicts.map((one) =>
    make(
      "li",
      {},
      tag("bad", ...(named[one.verdict] ?? [one.verdict])),
      ` ${entry.claims[one.claim]?.text ?? ""}`,
      one.why ? make("p", { class: "soft" }, one.why) : null,
    ),
  );
  return part("ความเห็นของแบบจำลองผู้ตัดสิน", "judge model", make("ul", {}, items));
}

function details(entry, data, prefix) {
  const before = data.gained[entry.id] ?? data.lost[entry.id];
  const said = part(
    before ? "คำตอบครั้งนี้" : "คำตอบ",
    before ? "answer now" : "answer",
    answerText(entry, prefix),
    unsupported(entry),
    make("h4", {}, both("แหล่งที่อ้าง", "cited")),
    citations(entry, entry.gold, prefix),
  );
  const expected = part(
    "ที่ควรได้",
    "what should have been",
    wanted(entry),
    entry.forbidden.length
      ? make(
          "p",
          { class: "lacks" },
          both("มีสิ่งที่ไม่ควรมี", "must not be there"),
          ": ",
          entry.forbidden.map((text) => make("span", { class: "tag bad" }, text)),
        )
      : null,
    entry.gold.length ? make("h4", {}, both("บรรทัดเฉลย", "gold lines")) : null,
    entry.gold.length ? gold(entry) : null,
  );
  const earlier = before
    ? part(
        "คำตอบครั้งก่อน",
        "answer before",
        answerText(before, `${prefix}-before`),
        make("h4", {}, both("แหล่งที่อ้าง", "cited")),
        citations(before, entry.gold, `${prefix}-before`),
      )
    : null;
  return make(
    "div",
    { class: "body" },
    asker(entry),
    make("div", { class: `columns${before ? " three" : ""}` }, earlier, said, expected),
    evidence(entry),
    judged(entry, data.judged[entry.id]),
    make(
      "p",
      { class: "soft" },
      `ใช้เวลา ${entry.ms.toLocaleString("en", { maximumFractionDigits: 1 })} ms`,
      entry.note ? " · " : "",
      entry.note ? make("span", { lang: "en" }, entry.note) : "",
    ),
  );
}

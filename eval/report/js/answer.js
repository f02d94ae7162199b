// An answer, its marks, and what they point to.

function answerText(entry, prefix) {
  const known = new Set(entry.citations.map((cited) => cited.id));
  const parts = entry.answer.split(/(\[\d+\])/).map((part) => {
    const id = /^\[(\d+)\]$/.exec(part)?.[1];
    if (!id || !known.has(Number(id))) return part;
    const link = make(
      "button",
      { type: "button", class: "mark", "aria-label": `ไปที่แหล่งอ้างอิง ${id}` },
      id,
    );
    link.addEventListener("click", () => {
      const target = document.getElementById(`${prefix}-${id}`);
      target.focus();
      target.scrollIntoView({ block: "nearest" });
    });
    return link;
  });
  return make("div", { class: "answer" }, parts);
}

function citations(entry, gold, prefix) {
  if (!entry.citations.length) {
    return make("p", { class: "soft" }, both("ไม่ได้อ้างอิงบรรทัดใด", "nothing cited"));
  }
  const items = entry.citations.map((cited) => {
    const onGold = gold.some((span) => overlap(cited, span));
    return make(
      "li",
      { class: `cited-place${onGold ? " on-gold" : ""}`, id: `${prefix}-${cited.id}`, tabindex: "-1" },
      make(
        "p",
        { class: "where" },
        make("span", { class: "number-mark" }, String(cited.id)),
        place(cited),
        onGold ? tag("good", "ตรงเฉลย", "on gold") : null,
        cited.valid === false ? tag("bad", "ไม่ตรงกับไฟล์", "not in the file") : null,
      ),
      cited.quote ? source(cited.quote) : null,
    );
  });
  return make("ol", { class: "places" }, items);
}

function unsupported(entry) {
  const claims = entry.claims.filter((claim) => !claim.supported);
  if (!claims.length) return null;
  const items = claims.map((claim) =>
    make(
      "li",
      {},
      claim.text,
      make(
        "p",
        { class: "lacks" },
        claim.citations.length
          ? [`บรรทัดที่อ้าง [${claim.citations.join("][")}] ไม่มี `, english("cited lines lack"), ": "]
          : both("ไม่มีเลขอ้างอิง", "no citation"),
        claim.citations.length
          ? claim.unsupported.map((text) => make("span", { class: "tag bad" }, text))
          : null,
      ),
    ),
  );
  return make(
    "div",
    { class: "unsupported" },
    make("h4", {}, both("ประโยคที่ไม่มีหลักฐานรองรับ", "unsupported sentences")),
    make("ul", {}, items),
  );
}

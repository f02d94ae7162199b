// What is shown: a state that stands in the address, and its controls.

const KINDS = {
  category: ["ทุกหมวด", "หมวดคำถาม", "category"],
  style: ["ทุกสำนวน", "สำนวน", "style"],
  difficulty: ["ทุกความยาก", "ความยาก", "difficulty"],
  plan: ["ทุกแผน", "แผน", "plan"],
  answerable: ["ทั้งสองอย่าง", "มีคำตอบหรือไม่", "answerable"],
  claims: ["ทั้งหมด", "หลักฐานของประโยค", "support"],
};

const SHOWN = {
  failed: [["ไม่ถูกต้อง", "failed"], (entry) => !entry.correct],
  passed: [["ถูกต้อง", "correct"], (entry) => entry.correct],
  all: [["ทั้งหมด", "all"], () => true],
  gained: [["ได้เพิ่ม", "gained"], (entry, data) => entry.id in data.gained],
  lost: [["เสียไป", "lost"], (entry, data) => entry.id in data.lost],
};

function values(entry, kind) {
  if (kind === "plan") return entry.gold.map((span) => span.doc);
  if (kind === "answerable") return [entry.answerable ? "yes" : "no"];
  if (kind === "claims") {
    return [entry.claims.every((claim) => claim.supported) ? "supported" : "unsupported"];
  }
  return [entry[kind]];
}

function valueName(kind, value, data) {
  const named = {
    answerable: { yes: "มีคำตอบในแผน", no: "ไม่มีในแผน" },
    claims: { supported: "รองรับครบทุกประโยค", unsupported: "มีประโยคที่ไม่มีหลักฐาน" },
  };
  return named[kind]?.[value] ?? data.names[kind]?.[value]?.[0] ?? value;
}

function readState(fallback) {
  const hash = new URLSearchParams(location.hash.slice(1));
  const state = { show: hash.get("show") in SHOWN ? hash.get("show") : fallback };
  for (const name of ["q", "open", ...Object.keys(KINDS)]) state[name] = hash.get(name) ?? "";
  return state;
}

function writeState(state, fallback) {
  const hash = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (value && !(name === "show" && value === fallback)) hash.set(name, value);
  }
  const address = location.href.split("#")[0] + (hash.size ? `#${hash}` : "");
  // Some browsers give a file no history.
  try {
    history.replaceState(null, "", address);
  } catch {
    location.hash = hash.toString();
  }
}

function matches(row, state, words, data) {
  return (
    SHOWN[state.show][1](row.entry, data) &&
    Object.keys(KINDS).every(
      (kind) => !state[kind] || values(row.entry, kind).includes(state[kind]),
    ) &&
    words.every(
      (word) => row.text.includes(word) || (word.includes(":") && row.places.includes(word)),
    )
  );
}

function select(kind, rows, data, changed) {
  const counts = new Map();
  for (const row of rows) {
    for (const value of new Set(values(row.entry, kind))) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const order = [...Object.keys(data.names[kind] ?? {}), ...[...counts.keys()].sort()];
  const options = [...new Set(order)]
    .filter((value) => counts.has(value))
    .map((value) =>
      make("option", { value }, `${valueName(kind, value, data)} (${counts.get(value)})`),
    );
  const field = make("select", { id: `filter-${kind}` }, make("option", { value: "" }, KINDS[kind][0]), options);
  field.addEventListener("change", () => changed(kind, field.value));
  return make("label", { class: "field" }, make("span", {}, both(...KINDS[kind].slice(1))), field);
}

function segment(name, count, changed) {
  const input = make("input", { type: "radio", name: "show", value: name, id: `show-${name}` });
  input.addEventListener("change", () => changed("show", name));
  return make(
    "label",
    { class: "segment" },
    input,
    make("span", {}, both(...SHOWN[name][0]), " ", make("b", {}, count.toLocaleString("en"))),
  );
}

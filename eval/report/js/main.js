const at = (id) => document.getElementById(id);
const data = JSON.parse(at("data").textContent);
const byFailure = [...data.questions].sort((a, b) => a.correct - b.correct);
const rows = byFailure.map((entry, number) => ({
  ...questionRow(entry, number, data),
  text: haystack(entry),
  places: places(entry),
}));
const failures = data.questions.filter((entry) => !entry.correct).length;
const fallback = failures ? "failed" : "all";
let state = readState(fallback);
let shown = rows;

function draw() {
  const words = searched(state.q);
  shown = rows.filter((row) => {
    const fits = matches(row, state, words, data);
    row.item.hidden = !fits;
    return fits;
  });
  at("count").textContent = `แสดง ${shown.length.toLocaleString("en")} จาก ${rows.length.toLocaleString("en")} ข้อ`;
  at("none").hidden = shown.length > 0;
  if (!shown.length) at("none-said").replaceChildren(...nothing());
  at(`show-${state.show}`).checked = true;
  if (at("q").value !== state.q) at("q").value = state.q;
  const chosen = Object.keys(KINDS).filter((kind) => state[kind]);
  for (const kind of Object.keys(KINDS)) at(`filter-${kind}`).value = state[kind];
  at("active").hidden = !chosen.length;
  at("active").textContent = chosen.length;
  at("reset").hidden = !chosen.length && !state.q && state.show === fallback;
}

// Why nothing is shown: there is no such question, or the filters leave none.
function nothing() {
  const [thai, inEnglish] = SHOWN[state.show][0];
  const some = rows.some((row) => SHOWN[state.show][1](row.entry, data));
  return some
    ? both("ไม่มีข้อที่ตรงกับตัวกรอง", "no question matches")
    : both(`ไม่มีข้อที่${thai}`, `none ${inEnglish}`);
}

function change(name, value) {
  state = { ...state, [name]: value };
  writeState(state, fallback);
  draw();
}

function reset(show) {
  state = { ...readState(fallback), show, q: "" };
  for (const kind of Object.keys(KINDS)) state[kind] = "";
  writeState(state, fallback);
  draw();
}

function follow() {
  state = readState(fallback);
  for (const kind of Object.keys(KINDS)) {
    if (![...at(`filter-${kind}`).options].some((option) => option.value === state[kind])) {
      state[kind] = "";
    }
  }
  if (!at(`show-${state.show}`)) state.show = fallback;
  draw();
  const opened = state.open && rows.find((row) => row.entry.id === state.open);
  if (opened) {
    opened.box.open = true;
    opened.item.hidden = false;
    // Rows above it take their height only when they come into view.
    const settle = () => opened.item.scrollIntoView({ block: "start" });
    settle();
    requestAnimationFrame(() => requestAnimationFrame(settle));
  }
}

// Rows stop below the filters that stay in view.
function measure() {
  const stuck = getComputedStyle(at("filters")).position === "sticky";
  const height = stuck ? at("filters").offsetHeight + 8 : 8;
  document.documentElement.style.setProperty("--stuck", `${height}px`);
}

function step(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const place = shown.findIndex((row) => row.summary === event.target);
  if (!by || place < 0 || !shown[place + by]) return;
  event.preventDefault();
  shown[place + by].summary.focus();
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    at("q").focus();
  }
}

function build() {
  const sides = ["failed", "passed", "all"];
  if (document.querySelector("#compare")) sides.push("gained", "lost");
  for (const name of sides) {
    const count = data.questions.filter((entry) => SHOWN[name][1](entry, data)).length;
    at("show").append(segment(name, count, change));
  }
  at("selects").append(...Object.keys(KINDS).map((kind) => select(kind, rows, data, change)));
  at("list").append(...rows.map((row) => row.item));
  for (const row of rows) {
    row.box.addEventListener("toggle", () => {
      if (row.box.open) state.open = row.entry.id;
      else if (state.open === row.entry.id) state.open = "";
      writeState(state, fallback);
    });
  }
  at("filters").hidden = false;
}

function listen() {
  at("q").addEventListener("input", () => change("q", at("q").value));
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  at("reset").addEventListener("click", () => reset(fallback));
  at("reset-none").addEventListener("click", () => reset("all"));
  at("more").addEventListener("click", () => {
    const open = at("selects").classList.toggle("is-open");
    at("more").setAttribute("aria-expanded", String(open));
    measure();
  });
  for (const button of document.querySelectorAll("[data-filter], [data-show]")) {
    button.addEventListener("click", () => {
      const { filter, value, show } = button.dataset;
      reset(show ?? "all");
      if (filter) change(filter, value);
      at("questions-title").scrollIntoView();
      at("questions-title").focus({ preventScroll: true });
    });
  }
  at("list").addEventListener("keydown", step);
  document.addEventListener("keydown", keys);
  window.addEventListener("hashchange", follow);
  window.addEventListener("resize", measure);
  // On paper the failed questions that are shown stand open.
  window.addEventListener("beforeprint", () => {
    for (const row of shown.filter((one) => !one.entry.correct)) {
      row.fill();
      row.box.open = true;
    }
  });
}

build();
listen();
measure();
follow();

// Elements are built from text alone: nothing that a plan or an answer says becomes markup.

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const english = (text) => make("span", { class: "en", lang: "en" }, text);

const both = (thai, inEnglish) => (inEnglish ? [thai, " ", english(inEnglish)] : [thai]);

// A label, good or bad, in both languages.
const tag = (kind, thai, inEnglish) => make("span", { class: `tag ${kind}` }, both(thai, inEnglish));

const lines = (from, to) => (from === to ? `บรรทัด ${from}` : `บรรทัด ${from}–${to}`);

const place = (at) => `${at.source ?? at.doc} ${lines(at.line_start, at.line_end)}`;

const overlap = (cited, gold) =>
  cited.source === gold.doc && cited.line_start <= gold.line_end && gold.line_start <= cited.line_end;

function icon(good) {
  const names = good ? ["yes", "✓", "ถูกต้อง"] : ["no", "✗", "ไม่ถูกต้อง"];
  return make(
    "span",
    { class: `state ${names[0]}` },
    make("span", { "aria-hidden": "true" }, names[1]),
    make("span", { class: "sr-only" }, names[2]),
  );
}

// Lines of a plan as they stand; the cells of a table row apart.
function source(text) {
  const rows = text.split("\n").map((row) => {
    const cells = row.split("\t").map((cell) => cell.trim());
    if (cells.length === 1) return make("p", {}, row);
    return make("p", { class: "cells" }, cells.map((cell) => make("span", {}, cell || "–")));
  });
  return make("blockquote", { class: "source" }, rows);
}

// A draft's changes of two sides, joined field by field.

const FIELDS = ['topic', 'included', 'name', 'objective', 'indicator', 'target', 'budget', 'timing', 'unit'];

const WHOLE = ['ceiling', 'title', 'positions']; // of the draft

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What of a draft can be changed: `{rows, paragraphs, ceiling, title, positions}`, paragraphs by their id. */
export function editable(draft) {
  return {
    rows: draft.rows.map((row) => Object.fromEntries(['id', ...FIELDS].map((name) => [name, row[name]]))),
    paragraphs: Object.fromEntries(paragraphsOf(draft).map(({ id, text }) => [id, text])),
    ceiling: draft.request.ceiling,
    title: draft.title,
    positions: draft.request.positions,
  };
}

/** All paragraphs of a draft, those of the positions too. */
export function paragraphsOf({ sections, positions }) {
  return [
    ...sections.flatMap((section) => section.paragraphs),
    ...positions.flatMap(({ skills, goals, methods }) => [...skills, ...goals, ...methods]),
  ];
}

export function isSame(one, other) {
  return same(one, other);
}

/**
 * `mine` and `theirs` both come from `base`. What one side changed is taken from it; what both
 * changed, differently, is taken from `mine` and told in `clashes`:
 * `{row | paragraph, field, mine, theirs}`. Nothing that a side changed is dropped because the
 * other removed it.
 */
export function merge(base, mine, theirs) {
  const clashes = [];
  const pick = (old, own, other, about) => {
    if (same(own, other) || same(old, other)) return own;
    if (same(old, own)) return other;
    clashes.push({ ...about, mine: own, theirs: other });
    return own;
  };
  const rows = mergeRows(base, mine, theirs, pick);
  const paragraphs = {};
  for (const [id, other] of Object.entries(theirs.paragraphs)) {
    const own = mine.paragraphs[id] ?? other;
    paragraphs[id] = pick(base.paragraphs[id] ?? other, own, other, { paragraph: id, field: 'text' });
  }
  const whole = Object.fromEntries(WHOLE.map((field) => [field, pick(base[field], mine[field], theirs[field], { field })]));
  return { merged: { rows, paragraphs, ...whole }, clashes };
}

function mergeRows(base, mine, theirs, pick) {
  const [old, own, other] = [base, mine, theirs].map(({ rows }) => new Map(rows.map((row) => [row.id, row])));
  const join = (id) => {
    const [was, here, there] = [old.get(id), own.get(id), other.get(id)];
    if (here && there) return joinRow(was ?? there, here, there, pick);
    if (!was) return here ?? there; // new
    const left = here ?? there;
    return same(was, left) ? null : left; // removed by one side, unless the other changed it
  };
  return order(base.rows, mine.rows, theirs.rows).map(join).filter(Boolean);
}

function joinRow(was, here, there, pick) {
  const joined = { id: here.id };
  for (const field of FIELDS) joined[field] = pick(was[field], here[field], there[field], { row: here.id, field });
  return joined;
}

/** The ids of all rows in the order of the side that changed it; the other's new rows follow what
 * they stood behind. */
function order(base, mine, theirs) {
  const ids = (rows) => rows.map(({ id }) => id);
  const [old, own, other] = [ids(base), ids(mine), ids(theirs)];
  const moved = !same(own.filter((id) => old.includes(id)), old.filter((id) => own.includes(id)));
  const [lead, follow] = moved ? [own, other] : [other, own];
  const joined = [...lead];
  follow.forEach((id, at) => {
    if (joined.includes(id)) return;
    joined.splice(joined.indexOf(follow[at - 1]) + 1, 0, id);
  });
  return joined;
}

/** `edit` with a choice for each of `clashes`: `choose(clash)` is "mine", "theirs" or, for a text,
 * "both". */
export function settle(edit, clashes, choose) {
  const settled = structuredClone(edit);
  for (const clash of clashes) {
    const value = chosen(clash, choose(clash));
    if (clash.row) settled.rows.find(({ id }) => id === clash.row)[clash.field] = value;
    else if (clash.paragraph) settled.paragraphs[clash.paragraph] = value;
    else settled[clash.field] = value;
  }
  return settled;
}

function chosen({ mine, theirs }, choice) {
  if (choice === 'both') return `${mine}\n${theirs}`;
  return choice === 'theirs' ? theirs : mine;
}

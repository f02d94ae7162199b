// The part of a plan that is loaded: lines by number, tables by their first line.

export function emptyWindow() {
  return { start: Infinity, end: 0, lineCount: 0, lines: new Map(), tables: new Map() };
}

/** Adds a /source answer to `view`; the service may give fewer lines than were asked for. */
export function merge(view, answer) {
  view.lineCount = answer.line_count;
  for (const line of answer.lines) {
    view.lines.set(line.number, line);
    view.start = Math.min(view.start, line.number);
    view.end = Math.max(view.end, line.number);
  }
  for (const table of answer.tables) {
    const known = view.tables.get(table.line_start) ?? { ...table, rows: new Map() };
    known.line_end = Math.max(known.line_end, table.line_end);
    for (const row of table.rows) known.rows.set(row.line_start, row);
    view.tables.set(table.line_start, known);
  }
}

export function tableAt(view, number) {
  for (const table of view.tables.values()) {
    if (table.line_start <= number && number <= table.line_end) return table;
  }
  return null;
}

export function rowAt(table, number) {
  for (const row of table.rows.values()) {
    if (row.line_start <= number && number <= row.line_end) return row;
  }
  return null;
}

/** Whether lines `start`..`end` touch the cited ones. */
export function isCited(view, start, end) {
  return Boolean(view.cited) && start <= view.cited.end && end >= view.cited.start;
}

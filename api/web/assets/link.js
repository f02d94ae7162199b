// A link into a plan, as ?plan=<id>&lines=12-15: it opens these lines in the panel.

import { readSource } from './api.js';
import { openCitation } from './sources.js';

/** @returns {{planId: string, start: number, end: number} | null} the lines that an address names. */
export function linkedLines(search) {
  const given = new URLSearchParams(search);
  const planId = given.get('plan');
  const lines = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(given.get('lines') ?? '');
  if (!planId || !lines) return null;
  const start = Number(lines[1]);
  const end = Number(lines[2] ?? lines[1]);
  return start >= 1 && end >= start ? { planId, start, end } : null;
}

/** Opens the lines that the page's address names, if it names some. */
export async function openLinked(search) {
  const link = linkedLines(search);
  if (link) openCitation([await citationOf(link)], 0, null);
}

// What a citation of these lines would say; without the plan, the panel says why it doesn't open.
async function citationOf({ planId, start, end }) {
  const known = { plan_id: planId, line_start: start, line_end: end, section: [] };
  try {
    const { title, source, organization, fiscal_years, lines } = await readSource(planId, start, end);
    const { page, place } = lines[0] ?? {};
    return { ...known, title, source, organization, fiscal_years, page, place };
  } catch {
    return known;
  }
}

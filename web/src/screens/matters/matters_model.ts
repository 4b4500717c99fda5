// SPDX-License-Identifier: AGPL-3.0-or-later
// Matters in a list: open ones first, the newest first; found by every word that is typed.
import type { Check, Matter, Met } from '../../engine/shapes_legal';
import { folded } from '../../ui/combobox';

export function mattersInOrder(matters: Matter[]): Matter[] {
  const key = (one: Matter) => `${one.state === 'closed' ? 0 : 1}${one.opened_on}`;
  return [...matters].sort((a, b) => (key(a) === key(b) ? (a.number < b.number ? -1 : 1) : key(a) < key(b) ? 1 : -1));
}

export function mattersWith(matters: Matter[], text: string, area: (code: string) => string): Matter[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return matters.filter((one) => {
    const whole = folded([one.number, one.title, one.chosen_name, one.responsible_name, one.jurisdiction ?? '', area(one.area)].join(' '));
    return words.every((word) => whole.includes(word));
  });
}

/** `again`: compared anew, and met what was cleared before. */
export type CheckStep = { what: 'none' | 'met' | 'cleared' | 'again'; at: string; by: string; matters: Met[]; reason: string };

/** What happened, in order. A clearing stands in every check it was given for, and is told once. */
export function checkHistory(checks: Check[]): CheckStep[] {
  const steps: CheckStep[] = [];
  const told = new Set<string>();
  for (const one of [...checks].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const asked = { at: one.at, by: one.by, matters: one.matters, reason: '' };
    if (!one.met || one.cleared_by === undefined) {
      steps.push({ ...asked, what: one.met ? 'met' : 'none' });
      continue;
    }
    const cleared: CheckStep = { what: 'cleared', at: one.cleared_at ?? one.at, by: one.cleared_by, matters: [], reason: one.reason ?? '' };
    const key = JSON.stringify([cleared.at, cleared.by, cleared.reason]);
    if (told.has(key)) steps.push({ ...asked, what: 'again' });
    else if (cleared.at < one.at) steps.push(cleared, { ...asked, what: 'again' });
    else steps.push({ ...asked, what: 'met' }, cleared);
    told.add(key);
  }
  const placed = steps.map((step, n) => ({ step, n }));
  return placed.sort((a, b) => (a.step.at < b.step.at ? -1 : a.step.at > b.step.at ? 1 : a.n - b.n)).map(({ step }) => step);
}

/** How the newest check stands. */
export function checkState(checks: Check[]): { state: 'none' | 'open' | 'cleared'; by: string } | null {
  const newest = checks.reduce<Check | null>((best, one) => (best === null || best.at <= one.at ? one : best), null);
  if (newest === null) return null;
  if (!newest.met) return { state: 'none', by: newest.by };
  return newest.cleared_by === undefined ? { state: 'open', by: newest.by } : { state: 'cleared', by: newest.cleared_by };
}

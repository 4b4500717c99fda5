// SPDX-License-Identifier: AGPL-3.0-or-later
// A plan in order: needs as the person puts them, and what waits by its day.
import type { AmparoRecord } from '../../engine/shapes';

const order = ['first', 'soon', 'later', 'not_now'];

function rank(record: AmparoRecord): number {
  const at = order.indexOf(String(record.data['priority']));
  return (at < 0 ? order.length : at) + (record.data['state'] === 'met' || record.data['state'] === 'not_wanted' ? 10 : 0);
}

/** The person's own order, and nothing else; what is met or not wanted comes last. */
export function needsInOrder(needs: AmparoRecord[]): AmparoRecord[] {
  return [...needs].sort((a, b) => rank(a) - rank(b));
}

/** Where a form has its day, and what says that it is done. */
const dues: Record<string, [string, string]> = {
  goal: ['look_again_on', 'looked_again'],
  service_given: ['follow_up_on', 'followed_up'],
  safety_plan: ['look_again_on', 'looked_again'],
  task: ['due_on', 'done'],
  appointment: ['starts_at', 'over'],
  house_note: ['follow_up_on', 'seen_to'],
  incident: ['follow_up_on', 'seen_to'],
};

export function followUps(records: AmparoRecord[]): { record: AmparoRecord; due: string }[] {
  return records.flatMap((record) => {
    const [day, done] = dues[record.kind] ?? [];
    const due = day === undefined ? undefined : record.data[day];
    const over = done !== undefined && (record.data[done] === 'yes' || record.data[done] === true);
    const dayless = record.kind === 'task' && due === undefined && !over;
    if (dayless) return [{ record, due: '' }];
    return typeof due === 'string' && !over ? [{ record, due }] : [];
  }).sort((a, b) => (a.due === b.due ? 0 : a.due === '' ? 1 : b.due === '' ? -1 : a.due < b.due ? -1 : 1));
}

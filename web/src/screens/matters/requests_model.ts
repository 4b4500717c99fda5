// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests in a list: not answered ones first, by the day their answer is due; then the answered ones, the newest first.
import type { AmparoRecord } from '../../engine/shapes';

export function isAnswered(request: AmparoRecord): boolean {
  return request.data['answered'] === 'yes' || request.data['answered'] === true;
}

export function requestsInOrder(requests: AmparoRecord[]): AmparoRecord[] {
  const day = (one: AmparoRecord, name: string) => (typeof one.data[name] === 'string' ? one.data[name] : '');
  const open = requests.filter((one) => !isAnswered(one));
  const without = (one: AmparoRecord) => (day(one, 'due_on') === '' ? '9999' : day(one, 'due_on'));
  open.sort((a, b) => without(a).localeCompare(without(b)));
  const answered = requests.filter(isAnswered).sort((a, b) => day(b, 'received_on').localeCompare(day(a, 'received_on')));
  return [...open, ...answered];
}

/** Whole days from one day to another, `2030-05-03` each. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}

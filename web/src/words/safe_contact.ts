// SPDX-License-Identifier: AGPL-3.0-or-later
// Is it safe to get in touch now? Reads what a contact says of safe times; says nothing where nothing is said.
import type { Json } from '../engine/api';

export type SafeTime = { days?: string[] | string; from?: string; until?: string; note?: string };
export type Safety =
  | { state: 'safe'; until: Date | null }
  | { state: 'outside'; next: Date | null }
  | { state: 'never' }
  | { state: 'not_stated' };

const week = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const dayMinutes = 24 * 60;

function minutesOf(time: unknown): number | null {
  const found = typeof time === 'string' ? /^(\d{2}):(\d{2})$/.exec(time) : null;
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

type Span = { from: Date; until: Date };

/** Spans of the week around now. A span that ends at or before its start goes past midnight. */
function spans(times: SafeTime[], now: Date): Span[] {
  const out: Span[] = [];
  for (const time of times) {
    const from = minutesOf(time.from) ?? 0;
    let until = minutesOf(time.until) ?? dayMinutes;
    if (until <= from) until += dayMinutes;
    for (let offset = -1; offset <= 7; ++offset) {
      const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + offset);
      const named = Array.isArray(time.days) ? time.days : [];
      if (named.length > 0 && !named.includes(week[day.getDay()] ?? '')) continue;
      const at = (minutes: number) => new Date(day.getFullYear(), day.getMonth(), day.getDate(), 0, minutes);
      out.push({ from: at(from), until: at(until) });
    }
  }
  return out.sort((a, b) => a.from.getTime() - b.from.getTime());
}

export function safety(contact: Json, now = new Date()): Safety {
  const ways = contact['safe_contact_way'];
  if (Array.isArray(ways) && ways.length === 1 && ways[0] === 'person_contacts_us') return { state: 'never' };
  const stated = contact['safe_contact_times'];
  const times = Array.isArray(stated) ? (stated as SafeTime[]) : [];
  if (times.length === 0) return { state: 'not_stated' };
  const all = spans(times, now);
  const current = all.find((span) => span.from <= now && now < span.until);
  if (current) return { state: 'safe', until: current.until };
  return { state: 'outside', next: all.find((span) => span.from > now)?.from ?? null };
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The board as cells, what a key leads to, and what a stay that is carried would become. No drawing here.
import type { BoardRow, BoardSpan, Nights, PlaceState, Stay, UnitStep } from '../../engine/shapes_shelter';

const dayMs = 86_400_000;

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

export function nightsOf(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => dayAfter(first, at));
}

/** How many nights of it are away. */
export function nightsAway(span: BoardSpan): number {
  const within = (one: Nights) => {
    const from = one.from > span.from ? one.from : span.from;
    const until = one.until < span.until ? one.until : span.until;
    return Math.max(0, (Date.parse(until) - Date.parse(from)) / dayMs);
  };
  return (span.away ?? []).reduce((sum, one) => sum + within(one), 0);
}

export type Cell =
  | { kind: 'stay'; night: string; at: number; nights: number; span: BoardSpan }
  /** `first`: where a gap begins that may still be given. */
  | { kind: 'free'; night: string; at: number; nights: 1; first: boolean };

export function cellsOf(row: BoardRow, nights: string[], tonight: string): Cell[] {
  const cells: Cell[] = [];
  let gapIsNew = true;
  for (let at = 0; at < nights.length;) {
    const night = nights[at] ?? '';
    const span = row.spans.find((one) => one.from <= night && night < one.until);
    if (span) {
      let end = at + 1;
      while (end < nights.length && (nights[end] ?? '') < span.until) ++end;
      cells.push({ kind: 'stay', night, at, nights: end - at, span });
      at = end;
      gapIsNew = true;
    } else {
      const first = gapIsNew && night >= tonight;
      cells.push({ kind: 'free', night, at, nights: 1, first });
      if (first) gapIsNew = false;
      ++at;
    }
  }
  return cells;
}

/** Is nothing in the way of it there, as the board stands? The engine decides; this is what is shown while it is carried. */
export function couldTake(row: BoardRow, span: BoardSpan, tonight: string): boolean {
  if (row.state !== 'accepting' || row.sleeps < 1) return false;
  const from = span.from > tonight ? span.from : tonight;
  return row.spans.every((one) => one.stay === span.stay || one.until <= from || one.from >= span.until);
}

/** All the places of a stay, with one of them in place of another. */
export function placesMoved(stay: Stay, from: string, to: string): string[] {
  const now = stay.places.filter((one) => !one.ended).map((one) => one.place);
  return [...new Set(now.map((place) => (place === from ? to : place)))];
}

export type Stop = { key: string; row: number; at: number };

export const keyOf = (place: string, at: number): string => `${place}|${at}`;

/** Where the keyboard can stand: each unit's name, each stay, each gap that can be given. */
export function stopsOf(rows: BoardRow[], nights: string[], tonight: string): Stop[] {
  return rows.flatMap((row, index) => [
    { key: keyOf(row.place, -1), row: index, at: -1 },
    ...cellsOf(row, nights, tonight)
      .filter((cell) => cell.kind === 'stay' || (cell.first && row.state === 'accepting'))
      .map((cell) => ({ key: keyOf(row.place, cell.at), row: index, at: cell.at })),
  ]);
}

export function nextStop(stops: Stop[], key: string, pressed: string): string {
  const here = stops.find((stop) => stop.key === key) ?? stops[0];
  if (!here) return '';
  const inRow = stops.filter((stop) => stop.row === here.row);
  const at = inRow.indexOf(here);
  const nearest = (row: number) => stops.filter((stop) => stop.row === row)
    .reduce<Stop | undefined>((best, stop) => (!best || Math.abs(stop.at - here.at) < Math.abs(best.at - here.at) ? stop : best), undefined);
  const to = pressed === 'ArrowDown' ? nearest(here.row + 1) : pressed === 'ArrowUp' ? nearest(here.row - 1)
    : pressed === 'ArrowRight' ? inRow[at + 1] : pressed === 'ArrowLeft' ? inRow[at - 1]
    : pressed === 'Home' ? inRow[0] : pressed === 'End' ? inRow[inRow.length - 1] : here;
  return (to ?? here).key;
}

/** The table of docs/domain/shelter.md, for the steps a person takes at a unit. */
export const unitSteps: Record<PlaceState, UnitStep[]> = {
  accepting: ['prepare', 'take_out', 'close'],
  preparing: ['ready', 'take_out', 'close'],
  held: [],
  occupied: [],
  out_of_service: ['bring_back', 'close'],
  closed: ['reopen'],
};

export function minutesLeft(until: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 60_000));
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The exhibits of a packet, in their order, and what each is called in it.
export type Naming = 'letters' | 'numbers' | 'tabs';
export type Exhibit = { document: string; title: string };

/** "A" … "Z", "AA", as the engine counts them; `at` from 0. */
export function letters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letters(Math.floor(at / 26) - 1) + last;
}

export function exhibitMark(naming: Naming, at: number): string {
  return naming === 'letters' ? letters(at) : String(at + 1);
}

/** To another place; out of the list is nowhere. */
export function shifted<T>(all: T[], from: number, to: number): T[] {
  const one = all[from];
  if (one === undefined || to < 0 || to >= all.length || from === to) return all;
  const others = all.filter((_, at) => at !== from);
  return [...others.slice(0, to), one, ...others.slice(to)];
}

/** Which exhibit an error is about. */
export function exhibitOf(field: string): number | null {
  const found = /^exhibits\[(\d+)\]/.exec(field);
  return found ? Number(found[1]) : null;
}

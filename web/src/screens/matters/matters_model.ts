// SPDX-License-Identifier: AGPL-3.0-or-later
// Matters in a list: open ones first, the newest first; found by every word that is typed.
import type { Matter } from '../../engine/shapes_legal';
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

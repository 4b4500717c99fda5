// SPDX-License-Identifier: AGPL-3.0-or-later
// Which template was chosen, what it is called when it is filled, and which of its places still have no words.
import type { Place, TemplateChoice } from '../../engine/shapes_legal';

/** A sample by its name, one that is kept by its record. */
export function chosenOf(choice: TemplateChoice, code: string): { sample: string } | { template: string } {
  return choice.samples.some((one) => one.sample === code) ? { sample: code } : { template: code };
}

/** "letter.md": "letter 2031-03-03.md". */
export function suggested(name: string, day: string): string {
  const point = name.lastIndexOf('.');
  return point > 0 ? `${name.slice(0, point)} ${day}${name.slice(point)}` : `${name} ${day}`;
}

export function labelOf(place: Place): string {
  return place.label ?? place.name.replace(/^ask\./, '').replaceAll('_', ' ');
}

export function openPlaces(places: Place[], typed: Record<string, string>, blank: Record<string, boolean>): string[] {
  return places.filter((place) => place.state !== 'no_such_place' && place.how === 'missing' && (typed[place.name] ?? '').trim() === '' && !blank[place.name])
    .map((place) => place.name);
}

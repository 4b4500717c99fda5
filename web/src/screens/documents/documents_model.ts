// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents in a list: the newest version of each; a size as a person says it.
import type { Document } from '../../engine/shapes_legal';
import type { Papers } from '../../shell/router';
import { language } from '../../texts';

export function newestVersions(documents: Document[]): Document[] {
  const newest = new Map<string, Document>();
  for (const one of documents) {
    const first = one.version_of ?? one.id;
    const known = newest.get(first);
    if (known === undefined || known.version < one.version) newest.set(first, one);
  }
  return [...newest.values()].sort((a, b) => (a.added_at < b.added_at ? 1 : a.added_at > b.added_at ? -1 : 0));
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function sizeWords(bytes: number): string {
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(language.value, { style: 'unit', unit: units[step] ?? 'byte', unitDisplay: 'short', maximumFractionDigits: step === 0 ? 0 : 1 })
    .format(bytes / 1000 ** step);
}

/** Of a person those that are of no matter, and a person's own papers apart from what is privileged. */
export function listedIn(one: Document, about: Papers): boolean {
  return 'matter' in about || (one.matter === undefined && (one.personal ?? false) === (about.personal ?? false));
}

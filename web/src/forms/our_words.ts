// SPDX-License-Identifier: AGPL-3.0-or-later
// Answers that travel as `form.field`, sent or received, in the words of our forms where we have them.
import type { Json } from '../engine/api';
import { form } from '../shell/session';
import { valueWords } from './in_words';

export type Said = { name: string; label: string; value: string };

function plainly(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainly).join(', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(plainly).join(' · ');
  return String(value);
}

export async function inOurWords(fields: Json): Promise<Said[]> {
  const kinds = [...new Set(Object.keys(fields).map((name) => name.split('.')[0] ?? ''))];
  const forms = await Promise.all(kinds.map((kind) => form(kind).catch(() => null)));
  return Object.entries(fields).map(([name, value]) => {
    const [kind, which] = name.split('.');
    const shape = forms.find((one) => one?.name === kind);
    const field = shape?.fields.find((one) => one.name === which);
    return { name, label: field?.label ?? name, value: shape && field ? valueWords(shape, field, value) : plainly(value) };
  });
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// What the page can say about answers before the engine does. The engine's word is the one that counts.
import type { Json } from '../engine/api';
import type { Field } from '../engine/shapes';
import { number, t } from '../texts';
import { applies, isEmpty, noAnswerOf } from './values';

/** By path: `phone`, `shifts.0.day`. */
export type Problems = Record<string, string>;

const partialDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

function realDate(value: string): boolean {
  const [year, month, day] = value.split('-').map(Number);
  if (month === undefined || day === undefined || year === undefined) return true;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}

function checkNumber(field: Field, value: unknown): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return t('check.number');
  if (field.type === 'integer' && !Number.isInteger(value)) return t('check.whole');
  if (field.min !== undefined && value < field.min) return t('check.min', { min: number(field.min) });
  if (field.max !== undefined && value > field.max) return t('check.max', { max: number(field.max) });
  return null;
}

function checkPlace(value: unknown): string | null {
  const { latitude, longitude } = value as { latitude?: unknown; longitude?: unknown };
  if (isEmpty(latitude) && isEmpty(longitude)) return null;
  const right = typeof latitude === 'number' && typeof longitude === 'number'
    && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return right ? null : t('check.place');
}

function checkLength(field: Field, value: string): string | null {
  const limit = field.max_length ?? (field.type === 'long_text' ? 20_000 : 400);
  return [...value].length > limit ? t('check.long', { max: number(limit) }) : null;
}

function checkOne(field: Field, value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  switch (field.type) {
    case 'text': case 'long_text': return checkLength(field, String(value));
    case 'texts': return (value as unknown[]).map((one) => checkLength(field, String(one))).find((one) => one !== null) ?? null;
    case 'integer': case 'decimal': return checkNumber(field, value);
    case 'date': return /^\d{4}-\d{2}-\d{2}$/.test(text) && realDate(text) ? null : t('check.date');
    case 'partial_date': return partialDate.test(text) && realDate(text) ? null : t('check.partial_date');
    case 'time': return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text) ? null : t('check.time');
    case 'phone': return /\d{3}/.test(text.replace(/\D/g, '')) && !/\p{L}/u.test(text) ? null : t('check.phone');
    case 'email': return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : t('check.email');
    case 'url': return /^https?:\/\/[^\s]+$/.test(text) ? null : t('check.url');
    case 'place': return checkPlace(value);
    default: return null;
  }
}

export function check(fields: Field[], values: Json, prefix = ''): Problems {
  const out: Problems = {};
  for (const field of fields) {
    if (!applies(field, fields, values)) continue;
    const path = `${prefix}${field.name}`;
    const value = values[field.name];
    if (isEmpty(value)) {
      if (field.required) out[path] = t('check.needed');
      continue;
    }
    if (noAnswerOf(field, value)) continue;
    if (field.type === 'group') {
      (value as Json[]).forEach((item, index) => {
        if (!isEmpty(item)) Object.assign(out, check(field.fields ?? [], item, `${path}.${index}.`));
      });
      continue;
    }
    const problem = checkOne(field, value);
    if (problem) out[path] = problem;
  }
  return out;
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands in the fields of a form, and how it is read and handed in. No field is known by name here.
import type { Json } from '../engine/api';
import type { Condition, Field, Form, Option } from '../engine/shapes';

export type NoAnswer = 'unknown' | 'declined' | 'not_asked';
export const noAnswers: readonly NoAnswer[] = ['declined', 'unknown', 'not_asked'];

const coded = new Set(['choice', 'choices', 'yes_no', 'language', 'languages', 'country']);

export function isNoAnswerCode(value: unknown): value is NoAnswer {
  return typeof value === 'string' && (noAnswers as readonly string[]).includes(value);
}

/** Which of the three, if the value is one: as `{no_answer}` anywhere, as a bare word where answers are codes. */
export function noAnswerOf(field: Field, value: unknown): NoAnswer | null {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && 'no_answer' in value) {
    const code = (value as { no_answer: unknown }).no_answer;
    return isNoAnswerCode(code) ? code : null;
  }
  return coded.has(field.type) && isNoAnswerCode(value) ? value : null;
}

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object') return Object.values(value).every(isEmpty);
  return false;
}

export function optionsOf(form: Form, field: Field): Option[] {
  if (field.options) return field.options;
  if (field.vocabulary) return form.vocabularies[field.vocabulary] ?? [];
  return [];
}

/** What may be chosen now: what a list offers no more stays where it was chosen before. */
export function offered(form: Form, field: Field, value: unknown): Option[] {
  const chosen = Array.isArray(value) ? value : [value];
  return optionsOf(form, field).filter((option) => !option.retired || chosen.includes(option.code));
}

function holdsNow(condition: Condition, fields: Field[], values: Json): boolean {
  const asked = fields.find((field) => field.name === condition.field);
  const value = values[condition.field];
  const open = !asked || isEmpty(value) || noAnswerOf(asked, value) !== null;
  if (condition.answered) return !open;
  if (open || !condition.is) return false;
  const codes = Array.isArray(value) ? value : [value];
  return codes.some((code) => condition.is?.includes(String(code)));
}

/** Does the question apply, as the other answers stand? */
export function applies(field: Field, fields: Field[], values: Json): boolean {
  if (!field.when) return true;
  return 'all' in field.when
    ? field.when.all.every((condition) => holdsNow(condition, fields, values))
    : field.when.any.some((condition) => holdsNow(condition, fields, values));
}

function cleaned(field: Field, value: unknown): unknown {
  const refused = noAnswerOf(field, value);
  if (refused) return { no_answer: refused };
  switch (field.type) {
    case 'text': case 'phone': case 'email': case 'url':
      return typeof value === 'string' ? value.trim() : value;
    case 'texts':
      return Array.isArray(value) ? value.map((one) => String(one).trim()).filter((one) => one !== '') : value;
    case 'group':
      return Array.isArray(value)
        ? value.map((item) => handedIn(field.fields ?? [], item as Json)).filter((item) => Object.keys(item).length > 0) : value;
    case 'place': {
      const place = Object.entries((value ?? {}) as Json).filter(([, one]) => !isEmpty(one));
      return Object.fromEntries(place);
    }
    default:
      return value;
  }
}

/** The answers without what is empty or does not apply. */
export function handedIn(fields: Field[], values: Json): Json {
  const out: Json = {};
  for (const field of fields) {
    if (!applies(field, fields, values)) continue;
    const value = cleaned(field, values[field.name]);
    if (!isEmpty(value)) out[field.name] = value;
  }
  return out;
}

/** What an update has to say: the fields that differ from what they were, null for one that was emptied. */
export function changed(fields: Field[], before: Json, after: Json): Json {
  const was = handedIn(fields, before);
  const is = handedIn(fields, after);
  const out: Json = {};
  for (const field of fields) {
    if (!applies(field, fields, after)) continue;
    if (field.name in is) {
      if (JSON.stringify(is[field.name]) !== JSON.stringify(was[field.name])) out[field.name] = is[field.name];
    } else if (field.name in was) {
      out[field.name] = null;
    }
  }
  return out;
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// What a release could name: each answer about the person that may leave, with what it says now.
import type { Field, Form } from '../../engine/shapes';
import { valueWords } from '../../forms/in_words';
import { isEmpty, noAnswerOf } from '../../forms/values';
import { client, form } from '../../shell/session';
import { language } from '../../texts';

export type Shareable = { name: string; label: string; value: string; kind: string; part: string; raw: unknown };
export type PersonFields = { name: string; fields: Shareable[]; forms: Map<string, Form>; needs: string[]; languages: string[] };

function mayLeave(field: Field): boolean { return !field.confidential && field.type !== 'link' && field.type !== 'links'; }

/** The newest answer to each question, as the engine takes it when it sends. */
export async function personFields(person: string): Promise<PersonFields> {
  const whole = await client.person(person);
  const kinds = [...new Set(whole.records.map((record) => record.kind))];
  const forms = new Map(await Promise.all(kinds.map(async (kind) => [kind, await form(kind)] as const)));
  const fields = new Map<string, Shareable>();
  for (const record of whole.records) {
    const shape = forms.get(record.kind);
    if (!shape || shape.behaviour) continue;
    for (const field of shape.fields) {
      const name = `${shape.name}.${field.name}`;
      const value = record.data[field.name];
      if (fields.has(name) || !mayLeave(field) || isEmpty(value) || noAnswerOf(field, value)) continue;
      fields.set(name, { name, label: field.label, value: valueWords(shape, field, value, language.value), kind: shape.label, part: field.part, raw: value });
    }
  }
  const contact = whole.records.find((record) => record.kind === 'contact');
  const codes = (name: string) => (Array.isArray(contact?.data[name]) ? (contact.data[name] as string[]) : []);
  // What a person is met with comes first, on the screen and on paper.
  const first = (one: Shareable) => (forms.get(one.name.split('.')[0] ?? '')?.starts_person ? 0 : 1);
  const sorted = [...fields.values()].sort((one, other) => first(one) - first(other));
  return { name: whole.chosen_name, fields: sorted, forms, needs: codes('needs'), languages: codes('languages') };
}

export type Said = { label: string; value?: string };

/** Each field in another language: its question, and what is answered where that is known. */
export async function saidIn(names: string[], into: string, known: Map<string, unknown>): Promise<Map<string, Said>> {
  const kinds = [...new Set(names.map((name) => name.split('.')[0] ?? ''))].filter((kind) => kind !== '');
  const forms = await Promise.all(kinds.map((kind) => client.form(kind, into).catch(() => null)));
  const out = new Map<string, Said>();
  for (const name of names) {
    const [kind, which] = name.split('.');
    const shape = forms.find((one) => one?.name === kind);
    const field = shape?.fields.find((one) => one.name === which);
    const value = shape && field && known.has(name) ? valueWords(shape, field, known.get(name), into) : undefined;
    out.set(name, { label: field?.label ?? name, ...(value === undefined ? {} : { value }) });
  }
  return out;
}

export async function labelsOf(names: string[], into: string): Promise<Map<string, string>> {
  return new Map([...await saidIn(names, into, new Map())].map(([name, said]) => [name, said.label]));
}

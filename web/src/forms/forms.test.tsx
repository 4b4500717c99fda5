// SPDX-License-Identifier: AGPL-3.0-or-later
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../engine/api';
import type { Field, FieldType, Form } from '../engine/shapes';
import { who } from '../shell/session';
import { language } from '../texts';
import { localDate, longDate } from '../words/dates';
import { check } from './check';
import { FormFields, ProblemSummary } from './form_fields';
import { valueWords } from './in_words';
import { applies, changed, handedIn, noAnswerOf } from './values';

const field = (name: string, type: FieldType, more: Partial<Field> = {}): Field =>
  ({ name, type, label: `About ${name}`, part: 'plan', required: false, confidential: false, ...more });

const answers = [{ code: 'unknown', label: 'Not known' }, { code: 'declined', label: 'Prefers not to say' }, { code: 'not_asked', label: 'Not asked' }];

const many = Array.from({ length: 60 }, (_, n) => ({ code: `c${n}`, label: `Choice ${n}` }));
const few = [{ code: 'a', label: 'First' }, { code: 'b', label: 'Second' }];
const yesNo = [{ code: 'yes', label: 'Yes' }, { code: 'no', label: 'No' }];

const everyType: Field[] = [
  field('text', 'text'), field('texts', 'texts'), field('long', 'long_text'), field('whole', 'integer', { min: 0, max: 5 }),
  field('decimal', 'decimal'), field('day', 'date'), field('about_when', 'partial_date'), field('hour', 'time'), field('moment', 'instant'),
  field('one', 'choice', { options: few }), field('one_of_many', 'choice', { options: many }), field('several', 'choices', { options: few }),
  field('several_of_many', 'choices', { options: many }), field('yes', 'yes_no', { options: yesNo }), field('phone', 'phone'),
  field('email', 'email'), field('url', 'url'), field('language', 'language', { vocabulary: 'languages' }),
  field('languages', 'languages', { vocabulary: 'languages' }), field('country', 'country', { vocabulary: 'languages' }),
  field('place', 'place'), field('link', 'link', { link: { to: 'record', kind: 'service' } }), field('links', 'links', { link: { to: 'person' } }),
  field('group', 'group', { max_items: 2, fields: [field('day', 'date', { required: true }), field('note', 'text')] }),
];

const shape = (fields: Field[]): Form => ({
  name: 'trial', version: 1, label: 'Trial', about_person: 'yes', starts_person: false, behaviour: false, title: 'text', fields,
  no_answers: answers, vocabularies: { languages: many },
});

let box: HTMLElement;
let now: Json;

function Trial({ form, begun }: { form: Form; begun: Json }) {
  const [values, setValues] = useState<Json>(begun);
  now = values;
  return <FormFields form={form} values={values} onChange={setValues} problems={check(form.fields, values)} />;
}

const draw = (form: Form, begun: Json = {}) => act(() => render(<Trial form={form} begun={begun} />, box));
const press = (node: Element | null | undefined, key: string) => act(() => {
  node?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
});
const type = (node: Element | null, value: string) => act(() => {
  (node as HTMLInputElement).value = value;
  node?.dispatchEvent(new Event('input', { bubbles: true }));
});
const click = (node: Element | null | undefined) => act(() => (node as HTMLElement).click());

beforeEach(() => {
  language.set('en');
  who.set({ member: 'Ana', member_id: 'm', organization: 'Puente', role: 'advocate', parts: ['plan'] });
  box = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  act(() => render(null, box));
  box.remove();
});

describe('a declared form', () => {
  it('draws a control with a name for every type of field', () => {
    draw(shape(everyType));
    for (const one of everyType) {
      const question = box.querySelector(`[data-field="${one.name}"]`);
      expect(question, one.name).not.toBeNull();
      const label = question?.querySelector('label, .field-label');
      expect(label?.textContent, one.name).toContain(one.label);
      const control = question?.querySelector('input, select, textarea, .button');
      expect(control, one.name).not.toBeNull();
      const labelled = question?.getAttribute('role') === 'group' ? question.getAttribute('aria-labelledby') : label?.getAttribute('for');
      expect(document.getElementById(labelled ?? ''), one.name).not.toBeNull();
    }
  });

  it('takes a refusal to answer by one key in every question, then the other two, then none', () => {
    draw(shape(everyType));
    for (const one of everyType) {
      const inside = () => box.querySelector(`[data-field="${one.name}"]`)?.querySelector('input, select, textarea, button');
      for (const wanted of ['declined', 'unknown', 'not_asked']) {
        press(inside(), 'F2');
        expect(now[one.name], one.name).toEqual({ no_answer: wanted });
      }
      press(inside(), 'F2');
      expect(now[one.name], one.name).toBeUndefined();
    }
  });

  it('shows which of the three it is', () => {
    draw(shape([field('text', 'text')]), { text: { no_answer: 'declined' } });
    const pressed = [...box.querySelectorAll('.no-answer[aria-pressed="true"]')].map((node) => node.textContent);
    expect(pressed).toEqual(['Prefers not to say']);
  });

  it('asks a question only when it applies', () => {
    const form = shape([field('one', 'choice', { options: few }), field('then', 'text', { when: { all: [{ field: 'one', is: ['b'] }] } })]);
    draw(form);
    expect(box.querySelector('[data-field="then"]')).toBeNull();
    click(box.querySelectorAll('[data-field="one"] input')[1]);
    expect(box.querySelector('[data-field="then"]')).not.toBeNull();
  });

  it('says what is sealed instead of hiding that it is asked', () => {
    draw(shape([field('text', 'text'), field('secret', 'text', { part: 'legal' })]));
    expect(box.querySelector('[data-field="secret"]')).toBeNull();
    expect(box.textContent).toContain('Some questions are sealed: attorney–client');
  });

  it('adds and removes items of a group, up to its bound', () => {
    draw(shape(everyType.filter((one) => one.type === 'group')));
    const add = () => [...box.querySelectorAll('button')].find((node) => node.getAttribute('aria-label')?.startsWith('Add to'));
    click(add());
    click(add());
    expect(add()).toBeUndefined();
    expect(now['group']).toHaveLength(2);
    click([...box.querySelectorAll('button')].find((node) => node.textContent === 'Remove'));
    expect(now['group']).toHaveLength(1);
  });

  it('narrows a long list as it is typed, also without accents, and takes what Enter chooses', async () => {
    const form = shape([field('several', 'choices', { options: [...many, { code: 'x', label: 'Ñandú' }] })]);
    draw(form);
    const input = box.querySelector('input[role="combobox"]');
    type(input, 'nandu');
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
    expect([...box.querySelectorAll('[role="option"]')].map((node) => node.textContent)).toEqual(['Ñandú']);
    press(input, 'Enter');
    expect(now['several']).toEqual(['x']);
  });

  it('names each problem beside its field and in a summary that leads there', () => {
    const form = shape([field('phone', 'phone'), field('needed', 'text', { required: true })]);
    const problems = check(form.fields, { phone: 'no digits' });
    act(() => render(<><ProblemSummary form={form} problems={problems} round={1} />
      <FormFields form={form} values={{ phone: 'no digits' }} onChange={() => undefined} problems={problems} /></>, box));
    const beside = box.querySelector('#f-phone')?.getAttribute('aria-describedby')?.split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    expect(beside).toContain('at least three digits');
    expect(box.querySelector('#f-phone')?.getAttribute('aria-invalid')).toBe('true');
    const links = [...box.querySelectorAll('.summary-list button')];
    expect(links).toHaveLength(2);
    click(links[1]);
    expect(document.activeElement?.id).toBe('f-needed');
  });
});

describe('answers', () => {
  it.each<[FieldType, unknown, boolean]>([
    ['integer', 3, true], ['integer', 3.5, false], ['integer', 'three', false], ['integer', 6, false], ['date', '2030-02-28', true],
    ['date', '2030-02-30', false], ['partial_date', '2030', true], ['partial_date', '2030-13', false], ['time', '24:00', true],
    ['time', '25:00', false], ['phone', '+52 55 0101', true], ['phone', 'call me', false], ['email', 'ana@example.org', true],
    ['email', 'ana', false], ['url', 'https://example.org', true], ['url', 'example', false],
    ['place', { area: 'Pilsen' }, true], ['place', { latitude: 41 }, false], ['place', { latitude: 91, longitude: 0 }, false],
    ['text', 'x'.repeat(401), false], ['text', 'x'.repeat(400), true],
  ])('%s %j', (kind, value, right) => {
    const fields = [field('it', kind, kind === 'integer' ? { min: 0, max: 5 } : {})];
    expect(Object.keys(check(fields, { it: value }))).toEqual(right ? [] : ['it']);
  });

  it('may be one of three that are no answer, wherever something is needed', () => {
    const fields = [field('it', 'date', { required: true })];
    expect(check(fields, {})).not.toEqual({});
    for (const no_answer of ['unknown', 'declined', 'not_asked']) expect(check(fields, { it: { no_answer } })).toEqual({});
  });

  it('that are no answer are read as the engine writes them', () => {
    expect(noAnswerOf(field('it', 'choices'), 'declined')).toBe('declined');
    expect(noAnswerOf(field('it', 'text'), 'declined')).toBeNull();
    expect(noAnswerOf(field('it', 'text'), { no_answer: 'unknown' })).toBe('unknown');
  });

  it('are handed in without what is empty or does not apply', () => {
    const fields = [field('a', 'text'), field('b', 'text', { when: { all: [{ field: 'a', answered: true }] } }), field('c', 'texts')];
    expect(handedIn(fields, { a: ' x ', b: 'y', c: ['', 'z '] })).toEqual({ a: 'x', b: 'y', c: ['z'] });
    expect(handedIn(fields, { a: '', b: 'y', c: [''] })).toEqual({});
  });

  it('that changed are handed in, null for one that was emptied', () => {
    const fields = [field('a', 'text'), field('b', 'text'), field('c', 'choice')];
    expect(changed(fields, { a: '1', b: '2', c: 'declined' }, { a: '1', b: '', c: 'declined' })).toEqual({ b: null });
    expect(changed(fields, { a: '1' }, { a: '2' })).toEqual({ a: '2' });
  });

  it('decide what else applies', () => {
    const any = field('x', 'text', { when: { any: [{ field: 'a', is: ['1'] }, { field: 'b', answered: true }] } });
    const fields = [field('a', 'choice'), field('b', 'text'), any];
    expect(applies(any, fields, {})).toBe(false);
    expect(applies(any, fields, { a: '1' })).toBe(true);
    expect(applies(any, fields, { b: { no_answer: 'declined' } })).toBe(false);
  });

  it('stand in words', () => {
    const form = shape(everyType);
    const words = (name: string, value: unknown) => {
      const one = everyType.find((each) => each.name === name);
      return one ? valueWords(form, one, value) : '';
    };
    expect(words('several', ['a', 'b'])).toBe('First and Second');
    expect(words('yes', true)).toBe('Yes');
    expect(words('text', { no_answer: 'declined' })).toBe('Prefers not to say');
    expect(words('place', { area: 'Pilsen', latitude: 41.85, longitude: -87.66 })).toBe('Pilsen · 41.85, -87.66');
    expect(words('group', [{ day: '2024-01-02', note: 'x' }])).toBe('January 2, 2024, x');
  });

  it('name what they link to, where that may be read', () => {
    const form = shape([field('one', 'link'), field('more', 'links'), field('by', 'text')]);
    const words = (at: number, value: unknown) => valueWords(form, form.fields[at] ?? field('none', 'text'), value, undefined, { rec_a: 'T status', mem_b: 'Ana' });
    expect(words(0, 'rec_a')).toBe('T status');
    expect(words(0, 'rec_c')).toBe('Linked record');
    expect(words(1, ['rec_a', 'rec_c'])).toBe('T status and Linked record');
    expect(words(2, 'mem_b')).toBe('Ana');
    expect(words(2, 'what it says')).toBe('what it says');
  });

  it('stand on paper in the language of the paper, with days that stay the same', () => {
    const form = shape(everyType);
    const words = (name: string, value: unknown) => {
      const one = everyType.find((each) => each.name === name);
      return one ? valueWords(form, one, value, 'es') : '';
    };
    const now = new Date();
    expect(words('several', ['a', 'b'])).toBe('First y Second');
    expect(words('group', [{ day: localDate(now), note: 'x' }])).toBe(`${longDate(now, true, 'es')}, x`);
    expect(words('group', [{ day: '2024', note: 'x' }])).toBe('2024, x');
  });
});

// SPDX-License-Identifier: AGPL-3.0-or-later
// Answers as a person reads them.
import type { ComponentChildren } from 'preact';
import type { Json } from '../engine/api';
import type { Field, Form } from '../engine/shapes';
import { go } from '../shell/router';
import { list, number, t } from '../texts';
import { Button } from '../ui/kit';
import { anyWhen, writtenWhen } from '../words/dates';
import { applies, isEmpty, noAnswerOf, optionsOf } from './values';

function label(form: Form, field: Field, code: unknown): string {
  return optionsOf(form, field).find((option) => option.code === code)?.label ?? String(code);
}

function placeWords(value: unknown, into?: string): string {
  const { area, latitude, longitude } = value as { area?: string; latitude?: number; longitude?: number };
  const point = latitude !== undefined && longitude !== undefined ? `${number(latitude, 5, into)}, ${number(longitude, 5, into)}` : '';
  return [area ?? '', point].filter(Boolean).join(' · ');
}

/** The answers of one item; two times after one another are a span. */
function itemWords(form: Form, group: Field, item: Json, onPaper?: string, names?: Names): string {
  const said = (group.fields ?? []).filter((inner) => !isEmpty(item[inner.name]));
  return said.reduce((words, inner, index) => {
    const before = said[index - 1];
    const mark = before === undefined ? '' : before.type === 'time' && inner.type === 'time' ? '–' : ', ';
    return `${words}${mark}${valueWords(form, inner, item[inner.name], onPaper, names)}`;
  }, '');
}

/** What ids name; one that is not in it is called a linked record. */
export type Names = Record<string, string>;

/** `onPaper`: the language of a paper, on which a date stands in full. */
export function valueWords(form: Form, field: Field, value: unknown, onPaper?: string, names: Names = {}): string {
  const refused = noAnswerOf(field, value);
  if (refused) return form.no_answers.find((option) => option.code === refused)?.label ?? refused;
  if (isEmpty(value)) return t('form.nothing');
  switch (field.type) {
    case 'choice': case 'language': case 'country': return label(form, field, value);
    case 'yes_no': return label(form, field, value === true ? 'yes' : value === false ? 'no' : value);
    case 'choices': case 'languages': return list((value as unknown[]).map((code) => label(form, field, code)), onPaper);
    case 'texts': return list((value as unknown[]).map(String), onPaper);
    case 'integer': case 'decimal': return typeof value === 'number' ? number(value, 4, onPaper) : String(value);
    case 'date': case 'partial_date': case 'instant': return onPaper ? writtenWhen(String(value), onPaper) : anyWhen(String(value));
    case 'place': return placeWords(value, onPaper);
    case 'link': case 'links': return list([value].flat().map((id) => names[String(id)] ?? t('form.linked')), onPaper);
    case 'group': return (value as Json[]).map((item) => itemWords(form, field, item, onPaper, names)).join('; ');
    default: return names[String(value)] ?? String(value);
  }
}

function Linked({ id, field, name }: { id: string; field: Field; name: string | undefined }) {
  const to = field.link?.to === 'person' ? { screen: 'person', person: id } as const
    : field.link?.kind === 'matter' ? { screen: 'matter', id } as const : field.link?.kind === 'service' ? { screen: 'service', id } as const : { screen: 'record', id } as const;
  return <Button kind="quiet" onClick={() => void go(to)}>{name === undefined ? t('form.linked') : <bdi>{name}</bdi>}</Button>;
}

export function Value({ form, field, value, names = {} }: { form: Form; field: Field; value: unknown; names?: Names | undefined }): ComponentChildren {
  if (field.type === 'group' && Array.isArray(value)) {
    return (
      <ul class="stack-small">
        {(value as Json[]).map((item, index) => (
          <li key={index}>{itemWords(form, field, item, undefined, names)}</li>
        ))}
      </ul>
    );
  }
  const refused = noAnswerOf(field, value);
  if (!refused && (field.type === 'link' || field.type === 'links')) {
    return <>{[value].flat().map((id) => <Linked key={String(id)} id={String(id)} field={field} name={names[String(id)]} />)}</>;
  }
  return <span class={refused ? 'muted' : 'keep-lines'} dir="auto">{valueWords(form, field, value, undefined, names)}</span>;
}

/** Every answer of a record, in the order of its form. */
export function Facts({ form, data, leaveOut = [], names }: { form: Form; data: Json; leaveOut?: string[]; names?: Names | undefined }) {
  const shown = form.fields.filter(
    (field) => !leaveOut.includes(field.name) && !isEmpty(data[field.name]) && (applies(field, form.fields, data) || field.name in data));
  if (shown.length === 0) return <p class="empty">{t('record.no_answers')}</p>;
  return (
    <dl class="facts">
      {shown.map((field) => (
        <div key={field.name}><dt><bdi>{field.label}</bdi></dt><dd><Value form={form} field={field} value={data[field.name]} names={names} /></dd></div>
      ))}
    </dl>
  );
}

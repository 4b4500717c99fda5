// SPDX-License-Identifier: AGPL-3.0-or-later
// The control of each type of field. A new type of field is a new case here and in check.ts.
import { useState } from 'preact/hooks';
import type { Json } from '../engine/api';
import type { Field, Form, Option } from '../engine/shapes';
import { useAsk } from '../shell/ask';
import { client, form } from '../shell/session';
import { t } from '../texts';
import { Combobox } from '../ui/combobox';
import { Icon } from '../ui/icons';
import { Button, useOwnId } from '../ui/kit';
import { localDateTime } from '../words/dates';
import type { FieldProps } from './field';
import { FieldView } from './field';
import { valueWords } from './in_words';
import { applies, isEmpty, offered, optionsOf } from './values';

type ControlProps = FieldProps & { id: string; describedBy: string | undefined; invalid: boolean; refused: boolean };

const radiosAtMost = 8;
const chipsAtMost = 40;
const chipsAtFirst = 21;

/** Is it a set of controls under a legend, or one control with a label? */
export function drawsAsSet(form: Form, field: Field): boolean {
  if (field.type === 'group' || field.type === 'texts' || field.type === 'place' || field.type === 'yes_no') return true;
  if (field.type === 'choice') return optionsOf(form, field).length <= radiosAtMost;
  if (field.type === 'choices') return optionsOf(form, field).length <= chipsAtMost;
  return false;
}

export function Control(props: ControlProps) {
  const { form, field } = props;
  const options = offered(form, field, props.value);
  switch (field.type) {
    case 'yes_no': return <Radios {...props} options={options} />;
    case 'choice':
      return optionsOf(form, field).length <= radiosAtMost
        ? <Radios {...props} options={options} /> : <Select {...props} options={options} />;
    case 'language': case 'country': return <Select {...props} options={options} />;
    case 'choices':
      return optionsOf(form, field).length <= chipsAtMost
        ? <Chips {...props} options={options} /> : <Many {...props} options={options} />;
    case 'languages': return <Many {...props} options={options} />;
    case 'texts': return <Lines {...props} />;
    case 'place': return <Place {...props} />;
    case 'group': return <Group {...props} />;
    case 'link': case 'links': return <Link {...props} />;
    case 'long_text': return <LongText {...props} />;
    case 'instant': return <Instant {...props} />;
    default: return <Line {...props} />;
  }
}

const inputTypes: Partial<Record<Field['type'], string>> = { date: 'date', time: 'time', phone: 'tel', email: 'email', url: 'url' };

function shared({ id, describedBy, invalid, field }: ControlProps) {
  return {
    id, 'aria-describedby': describedBy, 'aria-invalid': invalid ? true : undefined, 'aria-required': field.required || undefined,
    'aria-keyshortcuts': 'F2', autocomplete: 'off',
  };
}

function Line(props: ControlProps) {
  const { field, value, onChange, refused } = props;
  const numeric = field.type === 'integer' || field.type === 'decimal';
  const read = (text: string): unknown => {
    if (!numeric || text.trim() === '') return text;
    const n = Number(text.replace(',', '.'));
    return Number.isFinite(n) ? n : text;
  };
  const short = numeric || field.type === 'date' || field.type === 'time' || field.type === 'partial_date';
  return (
    <input {...shared(props)} class={short ? 'short' : undefined} type={inputTypes[field.type] ?? 'text'} dir={numeric || field.type === 'partial_date' ? 'ltr' : 'auto'}
      inputMode={numeric ? 'decimal' : undefined} value={value === undefined || value === null ? '' : String(value)}
      placeholder={refused ? '—' : field.type === 'partial_date' ? t('form.partial_date') : undefined}
      onInput={(event) => onChange(read(event.currentTarget.value))} />
  );
}

function LongText(props: ControlProps) {
  const text = typeof props.value === 'string' ? props.value : '';
  return (
    <textarea {...shared(props)} dir="auto" rows={Math.min(12, Math.max(3, text.split('\n').length + 1))} value={text}
      placeholder={props.refused ? '—' : undefined} onInput={(event) => props.onChange(event.currentTarget.value)} />
  );
}

function Instant(props: ControlProps) {
  const at = typeof props.value === 'string' && props.value !== '' ? new Date(props.value) : null;
  return (
    <input {...shared(props)} class="short" type="datetime-local"
      value={at && !Number.isNaN(at.getTime()) ? localDateTime(at) : ''}
      onInput={(event) => {
        const text = event.currentTarget.value;
        props.onChange(text === '' ? undefined : new Date(text).toISOString().replace(/\.\d+Z$/, 'Z'));
      }} />
  );
}

function Select(props: ControlProps & { options: Option[] }) {
  const { value, onChange, options } = props;
  return (
    <select {...shared(props)} value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}>
      <option value="">{t('choose.none')}</option>
      {options.map((option) => <option key={option.code} value={option.code}>{option.label}</option>)}
    </select>
  );
}

function Radios({ id, value, onChange, options }: ControlProps & { options: Option[] }) {
  const name = useOwnId('radios');
  const current = value === true ? 'yes' : value === false ? 'no' : value;
  return (
    <div class="choices">
      {options.map((option, index) => (
        <label key={option.code} class="choice">
          <input type="radio" name={name} id={index === 0 ? `${id}-first` : undefined} checked={current === option.code}
            onClick={() => { if (current === option.code) onChange(undefined); }} onChange={() => onChange(option.code)} />
          <bdi>{option.label}</bdi>
        </label>
      ))}
    </div>
  );
}

function Chips({ value, onChange, options, field }: ControlProps & { options: Option[] }) {
  const [all, setAll] = useState(false);
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const shown = all || options.length <= chipsAtFirst + 2 ? options
    : options.filter((option, index) => index < chipsAtFirst || chosen.includes(option.code));
  return (
    <div class="choices">
      {shown.map((option) => (
        <label key={option.code} class="choice">
          <input type="checkbox" checked={chosen.includes(option.code)}
            onChange={(event) => onChange(event.currentTarget.checked
              ? [...chosen, option.code] : chosen.filter((code) => code !== option.code))} />
          <bdi>{option.label}</bdi>
        </label>
      ))}
      {shown.length < options.length && (
        <Button kind="quiet" icon="more" onClick={() => setAll(true)}
          label={t('choose.all_of', { question: field.label })}>{t('choose.all')}</Button>
      )}
    </div>
  );
}

function Chosen({ items, onRemove }: { items: Option[]; onRemove: (code: string) => void }) {
  if (items.length === 0) return null;
  return (
    <ul class="chosen">
      {items.map((item) => (
        <li key={item.code} class="chosen-item">
          <span>{item.label}</span>
          <button type="button" aria-label={t('choose.remove', { what: item.label })} onClick={() => onRemove(item.code)}>
            <Icon name="cross" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Many(props: ControlProps & { options: Option[] }) {
  const { value, onChange, options } = props;
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    <div class="stack-small">
      <Chosen items={chosen.map((code) => options.find((option) => option.code === code) ?? { code, label: code })}
        onRemove={(code) => onChange(chosen.filter((one) => one !== code))} />
      <Combobox id={props.id} options={options.filter((option) => !chosen.includes(option.code))} describedBy={props.describedBy}
        invalid={props.invalid} placeholder={t('choose.type')} onPick={(option) => onChange([...chosen, option.code])} />
    </div>
  );
}

function Lines(props: ControlProps) {
  const { value, onChange, id, field } = props;
  const items = Array.isArray(value) && value.length > 0 ? (value as string[]) : [''];
  return (
    <div class="stack-small">
      {items.map((item, index) => (
        <input key={index} id={index === 0 ? `${id}-first` : undefined} type="text" dir="auto" value={item} autocomplete="off"
          aria-label={t('form.item', { question: field.label, n: index + 1 })} aria-describedby={props.describedBy}
          onInput={(event) => onChange(items.map((old, at) => (at === index ? event.currentTarget.value : old)))} />
      ))}
      {(items[items.length - 1] ?? '') !== '' && (
        <div><Button kind="quiet" icon="plus" onClick={() => onChange([...items, ''])}>{t('form.another')}</Button></div>
      )}
    </div>
  );
}

function Place(props: ControlProps) {
  const { value, onChange, id } = props;
  const place = (value ?? {}) as { area?: string; latitude?: unknown; longitude?: unknown };
  const set = (name: string, next: unknown) => onChange({ ...place, [name]: next });
  const degrees = (text: string): unknown => (text.trim() === '' ? undefined : Number.isFinite(Number(text)) ? Number(text) : text);
  const point = (name: 'latitude' | 'longitude') => (
    <div class="field">
      <label for={`${id}-${name}`}>{t(`form.${name}`)}</label>
      <input id={`${id}-${name}`} type="text" inputMode="decimal" dir="ltr" autocomplete="off" class="short"
        value={place[name] === undefined ? '' : String(place[name])} onInput={(event) => set(name, degrees(event.currentTarget.value))} />
    </div>
  );
  return (
    <div class="stack-small">
      <div class="field">
        <label for={`${id}-first`}>{t('form.area')}</label>
        <input id={`${id}-first`} type="text" dir="auto" autocomplete="off" value={place.area ?? ''} aria-describedby={props.describedBy}
          onInput={(event) => set('area', event.currentTarget.value)} />
      </div>
      <div class="side-by-side">{point('latitude')}{point('longitude')}</div>
    </div>
  );
}

function Group(props: ControlProps) {
  const { form, field, value, onChange, problems, path } = props;
  const items = Array.isArray(value) ? (value as Json[]) : [];
  const inner = field.fields ?? [];
  const full = items.length >= (field.max_items ?? 50);
  return (
    <div class="stack-small">
      {items.map((item, index) => (
        <div class="group-item" key={index} role="group" aria-label={t('form.item', { question: field.label, n: index + 1 })}>
          <div class="group-head">
            <span class="strong">{index + 1}</span>
            <Button kind="quiet" icon="cross" onClick={() => onChange(items.filter((_, at) => at !== index))}
              label={t('form.remove_item', { question: field.label, n: index + 1 })}>{t('do.remove')}</Button>
          </div>
          {inner.filter((one) => applies(one, inner, item)).map((one) => (
            <FieldView key={one.name} form={form} field={one} value={item[one.name]} problems={problems}
              path={`${path}.${index}.${one.name}`}
              onChange={(next) => onChange(items.map((old, at) => (at === index ? { ...old, [one.name]: next } : old)))} />
          ))}
        </div>
      ))}
      {!full && (
        <div>
          <Button icon="plus" onClick={() => onChange([...items, {}])}
            label={t('form.add_to', { question: field.label })}>{t('form.add')}</Button>
        </div>
      )}
    </div>
  );
}

/** What a form that is opened again has linked already; nothing where the reader may not read it. */
async function linkedName(id: string): Promise<string> {
  try {
    if (id.startsWith('per_')) return (await client.person(id)).chosen_name;
    const record = await client.record(id);
    const shape = await form(record.kind);
    const title = shape.fields.find((one) => one.name === shape.title);
    const words = title && !isEmpty(record.data[title.name]) ? valueWords(shape, title, record.data[title.name]) : '';
    // A state or a kind is many records' title: whose it is tells them apart.
    const whose = title?.type !== 'text' && record.person !== undefined ? (await client.person(record.person)).chosen_name : '';
    return [words, whose].filter(Boolean).join(', ');
  } catch {
    return '';
  }
}

function Link(props: ControlProps) {
  const { field, value, onChange } = props;
  const [names, setNames] = useState<Record<string, string>>({});
  const chosen = field.type === 'links' ? (Array.isArray(value) ? (value as string[]) : []) : typeof value === 'string' && value ? [value] : [];
  const before = useAsk(async () => Object.fromEntries(await Promise.all(chosen.map(async (id) => [id, await linkedName(id)] as const))), []);
  const nameOf = (id: string) => names[id] || before.value?.[id] || t('form.linked');
  const find = async (text: string): Promise<Option[]> => {
    if (text.trim() === '') return [];
    const toPerson = field.link?.to === 'person';
    const { hits } = await client.search(text, toPerson ? undefined : field.link?.kind);
    const options = hits.map((hit) => ({ code: toPerson ? hit.person ?? '' : hit.record, label: hit.title }));
    return options.filter((option) => option.code !== '');
  };
  const pick = (option: Option) => {
    setNames((old) => ({ ...old, [option.code]: option.label }));
    onChange(field.type === 'links' ? [...chosen, option.code] : option.code);
  };
  return (
    <div class="stack-small">
      <Chosen items={chosen.map((code) => ({ code, label: nameOf(code) }))}
        onRemove={(code) => onChange(field.type === 'links' ? chosen.filter((one) => one !== code) : undefined)} />
      <Combobox id={props.id} options={find} onPick={pick} describedBy={props.describedBy} invalid={props.invalid}
        placeholder={t('choose.search')} />
    </div>
  );
}

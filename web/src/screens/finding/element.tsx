// SPDX-License-Identifier: AGPL-3.0-or-later
// One element of a finding: each code of its list with "did it happen", how we know, and a note.
import type { Json } from '../../engine/api';
import type { Field, Form } from '../../engine/shapes';
import type { Problems } from '../../forms/check';
import { isNoAnswerCode, noAnswerOf, noAnswers, optionsOf } from '../../forms/values';
import { t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Section, useOwnId } from '../../ui/kit';

type Props = { form: Form; field: Field; code: string; value: unknown; problems: Problems; onChange: (value: unknown) => void };
type Item = Json & { stated?: string; basis?: string[]; note?: string };

function statedOf(item: Item | undefined): string {
  const stated = item?.['stated'] as unknown;
  if (typeof stated === 'object' && stated !== null && 'no_answer' in stated) {
    const code = (stated as { no_answer: unknown }).no_answer;
    return isNoAnswerCode(code) ? code : '';
  }
  return typeof stated === 'string' ? stated : '';
}

export function ElementColumn({ form, field, code, value, problems, onChange }: Props) {
  const refused = noAnswerOf(field, value);
  const items = Array.isArray(value) ? (value as Item[]) : [];
  const codeField = field.fields?.find((one) => one.name === code);
  const options = codeField ? optionsOf(form, codeField) : [];
  const set = (which: string, next: Item | null) => {
    const rest = items.filter((item) => item[code] !== which);
    const at = items.findIndex((item) => item[code] === which);
    if (next === null) onChange(rest);
    else if (at < 0) onChange([...items, next]);
    else onChange(items.map((item, index) => (index === at ? next : item)));
  };
  return (
    <Section title={field.label}>
      {field.help && <p class="help">{field.help}</p>}
      {problems[field.name] && <p class="field-error"><Icon name="warn" />{problems[field.name]}</p>}
      <div class="no-answers" role="group" aria-label={t('form.no_answer_for', { question: field.label })}>
        {noAnswers.map((one) => (
          <button key={one} type="button" class="no-answer" aria-pressed={refused === one}
            onClick={() => onChange(refused === one ? undefined : { no_answer: one })}>
            {form.no_answers.find((option) => option.code === one)?.label ?? one}
          </button>
        ))}
      </div>
      {!refused && (
        <ul class="element">
          {options.map((option) => (
            <Line key={option.code} form={form} field={field} code={code} label={option.label}
              item={items.find((item) => item[code] === option.code)} onChange={(next) => set(option.code, next)} value={option.code} />
          ))}
        </ul>
      )}
    </Section>
  );
}

type LineProps = { form: Form; field: Field; code: string; label: string; value: string; item: Item | undefined; onChange: (item: Item | null) => void };

function Line({ form, field, code, label, value, item, onChange }: LineProps) {
  const id = useOwnId('element');
  const stated = statedOf(item);
  const basisField = field.fields?.find((one) => one.name === 'basis');
  const statedField = field.fields?.find((one) => one.name === 'stated');
  const noteField = field.fields?.find((one) => one.name === 'note');
  const basis = Array.isArray(item?.basis) ? item.basis : [];
  const choose = (next: string) => onChange(next === '' ? null : { ...(item ?? {}), [code]: value, stated: next });
  const options = [...(statedField ? optionsOf(form, statedField) : []), ...form.no_answers];
  return (
    <li class={stated === '' ? 'element-item' : 'element-item element-said'}>
      <label for={id}>{label}</label>
      <select id={id} value={stated} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t('choose.none')}</option>
        {options.map((option) => <option key={option.code} value={option.code}>{option.label}</option>)}
      </select>
      {item && stated === 'yes' && basisField && (
        <fieldset class="basis">
          <legend class="small">{basisField.label}</legend>
          {optionsOf(form, basisField).map((option) => (
            <label key={option.code} class="basis-choice small">
              <input type="checkbox" checked={basis.includes(option.code)}
                onChange={(event) => onChange({ ...item, basis: event.currentTarget.checked
                  ? [...basis, option.code] : basis.filter((one) => one !== option.code) })} />
              <span>{option.label}</span>
            </label>
          ))}
          {basis.length === 0 && <p class="small muted">{t('finding.no_basis')}</p>}
        </fieldset>
      )}
      {item && noteField && (
        <input type="text" dir="auto" autocomplete="off" aria-label={`${label}: ${noteField.label}`} placeholder={noteField.label}
          value={typeof item.note === 'string' ? item.note : ''} onInput={(event) => {
            const { note: _, ...rest } = item;
            onChange(event.currentTarget.value === '' ? rest as Item : { ...rest, note: event.currentTarget.value });
          }} />
      )}
    </li>
  );
}

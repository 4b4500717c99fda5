// SPDX-License-Identifier: AGPL-3.0-or-later
// What a rule asks: days, yes or no, and spans of days.
import type { Json } from '../../engine/api';
import type { DeadlineFact } from '../../engine/shapes_shelter';
import { t } from '../../texts';
import { Button, RadioField, TextField } from '../../ui/kit';
import { inOwn } from './words';

type Pair = [string, string];

/** What was answered, without what is still empty. */
export function answeredFacts(asked: DeadlineFact[], facts: Json): Json {
  const out: Json = {};
  for (const fact of asked) {
    const value = facts[fact.name];
    if (Array.isArray(value)) {
      const whole = (value as Pair[]).filter(([from, until]) => from !== '' && until !== '');
      if (whole.length > 0) out[fact.name] = whole;
    } else if (typeof value === 'string' && value !== '') out[fact.name] = value;
  }
  return out;
}

export function isAnswered(asked: DeadlineFact[], facts: Json): boolean {
  const said = answeredFacts(asked, facts);
  return asked.every((fact) => !fact.required || fact.name in said);
}

export function Facts({ asked, facts, onChange }: { asked: DeadlineFact[]; facts: Json; onChange: (facts: Json) => void }) {
  const set = (name: string, value: unknown) => onChange({ ...facts, [name]: value });
  return (
    <>
      {asked.map((fact) => {
        const label = fact.required ? inOwn(fact.label) : t('deadline.if_known', { what: inOwn(fact.label) });
        if (fact.type === 'date') {
          return <TextField key={fact.name} type="date" label={label} value={String(facts[fact.name] ?? '')} onInput={(value) => set(fact.name, value)} />;
        }
        if (fact.type === 'yes_no') {
          return (
            <RadioField key={fact.name} label={label} value={String(facts[fact.name] ?? '') as 'yes' | 'no' | ''} onChange={(value) => set(fact.name, value)}
              options={[{ code: 'yes', label: t('word.yes') }, { code: 'no', label: t('word.no') }]} />
          );
        }
        return <Periods key={fact.name} label={label} pairs={(facts[fact.name] as Pair[] | undefined) ?? []} onChange={(pairs) => set(fact.name, pairs)} />;
      })}
    </>
  );
}

function Periods({ label, pairs, onChange }: { label: string; pairs: Pair[]; onChange: (pairs: Pair[]) => void }) {
  const put = (at: number, pair: Pair) => onChange(pairs.map((old, index) => (index === at ? pair : old)));
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {pairs.map(([from, until], at) => (
        <div class="side-by-side deadline-period" key={at}>
          <TextField type="date" label={t('deadline.period_from', { n: at + 1 })} value={from} onInput={(value) => put(at, [value, until])} />
          <TextField type="date" label={t('deadline.period_until', { n: at + 1 })} value={until} onInput={(value) => put(at, [from, value])} />
          <Button kind="quiet" icon="cross" label={t('form.remove_item', { question: label, n: at + 1 })}
            onClick={() => onChange(pairs.filter((_, index) => index !== at))}>{t('do.remove')}</Button>
        </div>
      ))}
      <div><Button icon="plus" label={t('form.add_to', { question: label })} onClick={() => onChange([...pairs, ['', '']])}>{t('form.add')}</Button></div>
    </fieldset>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// A last day, counted by a rule before it is kept; or one that a court or an authority set.
import { useState } from 'preact/hooks';
import type { Json } from '../../engine/api';
import type { DeadlineRule } from '../../engine/shapes_shelter';
import { useAsk, useSettled } from '../../shell/ask';
import { replace } from '../../shell/router';
import { client } from '../../shell/session';
import { coded, language, t } from '../../texts';
import { Answered, Button, ErrorNotice, Notice, Screen, Section, SelectField, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { Rule, Steps } from './counted';
import { answeredFacts, Facts, isAnswered } from './facts';
import { dayOf, inOwn } from './words';

const own = 'other';

export function NewDeadlineScreen({ person, matter }: { person: string; matter?: string }) {
  const asked = useAsk(() => client.deadlineRules(), [language.value]);
  return (
    <Screen title={t('deadline.new')} lead={t('deadline.new_lead')}>
      <Answered asked={asked} what={t('deadline.waiting_rules')}>{({ rules }) => <Counting person={person} matter={matter} rules={rules} />}</Answered>
    </Screen>
  );
}

function Counting({ person, matter, rules }: { person: string; matter: string | undefined; rules: DeadlineRule[] }) {
  const [name, setName] = useState('');
  const [facts, setFacts] = useState<Json>({});
  const [date, setDate] = useState('');
  const [what, setWhat] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const rule = rules.find((one) => one.rule === name);
  const said = useSettled(JSON.stringify(rule ? answeredFacts(rule.facts, facts) : {}), 150);
  const ready = rule !== undefined && isAnswered(rule.facts, facts);
  const counted = useAsk(async () => (ready ? client.countDeadline({ rule: name, facts: JSON.parse(said) as Json }) : null), [name, said, ready]);
  const keep = async () => {
    setWorking(true);
    setError(null);
    const more = { ...(matter === undefined ? {} : { matter }), ...(note.trim() === '' ? {} : { note: note.trim() }), ...(what.trim() === '' ? {} : { what: what.trim() }) };
    try {
      const made = await client.addDeadline(name === own ? { person, rule: own, date, ...more }
        : { person, rule: name, facts: rule ? answeredFacts(rule.facts, facts) : {}, ...more });
      say(t('deadline.kept'));
      await replace({ screen: 'deadline', id: made.id });
    } catch (problem) {
      setError(problem);
      setWorking(false);
    }
  };
  const can = name === own ? date !== '' && what.trim() !== '' : ready && counted.value !== null && !counted.error;
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (can && !working) void keep(); }}>
      <div class="card stack">
        <SelectField label={t('deadline.rule')} value={name} onChange={(next) => { setName(next); setFacts({}); }}
          options={[...rules.map((one) => ({ code: one.rule, label: `${coded('deadline.place', one.jurisdiction)}: ${inOwn(one.label)}` })),
            { code: own, label: t('deadline.own') }]} />
        {rule && <Facts asked={rule.facts} facts={facts} onChange={setFacts} />}
        {name === own && (
          <>
            <TextField label={t('deadline.what')} value={what} onInput={setWhat} help={t('deadline.what_help')} />
            <TextField label={t('deadline.date')} type="date" value={date} onInput={setDate} />
          </>
        )}
        {name !== '' && <TextField label={t('bed.note')} value={note} onInput={setNote} />}
      </div>
      {rule && (
        <Section title={t('deadline.how')}>
          {!ready && <p class="muted">{t('deadline.say_first')}</p>}
          {ready && counted.error !== null && <ErrorNotice error={counted.error} />}
          {ready && counted.value && counted.value.rule === name && (
            <>
              <p class="deadline-day" role="status"><span class="muted">{coded('deadline.means', counted.value.means)}</span> <b>{dayOf(counted.value.date)}</b></p>
              <Steps steps={counted.value.steps} />
            </>
          )}
          <Rule rule={rule} />
        </Section>
      )}
      <Notice><p>{t('deadline.not_advice')}</p></Notice>
      <ErrorNotice error={error} kept={t('form.kept')} />
      <div class="form-foot"><span /><Button kind="primary" icon="check" type="submit" disabled={!can || working}>{t('deadline.keep')}</Button></div>
    </form>
  );
}

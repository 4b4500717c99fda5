// SPDX-License-Identifier: AGPL-3.0-or-later
// One last day: when, from what it was counted, and a document's own date before it, with the reason.
import { useState } from 'preact/hooks';
import type { Json } from '../../engine/api';
import type { Deadline, DeadlineRule } from '../../engine/shapes_shelter';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, errorWords } from '../../shell/session';
import { coded, language, t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { Answered, Button, ErrorNotice, Notice, Screen, Section, Tag, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { Rule, Steps } from './counted';
import { answeredFacts, Facts, isAnswered } from './facts';
import { dayOf, inOwn, leftWords, nameOf, nearness } from './words';

type Params = Omit<Parameters<typeof client.changeDeadline>[0], 'id'>;

export function DeadlineScreen({ id }: { id: string }) {
  const asked = useAsk(async () => {
    const [one, { rules }] = await Promise.all([client.deadline(id), client.deadlineRules()]);
    return { one, rule: rules.find((rule) => rule.rule === one.rule) };
  }, [id, language.value], (event) => event.event === 'record.changed' && event.id === id);
  const data = asked.value;
  return (
    <Screen title={data ? nameOf(data.one) : t('deadline.one')}
      actions={data?.one.person !== undefined && (
        <>
          {data.one.matter !== undefined && <Button icon="matter" onClick={() => void go({ screen: 'matter', id: data.one.matter ?? '' })}>{t('matter.one')}</Button>}
          <Button icon="people" onClick={() => void go({ screen: 'person', person: data.one.person ?? '', view: 'deadlines' })}>{t('record.person')}</Button>
        </>
      )}>
      <Answered asked={asked} what={t('deadline.waiting')}>{({ one, rule }) => <Day one={one} rule={rule} again={asked.again} />}</Answered>
    </Screen>
  );
}

function Day({ one, rule, again }: { one: Deadline; rule: DeadlineRule | undefined; again: () => void }) {
  const [asking, setAsking] = useState<'document' | 'facts' | null>(null);
  const [error, setError] = useState<unknown>(null);
  if (one.date === undefined || one.act_by === undefined) {
    return <Notice title={t('sealed.to', { part: coded('part', 'legal'), team: coded('team', 'legal') })} />;
  }
  const change = async (params: Params, undo?: Params) => {
    setError(null);
    try {
      await client.changeDeadline({ id: one.id, ...params });
      const back = undo && (() => void client.changeDeadline({ id: one.id, ...undo })
        .then(() => say(t('record.undone')), (problem: unknown) => say(errorWords(problem))));
      say(t('deadline.changed'), back);
      setAsking(null);
      again();
    } catch (problem) {
      setError(problem);
    }
  };
  const close = () => {
    setAsking(null);
    setError(null);
  };
  return (
    <>
      {one.rule_changed && (
        <Notice kind="warn" title={t('deadline.rule_changed_title')}>
          <p>{t('deadline.rule_changed_what', { kept: dayOf(one.rule_changed.kept), now: dayOf(one.rule_changed.now) })}</p>
          <div><Button onClick={() => void change({ take: true })}>{t('deadline.take', { day: dayOf(one.rule_changed.now) })}</Button></div>
        </Notice>
      )}
      <Section title={coded('deadline.means', rule?.means ?? 'file_by')}
        actions={(
          <>
            <Button icon="check" kind={one.done ? 'plain' : 'primary'}
              onClick={() => void change({ done: one.done ? 'no' : 'yes' }, { done: one.done ? 'yes' : 'no' })}>
              {t(one.done ? 'deadline.not_done' : 'deadline.mark_done')}</Button>
            <Button icon="edit" onClick={() => setAsking('document')}>{t('deadline.document')}</Button>
            {rule && <Button icon="edit" onClick={() => setAsking('facts')}>{t('deadline.other_facts')}</Button>}
          </>
        )}>
        <p class="deadline-day"><b>{dayOf(one.act_by)}</b> <Tag kind={nearness(one)}>{one.done ? t('deadline.done') : leftWords(one.days_left ?? 0)}</Tag></p>
        {one.document_date !== undefined && (
          <Notice title={t('deadline.document_says', { day: dayOf(one.document_date) })}>
            <p dir="auto">{one.reason}</p>
            {one.counted && <p>{t('deadline.counted_was', { day: dayOf(one.counted) })}</p>}
          </Notice>
        )}
        {one.note && <p class="keep-lines" dir="auto">{one.note}</p>}
        <ErrorNotice error={asking === null ? error : null} />
      </Section>
      {rule && (
        <Section title={t('deadline.how')}>
          {one.facts && <FactsSaid rule={rule} facts={one.facts} />}
          {one.steps && <Steps steps={one.steps} />}
          <Rule rule={rule} onConfirmed={again} />
        </Section>
      )}
      <p class="small muted">{t('deadline.not_advice')}</p>
      {asking === 'document' && <Document one={one} error={error} onClose={close} onDone={(params) => void change(params)} />}
      {asking === 'facts' && rule && <Again one={one} rule={rule} error={error} onClose={close} onDone={(params) => void change(params)} />}
    </>
  );
}

function saidFact(value: unknown): string {
  if (Array.isArray(value)) return (value as [string, string][]).map(([from, until]) => `${dayOf(from)} – ${dayOf(until)}`).join('; ');
  if (value === 'yes' || value === true) return t('word.yes');
  if (value === 'no' || value === false) return t('word.no');
  return dayOf(String(value));
}

function FactsSaid({ rule, facts }: { rule: DeadlineRule; facts: Json }) {
  return (
    <dl class="facts">
      {rule.facts.filter((fact) => fact.name in facts).map((fact) => <div key={fact.name}><dt>{inOwn(fact.label)}</dt><dd>{saidFact(facts[fact.name])}</dd></div>)}
    </dl>
  );
}

type AskProps = { one: Deadline; error: unknown; onClose: () => void; onDone: (params: Params) => void };

function Document({ one, error, onClose, onDone }: AskProps) {
  const [date, setDate] = useState(one.document_date ?? '');
  const [reason, setReason] = useState(one.reason ?? '');
  return (
    <FormDialog title={t('deadline.document')} action={t('do.save')} onClose={onClose} error={error} working={date === '' || reason.trim() === ''}
      onDone={() => onDone({ document_date: date, reason: reason.trim() })}>
      <p>{t('deadline.document_what')}</p>
      <TextField label={t('deadline.document_date')} type="date" value={date} onInput={setDate} />
      <TextField label={t('deadline.document_reason')} value={reason} onInput={setReason} help={t('deadline.document_reason_help')} />
    </FormDialog>
  );
}

function Again({ one, rule, error, onClose, onDone }: AskProps & { rule: DeadlineRule }) {
  const [facts, setFacts] = useState<Json>(one.facts ?? {});
  return (
    <FormDialog title={t('deadline.other_facts')} action={t('deadline.count_again')} onClose={onClose} error={error} working={!isAnswered(rule.facts, facts)}
      onDone={() => onDone({ facts: answeredFacts(rule.facts, facts) })}>
      <Facts asked={rule.facts} facts={facts} onChange={setFacts} />
    </FormDialog>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's plan: what they need in their order, their goals, what was given, what waits, and how it ended.
import { useState } from 'preact/hooks';
import type { Json } from '../../engine/api';
import type { AmparoRecord, Form } from '../../engine/shapes';
import { Facts, valueWords } from '../../forms/in_words';
import { isEmpty } from '../../forms/values';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, holds } from '../../shell/session';
import { coded, t } from '../../texts';
import type { IconName } from '../../ui/icons';
import { Icon } from '../../ui/icons';
import { Button, CheckField, Empty, ErrorNotice, Notice, Row, Section, Tag } from '../../ui/kit';
import { saveFile } from '../../ui/files';
import { say } from '../../ui/toasts';
import { anyWhen, dateWords } from '../../words/dates';
import { followUps, needsInOrder } from './plan_model';

export type PlanData = { person: { person: string; records: AmparoRecord[] }; forms: Map<string, Form> };
type PartProps = { data: PlanData };

const of = (data: PlanData, kind: string) => data.person.records.filter((record) => record.kind === kind);
const fill = (data: PlanData, kind: string, record?: string) =>
  void go({ screen: 'form', kind, person: data.person.person, view: 'plan', ...(record ? { record } : {}) });

/** One answer in words, or nothing. */
function words(data: PlanData, record: AmparoRecord, name: string): string {
  const shape = data.forms.get(record.kind);
  const field = shape?.fields.find((one) => one.name === name);
  return shape && field && !isEmpty(record.data[name]) ? valueWords(shape, field, record.data[name]) : '';
}

export function PlanView({ data }: PartProps) {
  const person = data.person.person;
  return (
    <>
      <div class="actions no-print">
        <Button kind="primary" icon="print" onClick={() => void go({ screen: 'copy', person })}>{t('plan.copy')}</Button>
        <CalendarButton />
      </div>
      <Closed data={data} />
      <div class="overview">
        <Needs data={data} />
        <Waits data={data} />
        <Goals data={data} />
        <Given data={data} />
        <Safety data={data} />
        <Stays person={person} />
        <Kept data={data} kind="belonging" icon="lock" />
        <Kept data={data} kind="satisfaction" icon="people" />
      </div>
    </>
  );
}

/** A calendar whose entries all say the same word: who sees it learns days and hours, and nothing else. */
export function CalendarButton() {
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    try {
      const { calendar } = await client.calendar(t('plan.busy'));
      saveFile('calendar.ics', calendar, 'text/calendar');
      say(t('plan.calendar_saved'));
    } catch (problem) {
      setError(problem);
    }
  };
  return <><Button icon="today" onClick={() => void save()}>{t('plan.calendar')}</Button><ErrorNotice error={error} /></>;
}

function Needs({ data }: PartProps) {
  const needs = needsInOrder(of(data, 'person_need'));
  return (
    <Section title={t('plan.needs')} count={needs.length} actions={<Button icon="plus" onClick={() => fill(data, 'person_need')}>{t('plan.add_need')}</Button>}>
      {needs.length === 0 && <Empty>{t('plan.no_needs')}</Empty>}
      <ul class="rows">
        {needs.map((need) => (
          <Row key={need.id} icon="check" onClick={() => void go({ screen: 'record', id: need.id })}
            title={<span dir="auto">{words(data, need, 'need')}</span>}
            detail={<span dir="auto">{words(data, need, 'in_their_words')}</span>}
            end={<span class="tags">{words(data, need, 'priority') !== '' && <Tag kind="accent">{words(data, need, 'priority')}</Tag>}
              {words(data, need, 'state') !== '' && <Tag kind={need.data['state'] === 'met' ? 'good' : 'plain'}>{words(data, need, 'state')}</Tag>}</span>} />
        ))}
      </ul>
    </Section>
  );
}

type Step = { step?: string; who?: string; by?: string; done?: unknown };
const isDone = (step: Step): boolean => step.done === 'yes' || step.done === true;

function Goals({ data }: PartProps) {
  const goals = of(data, 'goal');
  return (
    <Section title={t('plan.goals')} count={goals.length} actions={<Button icon="plus" onClick={() => fill(data, 'goal')}>{t('plan.add_goal')}</Button>}>
      {goals.length === 0 && <Empty>{t('plan.no_goals')}</Empty>}
      <ul class="stack">{goals.map((goal) => <Goal key={goal.id} goal={goal} data={data} />)}</ul>
    </Section>
  );
}

function Goal({ goal, data }: { goal: AmparoRecord; data: PlanData }) {
  const [error, setError] = useState<unknown>(null);
  const steps = Array.isArray(goal.data['steps']) ? (goal.data['steps'] as Step[]) : [];
  const tick = async (at: number, on: boolean) => {
    setError(null);
    const next = steps.map((step, index) => (index === at ? { ...step, done: on ? 'yes' : 'no' } : step));
    try {
      await client.update({ id: goal.id, data: { steps: next } as Json, parents: goal.heads });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <li class="plan-goal">
      <div class="section-head">
        <button type="button" class="link" onClick={() => void go({ screen: 'record', id: goal.id })}><span dir="auto">{words(data, goal, 'goal')}</span></button>
        {words(data, goal, 'reached') !== '' && <Tag kind={goal.data['reached'] === 'yes' ? 'good' : 'plain'}>{t('plan.reached', { answer: words(data, goal, 'reached') })}</Tag>}
      </div>
      {steps.map((step, at) => (
        <CheckField key={at} label={<span dir="auto">{step.step ?? ''}</span>} checked={isDone(step)} onChange={(on) => void tick(at, on)}
          detail={<bdi>{[step.who ?? '', step.by ? t('plan.by', { day: dateWords(step.by) }) : ''].filter(Boolean).join(' · ')}</bdi>} />
      ))}
      <ErrorNotice error={error} />
    </li>
  );
}

function Given({ data }: PartProps) {
  const given = of(data, 'service_given');
  return (
    <Section title={t('plan.given')} count={given.length} actions={<Button icon="plus" onClick={() => fill(data, 'service_given')}>{t('plan.add_given')}</Button>}>
      {given.length === 0 && <Empty>{t('plan.no_given')}</Empty>}
      <ul class="rows">
        {given.map((one) => (
          <Row key={one.id} icon="check" onClick={() => void go({ screen: 'record', id: one.id })} title={words(data, one, 'service')}
            detail={<span dir="auto">{[words(data, one, 'given_on'), words(data, one, 'given_by'), words(data, one, 'detail')].filter(Boolean).join(' · ')}</span>} />
        ))}
      </ul>
    </Section>
  );
}

function Waits({ data }: PartProps) {
  const waits = followUps(data.person.records);
  return (
    <Section title={t('plan.waits')} count={waits.length}
      actions={<><Button icon="plus" onClick={() => fill(data, 'task')}>{t('plan.add_task')}</Button><Button icon="plus" onClick={() => fill(data, 'appointment')}>{t('plan.add_appointment')}</Button></>}>
      {waits.length === 0 && <Empty>{t('plan.nothing_waits')}</Empty>}
      <ul class="rows">
        {waits.map(({ record, due }) => {
          const shape = data.forms.get(record.kind);
          const title = shape ? words(data, record, shape.title) : '';
          return (
            <Row key={record.id} icon={record.kind === 'appointment' ? 'today' : 'clock'} onClick={() => void go({ screen: 'record', id: record.id })}
              title={<span dir="auto">{title || shape?.label}</span>} detail={[shape?.label ?? '', anyWhen(due)].filter(Boolean).join(' · ')} />
          );
        })}
      </ul>
    </Section>
  );
}

/** Apart from the plan: who may not read it sees that it is sealed, and nothing of it. */
function Safety({ data }: PartProps) {
  const plans = of(data, 'safety_plan');
  const shape = data.forms.get('safety_plan');
  const newest = plans[0];
  const open = holds('safety');
  return (
    <Section title={t('plan.safety')} actions={open && (
      <>
        {newest && <Button icon="edit" label={t('plan.change_safety')} onClick={() => fill(data, 'safety_plan', newest.id)}>{t('do.change')}</Button>}
        <Button icon="plus" label={t('plan.add_safety')} onClick={() => fill(data, 'safety_plan')}>{t('form.add')}</Button>
      </>
    )}>
      {!open && <p class="muted"><Icon name="seal" /> {t('sealed.to', { part: coded('part', 'safety'), team: coded('team', 'safety') })}</p>}
      {open && !newest && <Empty>{t('plan.no_safety')}</Empty>}
      {open && newest && shape && <Facts form={shape} data={newest.data} names={newest.names} />}
    </Section>
  );
}

function Stays({ person }: { person: string }) {
  const asked = useAsk(() => client.stays({ person, all: true }), [person], (event) => event.event === 'record.changed' && event.kind === 'stay');
  const stays = asked.value?.stays ?? [];
  return (
    <Section title={t('plan.stays')} count={stays.length} actions={<Button icon="bed" onClick={() => void go({ screen: 'beds' })}>{t('nav.beds')}</Button>}>
      {asked.error !== null && <ErrorNotice error={asked.error} />}
      {asked.value && stays.length === 0 && <Empty>{t('plan.no_stays')}</Empty>}
      <ul class="stack-small">
        {stays.map((stay) => (
          <li key={stay.id}><bdi class="strong">{[...new Set(stay.places.filter((one) => !one.ended || !stay.in_force).map((one) => one.name))].join(', ')}</bdi>
            <span class="small muted"> · {t(`plan.stay.${stay.state}`)}{stay.left_on ? ` · ${dateWords(stay.left_on)}` : stay.arrived_at ? ` · ${anyWhen(stay.arrived_at)}` : ''}</span></li>
        ))}
      </ul>
    </Section>
  );
}

function Kept({ data, kind, icon }: PartProps & { kind: 'belonging' | 'satisfaction'; icon: IconName }) {
  const records = of(data, kind);
  const shape = data.forms.get(kind);
  return (
    <Section title={t(`plan.kept.${kind}`)} count={records.length}
      actions={<Button icon="plus" label={t('bed.new', { what: shape?.label ?? '' })} onClick={() => fill(data, kind)}>{t('form.add')}</Button>}>
      {records.length === 0 && <Empty>{t(`plan.none.${kind}`)}</Empty>}
      <ul class="rows">
        {records.map((one) => (
          <Row key={one.id} icon={isEmpty(one.data) && one.sealed.length > 0 ? 'seal' : icon} onClick={() => void go({ screen: 'record', id: one.id })}
            title={<span dir="auto">{(shape && words(data, one, shape.title)) || shape?.label}</span>}
            detail={<span dir="auto">{[words(data, one, 'kept_where'), words(data, one, 'helped')].filter(Boolean).join(' · ')}</span>} />
        ))}
      </ul>
    </Section>
  );
}

/** Closing is written down with its reason, and can be taken back at any time. Nothing locks by it. */
function Closed({ data }: PartProps) {
  const newest = of(data, 'closing')[0];
  const closed = newest !== undefined && isEmpty(newest.data['reopened_on']);
  if (closed) {
    return (
      <Notice kind="info" title={t('plan.closed', { day: words(data, newest, 'closed_on'), reason: words(data, newest, 'reason') })}>
        <div><Button kind="quiet" onClick={() => fill(data, 'closing', newest.id)}>{t('plan.reopen')}</Button></div>
      </Notice>
    );
  }
  return (
    <p class="small muted plan-open">
      {newest ? t('plan.open_again', { day: words(data, newest, 'reopened_on') }) : t('plan.open')}{' '}
      <button type="button" class="link" onClick={() => fill(data, 'closing')}>{t('plan.close')}</button>
    </p>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The records of a matter by kind, each with a new one: court dates, requests, contacts with authorities, the person's own
// judgement about the police, and the last days of the person.
import type { ComponentChildren } from 'preact';
import type { AmparoRecord } from '../../engine/shapes';
import { valueWords } from '../../forms/in_words';
import { isEmpty } from '../../forms/values';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, holds } from '../../shell/session';
import { language, t } from '../../texts';
import type { IconName } from '../../ui/icons';
import { Answered, Button, Empty, Row, Section, Tag } from '../../ui/kit';
import { dateWords } from '../../words/dates';
import { DeadlineRows } from '../deadlines/list';
import type { MatterData } from './matter';
import { Sealed } from './pieces';

/** Of one kind, the newest day first. */
export function of(data: MatterData, kind: string, day: string): AmparoRecord[] {
  const on = (one: AmparoRecord) => String(one.data[day] ?? '');
  return data.records.filter((one) => one.kind === kind).sort((a, b) => (on(a) < on(b) ? 1 : on(a) > on(b) ? -1 : 0));
}

/** By the field of its form that links to the matter. */
export function fill(data: MatterData, kind: string, more: Record<string, string> = {}): void {
  const link = data.forms.get(kind)?.fields.find((field) => field.link?.kind === 'matter')?.name ?? 'matter';
  void go({ screen: 'form', kind, person: data.matter.person, given: { [link]: data.matter.id, ...more } });
}

function words(data: MatterData, record: AmparoRecord, name: string): string {
  const shape = data.forms.get(record.kind);
  const field = shape?.fields.find((one) => one.name === name);
  return shape && field && !isEmpty(record.data[name]) ? valueWords(shape, field, record.data[name]) : '';
}

type KindProps = { data: MatterData; kind: string; day: string; icon: IconName; title: string; add: string; empty: string; details: string[];
  end?: (record: AmparoRecord) => ComponentChildren; lead?: ComponentChildren };

function Kind({ data, kind, day, icon, title, add, empty, details, end, lead }: KindProps) {
  const records = of(data, kind, day);
  const named = data.forms.get(kind)?.title ?? '';
  return (
    <Section title={title} count={records.length} actions={<Button icon="plus" label={`${add}: ${title}`} onClick={() => fill(data, kind)}>{add}</Button>}>
      {lead}
      {records.length === 0 && <Empty>{empty}</Empty>}
      <ul class="rows">
        {records.map((one) => (
          <Row key={one.id} icon={icon} onClick={() => void go({ screen: 'record', id: one.id })} title={<span dir="auto">{words(data, one, named)}</span>}
            detail={<bdi>{details.map((name) => words(data, one, name)).filter(Boolean).join(' · ')}</bdi>} end={end?.(one)} />
        ))}
      </ul>
    </Section>
  );
}

const isDone = (value: unknown): boolean => value === 'yes' || value === true;

export function Dates({ data }: { data: MatterData }) {
  return (
    <Kind data={data} kind="matter_date" day="on" icon="today" title={t('matter.dates')} add={t('form.add')} empty={t('matter.no_dates')} details={['on', 'at', 'where']}
      end={(one) => isDone(one.data['done']) && <Tag>{t('deadline.done')}</Tag>} />
  );
}

export function MatterRequests({ data }: { data: MatterData }) {
  return (
    <Kind data={data} kind="matter_request" day="received_on" icon="warn" title={t('request.all')} add={t('form.add')} empty={t('request.none')}
      details={['from_whom', 'received_on', 'decision']}
      end={(one) => (isDone(one.data['answered']) ? <Tag>{t('request.answered')}</Tag>
        : typeof one.data['due_on'] === 'string' && t('request.due', { day: dateWords(one.data['due_on']) }))} />
  );
}

export function Contacts({ data }: { data: MatterData }) {
  if (!holds('immigration')) return <Section title={t('matter.contacts')}><Sealed part="immigration" /></Section>;
  return (
    <Kind data={data} kind="matter_contact" day="on" icon="phone" title={t('matter.contacts')} add={t('form.add')} empty={t('matter.no_contacts')}
      details={['on', 'started_by', 'asked_for']} lead={<p class="small muted">{t('matter.contacts_what')}</p>} />
  );
}

/** The newest stands; the others are how it was before. */
export function Readiness({ data }: { data: MatterData }) {
  if (!holds('immigration')) return <Section title={t('matter.readiness')}><Sealed part="immigration" /></Section>;
  return (
    <Kind data={data} kind="matter_readiness" day="said_on" icon="people" title={t('matter.readiness')} add={t('form.add')} empty={t('matter.no_readiness')}
      details={['said_on', 'words', 'conditions']} lead={<p class="small muted">{t('matter.readiness_what')}</p>} />
  );
}

export function Notes({ data }: { data: MatterData }) {
  return (
    <Kind data={data} kind="legal_note" day="happened_on" icon="note" title={t('matter.notes')} add={t('form.add')} empty={t('matter.no_notes')} details={['happened_on', 'text']} />
  );
}

export function MatterDeadlines({ data }: { data: MatterData }) {
  const { person, id } = data.matter;
  const asked = useAsk(() => client.deadlines({ matter: id }), [id, language.value], (event) => event.event === 'record.changed' && event.kind === 'deadline');
  return (
    <Section title={t('deadline.all')} actions={<Button icon="plus" label={t('deadline.new')} onClick={() => void go({ screen: 'deadline_new', person, matter: id })}>{t('form.add')}</Button>}>
      <p class="small muted">{t('matter.deadlines_what')}</p>
      <Answered asked={asked} what={t('deadline.waiting')}>
        {({ deadlines }) => <>{deadlines.length === 0 && <Empty>{t('deadline.none')}</Empty>}<DeadlineRows deadlines={deadlines} /></>}
      </Answered>
    </Section>
  );
}

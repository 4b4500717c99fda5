// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything about a person by day, newest first. What is sealed stands where it happened.
import type { AmparoRecord, Form } from '../../engine/shapes';
import { valueWords } from '../../forms/in_words';
import { isEmpty } from '../../forms/values';
import { go } from '../../shell/router';
import { coded, t } from '../../texts';
import type { IconName } from '../../ui/icons';
import { Icon } from '../../ui/icons';
import { Row } from '../../ui/kit';
import { clock, dateWords, localDate } from '../../words/dates';
import type { PersonData } from './person';

const icons: Record<string, IconName> = {
  contact: 'people', finding: 'scales', release: 'seal', referral: 'referral', referral_step: 'referral', disclosure: 'exit',
};

export function recordTitle(record: AmparoRecord, forms: Map<string, Form>): string {
  const shape = forms.get(record.kind);
  const field = shape?.fields.find((one) => one.name === shape.title);
  const value = field ? record.data[field.name] : undefined;
  if (!shape || !field || isEmpty(value)) return shape?.label ?? record.kind;
  const words = valueWords(shape, field, value, undefined, record.names);
  return words.length > 120 ? `${words.slice(0, 120)}…` : words;
}

function day(record: AmparoRecord): string {
  const stated = record.data['happened_on'];
  return typeof stated === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(stated) ? stated : localDate(new Date(record.created));
}

export function byDay(records: AmparoRecord[]): [string, AmparoRecord[]][] {
  const days = new Map<string, AmparoRecord[]>();
  for (const record of records) days.set(day(record), [...(days.get(day(record)) ?? []), record]);
  return [...days].sort(([a], [b]) => (a < b ? 1 : a > b ? -1 : 0));
}

function open(record: AmparoRecord, person: string): void {
  if (record.kind === 'referral') void go({ screen: 'referral', id: record.id });
  else if (record.kind === 'release') void go({ screen: 'release', id: record.id, person });
  else void go({ screen: 'record', id: record.id });
}

export function Timeline({ data }: { data: PersonData }) {
  const { forms, person } = data;
  return (
    <section class="timeline" aria-label={t('person.view.timeline')}>
      {byDay(person.records).map(([date, records]) => (
        <div class="card section" key={date}>
          <h2>{dateWords(date)}</h2>
          <ul class="rows">
            {records.map((record) => {
              const closed = isEmpty(record.data) && record.sealed.length > 0;
              const label = forms.get(record.kind)?.label ?? record.kind;
              const title = recordTitle(record, forms);
              return (
                <Row key={record.id} icon={closed ? 'lock' : icons[record.kind] ?? 'note'} onClick={() => open(record, person.person)} title={label}
                  detail={closed
                    ? record.sealed.map((part) => t('sealed.to_team', { team: coded('team', part) })).join(' ')
                    : <>{title !== label && <span dir="auto">{title}</span>}
                      {record.sealed.length > 0 && <span> <Icon name="seal" /> {t('sealed.some')}</span>}</>}
                  end={clock(new Date(record.created))} />
              );
            })}
          </ul>
        </div>
      ))}
    </section>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests and subpoenas: what came and when an answer is due, what counsel decided, whether the person was told, what left;
// and a year of them, counted as it was written down.
import { useState } from 'preact/hooks';
import type { AmparoRecord, Form } from '../../engine/shapes';
import type { RequestCount } from '../../engine/shapes_legal';
import { valueWords } from '../../forms/in_words';
import { isEmpty } from '../../forms/values';
import { useAsk, useSettled } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, form } from '../../shell/session';
import { language, plural, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Answered, Button, Empty, Notice, Section, Tag, TextField } from '../../ui/kit';
import { localDate } from '../../words/dates';
import { dayOf, leftWords } from '../deadlines/words';
import { labelIn } from './pieces';
import { daysUntil, isAnswered, requestsInOrder } from './requests_model';

const shownAtMost = 200;

export function Requests() {
  const asked = useAsk(async () => {
    const [shape, { records, next }] = await Promise.all([form('matter_request'), client.records({ kind: 'matter_request', limit: shownAtMost })]);
    const all = await Promise.all(records.map((one) => client.record(one.id)));
    const open = all.filter((one) => !isEmpty(one.data));
    return { shape, requests: requestsInOrder(open), sealed: all.length - open.length, more: next !== undefined };
  }, [language.value], (event) => event.event === 'record.changed' && event.kind === 'matter_request');
  return (
    <>
      <Answered asked={asked} what={t('request.waiting')}>
        {({ shape, requests, sealed, more }) => (
          <Section title={t('request.all')} count={requests.length}
            actions={<Button kind="primary" icon="plus" onClick={() => void go({ screen: 'form', kind: 'matter_request' })}>{t('request.new')}</Button>}>
            <Notice><p>{t('request.what')}</p></Notice>
            {requests.length === 0 && <Empty>{t('request.none')}</Empty>}
            <ul>{requests.map((one) => <Request key={one.id} request={one} shape={shape} />)}</ul>
            {sealed > 0 && <p class="small muted"><Icon name="lock" /> {plural('request.sealed', sealed)}</p>}
            {more && <p class="small muted">{t('bed.paper_more')}</p>}
          </Section>
        )}
      </Answered>
      <Year />
    </>
  );
}

export function Request({ request, shape }: { request: AmparoRecord; shape: Form }) {
  const said = (name: string): string => {
    const field = shape.fields.find((one) => one.name === name);
    return field && !isEmpty(request.data[name]) ? valueWords(shape, field, request.data[name]) : '';
  };
  const due = typeof request.data['due_on'] === 'string' ? request.data['due_on'] : '';
  const days = daysUntil(due, localDate());
  const facts: [string, string][] = [
    [t('request.came'), [said('received_on'), said('reference')].filter(Boolean).join(' · ')],
    [t('request.asks'), said('asks')],
    [t('request.decision'), [said('decision'), said('counsel'), said('decision_reason')].filter(Boolean).join(' · ')],
    [t('request.told'), [said('person_told'), said('person_told_on'), said('person_told_note')].filter(Boolean).join(' · ')],
    [t('request.left'), [said('what_left'), said('left_under')].filter(Boolean).join(' · ')],
  ];
  const name = `${said('instrument')}, ${said('from_whom')}`;
  return (
    <li class="request">
      <div class="section-head">
        <h3><bdi>{name}</bdi></h3>
        <span class="tags">
          {request.data['instrument'] === 'subpoena' && <Tag>{t('request.not_an_order')}</Tag>}
          {isAnswered(request) ? <Tag>{t('request.answered')}</Tag>
            : due === '' ? <Tag>{t('request.no_due')}</Tag> : <Tag kind={days <= 7 ? 'warn' : 'plain'}>{t('request.due', { day: dayOf(due) })} · {leftWords(days)}</Tag>}
        </span>
      </div>
      <dl class="facts">
        {facts.map(([what, value]) => <div key={what}><dt>{what}</dt><dd class={value ? 'keep-lines' : 'muted'}><bdi>{value || t('request.not_written')}</bdi></dd></div>)}
      </dl>
      <div class="actions no-print">
        <Button icon="edit" label={t('request.change_one', { what: name })} onClick={() => void go({ screen: 'form', kind: 'matter_request', record: request.id })}>{t('do.change')}</Button>
        <Button kind="quiet" label={t('request.open_one', { what: name })} onClick={() => void go({ screen: 'record', id: request.id })}>{t('request.open')}</Button>
      </div>
    </li>
  );
}

const pause = 250;

/** n of N, each by itself; nothing is left out, and what can't be counted is said. */
function Year() {
  const [year, setYear] = useState(String(new Date().getFullYear()));
  const n = Number(year);
  const well = Number.isInteger(n) && n >= 1990 && n <= 2200;
  const settled = useSettled(n, pause);
  const asked = useAsk(async () => ({ count: well ? await client.countRequests(settled) : null, shape: await form('matter_request') }), [settled, well, language.value],
    (event) => event.event === 'record.changed' && event.kind === 'matter_request');
  return (
    <Section title={t('request.year_title')}>
      <TextField type="number" label={t('request.year')} value={year} onInput={setYear} error={well ? undefined : t('request.year_bad')} />
      <Answered asked={asked} what={t('request.counting')}>{({ count, shape }) => count && <Counted count={count} shape={shape} />}</Answered>
    </Section>
  );
}

function Counted({ count, shape }: { count: RequestCount; shape: Form }) {
  const of = (n: number) => t('request.n_of', { n, of: count.received });
  const groups: [string, string, Record<string, number>][] = [
    [t('request.by_kind'), 'instrument', count.instruments], [t('request.decision'), 'decision', count.decisions], [t('request.under'), 'left_under', count.left_under],
  ];
  const rows: [string, number][] = [
    [t('request.something_left'), count.something_left], [t('request.without_basis'), count.without_basis],
    [t('request.told'), count.person_told], [t('request.not_answered'), count.not_answered],
  ];
  return (
    <div class="stack" role="status">
      <p>{t('request.received', { n: count.received, year: count.year })}</p>
      {count.received > 0 && (
        <dl class="facts">
          {rows.map(([what, n]) => <div key={what}><dt>{what}</dt><dd>{of(n)}</dd></div>)}
          {groups.flatMap(([title, name, counts]) => Object.entries(counts).map(([code, n]) => (
            <div key={`${name}.${code}`}><dt>{title}: {code === 'not_asked' ? t('request.not_written') : labelIn(shape, name, code)}</dt><dd>{of(n)}</dd></div>)))}
        </dl>
      )}
      {count.not_counted > 0 && <p class="small">{t('request.not_counted', { n: count.not_counted })}</p>}
    </div>
  );
}

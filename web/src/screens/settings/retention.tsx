// SPDX-License-Identifier: AGPL-3.0-or-later
// After how long a record is looked at again. What is past its date is listed; a person keeps it or erases it.
import { useState } from 'preact/hooks';
import type { PastReview } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, form, who } from '../../shell/session';
import { coded, language, plural, t } from '../../texts';
import { Answered, Button, CheckField, Empty, ErrorNotice, Notice, Section, SelectField, TextField } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import { dateWords } from '../../words/dates';
import { inOwn } from '../deadlines/words';

const choices = [6, 12, 24, 36, 60, 84, 120];
const never = 'never';

async function read() {
  const { periods } = await client.periods();
  const labels = new Map(await Promise.all(periods.map(async ({ kind }) => [kind, (await form(kind)).label] as const)));
  return { periods: periods.map((one) => ({ ...one, label: labels.get(one.kind) ?? one.kind })), labels };
}

export function Retention() {
  const asked = useAsk(read, [language.value], (event) => event.kind === 'retention');
  return (
    <>
      <Notice><p>{t('retention.what')}</p></Notice>
      <Answered asked={asked} what={t('retention.waiting')}>
        {({ periods, labels }) => (
          <>
            <Due labels={labels} key={JSON.stringify(periods)} />
            <Periods periods={periods} onDone={asked.again} />
            <Suggested labels={labels} key={`suggested ${JSON.stringify(periods)}`} onDone={asked.again} />
          </>
        )}
      </Answered>
    </>
  );
}

function Periods({ periods, onDone }: { periods: { kind: string; label: string; months?: number }[]; onDone: () => void }) {
  const [error, setError] = useState<unknown>(null);
  const may = who.value?.role === 'coordinator';
  const words = (months: number | undefined) => (months === undefined ? t('retention.never') : plural('retention.months', months));
  const set = async (kind: string, chosen: string) => {
    setError(null);
    try {
      await client.setPeriod(kind, chosen === never ? null : Number(chosen));
      say(t('retention.set'));
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('retention.periods')}>
      {!may && <p class="small muted">{t('retention.only_coordinator')}</p>}
      <ErrorNotice error={error} />
      {may ? (
        <div class="fields-two">
          {periods.map(({ kind, label, months }) => (
            <SelectField key={kind} label={label} value={months === undefined ? never : String(months)} onChange={(chosen) => void set(kind, chosen)}
              options={[{ code: never, label: t('retention.never') },
                ...[...new Set([...choices, ...(months === undefined ? [] : [months])])].sort((a, b) => a - b)
                  .map((n) => ({ code: String(n), label: words(n) }))]} />
          ))}
        </div>
      ) : (
        <dl class="facts">{periods.map(({ kind, label, months }) => <div key={kind}><dt>{label}</dt><dd>{words(months)}</dd></div>)}</dl>
      )}
    </Section>
  );
}

/** What Amparo proposes; in force only once a coordinator says so. */
function Suggested({ labels, onDone }: { labels: Map<string, string>; onDone: () => void }) {
  const asked = useAsk(() => client.suggestedPeriods(), [language.value]);
  const { error, working, take } = useStep();
  const may = who.value?.role === 'coordinator';
  const takeAll = () => take(async () => {
    const { taken } = await client.takeSuggested();
    say(plural('retention.taken', taken));
    onDone();
  });
  return (
    <Section title={t('retention.suggested')}>
      <p class="small muted">{t('retention.suggested_what')}</p>
      <ErrorNotice error={error} />
      <Answered asked={asked} what={t('retention.waiting')}>
        {({ suggested }) => (
          <>
            <ul class="stack-small">
              {suggested.map((one) => (
                <li key={`${one.kind} ${one.part ?? ''}`}>
                  <p><span class="strong">{[labels.get(one.kind) ?? one.kind, one.part && coded('part', one.part)].filter(Boolean).join(', ')}</span>: {plural('retention.months', one.months)}
                    {one.decided && ` · ${t('retention.decided', { what: one.now === undefined ? t('retention.never') : plural('retention.months', one.now) })}`}</p>
                  <p class="small muted">{inOwn(one.why)} {t('retention.after', { source: inOwn(one.source) })}</p>
                </li>
              ))}
            </ul>
            {may && suggested.some((one) => !one.decided) && (
              <div class="actions"><Button icon="check" onClick={() => void takeAll()} disabled={working}>{t('retention.take')}</Button></div>
            )}
          </>
        )}
      </Answered>
    </Section>
  );
}

function Due({ labels }: { labels: Map<string, string> }) {
  const asked = useAsk(() => client.pastReview(), [], (event) => event.event === 'record.changed');
  return (
    <Section title={t('retention.due')} count={asked.value?.total}>
      <Answered asked={asked} what={t('retention.waiting')}>
        {({ records, total }) => (
          <>
            {total === 0 && <Empty>{t('retention.nothing')}</Empty>}
            {records.length < total && <p class="small muted">{t('retention.some', { n: records.length })}</p>}
            <ul class="stack">
              {records.map((one) => <Past key={`${one.record} ${one.part ?? ''}`} one={one} label={labels.get(one.kind) ?? one.kind} onDone={asked.again} />)}
            </ul>
          </>
        )}
      </Answered>
    </Section>
  );
}

function Past({ one, label, onDone }: { one: PastReview; label: string; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const keep = async () => {
    setError(null);
    try {
      await client.keep(one.record, reason.trim(), agreed ? until : '');
      say(agreed && until ? t('retention.kept_till', { when: dateWords(until) }) : t('retention.kept'));
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <li class="group-item">
      <p class="strong"><bdi>{one.title || label}</bdi></p>
      <p class="small muted">{[label, one.part && coded('part', one.part)].filter(Boolean).join(' · ')} · {t('retention.since', { when: dateWords(one.since.slice(0, 10)) })} · {t('retention.due_on', { when: dateWords(one.due) })}</p>
      <TextField label={t('retention.reason')} value={reason} onInput={setReason} />
      <CheckField label={t('retention.agreed')} checked={agreed} onChange={setAgreed} />
      {agreed && <TextField label={t('retention.until')} type="date" value={until} onInput={setUntil} />}
      <ErrorNotice error={error} />
      <div class="actions">
        <Button icon="check" label={t('retention.keep_of', { what: one.title || label })} onClick={() => void keep()}>{t('retention.keep')}</Button>
        <Button kind="quiet" label={t('retention.look_of', { what: one.title || label })} onClick={() => void go({ screen: 'record', id: one.record })}>{t('retention.look')}</Button>
      </div>
    </li>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// What was done in a matter and how long it took: kept as it was, rounded when it is counted.
import { useState } from 'preact/hooks';
import type { MatterTime } from '../../engine/shapes_legal';
import { valueWords } from '../../forms/in_words';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, who } from '../../shell/session';
import { language, number, t } from '../../texts';
import { Answered, Button, Empty, Row, Section } from '../../ui/kit';
import { dateWords, localDate } from '../../words/dates';
import { fill, of } from './kept';
import type { MatterData } from './matter';
import { RoundingDialog } from './state_dialogs';

export function hours(minutes: number): string {
  return t('worked.hours', { h: number(Math.floor(minutes / 60)), m: String(minutes % 60).padStart(2, '0') });
}

export function Worked({ data, onDone }: { data: MatterData; onDone: () => void }) {
  const { matter } = data;
  const [rounding, setRounding] = useState(false);
  const asked = useAsk(() => client.matterTime(matter.id), [matter.id, language.value],
    (event) => event.event === 'record.changed' && (event.kind === 'matter_log' || event.kind === 'matter'));
  const log = of(data, 'matter_log', 'on');
  const shape = data.forms.get('matter_log');
  const activity = (value: unknown) => {
    const field = shape?.fields.find((one) => one.name === 'activity');
    return shape && field ? valueWords(shape, field, value) : String(value);
  };
  return (
    <Section title={t('worked.all')} count={log.length}
      actions={<Button icon="plus" onClick={() => fill(data, 'matter_log', { on: localDate(), by: who.value?.member ?? '' })}>{t('worked.add')}</Button>}>
      <Answered asked={asked} what={t('matter.waiting')}>
        {(time) => (
          <>
            <Sum time={time} activity={activity} />
            <div><Button kind="quiet" icon="edit" onClick={() => setRounding(true)}>{t('worked.rounding')}</Button></div>
            {rounding && (
              <RoundingDialog matter={matter} minutes={time.round_minutes} round={time.round} onClose={() => setRounding(false)}
                onDone={() => { setRounding(false); asked.again(); onDone(); }} />
            )}
          </>
        )}
      </Answered>
      {log.length === 0 && <Empty>{t('worked.none')}</Empty>}
      <ul class="rows">
        {log.map((one) => (
          <Row key={one.id} icon="note" onClick={() => void go({ screen: 'record', id: one.id })} title={activity(one.data['activity'])}
            detail={<bdi>{[dateWords(String(one.data['on'] ?? '')), String(one.data['by'] ?? ''), String(one.data['text'] ?? '').slice(0, 140)].filter(Boolean).join(' · ')}</bdi>}
            end={typeof one.data['minutes'] === 'number' ? hours(one.data['minutes']) : t('worked.no_time')} />
        ))}
      </ul>
    </Section>
  );
}

function Sum({ time, activity }: { time: MatterTime; activity: (code: string) => string }) {
  const rows = [...Object.entries(time.activities).map(([code, minutes]) => [activity(code), minutes] as const)];
  const people = Object.entries(time.by).map(([name, minutes]) => [name || t('worked.nobody'), minutes] as const);
  return (
    <div class="stack-small">
      <p><b class="worked-sum">{hours(time.counted)}</b> <span class="muted">{t('worked.as_written', { sum: hours(time.minutes) })}</span></p>
      <p class="small">{t('worked.rule', { n: time.round_minutes, how: t(`worked.round.${time.round}`) })}
        {time.without_time > 0 && <> {t('worked.without', { n: time.without_time })}</>}</p>
      {time.entries > 0 && (
        <dl class="facts small">
          {[...people, ...rows].map(([what, minutes], at) => <div key={at}><dt><bdi>{what}</bdi></dt><dd>{hours(minutes)}</dd></div>)}
        </dl>
      )}
    </div>
  );
}

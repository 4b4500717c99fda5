// SPDX-License-Identifier: AGPL-3.0-or-later
// One record: what it says, what is sealed to others, conflicts for a person to decide, and its history.
import { useState } from 'preact/hooks';
import type { AmparoRecord, Conflict, Form, Revision } from '../../engine/shapes';
import { Facts, Value } from '../../forms/in_words';
import { useAsk } from '../../shell/ask';
import { go, replace } from '../../shell/router';
import { client, errorWords, form, holds } from '../../shell/session';
import { coded, language, list, t } from '../../texts';
import { engineWords } from '../../texts/engine_words';
import { Modal } from '../../ui/dialog';
import { Answered, Button, Confirm, ErrorNotice, Notice, Screen, Section, SelectField, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { dateWords, whenWords } from '../../words/dates';
import { fillIn } from '../form/form';
import { HeldNotice, PlaceHold } from '../matters/holds';
import { DisclosureFacts } from './disclosure';

async function readRecord(id: string) {
  const record = await client.record(id);
  const [shape, { revisions }] = await Promise.all([form(record.kind), client.history(id)]);
  return { record, shape, revisions };
}

/** The matter that a record is of, or is. */
function matterOf(record: AmparoRecord, shape: Form): string | undefined {
  if (record.kind === 'matter') return record.id;
  const of = record.data[shape.fields.find((field) => field.link?.kind === 'matter')?.name ?? ''];
  return typeof of === 'string' ? of : undefined;
}

export function RecordScreen({ id }: { id: string }) {
  const asked = useAsk(() => readRecord(id), [id, language.value], (event) => event.event === 'record.changed' && (event.id === id || event.kind === 'legal_hold'));
  if (asked.value === null) {
    return <Screen title={t('record.opening')}><Answered asked={asked} what={t('record.opening')}>{() => null}</Answered></Screen>;
  }
  const { record, shape, revisions } = asked.value;
  const may = !shape.behaviour;
  const matter = matterOf(record, shape);
  return (
    <Screen title={shape.label} lead={t('record.changed', { when: whenWords(record.updated) })}
      actions={(
        <>
          {record.person !== undefined && (
            <Button icon="people" onClick={() => void go({ screen: 'person', person: record.person ?? '' })}>{t('record.person')}</Button>
          )}
          {matter !== undefined && <Button icon="matter" onClick={() => void go({ screen: 'matter', id: matter })}>{t('matter.one')}</Button>}
          {may && <Button icon="edit" kind="primary" onClick={() => fillIn(record.kind, record.person, record.id)}>{t('do.change')}</Button>}
        </>
      )}>
      <HeldNotice holds={record.holds ?? []} />
      {record.conflicts.map((conflict) => (
        <ConflictView key={conflict.field} conflict={conflict} record={record} shape={shape} />
      ))}
      <div class="card stack">
        {record.kind === 'disclosure' && record.person !== undefined
          ? <DisclosureFacts id={record.id} person={record.person} /> : <Facts form={shape} data={record.data} names={record.names} />}
        {record.sealed.map((part) => (
          <Notice key={part} title={t('sealed.to', { part: coded('part', part), team: coded('team', part) })} />
        ))}
        {(record.erased ?? []).length > 0 && <Notice title={t('record.erased')} />}
        {record.review?.on !== undefined && <p class="small muted">{t('record.review_on', { day: dateWords(record.review.on) })}</p>}
        {record.review?.kept_until !== undefined && <p class="small muted">{t('record.kept_until', { day: dateWords(record.review.kept_until) })}</p>}
      </div>
      <History revisions={revisions} shape={shape} />
      <div class="actions no-print">
        {record.kind !== 'legal_hold' && <PlaceHold about={{ record: record.id }} what={shape.label} />}
        {may && <Erase record={record} shape={shape} />}
      </div>
    </Screen>
  );
}

function ConflictView({ conflict, record, shape }: { conflict: Conflict; record: AmparoRecord; shape: Form }) {
  const [error, setError] = useState<unknown>(null);
  const field = shape.fields.find((one) => one.name === conflict.field);
  const take = async (value: unknown) => {
    try {
      await client.resolve(record.id, conflict.field, value);
      say(t('record.decided'));
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('record.conflict', { field: field?.label ?? conflict.field })}>
      <p>{t('record.conflict_what')}</p>
      <div class="side-by-side conflict">
        {conflict.values.map((one) => (
          <div class="group-item" key={one.revision}>
            <p class="strong">{field ? <Value form={shape} field={field} value={one.value} names={record.names} /> : String(one.value)}</p>
            <p class="small muted">{t('record.said_by', { name: one.author, when: whenWords(one.time) })}</p>
            <div><Button icon="check" onClick={() => void take(one.value)}>{t('record.take')}</Button></div>
          </div>
        ))}
      </div>
      <ErrorNotice error={error} />
    </Section>
  );
}

type Change = { revision: string; author: string; time: string; op: string; names: string[]; parts: string[] };

export function byRevision(revisions: Revision[]): Change[] {
  const all = new Map<string, Change>();
  for (const one of revisions) {
    const change = all.get(one.revision)
      ?? { revision: one.revision, author: one.author, time: one.time, op: one.op, names: [], parts: [] };
    change.names.push(...Object.keys(one.fields));
    change.parts.push(one.part);
    all.set(one.revision, change);
  }
  return [...all.values()].reverse();
}

function History({ revisions, shape }: { revisions: Revision[]; shape: Form }) {
  const label = (name: string) => shape.fields.find((field) => field.name === name)?.label ?? name;
  return (
    <details class="card more">
      <summary><h2>{t('record.history')}</h2></summary>
      <ol class="stack">
        {byRevision(revisions).map((change) => (
          <li key={change.revision}>
            <p><span class="strong">{coded('record.op', change.op)}</span> · {change.author} · {whenWords(change.time)}</p>
            <p class="small muted">{list(change.names.map(label))}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Erase({ record, shape }: { record: AmparoRecord; shape: Form }) {
  const [asking, setAsking] = useState(false);
  const [basis, setBasis] = useState('');
  const [part, setPart] = useState('');
  const [error, setError] = useState('');
  const [remains, setRemains] = useState<string[] | null>(null);
  const parts = [...new Set(shape.fields.map((field) => field.part))];
  const mine = parts.filter(holds);
  const whole = mine.length === parts.length;
  const leave = () => void replace(record.person ? { screen: 'person', person: record.person } : { screen: 'today' });
  if (mine.length === 0) return null;
  const erase = async () => {
    if (basis.trim() === '') {
      setError(t('check.needed'));
      return;
    }
    try {
      const done = await client.erase(record.id, basis.trim(), whole || part !== '' ? part : mine[0]);
      say(t('record.was_erased'));
      setAsking(false);
      setRemains(done.remains);
    } catch (problem) {
      setError(errorWords(problem));
    }
  };
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>{t('record.erase')}</Button>
      {asking && (
        <Confirm title={t('record.erase_title', { what: shape.label })} action={t('record.erase')} danger
          onNo={() => setAsking(false)} onYes={() => void erase()}>
          <p>{t('record.erase_what')}</p>
          <HeldNotice holds={record.holds ?? []} />
          {parts.length > 1 && (
            <SelectField label={t('record.erase_part')} value={whole || part !== '' ? part : mine[0] ?? ''} onChange={setPart}
              options={[...(whole ? [{ code: '', label: t('record.erase_whole') }] : []), ...mine.map((one) => ({ code: one, label: coded('part', one) }))]} />
          )}
          <TextField label={t('record.basis')} value={basis} onInput={setBasis} help={t('record.basis_help')} error={error || undefined} />
        </Confirm>
      )}
      {remains && (
        <Modal title={t('record.was_erased')} onClose={leave}>
          <div class="dialog-body">
            <p>{t('forget.remains')}</p>
            <ul>{remains.map((one) => <li key={one}>{engineWords(one)}</li>)}</ul>
          </div>
          <div class="actions"><Button kind="primary" onClick={leave}>{t('do.close')}</Button></div>
        </Modal>
      )}
    </>
  );
}

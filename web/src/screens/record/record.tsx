// SPDX-License-Identifier: AGPL-3.0-or-later
// One record: what it says, what is sealed to others, conflicts for a person to decide, and its history.
import { useState } from 'preact/hooks';
import type { AmparoRecord, Conflict, Form, Revision } from '../../engine/shapes';
import { Facts, Value } from '../../forms/in_words';
import { useAsk } from '../../shell/ask';
import { go, replace } from '../../shell/router';
import { client, errorWords, form, who } from '../../shell/session';
import { coded, language, list, t } from '../../texts';
import { Answered, Button, Confirm, ErrorNotice, Notice, Screen, Section, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { whenWords } from '../../words/dates';
import { fillIn } from '../form/form';
import { DisclosureFacts } from './disclosure';

async function readRecord(id: string) {
  const record = await client.record(id);
  const [shape, { revisions }] = await Promise.all([form(record.kind), client.history(id)]);
  return { record, shape, revisions };
}

export function RecordScreen({ id }: { id: string }) {
  const asked = useAsk(() => readRecord(id), [id, language.value], (event) => event.event === 'record.changed' && event.id === id);
  if (asked.value === null) {
    return <Screen title={t('record.opening')}><Answered asked={asked} what={t('record.opening')}>{() => null}</Answered></Screen>;
  }
  const { record, shape, revisions } = asked.value;
  const may = !shape.behaviour;
  return (
    <Screen title={shape.label} lead={t('record.changed', { when: whenWords(record.updated) })}
      actions={(
        <>
          {record.person !== undefined && (
            <Button icon="people" onClick={() => void go({ screen: 'person', person: record.person ?? '' })}>{t('record.person')}</Button>
          )}
          {may && <Button icon="edit" kind="primary" onClick={() => fillIn(record.kind, record.person, record.id)}>{t('do.change')}</Button>}
        </>
      )}>
      {record.conflicts.map((conflict) => (
        <ConflictView key={conflict.field} conflict={conflict} record={record} shape={shape} />
      ))}
      <div class="card stack">
        {record.kind === 'disclosure' && record.person !== undefined
          ? <DisclosureFacts id={record.id} person={record.person} /> : <Facts form={shape} data={record.data} />}
        {record.sealed.map((part) => (
          <Notice key={part} title={t('sealed.to', { part: coded('part', part), team: coded('team', part) })} />
        ))}
        {(record.erased ?? []).length > 0 && <Notice title={t('record.erased')} />}
      </div>
      <History revisions={revisions} shape={shape} />
      {may && who.value?.role === 'coordinator' && <Erase record={record} shape={shape} />}
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
            <p class="strong">{field ? <Value form={shape} field={field} value={one.value} /> : String(one.value)}</p>
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
  const [error, setError] = useState('');
  const erase = async () => {
    if (basis.trim() === '') {
      setError(t('check.needed'));
      return;
    }
    try {
      await client.erase(record.id, basis.trim());
      say(t('record.was_erased'));
      await replace(record.person ? { screen: 'person', person: record.person } : { screen: 'today' });
    } catch (problem) {
      setError(errorWords(problem));
    }
  };
  return (
    <div>
      <Button kind="danger" onClick={() => setAsking(true)}>{t('record.erase')}</Button>
      {asking && (
        <Confirm title={t('record.erase_title', { what: shape.label })} action={t('record.erase')} danger
          onNo={() => setAsking(false)} onYes={() => void erase()}>
          <p>{t('record.erase_what')}</p>
          <TextField label={t('record.basis')} value={basis} onInput={setBasis} help={t('record.basis_help')} error={error || undefined} />
        </Confirm>
      )}
    </div>
  );
}

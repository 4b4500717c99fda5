// SPDX-License-Identifier: AGPL-3.0-or-later
import { useRef, useState } from 'preact/hooks';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, labelsOf, look, who } from '../../shell/session';
import { coded, language, number, t } from '../../texts';
import { FileField } from '../../ui/file_field';
import { fromBase64, saveFile, toBase64 } from '../../ui/files';
import { Answered, Button, Confirm, ErrorNotice, Notice, Row, Section, TextField, Waiting } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import { localDate, whenWords } from '../../words/dates';
import { Kit } from '../first_run/first_run';
import { bringAll, sealedAmong } from './brought';
import type { Brought, Going } from './brought';

type Checked = Awaited<ReturnType<typeof client.verify>>;
type Merged = Awaited<ReturnType<typeof client.merge>> & { labels: Record<string, string> };

export function Backup() {
  return (
    <>
      <Copy />
      <Verify />
      <Merge />
      {who.value?.role === 'coordinator' && <RecoveryKit />}
    </>
  );
}

function Copy() {
  const [where, setWhere] = useState('');
  const { error, working, take } = useStep();
  const copy = () => take(async () => {
    const { file, bytes } = await client.snapshot();
    saveFile(`backup-${localDate()}.amparo`, fromBase64(file), 'application/octet-stream');
    await client.backedUp(bytes, where.trim());
    say(t('backup.made', { size: number(bytes / 1e6, 1) }));
  });
  return (
    <Section title={t('backup.title')}>
      <p>{t('backup.what')}</p>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); void copy(); }}>
        <TextField label={t('backup.where')} help={t('backup.where_help')} value={where} onInput={setWhere} />
        {working && <Waiting what={t('backup.working')} />}
        <ErrorNotice error={error} />
        <div><Button kind="primary" type="submit" icon="file" disabled={working}>{t('backup.do')}</Button></div>
      </form>
    </Section>
  );
}

function Verify() {
  const [checked, setChecked] = useState<Checked | null>(null);
  const { error, working, take } = useStep();
  const verify = () => take(async () => setChecked(await client.verify()));
  return (
    <Section title={t('verify.title')}>
      <p>{t('verify.what')}</p>
      {working && <Waiting what={t('verify.working')} />}
      {checked && (
        <Notice kind={checked.ok ? 'good' : 'error'} live title={checked.ok ? t('verify.ok') : t('verify.problems')}>
          <p>{t('verify.read', { entries: number(checked.checked['entries'] ?? 0), bytes: number((checked.checked['bytes'] ?? 0) / 1e6, 1) })}</p>
          {checked.problems.map((problem, index) => <p key={index}>{Object.values(problem).map(String).join(' · ')}</p>)}
        </Notice>
      )}
      <ErrorNotice error={error} />
      <div><Button icon="check" onClick={() => void verify()} disabled={working}>{t('verify.do')}</Button></div>
    </Section>
  );
}

/** Of two computers without a net between them: what the other one's copy has comes into this vault. */
function Merge() {
  const [file, setFile] = useState<File | null>(null);
  const [merged, setMerged] = useState<Merged | null>(null);
  const { error, working, take } = useStep();
  const merge = (copy: File) => take(async () => {
    setMerged(null);
    const done = await client.merge(toBase64(new Uint8Array(await copy.arrayBuffer())));
    setMerged({ ...done, labels: await labelsOf(done.conflicts) });
    setFile(null);
  });
  return (
    <Section title={t('merge.title')}>
      <p>{t('merge.what')}</p>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); if (file) void merge(file); }}>
        <FileField label={t('merge.file')} help={t('merge.file_help')} accept=".amparo" onFiles={([one]) => setFile(one ?? null)} />
        {file && <p>{t('merge.chosen', { name: file.name })}</p>}
        {working && <Waiting what={t('merge.working')} />}
        <ErrorNotice error={error} />
        {merged && <TakenOver merged={merged} />}
        <div><Button type="submit" icon="file" disabled={working || !file}>{t('merge.do')}</Button></div>
      </form>
      <BringDocuments />
    </Section>
  );
}

/** What lies in the folder beside that copy, one file after another; what is under way can be given up. */
function BringDocuments() {
  const [going, setGoing] = useState<Going | null>(null);
  const [brought, setBrought] = useState<(Brought & { missing: number }) | null>(null);
  const { error, working, take } = useStep();
  const stop = useRef(false);
  const bring = (files: File[]) => take(async () => {
    stop.current = false;
    setBrought(null);
    try {
      const done = await bringAll(sealedAmong(files), setGoing, () => stop.current);
      setBrought({ ...done, missing: (await client.tidyDocuments()).missing });
    } finally {
      setGoing(null);
    }
  });
  return (
    <div class="stack-small">
      <FileField label={t('bring.folder')} help={t('bring.help')} folder onFiles={(files) => { if (!working) void bring(files); }} />
      {going && (
        <Notice live title={t('bring.going', { n: number(going.n), of: number(going.of), percent: number(going.done * 100) })}>
          <div><Button kind="quiet" onClick={() => { stop.current = true; }}>{t('document.give_up')}</Button></div>
        </Notice>
      )}
      <ErrorNotice error={error} />
      {brought && (
        <Notice kind={brought.damaged + brought.missing > 0 ? 'warn' : 'good'} live title={t('bring.done', { kept: number(brought.kept), here: number(brought.here) })}>
          {brought.damaged > 0 && <p>{t('bring.damaged', { n: brought.damaged })}</p>}
          <p>{brought.missing > 0 ? t('bring.missing', { n: brought.missing }) : t('bring.whole')}</p>
        </Notice>
      )}
    </div>
  );
}

function TakenOver({ merged }: { merged: Merged }) {
  const unread = merged.unread_bytes > 0 && <Notice kind="warn" live><p>{t('merge.unread', { n: number(merged.unread_bytes) })}</p></Notice>;
  if (merged.commits === 0 && merged.membership_entries === 0) return <>{unread}<Notice kind="info" live><p>{t('merge.nothing')}</p></Notice></>;
  return (
    <div class="stack">
      {unread}
      <Notice kind="good" live title={t('merge.done', { commits: number(merged.commits), records: number(merged.records) })}>
        {merged.membership_entries > 0 && <p>{t('merge.membership', { n: merged.membership_entries })}</p>}
        {merged.left_out > 0 && <p>{t('merge.left_out', { n: merged.left_out })}</p>}
        <p>{t('merge.other_way')}</p>
      </Notice>
      {merged.conflicts.length > 0 && (
        <div class="stack-small">
          <p>{t('merge.conflicts')}</p>
          <ul class="rows">
            {merged.conflicts.map((one) => (
              <Row key={one.id} title={merged.labels[one.kind] ?? one.kind} onClick={() => void go({ screen: 'record', id: one.id })} />
            ))}
          </ul>
        </div>
      )}
      {(merged.displaced ?? []).length > 0 && (
        <div class="stack-small">
          <p>{t('bed.lost_title')}</p>
          <ul class="bullets">
            {(merged.displaced ?? []).map((one) => (
              <li key={`${one.name}${one.from}${one.stay ?? ''}`}>
                <bdi>{one.chosen_name || t('bed.somebody')}</bdi>: {t('bed.lost_place', { place: one.name, why: coded('bed.obstacle', one.obstacle) })}
              </li>
            ))}
          </ul>
          <div><Button icon="bed" onClick={() => void go({ screen: 'beds' })}>{t('merge.to_beds')}</Button></div>
        </div>
      )}
    </div>
  );
}

function RecoveryKit() {
  const asked = useAsk(() => client.info(), []);
  const [asking, setAsking] = useState(false);
  const [words, setWords] = useState<string[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const make = async () => {
    setAsking(false);
    try {
      setWords((await client.printRecovery(language.value === 'es' ? 'es' : 'en')).words);
    } catch (problem) {
      setError(problem);
    }
  };
  const done = () => {
    setWords(null);
    asked.again();
    void look();
  };
  return (
    <Section title={t('kit.section')}>
      {words ? <Kit words={words} onDone={done} /> : (
        <Answered asked={asked} what={t('backup.reading')}>
          {(info) => (
            <>
              <p>{info.recovery_kit ? t('kit.last', { when: whenWords(info.recovery_kit) }) : t('warning.no_kit')}</p>
              <div><Button icon="print" onClick={() => (info.recovery_kit ? setAsking(true) : void make())}>{t('warning.print_kit')}</Button></div>
            </>
          )}
        </Answered>
      )}
      <ErrorNotice error={error} />
      {asking && (
        <Confirm title={t('kit.new_title')} action={t('warning.print_kit')} onNo={() => setAsking(false)} onYes={() => void make()}>
          <p>{t('kit.new_what')}</p>
        </Confirm>
      )}
    </Section>
  );
}

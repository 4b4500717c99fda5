// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';
import { useAsk } from '../../shell/ask';
import { client, look, who } from '../../shell/session';
import { language, number, t } from '../../texts';
import { fromBase64, saveFile } from '../../ui/files';
import { Answered, Button, Confirm, ErrorNotice, Notice, Section, TextField, Waiting } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { localDate, whenWords } from '../../words/dates';
import { Kit } from '../first_run/first_run';

type Checked = Awaited<ReturnType<typeof client.verify>>;

export function Backup() {
  return (
    <>
      <Copy />
      <Verify />
      {who.value?.role === 'coordinator' && <RecoveryKit />}
    </>
  );
}

function Copy() {
  const [where, setWhere] = useState('');
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const copy = async () => {
    setWorking(true);
    setError(null);
    try {
      const { file, bytes } = await client.snapshot();
      saveFile(`backup-${localDate()}.amparo`, fromBase64(file), 'application/octet-stream');
      await client.backedUp(bytes, where.trim());
      say(t('backup.made', { size: number(bytes / 1e6, 1) }));
    } catch (problem) {
      setError(problem);
    } finally {
      setWorking(false);
    }
  };
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
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const verify = async () => {
    setWorking(true);
    setError(null);
    try {
      setChecked(await client.verify());
    } catch (problem) {
      setError(problem);
    } finally {
      setWorking(false);
    }
  };
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

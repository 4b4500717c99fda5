// SPDX-License-Identifier: AGPL-3.0-or-later
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { client, errorWords, lockedBecause, look } from '../../shell/session';
import { t } from '../../texts';
import { Button, ErrorNotice, Heading, Notice, TextField, Waiting } from '../../ui/kit';
import { useStore } from '../../ui/store';

/** `onAudit`: what needs no vault. */
export function Unlock({ onAudit }: { onAudit: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState('');
  const [working, setWorking] = useState(false);
  const [kit, setKit] = useState(false);
  const why = useStore(lockedBecause);
  const box = useRef<HTMLFormElement>(null);

  useLayoutEffect(() => { if (!kit) box.current?.querySelector('input')?.focus(); }, [kit]);
  if (kit) return <WithKit onBack={() => setKit(false)} />;

  const unlock = async () => {
    if (passphrase.length < 8) {
      setError(t('unlock.short'));
      return;
    }
    setWorking(true);
    setError('');
    try {
      await client.unlock(passphrase);
      setPassphrase('');
      lockedBecause.set('');
      await look();
    } catch (problem) {
      setPassphrase('');
      setError(errorWords(problem));
      box.current?.querySelector('input')?.focus();
    } finally {
      setWorking(false);
    }
  };

  return (
    <form class="stack" ref={box} onSubmit={(event) => { event.preventDefault(); void unlock(); }}>
      <h1>{t('unlock.title')}</h1>
      {why === 'idle' && <Notice><p>{t('unlock.was_idle')}</p></Notice>}
      <TextField label={t('unlock.passphrase')} type="password" value={passphrase} onInput={setPassphrase} error={error}
        direction="ltr" />
      <Button kind="primary" type="submit" icon="key" disabled={working}>{t('unlock.do')}</Button>
      {working && <Waiting what={t('unlock.working')} />}
      <div class="actions">
        <Button kind="quiet" onClick={() => setKit(true)}>{t('unlock.lost')}</Button>
        <Button kind="quiet" icon="scales" onClick={onAudit}>{t('audit.title')}</Button>
      </div>
    </form>
  );
}

function WithKit({ onBack }: { onBack: () => void }) {
  const [member, setMember] = useState('');
  const [words, setWords] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [working, setWorking] = useState(false);

  const use = async () => {
    setWorking(true);
    setError(null);
    try {
      await client.useRecovery({ member, passphrase, words: words.trim().split(/\s+/) });
      await look();
    } catch (problem) {
      setError(problem);
    } finally {
      setWorking(false);
    }
  };

  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void use(); }}>
      <Heading>{t('kit.title')}</Heading>
      <p>{t('kit.what')}</p>
      <TextField label={t('kit.words')} value={words} onInput={setWords} long help={t('kit.words_help')} />
      <TextField label={t('kit.member')} value={member} onInput={setMember} help={t('kit.member_help')} />
      <TextField label={t('kit.new_passphrase')} type="password" value={passphrase} onInput={setPassphrase} direction="ltr"
        help={t('first.passphrase_help')} />
      <ErrorNotice error={error} />
      <div class="actions">
        <Button kind="primary" type="submit" disabled={working || passphrase.length < 8 || member.trim() === ''}>{t('kit.do')}</Button>
        <Button onClick={onBack}>{t('do.cancel')}</Button>
      </div>
      {working && <Waiting what={t('unlock.working')} />}
    </form>
  );
}

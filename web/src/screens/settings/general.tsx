// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';
import { LanguageChoice } from '../../shell/choices';
import { client, door, lockMinutes } from '../../shell/session';
import type { Theme } from '../../shell/theme';
import { theme } from '../../shell/theme';
import type { Title } from '../../shell/window_title';
import { titles, windowTitle } from '../../shell/window_title';
import { plural, t } from '../../texts';
import { Button, ErrorNotice, Notice, RadioField, Section, SelectField, TextField } from '../../ui/kit';
import { useStore } from '../../ui/store';
import { say } from '../../ui/toasts';

const minutes = [2, 5, 10, 15, 20, 30];

export function General() {
  const lockAfter = useStore(lockMinutes);
  const look = useStore(theme);
  const called = useStore(windowTitle);
  const [error, setError] = useState<unknown>(null);
  const [address, setAddress] = useState('');
  const keep = async (changed: Parameters<typeof client.preferences>[0]) => {
    setError(null);
    try {
      await client.preferences(changed);
    } catch (problem) {
      setError(problem);
    }
  };
  const setLock = async (n: number) => {
    setError(null);
    try {
      await door().lockAfter(n);
      lockMinutes.set(n);
      await client.preferences({ lock_after: n });
      say(plural('settings.locks_after', n));
    } catch (problem) {
      setError(problem);
    }
  };
  const again = async () => {
    setError(null);
    try {
      setAddress(await door().again());
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <>
      <Section title={t('settings.you')}>
        <div class="field"><span class="field-label">{t('language.label')}</span><LanguageChoice id="settings-language" onChoice={(chosen) => void keep({ language: chosen })} /></div>
        <RadioField label={t('settings.theme')} value={look} onChange={(next: Theme) => { theme.set(next); void keep({ theme: next }); }}
          options={[{ code: 'auto', label: t('theme.auto') }, { code: 'light', label: t('theme.light') }, { code: 'dark', label: t('theme.dark') }]} />
        <SelectField label={t('settings.title')} help={t('settings.title_help')} value={called}
          onChange={(next: Title) => { windowTitle.set(next); void keep({ title: next }); }}
          options={titles.map((code) => ({ code, label: t(`title.${code}`) }))} />
        <p class="small muted">{t('settings.kept')}</p>
      </Section>
      <Section title={t('settings.lock')}>
        <SelectField label={t('settings.lock_after')} value={String(lockAfter)} onChange={(value) => void setLock(Number(value))}
          options={minutes.map((n) => ({ code: String(n), label: plural('settings.minutes', n) }))} />
      </Section>
      <Section title={t('exit.title')}>
        <p>{t('exit.what')}</p>
        <p>{t('exit.history')}</p>
      </Section>
      <Section title={t('settings.second_window')}>
        <p>{t('settings.second_window_what')}</p>
        {address === '' ? <div><Button onClick={() => void again()}>{t('settings.make_address')}</Button></div>
          : <Notice><p class="mono" dir="ltr">{address}</p><p>{t('settings.address_once')}</p></Notice>}
      </Section>
      <Passphrase />
      <ErrorNotice error={error} />
    </>
  );
}

function Passphrase() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const short = [...next].length < 12;
  const change = async () => {
    setTried(true);
    if (short || next !== again) return;
    setError(null);
    try {
      await client.changePassphrase(current, next);
      setCurrent('');
      setNext('');
      setAgain('');
      setTried(false);
      say(t('settings.passphrase_changed'));
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('settings.passphrase')}>
      <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void change(); }}>
        <TextField label={t('settings.current')} type="password" value={current} onInput={setCurrent} direction="ltr" />
        <TextField label={t('kit.new_passphrase')} type="password" value={next} onInput={setNext} direction="ltr"
          help={t('first.passphrase_help')} error={tried && short ? t('first.passphrase_short') : undefined} />
        <TextField label={t('first.passphrase_again')} type="password" value={again} onInput={setAgain} direction="ltr"
          error={tried && next !== again ? t('first.passphrase_differ') : undefined} />
        <ErrorNotice error={error} />
        <div><Button type="submit" icon="key">{t('settings.change_passphrase')}</Button></div>
      </form>
    </Section>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// Before anything leaves: exactly what would. After: the letter or the sealed file.
import { useState } from 'preact/hooks';
import type { Release } from '../../engine/shapes';
import { useAsk, useSettled } from '../../shell/ask';
import { go, replace } from '../../shell/router';
import { client, form } from '../../shell/session';
import { coded, language, languages, t } from '../../texts';
import { fromBase64, saveFile } from '../../ui/files';
import { Answered, Button, Empty, ErrorNotice, Notice, Screen, Section, SelectField, TextField } from '../../ui/kit';
import { labelsOf } from '../release/fields';
import { Letter } from './letter';

type Props = { release: string; person: string; need?: string; service?: string };
type Sent = Awaited<ReturnType<typeof client.send>>;

async function read({ release, person }: Props) {
  const [{ releases }, shape] = await Promise.all([client.releases(person), form('contact')]);
  const found = releases.find((one) => one.id === release);
  if (!found) throw new Error('the release is not among those of this person');
  return { release: found, labels: await labelsOf(found.fields, language.value), needs: shape.vocabularies['needs'] ?? [] };
}

export function NewReferralScreen(props: Props) {
  const asked = useAsk(() => read(props), [props.release, language.value]);
  return (
    <Screen title={t('referral.new')} lead={t('referral.new_lead')}>
      <Answered asked={asked} what={t('release.opening')}>
        {({ release, needs, labels }) => <Preparing about={props} release={release} needs={needs} labels={labels} />}
      </Answered>
    </Screen>
  );
}

type PreparingProps = { about: Props; release: Release; needs: { code: string; label: string }[]; labels: Map<string, string> };

function Preparing({ about, release, needs, labels }: PreparingProps) {
  const [need, setNeed] = useState(about.need ?? '');
  const [message, setMessage] = useState('');
  const [callBack, setCallBack] = useState('');
  const [into, setInto] = useState<string>(release.language === 'es' ? 'es' : 'en');
  const [error, setError] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [sent, setSent] = useState<Sent | null>(null);
  const takesMessage = release.fields.includes('referral.message');
  const params = {
    release: release.id, ...(need ? { need } : {}), ...(takesMessage && message.trim() ? { message: message.trim() } : {}),
    ...(callBack.trim() ? { call_back: callBack.trim() } : {}), ...(about.service ? { service: about.service } : {}),
  };
  const key = useSettled(JSON.stringify(params), 250);
  const preview = useAsk(() => client.preview(JSON.parse(key) as typeof params), [key]);

  const send = async () => {
    setWorking(true);
    setError(null);
    try {
      setSent(await client.send({ ...params, language: into }));
    } catch (problem) {
      setError(problem);
    } finally {
      setWorking(false);
    }
  };

  if (sent) return <SentView sent={sent} into={into} />;
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Section title={t('referral.about')}>
        <SelectField label={t('referral.need')} value={need || 'none'} onChange={(code) => setNeed(code === 'none' ? '' : code)}
          options={[{ code: 'none', label: t('choose.none') }, ...needs]} />
        <TextField label={t('referral.call_back')} help={t('referral.call_back_help')} value={callBack} onInput={setCallBack} />
        {takesMessage
          ? <TextField label={t('referral.message')} help={t('referral.message_help')} value={message} onInput={setMessage} long />
          : <p class="small muted">{t('referral.no_message')}</p>}
        <SelectField label={t('referral.letter_language')} value={into} onChange={setInto}
          options={languages.filter((one) => one.code !== 'ar').map((one) => ({ code: one.code as string, label: one.name }))} />
      </Section>
      <Section title={t('referral.leaves')}>
        <Answered asked={preview} what={t('referral.reading')}>
          {(value) => (
            <>
              <p>{t('referral.leaves_to', { recipient: value.recipient, purpose: value.purpose })}</p>
              {value.in_words.length === 0 && <Empty>{t('referral.nothing')}</Empty>}
              <dl class="facts">
                {value.in_words.map((one) => <div key={one.field}><dt><bdi>{one.label}</bdi></dt><dd><bdi>{one.value}</bdi></dd></div>)}
                {callBack.trim() && <div><dt><bdi>{t('referral.call_back')}</bdi></dt><dd><bdi>{callBack}</bdi></dd></div>}
              </dl>
              {value.not_sent.map((one) => (
                <Notice key={one.field}><p>{t('referral.not_sent', { field: labels.get(one.field) ?? one.field, why: coded('not_sent', one.why) })}</p></Notice>
              ))}
              {!value.in_force && <Notice kind="warn"><p>{t('referral.not_in_force')}</p></Notice>}
            </>
          )}
        </Answered>
      </Section>
      <ErrorNotice error={error} />
      <div class="form-foot">
        <span class="small muted">{t('referral.logged')}</span>
        <Button kind="primary" type="submit" icon="referral" disabled={working || preview.error !== null}>{t('referral.send')}</Button>
      </div>
    </form>
  );
}

function SentView({ sent, into }: { sent: Sent; into: string }) {
  const [printed, setPrinted] = useState(0);
  const [error, setError] = useState<unknown>(null);
  // The first is the letter that was sent and logged; each more is another that leaves.
  const paper = async () => {
    setError(null);
    try {
      if (printed > 0) await client.letter(sent.id, into);
      setPrinted(printed + 1);
      print();
    } catch (problem) {
      setError(problem);
    }
  };
  const save = () => {
    if (sent.file) saveFile('referral.amparo-referral', fromBase64(sent.file), 'application/octet-stream');
    else if (sent.letter) saveFile('letter.html', sent.letter, 'text/html');
  };
  return (
    <div class="stack">
      <div class="no-print stack">
        <Notice kind="good" live title={sent.file ? t('referral.sealed_made') : t('referral.letter_made')}>
          <p>{sent.file ? t('referral.sealed_what', { recipient: sent.recipient }) : t('referral.letter_what')}</p>
        </Notice>
        <div class="actions">
          {sent.letter && <Button kind="primary" icon="print" onClick={() => void paper()}>{t('do.print')}</Button>}
          <Button kind={sent.file ? 'primary' : 'plain'} icon="file" onClick={save}>{t('do.save_file')}</Button>
          <Button icon="referral" onClick={() => void replace({ screen: 'referral', id: sent.id })}>{t('referral.follow')}</Button>
          <Button onClick={() => void go({ screen: 'today' })}>{t('nav.today')}</Button>
        </div>
        {printed > 1 && <p class="small muted" role="status">{t('print.logged')}</p>}
        <ErrorNotice error={error} />
      </div>
      {sent.letter && <Letter html={sent.letter} />}
    </div>
  );
}

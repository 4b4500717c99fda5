// SPDX-License-Identifier: AGPL-3.0-or-later
// One referral, followed until it is known whether the person received the help.
import { useState } from 'preact/hooks';
import type { ReferralStatus } from '../../engine/shapes';
import type { Said } from '../../forms/our_words';
import { inOurWords } from '../../forms/our_words';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, form } from '../../shell/session';
import { coded, language, t } from '../../texts';
import { fromBase64, saveFile } from '../../ui/files';
import { Answered, Button, ErrorNotice, Notice, Screen, Section, SelectField, Tag, TextField } from '../../ui/kit';
import { whenWords } from '../../words/dates';
import { Letter } from './letter';
import { needsReason, stepsFrom } from './steps';

async function read(id: string) {
  const [status, shape] = await Promise.all([client.referral(id), form('referral')]);
  return { status, shape, came: await inOurWords(status.received?.fields ?? {}) };
}

export function ReferralScreen({ id }: { id: string }) {
  const asked = useAsk(() => read(id), [id, language.value], (event) => event.event === 'record.changed');
  if (asked.value === null) {
    return <Screen title={t('referral.title')}><Answered asked={asked} what={t('referral.opening')}>{() => null}</Answered></Screen>;
  }
  const { status, shape, came } = asked.value;
  const need = shape.vocabularies['needs']?.find((one) => one.code === status.need)?.label;
  return (
    <Screen title={t(status.direction === 'in' ? 'referral.from' : 'referral.to', { name: status.recipient })}
      lead={[need, status.sent_at ? whenWords(status.sent_at) : ''].filter(Boolean).join(' · ')}
      actions={status.person !== undefined && (
        <Button icon="people" onClick={() => void go({ screen: 'person', person: status.person ?? '' })}>{t('record.person')}</Button>
      )}>
      <div class="tags">
        <Tag kind="accent">{coded('referral.state', status.state)}</Tag>
        {status.outcome && status.outcome !== 'not_known' && (
          <Tag kind={status.outcome === 'received' ? 'good' : 'warn'}>{coded('referral.step', status.outcome)}</Tag>
        )}
        {status.how_sent && <Tag>{coded('how', status.how_sent)}</Tag>}
      </div>
      {status.direction === 'out' && status.how_sent === 'letter' && <LetterAgain id={id} />}
      {status.received && <Came came={came} status={status} />}
      {status.answer && <Section title={t('referral.answer')}><p class="keep-lines" dir="auto">{status.answer}</p></Section>}
      {status.direction === 'in' && status.state === 'requested'
        ? <Answer status={status} onDone={asked.again} /> : <Steps status={status} onDone={asked.again} />}
      <Section title={t('referral.steps')}>
        <ol class="stack-small loop">
          {status.steps.map((step) => (
            <li key={`${step.at}${step.event}`}>
              <p class="strong">{coded('referral.step', step.event)}</p>
              <p class="small muted">{whenWords(step.at)} · {coded('referral.by', step.by)}</p>
              {step.reason && <p dir="auto">{step.reason}</p>}
            </li>
          ))}
        </ol>
      </Section>
    </Screen>
  );
}

/** A letter on paper once more: refused when its release no longer covers it, logged otherwise. */
function LetterAgain({ id }: { id: string }) {
  const [letter, setLetter] = useState('');
  const [error, setError] = useState<unknown>(null);
  const again = async () => {
    setError(null);
    try {
      setLetter((await client.letter(id, language.value === 'es' ? 'es' : 'en')).letter);
      requestAnimationFrame(() => print());
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <>
      <div class="actions no-print">
        <Button icon="print" onClick={() => void again()}>{t('referral.letter_again')}</Button>
        {letter !== '' && <span class="small muted" role="status">{t('print.logged')}</span>}
      </div>
      <ErrorNotice error={error} />
      {letter !== '' && <Letter html={letter} />}
    </>
  );
}

function Came({ came, status }: { came: Said[]; status: ReferralStatus }) {
  const { purpose, call_back: callBack } = status.received ?? {};
  return (
    <Section title={t('referral.came')}>
      <dl class="facts">
        {came.map((one) => <div key={one.name}><dt><bdi>{one.label}</bdi></dt><dd class="keep-lines"><bdi>{one.value}</bdi></dd></div>)}
        {purpose && <div><dt>{t('referral.purpose')}</dt><dd><bdi>{purpose}</bdi></dd></div>}
        {callBack && <div><dt>{t('referral.their_call_back')}</dt><dd><bdi>{callBack}</bdi></dd></div>}
      </dl>
    </Section>
  );
}

function Answer({ status, onDone }: { status: ReferralStatus; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const [message, setMessage] = useState('');
  const [error, setError] = useState<unknown>(null);
  const answer = async (how: 'accept' | 'decline') => {
    setError(null);
    try {
      const done = await client.answer({
        id: status.id, answer: how, ...(message.trim() ? { message: message.trim() } : {}),
        ...(how === 'decline' && reason.trim() ? { reason: reason.trim() } : {}),
      });
      saveFile('answer.amparo-answer', fromBase64(done.file), 'application/octet-stream');
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('referral.answer_it')}>
      <Notice><p>{t('referral.answer_leaves')}</p></Notice>
      <TextField label={t('referral.answer_message')} value={message} onInput={setMessage} long />
      <TextField label={t('referral.decline_reason')} value={reason} onInput={setReason} help={t('referral.decline_help')} />
      <ErrorNotice error={error} />
      <div class="actions">
        <Button kind="primary" icon="check" onClick={() => void answer('accept')}>{t('referral.accept')}</Button>
        <Button icon="cross" onClick={() => void answer('decline')}>{t('referral.decline')}</Button>
      </div>
      <p class="small muted">{t('referral.answer_file')}</p>
    </Section>
  );
}

function Steps({ status, onDone }: { status: ReferralStatus; onDone: () => void }) {
  const steps = stepsFrom(status.state, status.direction, status.how_sent);
  const [step, setStep] = useState('');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [tried, setTried] = useState(false);
  if (steps.length === 0) return null;
  const missing = step !== '' && needsReason(step) && reason.trim() === '';
  const take = async () => {
    setTried(true);
    if (step === '' || missing) return;
    setError(null);
    try {
      await client.step({ id: status.id, event: step, ...(reason.trim() ? { reason: reason.trim() } : {}) });
      setStep('');
      setReason('');
      setTried(false);
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('referral.next')}>
      <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void take(); }}>
        <SelectField label={t('referral.what_happened')} value={step} onChange={setStep}
          options={steps.map((code) => ({ code, label: coded('referral.step', code) }))}
          error={tried && step === '' ? t('check.needed') : undefined} />
        {step !== '' && needsReason(step) && (
          <TextField label={t('referral.reason')} value={reason} onInput={setReason} error={tried && missing ? t('check.needed') : undefined} />
        )}
        <ErrorNotice error={error} />
        <div><Button kind="primary" type="submit" icon="check">{t('referral.record_step')}</Button></div>
      </form>
    </Section>
  );
}

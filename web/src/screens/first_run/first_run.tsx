// SPDX-License-Identifier: AGPL-3.0-or-later
// A new vault in four steps: what it is, who you are, a passphrase, the recovery kit on paper with two words typed back.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { client, look } from '../../shell/session';
import { language, plural, t } from '../../texts';
import { Button, ErrorNotice, Heading, Notice, TextField, Waiting } from '../../ui/kit';

const stepCount = 4;

/** `onAudit`: what needs no vault. Offered before anything was typed that would be lost. */
export function FirstRun({ onAudit }: { onAudit: () => void }) {
  const [step, setStep] = useState(1);
  const [organization, setOrganization] = useState('');
  const [member, setMember] = useState('');
  const [words, setWords] = useState<string[]>([]);

  const make = async (passphrase: string) => {
    await client.init({ organization: organization.trim(), member: member.trim(), passphrase });
    const kit = await client.printRecovery(language.value === 'es' ? 'es' : 'en');
    setWords(kit.words);
    setStep(4);
  };

  return (
    <div class="stack">
      <div class="no-print stack-small">
        <ol class="steps" aria-hidden="true">
          {Array.from({ length: stepCount }, (_, index) => <li key={index} data-done={index < step ? 'yes' : 'no'} />)}
        </ol>
        <p class="small muted">{t('first.step', { n: step, of: stepCount })}</p>
      </div>
      {step === 1 && <Welcome onNext={() => setStep(2)} onAudit={onAudit} />}
      {step === 2 && (
        <Step title={t('first.who')} onNext={() => setStep(3)} onBack={() => setStep(1)}
          ready={organization.trim() !== '' && member.trim() !== ''}>
          <TextField label={t('first.organization')} value={organization} onInput={setOrganization} help={t('first.organization_help')} />
          <TextField label={t('first.member')} value={member} onInput={setMember} help={t('first.member_help')} />
        </Step>
      )}
      {step === 3 && <Passphrase onMake={make} onBack={() => setStep(2)} />}
      {step === 4 && <Kit words={words} onDone={() => void look()} />}
    </div>
  );
}

type StepProps = { title: string; children: ComponentChildren; onNext: () => void; onBack?: () => void; ready?: boolean; action?: string };

function Step({ title, children, onNext, onBack, ready = true, action }: StepProps) {
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); if (ready) onNext(); }}>
      <Heading>{title}</Heading>
      {children}
      <div class="actions no-print">
        <Button kind="primary" type="submit" disabled={!ready}>{action ?? t('do.next')}</Button>
        {onBack && <Button onClick={onBack}>{t('do.back')}</Button>}
      </div>
    </form>
  );
}

function Welcome({ onNext, onAudit }: { onNext: () => void; onAudit: () => void }) {
  return (
    <Step title={t('first.welcome')} onNext={onNext} action={t('first.begin')}>
      <p class="lead">{t('first.what')}</p>
      <ul class="bullets stack-small">
        <li>{t('first.one_file')}</li>
        <li>{t('first.no_one_resets')}</li>
        <li>{t('first.exit')}</li>
      </ul>
      <div><Button kind="quiet" icon="scales" onClick={onAudit}>{t('audit.title')}</Button></div>
    </Step>
  );
}

function Passphrase({ onMake, onBack }: { onMake: (passphrase: string) => Promise<void>; onBack: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [tried, setTried] = useState(false);
  const short = [...passphrase].length < 12;
  const differ = passphrase !== again;

  const make = async () => {
    setTried(true);
    if (short || differ || working) return;
    setWorking(true);
    setError(null);
    try {
      await onMake(passphrase);
    } catch (problem) {
      setError(problem);
      setWorking(false);
    }
  };

  return (
    <Step title={t('first.passphrase_title')} onNext={() => void make()} onBack={onBack} action={t('first.make')} ready={!working}>
      <p>{t('first.passphrase_what')}</p>
      <TextField label={t('first.passphrase')} type="password" value={passphrase} onInput={setPassphrase} direction="ltr"
        help={t('first.passphrase_help')} error={tried && short ? t('first.passphrase_short') : undefined} />
      <TextField label={t('first.passphrase_again')} type="password" value={again} onInput={setAgain} direction="ltr"
        error={tried && differ ? t('first.passphrase_differ') : undefined} />
      {error ? <ErrorNotice error={error} /> : null}
      {working && <Waiting what={t('first.making')} />}
    </Step>
  );
}

function pickTwo(count: number): number[] {
  const random = crypto.getRandomValues(new Uint32Array(2));
  const first = (random[0] ?? 0) % count;
  const second = (first + 1 + ((random[1] ?? 0) % (count - 1))) % count;
  return [first, second].sort((a, b) => a - b);
}

/** Also used in settings when a new kit is made. */
export function Kit({ words, onDone }: { words: string[]; onDone: () => void }) {
  const [asked, setAsked] = useState<number[] | null>(null);
  const [typed, setTyped] = useState<string[]>(['', '']);
  const [wrong, setWrong] = useState(false);
  const right = asked?.every((at, index) => typed[index]?.trim().toLocaleLowerCase() === words[at]) ?? false;

  if (asked === null) {
    return (
      <Step title={t('kit.print_title')} onNext={() => setAsked(pickTwo(words.length))} action={t('kit.printed')}>
        <p>{plural('kit.print_what', words.length)}</p>
        <ol class="words" dir="auto">{words.map((word) => <li key={word}>{word}</li>)}</ol>
        <div class="no-print"><Button icon="print" onClick={() => print()}>{t('do.print')}</Button></div>
        <Notice kind="warn"><p>{t('kit.keep')}</p></Notice>
      </Step>
    );
  }
  return (
    <Step title={t('kit.check_title')} action={t('kit.check_do')} onBack={() => { setAsked(null); setWrong(false); }}
      onNext={() => (right ? onDone() : setWrong(true))}>
      <p>{t('kit.check_what')}</p>
      {asked.map((at, index) => (
        <TextField key={at} label={t('kit.word_n', { n: at + 1 })} value={typed[index] ?? ''}
          onInput={(value) => setTyped((old) => old.map((one, i) => (i === index ? value : one)))}
          error={wrong && typed[index]?.trim().toLocaleLowerCase() !== words[at] ? t('kit.word_wrong') : undefined} />
      ))}
    </Step>
  );
}


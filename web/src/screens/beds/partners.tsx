// SPDX-License-Identifier: AGPL-3.0-or-later
// A partner asks for a bed: how many, what they need, how to call back. They hear yes or no, and nothing of the house.
import { useState } from 'preact/hooks';
import type { Token } from '../../engine/shapes_shelter';
import { useAsk } from '../../shell/ask';
import { client } from '../../shell/session';
import { language, list, t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { Answered, Button, Empty, Notice, Section, SelectField, Tag, TextField } from '../../ui/kit';
import { clock, whenWords } from '../../words/dates';
import { Wishes } from './wishes';
import type { BedWords } from './words';
import { askedFor, bedWords, labelIn } from './words';

type Open = { what: 'take' } | { what: 'decline'; token: Token };
type Said = { title: string; detail: string };

export function Partners() {
  const asked = useAsk(async () => {
    const [{ tokens, counts }, words] = await Promise.all([client.tokens(), bedWords()]);
    return { tokens, counts, words };
  }, [language.value], (event) => event.event === 'record.changed');
  const [open, setOpen] = useState<Open | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [error, setError] = useState<unknown>(null);
  const close = () => setOpen(null);
  const done = (what: Said) => {
    setSaid(what);
    close();
    asked.again();
  };
  const accept = async (token: Token) => {
    setError(null);
    try {
      const answer = await client.answerToken({ id: token.id, answer: 'accept' });
      done({ title: t('bed.token_yes', { code: answer.code }), detail: t('bed.token_call', { call: answer.call_back }) });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Answered asked={error === null ? asked : { ...asked, error }} what={t('bed.waiting_tokens')}>
      {({ tokens, counts, words }) => (
        <>
          {said && <Notice kind="good" live title={said.title}><p>{said.detail}</p></Notice>}
          <Section title={t('bed.view.partners')} count={tokens.filter((token) => token.ended === 'open').length}
            actions={<Button kind="primary" icon="phone" onClick={() => setOpen({ what: 'take' })}>{t('bed.token_take')}</Button>}>
            <p class="muted">{t('bed.token_what')}</p>
            {tokens.length === 0 && <Empty>{t('bed.no_tokens')}</Empty>}
            <ul class="stack">
              {tokens.map((token) => (
                <li key={token.id} class="token">
                  <div class="stack-small">
                    <p><span class="strong mono">{token.code}</span> · {askedFor(token.household, token.wishes ?? [], words.wishes)}</p>
                    <p class="small muted">
                      {token.call_back !== undefined && <><bdi>{t('bed.call_back', { call: token.call_back })}</bdi> · </>}
                      {token.ended === 'open' ? t('bed.good_until', { when: whenWords(token.expires_at) }) : t('bed.goes_within_a_day')}
                    </p>
                    {token.decline_reason !== undefined && <p class="small">{t('bed.turned_away_because', { reason: labelIn(words.reasons, token.decline_reason) })}</p>}
                  </div>
                  {token.ended === 'open' ? (
                    <div class="actions">
                      <Button icon="check" kind="primary" label={t('bed.accept_code', { code: token.code })} onClick={() => void accept(token)}>{t('bed.accept')}</Button>
                      <Button label={t('bed.decline_code', { code: token.code })} onClick={() => setOpen({ what: 'decline', token })}>{t('bed.decline')}</Button>
                    </div>
                  ) : <Tag kind={token.ended === 'accepted' ? 'good' : 'plain'}>{t(`bed.token.${token.ended}`)}</Tag>}
                </li>
              ))}
            </ul>
            <p class="small muted">{(['accepted', 'turned_down', 'ran_out'] as const).map((one) => `${t(`bed.token.${one}`)}: ${counts[one] ?? 0}`).join(' · ')}</p>
          </Section>
          {open?.what === 'take' && <TakeDialog words={words} onClose={close} onDone={done} />}
          {open?.what === 'decline' && <DeclineDialog token={open.token} words={words} onClose={close} onDone={done} />}
        </>
      )}
    </Answered>
  );
}

function TakeDialog({ words, onClose, onDone }: { words: BedWords; onClose: () => void; onDone: (said: Said) => void }) {
  const [household, setHousehold] = useState('1');
  const [callBack, setCallBack] = useState('');
  const [wishes, setWishes] = useState<string[]>([]);
  const [checked, setChecked] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const people = Number(household);
  const well = Number.isInteger(people) && people >= 1;
  const done = async () => {
    setChecked(true);
    if (!well || callBack.trim() === '') return;
    try {
      const token = await client.takeToken({ household: people, call_back: callBack.trim(), ...(wishes.length > 0 ? { wishes: wishes as never[] } : {}) });
      onDone({ title: t('bed.token_is', { code: token.code, time: clock(new Date(token.expires_at)) }),
        detail: token.free.length > 0 ? t('bed.token_free', { places: list(token.free.map((one) => one.name)) }) : t('bed.nothing_free') });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <FormDialog title={t('bed.token_take')} action={t('do.save')} onClose={onClose} onDone={() => void done()} error={error}>
      <p class="muted">{t('bed.token_no_name')}</p>
      <TextField label={t('bed.how_many')} type="number" value={household} onInput={setHousehold} error={well ? undefined : t('check.whole')} />
      <TextField label={t('bed.how_call_back')} value={callBack} onInput={setCallBack} error={checked && callBack.trim() === '' ? t('check.needed') : undefined} />
      <Wishes words={words} value={wishes} onChange={setWishes} />
    </FormDialog>
  );
}

function DeclineDialog({ token, words, onClose, onDone }: { token: Token; words: BedWords; onClose: () => void; onDone: (said: Said) => void }) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const done = async () => {
    if (reason === '') return;
    try {
      const answer = await client.answerToken({ id: token.id, answer: 'decline', reason });
      onDone({ title: t('bed.token_no', { code: answer.code }), detail: t('bed.token_call', { call: answer.call_back }) });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <FormDialog title={t('bed.decline_code', { code: token.code })} action={t('bed.decline')} onClose={onClose} onDone={() => void done()} error={error} working={reason === ''}>
      <SelectField label={t('bed.turned_away_why')} help={t('bed.reason_stays')} value={reason} onChange={setReason} options={words.reasons} />
    </FormDialog>
  );
}


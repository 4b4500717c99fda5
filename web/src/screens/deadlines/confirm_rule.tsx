// SPDX-License-Identifier: AGPL-3.0-or-later
// That an attorney of the office read a rule or an option as it stands here, and confirms this version of it.
import { useState } from 'preact/hooks';
import { client, holds } from '../../shell/session';
import { t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { Button, TextField } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';

type Props = { rule: string; label: string; verified: boolean; onDone: () => void };

export function ConfirmRule({ rule, label, verified, onDone }: Props) {
  const [asking, setAsking] = useState(false);
  if (!holds('legal')) return null;
  return (
    <div class="actions no-print">
      <Button label={`${t(verified ? 'law.take_back' : 'law.confirm')}: ${label}`} onClick={() => setAsking(true)}>{t(verified ? 'law.take_back' : 'law.confirm')}</Button>
      {asking && <Ask rule={rule} label={label} verified={verified} onClose={() => setAsking(false)} onDone={() => { setAsking(false); onDone(); }} />}
    </div>
  );
}

function Ask({ rule, label, verified, onClose, onDone }: Props & { onClose: () => void }) {
  const [attorney, setAttorney] = useState('');
  const [note, setNote] = useState('');
  const { error, working, take } = useStep();
  const done = () => take(async () => {
    await client.confirmLaw({
      rule, ...(verified ? { take_back: true } : {}), ...(attorney.trim() === '' ? {} : { attorney: attorney.trim() }), ...(note.trim() === '' ? {} : { note: note.trim() }),
    });
    say(t('relief.answered'));
    onDone();
  });
  return (
    <FormDialog title={label} action={t(verified ? 'law.take_back' : 'law.confirm')} onClose={onClose} onDone={() => void done()} error={error} working={working}>
      <p>{t(verified ? 'law.take_back_what' : 'law.confirm_what')}</p>
      {!verified && <TextField label={t('law.attorney')} value={attorney} onInput={setAttorney} help={t('law.attorney_help')} />}
      <TextField label={t('bed.note')} value={note} onInput={setNote} long help={t('law.note_help')} />
    </FormDialog>
  );
}

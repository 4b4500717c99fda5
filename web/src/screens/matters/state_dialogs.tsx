// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said of a matter, how its time is rounded, and how it ends.
import { useState } from 'preact/hooks';
import { EngineError } from '../../engine/engine';
import type { Member } from '../../engine/shapes';
import type { Matter, Rounding } from '../../engine/shapes_legal';
import { client } from '../../shell/session';
import { t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { CheckField, RadioField, SelectField, TextField } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import type { LegalWords } from './pieces';
import { optionsIn } from './pieces';

type Change = Omit<Parameters<typeof client.changeMatter>[0], 'id'>;
type Props = { matter: Matter; onClose: () => void; onDone: () => void };

function useChange(matter: Matter, onDone: () => void) {
  const { error, working, take } = useStep();
  const change = (params: Change, said: string) => take(async () => {
    await client.changeMatter({ id: matter.id, ...params });
    say(said);
    onDone();
  });
  return { error, working, change };
}

export function ChangeDialog({ matter, members, words, onClose, onDone }: Props & { members: Member[]; words: LegalWords }) {
  const [title, setTitle] = useState(matter.title);
  const [area, setArea] = useState(matter.area);
  const [jurisdiction, setJurisdiction] = useState(matter.jurisdiction ?? '');
  const [responsible, setResponsible] = useState(matter.responsible);
  const [note, setNote] = useState(matter.note ?? '');
  const { error, working, change } = useChange(matter, onDone);
  const params: Change = {
    ...(title.trim() === matter.title ? {} : { title: title.trim() }), ...(area === matter.area ? {} : { area }),
    ...(jurisdiction.trim() === (matter.jurisdiction ?? '') ? {} : { jurisdiction: jurisdiction.trim() }),
    ...(responsible === matter.responsible ? {} : { responsible }), ...(note.trim() === (matter.note ?? '') ? {} : { note: note.trim() }),
  };
  const known = members.some((one) => one.member_id === matter.responsible);
  return (
    <FormDialog title={t('matter.change')} action={t('do.save')} onClose={onClose} error={error}
      working={working || title.trim() === '' || Object.keys(params).length === 0} onDone={() => void change(params, t('matter.changed'))}>
      <TextField label={t('matter.title')} value={title} onInput={setTitle} error={title.trim() === '' ? t('check.needed') : undefined} />
      <SelectField label={t('matter.area')} value={area} onChange={setArea} options={optionsIn(words.matter, 'area')} />
      <TextField label={t('matter.jurisdiction')} value={jurisdiction} onInput={setJurisdiction} />
      <SelectField label={t('matter.responsible')} help={t('matter.responsible_help')} value={responsible} onChange={setResponsible}
        options={[...(known ? [] : [{ code: matter.responsible, label: matter.responsible_name }]), ...members.map((one) => ({ code: one.member_id, label: one.name }))]} />
      <TextField label={t('bed.note')} value={note} onInput={setNote} long />
    </FormDialog>
  );
}

export function CloseDialog({ matter, words, onClose, onDone }: Props & { words: LegalWords }) {
  const [outcome, setOutcome] = useState('');
  const [code, setCode] = useState('');
  const [note, setNote] = useState(matter.note ?? '');
  const [deadlinesToo, setDeadlinesToo] = useState(false);
  const { error, working, change } = useChange(matter, onDone);
  const areOpen = deadlinesToo || (error instanceof EngineError && error.field === 'deadlines_too');
  const params: Change = {
    ...(deadlinesToo ? { deadlines_too: true } : {}),
    state: 'closed', outcome, ...(code === '' ? {} : { closing_code: code }), ...(note.trim() === (matter.note ?? '') ? {} : { note: note.trim() }),
  };
  return (
    <FormDialog title={t('matter.close_title', { number: matter.number })} action={t('matter.close')} onClose={onClose} error={error} working={working || outcome === ''}
      onDone={() => void change(params, t('matter.closed_said', { number: matter.number }))}>
      <p>{t('matter.close_what')}</p>
      {areOpen && <CheckField label={t('matter.close_deadlines_too')} checked={deadlinesToo} onChange={setDeadlinesToo} />}
      <SelectField label={t('matter.outcome')} value={outcome} onChange={setOutcome} options={optionsIn(words.matter, 'outcome')} />
      <SelectField label={t('matter.closing_code')} help={t('matter.closing_code_help')} value={code} onChange={setCode} options={optionsIn(words.matter, 'closing_code')} />
      <TextField label={t('bed.note')} value={note} onInput={setNote} long />
    </FormDialog>
  );
}

const roundings: Rounding[] = ['up', 'nearest', 'down'];

export function RoundingDialog({ matter, minutes, round, onClose, onDone }: Props & { minutes: number; round: Rounding }) {
  const [unit, setUnit] = useState(String(minutes));
  const [how, setHow] = useState<Rounding>(round);
  const { error, working, change } = useChange(matter, onDone);
  const n = Number(unit);
  const well = Number.isInteger(n) && n >= 1 && n <= 60;
  return (
    <FormDialog title={t('worked.rounding')} action={t('do.save')} onClose={onClose} error={error} working={working || !well}
      onDone={() => void change({ round_minutes: n, round: how }, t('matter.changed'))}>
      <p>{t('worked.rounding_what')}</p>
      <TextField type="number" label={t('worked.unit')} value={unit} onInput={setUnit} error={well ? undefined : t('worked.unit_bad')} />
      <RadioField label={t('worked.how')} value={how} onChange={setHow} options={roundings.map((code) => ({ code, label: t(`worked.round.${code}`) }))} />
    </FormDialog>
  );
}

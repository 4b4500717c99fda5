// SPDX-License-Identifier: AGPL-3.0-or-later
// A unit: how it stands, what it offers, and the steps it can take.
import { useState } from 'preact/hooks';
import type { BoardRow, UnitStep } from '../../engine/shapes_shelter';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client } from '../../shell/session';
import { list, plural, t } from '../../texts';
import { FormDialog, Modal } from '../../ui/dialog';
import { Button, ErrorNotice, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { unitSteps } from './board_model';
import type { BedWords } from './words';
import { labelIn } from './words';

const withReason: UnitStep[] = ['take_out', 'close'];

export function UnitDialog({ row, words, onClose, onDone, onHold }:
  { row: BoardRow; words: BedWords; onClose: () => void; onDone: () => void; onHold: () => void }) {
  const [asking, setAsking] = useState<UnitStep | null>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const asked = useAsk(() => client.units(), []);
  const unit = asked.value?.units.find((one) => one.unit === row.unit);
  const states = (unit?.places ?? []).map((one) => one.state);
  const used = states.some((state) => state === 'held' || state === 'occupied');
  const state = unit?.places.find((one) => one.place === row.place)?.state ?? row.state;
  const take = async (step: UnitStep) => {
    setError(null);
    if (withReason.includes(step) && asking === null) {
      setAsking(step);
      return;
    }
    if (withReason.includes(step) && reason.trim() === '') return;
    try {
      await client.stepUnit({ unit: row.unit, step, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) });
      say(t('bed.unit_is', { place: unit?.name ?? row.name, step: labelIn(words.steps, step) }));
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  if (asking) {
    return (
      <FormDialog title={t('bed.unit_step_title', { place: unit?.name ?? row.name, step: labelIn(words.steps, asking) })} action={t('do.save')} onClose={onClose}
        onDone={() => void take(asking)} error={error} working={reason.trim() === ''}>
        <TextField label={t('bed.reason')} value={reason} onInput={setReason} help={t('bed.reason_help')} required />
      </FormDialog>
    );
  }
  return (
    <Modal title={<bdi>{row.name}</bdi>} onClose={onClose}>
      <div class="dialog-body">
        <dl class="facts">
          <div><dt>{t('bed.house')}</dt><dd><bdi>{row.house_name}</bdi></dd></div>
          <div><dt>{t('bed.how_it_is')}</dt><dd>{t(`bed.state.${state}`)}</dd></div>
          <div><dt>{t('bed.room')}</dt><dd>{plural('bed.sleeps', row.sleeps)}</dd></div>
          {unit && unit.offers.length > 0 && <div><dt>{t('bed.offers')}</dt><dd>{list(unit.offers.map((wish) => labelIn(words.wishes, wish)))}</dd></div>}
        </dl>
        {used && <p class="small muted">{t('bed.unit_used')}</p>}
        <ErrorNotice error={error} />
        <div class="actions stay-steps" role="group" aria-label={t('bed.mark')}>
          {row.state === 'accepting' && <Button kind="primary" icon="bed" onClick={onHold}>{t('bed.do_hold')}</Button>}
          {!used && unitSteps[row.state].map((step) => <Button key={step} onClick={() => void take(step)}>{labelIn(words.steps, step)}</Button>)}
        </div>
      </div>
      <div class="actions">
        <Button icon="edit" onClick={() => void go({ screen: 'form', kind: 'unit', record: row.unit })}>{t('do.change')}</Button>
        <Button onClick={onClose}>{t('do.close')}</Button>
      </div>
    </Modal>
  );
}

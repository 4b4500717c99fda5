// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's right to be forgotten: what would go and what remains is shown first; then it is erased, with the reason.
import { useState } from 'preact/hooks';
import type { Forgotten } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { replace } from '../../shell/router';
import { client, form } from '../../shell/session';
import { coded, language, list, plural, t } from '../../texts';
import { engineWords } from '../../texts/engine_words';
import { FormDialog, Modal } from '../../ui/dialog';
import { Answered, Button, CheckField, Notice, TextField } from '../../ui/kit';
import { useStep } from '../../ui/step';

type Props = { person: string; name: string };

export function Forget({ person, name }: Props) {
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<Forgotten | null>(null);
  return (
    <div class="actions no-print">
      <Button kind="danger" onClick={() => setAsking(true)}>{t('forget.do')}</Button>
      {asking && <Ask person={person} name={name} onClose={() => setAsking(false)} onDone={(answer) => { setAsking(false); setDone(answer); }} />}
      {done && (
        <Modal title={t('forget.done')} onClose={() => void replace({ screen: 'today' })}>
          <div class="dialog-body"><What answer={done} /></div>
          <div class="actions"><Button kind="primary" onClick={() => void replace({ screen: 'today' })}>{t('do.close')}</Button></div>
        </Modal>
      )}
    </div>
  );
}

function Ask({ person, name, onClose, onDone }: Props & { onClose: () => void; onDone: (answer: Forgotten) => void }) {
  const [basis, setBasis] = useState('');
  const [keptToo, setKeptToo] = useState(false);
  const [conflictsToo, setConflictsToo] = useState(false);
  const { error, working, take } = useStep();
  const too = { kept_too: keptToo, conflicts_too: conflictsToo };
  const asked = useAsk(() => client.forget(person, { show: true, ...too }), [person, keptToo, conflictsToo]);
  const erase = () => take(async () => onDone(await client.forget(person, { basis: basis.trim(), ...too })));
  return (
    <FormDialog title={t('forget.title', { name })} action={t('forget.do')} danger onClose={onClose} onDone={() => void erase()} error={error}
      working={working || basis.trim() === '' || asked.value === null || asked.value.stopped !== undefined}>
      <p>{t('forget.what')}</p>
      <Answered asked={asked} what={t('forget.waiting')}>{(answer) => <What answer={answer} />}</Answered>
      <CheckField label={t('forget.kept_too')} checked={keptToo} onChange={setKeptToo} />
      <CheckField label={t('forget.conflicts_too')} checked={conflictsToo} onChange={setConflictsToo} />
      <TextField label={t('record.basis')} value={basis} onInput={setBasis} help={t('record.basis_help')} />
    </FormDialog>
  );
}

/** What goes, what remains and why. */
function What({ answer }: { answer: Forgotten }) {
  const kinds = [...new Set([...answer.erased, ...answer.remains].map((one) => one.kind))];
  const labels = useAsk(async () => new Map(await Promise.all(kinds.map(async (kind) => [kind, (await form(kind)).label] as const))),
    [kinds.join(), language.value]);
  const label = (kind: string) => labels.value?.get(kind) ?? kind;
  const goes = new Map<string, number>();
  for (const one of answer.erased) goes.set(one.kind, (goes.get(one.kind) ?? 0) + 1);
  return (
    <div class="stack-small">
      {answer.stopped && <Notice kind="warn" title={t('forget.stopped')}><p>{engineWords(answer.stopped.why)}</p><p>{engineWords(answer.stopped.mend)}</p></Notice>}
      <p class="strong">{plural('forget.records', answer.erased.length)}</p>
      <p class="small">{list([...goes].map(([kind, n]) => `${label(kind)} (${n})`))}</p>
      <p class="strong">{t('forget.remains')}</p>
      <ul class="small">
        {answer.remains.map((one, at) => (
          <li key={at}>{label(one.kind)}{one.number === undefined ? '' : ` ${one.number}`}: {coded('forget.why', one.why)}{one.until === undefined ? '' : ` (${one.until})`}{one.ask === undefined ? '' : ` (${one.ask})`}</li>
        ))}
        {answer.not_held.length > 0 && <li>{t('forget.not_held', { parts: list(answer.not_held.map((part) => coded('part', part))) })}</li>}
        {answer.backups.map((one) => <li key={one.on}>{t('forget.backup', { day: one.on, where: one.kept_where })}</li>)}
        <li>{t('forget.account')}</li>
      </ul>
    </div>
  );
}

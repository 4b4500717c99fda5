// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is named in a matter, and as what. Whoever is added is compared first.
import { useState } from 'preact/hooks';
import type { Check, MatterShown } from '../../engine/shapes_legal';
import { client } from '../../shell/session';
import { list, t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { Button, Section, SelectField, Tag, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { whenWords } from '../../words/dates';
import { askWords, Met, said, useCompared } from './check';
import type { CheckStep } from './matters_model';
import { checkHistory, checkState } from './matters_model';
import { Names } from './names';
import type { LegalWords } from './pieces';
import { labelIn, optionsIn } from './pieces';

type Props = { matter: MatterShown; words: LegalWords; onDone: () => void };

export function Parties({ matter, words, onDone }: Props) {
  const [adding, setAdding] = useState(false);
  return (
    <Section title={t('party.all')} count={matter.parties.length} actions={<Button icon="plus" onClick={() => setAdding(true)}>{t('party.add')}</Button>}>
      <ul class="stack-small">
        {matter.parties.map((one) => (
          <li key={one.id} class="party">
            <span><bdi class="strong">{one.name}</bdi>{one.aliases && <bdi class="small muted"> {t('person.also', { names: list(one.aliases) })}</bdi>}
              {one.phones && <bdi class="small muted"> · {list(one.phones)}</bdi>}{one.note && <span class="small keep-lines" dir="auto"> · {one.note}</span>}</span>
            <Tag>{labelIn(words.party, 'role', one.role)}</Tag>
          </li>
        ))}
      </ul>
      <Checks checks={matter.checks} />
      {adding && <AddParty matter={matter} words={words} onClose={() => setAdding(false)} onDone={() => { setAdding(false); onDone(); }} />}
    </Section>
  );
}

/** How it stands, and what led there. */
function Checks({ checks }: { checks: Check[] }) {
  const now = checkState(checks);
  if (now === null) return null;
  return (
    <div class="stack-small">
      <p class="small">{t(`conflict.state.${now.state}`, { name: now.by })}</p>
      <details class="more">
        <summary>{t('conflict.all')}</summary>
        <ol class="stack-small small">
          {checkHistory(checks).map((step, at) => (
            <li key={at} dir="auto"><bdi>{t('conflict.asked', { name: step.by, when: whenWords(step.at) })}</bdi>{' '}<StepWords step={step} /></li>
          ))}
        </ol>
      </details>
    </div>
  );
}

function StepWords({ step }: { step: CheckStep }) {
  if (step.what === 'none') return <>{t('conflict.was_not_met')}</>;
  if (step.what === 'cleared') return <>{t('conflict.was_cleared', { reason: step.reason })}</>;
  return <>{t(step.what === 'again' ? 'conflict.was_met_again' : 'conflict.was_met')} <bdi>{step.matters.map((met) => `${met.number} (${askWords(met.ask)})`).join('; ')}</bdi></>;
}

const textsAtMost = 18;

function AddParty({ matter, words, onClose, onDone }: Props & { onClose: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [aliases, setAliases] = useState<string[]>([]);
  const [phones, setPhones] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const numbers = said(phones);
  const others = said(aliases);
  const { check, working, error, go, renamed } = useCompared(
    () => client.checkParties({ matter: matter.id, names: [name.trim(), ...others], ...(numbers.length > 0 ? { phones: numbers } : {}) }),
    async (cleared) => {
      await client.addParty({
        matter: matter.id, name: name.trim(), role, ...(others.length > 0 ? { aliases: others } : {}), ...(numbers.length > 0 ? { phones: numbers } : {}),
        ...(note.trim() === '' ? {} : { note: note.trim() }), ...(cleared === undefined ? {} : { check: cleared }),
      });
      say(t('party.added', { name: name.trim() }));
      onDone();
    });
  const add = (cleared?: string) => {
    setTried(true);
    if (name.trim() !== '' && role !== '' && !working) void go(cleared);
  };
  return (
    <FormDialog title={t('party.add')} action={t('party.compare_and_add')} onClose={onClose} onDone={() => add()} error={error} working={working}>
      <TextField label={t('party.name')} value={name} onInput={renamed(setName)} error={tried && name.trim() === '' ? t('check.needed') : undefined} />
      <SelectField label={t('party.role')} value={role} onChange={setRole} options={optionsIn(words.party, 'role')} error={tried && role === '' ? t('check.needed') : undefined} />
      <Names label={t('party.aliases')} values={aliases} onChange={renamed(setAliases)} atMost={textsAtMost} />
      <Names label={t('party.phones')} values={phones} onChange={renamed(setPhones)} atMost={textsAtMost} />
      <TextField label={t('bed.note')} value={note} onInput={setNote} />
      {check && <Met key={check.id} check={check} onCleared={add} />}
    </FormDialog>
  );
}

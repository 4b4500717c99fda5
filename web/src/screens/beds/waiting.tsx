// SPDX-License-Identifier: AGPL-3.0-or-later
// Who waits for a bed, in the order they are called, each with what that place in the order rests on.
import { useState } from 'preact/hooks';
import type { Json } from '../../engine/api';
import type { Unit, WaitingList, WaitingRow } from '../../engine/shapes_shelter';
import { FormFields } from '../../forms/form_fields';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client } from '../../shell/session';
import { language, plural, t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { Answered, Button, Empty, RadioField, Section, SelectField, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { dateWords, whenWords } from '../../words/dates';
import { HoldDialog } from './hold_dialog';
import type { Picked } from './person_pick';
import { PersonPick } from './person_pick';
import { plainAnswers } from './stay_dialog';
import type { BedWords } from './words';
import { askedFor, bedWords, labelIn } from './words';

type Data = { list: WaitingList; words: BedWords; units: Unit[]; tonight: string };
type Open = { what: 'ask' } | { what: 'close'; row: WaitingRow } | { what: 'hold'; row: WaitingRow };

async function read(): Promise<Data> {
  const [list, words, { units }, board] = await Promise.all([client.waitingList(), bedWords(), client.units(), client.board({ nights: 1 })]);
  return { list, words, units, tonight: board.tonight };
}

/** Why somebody is called before those after them: a fact with its author, or when they asked. Never a score. */
function because(row: WaitingRow, words: BedWords): string {
  const urgencies = words.request.vocabularies['urgencies'] ?? [];
  if (row.because === 'asked_at') return t('bed.because.asked_at', { when: whenWords(row.asked_at) });
  const stated = { what: labelIn(urgencies, row.urgency ?? ''), who: row.urgency_stated_by ?? '' };
  if (row.because === 'must_leave_by') return t('bed.because.must_leave_by', { day: dateWords(row.leave_by ?? ''), who: stated.who });
  return t('bed.because.urgent_now', stated);
}

export function WaitingView() {
  const asked = useAsk(read, [language.value], (event) => event.event === 'record.changed');
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const done = () => { close(); asked.again(); };
  return (
    <Answered asked={asked} what={t('bed.waiting_list')}>
      {(data) => (
        <>
          <Section title={t('bed.view.waiting')} count={data.list.waiting.length}
            actions={<Button kind="primary" icon="plus" onClick={() => setOpen({ what: 'ask' })}>{t('bed.ask')}</Button>}>
            <p class="muted">{t('bed.order')}</p>
            {data.list.waiting.length === 0 && <Empty>{t('bed.nobody_waits')}</Empty>}
            <ol class="stack waiting-list">
              {data.list.waiting.map((row, at) => (
                <li key={row.id} class="waiting-row">
                  <span class="waiting-turn" aria-hidden="true">{at + 1}</span>
                  <div class="stack-small">
                    <p>{row.person === undefined ? <span class="strong">{t('bed.somebody')}</span>
                      : <button type="button" class="link" onClick={() => void go({ screen: 'person', person: row.person ?? '' })}>
                        <bdi>{row.chosen_name || t('people.no_name')}</bdi></button>}
                      {' · '}{askedFor(row.household, row.wishes, data.words.wishes)}</p>
                    <p class="small muted">{because(row, data.words)}</p>
                    <p class="small">{row.places.length > 0 ? t('bed.fits', { place: placeNames(row.places, data.units) }) : t('bed.nothing_free')}</p>
                  </div>
                  <div class="actions">
                    <Button icon="bed" label={t('bed.hold_for', { name: row.chosen_name || t('bed.somebody') })} disabled={row.places.length === 0}
                      onClick={() => setOpen({ what: 'hold', row })}>{t('bed.do_hold')}</Button>
                    <Button kind="quiet" label={t('bed.close_for', { name: row.chosen_name || t('bed.somebody') })}
                      onClick={() => setOpen({ what: 'close', row })}>{t('bed.close_asked')}</Button>
                  </div>
                </li>
              ))}
            </ol>
          </Section>
          <Became list={data.list} words={data.words} />
          {open?.what === 'ask' && <AskDialog words={data.words} onClose={close} onDone={done} />}
          {open?.what === 'close' && <CloseDialog row={open.row} words={data.words} onClose={close} onDone={done} />}
          {open?.what === 'hold' && (
            <HoldDialog night={data.tonight} tonight={data.tonight} words={data.words} onClose={close} onDone={done}
              request={{ id: open.row.id, household: open.row.household, wishes: open.row.wishes,
                picked: open.row.person === undefined ? null : { person: open.row.person, name: open.row.chosen_name || t('people.no_name') } }} />
          )}
        </>
      )}
    </Answered>
  );
}

function placeNames(places: string[], units: Unit[]): string {
  const all = units.flatMap((unit) => unit.places);
  return places.map((place) => all.find((one) => one.place === place)?.name ?? '').filter(Boolean).join(', ');
}

/** What became of all who asked, those turned away by reason. */
function Became({ list, words }: { list: WaitingList; words: BedWords }) {
  if (list.asked === 0) return null;
  const reasons = Object.entries(list.turned_away).filter(([, n]) => n > 0);
  return (
    <Section title={t('bed.became')}>
      <p>{t('bed.became_what', { n: plural('bed.asked', list.asked), people: plural('bed.people', list.people_asked) })}</p>
      <dl class="facts">
        {(['waiting', 'housed', 'withdrawn', 'turned_away'] as const).map((one) => (
          <div key={one}><dt>{t(`bed.became.${one}`)}</dt><dd>{t('bed.n_of', { n: list.became[one] ?? 0, all: list.asked })}</dd></div>
        ))}
        {reasons.map(([reason, n]) => (
          <div key={reason}><dt>{t('bed.turned_away_because', { reason: labelIn(words.reasons, reason) })}</dt><dd>{t('bed.n_of', { n, all: list.became['turned_away'] ?? n })}</dd></div>
        ))}
      </dl>
    </Section>
  );
}

function AskDialog({ words, onClose, onDone }: { words: BedWords; onClose: () => void; onDone: () => void }) {
  const [picked, setPicked] = useState<Picked | null>(null);
  const [values, setValues] = useState<Json>({ household: 1 });
  const [error, setError] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const urgency = typeof values['urgency'] === 'string' ? values['urgency'] : 'none';
  const only = ['household', 'wishes', 'urgency', ...(urgency === 'none' || urgency === '' ? [] : ['urgency_stated_by']),
    ...(urgency === 'must_leave_by' ? ['leave_by'] : []), 'note'];
  const done = async () => {
    setWorking(true);
    setError(null);
    const fields = words.request.fields.filter((field) => only.includes(field.name) && field.type !== 'integer' && field.type !== 'choices');
    try {
      await client.askBed({
        ...plainAnswers(fields, values), ...(picked ? { person: picked.person } : {}),
        ...(typeof values['household'] === 'number' ? { household: values['household'] } : {}),
        ...(Array.isArray(values['wishes']) ? { wishes: values['wishes'] as never[] } : {}),
      } as Parameters<typeof client.askBed>[0]);
      say(t('bed.on_the_list'));
      onDone();
    } catch (problem) {
      setError(problem);
      setWorking(false);
    }
  };
  return (
    <FormDialog title={t('bed.ask')} action={t('do.save')} onClose={onClose} onDone={() => void done()} error={error} working={working}>
      <PersonPick label={t('bed.for_whom_if')} picked={picked} onPick={setPicked} />
      <FormFields form={words.request} values={values} onChange={setValues} problems={{}} only={only} />
    </FormDialog>
  );
}

function CloseDialog({ row, words, onClose, onDone }: { row: WaitingRow; words: BedWords; onClose: () => void; onDone: () => void }) {
  const [outcome, setOutcome] = useState<'withdrawn' | 'turned_away'>('withdrawn');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const done = async () => {
    setError(null);
    try {
      await client.closeBed({ id: row.id, outcome, ...(outcome === 'turned_away' && reason !== '' ? { reason } : {}), ...(note.trim() === '' ? {} : { note: note.trim() }) });
      say(t(outcome === 'turned_away' ? 'bed.was_turned_away' : 'bed.was_withdrawn'));
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <FormDialog title={t('bed.close_for', { name: row.chosen_name || t('bed.somebody') })} action={t('do.save')} onClose={onClose} onDone={() => void done()} error={error}>
      <RadioField label={t('bed.what_became')} value={outcome} onChange={setOutcome}
        options={[{ code: 'withdrawn', label: t('bed.outcome.withdrawn') }, { code: 'turned_away', label: t('bed.outcome.turned_away') }]} />
      {outcome === 'turned_away' && (
        <SelectField label={t('bed.turned_away_why')} help={t('bed.turned_away_help')} value={reason} onChange={setReason} options={words.reasons} />
      )}
      <TextField label={t('bed.note')} value={note} onInput={setNote} long />
    </FormDialog>
  );
}


// SPDX-License-Identifier: AGPL-3.0-or-later
// One stay and each step it can take now.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Json } from '../../engine/api';
import { EngineError } from '../../engine/engine';
import type { FreePlace, Stay } from '../../engine/shapes_shelter';
import { FormFields } from '../../forms/form_fields';
import { noAnswerOf } from '../../forms/values';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, errorWords } from '../../shell/session';
import { plural, t } from '../../texts';
import { FormDialog, Modal } from '../../ui/dialog';
import type { IconName } from '../../ui/icons';
import { Button, ErrorNotice, SelectField, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { clock, dateWords, whenWords } from '../../words/dates';
import { dayAfter, minutesLeft, placesMoved } from './board_model';
import type { BoardData } from './board_view';
import type { HoldTime } from './hold_dialog';
import { holdOptions } from './hold_dialog';

type Step = 'extend' | 'move' | 'away' | 'leave' | 'keep' | 'end';
type Props = { stay: Stay; place: string; data: BoardData; onClose: () => void; onDone: () => void };
type StepProps = Props & { name: string };

const icons: Record<Step, IconName> = { extend: 'today', move: 'referral', away: 'moon', leave: 'exit', keep: 'clock', end: 'cross' };

export function StayDialog(props: Props) {
  const { stay, onClose, onDone } = props;
  const [step, setStep] = useState<Step | null>(null);
  const [error, setError] = useState<unknown>(null);
  const name = stay.chosen_name || t('bed.somebody');
  if (step !== null) {
    const given = { ...props, name };
    switch (step) {
      case 'extend': return <Extend {...given} />;
      case 'move': return <Move {...given} />;
      case 'away': return <Away {...given} />;
      case 'leave': return <Leave {...given} />;
      case 'keep': return <Keep {...given} />;
      case 'end': return <End {...given} />;
    }
  }
  const isNotYet = error instanceof EngineError && error.field === 'early';
  const arrive = async () => {
    try {
      await client.arrive(stay.id, isNotYet);
      say(t('bed.is_here', { name }));
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  const steps: Step[] = stay.state === 'held' ? ['keep', 'extend', 'move', 'end'] : ['extend', 'move', 'away', 'leave'];
  return (
    <Modal title={<bdi>{name}</bdi>} onClose={onClose}>
      <div class="dialog-body"><StayFacts stay={stay} /><ErrorNotice error={error} />
        <div class="actions stay-steps">
          {stay.state === 'held' && <Button kind="primary" icon="check" onClick={() => void arrive()}>{t(isNotYet ? 'bed.step.arrive_early' : 'bed.step.arrive')}</Button>}
          {steps.map((one) => <Button key={one} icon={icons[one]} onClick={() => setStep(one)}>{t(`bed.step.${one}`)}</Button>)}
        </div>
      </div>
      <div class="actions">
        {stay.person !== undefined && <Button icon="people" onClick={() => void go({ screen: 'person', person: stay.person ?? '' })}>{t('record.person')}</Button>}
        <Button icon="check" onClick={() => void go({ screen: 'form', kind: 'task', given: { stay: stay.id }, ...(stay.person ? { person: stay.person } : {}) })}>{t('bed.new_task')}</Button>
        <Button onClick={onClose}>{t('do.close')}</Button>
      </div>
    </Modal>
  );
}

export function StayFacts({ stay }: { stay: Stay }) {
  const here = stay.places.filter((one) => !one.ended);
  const until = here.map((one) => one.until).find(Boolean);
  const facts: [string, ComponentChildren][] = [
    [t('bed.place'), <bdi key="place">{here.map((one) => one.name).join(', ')}</bdi>],
    [t('bed.how_many'), plural('bed.people', stay.household)],
    [t('bed.until_day'), until ? dateWords(until) : t('bed.no_end')],
    ...(stay.state === 'held' && stay.hold_until
      ? [[t('bed.state.held'), t('bed.held_until', { time: clock(new Date(stay.hold_until)), left: plural('bed.minutes', minutesLeft(stay.hold_until, Date.now())) })] as [string, string]] : []),
    ...(stay.arrived_at ? [[t('bed.arrived'), whenWords(stay.arrived_at)] as [string, string]] : []),
    ...((stay.away ?? []).length > 0
      ? [[t('bed.away'), (stay.away ?? []).map((one) => t('bed.from_until', { from: dateWords(one.from), until: dateWords(one.until) })).join('; ')] as [string, string]] : []),
  ];
  return <dl class="facts">{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>;
}

/** One step as a dialog: takes it, says so, with its undo where there is one. */
function Taking({ props, step, take, said, undo, children, danger, ready = true }: {
  props: StepProps; step: Step; take: () => Promise<unknown>; said: string; undo?: () => Promise<unknown>; children: ComponentChildren; danger?: boolean; ready?: boolean;
}) {
  const [error, setError] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const done = async () => {
    if (!ready) return;
    setWorking(true);
    setError(null);
    try {
      await take();
      say(said, undo && (() => void undo().then(() => say(t('record.undone')), (problem: unknown) => say(errorWords(problem)))));
      props.onDone();
    } catch (problem) {
      setError(problem);
      setWorking(false);
    }
  };
  return (
    <FormDialog title={t(`bed.step_title.${step}`, { name: props.name })} action={t(`bed.step.${step}`)} onClose={props.onClose} onDone={() => void done()}
      error={error} working={working || !ready} danger={danger}>{children}</FormDialog>
  );
}

function Extend(props: StepProps) {
  const { stay, data } = props;
  const before = stay.places.find((one) => !one.ended)?.until;
  const [until, setUntil] = useState(before ?? dayAfter(data.board.tonight, 7));
  return (
    <Taking props={props} step="extend" take={() => client.extendStay(stay.id, until)} said={t('bed.extended', { name: props.name, until: dateWords(until) })}
      undo={before === undefined ? undefined : () => client.extendStay(stay.id, before)} ready={until !== ''}>
      <TextField label={t('bed.until_day')} type="date" value={until} onInput={setUntil} help={t('bed.until_help')} />
    </Taking>
  );
}

function Move(props: StepProps) {
  const { stay, place, data } = props;
  const [to, setTo] = useState('');
  const until = stay.places.find((one) => !one.ended)?.until;
  const found = useAsk(() => client.findBeds({ household: stay.household, from: data.board.tonight, ...(until ? { until } : {}) }), []);
  const free: FreePlace[] = (found.value?.offers ?? []).map((offer) => ({ place: offer.places.join(), name: offer.name }));
  const before = stay.places.filter((one) => !one.ended).map((one) => one.place);
  const places = to === '' ? [] : to.includes(',') || before.length === 1 ? to.split(',') : placesMoved(stay, place, to);
  return (
    <Taking props={props} step="move" take={() => client.moveStay(stay.id, places)} ready={to !== ''}
      said={t('bed.moved', { place: free.find((one) => one.place === to)?.name ?? '' })} undo={() => client.moveStay(stay.id, before)}>
      <p>{t('bed.move_what')}</p>
      {found.value && free.length === 0 ? <p class="muted">{t('bed.nothing_free')}</p>
        : <SelectField label={t('bed.free_for_them')} value={to} onChange={setTo} options={free.map((one) => ({ code: one.place, label: one.name }))} />}
    </Taking>
  );
}

function Away(props: StepProps) {
  const { stay, data } = props;
  const [from, setFrom] = useState(data.board.tonight);
  const [until, setUntil] = useState(dayAfter(data.board.tonight));
  return (
    <Taking props={props} step="away" take={() => client.awayFrom({ id: stay.id, from, until })} said={t('bed.is_away', { name: props.name })}>
      <p>{t('bed.away_what')}</p>
      <div class="side-by-side">
        <TextField label={t('bed.first_night_away')} type="date" value={from} onInput={setFrom} />
        <TextField label={t('bed.back_on')} type="date" value={until} onInput={setUntil} />
      </div>
    </Taking>
  );
}

function Keep(props: StepProps) {
  const { stay } = props;
  const [minutes, setMinutes] = useState<HoldTime>('90');
  return (
    <Taking props={props} step="keep" take={() => client.keepHold(stay.id, Number(minutes))} said={t('bed.kept', { name: props.name })}>
      <SelectField label={t('bed.hold_how_long')} value={minutes} onChange={setMinutes} options={holdOptions()} help={t('bed.keep_help')} />
    </Taking>
  );
}

function End(props: StepProps) {
  const { stay } = props;
  const [reason, setReason] = useState('');
  return (
    <Taking props={props} step="end" danger take={() => client.endHold(reason.trim() === '' ? { id: stay.id } : { id: stay.id, reason: reason.trim() })}
      said={t('bed.hold_ended', { name: props.name })}>
      <p>{t('bed.end_what')}</p>
      <TextField label={t('bed.end_reason')} value={reason} onInput={setReason} />
    </Taking>
  );
}

/** A bare word where answers are codes; what is not said is left out. */
export function plainAnswers(fields: Parameters<typeof noAnswerOf>[0][], values: Json): Record<string, string> {
  const out: Record<string, string> = {};
  for (const field of fields) {
    const value = values[field.name];
    const refused = noAnswerOf(field, value);
    if (refused && field.type === 'choice') out[field.name] = refused;
    else if (!refused && typeof value === 'string' && value.trim() !== '') out[field.name] = value.trim();
  }
  return out;
}

const asked = ['destination', 'feels_safe', 'destination_place'];

function Leave(props: StepProps) {
  const { stay, data } = props;
  const [values, setValues] = useState<Json>({});
  const form = data.words.stay;
  const fields = form.fields.filter((field) => asked.includes(field.name));
  return (
    <Taking props={props} step="leave" take={() => client.leaveStay({ id: stay.id, ...plainAnswers(fields, values) })} said={t('bed.has_left', { name: props.name })}>
      <p>{t('bed.leave_what')}</p>
      <FormFields form={form} values={values} onChange={setValues} problems={{}} only={asked} />
      <p class="small muted">{t('bed.leave_help')}</p>
    </Taking>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// A place for somebody: held for a while, or they are there already. Where another was first, what is free instead.
import { useState } from 'preact/hooks';
import { EngineError } from '../../engine/engine';
import type { FreePlace } from '../../engine/shapes_shelter';
import { useAsk } from '../../shell/ask';
import { client } from '../../shell/session';
import { coded, list, t } from '../../texts';
import { Notice, RadioField, SelectField, TextField } from '../../ui/kit';
import { FormDialog } from '../../ui/dialog';
import { say } from '../../ui/toasts';
import { clock } from '../../words/dates';
import type { Picked } from './person_pick';
import { PersonPick } from './person_pick';
import { Wishes } from './wishes';
import type { BedWords } from './words';
import { labelIn } from './words';

export const holdTimes = ['30', '90', '180', '720', '1440'] as const;
export type HoldTime = (typeof holdTimes)[number];

export function holdOptions(): { code: HoldTime; label: string }[] {
  return holdTimes.map((code) => ({ code, label: t(`bed.hold_time.${code}`) }));
}

type Props = {
  /** None: what fits is offered. */
  place?: FreePlace;
  night: string;
  tonight: string;
  words: BedWords;
  request?: { id: string; household: number; wishes: string[]; picked: Picked | null };
  onClose: () => void;
  onDone: () => void;
};

export function HoldDialog({ place, night, tonight, words, request, onClose, onDone }: Props) {
  const [picked, setPicked] = useState<Picked | null>(request?.picked ?? null);
  const [household, setHousehold] = useState(String(request?.household ?? 1));
  const [wishes, setWishes] = useState<string[]>(request?.wishes ?? []);
  const [places, setPlaces] = useState<string[]>(place ? [place.place] : []);
  const [how, setHow] = useState<'hold' | 'here'>('hold');
  const [from, setFrom] = useState(night);
  const [until, setUntil] = useState('');
  const [minutes, setMinutes] = useState<HoldTime | 'usual'>('usual');
  const [checked, setChecked] = useState(false);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const people = Number(household);
  const well = Number.isInteger(people) && people >= 1 && people <= 1000;
  const taken = error instanceof EngineError && error.field === 'places';
  const offering = !place || taken;
  const found = useAsk(
    () => client.findBeds({ household: well ? people : 1, wishes: wishes as never[], from, ...(until === '' ? {} : { until }) }),
    [offering, household, wishes.join(), from, until, error]);

  const done = async () => {
    setChecked(true);
    if (!picked || !well || places.length === 0) return;
    setWorking(true);
    setError(null);
    const common = { person: picked.person, places, household: people, ...(until === '' ? {} : { until }), ...(request ? { request: request.id } : {}) };
    try {
      const made = how === 'here' ? await client.startStay(common)
        : await client.holdBed({ ...common, from, ...(minutes === 'usual' ? {} : { minutes: Number(minutes) }) });
      if (made.hold_until === undefined) say(t('bed.is_here', { name: picked.name }));
      else say(t('bed.is_held', { name: picked.name, time: clock(new Date(made.hold_until)) }), () => void client.endHold({ id: made.id }).then(() => say(t('record.undone')), () => undefined));
      onDone();
    } catch (problem) {
      setError(problem);
    } finally {
      setWorking(false);
    }
  };

  const offers = (found.value?.offers ?? []).map((offer) => ({ key: offer.places.join(), places: offer.places, name: offer.name }));
  const together = found.value?.together ?? [];
  return (
    <FormDialog title={place ? t('bed.for_place', { place: place.name }) : t('bed.find')} action={t(how === 'here' ? 'bed.do_here' : 'bed.do_hold')}
      onClose={onClose} onDone={() => void done()} error={taken ? null : error} working={working}>
      {taken && <Notice kind="warn" live title={t('bed.was_first')} />}
      <PersonPick label={t('bed.for_whom')} picked={picked} onPick={setPicked} error={checked && !picked ? t('bed.need_person') : undefined} />
      <div class="side-by-side">
        <TextField label={t('bed.how_many')} type="number" value={household} onInput={setHousehold} error={well ? undefined : t('check.whole')} />
        {how === 'hold' && <TextField label={t('bed.from_night')} type="date" value={from} onInput={setFrom} />}
        <TextField label={t('bed.until_day')} type="date" value={until} onInput={setUntil} help={t('bed.until_help')} />
      </div>
      {from === tonight && (
        <RadioField label={t('bed.how')} value={how} onChange={setHow}
          options={[{ code: 'hold', label: t('bed.hold') }, { code: 'here', label: t('bed.here') }]} />
      )}
      {how === 'hold' && (
        <SelectField label={t('bed.hold_how_long')} value={minutes} help={t('bed.hold_help')} onChange={setMinutes}
          options={[{ code: 'usual' as const, label: t('bed.hold_usual') }, ...holdOptions()]} />
      )}
      {offering && (
        <>
          {!place && (
            <Wishes words={words} value={wishes} onChange={setWishes} />
          )}
          <fieldset class={checked && places.length === 0 ? 'field field-bad' : 'field'}>
            <legend>{t('bed.free_for_them')}</legend>
            <div class="choices">
              {offers.map((offer) => (
                <label key={offer.key} class="choice">
                  <input type="radio" name="place" checked={places.join() === offer.key} onChange={() => setPlaces(offer.places)} /><span>{offer.name}</span>
                </label>
              ))}
              {together.length > 0 && (
                <label class="choice">
                  <input type="radio" name="place" checked={places.join() === together.join()} onChange={() => setPlaces(together)} />
                  <span>{t('bed.together', { n: together.length })}</span>
                </label>
              )}
            </div>
            {found.value && offers.length === 0 && together.length === 0 && <p class="muted">{t('bed.nothing_free')}</p>}
          </fieldset>
          {(found.value?.excluded ?? []).length > 0 && (
            <details class="more"><summary>{t('bed.why_not')}</summary>
              <ul class="bullets small">
                {(found.value?.excluded ?? []).map((one) => (
                  <li key={one.unit}><bdi>{one.name}</bdi>: {one.wish ? t('bed.wish_not_met', { wish: labelIn(words.wishes, one.wish) }) : coded('bed.why', one.why)}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
      {request && request.wishes.length > 0 && place && <p class="small muted">{t('bed.asked_for', { wishes: list(request.wishes.map((wish) => labelIn(words.wishes, wish))) })}</p>}
    </FormDialog>
  );
}


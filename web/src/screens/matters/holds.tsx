// SPDX-License-Identifier: AGPL-3.0-or-later
// Legal holds: what may not be erased until somebody lifts it, shown where it holds, placed and lifted with a reason.
import { useState } from 'preact/hooks';
import type { Hold } from '../../engine/shapes_legal';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, holds } from '../../shell/session';
import { t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { Answered, Button, CheckField, Empty, Notice, Section, Tag, TextField } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import { longDate } from '../../words/dates';

export type HeldBy = { id: string; placed_at: string; by: string };
type About = { record: string } | { person: string };

const since = (instant: string): string => longDate(new Date(instant));

/** Where something is held: each hold by its day and name. */
export function HeldNotice({ holds: all }: { holds: HeldBy[] }) {
  if (all.length === 0) return null;
  return (
    <Notice kind="warn" title={t('hold.stops')}>
      <ul>{all.map((one) => <li key={one.id}><bdi>{t('hold.since_by', { day: since(one.placed_at), name: one.by })}</bdi></li>)}</ul>
      {holds('legal') && <div><Button kind="quiet" onClick={() => void go({ screen: 'matters', view: 'holds' })}>{t('hold.look')}</Button></div>}
    </Notice>
  );
}

/** The holds on everything about a person. */
export function PersonHeld({ person }: { person: string }) {
  const asked = useAsk(() => client.legalHolds(), [person], (event) => event.event === 'record.changed' && event.kind === 'legal_hold');
  return <HeldNotice holds={(asked.value?.holds ?? []).filter((one) => one.person_id === person)} />;
}

export function PlaceHold({ about, what }: { about: About; what: string }) {
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const { error, working, take } = useStep();
  if (!holds('legal')) return null;
  const place = () => take(async () => {
    await client.placeHold({ ...about, why: why.trim() });
    say(t('hold.placed'));
    setAsking(false);
    setWhy('');
  });
  return (
    <>
      <Button icon="seal" onClick={() => setAsking(true)}>{t('hold.place')}</Button>
      {asking && (
        <FormDialog title={t('hold.place_on', { what })} action={t('hold.place')} onClose={() => setAsking(false)} onDone={() => void place()} error={error}
          working={working || why.trim() === ''}>
          <p>{t('person' in about ? 'hold.what_person' : 'hold.what_record')}</p>
          <TextField label={t('hold.why')} value={why} onInput={setWhy} long help={t('hold.why_help')} />
        </FormDialog>
      )}
    </>
  );
}

export function HoldList() {
  const [lifted, setLifted] = useState(false);
  const [lifting, setLifting] = useState<Hold | null>(null);
  const asked = useAsk(() => client.legalHolds(lifted), [lifted], (event) => event.event === 'record.changed' && event.kind === 'legal_hold');
  return (
    <Answered asked={asked} what={t('hold.waiting')}>
      {({ holds: all }) => (
        <Section title={t('matter.view.holds')} count={all.length}>
          <p class="muted">{t('hold.what')}</p>
          {all.length === 0 && <Empty>{t('hold.none')}</Empty>}
          <ul>{all.map((one) => <HoldRow key={one.id} hold={one} onLift={() => setLifting(one)} />)}</ul>
          <CheckField label={t('hold.with_lifted')} checked={lifted} onChange={setLifted} />
          {lifting && <Lift hold={lifting} onClose={() => setLifting(null)} onDone={() => { setLifting(null); asked.again(); }} />}
        </Section>
      )}
    </Answered>
  );
}

const whoseName = (hold: Hold): string => (hold.person_id === undefined ? t('hold.a_record') : t('hold.everything_of', { name: hold.chosen_name || t('people.no_name') }));

function HoldRow({ hold, onLift }: { hold: Hold; onLift: () => void }) {
  const open = () => void go(hold.person_id === undefined ? { screen: 'record', id: hold.record_id ?? '' } : { screen: 'person', person: hold.person_id });
  return (
    <li class="token">
      <div class="stack-small">
        <p><button type="button" class="link" onClick={open}><bdi>{whoseName(hold)}</bdi></button></p>
        <p class="small muted"><bdi>{t('hold.since_by', { day: since(hold.placed_at), name: hold.by })}</bdi></p>
        {hold.why !== undefined && <p class="keep-lines" dir="auto">{hold.why}</p>}
        {hold.lifted_at !== undefined && <p class="small" dir="auto">{t('hold.lifted_by', { day: since(hold.lifted_at), name: hold.lifted_by ?? '', why: hold.lifted_why ?? '' })}</p>}
      </div>
      {hold.lifted_at === undefined ? <Button label={t('hold.lift_of', { what: whoseName(hold) })} onClick={onLift}>{t('hold.lift')}</Button> : <Tag>{t('hold.is_lifted')}</Tag>}
    </li>
  );
}

function Lift({ hold, onClose, onDone }: { hold: Hold; onClose: () => void; onDone: () => void }) {
  const [why, setWhy] = useState('');
  const { error, working, take } = useStep();
  const done = () => take(async () => {
    await client.liftHold(hold.id, why.trim());
    say(t('hold.was_lifted'));
    onDone();
  });
  return (
    <FormDialog title={t('hold.lift_of', { what: whoseName(hold) })} action={t('hold.lift')} onClose={onClose} onDone={() => void done()} error={error}
      working={working || why.trim() === ''} danger>
      <p>{t('hold.lift_what')}</p>
      <TextField label={t('hold.lift_why')} value={why} onInput={setWhy} long />
    </FormDialog>
  );
}

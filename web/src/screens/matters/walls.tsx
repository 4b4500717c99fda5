// SPDX-License-Identifier: AGPL-3.0-or-later
// A wall around a matter: who is inside, put up, changed and lifted, each with its reason; and all walls that stand.
import { useState } from 'preact/hooks';
import type { Member } from '../../engine/shapes';
import type { Matter } from '../../engine/shapes_legal';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client } from '../../shell/session';
import { list, t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { Answered, Empty, Notice, Row, Section, TextField } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import { InsidePick, own } from './pieces';
import { insideNow, keptOut } from './walls_model';
import { WallWhat } from './wall_words';

type Props = { matter: Matter; members: Member[]; onClose: () => void; onDone: () => void };

/** A step with its reason; the words of what it does stand above the button. */
function useReasoned(onDone: () => void) {
  const [reason, setReason] = useState('');
  const step = useStep();
  const take = async (act: (reason: string) => Promise<string>) => {
    if (reason.trim() === '') return;
    await step.take(async () => {
      say(await act(reason.trim()));
      onDone();
    });
  };
  return { reason, setReason, error: step.error, working: step.working || reason.trim() === '', take };
}

export function WallDialog({ matter, members, onClose, onDone }: Props) {
  const before = insideNow(matter, members);
  const [inside, setInside] = useState(before);
  const step = useReasoned(onDone);
  const out = keptOut(matter, members, inside);
  const done = () => void step.take(async (reason) => {
    await client.wallMatter({ id: matter.id, inside: [own(members), ...inside], reason });
    return t(matter.inside ? 'wall.changed' : 'wall.raised', { number: matter.number });
  });
  const same = matter.inside !== undefined && out.length === 0 && inside.every((one) => before.includes(one));
  return (
    <FormDialog title={t(matter.inside ? 'wall.change' : 'wall.raise')} action={t(matter.inside ? 'wall.do_change' : 'wall.do_raise')} onClose={onClose} onDone={done}
      error={step.error} working={step.working || inside.length === 0 || same}>
      {matter.inside === undefined ? <WallWhat history />
        : out.length > 0 ? <><Notice kind="warn" title={t('wall.will_be_out', { names: list(out) })} /><WallWhat history /></>
          : <Notice><p>{t('wall.lets_in')}</p></Notice>}
      <InsidePick members={members} inside={inside} onChange={setInside} />
      <TextField label={t('wall.reason')} value={step.reason} onInput={step.setReason} help={t('wall.reason_help')} />
    </FormDialog>
  );
}

export function LiftDialog({ matter, onClose, onDone }: Omit<Props, 'members'>) {
  const step = useReasoned(onDone);
  const done = () => void step.take(async (reason) => {
    await client.wallMatter({ id: matter.id, lift: true, reason });
    return t('wall.lifted', { number: matter.number });
  });
  return (
    <FormDialog title={t('wall.lift')} action={t('wall.do_lift')} onClose={onClose} onDone={done} error={step.error} working={step.working} danger>
      <Notice kind="warn"><p>{t('wall.lift_what')}</p><p>{t('wall.history')}</p></Notice>
      <TextField label={t('wall.reason')} value={step.reason} onInput={step.setReason} help={t('wall.reason_help')} />
    </FormDialog>
  );
}

export function WallList() {
  const asked = useAsk(() => client.walls(), [], (event) => event.event === 'record.changed' && event.kind === 'matter_wall');
  return (
    <Answered asked={asked} what={t('wall.waiting')}>
      {({ walls }) => (
        <Section title={t('matter.view.walls')} count={walls.length}>
          <p class="muted">{t('wall.what')}</p>
          {walls.length === 0 && <Empty>{t('wall.none')}</Empty>}
          <ul class="rows">
            {walls.map((wall) => {
              const inside = <bdi>{t('wall.inside', { names: list(wall.inside) })}</bdi>;
              return wall.open_to_you
                ? <Row key={wall.id} icon="lock" onClick={() => void go({ screen: 'matter', id: wall.id })} title={<bdi class="mono">{wall.number}</bdi>} detail={inside} />
                : <li key={wall.id} class="row wall-closed"><bdi class="mono strong">{wall.number}</bdi><span class="row-detail">{inside} · {t('wall.you_are_outside')}</span></li>;
            })}
          </ul>
        </Section>
      )}
    </Answered>
  );
}

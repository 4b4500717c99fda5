// SPDX-License-Identifier: AGPL-3.0-or-later
// A conflict check by itself, before anything is opened; a matter can be opened from it with what was typed.
import { useState } from 'preact/hooks';
import type { Check } from '../../engine/shapes_legal';
import { go } from '../../shell/router';
import { client } from '../../shell/session';
import { t } from '../../texts';
import { Button, ErrorNotice, Notice, Section } from '../../ui/kit';
import { useStep } from '../../ui/step';
import type { Picked } from '../beds/person_pick';
import { PersonPick } from '../beds/person_pick';
import { Met, said } from './check';
import { Names } from './names';

const textsAtMost = 19;

export function Checks() {
  const [person, setPerson] = useState<Picked | null>(null);
  const [names, setNames] = useState<string[]>([]);
  const [phones, setPhones] = useState<string[]>([]);
  const [answer, setAnswer] = useState<Check | null>(null);
  const [cleared, setCleared] = useState(false);
  const { error, working, take } = useStep();
  const something = person !== null || said(names).length > 0 || said(phones).length > 0;
  /** Another name is another question. */
  const renamed = <T,>(set: (value: T) => void) => (value: T) => {
    setAnswer(null);
    setCleared(false);
    set(value);
  };
  const compare = async () => {
    if (!something || working) return;
    setCleared(false);
    await take(async () => setAnswer(await client.checkParties({
      ...(person ? { person: person.person } : {}), ...(said(names).length > 0 ? { names: said(names) } : {}), ...(said(phones).length > 0 ? { phones: said(phones) } : {}),
    })));
  };
  const open = () => void go({
    screen: 'matter_new', opposing: said(names), ...(person ? { person: person.person, name: person.name } : {}), ...(cleared && answer ? { check: answer.id } : {}),
  });
  return (
    <Section title={t('matter.view.checks')}>
      <p class="muted">{t('conflict.what')}</p>
      <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void compare(); }}>
        <PersonPick label={t('conflict.person')} picked={person} onPick={renamed(setPerson)} />
        <Names label={t('conflict.names')} help={t('conflict.names_help')} values={names} onChange={renamed(setNames)} atMost={textsAtMost} />
        <Names label={t('party.phones')} values={phones} onChange={renamed(setPhones)} atMost={textsAtMost} />
        <div><Button kind="primary" icon="search" type="submit" disabled={!something || working}>{t('conflict.compare')}</Button></div>
      </form>
      <ErrorNotice error={error} kept={t('form.kept')} />
      {answer && !answer.met && <Notice live title={t('conflict.none')}><p>{t('conflict.none_what')}</p></Notice>}
      {answer?.met && !cleared && <Met key={answer.id} check={answer} onCleared={() => setCleared(true)} />}
      {cleared && <Notice live title={t('conflict.is_cleared')}><p>{t('conflict.is_cleared_what')}</p></Notice>}
      {answer && (!answer.met || cleared) && <div><Button icon="plus" onClick={open}>{t('conflict.open')}</Button></div>}
    </Section>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// One person: how to reach them safely, what they need, what is under way, and everything that happened.
import { useState } from 'preact/hooks';
import type { AmparoRecord, Form, ListedForm, Person, Referral, Release } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import type { PersonView } from '../../shell/router';
import { go } from '../../shell/router';
import { client, form, holds } from '../../shell/session';
import { language, t } from '../../texts';
import { Answered, Button, Notice, Screen, Section } from '../../ui/kit';
import { Deadlines } from '../deadlines/list';
import { Documents } from '../documents/list';
import { fillIn } from '../form/form';
import { PersonHeld } from '../matters/holds';
import { PersonMatters } from '../matters/of_person';
import { Sealed } from '../matters/pieces';
import { PlanView } from '../plan/plan';
import { Forget } from './forget';
import { Header } from './header';
import { Overview } from './overview';
import { Timeline } from './timeline';

export type PersonData = {
  person: Person;
  forms: Map<string, Form>;
  addable: ListedForm[];
  referrals: Referral[];
  releases: Release[];
};

/** What belongs to a legal matter stands in the matter only; documents and papers stand in their own lists. */
const isOfMatters = (kind: string): boolean => /^(matter|document|person_document)/.test(kind);

async function readPerson(id: string): Promise<PersonData> {
  const [found, listed, { referrals }, { releases }] = await Promise.all([
    client.person(id), client.forms(), client.referrals({ person: id }), client.releases(id),
  ]);
  const person = { ...found, records: found.records.filter((record) => !isOfMatters(record.kind)) };
  const kinds = new Set(person.records.map((record) => record.kind));
  const mine = listed.forms.filter((one) => !one.made_by_engine && !isOfMatters(one.form));
  const wanted = new Set([...kinds, ...mine.map((one) => one.form)]);
  const forms = new Map(await Promise.all([...wanted].map(async (kind) => [kind, await form(kind)] as const)));
  const addable = mine.filter((one) => (forms.get(one.form)?.about_person ?? 'no') !== 'no');
  return { person, forms, addable, referrals, releases };
}

/** The newest contact says how to reach the person; older ones fill what it leaves open. */
export function contactOf(records: AmparoRecord[]): AmparoRecord | undefined {
  return records.find((record) => record.kind === 'contact');
}

export function PersonScreen({ person, view }: { person: string; view: PersonView }) {
  const [shown, setShown] = useState<PersonView>(view);
  const asked = useAsk(() => readPerson(person), [person, language.value], (event) => event.event === 'record.changed');
  if (asked.value === null) {
    return <Screen title={t('person.opening')}><Answered asked={asked} what={t('person.opening')}>{() => null}</Answered></Screen>;
  }
  const data = asked.value;
  const name = data.person.chosen_name || t(contactOf(data.person.records)?.sealed.includes('identity') ? 'people.sealed_name' : 'people.no_name');
  const conflicted = data.person.records.filter((record) => record.conflicts.length > 0);
  return (
    <Screen title={name} wide actions={<PersonActions person={person} />}>
      <Header data={data} />
      <PersonHeld person={person} />
      {conflicted.map((record) => (
        <Notice key={record.id} kind="warn" title={t('record.conflict_in', { what: data.forms.get(record.kind)?.label ?? record.kind })}>
          <div><Button kind="quiet" onClick={() => void go({ screen: 'record', id: record.id })}>{t('record.decide')}</Button></div>
        </Notice>
      ))}
      <div class="tabs" role="group" aria-label={t('person.views')}>
        {(['now', 'plan', 'deadlines', 'matters', 'papers', 'timeline', 'records'] as const).map((one) => (
          <Button key={one} pressed={shown === one} onClick={() => setShown(one)}>{t(`person.view.${one}`)}</Button>
        ))}
      </div>
      {shown === 'now' && <Overview data={data} />}
      {shown === 'plan' && <PlanView data={data} />}
      {shown === 'papers' && <PersonPapers person={person} />}
      {shown === 'deadlines' && <Deadlines person={person} />}
      {shown === 'matters' && <PersonMatters person={person} name={name} />}
      {shown === 'timeline' && <Timeline data={data} />}
      {shown === 'records' && <><AddRecord data={data} /><Forget person={person} name={name} /></>}
    </Screen>
  );
}

function PersonPapers({ person }: { person: string }) {
  if (!holds('narrative')) return <Section title={t('paper.all')}><Sealed /></Section>;
  return <Documents about={{ person, personal: true }} />;
}

function PersonActions({ person }: { person: string }) {
  return (
    <>
      <Button icon="directory" kind="primary" onClick={() => void go({ screen: 'match', person })}>{t('person.find_services')}</Button>
      <Button icon="scales" onClick={() => void go({ screen: 'finding', person })}>{t('person.new_finding')}</Button>
      <Button icon="note" onClick={() => fillIn('note', person)}>{t('person.new_note')}</Button>
      <Button icon="print" onClick={() => void go({ screen: 'print', person })}>{t('do.print')}</Button>
    </>
  );
}

/** Every form this vault has about a person, its own ones too. */
function AddRecord({ data }: { data: PersonData }) {
  return (
    <section class="section">
      <h2>{t('person.add')}</h2>
      <ul class="add-forms">
        {data.addable.map((one) => {
          const shape = data.forms.get(one.form);
          return (
            <li key={one.form}>
              <button type="button" class="add-form card" onClick={() => fillIn(one.form, data.person.person)}>
                <span class="strong">{shape?.label ?? one.label}</span>
                <span class="small muted">{shape?.about}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

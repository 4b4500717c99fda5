// SPDX-License-Identifier: AGPL-3.0-or-later
// One matter: who answers for it and who may read it, its parties, what the law asks, its days, contacts, requests and time.
import { useState } from 'preact/hooks';
import type { AmparoRecord, Form, Member } from '../../engine/shapes';
import type { MatterShown } from '../../engine/shapes_legal';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, form, holds } from '../../shell/session';
import { language, list, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Answered, Button, ErrorNotice, Notice, Screen, Tag } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { dateWords } from '../../words/dates';
import { Documents } from '../documents/list';
import { Contacts, Dates, MatterDeadlines, MatterRequests, Notes, Readiness } from './kept';
import { Parties } from './parties';
import type { LegalWords } from './pieces';
import { labelIn, legalMembers, legalWords, Sealed } from './pieces';
import { Relief } from './relief';
import { ChangeDialog, CloseDialog } from './state_dialogs';
import { LiftDialog, WallDialog } from './walls';
import { Worked } from './worked';

export type MatterData = { matter: MatterShown; records: AmparoRecord[]; forms: Map<string, Form>; members: Member[]; words: LegalWords };

const kinds = ['matter_date', 'matter_log', 'matter_request', 'matter_contact', 'matter_readiness', 'legal_note'];

async function readMatter(id: string): Promise<MatterData> {
  const [matter, words, members, ...shapes] = await Promise.all([client.matter(id), legalWords(), legalMembers(), ...kinds.map(form)]);
  const person = await client.person(matter.person);
  return {
    matter, words, members, forms: new Map(shapes.map((one) => [one.name, one])),
    records: person.records.filter((one) => one.data['matter'] === id || one.data['legal_matter'] === id),
  };
}

export function MatterScreen({ id }: { id: string }) {
  const may = holds('legal');
  const asked = useAsk(async () => (may ? readMatter(id) : null), [id, language.value],
    (event) => event.event === 'record.changed' && /^(matter|legal_note)/.test(event.kind ?? ''));
  const data = asked.value;
  return (
    <Screen title={data ? `${data.matter.number} · ${data.matter.title}` : t('matter.one')} wide
      actions={data && (
        <>
          <Button icon="people" onClick={() => void go({ screen: 'person', person: data.matter.person, view: 'matters' })}>{t('record.person')}</Button>
          <Button icon="print" onClick={() => print()}>{t('do.print')}</Button>
        </>
      )}>
      {!may && <div class="card"><Sealed /></div>}
      {may && <Answered asked={asked} what={t('matter.waiting')}>{(known) => known && <Whole data={known} again={asked.again} />}</Answered>}
    </Screen>
  );
}

function Whole({ data, again }: { data: MatterData; again: () => void }) {
  const conflicted = data.records.filter((one) => one.conflicts.length > 0);
  return (
    <div class="stack matter">
      <p class="print-only strong"><bdi>{data.matter.number} · {data.matter.title}</bdi></p>
      {conflicted.map((one) => (
        <Notice key={one.id} kind="warn" title={t('record.conflict_in', { what: data.forms.get(one.kind)?.label ?? one.kind })}>
          <div><Button kind="quiet" onClick={() => void go({ screen: 'record', id: one.id })}>{t('record.decide')}</Button></div>
        </Notice>
      ))}
      <Head data={data} again={again} />
      <div class="overview">
        <Parties matter={data.matter} words={data.words} onDone={again} />
        <MatterDeadlines data={data} />
        <Dates data={data} />
        <MatterRequests data={data} />
        <Notes data={data} />
        <Contacts data={data} />
        <Readiness data={data} />
      </div>
      <Documents about={{ matter: data.matter.id }} />
      <Relief matter={data.matter.id} />
      <Worked data={data} onDone={again} />
    </div>
  );
}

type Asking = 'change' | 'close' | 'wall' | 'lift';

function Head({ data, again }: { data: MatterData; again: () => void }) {
  const { matter, members, words } = data;
  const [asking, setAsking] = useState<Asking | null>(null);
  const [error, setError] = useState<unknown>(null);
  const close = () => setAsking(null);
  const done = () => {
    close();
    again();
  };
  const reopen = async () => {
    setError(null);
    try {
      await client.changeMatter({ id: matter.id, state: 'open' });
      say(t('matter.reopened', { number: matter.number }));
      again();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <section class="card stack" aria-label={t('matter.one')}>
      <div class="tags">
        <Tag>{t(`matter.state.${matter.state}`)}</Tag>
        {matter.inside && <Tag kind="accent"><Icon name="lock" /> {t('matter.walled')}</Tag>}
      </div>
      <HeadFacts data={data} />
      <ErrorNotice error={error} />
      <div class="actions">
        <Button icon="edit" onClick={() => setAsking('change')}>{t('matter.change')}</Button>
        {matter.state === 'open' ? <Button icon="check" onClick={() => setAsking('close')}>{t('matter.close')}</Button>
          : <Button onClick={() => void reopen()}>{t('matter.reopen')}</Button>}
        <Button icon="lock" onClick={() => setAsking('wall')}>{t(matter.inside ? 'wall.change' : 'wall.raise')}</Button>
        {matter.inside && <Button onClick={() => setAsking('lift')}>{t('wall.lift')}</Button>}
      </div>
      {asking === 'change' && <ChangeDialog matter={matter} members={members} words={words} onClose={close} onDone={done} />}
      {asking === 'close' && <CloseDialog matter={matter} words={words} onClose={close} onDone={done} />}
      {asking === 'wall' && <WallDialog matter={matter} members={members} onClose={close} onDone={done} />}
      {asking === 'lift' && <LiftDialog matter={matter} onClose={close} onDone={done} />}
    </section>
  );
}

function HeadFacts({ data }: { data: MatterData }) {
  const { matter, words } = data;
  const closed = matter.state === 'closed';
  const facts: [string, string | undefined][] = [
    [t('matter.for_whom'), matter.chosen_name || t('people.no_name')],
    [t('matter.area'), labelIn(words.matter, 'area', matter.area)],
    [t('matter.jurisdiction'), matter.jurisdiction],
    [t('matter.responsible'), matter.responsible_name],
    [t('matter.opened_on'), dateWords(matter.opened_on)],
    [t('wall.who_inside'), matter.inside && list(matter.inside)],
    [t('matter.closed_on'), closed && matter.closed_on ? dateWords(matter.closed_on) : undefined],
    [t('matter.outcome'), closed ? labelIn(words.matter, 'outcome', matter.outcome) : undefined],
    [t('matter.closing_code'), closed ? labelIn(words.matter, 'closing_code', matter.closing_code) : undefined],
    [t('bed.note'), matter.note],
  ];
  return (
    <dl class="facts">
      {facts.map(([what, value]) => value && <div key={what}><dt>{what}</dt><dd class="keep-lines"><bdi>{value}</bdi></dd></div>)}
    </dl>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// A matter is opened after everybody named was compared. Whatever the answer, nothing has to be typed again.
import { useState } from 'preact/hooks';
import type { Member } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { replace } from '../../shell/router';
import { client, holds } from '../../shell/session';
import { language, t } from '../../texts';
import { Answered, Button, CheckField, ErrorNotice, Notice, Screen, SelectField, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import type { Picked } from '../beds/person_pick';
import { PersonPick } from '../beds/person_pick';
import { Met, said, useCompared } from './check';
import { Names } from './names';
import type { LegalWords } from './pieces';
import { InsidePick, legalMembers, legalWords, optionsIn, own, Sealed } from './pieces';
import { WallWhat } from './wall_words';

const opposingAtMost = 19;

/** `check`: one that was cleared for these names. */
type Given = { person?: string; name?: string; opposing?: string[]; check?: string };

export function NewMatterScreen({ person, name, opposing, check }: Given) {
  const may = holds('legal');
  const asked = useAsk(async () => (may ? { members: await legalMembers(), words: await legalWords() } : null), [language.value]);
  return (
    <Screen title={t('matter.new')} lead={t('matter.new_lead')}>
      {!may && <div class="card"><Sealed /></div>}
      {may && (
        <Answered asked={asked} what={t('matter.waiting')}>
          {(data) => data && <Opening {...data} opposed={opposing ?? []} clearedBefore={check}
            about={person === undefined ? null : { person, name: name || t('people.no_name') }} />}
        </Answered>
      )}
    </Screen>
  );
}

type OpeningProps = { members: Member[]; words: LegalWords; about: Picked | null; opposed: string[]; clearedBefore: string | undefined };

function Opening({ members, words, about, opposed, clearedBefore }: OpeningProps) {
  const [person, setPerson] = useState<Picked | null>(about);
  const [title, setTitle] = useState('');
  const [area, setArea] = useState('');
  const [jurisdiction, setJurisdiction] = useState('');
  const [responsible, setResponsible] = useState(own(members));
  const [opposing, setOpposing] = useState(opposed);
  const [walled, setWalled] = useState(false);
  const [inside, setInside] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const names = said(opposing);
  const missing = (text: string) => (tried && text.trim() === '' ? t('check.needed') : undefined);
  const wallReady = !walled || (inside.length > 0 && reason.trim() !== '');
  const whom = person?.person ?? '';
  const { check, working, error, go, renamed } = useCompared(
    () => client.checkParties({ person: whom, ...(names.length > 0 ? { names } : {}) }),
    async (cleared) => {
      const made = await client.openMatter({
        person: whom, title: title.trim(), area, responsible, ...(names.length > 0 ? { opposing: names } : {}),
        ...(jurisdiction.trim() === '' ? {} : { jurisdiction: jurisdiction.trim() }), ...(cleared === undefined ? {} : { check: cleared }),
        ...(walled ? { inside: [own(members), ...inside], reason: reason.trim() } : {}),
      });
      say(t('matter.opened', { number: made.number }));
      await replace({ screen: 'matter', id: made.id });
    });
  const open = (cleared = clearedBefore) => {
    setTried(true);
    if (person && title.trim() !== '' && area !== '' && wallReady && !working) void go(cleared);
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); open(); }}>
      <div class="card stack">
        <PersonPick label={t('matter.for_whom')} picked={person} onPick={renamed(setPerson)} error={tried && !person ? t('matter.need_person') : undefined} />
        <TextField label={t('matter.title')} value={title} onInput={setTitle} help={t('matter.title_help')} error={missing(title)} />
        <div class="side-by-side">
          <SelectField label={t('matter.area')} value={area} onChange={setArea} options={optionsIn(words.matter, 'area')} error={missing(area)} />
          <TextField label={t('matter.jurisdiction')} value={jurisdiction} onInput={setJurisdiction} />
        </div>
        <SelectField label={t('matter.responsible')} help={t('matter.responsible_help')} value={responsible} onChange={setResponsible}
          options={members.map((one) => ({ code: one.member_id, label: one.name }))} />
        <Names label={t('matter.opposing')} help={t('matter.opposing_help')} values={opposing} onChange={renamed(setOpposing)} atMost={opposingAtMost} />
        <CheckField label={t('matter.behind_wall')} checked={walled} onChange={setWalled} detail={t('matter.behind_wall_what')} />
        {walled && (
          <>
            <WallWhat />
            <InsidePick members={members} inside={inside} onChange={setInside} />
            {tried && inside.length === 0 && <Notice kind="error" live><p>{t('wall.two')}</p></Notice>}
            <TextField label={t('wall.reason')} value={reason} onInput={setReason} help={t('wall.reason_help')} error={missing(reason)} />
          </>
        )}
      </div>
      {check && <div class="card"><Met key={check.id} check={check} onCleared={open} /></div>}
      <ErrorNotice error={error} kept={t('form.kept')} />
      <div class="form-foot"><span class="small muted">{t('conflict.before')}</span>
        <Button kind="primary" icon="check" type="submit" disabled={working}>{t('matter.open')}</Button></div>
    </form>
  );
}

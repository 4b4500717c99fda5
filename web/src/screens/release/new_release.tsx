// SPDX-License-Identifier: AGPL-3.0-or-later
// Consent to share: settled with the person, shown to them in their language, then signed.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Card } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { replace } from '../../shell/router';
import { client, who } from '../../shell/session';
import type { Language } from '../../texts';
import { language, languages, t } from '../../texts';
import { Answered, Button, CheckField, ErrorNotice, Notice, Screen, Section, SelectField, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { localDate } from '../../words/dates';
import type { PersonFields, Shareable } from './fields';
import { personFields, saidIn } from './fields';
import { PaperLines, PlainRelease } from './plain';
import { Signing } from './signing';

type Props = { person: string; service?: string; recipient?: string; need?: string };
const usualDays = 30;
const proposed = ['contact.chosen_name', 'contact.pronouns', 'contact.languages', 'contact.interpreter_needed', 'contact.needs',
  'contact.safe_contact_way', 'contact.phone'];

export type Settled = {
  recipient: string;
  card: string;
  fields: string[];
  purpose: string;
  ends: string;
  into: Language;
};

export function NewReleaseScreen(props: Props) {
  const asked = useAsk(async () => {
    const [fields, { cards }] = await Promise.all([personFields(props.person), client.cards()]);
    return { fields, cards };
  }, [props.person, language.value]);
  return (
    <Screen title={t('release.new')} lead={t('release.lead')}>
      <Answered asked={asked} what={t('release.opening')}>
        {({ fields, cards }) => <Making about={props} fields={fields} cards={cards} />}
      </Answered>
    </Screen>
  );
}

function spoken(codes: string[]): Language {
  return languages.find((one) => codes.includes(one.code))?.code ?? language.value;
}

function endDate(): string { return localDate(new Date(Date.now() + usualDays * 86_400_000)); }

function Making({ about, fields, cards }: { about: Props; fields: PersonFields; cards: Card[] }) {
  const [settled, setSettled] = useState<Settled>({
    recipient: about.recipient ?? '', card: cards.find((card) => card.organization === about.recipient)?.id ?? '',
    fields: fields.fields.map((field) => field.name).filter((name) => proposed.includes(name)),
    purpose: '', ends: endDate(), into: spoken(fields.languages),
  });
  const [showing, setShowing] = useState(false);
  const [tried, setTried] = useState(false);
  const set = (more: Partial<Settled>) => setSettled({ ...settled, ...more });
  const problems = {
    recipient: settled.recipient.trim() === '' ? t('check.needed') : undefined,
    fields: settled.fields.length === 0 ? t('release.no_fields') : undefined,
    purpose: settled.purpose.trim() === '' ? t('check.needed') : undefined,
    ends: settled.ends <= localDate() ? t('release.ends_later') : undefined,
  };
  const ready = Object.values(problems).every((problem) => problem === undefined);

  if (showing) {
    return <Showing about={about} fields={fields} settled={settled} onInto={(into) => set({ into })} onBack={() => setShowing(false)} />;
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); setTried(true); if (ready) setShowing(true); }}>
      <Section title={t('release.who')}>
        {cards.length > 0 && (
          <SelectField label={t('release.partner')} value={settled.card || 'none'}
            options={[{ code: 'none', label: t('release.no_partner') }, ...cards.map((card) => ({ code: card.id, label: card.organization }))]}
            onChange={(code) => set(code === 'none' ? { card: '' }
              : { card: code, recipient: cards.find((card) => card.id === code)?.organization ?? settled.recipient })} />
        )}
        <TextField label={t('release.recipient')} help={t('release.recipient_help')} value={settled.recipient}
          onInput={(recipient) => set({ recipient, card: '' })} error={tried ? problems.recipient : undefined} />
      </Section>
      <Section title={t('release.what')}>
        <p class="small muted">{t('release.what_help')}</p>
        {tried && problems.fields && <Notice kind="error"><p>{problems.fields}</p></Notice>}
        <FieldChoice all={fields.fields} chosen={settled.fields} onChange={(chosen) => set({ fields: chosen })} />
        <CheckField label={t('release.message')} detail={t('release.message_help')} checked={settled.fields.includes('referral.message')}
          onChange={(on) => set({ fields: toggled(settled.fields, 'referral.message', on) })} />
      </Section>
      <Section title={t('release.why')}>
        <TextField label={t('release.purpose')} help={t('release.purpose_help')} value={settled.purpose}
          onInput={(purpose) => set({ purpose })} error={tried ? problems.purpose : undefined} />
        <TextField label={t('release.ends')} type="date" help={t('release.ends_help')} value={settled.ends} onInput={(ends) => set({ ends })}
          error={tried ? problems.ends : undefined} />
      </Section>
      <div class="form-foot">
        <span class="small muted">{t('release.not_yet')}</span>
        <Button kind="primary" type="submit">{t('release.show')}</Button>
      </div>
    </form>
  );
}

function toggled(list: string[], name: string, on: boolean): string[] {
  return on ? [...list.filter((one) => one !== name), name] : list.filter((one) => one !== name);
}

function FieldChoice({ all, chosen, onChange }: { all: Shareable[]; chosen: string[]; onChange: (chosen: string[]) => void }) {
  const first = all.filter((field) => field.name.startsWith('contact.'));
  const others = all.filter((field) => !field.name.startsWith('contact.'));
  const kinds = [...new Set(others.map((field) => field.kind))];
  const check = (field: Shareable) => (
    <CheckField key={field.name} label={field.label} detail={<bdi>{field.value}</bdi>} checked={chosen.includes(field.name)}
      onChange={(on) => onChange(toggled(chosen, field.name, on))} />
  );
  return (
    <>
      <div>{first.map(check)}</div>
      {others.length > 0 && (
        <details class="more" open={others.some((field) => chosen.includes(field.name)) || undefined}>
          <summary><h3>{t('release.more')}</h3></summary>
          {kinds.map((kind) => (
            <fieldset key={kind} class="field">
              <legend>{kind}</legend>
              {others.filter((field) => field.kind === kind).map(check)}
            </fieldset>
          ))}
        </details>
      )}
    </>
  );
}

type ShowingProps = { about: Props; fields: PersonFields; settled: Settled; onInto: (into: Language) => void; onBack: () => void };

function Showing({ about, fields, settled, onInto, onBack }: ShowingProps) {
  const [error, setError] = useState<unknown>(null);
  const known = new Map(fields.fields.map((field) => [field.name, field.raw]));
  const said = useAsk(() => saidIn(settled.fields, settled.into, known), [settled.into]);
  const top = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    scrollTo(0, 0);
    top.current?.focus({ preventScroll: true });
  }, []);
  const terms = {
    organization: who.value?.organization ?? '', recipient: settled.recipient, purpose: settled.purpose,
    ends: new Date(`${settled.ends}T00:00:00`),
    fields: settled.fields.map((name) => said.value?.get(name) ?? { label: name }),
  };

  const paper = async () => {
    setError(null);
    try {
      await client.summary({
        person: about.person, fields: settled.fields.filter((name) => known.has(name)), paper: 'release',
        language: settled.into === 'es' ? 'es' : 'en',
      });
      print();
    } catch (problem) {
      setError(problem);
    }
  };

  const sign = async (how: Record<string, string>) => {
    setError(null);
    try {
      const signed = await client.signRelease({
        person: about.person, recipient: settled.recipient.trim(), fields: settled.fields, purpose: settled.purpose.trim(),
        ends: settled.ends, language: settled.into, signed_how: 'on_paper', explained_by: '', ...how,
        ...(settled.card ? { recipient_card: settled.card } : {}), ...(about.service ? { service: about.service } : {}),
      });
      say(t('release.signed'));
      await replace({
        screen: 'referral_new', release: signed.id, person: about.person,
        ...(about.need ? { need: about.need } : {}), ...(about.service ? { service: about.service } : {}),
      });
    } catch (problem) {
      setError(problem);
    }
  };

  return (
    <div class="stack">
      <div class="no-print">
        <SelectField label={t('release.into')} value={settled.into} onChange={onInto}
          options={languages.map((one) => ({ code: one.code, label: one.name }))} />
      </div>
      <div class="card" tabIndex={-1} ref={top}><PlainRelease terms={terms} into={settled.into} /></div>
      <div class="print-only"><PaperLines into={settled.into} /></div>
      <Signing onSign={(how) => void sign(how)} onBack={onBack} onPaper={() => void paper()} into={settled.into} />
      <ErrorNotice error={error} kept={t('release.nothing_signed')} />
    </div>
  );
}

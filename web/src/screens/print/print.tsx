// SPDX-License-Identifier: AGPL-3.0-or-later
// A summary of a person on paper, with each answer left in or out by hand: for the person, or for whom a release names.
// What is printed is logged, and what is logged is printed.
import { useEffect, useState } from 'preact/hooks';
import type { Printed, Release } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { client, who } from '../../shell/session';
import { coded, language, plural, t } from '../../texts';
import { Answered, Button, CheckField, Empty, ErrorNotice, Notice, Screen, Section, SelectField } from '../../ui/kit';
import { longDate } from '../../words/dates';
import type { PersonFields, Shareable } from '../release/fields';
import { personFields } from '../release/fields';

const leftOutAtFirst = new Set(['location', 'legal', 'immigration', 'narrative', 'statistics', 'safety']);
const themself = 'themself';

async function read(person: string) {
  const [fields, { releases }] = await Promise.all([personFields(person), client.releases(person)]);
  return { fields, releases: releases.filter((release) => release.state === 'in_force') };
}

export function PrintScreen({ person }: { person: string }) {
  const asked = useAsk(() => read(person), [person, language.value]);
  return (
    <Screen title={t('print.title')} lead={t('print.lead')} wide>
      <Answered asked={asked} what={t('person.opening')}>
        {({ fields, releases }) => <Choosing person={person} all={fields} releases={releases} />}
      </Answered>
    </Screen>
  );
}

function Choosing({ person, all, releases }: { person: string; all: PersonFields; releases: Release[] }) {
  const [out, setOut] = useState<Set<string>>(new Set(all.fields.filter((field) => leftOutAtFirst.has(field.part)).map((field) => field.name)));
  const [to, setTo] = useState<string>(themself);
  const [printed, setPrinted] = useState<Printed | null>(null);
  const [error, setError] = useState<unknown>(null);
  const release = releases.find((one) => one.id === to);
  const offered = all.fields.filter((field) => !release || release.fields.includes(field.name));
  const kept = offered.filter((field) => !out.has(field.name));
  const toggle = (field: Shareable, on: boolean) => {
    setPrinted(null);
    const next = new Set(out);
    if (on) next.delete(field.name);
    else next.add(field.name);
    setOut(next);
  };
  const paper = async () => {
    setError(null);
    try {
      setPrinted(await client.summary({
        person, fields: kept.map((field) => field.name), language: language.value === 'es' ? 'es' : 'en', ...(release ? { release: to } : {}),
      }));
    } catch (problem) {
      setPrinted(null);
      setError(problem);
    }
  };
  // Only what was logged stands on the page by the time it is printed.
  useEffect(() => { if (printed) print(); }, [printed]);
  const missing = new Set(printed?.not_printed.map((one) => one.field) ?? []);
  const shown = kept.filter((field) => !missing.has(field.name));
  return (
    <div class="print-choose">
      <div class="stack no-print">
        <Section title={t('print.for_whom')}>
          <SelectField label={t('print.to')} help={t(release ? 'print.to_other' : 'print.to_person')} value={to}
            onChange={(next) => { setPrinted(null); setTo(next); }}
            options={[{ code: themself, label: t('print.the_person') }, ...releases.map((one) => ({ code: one.id, label: one.recipient }))]} />
        </Section>
        {[...new Set(offered.map((field) => field.kind))].map((kind) => (
          <Section key={kind} title={kind}>
            {offered.filter((field) => field.kind === kind).map((field) => (
              <CheckField key={field.name} label={field.label} detail={<bdi>{field.value}</bdi>} checked={!out.has(field.name)}
                onChange={(on) => toggle(field, on)} />
            ))}
          </Section>
        ))}
        <ErrorNotice error={error} />
        {printed && (
          <Notice kind="good" live title={t('print.logged')}>
            {printed.not_printed.map((one) => (
              <p key={one.field}>{t('print.not_printed', {
                field: all.fields.find((field) => field.name === one.field)?.label ?? one.field, why: coded('not_sent', one.why) })}</p>
            ))}
          </Notice>
        )}
        <div class="form-foot">
          <span class="small muted" role="status">{plural('print.kept', kept.length)}</span>
          <Button kind="primary" icon="print" onClick={() => void paper()} disabled={kept.length === 0}>{t('print.do')}</Button>
        </div>
      </div>
      <Page fields={shown} recipient={release?.recipient} purpose={release?.purpose} />
    </div>
  );
}

function Page({ fields, recipient, purpose }: { fields: Shareable[]; recipient: string | undefined; purpose: string | undefined }) {
  return (
    <article class="card letter" aria-label={t('print.page')}>
      <p class="small">{longDate(new Date())} · {who.value?.organization}</p>
      <h2>{t('print.summary')}</h2>
      {recipient !== undefined && <p>{t('print.under', { recipient, purpose: purpose ?? '' })}</p>}
      {fields.length === 0 && <Empty>{t('print.nothing')}</Empty>}
      {[...new Set(fields.map((field) => field.kind))].map((kind) => (
        <section key={kind} class="stack-small">
          <h3>{kind}</h3>
          <dl class="facts">
            {fields.filter((field) => field.kind === kind).map((field) => (
              <div key={field.name}><dt><bdi>{field.label}</bdi></dt><dd class="keep-lines" dir="auto">{field.value}</dd></div>
            ))}
          </dl>
        </section>
      ))}
    </article>
  );
}

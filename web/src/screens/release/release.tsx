// SPDX-License-Identifier: AGPL-3.0-or-later
// A release that was signed: its terms, what left under it, and its end, which takes one press.
import { useState } from 'preact/hooks';
import type { Disclosure, Release } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, form, who } from '../../shell/session';
import type { Language } from '../../texts';
import { language, languages, list, t, translate } from '../../texts';
import { Signature } from '../../ui/signature';
import { Answered, Button, Confirm, Empty, ErrorNotice, Notice, Screen, Section, TextField } from '../../ui/kit';
import { whenWords } from '../../words/dates';
import { releaseState } from '../person/overview';
import { WhatLeft } from '../record/disclosure';
import { labelsOf } from './fields';
import { PlainRelease } from './plain';

async function read(id: string, person: string) {
  const [{ releases }, { disclosures }, shape] = await Promise.all([client.releases(person), client.disclosures(person), form('release')]);
  const release = releases.find((one) => one.id === id);
  if (!release) throw new Error('the release is not among those of this person');
  const into = languages.find((one) => one.code === release.language)?.code ?? language.value;
  const labels = await labelsOf(release.fields, into);
  return { release, shape, labels, into, left: disclosures.filter((one) => one.release === id) };
}

export function ReleaseScreen({ id, person }: { id: string; person: string }) {
  const [error, setError] = useState<unknown>(null);
  const [given, setGiven] = useState<Map<string, string> | null>(null);
  const asked = useAsk(() => read(id, person), [id, person, language.value],
    (event) => event.event === 'record.changed' && (event.id === id || event.kind === 'disclosure'));
  if (asked.value === null) {
    return <Screen title={t('release.title')}><Answered asked={asked} what={t('release.opening')}>{() => null}</Answered></Screen>;
  }
  const { release, labels, left, shape, into } = asked.value;
  const open = release.state === 'in_force' || release.state === 'not_yet';
  const ways = shape.vocabularies['signing_ways'] ?? [];
  const paper = async () => {
    setError(null);
    try {
      const printed = await client.summary({
        person, fields: release.fields.filter((name) => !name.startsWith('referral.')), paper: 'release', language: into === 'es' ? 'es' : 'en',
      });
      setGiven(new Map(printed.in_words.map((one) => [one.field, one.value])));
      requestAnimationFrame(() => print());
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Screen title={t('release.to', { recipient: release.recipient })} lead={releaseState(release.state, release.ends)}
      actions={(
        <>
          {release.state === 'in_force' && (
            <Button kind="primary" icon="referral" onClick={() => void go({ screen: 'referral_new', release: id, person,
              ...(release.service ? { service: release.service } : {}) })}>{t('release.send_under')}</Button>
          )}
          <Button icon="print" onClick={() => void paper()}>{t('do.print')}</Button>
        </>
      )}>
      <div class="card"><Terms release={release} labels={labels} into={into} given={given} /></div>
      <ErrorNotice error={error} />
      {given && <p class="small muted no-print" role="status">{t('print.logged')}</p>}
      <p class="small muted">
        {t('release.signed_line', { how: ways.find((one) => one.code === release.signed_how)?.label ?? release.signed_how,
          when: whenWords(release.signed_at), name: release.explained_by })}
      </p>
      <Withdraw release={release} open={open} onDone={asked.again} />
      <LeftUnder left={left} />
    </Screen>
  );
}

function Terms({ release, labels, into, given }:
  { release: Release; labels: Map<string, string>; into: Language; given: Map<string, string> | null }) {
  const signature = release.signature;
  return (
    <>
    <PlainRelease into={into} terms={{
      organization: who.value?.organization ?? '', recipient: release.recipient, purpose: release.purpose, ends: new Date(release.ends),
      fields: release.fields.map((name) => ({ label: labels.get(name) ?? name, ...(given?.has(name) ? { value: given.get(name) ?? '' } : {}) })),
    }} />
    {(signature || release.signature_name) && (
      <div class="signed" lang={into}>
        {signature && <Signature text={signature} label={translate(into, 'plain.signature')} />}
        {release.signature_name && <p><bdi class="strong">{release.signature_name}</bdi></p>}
        <p class="small">{translate(into, 'plain.signature')}</p>
      </div>
    )}
    </>
  );
}

function Withdraw({ release, open, onDone }: { release: Release; open: boolean; onDone: () => void }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [tell, setTell] = useState<string[] | null>(null);
  const withdraw = async () => {
    setAsking(false);
    try {
      const done = await client.withdraw({ id: release.id, ...(reason.trim() ? { reason: reason.trim() } : {}) });
      setTell((done.tell ?? []).map((one) => one.recipient));
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div class="stack no-print">
      {open && tell === null && <div><Button icon="cross" onClick={() => setAsking(true)}>{t('release.withdraw')}</Button></div>}
      {tell !== null && (
        <Notice kind="good" live title={t('release.withdrawn')}>
          {tell.length > 0 && <p>{t('release.tell', { names: list([...new Set(tell)]) })}</p>}
        </Notice>
      )}
      <ErrorNotice error={error} />
      {asking && (
        <Confirm title={t('release.withdraw_title')} action={t('release.withdraw')} onNo={() => setAsking(false)} onYes={() => void withdraw()}>
          <p>{t('release.withdraw_what')}</p>
          <TextField label={t('release.reason')} value={reason} onInput={setReason} help={t('release.reason_help')} />
        </Confirm>
      )}
    </div>
  );
}

export function LeftUnder({ left }: { left: Disclosure[] }) {
  return (
    <Section title={t('release.left')} count={left.length}>
      {left.length === 0 && <Empty>{t('release.nothing_left')}</Empty>}
      <ul class="stack-small">
        {left.map((one) => (
          <li key={one.id}><WhatLeft disclosure={one} /></li>
        ))}
      </ul>
    </Section>
  );
}

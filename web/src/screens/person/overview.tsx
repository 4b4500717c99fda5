// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AmparoRecord } from '../../engine/shapes';
import { isEmpty, noAnswerOf, optionsOf } from '../../forms/values';
import { valueWords } from '../../forms/in_words';
import { go } from '../../shell/router';
import { coded, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Button, Empty, Row, Section, Tag } from '../../ui/kit';
import { whenWords } from '../../words/dates';
import type { PersonData } from './person';
import { contactOf } from './person';
import { recordTitle } from './timeline';

export function Overview({ data }: { data: PersonData }) {
  const id = data.person.person;
  return (
    <div class="overview">
      <Needs data={data} />
      <Referrals data={data} />
      <Section title={t('person.releases')} count={data.releases.length}
        actions={<Button icon="plus" onClick={() => void go({ screen: 'release_new', person: id })}>{t('person.new_release')}</Button>}>
        {data.releases.length === 0 && <Empty>{t('person.no_releases')}</Empty>}
        <ul class="rows">
          {data.releases.map((release) => (
            <Row key={release.id} icon="seal" onClick={() => void go({ screen: 'release', id: release.id, person: id })}
              title={<span dir="auto">{release.recipient}</span>} detail={<span dir="auto">{release.purpose}</span>}
              end={<Tag kind={release.state === 'in_force' ? 'good' : 'plain'}>{releaseState(release.state, release.ends)}</Tag>} />
          ))}
        </ul>
      </Section>
      <Kinds data={data} title={t('person.findings')} kind="finding" empty={t('person.no_findings')} />
      <Kinds data={data} title={t('person.notes')} kind="note" empty={t('person.no_notes')} />
      <Others data={data} />
    </div>
  );
}

export function releaseState(state: string, ends: string): string {
  return state === 'in_force' ? t('release.until', { when: whenWords(ends) }) : coded('release.state', state);
}

function Needs({ data }: { data: PersonData }) {
  const contact = contactOf(data.person.records);
  const shape = data.forms.get('contact');
  const field = shape?.fields.find((one) => one.name === 'needs');
  const needs = contact?.data['needs'];
  const note = contact?.data['needs_note'];
  const wishes = contact?.data['wishes'];
  const wishField = shape?.fields.find((one) => one.name === 'wishes');
  return (
    <Section title={t('person.needs')}
      actions={contact && (
        <Button icon="edit" onClick={() => void go({ screen: 'form', kind: 'contact', person: data.person.person, record: contact.id })}>
          {t('person.change_contact')}
        </Button>
      )}>
      {shape && field && Array.isArray(needs) && needs.length > 0 ? (
        <div class="tags">
          {needs.map((need) => (
            <Tag key={String(need)} kind="accent">{optionsOf(shape, field).find((one) => one.code === need)?.label ?? String(need)}</Tag>
          ))}
        </div>
      ) : <Empty>{shape && field && noAnswerOf(field, needs) ? valueWords(shape, field, needs) : t('person.no_needs')}</Empty>}
      {typeof note === 'string' && note !== '' && <p class="keep-lines" dir="auto">{note}</p>}
      {shape && wishField && !isEmpty(wishes) && (
        <p><span class="muted">{t('person.wishes')}</span> {valueWords(shape, wishField, wishes)}</p>
      )}
    </Section>
  );
}

function Referrals({ data }: { data: PersonData }) {
  const contactShape = data.forms.get('contact');
  const field = contactShape?.fields.find((one) => one.name === 'needs');
  const need = (code: string | undefined) => (contactShape && field && code
    ? optionsOf(contactShape, field).find((one) => one.code === code)?.label ?? code : '');
  return (
    <Section title={t('nav.referrals')} count={data.referrals.length}>
      {data.referrals.length === 0 && <Empty>{t('person.no_referrals')}</Empty>}
      <ul class="rows">
        {data.referrals.map((referral) => (
          <Row key={referral.id} icon="referral" onClick={() => void go({ screen: 'referral', id: referral.id })}
            title={<span dir="auto">{referral.recipient}</span>}
            detail={[need(referral.need), referral.sent_at ? whenWords(referral.sent_at) : ''].filter(Boolean).join(' · ')}
            end={<Tag kind={referral.outcome === 'received' ? 'good' : 'plain'}>
              {referral.outcome === 'received' ? t('referral.received') : coded('referral.state', referral.state)}
            </Tag>} />
        ))}
      </ul>
    </Section>
  );
}

function RecordRow({ record, data }: { record: AmparoRecord; data: PersonData }) {
  return (
    <Row icon={record.sealed.length > 0 && isEmpty(record.data) ? 'seal' : 'note'}
      onClick={() => void go({ screen: 'record', id: record.id })}
      title={<span dir="auto">{recordTitle(record, data.forms)}</span>} detail={whenWords(record.updated)} />
  );
}

function Kinds({ data, title, kind, empty }: { data: PersonData; title: string; kind: string; empty: string }) {
  const records = data.person.records.filter((record) => record.kind === kind);
  return (
    <Section title={title} count={records.length}>
      {records.length === 0 && <Empty>{empty}</Empty>}
      <ul class="rows">{records.map((record) => <RecordRow key={record.id} record={record} data={data} />)}</ul>
    </Section>
  );
}

const shownElsewhere = new Set(['contact', 'finding', 'note', 'release', 'referral', 'referral_step', 'disclosure']);

function Others({ data }: { data: PersonData }) {
  const records = data.person.records.filter((record) => !shownElsewhere.has(record.kind));
  if (records.length === 0) return null;
  return (
    <Section title={t('person.others')} count={records.length}>
      <ul class="rows">
        {records.map((record) => (
          <Row key={record.id} icon={record.sealed.length > 0 ? 'seal' : 'note'} onClick={() => void go({ screen: 'record', id: record.id })}
            title={data.forms.get(record.kind)?.label ?? record.kind}
            detail={isEmpty(record.data) && record.sealed.length > 0
              ? <><Icon name="seal" /> {record.sealed.map((part) => t('sealed.to_team', { team: coded('team', part) })).join(' ')}</>
              : <span dir="auto">{recordTitle(record, data.forms)}</span>} />
        ))}
      </ul>
    </Section>
  );
}

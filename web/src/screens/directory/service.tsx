// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Json } from '../../engine/api';
import { Facts } from '../../forms/in_words';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, form } from '../../shell/session';
import { language, t } from '../../texts';
import { Answered, Button, Notice, Screen, Section } from '../../ui/kit';
import { dateWords } from '../../words/dates';
import { fillIn } from '../form/form';

const notForPeople = ['source_key', 'organization', 'locations', 'name', 'latitude', 'longitude', 'location_type'];

async function read(id: string) {
  const [shown, service, location, organization] = await Promise.all([
    client.service(id), form('service'), form('location'), form('organization'),
  ]);
  return { shown, service, location, organization };
}

function text(data: Json | undefined, name: string): string {
  const value = data?.[name];
  return typeof value === 'string' ? value : '';
}

export function ServiceScreen({ id, person, need }: { id: string; person?: string; need?: string }) {
  const asked = useAsk(() => read(id), [id, language.value], (event) => event.event === 'record.changed' && event.id === id);
  if (asked.value === null) {
    return <Screen title={t('directory.service')}><Answered asked={asked} what={t('directory.opening')}>{() => null}</Answered></Screen>;
  }
  const { shown, service, location, organization } = asked.value;
  const name = text(shown.service, 'name');
  const recipient = text(shown.organization, 'name') || name;
  const verified = text(shown.service, 'last_verified');
  return (
    <Screen title={name} lead={text(shown.organization, 'name')}
      actions={(
        <>
          {person !== undefined && (
            <Button kind="primary" icon="seal"
              onClick={() => void go({ screen: 'release_new', person, service: id, recipient, ...(need ? { need } : {}) })}>
              {t('match.choose')}
            </Button>
          )}
          <Button icon="edit" onClick={() => fillIn('service', undefined, id)}>{t('do.change')}</Button>
        </>
      )}>
      <Notice kind={verified ? 'info' : 'warn'}>
        <p>{verified ? t('directory.verified', { when: dateWords(verified) }) : t('directory.never_verified')}</p>
      </Notice>
      <Section title={t('directory.offers')}><Facts form={service} data={shown.service} leaveOut={notForPeople} /></Section>
      {shown.locations.map((place, index) => (
        <Section key={index} title={text(place, 'name') || t('directory.place')}>
          {place['confidential'] === 'yes' && <Notice kind="warn"><p>{t('directory.secret')}</p></Notice>}
          <Facts form={location} data={place} leaveOut={notForPeople} />
        </Section>
      ))}
      {shown.organization && (
        <Section title={text(shown.organization, 'name') || t('directory.organization')}>
          <Facts form={organization} data={shown.organization} leaveOut={notForPeople} />
        </Section>
      )}
    </Screen>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { useMemo, useState } from 'preact/hooks';
import type { Service } from '../../engine/shapes';
import { useAsk, useSettled } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, form } from '../../shell/session';
import { language, list, plural, t } from '../../texts';
import { Answered, Button, Empty, Row, Screen, Section, SelectField, Tag, TextField } from '../../ui/kit';
import { dateWords } from '../../words/dates';
import { fillIn } from '../form/form';
import { ServiceMap } from './map';
import { pointsOf } from './services';

const listedAtMost = 60;
const drawnAtMost = 1000;

export function DirectoryScreen() {
  const [text, setText] = useState('');
  const [need, setNeed] = useState('');
  const settled = useSettled(text.trim(), 120);
  const asked = useAsk(async () => {
    const shape = await form('service');
    const found = await client.services({ limit: drawnAtMost, ...(settled ? { text: settled } : {}), ...(need ? { need } : {}) });
    return { ...found, needs: shape.vocabularies['needs'] ?? [] };
  }, [settled, need, language.value], (event) => event.event === 'record.changed' && event.kind === 'service');
  const needs = asked.value?.needs ?? [];
  return (
    <Screen title={t('nav.directory')} lead={t('directory.lead')} backTo={false} wide
      actions={(
        <>
          <Button icon="directory" kind="primary" onClick={() => void go({ screen: 'match' })}>{t('directory.match')}</Button>
          <Button icon="plus" onClick={() => fillIn('service', undefined)}>{t('directory.add')}</Button>
        </>
      )}>
      <div class="card filters">
        <TextField label={t('directory.words')} type="search" value={text} onInput={setText} />
        <SelectField label={t('directory.need')} value={need || 'any'}
          options={[{ code: 'any', label: t('directory.any_need') }, ...needs]} onChange={(code) => setNeed(code === 'any' ? '' : code)} />
      </div>
      <Answered asked={asked} what={t('directory.waiting')}>
        {({ services, total }) => (
          <div class="directory">
            <Section title={plural('directory.found', total)}>
              {services.length === 0 && <Empty>{total === 0 && text === '' && need === '' ? t('directory.empty') : t('directory.none')}</Empty>}
              {listedAtMost < total && <p class="small muted">{t('directory.some', { n: listedAtMost })}</p>}
              <ul class="rows">
                {services.slice(0, listedAtMost).map((service) => <ServiceRow key={service.id} service={service} needs={needs} />)}
              </ul>
            </Section>
            <MapOf services={services} />
          </div>
        )}
      </Answered>
    </Screen>
  );
}

function ServiceRow({ service, needs }: { service: Service; needs: { code: string; label: string }[] }) {
  const words = service.needs.map((code) => needs.find((one) => one.code === code)?.label ?? code);
  return (
    <Row icon="directory" onClick={() => void go({ screen: 'service', id: service.id })}
      title={<span dir="auto">{service.name}</span>}
      detail={(
        <>
          <span dir="auto">{[service.organization, service.city ?? '', list(words)].filter(Boolean).join(' · ')}</span><br />
          {service.last_verified ? t('directory.verified', { when: dateWords(service.last_verified) }) : t('directory.never_verified')}
        </>
      )}
      end={service.active ? undefined : <Tag>{t('directory.not_active')}</Tag>} />
  );
}

function MapOf({ services }: { services: Service[] }) {
  const points = useMemo(() => pointsOf(services), [services]);
  return (
    <Section title={t('map.title')}>
      <ServiceMap points={points} onOpen={(id) => void go({ screen: 'service', id })} />
      <p class="small muted">{t('map.secret')}</p>
    </Section>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's matters that the member may read. Of those behind walls nothing stands here, not even how many.
import { isEmpty } from '../../forms/values';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, form, holds } from '../../shell/session';
import { language, t } from '../../texts';
import { Answered, Button, Empty, Section } from '../../ui/kit';
import { Documents } from '../documents/list';
import { PlaceHold } from './holds';
import { MatterRows } from './list';
import { mattersInOrder } from './matters_model';
import { legalWords, Sealed } from './pieces';
import { Request } from './requests';
import { requestsInOrder } from './requests_model';

/** Those of a matter stand in the matter. */
async function requestsOf(person: string) {
  const [shape, { records }] = await Promise.all([form('matter_request'), client.records({ kind: 'matter_request', person })]);
  const all = await Promise.all(records.map((one) => client.record(one.id)));
  return { shape, requests: requestsInOrder(all.filter((one) => !isEmpty(one.data) && isEmpty(one.data['matter']))) };
}

async function read(person: string) {
  const [{ matters }, words, asked] = await Promise.all([client.matters({ person, closed: true }), legalWords(), requestsOf(person)]);
  return { matters: mattersInOrder(matters), words, ...asked };
}

export function PersonMatters({ person, name }: { person: string; name: string }) {
  const open = holds('legal');
  const asked = useAsk(async () => (open ? read(person) : null), [person, open, language.value],
    (event) => event.event === 'record.changed' && (event.kind ?? '').startsWith('matter'));
  if (!open) return <Section title={t('matter.all')}><Sealed /></Section>;
  return (
    <Answered asked={asked} what={t('matter.waiting')}>
      {(data) => data && (
        <>
          <Section title={t('matter.all')} count={data.matters.length}
            actions={(
              <>
                <PlaceHold about={{ person }} what={name} />
                <Button kind="primary" icon="plus" onClick={() => void go({ screen: 'matter_new', person, name })}>{t('matter.new')}</Button>
              </>
            )}>
            {data.matters.length === 0 && <Empty>{t('matter.none_of_person')}</Empty>}
            <MatterRows matters={data.matters} words={data.words} withPerson={false} />
          </Section>
          <Section title={t('request.all')} count={data.requests.length}
            actions={<Button icon="plus" onClick={() => void go({ screen: 'form', kind: 'matter_request', person, view: 'matters' })}>{t('request.new')}</Button>}>
            <p class="small muted">{t('request.of_person')}</p>
            {data.requests.length === 0 && <Empty>{t('request.none')}</Empty>}
            <ul>{data.requests.map((one) => <Request key={one.id} request={one} shape={data.shape} />)}</ul>
          </Section>
          <Documents about={{ person }} />
        </>
      )}
    </Answered>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The people met last, newest first.
import { useState } from 'preact/hooks';
import type { ListedRecord } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, holds } from '../../shell/session';
import { t } from '../../texts';
import { Answered, Button, Empty, Row, Screen, Section } from '../../ui/kit';
import { whenWords } from '../../words/dates';

const pageSize = 50;

function onePerson(records: ListedRecord[]): ListedRecord[] {
  const seen = new Set<string>();
  return records.filter((record) => {
    if (record.person === undefined || seen.has(record.person)) return false;
    seen.add(record.person);
    return true;
  });
}

export function PeopleScreen() {
  const [limit, setLimit] = useState(pageSize);
  const asked = useAsk(() => client.records({ kind: 'contact', limit }), [limit], (event) => event.event === 'record.changed');
  return (
    <Screen title={t('people.title')} backTo={false}
      actions={(
        <>
          <Button icon="search" onClick={() => void go({ screen: 'search' })}>{t('people.search')}</Button>
          <Button kind="primary" icon="plus" onClick={() => void go({ screen: 'contact' })}>{t('today.new_contact')}</Button>
        </>
      )}>
      <Answered asked={asked} what={t('people.waiting')}>
        {({ records, next }) => (
          <Section title={t('people.latest')}>
            {records.length === 0 && <Empty>{t('people.none')}</Empty>}
            <ul class="rows">
              {onePerson(records).map((record) => (
                <Row key={record.id} icon="people" onClick={() => void go({ screen: 'person', person: record.person ?? '' })}
                  title={<span dir="auto">{record.title || t(holds('identity') ? 'people.no_name' : 'people.sealed_name')}</span>}
                  detail={t('people.met', { when: whenWords(record.created) })} />
              ))}
            </ul>
            {next !== undefined && limit < 1000 && (
              <div><Button onClick={() => setLimit(Math.min(1000, limit + pageSize))}>{t('do.more')}</Button></div>
            )}
          </Section>
        )}
      </Answered>
    </Screen>
  );
}

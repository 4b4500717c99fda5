// SPDX-License-Identifier: AGPL-3.0-or-later
// The house's own papers: notes, agreed rules and their review, incidents, tasks, and the houses and units themselves.
import type { ListedRecord } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, form } from '../../shell/session';
import { language, t } from '../../texts';
import type { IconName } from '../../ui/icons';
import { Answered, Button, Empty, Row, Section } from '../../ui/kit';
import { anyWhen, whenWords } from '../../words/dates';

const papers = ['house_note', 'house_rule', 'incident', 'task', 'house', 'unit'] as const;
type Paper = (typeof papers)[number];
const icons: Record<Paper, IconName> = { house_note: 'note', house_rule: 'check', incident: 'warn', task: 'clock', house: 'bed', unit: 'bed' };
const shownAtMost = 8;

async function read() {
  return Promise.all(papers.map(async (kind) => {
    const [shape, { records, next }] = await Promise.all([form(kind), client.records({ kind, limit: shownAtMost })]);
    return { kind, shape, records, more: next !== undefined };
  }));
}

/** Days and times that stand as a title are read as a person says them. */
function titleOf(record: ListedRecord, label: string): string {
  if (record.title === '') return label;
  return /^\d{4}-\d{2}-\d{2}/.test(record.title) ? anyWhen(record.title) : record.title;
}

export function House() {
  const asked = useAsk(read, [language.value], (event) => event.event === 'record.changed');
  return (
    <Answered asked={asked} what={t('bed.waiting_house')}>
      {(kinds) => (
        <div class="overview">
          {kinds.map(({ kind, shape, records, more }) => (
            <Section key={kind} title={t(`bed.paper.${kind}`)}
              actions={<Button icon="plus" label={t('bed.new', { what: shape.label })} onClick={() => void go({ screen: 'form', kind })}>{t('form.add')}</Button>}>
              <p class="small muted">{t(`bed.paper_what.${kind}`)}</p>
              {records.length === 0 && <Empty>{t('bed.paper_none')}</Empty>}
              <ul class="rows">
                {records.map((record) => (
                  <Row key={record.id} icon={icons[kind]} onClick={() => void go({ screen: 'record', id: record.id })}
                    title={<span dir="auto">{titleOf(record, shape.label)}</span>} detail={whenWords(record.updated)} />
                ))}
              </ul>
              {more && <p class="small muted">{t('bed.paper_more')}</p>}
            </Section>
          ))}
        </div>
      )}
    </Answered>
  );
}

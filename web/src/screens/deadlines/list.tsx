// SPDX-License-Identifier: AGPL-3.0-or-later
// The last days of a person, the nearest first.
import { useState } from 'preact/hooks';
import type { Deadline } from '../../engine/shapes_shelter';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, holds } from '../../shell/session';
import { coded, language, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Answered, Button, CheckField, Empty, Notice, Row, Section, Tag } from '../../ui/kit';
import { dayOf, leftWords, nameOf, nearness } from './words';

export function DeadlineRows({ deadlines }: { deadlines: Deadline[] }) {
  return (
    <ul class="rows">
      {deadlines.map((one) => (
        <Row key={one.id} icon="clock" onClick={() => void go({ screen: 'deadline', id: one.id })} title={<span dir="auto">{nameOf(one)}</span>}
          detail={[one.act_by ? dayOf(one.act_by) : '', one.document_date ? t('deadline.by_document') : '', one.rule_changed ? t('deadline.rule_changed') : '', one.cite ?? '']
            .filter(Boolean).join(' · ')}
          end={<Tag kind={nearness(one)}>{one.done ? t('deadline.done') : leftWords(one.days_left ?? 0)}</Tag>} />
      ))}
    </ul>
  );
}

export function Deadlines({ person }: { person: string }) {
  const [done, setDone] = useState(false);
  const open = holds('legal');
  const asked = useAsk(async () => (open ? client.deadlines({ person, done }) : { deadlines: [] }), [person, done, open, language.value],
    (event) => event.event === 'record.changed' && event.kind === 'deadline');
  if (!open) {
    return (
      <Section title={t('deadline.all')}>
        <p class="muted"><Icon name="seal" /> {t('sealed.to', { part: coded('part', 'legal'), team: coded('team', 'legal') })}</p>
      </Section>
    );
  }
  return (
    <Answered asked={asked} what={t('deadline.waiting')}>
      {({ deadlines }) => (
        <Section title={t('deadline.all')} count={deadlines.length}
          actions={<Button kind="primary" icon="plus" onClick={() => void go({ screen: 'deadline_new', person })}>{t('deadline.new')}</Button>}>
          <Notice><p>{t('deadline.not_advice')}</p></Notice>
          {deadlines.length === 0 && <Empty>{t('deadline.none')}</Empty>}
          <DeadlineRows deadlines={deadlines} />
          <CheckField label={t('deadline.with_done')} checked={done} onChange={setDone} />
        </Section>
      )}
    </Answered>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// What waits for somebody today.
import type { TodayItem } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, labelsOf, who } from '../../shell/session';
import { coded, language, t } from '../../texts';
import type { IconName } from '../../ui/icons';
import { Answered, Button, Empty, Row, Screen, Section } from '../../ui/kit';
import { anyWhen, longDate } from '../../words/dates';
import { inOwn, leftWords } from '../deadlines/words';
import { fillIn } from '../form/form';

const icons: Record<string, IconName> = {
  deadline: 'clock', answer_awaited: 'referral', answer_owed: 'referral', follow_up: 'clock', draft: 'edit', release_ending: 'seal', call_promised: 'phone',
  bed_asked: 'bed', bed_lost: 'warn', review_due: 'clock', stay_ending: 'moon',
};

async function openItem(code: string, item: TodayItem): Promise<void> {
  if (code === 'draft') {
    const draft = await client.draft(item.record);
    fillIn(draft.kind, item.person ?? draft.person, draft.of, item.record);
  } else if (item.kind === 'referral') {
    await go({ screen: 'referral', id: item.record });
  } else if (item.kind === 'release' && item.person !== undefined) {
    await go({ screen: 'release', id: item.record, person: item.person });
  } else if (code === 'bed_asked') {
    await go({ screen: 'beds', view: 'partners' });
  } else if (code === 'bed_lost' || code === 'stay_ending') {
    await go({ screen: 'beds' });
  } else if (code === 'review_due') {
    await go({ screen: 'record', id: item.record });
  } else if (code === 'deadline') {
    await go({ screen: 'deadline', id: item.record });
  } else if (item.person !== undefined && !item.kind.startsWith('matter')) {
    await go({ screen: 'person', person: item.person });
  } else {
    await go({ screen: 'record', id: item.record });
  }
}

function detail(code: string, item: TodayItem): string {
  if (code === 'deadline' && item.days_left !== undefined) {
    return [item.what || inOwn(item.label), item.due ? anyWhen(item.due) : '', leftWords(item.days_left)].filter(Boolean).join(' · ');
  }
  if (item.due !== undefined) {
    const due = t(code === 'release_ending' || code === 'stay_ending' ? 'today.ends' : 'today.due', { when: anyWhen(item.due) });
    return item.about === undefined ? due : `${item.about} · ${due}`;
  }
  if (item.since !== undefined) return t(code === 'draft' ? 'today.left' : 'today.since', { when: anyWhen(item.since) });
  return '';
}

export function TodayScreen() {
  const asked = useAsk(async () => {
    const { sections } = await client.today();
    const labels = await labelsOf(sections.flatMap((section) => section.items));
    return { sections: sections.filter((section) => section.items.length > 0), labels };
  }, [language.value], (event) => /^(record|draft)\./.test(event.event));
  return (
    <Screen title={t('today.title')} lead={t('today.lead', { date: longDate(new Date()), name: who.value?.member ?? '' })} backTo={false} wide
      actions={<Button kind="primary" icon="plus" onClick={() => void go({ screen: 'contact' })}>{t('today.new_contact')}</Button>}>
      <Answered asked={asked} what={t('today.waiting')}>
        {({ sections, labels }) => (
          sections.length === 0
            ? <div class="card"><Empty>{t('today.nothing')}</Empty></div>
            : (
              <div class="today">
                {sections.map((section) => (
                  <Section key={section.code} title={coded('today.section', section.code)} count={section.items.length}>
                    <ul class="rows">
                      {section.items.map((item) => (
                        <Row key={item.record} icon={icons[section.code]} onClick={() => void openItem(section.code, item)}
                          title={<span dir="auto">{item.title === '' ? labels[item.kind] : item.title}</span>}
                          detail={[section.code === 'deadline' ? '' : labels[item.kind], detail(section.code, item)].filter(Boolean).join(' · ')} />
                      ))}
                    </ul>
                  </Section>
                ))}
              </div>
            )
        )}
      </Answered>
    </Screen>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, form } from '../../shell/session';
import { coded, language, t } from '../../texts';
import { FileField } from '../../ui/file_field';
import { readFile, toBase64 } from '../../ui/files';
import { Answered, Button, Empty, ErrorNotice, Row, Screen, Section, Tag } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { whenWords } from '../../words/dates';

export function ReferralsScreen() {
  const [direction, setDirection] = useState<'out' | 'in'>('out');
  const asked = useAsk(async () => {
    const [{ referrals }, shape] = await Promise.all([client.referrals({ direction, limit: 200 }), form('contact')]);
    return { referrals, needs: shape.vocabularies['needs'] ?? [] };
  }, [direction, language.value], (event) => event.event === 'record.changed' && (event.kind ?? '').startsWith('referral'));
  return (
    <Screen title={t('nav.referrals')} backTo={false}>
      <OpenFile />
      <div class="tabs" role="group" aria-label={t('referral.which')}>
        <Button pressed={direction === 'out'} onClick={() => setDirection('out')}>{t('referral.out')}</Button>
        <Button pressed={direction === 'in'} onClick={() => setDirection('in')}>{t('referral.in')}</Button>
      </div>
      <Answered asked={asked} what={t('referral.waiting')}>
        {({ referrals, needs }) => (
          <Section title={t(direction === 'out' ? 'referral.out' : 'referral.in')} count={referrals.length}>
            {referrals.length === 0 && <Empty>{t('referral.none')}</Empty>}
            <ul class="rows">
              {referrals.map((one) => (
                <Row key={one.id} icon="referral" onClick={() => void go({ screen: 'referral', id: one.id })}
                  title={<><bdi>{one.chosen_name || t('referral.someone')}</bdi> → <bdi>{one.recipient}</bdi></>}
                  detail={[needs.find((need) => need.code === one.need)?.label ?? '', one.sent_at ? whenWords(one.sent_at) : '']
                    .filter(Boolean).join(' · ')}
                  end={<Tag kind={one.state === 'requested' ? 'warn' : one.outcome === 'received' ? 'good' : 'plain'}>
                    {one.outcome === 'received' ? t('referral.received') : coded('referral.state', one.state)}</Tag>} />
              ))}
            </ul>
          </Section>
        )}
      </Answered>
    </Screen>
  );
}

function OpenFile() {
  const [error, setError] = useState<unknown>(null);
  const open = async (file: File | undefined) => {
    if (!file) return;
    setError(null);
    try {
      const opened = await client.openFile(toBase64(await readFile(file)));
      say(t(opened.what === 'answer' ? 'referral.answer_came' : 'referral.referral_came'));
      await go({ screen: 'referral', id: opened.id });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('referral.open_file')}>
      <FileField label={t('referral.file')} help={t('referral.file_help')} onFiles={(files) => void open(files[0])} />
      <ErrorNotice error={error} />
    </Section>
  );
}

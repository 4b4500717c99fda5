// SPDX-License-Identifier: AGPL-3.0-or-later
// Matters that the member may read, and how many stand behind walls.
import { useState } from 'preact/hooks';
import type { Matter } from '../../engine/shapes_legal';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client } from '../../shell/session';
import { language, plural, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Answered, CheckField, Empty, Row, Section, Tag, TextField } from '../../ui/kit';
import { mattersInOrder, mattersWith } from './matters_model';
import type { LegalWords } from './pieces';
import { labelIn, legalWords } from './pieces';

export function MatterTags({ matter }: { matter: Matter }) {
  return (
    <span class="tags">
      {matter.inside && <Tag><Icon name="lock" /> {t('matter.walled')}</Tag>}
      <Tag>{t(`matter.state.${matter.state}`)}</Tag>
    </span>
  );
}

export function MatterRows({ matters, words, withPerson = true }: { matters: Matter[]; words: LegalWords; withPerson?: boolean }) {
  return (
    <ul class="rows">
      {matters.map((one) => (
        <Row key={one.id} icon="matter" onClick={() => void go({ screen: 'matter', id: one.id })}
          title={<><bdi class="mono">{one.number}</bdi> <bdi>{one.title}</bdi></>}
          detail={<bdi>{[withPerson ? one.chosen_name || t('people.no_name') : '', labelIn(words.matter, 'area', one.area), one.responsible_name].filter(Boolean).join(' · ')}</bdi>}
          end={<MatterTags matter={one} />} />
      ))}
    </ul>
  );
}

export function MatterList() {
  const [closed, setClosed] = useState(false);
  const [text, setText] = useState('');
  const asked = useAsk(async () => {
    const [{ matters, behind_walls }, words] = await Promise.all([client.matters({ closed }), legalWords()]);
    return { matters: mattersInOrder(matters), behind_walls, words };
  }, [closed, language.value], (event) => event.event === 'record.changed' && (event.kind ?? '').startsWith('matter'));
  return (
    <Answered asked={asked} what={t('matter.waiting')}>
      {({ matters, behind_walls, words }) => {
        const shown = mattersWith(matters, text, (code) => labelIn(words.matter, 'area', code));
        return (
          <Section title={t('matter.all')} count={shown.length}>
            <TextField type="search" label={t('matter.filter')} value={text} onInput={setText} />
            <CheckField label={t('matter.with_closed')} checked={closed} onChange={setClosed} />
            {matters.length === 0 && <Empty>{t('matter.none')}</Empty>}
            {matters.length > 0 && shown.length === 0 && <Empty>{t('matter.none_so')}</Empty>}
            <p class="hidden" role="status">{text === '' ? '' : plural('matter.found', shown.length)}</p>
            <MatterRows matters={shown} words={words} />
            {behind_walls > 0 && <p class="small muted"><Icon name="lock" /> {plural('matter.behind_walls', behind_walls)}</p>}
          </Section>
        );
      }}
    </Answered>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// What a document was filled from, and which of it the record says otherwise by now.
import type { MadeOf, PlaceSource } from '../../engine/shapes_legal';
import { go } from '../../shell/router';
import { t } from '../../texts';
import { Notice, Section, Tag } from '../../ui/kit';
import { dateWords } from '../../words/dates';

/** The newest of several. */
export function newest(sources: PlaceSource[]): PlaceSource | undefined {
  return [...sources].sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))[0];
}

export function Source({ sources }: { sources: PlaceSource[] }) {
  const one = newest(sources);
  if (one === undefined) return null;
  const day = one.at === undefined ? '' : dateWords(one.at.slice(0, 10));
  return (
    <button type="button" class="link-button" onClick={() => void go({ screen: 'record', id: one.record })}>
      {t('template.from_what', { form: one.form ?? one.kind, field: one.label ?? one.field, day })}
    </button>
  );
}

export function Filled({ made }: { made: MadeOf }) {
  return (
    <Section title={t('template.made_of')} count={made.places.length}>
      {made.stale > 0 && <Notice kind="warn"><p>{t('template.stale_n', { n: made.stale })}</p></Notice>}
      <ul class="stack-small">
        {made.places.map((place) => (
          <li key={place.name}>
            <bdi class="strong">{place.label ?? place.name}</bdi> · {t(`template.how.${place.how}`)} <Source sources={place.sources} />
            {place.stale && <> <Tag kind="warn">{t('template.stale')}</Tag></>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Excluded, Form, Offer } from '../../engine/shapes';
import { go } from '../../shell/router';
import { coded, list, number, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { dateWords } from '../../words/dates';

function wishLabels(shape: Form, codes: string[]): string {
  const wishes = shape.vocabularies['wishes'] ?? [];
  return list(codes.map((code) => wishes.find((one) => one.code === code)?.label ?? code));
}

function languageLabels(shape: Form, codes: string[]): string {
  const languages = shape.vocabularies['languages'] ?? [];
  return list(codes.map((code) => languages.find((one) => one.code === code)?.label ?? code));
}

const good = new Set(['open_then', 'wishes_met', 'population_served', 'area_served', 'distance_known', 'speaks_language', 'interpreter',
  'has_places', 'verified_recently', 'verified_this_year', 'remote', 'serves_need']);

function reasonWords(shape: Form, offer: Offer, code: string): string {
  if (code === 'distance_known' && offer.distance_km !== undefined) return t('match.distance', { km: number(offer.distance_km, 1) });
  if (code === 'speaks_language' && offer.shared_languages.length > 0) {
    return t('match.speaks', { languages: languageLabels(shape, offer.shared_languages) });
  }
  return coded('match.reason', code);
}

function where(entry: { organization: string; place?: string; city?: string; name: string }): string {
  const parts = [entry.organization, entry.place ?? '', entry.city ?? ''].filter((part) => part !== '' && part !== entry.name);
  return [...new Set(parts)].join(' · ');
}

export function OfferView({ offer, need, shape, person }: { offer: Offer; need: string; shape: Form; person?: string }) {
  const recipient = offer.organization || offer.name;
  return (
    <article class="card offer">
      <div class="stack-small">
        <h3><bdi>{offer.name}</bdi></h3>
        <p class="muted small"><bdi>{where(offer)}</bdi></p>
        <ul class="reasons">
          {offer.reasons.map((code) => (
            <li key={code} class={good.has(code) ? 'reason reason-good' : 'reason'}>
              <Icon name={good.has(code) ? 'check' : 'info'} />{reasonWords(shape, offer, code)}
            </li>
          ))}
        </ul>
        {offer.ask.length > 0 && <p class="small"><span class="strong">{t('match.ask')}</span> {wishLabels(shape, offer.ask)}</p>}
        <p class="small muted">
          {offer.last_verified ? t('directory.verified', { when: dateWords(offer.last_verified) }) : t('directory.never_verified')}
        </p>
      </div>
      <div class="actions">
        {person !== undefined && (
          <Button kind="primary" icon="seal" label={t('match.choose_named', { name: offer.name })}
            onClick={() => void go({ screen: 'release_new', person, service: offer.service, recipient, need })}>{t('match.choose')}</Button>
        )}
        <Button label={t('match.details_of', { name: offer.name })}
          onClick={() => void go({ screen: 'service', id: offer.service, need, ...(person ? { person } : {}) })}>{t('match.details')}</Button>
      </div>
    </article>
  );
}

export function ExcludedView({ excluded, shape }: { excluded: Excluded; shape: Form }) {
  return (
    <div class="excluded">
      <p><bdi class="strong">{excluded.name}</bdi> <bdi class="muted small">{where(excluded)}</bdi></p>
      <p class="small"><Icon name="info" /> {coded('match.excluded', excluded.reason)}
        {excluded.against.length > 0 && <> {wishLabels(shape, excluded.against)}</>}</p>
    </div>
  );
}

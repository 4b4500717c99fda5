// SPDX-License-Identifier: AGPL-3.0-or-later
// The open vault: quick exit first, then the way to the content, the places, and the screen of the moment.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { coded, language, t } from '../texts';
import { Button, Notice } from '../ui/kit';
import type { IconName } from '../ui/icons';
import { Icon } from '../ui/icons';
import { useStore } from '../ui/store';
import { Toasts } from '../ui/toasts';
import { keepFocus } from './focus';
import { openSearch } from './open_search';
import type { Route } from './router';
import { go, route } from './router';
import { ScreenOf } from './screens';
import { connection, leave, lock, warnings, who } from './session';

type Place = { to: Route; icon: IconName; key: 'nav.today' | 'nav.people' | 'nav.directory' | 'nav.referrals' | 'nav.beds' | 'nav.matters' | 'nav.settings' | 'nav.audit'; also: Route['screen'][] };

const places: Place[] = [
  { to: { screen: 'today' }, icon: 'today', key: 'nav.today', also: ['contact'] },
  { to: { screen: 'people' }, icon: 'people', key: 'nav.people',
    also: ['person', 'form', 'finding', 'record', 'release_new', 'release', 'print', 'search', 'copy', 'deadline', 'deadline_new'] },
  { to: { screen: 'directory' }, icon: 'directory', key: 'nav.directory', also: ['service', 'match'] },
  { to: { screen: 'referrals' }, icon: 'referral', key: 'nav.referrals', also: ['referral', 'referral_new'] },
  { to: { screen: 'beds' }, icon: 'bed', key: 'nav.beds', also: ['handover'] },
  { to: { screen: 'matters' }, icon: 'matter', key: 'nav.matters', also: ['matter', 'matter_new', 'document', 'template'] },
  { to: { screen: 'settings' }, icon: 'settings', key: 'nav.settings', also: [] },
  { to: { screen: 'audit' }, icon: 'scales', key: 'nav.audit', also: [] },
];

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function useKeys(): void {
  useLayoutEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.shiftKey && event.code === 'KeyL') {
        event.preventDefault();
        void lock();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '/' && !typing(event.target) && !document.querySelector('dialog[open]')) {
        event.preventDefault();
        openSearch();
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);
}

export function Frame() {
  const here = useStore(route);
  const me = useStore(who);
  useStore(language);
  useKeys();
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => (main.current ? keepFocus(main.current) : undefined), []);
  return (
    <div class="frame">
      <header class="bar">
        <Button class="exit" icon="exit" onClick={leave}>{t('exit.button')}</Button>
        <a class="button button-primary skip" href="#main" onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}>{t('nav.skip')}</a>
        <div class="bar-search">
          <Button icon="search" onClick={openSearch}>
            {t('nav.search')} <kbd aria-hidden="true">/</kbd>
          </Button>
        </div>
        <Button icon="lock" kind="quiet" keys="Control+Shift+L" onClick={() => void lock()}>{t('nav.lock')}</Button>
      </header>
      <nav class="rail" aria-label={t('nav.label')}>
        {places.map((place) => (
          <button type="button" class="rail-link" key={place.key} onClick={() => void go(place.to)}
            aria-current={place.to.screen === here.screen || place.also.includes(here.screen) ? 'page' : undefined}>
            <Icon name={place.icon} /><span>{t(place.key)}</span>
          </button>
        ))}
        {me && <p class="rail-who">{me.member}<br />{coded('role', me.role)}<br />{me.organization}</p>}
      </nav>
      <main class="main" id="main" tabIndex={-1} ref={main}>
        <Banners />
        <ScreenOf key={JSON.stringify(here)} route={here} />
      </main>
      <Toasts />
    </div>
  );
}

function Banners() {
  const now = useStore(connection);
  const said = useStore(warnings);
  if (now === 'up' && said.length === 0) return null;
  return (
    <div class="banners no-print">
      {now === 'lost' && <Notice kind="warn" live title={t('away.title')}><p>{t('away.what')}</p></Notice>}
      {now === 'crowded' && <Notice kind="warn" live title={t('crowded.title')}><p>{t('crowded.what')}</p></Notice>}
      {now !== 'lost' && said.some((warning) => warning.includes('recovery kit')) && (
        <Notice kind="warn">
          <p class="banner-line">
            {t('warning.no_kit')}
            <Button kind="quiet" onClick={() => void go({ screen: 'settings', section: 'backup' })}>{t('warning.print_kit')}</Button>
          </p>
        </Notice>
      )}
    </div>
  );
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Language } from '../texts';
import { language, languages, t } from '../texts';
import { Button } from '../ui/kit';
import { useStore } from '../ui/store';
import { forgetForms } from './session';
import { theme } from './theme';

export function LanguageChoice({ id = 'language', onChoice }: { id?: string; onChoice?: (chosen: Language) => void }) {
  const now = useStore(language);
  return (
    <span class="language">
      <label class="hidden" for={id}>{t('language.label')}</label>
      <select id={id} value={now} onChange={(event) => {
        forgetForms();
        const chosen = event.currentTarget.value as Language;
        language.set(chosen);
        onChoice?.(chosen);
      }}>
        {languages.map((one) => <option key={one.code} value={one.code} lang={one.code}>{one.name}</option>)}
      </select>
    </span>
  );
}

export function ThemeChoice() {
  useStore(theme);
  const dark = document.documentElement.dataset['theme'] === 'dark';
  return (
    <Button kind="quiet" icon={dark ? 'sun' : 'moon'} onClick={() => theme.set(dark ? 'light' : 'dark')}>
      {dark ? t('theme.light') : t('theme.dark')}
    </Button>
  );
}

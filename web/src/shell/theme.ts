// SPDX-License-Identifier: AGPL-3.0-or-later
// Light or dark, as the computer says unless somebody chose. Kept for this window only: nothing is stored in the browser.
import { Store } from '../ui/store';

export type Theme = 'auto' | 'light' | 'dark';
export const theme = new Store<Theme>('auto');

export function startTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    const shown = theme.value === 'auto' ? (dark.matches ? 'dark' : 'light') : theme.value;
    document.documentElement.dataset['theme'] = shown;
  };
  dark.addEventListener('change', show);
  theme.follow(show);
  show();
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// What surrounds a page whose vault is not open. It says nothing about whose vault it is.
import type { ComponentChildren } from 'preact';
import { t } from '../texts';
import { Button } from '../ui/kit';
import { LanguageChoice, ThemeChoice } from './choices';
import { leave } from './session';

export function Gate({ children, wide }: { children: ComponentChildren; wide?: boolean }) {
  return (
    <div class="gate">
      <header class="gate-bar no-print">
        <Button class="exit" icon="exit" onClick={leave}>{t('exit.button')}</Button>
        <div class="actions"><LanguageChoice /><ThemeChoice /></div>
      </header>
      <main class="gate-main">{wide ? children : <div class="card gate-card">{children}</div>}</main>
    </div>
  );
}

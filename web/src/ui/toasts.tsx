// SPDX-License-Identifier: AGPL-3.0-or-later
// What just happened, with its undo where there is one. Also spoken by the live region.
import { t } from '../texts';
import { Button } from './kit';
import { Store, useStore } from './store';

type Toast = { id: number; text: string; undo?: () => void };
const toasts = new Store<Toast[]>([]);
const shownMs = 8_000;
/** Whoever is interrupted still finds it. */
const undoMs = 60_000;
let next = 0;

export function say(text: string, undo?: () => void): void {
  const id = ++next;
  toasts.set([...toasts.value.slice(-2), undo ? { id, text, undo } : { id, text }]);
  setTimeout(() => drop(id), undo ? undoMs : shownMs);
}

export function forgetToasts(): void { toasts.set([]); }

function drop(id: number): void {
  toasts.set(toasts.value.filter((toast) => toast.id !== id));
}

export function Toasts() {
  const all = useStore(toasts);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {all.map((toast) => (
        <div class="toast" key={toast.id}>
          <span>{toast.text}</span>
          {toast.undo && <Button kind="quiet" onClick={() => { drop(toast.id); toast.undo?.(); }}>{t('do.undo')}</Button>}
          <Button kind="quiet" icon="cross" onClick={() => drop(toast.id)}>{t('do.close')}</Button>
        </div>
      ))}
    </div>
  );
}

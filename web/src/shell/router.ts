// SPDX-License-Identifier: AGPL-3.0-or-later
// Where we are. The address and the title never change with it; the browser's history holds a number and nothing else.
import { Store } from '../ui/store';

export type Route =
  | { screen: 'today' }
  | { screen: 'people' }
  | { screen: 'contact'; draft?: string }
  | { screen: 'person'; person: string; view?: PersonView }
  | { screen: 'form'; kind: string; person?: string; record?: string; draft?: string; given?: Record<string, string>; view?: PersonView }
  | { screen: 'finding'; person: string; record?: string; draft?: string }
  | { screen: 'record'; id: string; person?: string }
  | { screen: 'search'; text?: string }
  | { screen: 'directory' }
  | { screen: 'service'; id: string; person?: string; need?: string }
  | { screen: 'match'; person?: string }
  | { screen: 'release_new'; person: string; service?: string; recipient?: string; need?: string }
  | { screen: 'release'; id: string; person: string }
  | { screen: 'referral_new'; release: string; person: string; need?: string; service?: string }
  | { screen: 'referrals' }
  | { screen: 'referral'; id: string }
  | { screen: 'audit' }
  | { screen: 'beds'; view?: BedsView }
  | { screen: 'handover' }
  | { screen: 'copy'; person: string }
  | { screen: 'deadline'; id: string }
  | { screen: 'deadline_new'; person: string; matter?: string }
  | { screen: 'matters'; view?: MattersView }
  | { screen: 'matter'; id: string }
  | { screen: 'matter_new'; person?: string; name?: string; opposing?: string[]; check?: string }
  | { screen: 'document'; id: string }
  | { screen: 'redact'; id: string }
  | { screen: 'packet'; about: Papers }
  | { screen: 'template'; about: { matter: string } | { person: string } }
  | { screen: 'settings'; section?: SettingsSection }
  | { screen: 'print'; person: string };

/** Documents of a matter, those of a person that are of no matter, or the person's own papers. */
export type Papers = { matter: string } | { person: string; personal?: true };
export type PersonView = 'now' | 'plan' | 'papers' | 'deadlines' | 'matters' | 'timeline' | 'records';
export type BedsView = 'board' | 'waiting' | 'partners' | 'house';
export type MattersView = 'list' | 'checks' | 'requests' | 'holds' | 'walls';
export type SettingsSection = 'general' | 'people' | 'forms' | 'words' | 'retention' | 'backup' | 'partners' | 'directory';

let entries: Route[] = [{ screen: 'today' }];
let guard: (() => Promise<void>) | null = null;

export const route = new Store<Route>({ screen: 'today' });

function now(): number {
  const at: unknown = (history.state as { at?: unknown } | null)?.at;
  return typeof at === 'number' && at >= 0 && at < entries.length ? at : -1;
}

/** What a screen still has to do before it is left: a draft to write. Cleared when the screen ends. */
export function beforeLeaving(work: (() => Promise<void>) | null): void { guard = work; }

export async function finishScreen(): Promise<void> {
  const work = guard;
  guard = null;
  if (work) await work().catch(() => undefined);
}

export async function go(next: Route): Promise<void> {
  await finishScreen();
  const at = Math.max(now(), 0);
  entries = [...entries.slice(0, at + 1), next];
  history.pushState({ at: at + 1 }, '');
  route.set(next);
}

/** In place of the present screen: what was filled in is done, Back should not return to it. */
export async function replace(next: Route): Promise<void> {
  await finishScreen();
  const at = Math.max(now(), 0);
  entries = [...entries.slice(0, at), next, ...entries.slice(at + 1)];
  history.replaceState({ at }, '');
  route.set(next);
}

export function back(): void {
  if (now() > 0) history.back();
  else void replace({ screen: 'today' });
}

/** Forgets every place: at lock, nothing of where we were remains. */
export function forgetRoutes(): void {
  guard = null;
  entries = [{ screen: 'today' }];
  history.replaceState({ at: 0 }, '');
  route.set({ screen: 'today' });
}

export function startRouter(): () => void {
  forgetRoutes();
  const moved = () => {
    const at = now();
    if (at < 0) {
      history.replaceState({ at: 0 }, '');
      entries = [{ screen: 'today' }];
    }
    void finishScreen().then(() => route.set(entries[Math.max(now(), 0)] ?? { screen: 'today' }));
  };
  addEventListener('popstate', moved);
  return () => removeEventListener('popstate', moved);
}

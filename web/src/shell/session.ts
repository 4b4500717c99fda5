// SPDX-License-Identifier: AGPL-3.0-or-later
// What the page is doing: whose vault, locked or not, whether the program answers. Nothing about a person served.
import { Client } from '../engine/client';
import type { Door, Engine, EngineEvent } from '../engine/engine';
import { EngineError } from '../engine/engine';
import { engineWords } from '../texts/engine_words';
import { language, t } from '../texts';
import { Store } from '../ui/store';
import type { Form, Preferences } from '../engine/shapes';
import { finishScreen, forgetRoutes } from './router';
import { theme } from './theme';
import { titleNamed, windowTitle } from './window_title';

export type Phase = 'starting' | 'no_session' | 'first_run' | 'locked' | 'open' | 'left';
export type Who = { member: string; member_id: string; organization: string; role: string; parts: string[] };

export const phase = new Store<Phase>('starting');
export const who = new Store<Who | null>(null);
export const warnings = new Store<string[]>([]);
/** Crowded: calls get through, but changes of other windows are not heard. */
export const connection = new Store<'up' | 'lost' | 'crowded'>('up');
export const lockMinutes = new Store(10);
export const lockedBecause = new Store<'' | 'idle' | 'asked'>('');

let engine: Engine & Door;
export let client: Client;
const listeners = new Set<(event: EngineEvent) => void>();
const forms = new Map<string, Promise<Form>>();

export function useEngine(given: Engine & Door): void {
  engine = given;
  client = new Client(given);
}

export function door(): Door { return engine; }

export async function start(): Promise<void> {
  if (!(await engine.enter())) {
    phase.set('no_session');
    return;
  }
  engine.events(heard);
  await look();
}

/** Is there a vault, and is it open? */
export async function look(): Promise<void> {
  try {
    const info = await client.info();
    if (!info.unlocked) {
      shut();
      return;
    }
    who.set({
      member: info.member ?? '', member_id: info.member_id ?? '', organization: info.organization ?? '',
      role: info.role ?? '', parts: info.parts ?? [],
    });
    warnings.set(info.warnings ?? []);
    if (phase.value !== 'open') {
      await takePreferences();
      forgetRoutes();
    }
    phase.set('open');
  } catch (error) {
    if (error instanceof EngineError && error.code === 'not_found') phase.set('first_run');
    else if (error instanceof EngineError && error.code === 'no_session') phase.set('no_session');
    else phase.set('locked');
  }
}

/** How this member wants the page: kept in the vault, so it comes along to any computer and stays in no browser. */
async function takePreferences(): Promise<void> {
  const wanted = await client.preferences().catch((): Preferences => ({}));
  if (wanted.language) language.set(wanted.language);
  if (wanted.theme) theme.set(wanted.theme);
  windowTitle.set(titleNamed(wanted.title));
  if (wanted.lock_after === undefined) return;
  await door().lockAfter(wanted.lock_after).then(() => lockMinutes.set(wanted.lock_after ?? 10), () => undefined);
}

function heard(event: EngineEvent): void {
  if (event.event === 'connection.lost') connection.set('lost');
  if (event.event === 'connection.crowded') connection.set('crowded');
  if (event.event === 'connection.back') {
    const was = connection.value;
    connection.set('up');
    if (was !== 'up') void look();
  }
  if (event.event === 'session.ended' && phase.value !== 'left') {
    shut();
    phase.set('no_session');
  }
  if (event.event === 'vault.locked' && phase.value === 'open') {
    lockedBecause.set('idle');
    shut();
  }
  if (event.kind === 'form_declaration' || event.kind === 'term') forms.clear();
  for (const listener of [...listeners]) listener(event);
}

export function onEvent(listener: (event: EngineEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Forgets all that an open vault left here. Components end with it and take what they held. */
function shut(): void {
  who.set(null);
  warnings.set([]);
  forms.clear();
  forgetRoutes();
  phase.set('locked');
}

export async function lock(): Promise<void> {
  await finishScreen();
  lockedBecause.set('asked');
  shut();
  await client.lock().catch(() => undefined);
}

/** Quick exit: locks, empties the page and goes to a blank one. Answers of the program are not waited for. */
export function leave(): void {
  engine.leave();
  shut();
  phase.set('left');
  document.title = '';
  document.body.replaceChildren();
  history.replaceState(null, '', '/');
  location.replace('about:blank');
}

export function form(kind: string): Promise<Form> {
  const key = `${language.value}/${kind}`;
  let known = forms.get(key);
  if (!known) {
    known = client.form(kind, language.value);
    known.catch(() => forms.delete(key));
    forms.set(key, known);
  }
  return known;
}

/** What the forms of these records are called, by kind; the kind itself where this vault has none. */
export async function labelsOf(records: { kind: string }[]): Promise<Record<string, string>> {
  const kinds = [...new Set(records.map((one) => one.kind))];
  const labels = kinds.map((kind) => form(kind).then((one) => [kind, one.label] as const, () => [kind, kind] as const));
  return Object.fromEntries(await Promise.all(labels));
}

export function forgetForms(): void { forms.clear(); }

/** An error as a sentence: what happened, and what to do. */
export function errorWords(error: unknown): string {
  if (!(error instanceof EngineError)) return t('error.unexpected');
  if (error.code === 'away') return t('error.away');
  if (error.code === 'no_session') return t('error.no_session');
  const hint = withoutCommand(engineWords(error.hint));
  return `${sentence(engineWords(error.message))}${hint === '' ? '' : ` ${sentence(hint)}`}`;
}

/** Who reads a page has no use for the command that a terminal is told at the end of a hint. */
export function withoutCommand(hint: string): string { return hint.replace(/[:;,]?\s*\bamparo [a-z]+ .*$/s, ''); }

function sentence(text: string): string {
  const first = text.slice(0, 1).toLocaleUpperCase(language.value);
  const end = /[.!?…]$/.test(text) ? '' : '.';
  return `${first}${text.slice(1)}${end}`;
}

export function holds(part: string): boolean { return who.value?.parts.includes(part) ?? false; }
/** A matter's documents, or people's own papers; the engine tells which. */
export function mayReadPapers(): boolean { return holds('legal') || holds('narrative'); }

// SPDX-License-Identifier: AGPL-3.0-or-later
// What the rules say, in the language of the page; and how near a day is.
import type { Deadline, Words } from '../../engine/shapes_shelter';
import { language, plural, t } from '../../texts';
import { longDate } from '../../words/dates';

export function inOwn(words: Words | undefined): string {
  if (!words) return '';
  return language.value === 'es' ? words.es || words.en : words.en;
}

export function nameOf(one: Deadline): string {
  return one.what || inOwn(one.label) || t('deadline.one');
}

export function dayOf(date: string): string { return longDate(new Date(`${date}T12:00:00`)); }

export function leftWords(days: number): string {
  if (days === 0) return t('deadline.today');
  return days > 0 ? plural('deadline.left', days) : plural('deadline.over', -days);
}

/** How it stands in a list: what is near or over is said in words, and shown in a colour besides. */
export function nearness(one: Deadline): 'plain' | 'warn' | 'good' {
  if (one.done) return 'good';
  return one.urgency === undefined || one.urgency === 'none' ? 'plain' : 'warn';
}

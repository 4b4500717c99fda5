// SPDX-License-Identifier: AGPL-3.0-or-later
// Times in a person's words: "tonight", "in 2 hours", "tomorrow at 9:00". Local time, by the language's own rules.
import { language, t } from '../texts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

function dayDistance(at: Date, now: Date): number {
  return Math.round((startOfDay(at) - startOfDay(now)) / dayMs);
}

function relative(n: number, unit: Intl.RelativeTimeFormatUnit): string {
  return new Intl.RelativeTimeFormat(language.value, { numeric: 'auto' }).format(n, unit);
}

export function clock(at: Date): string {
  return new Intl.DateTimeFormat(language.value, { hour: 'numeric', minute: '2-digit' }).format(at);
}

export function longDate(at: Date, withYear = true, into: string = language.value): string {
  return new Intl.DateTimeFormat(into, {
    day: 'numeric', month: 'long', ...(withYear ? { year: 'numeric' } : {}),
  }).format(at);
}

function dayWords(at: Date, now: Date): string {
  const days = dayDistance(at, now);
  if (Math.abs(days) <= 1) return relative(days, 'day');
  if (days > 1 && days < 7) {
    return new Intl.DateTimeFormat(language.value, { weekday: 'long' }).format(at);
  }
  return longDate(at, at.getFullYear() !== now.getFullYear());
}

/** An instant: what a person would say now. */
export function whenWords(instant: string, now = new Date()): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const minutes = Math.round((at.getTime() - now.getTime()) / minuteMs);
  if (minutes === 0) return t('time.now');
  if (Math.abs(minutes) < 60) return relative(minutes, 'minute');
  const days = dayDistance(at, now);
  if (days === 0 && minutes > 0 && minutes < 4 * 60 && at.getHours() < 18) return relative(Math.round(minutes / 60), 'hour');
  if (days === 0 && at.getHours() >= 18 && minutes > 0) return t('time.tonight_at', { time: clock(at) });
  if (Math.abs(days) < 7) return t('time.day_at', { day: dayWords(at, now), time: clock(at) });
  return dayWords(at, now);
}

function monthWords(year: number, month: number, into: string): string {
  return new Intl.DateTimeFormat(into, { month: 'long', year: 'numeric' }).format(new Date(year, month - 1, 1));
}

/** A date as forms have it, `2030-05-03`, `2030-05` or `2030`. */
export function dateWords(date: string, now = new Date()): string {
  const [year, month, day] = date.split('-').map(Number);
  if (year === undefined || Number.isNaN(year)) return date;
  if (month === undefined) return String(year);
  if (day === undefined) return monthWords(year, month, language.value);
  return dayWords(new Date(year, month - 1, day), now);
}

/** Either, told apart by its form. */
export function anyWhen(value: string, now = new Date()): string {
  return value.includes('T') ? whenWords(value, now) : dateWords(value, now);
}

/** Either, as it stands on paper: "tomorrow" is another day by the time it is read. */
export function writtenWhen(value: string, into: string): string {
  if (value.includes('T')) {
    return new Intl.DateTimeFormat(into, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(value));
  }
  const [year, month, day] = value.split('-').map(Number);
  if (year === undefined || Number.isNaN(year)) return value;
  if (month === undefined) return String(year);
  return day === undefined ? monthWords(year, month, into) : longDate(new Date(year, month - 1, day), true, into);
}

export function localDate(at = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function localDateTime(at = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${localDate(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The words of the page. A key missing in a language is an error of the compiler, and of a test.
import { Store } from '../ui/store';
import { ar } from './ar';
import { en } from './en';
import { es } from './es';

export type Key = keyof typeof en;
export type Texts = Record<Key, string>;
export type Language = 'en' | 'es' | 'ar';
type PluralOf<K> = K extends `${infer Base}.other` ? Base : never;
export type PluralKey = PluralOf<Key>;
export type Values = Record<string, string | number>;

export const texts: Record<Language, Record<string, string>> = { en, es, ar };
export const languages: { code: Language; name: string; direction: 'ltr' | 'rtl' }[] = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'es', name: 'Español', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
];

export const language = new Store<Language>(preferred(navigator.languages));

export function preferred(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const code = tag.split('-')[0];
    const known = languages.find((one) => one.code === code);
    if (known) return known.code;
  }
  return 'en';
}

export function direction(of: Language = language.value): 'ltr' | 'rtl' {
  return languages.find((one) => one.code === of)?.direction ?? 'ltr';
}

export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

export function t(key: Key, values?: Values): string { return translate(language.value, key, values); }

/** In a language that need not be the page's: a release is shown to a person in theirs. */
export function translate(into: Language, key: Key, values?: Values): string {
  return fill(texts[into][key] ?? en[key], values);
}

export function plural(base: PluralKey, n: number, values: Values = {}): string {
  const form = new Intl.PluralRules(language.value).select(n);
  const words = texts[language.value];
  const text = words[`${base}.${form}`] ?? words[`${base}.other`] ?? '';
  return fill(text, { n: new Intl.NumberFormat(language.value).format(n), ...values });
}

/** For codes that the engine names: the words for `prefix.code`, or the code itself when there are none yet. */
export function coded(prefix: string, code: string): string {
  return texts[language.value][`${prefix}.${code}`] ?? code.replace(/[_-]/g, ' ');
}

export function number(n: number, digits = 0, into: string = language.value): string {
  return new Intl.NumberFormat(into, { maximumFractionDigits: digits }).format(n);
}

/** With exactly so many places. */
export function placed(n: number, places: number, into: string = language.value): string {
  return new Intl.NumberFormat(into, { minimumFractionDigits: places, maximumFractionDigits: places }).format(n);
}

export function list(items: string[], into: string = language.value): string {
  return new Intl.ListFormat(into, { type: 'conjunction' }).format(items);
}

// SPDX-License-Identifier: AGPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import spanish from '../../../data/texts/engine_es.json';
import { inSpanish } from './engine_words';
import { coded, fill, language, languages, plural, preferred, t, texts, translate } from './index';

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort().join();
const base = texts.en;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'texts' ? [] : sources(path);
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

describe.each(languages.map((one) => one.code))('texts in %s', (code) => {
  it('has every key, none empty, with the same names to fill in', () => {
    for (const [key, text] of Object.entries(base)) {
      const other = texts[code][key] ?? '';
      expect(other, key).not.toBe('');
      const wanted = names(text);
      if (!/\.(zero|one|two)$/.test(key)) expect(names(other), key).toBe(wanted);
    }
  });

  it('has the plural forms its language asks for', () => {
    const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    const bases = Object.keys(base).filter((key) => key.endsWith('.other')).map((key) => key.slice(0, -6));
    for (const one of bases) for (const form of forms) {
      if (code === 'es' && form === 'many') continue;
      expect(texts[code][`${one}.${form}`], `${one}.${form}`).toBeTruthy();
    }
  });

  it('holds no key that nobody knows', () => {
    const plurals = /\.(zero|one|two|few|many|other)$/;
    for (const key of Object.keys(texts[code])) expect(key in base || plurals.test(key), key).toBe(true);
  });
});

describe('texts', () => {
  it('are all used', () => {
    const all = sources(join(__dirname, '..')).join('\n');
    const prefixes = [...all.matchAll(/coded\(\s*'([\w.]+)'/g)].map((found) => found[1] ?? '');
    const templates = [...all.matchAll(/t\(`([\w.]+)\$\{/g)].map((found) => found[1] ?? '');
    for (const key of Object.keys(base)) {
      const plain = key.replace(/\.(one|other)$/, '');
      const used = all.includes(`'${plain}'`) || prefixes.some((prefix) => key.startsWith(`${prefix}.`))
        || templates.some((prefix) => key.startsWith(prefix));
      expect(used, key).toBe(true);
    }
  });

  it('follow the language at once', () => {
    language.set('es');
    expect(t('do.save')).toBe('Guardar');
    language.set('en');
    expect(t('do.save')).toBe('Save');
    expect(translate('es', 'do.save')).toBe('Guardar');
  });

  it('count as the language counts', () => {
    language.set('en');
    expect(plural('directory.found', 1)).toBe('1 service');
    expect(plural('directory.found', 1234)).toBe('1,234 services');
    language.set('es');
    expect(plural('directory.found', 1)).toBe('1 servicio');
    language.set('en');
  });

  it('leave a name alone that nobody fills in', () => {
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });

  it('show a code of the engine that has no words yet', () => {
    expect(coded('why', 'some_new_reason')).toBe('some new reason');
  });

  it('begin in the language of the browser, if it is one of ours', () => {
    expect(preferred(['fr', 'es-MX', 'en'])).toBe('es');
    expect(preferred(['fr'])).toBe('en');
  });
});

describe('what the engine says', () => {
  it('is in Spanish, with what it names', () => {
    const [plain] = Object.entries(spanish.sentences).filter(([from]) => !from.includes('{}'));
    expect(inSpanish(plain?.[0] ?? '')).toBe(plain?.[1]);
    expect(inSpanish('at most 400 characters')).toBe('como máximo 400 caracteres');
  });

  it('stays as it is when there is no translation', () => {
    expect(inSpanish('something nobody ever said')).toBe('something nobody ever said');
  });
});

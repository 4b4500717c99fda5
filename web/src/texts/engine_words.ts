// SPDX-License-Identifier: AGPL-3.0-or-later
// What the engine says, in Spanish, from the same list the command line uses. {} stands for what a sentence names.
import spanish from '../../../data/texts/engine_es.json';
import { language } from './index';

type Pattern = { match: RegExp; to: string };
let patterns: Pattern[] | null = null;

function compile(): Pattern[] {
  return Object.entries(spanish.sentences as Record<string, string>).map(([from, to]) => {
    const source = from.split('{}').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)');
    return { match: new RegExp(`^${source}$`, 's'), to };
  });
}

export function inSpanish(sentence: string): string {
  patterns ??= compile();
  for (const { match, to } of patterns) {
    const found = match.exec(sentence);
    if (!found) continue;
    let next = 0;
    return to.replace(/\{\}/g, () => inSpanish(found[++next] ?? ''));
  }
  return sentence;
}

export function engineWords(sentence: string): string {
  return language.value === 'es' ? inSpanish(sentence) : sentence;
}

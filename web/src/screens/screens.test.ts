// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest';
import { clusters, frameOf } from './directory/map';
import { byRevision } from './record/record';
import { stepsFrom } from './referral/steps';
import { sentences, withWords } from './settings/translate';
import { codeOf, labelOf } from './settings/words';
import { fromText, toText } from '../ui/signature';

describe('the map', () => {
  const point = (id: string, latitude: number, longitude: number, city = '') => ({ id, name: id, city, latitude, longitude });

  it('puts north up and east to the right, with all points inside', () => {
    const points = [point('south-west', 41, -88), point('north-east', 42, -87)];
    const [a, b] = clusters(points, frameOf(points));
    expect(a?.x).toBeLessThan(b?.x ?? 0);
    expect(a?.y).toBeGreaterThan(b?.y ?? 0);
    for (const mark of [a, b]) {
      expect(mark?.x).toBeGreaterThan(0);
      expect(mark?.y).toBeGreaterThan(0);
    }
  });

  it('makes one mark of points that would lie on each other, named by their most frequent town', () => {
    const points = [point('a', 41.88, -87.63, 'Chicago'), point('b', 41.8801, -87.63, 'Chicago'), point('c', 41.8802, -87.63, 'Cicero'),
      point('far', 39, -89, 'Springfield')];
    const marks = clusters(points, frameOf(points));
    expect(marks.map((mark) => [mark.points.length, mark.label])).toEqual([[3, 'Chicago'], [1, 'Springfield']]);
  });
});

describe('steps of a referral', () => {
  it('of a letter are written down by us, of a sealed file they come by file', () => {
    expect(stepsFrom('requested', 'out', 'letter')).toContain('accepted');
    expect(stepsFrom('requested', 'out', 'sealed_file')).not.toContain('accepted');
  });

  it('that are the requester\'s are not the responder\'s', () => {
    expect(stepsFrom('accepted', 'in', 'sealed_file')).not.toContain('received');
    expect(stepsFrom('accepted', 'out', 'letter')).toContain('received');
  });
});

describe('translating a form', () => {
  const form = { name: 'x', labels: { en: 'Wage claim' }, fields: [{ name: 'a', labels: { en: 'Employer' }, help: { en: 'Who' } }] };

  it('finds every sentence', () => {
    expect(sentences(form).map((one) => one.words['en'])).toEqual(['Wage claim', 'Employer', 'Who']);
  });

  it('writes a translation where the sentence stands, and takes it away again', () => {
    const done = withWords(form, ['fields', 0, 'labels'], 'es', 'Empleador');
    expect(sentences(done)[1]?.words).toEqual({ en: 'Employer', es: 'Empleador' });
    expect(sentences(withWords(done, ['fields', 0, 'labels'], 'es', ''))[1]?.words).toEqual({ en: 'Employer' });
    expect(sentences(form)[1]?.words).toEqual({ en: 'Employer' });
  });
});

describe('history', () => {
  it('is one change a revision, newest first, whatever parts it touched', () => {
    const one = (revision: string, part: string, name: string) =>
      ({ revision, part, author: 'Ana', op: 'update', time: 't', fields: { [name]: 1 } });
    const changes = byRevision([one('r1', 'identity', 'a'), one('r1', 'plan', 'b'), one('r2', 'plan', 'c')]);
    expect(changes.map((change) => [change.revision, change.names])).toEqual([['r2', ['c']], ['r1', ['a', 'b']]]);
  });
});

describe('a signature', () => {
  it('is lines of points, and drawn again from them', () => {
    const lines: [number, number][][] = [[[12, 40], [13, 42]], [[80, 10]]];
    expect(toText(lines)).toBe('12,40 13,42; 80,10');
    expect(fromText(toText(lines))).toEqual(lines);
    expect(fromText('')).toEqual([]);
    expect(fromText('<svg onload=x>; 1,2 nothing,3')).toEqual([[[1, 2]]]);
  });
});

describe('a word of one\'s own', () => {
  it('gets a code that stays when its words change', () => {
    expect(codeOf('Autobús nocturno (gratis)')).toBe('autobus_nocturno_gratis');
    expect(codeOf('حافلة')).toBe('');
    expect(codeOf('x'.repeat(100))).toHaveLength(60);
  });

  it('reads in the language of the page, else in English, else in any', () => {
    expect(labelOf({ code: 'a', labels: { en: 'Bus', es: 'Autobús' } })).toBe('Bus');
    expect(labelOf({ code: 'a', labels: { es: 'Autobús' } })).toBe('Autobús');
    expect(labelOf({ code: 'a', labels: {} })).toBe('a');
  });
});

// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest';
import type { Place } from '../../engine/shapes_legal';
import { chosenOf, labelOf, openPlaces, suggested } from './template_model';

const place = (name: string, more: Partial<Place> = {}): Place => ({ name, state: 'not_recorded', how: 'missing', list: false, sources: [], ...more });

describe('a template', () => {
  it('is a sample by its name, or a record', () => {
    const choice = { samples: [{ sample: 'a.md', language: 'en' as const }], templates: [] };
    expect(chosenOf(choice, 'a.md')).toEqual({ sample: 'a.md' });
    expect(chosenOf(choice, 'rec_1')).toEqual({ template: 'rec_1' });
  });

  it('gives the document a name that keeps its ending', () => {
    expect(suggested('a.en.docx', '2031-03-01')).toBe('a.en 2031-03-01.docx');
    expect(suggested('letter', '2031-03-01')).toBe('letter 2031-03-01');
    expect(suggested('.md', '2031-03-01')).toBe('.md 2031-03-01');
  });

  it('says a place in words', () => {
    expect(labelOf(place('person.name', { label: 'Name' }))).toBe('Name');
    expect(labelOf(place('ask.what_it_costs'))).toBe('what it costs');
  });

  it('has open places until they are typed or left blank', () => {
    const places = [place('a'), place('b'), place('c'), place('d', { how: 'record', state: 'answered' }), place('e', { state: 'no_such_place' })];
    expect(openPlaces(places, {}, {})).toEqual(['a', 'b', 'c']);
    expect(openPlaces(places, { a: 'x', b: '  ' }, { c: true })).toEqual(['b']);
  });
});

// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest';
import type { AmparoRecord, Member } from '../../engine/shapes';
import type { Check, Document, Matter, ReliefItem, ReliefOption } from '../../engine/shapes_legal';
import { newestVersions, sizeWords } from '../documents/documents_model';
import { checkHistory, checkState, mattersInOrder, mattersWith } from './matters_model';
import { answerOf, choiceOf, choicesOf, shownOptions } from './relief_model';
import { daysUntil, requestsInOrder } from './requests_model';
import { insideNow, keptOut } from './walls_model';

const matter = (number: string, more: Partial<Matter> = {}): Matter => ({
  id: `rec_${number}`, number, title: 'Wages', area: 'wages', state: 'open', opened_on: '2030-01-01', responsible: 'mem_1', responsible_name: 'Noor',
  person: 'per_1', chosen_name: 'Inés', ...more,
});

describe('matters in a list', () => {
  it('stand open before closed, the newest first, then by number', () => {
    const list = [matter('M-C'), matter('M-B', { state: 'closed', opened_on: '2031-01-01' }), matter('M-A'), matter('M-D', { opened_on: '2030-06-01' })];
    expect(mattersInOrder(list).map((one) => one.number)).toEqual(['M-D', 'M-A', 'M-C', 'M-B']);
  });

  it('are found by every word typed, without regard to accents', () => {
    const list = [matter('M-A'), matter('M-B', { chosen_name: 'Alma', jurisdiction: 'New York' })];
    const found = (text: string) => mattersWith(list, text, () => 'Salarios').map((one) => one.number);
    expect(found('ines noor')).toEqual(['M-A']);
    expect(found('salarios york')).toEqual(['M-B']);
    expect(found('ines york')).toEqual([]);
    expect(found('')).toEqual(['M-A', 'M-B']);
  });
});

describe('a wall', () => {
  const member = (member_id: string, name: string, you = false): Member => ({ member_id, name, you, active: true, added: '', parts: ['legal'], role: 'attorney' });
  const members = [member('a', 'Ana', true), member('n', 'Noor'), member('i', 'Iris'), member('i2', 'Iris')];

  it('ticks the others inside, by who they are and not by their names', () => {
    expect(insideNow(matter('M-A', { inside: ['Ana', 'Noor', 'Iris'], inside_ids: ['a', 'n', 'i2'] }), members)).toEqual(['n', 'i2']);
    expect(insideNow(matter('M-A'), members)).toEqual([]);
  });

  it('names who would be kept out', () => {
    const walled = matter('M-A', { inside: ['Ana', 'Noor', 'Iris'], inside_ids: ['a', 'n', 'i2'] });
    expect(keptOut(walled, members, ['i'])).toEqual(['Noor', 'Iris']);
    expect(keptOut(walled, members, ['n', 'i2'])).toEqual([]);
  });
});

describe('an element', () => {
  const words = { en: '', es: '' };
  const item: ReliefItem = { item: 'x', label: words, cite: '', evidence: false, cooperation: true, exceptions: [{ exception: 'trauma', label: words, cite: '' }] };

  it('is answered by one of the closed set, or an exception of its own', () => {
    expect(choicesOf(item)).toEqual(['present', 'missing', 'excepted:trauma', 'unknown', 'declined', 'not_asked']);
    expect(answerOf('excepted:trauma')).toEqual({ answer: 'excepted', exception: 'trauma' });
    expect(answerOf('declined')).toEqual({ answer: 'declined' });
  });

  it('that nobody answered is not asked, which is not unknown', () => {
    expect(choiceOf(item)).toBe('not_asked');
    expect(choiceOf({ ...item, standing: 'unknown' })).toBe('unknown');
    expect(choiceOf({ ...item, standing: 'excepted', exception: 'trauma' })).toBe('excepted:trauma');
  });

  it('moves no option up or down', () => {
    const option = (name: string): ReliefOption => ({ option: name, jurisdiction: 'US', label: words, about: words, decides: words, cite: '', as_of: '', reading: '',
      verified_by: '', verified_on: '', items: [] });
    const all = ['a', 'b', 'c', 'd'].map(option);
    expect(shownOptions(all, [option('d'), option('b')], ['c', 'b']).map((one) => one.option)).toEqual(['b', 'c', 'd']);
  });
});

describe('documents', () => {
  const document = (id: string, more: Partial<Document> = {}): Document => (
    { id, name: id, type: 'text/plain', bytes: 1, hash: '', version: 1, added_by: 'Ana', added_at: '2030-01-01T00:00:00Z', ...more });

  it('are shown by the newest version of each, the one added last first', () => {
    const all = [document('a'), document('a2', { version: 2, version_of: 'a', added_at: '2030-02-01T00:00:00Z' }), document('b', { added_at: '2030-03-01T00:00:00Z' }),
      document('a3', { version: 3, version_of: 'a', added_at: '2030-01-15T00:00:00Z' })];
    expect(newestVersions(all).map((one) => one.id)).toEqual(['b', 'a3']);
  });

  it('have a size in the unit a person would take', () => {
    expect(sizeWords(0)).toMatch(/^0 byte/);
    expect(sizeWords(999)).toMatch(/^999 byte/);
    expect(sizeWords(1500)).toBe('1.5 kB');
    expect(sizeWords(2_147_483_648)).toBe('2.1 GB');
  });
});

describe('requests', () => {
  const request = (id: string, data: Record<string, unknown>): AmparoRecord => ({ id, kind: 'matter_request', data, conflicts: [], heads: [], sealed: [], created: '', updated: '' });

  it('that wait for an answer stand first, by their day; one without a day after them', () => {
    const list = [request('old', { answered: 'yes', received_on: '2030-01-01' }), request('new', { answered: 'yes', received_on: '2030-03-01' }),
      request('dayless', {}), request('late', { due_on: '2030-05-05' }), request('soon', { due_on: '2030-04-04', answered: 'no' })];
    expect(requestsInOrder(list).map((one) => one.id)).toEqual(['soon', 'late', 'dayless', 'new', 'old']);
  });

  it('count whole days over the end of a month and of summer time', () => {
    expect(daysUntil('2030-03-02', '2030-02-27')).toBe(3);
    expect(daysUntil('2030-11-05', '2030-11-01')).toBe(4);
    expect(daysUntil('2030-01-01', '2030-01-02')).toBe(-1);
  });
});

describe('conflict checks', () => {
  const check = (at: string, more: Partial<Check> = {}): Check => ({ id: at, met: false, matters: [], by: 'Ana', at, ...more });
  const cleared = { met: true, matters: [{ number: 'M-A' }], cleared_by: 'Noor', cleared_at: '2031-01-02', reason: 'Both agree.' };

  it('are told in order, and a clearing once though it stands in two of them', () => {
    const steps = checkHistory([check('2031-01-03', cleared), check('2031-01-01', cleared), check('2030-01-01')]);
    expect(steps.map((one) => [one.what, one.at])).toEqual([['none', '2030-01-01'], ['met', '2031-01-01'], ['cleared', '2031-01-02'], ['again', '2031-01-03']]);
  });

  it('tell a clearing whose check was made before the matter', () => {
    expect(checkHistory([check('2031-01-03', cleared)]).map((one) => [one.what, one.by])).toEqual([['cleared', 'Noor'], ['again', 'Ana']]);
  });

  it('stand as the newest does', () => {
    expect(checkState([])).toBeNull();
    expect(checkState([check('2031-01-03', cleared), check('2030-01-01')])).toEqual({ state: 'cleared', by: 'Noor' });
    expect(checkState([check('2031-01-01', cleared), check('2031-01-02')])?.state).toBe('none');
    expect(checkState([check('2031-01-01'), check('2031-01-02', { met: true })])?.state).toBe('open');
  });
});

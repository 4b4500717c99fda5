// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeEach, describe, expect, it } from 'vitest';
import { language } from '../texts';
import { anyWhen, dateWords, localDate, whenWords } from './dates';
import { safety } from './safe_contact';

const now = new Date(2030, 4, 3, 14, 0); // A Friday.
const at = (day: number, hour: number, minute = 0) => new Date(2030, 4, day, hour, minute).toISOString();
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

describe('times in words', () => {
  beforeEach(() => language.set('en'));

  it.each([
    [at(3, 14), 'just now'],
    [at(3, 13, 40), '20 minutes ago'],
    [at(3, 16), 'in 2 hours'],
    [at(3, 19, 30), 'tonight, 7:30 PM'],
    [at(3, 9), 'today, 9:00 AM'],
    [at(4, 9), 'tomorrow, 9:00 AM'],
    [at(2, 9), 'yesterday, 9:00 AM'],
    [at(6, 9), 'Monday, 9:00 AM'],
    [at(20, 9), 'May 20'],
  ])('%s is %s', (instant, words) => expect(plain(whenWords(instant, now))).toBe(words));

  it.each([
    ['2030-05-03', 'today'], ['2030-05-04', 'tomorrow'], ['2030-05-02', 'yesterday'], ['2030-05-07', 'Tuesday'],
    ['2031-01-02', 'January 2, 2031'], ['2024-05', 'May 2024'], ['2024', '2024'], ['whatever', 'whatever'],
  ])('%s is %s', (date, words) => expect(dateWords(date, now)).toBe(words));

  it('are Spanish in Spanish', () => {
    language.set('es');
    expect(dateWords('2030-05-04', now)).toBe('mañana');
    expect(plain(whenWords(at(3, 19, 30), now))).toBe('esta noche, 19:30');
  });

  it('are told apart by their form', () => {
    expect(anyWhen('2030-05-04', now)).toBe('tomorrow');
    expect(plain(anyWhen(at(4, 9), now))).toBe('tomorrow, 9:00 AM');
    expect(localDate(now)).toBe('2030-05-03');
  });
});

describe('safe to get in touch', () => {
  const contact = (times: unknown, ways: unknown = ['call']) => ({ safe_contact_times: times, safe_contact_way: ways });

  it('says nothing where nothing is stated', () => {
    expect(safety({}, now).state).toBe('not_stated');
    expect(safety(contact({ no_answer: 'declined' }), now).state).toBe('not_stated');
  });

  it('is safe within a stated time, and says until when', () => {
    const found = safety(contact([{ days: ['friday'], from: '13:00', until: '15:00' }]), now);
    expect(found).toEqual({ state: 'safe', until: new Date(2030, 4, 3, 15, 0) });
  });

  it('is outside at its end, and says when the next begins', () => {
    const found = safety(contact([{ days: ['friday'], from: '13:00', until: '14:00' }]), now);
    expect(found).toEqual({ state: 'outside', next: new Date(2030, 4, 10, 13, 0) });
  });

  it('knows that a time may go past midnight', () => {
    const late = contact([{ days: ['thursday'], from: '22:00', until: '02:00' }]);
    expect(safety(late, new Date(2030, 4, 3, 1, 0)).state).toBe('safe');
    expect(safety(late, new Date(2030, 4, 3, 3, 0)).state).toBe('outside');
  });

  it('takes no days as every day', () => {
    expect(safety(contact([{ from: '09:00', until: '17:00' }]), now).state).toBe('safe');
  });

  it('never calls whoever wants to call themselves', () => {
    expect(safety(contact([], ['person_contacts_us']), now).state).toBe('never');
  });
});

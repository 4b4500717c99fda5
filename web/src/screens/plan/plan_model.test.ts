// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AmparoRecord } from '../../engine/shapes';
import { followUps, needsInOrder } from './plan_model';

const record = (id: string, kind: string, data: Record<string, unknown>): AmparoRecord =>
  ({ id, kind, data, conflicts: [], heads: [], sealed: [], created: '', updated: '' });
const ids = (records: { id: string }[]) => records.map((one) => one.id).join('');

describe('needs', () => {
  it('stand in the person\'s own order; what is met comes last; without an order, as they were', () => {
    expect(ids(needsInOrder([
      record('a', 'person_need', { priority: 'later' }), record('b', 'person_need', {}), record('c', 'person_need', { priority: 'first', state: 'met' }),
      record('d', 'person_need', { priority: 'first' }), record('e', 'person_need', { priority: 'declined' }),
    ]))).toBe('dabec');
  });
});

describe('what waits', () => {
  it('is by its day, without what is done; a task without a day comes last', () => {
    expect(ids(followUps([
      record('a', 'task', { what: 'x' }), record('b', 'task', { due_on: '2031-05-02' }), record('c', 'appointment', { starts_at: '2031-05-01T10:00:00Z' }),
      record('d', 'goal', { look_again_on: '2031-04-01', looked_again: 'yes' }), record('e', 'service_given', { follow_up_on: '2031-04-30' }),
      record('f', 'note', { text: 'x' }), record('g', 'task', { done: 'yes' }), record('h', 'safety_plan', {}),
    ]).map((one) => one.record))).toBe('ecba');
  });

  it('is read where the forms have it', () => {
    for (const kind of ['goal', 'service_given', 'safety_plan', 'task', 'appointment', 'house_note', 'incident']) {
      const { fields } = JSON.parse(readFileSync(join(__dirname, `../../../../data/forms/${kind}.json`), 'utf8')) as { fields: { name: string; due?: string; done_by?: string }[] };
      const due = fields.find((field) => field.due !== undefined);
      const data = { [due?.name ?? '']: '2031-05-02' };
      expect(followUps([record('a', kind, data)]), kind).toHaveLength(1);
      expect(followUps([record('a', kind, { ...data, [due?.done_by ?? '']: 'yes' })]), kind).toHaveLength(0);
    }
  });
});

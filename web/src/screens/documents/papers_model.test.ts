// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest';
import { exhibitMark, exhibitOf, letters, shifted } from './packet_model';
import { pageAfter, zoomAfter } from './pages';
import { afterKey, areaOf, between, inTheMiddle, moved, noSteps, redone, resized, smallest, stepped, undone } from './redact_model';

const size = { width: 600, height: 800 };
const area = { page: 1, left: 100, top: 100, right: 200, bottom: 150 };

describe('marks', () => {
  it('are taken back and put again step by step, and a new one forgets what was taken back', () => {
    const one = stepped(noSteps, [{ reason: 'safety', phrase: 'a' }]);
    const two = stepped(one, [...one.now, { reason: 'safety', phrase: 'b' }]);
    expect(undone(two).now).toEqual(one.now);
    expect(redone(undone(two)).now).toEqual(two.now);
    expect(undone(undone(undone(two))).now).toEqual([]);
    expect(redone(stepped(undone(two), [])).now).toEqual([]);
  });

  it('that are moved several times are one step', () => {
    const put = stepped(noSteps, [{ reason: 'other', ...area }], null);
    const once = stepped(put, [{ reason: 'other', ...moved(area, 6, 0, size) }], 0);
    const twice = stepped(once, [{ reason: 'other', ...moved(area, 12, 0, size) }], 0);
    expect(undone(twice).now).toEqual(put.now);
    expect(undone(stepped(twice, [], 1)).now).toEqual(twice.now);
  });

  it('know whether they are a rectangle', () => {
    expect(areaOf({ reason: 'other', ...area })).toEqual(area);
    expect(areaOf({ reason: 'other', phrase: 'a' })).toBeNull();
    expect(areaOf(undefined)).toBeNull();
  });
});

describe('a rectangle', () => {
  it('lies between two corners, on the page; a slip of the hand is none', () => {
    expect(between(2, { x: 300, y: 900 }, { x: -20, y: 700 }, size)).toEqual({ page: 2, left: 0, top: 700, right: 300, bottom: 800 });
    expect(between(1, { x: 10, y: 10 }, { x: 12, y: 90 }, size)).toBeNull();
  });

  it('stays on the page and as large as it is when it is moved', () => {
    expect(moved(area, -500, 2000, size)).toEqual({ page: 1, left: 0, top: 750, right: 100, bottom: 800 });
  });

  it('is never smaller than can be seen, nor larger than the page', () => {
    expect(resized(area, -500, -500, size)).toEqual({ ...area, right: 100 + smallest, bottom: 100 + smallest });
    expect(resized(area, 5000, 5000, size)).toEqual({ ...area, right: 600, bottom: 800 });
  });

  it('is moved by arrows, resized with Shift, and left alone by other keys', () => {
    expect(afterKey(area, 'ArrowLeft', false, size)).toEqual({ ...area, left: 94, right: 194 });
    expect(afterKey(area, 'ArrowDown', true, size)).toEqual({ ...area, bottom: 156 });
    expect(afterKey(area, 'a', false, size)).toBeNull();
  });

  it('put in the middle is one that the engine takes', () => {
    const middle = inTheMiddle(3, size);
    expect(middle.left < middle.right && middle.top < middle.bottom && middle.page === 3).toBe(true);
  });
});

describe('pages', () => {
  it('are turned within the document', () => {
    expect([pageAfter('PageDown', 1, 2), pageAfter('PageDown', 2, 2), pageAfter('PageUp', 1, 2), pageAfter('a', 1, 2)]).toEqual([2, 2, 1, 1]);
  });

  it('are made larger and smaller within bounds', () => {
    expect([zoomAfter('+', 1), zoomAfter('+', 3), zoomAfter('-', 1), zoomAfter('0', 3), zoomAfter('a', 2)]).toEqual([1.5, 3, 1, 1, 2]);
  });
});

describe('exhibits', () => {
  it('are named as the engine names them', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
    expect([exhibitMark('numbers', 2), exhibitMark('tabs', 0), exhibitMark('letters', 1)]).toEqual(['3', '1', 'B']);
  });

  it('are moved within the list', () => {
    expect(shifted(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(shifted(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    const all = ['a', 'b'];
    expect(shifted(all, 0, -1)).toBe(all);
    expect(shifted(all, 1, 2)).toBe(all);
  });

  it('are known by the field of an error', () => {
    expect(exhibitOf('exhibits[12].document')).toBe(12);
    expect(exhibitOf('exhibits')).toBeNull();
  });
});

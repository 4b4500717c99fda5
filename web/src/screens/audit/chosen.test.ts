// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditClaim } from '../../engine/shapes';
import { language } from '../../texts';
import { nearestRight, readAs } from './chosen';

const claim: AuditClaim = {
  line: 1, column: 1, text: '23% (5 of 21)', numerator: 5, denominator: 21, stated: 23, precision: 0, verdict: 'truncated', nearest: 24, reason: '',
};

afterEach(() => language.set('en'));

describe('what was read of a claim', () => {
  it('has the sign as the language writes it', () => {
    expect(readAs(claim)).toBe('5 of 21, 23%');
    expect(nearestRight(claim)).toBe('24%');
    language.set('es');
    expect(readAs(claim)).toBe('5 de 21, 23 %');
  });
  it('keeps the places that were printed', () => {
    const tenths = { ...claim, stated: 38, precision: 1, nearest: 38.1 };
    expect(readAs(tenths)).toBe('5 of 21, 38.0%');
    language.set('es');
    expect(nearestRight(tenths)).toBe('38,1 %');
    expect(readAs({ ...claim, stated: 66.6667, precision: null, nearest: null })).toBe('5 de 21, 66,6667 %');
  });
  it('gives a mean no sign, and both that can be', () => {
    const mean = { ...claim, numerator: null, denominator: 19, stated: 3.5, precision: 2, is_mean: true, nearest: 3.47, nearest_too: 3.53 };
    expect(readAs(mean)).toBe('of 19, 3.50');
    expect(nearestRight(mean)).toBe('3.47 or 3.53');
  });
  it('says nothing where nothing is right', () => { expect(nearestRight({ ...claim, nearest: null })).toBe(''); });
});

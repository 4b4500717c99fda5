// SPDX-License-Identifier: AGPL-3.0-or-later
// A vault of its own for each test, open in one window; after it the page had no error and asked nobody else.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { expectOwnRequestsOnly, openWindow, startBrowser, unlock } from './browser';
import type { Watched } from './browser';
import type { Host } from './host';
import { Place } from './host';

export type Trial = { place: Place; browser: Browser; host: Host; watched: Watched; page: Page };

/** `begin` makes the vault; `given` is told of each trial before its test. */
export function eachOnItsOwnVault(begin: (place: Place) => Promise<void>, given: (trial: Trial) => void): void {
  let browser: Browser;
  let trial: Trial;
  beforeAll(async () => { browser = await startBrowser(); });
  afterAll(async () => { await browser?.close(); });
  beforeEach(async () => {
    const place = new Place();
    await begin(place);
    const host = await place.open();
    const watched = await openWindow(browser, host.link);
    await unlock(watched.page);
    trial = { place, browser, host, watched, page: watched.page };
    given(trial);
  });
  afterEach(async () => {
    expect(trial.watched.errors).toEqual([]);
    expectOwnRequestsOnly(trial.watched, trial.host.link);
    await trial.watched.context.close();
    trial.place.end();
  });
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// 20,000 people in one vault: the page opens, and each of them is found by name, by sound, by number and by a word.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectOwnRequestsOnly, heading, openWindow, startBrowser, unlock } from './browser';
import type { Watched } from './browser';
import { Place } from './host';
import { manyPeople } from './seed';

const place = new Place('many', true);
let browser: Browser;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  await place.init('Puente Legal Aid', 'Ana');
  expect(await place.batch(manyPeople(20_000))).toBe(0);
  browser = await startBrowser();
  watched = await openWindow(browser, (await place.open()).link);
  page = watched.page;
  page.setDefaultTimeout(60_000);
  await unlock(page);
}, 700_000);
afterAll(async () => {
  await browser?.close();
  place.end();
});

async function found(text: string): Promise<string[]> {
  await page.locator('#search-text').fill(text);
  await page.locator(`[data-for="${text}"]`).waitFor({ state: 'attached' });
  return page.locator('.row-title').allTextContents();
}

it('are searched as one types', async () => {
  await heading(page, 'Today');
  await page.keyboard.press('/');
  await page.locator('#search-text').waitFor();
  expect(await found('Lucero Arriaga 17345')).toEqual(['Lucero Arriaga 17345']);
  expect((await found('Lusero'))[0]).toMatch(/^Lucero /);
  expect(await found('312 555 17345')).toContain('Lucero Arriaga 17345');
  expect(await found('lantern17345')).toEqual(['Lucero Arriaga 17345']);
  expect(await found('nobody at all')).toEqual([]);
  await found('17345');
  await page.keyboard.press('Enter');
  await heading(page, 'Lucero Arriaga 17345');
});

it('are listed a page at a time, and a new contact is held against all of them', async () => {
  await page.locator('.rail-link').nth(1).click();
  await heading(page, 'People');
  await page.locator('.row-button').nth(49).waitFor();
  await page.getByRole('button', { name: 'New contact' }).click();
  await page.locator('#f-chosen_name').fill('Lusero Ariaga 17345');
  await page.locator('.known-person', { hasText: 'Lucero Arriaga 17345' }).waitFor();
  expect(watched.errors).toEqual([]);
  expectOwnRequestsOnly(watched, page.url());
});

// SPDX-License-Identifier: AGPL-3.0-or-later
// The jobs of a day without a pointer: every control is reached by Tab, named, and used by a key.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { heading, openWindow, settled, startBrowser, unlock } from './browser';
import type { Watched } from './browser';
import { passphrase, Place } from './host';
import { directory } from './seed';

const tabsAtMost = 250;
const place = new Place();
let browser: Browser;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  await place.init('Puente Legal Aid', 'Ana');
  directory(place);
  browser = await startBrowser();
  watched = await openWindow(browser, (await place.open()).link);
  page = watched.page;
  await unlock(page);
});
afterAll(async () => {
  await browser?.close();
  place.end();
});

/** What a screen reader would say first of what has the focus. */
function named(): Promise<string> {
  return page.evaluate(() => {
    const node = document.activeElement as HTMLInputElement | null;
    if (!node || node.tabIndex < 0 || node === document.body) return '';
    const labels = [...(node.labels ?? [])].map((label) => label.textContent ?? '');
    return (node.getAttribute('aria-label') ?? (labels.length > 0 ? labels.join(' ') : node.textContent ?? '')).trim();
  });
}

async function tabTo(name: string | RegExp): Promise<void> {
  await settled(page);
  const is = (text: string) => (typeof name === 'string' ? text === name || text.startsWith(`${name} `) : name.test(text));
  const seen: string[] = [];
  for (let n = 0; n < tabsAtMost; ++n) {
    const now = await named();
    if (is(now)) return;
    seen.push(now);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${String(name)}; it came to: ${[...new Set(seen)].join(' | ')}`);
}

async function press(name: string | RegExp): Promise<void> {
  await tabTo(name);
  await page.keyboard.press('Enter');
}

async function tick(name: string | RegExp): Promise<void> {
  await tabTo(name);
  await page.keyboard.press('Space');
}

async function write(name: string | RegExp, text: string): Promise<void> {
  await tabTo(name);
  await page.keyboard.type(text);
}

it('a person is met, matched, asked, referred and written about, and the vault is locked', async () => {
  await heading(page, 'Today');
  await press('New contact');
  await page.locator('#f-chosen_name:focus').waitFor();
  await page.keyboard.type('Marisol');
  await tick('A bed tonight');
  await press('Save the contact');
  await heading(page, 'Marisol');

  await press('New note');
  await heading(page, 'Note');
  await write(/^Note/, 'Asked about the bus.');
  await press('Save');
  await heading(page, 'Marisol');

  await press('Find services');
  await page.locator('.offer').first().waitFor();
  await press('Choose Casa Azahar');
  await heading(page, /^Release/);
  await write("What for, in the person's words", 'to ask for a bed');
  await press('Show it to the person');
  await page.locator('.plain-release').waitFor();
  await tick('On a screen');
  await tick('I understand this, and I agree.');
  await write('Or type your name as your signature', 'Marisol');
  await press('Sign');
  await heading(page, 'New referral');
  await press('Send');
  await page.getByText('The letter is ready. It was logged.').waitFor();
  await press('Follow it');
  await heading(page, /^Referral to/);

  await page.keyboard.press('/');
  await page.locator('#search-text:focus').waitFor();
  await page.keyboard.type('marysol');
  await page.locator('[data-for="marysol"] .row-button').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await heading(page, 'Marisol');
  await press('Print');
  await heading(page, 'Print a summary');
  await press('Log it and print');
  await page.getByText('It was logged as a disclosure.').waitFor();

  await page.keyboard.press('Control+Shift+L');
  await heading(page, 'Locked');
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await heading(page, 'Today');
  expect(watched.errors).toEqual([]);
});

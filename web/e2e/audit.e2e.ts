// SPDX-License-Identifier: AGPL-3.0-or-later
// A report held against its counts: before there is a vault, while it is locked, and beside the work; what can't be read is said.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { expectOwnRequestsOnly, heading, look, openWindow, printed, startBrowser, unlock } from './browser';
import type { Watched } from './browser';
import type { Host } from './host';
import { Place, root } from './host';

let browser: Browser;
let place: Place;
let host: Host;
let watched: Watched;
let page: Page;

const report = 'Thirty-eight percent (8 of 21) came back; 23% (5 of 21) were citizens. All (14 of 14) want to stay; 25 of 21 women <b>asked</b>.';
const fixture = (name: string) => join(root, 'fuzz/corpus', name);
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
const rows = () => page.locator('.table tbody tr');

beforeAll(async () => { browser = await startBrowser(); });
afterAll(async () => { await browser?.close(); });
beforeEach(() => { place = new Place(); });
afterEach(async () => {
  expect(watched.errors).toEqual([]);
  expectOwnRequestsOnly(watched, host.link);
  await watched.context.close();
  place.end();
});

async function begin(vault: boolean): Promise<void> {
  if (vault) await place.init('Puente', 'Ana');
  host = await place.open();
  watched = await openWindow(browser, host.link);
  page = watched.page;
}

async function drop(...names: string[]): Promise<void> {
  const files = names.map((name) => ({ name: name.replace(/.*\//, ''), bytes: [...readFileSync(fixture(name))] }));
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, bytes } of given) transfer.items.add(new File([Uint8Array.from(bytes)], name));
    return transfer;
  }, files);
  await page.dispatchEvent('.drop', 'dragover', { dataTransfer: data });
  await page.locator('.drop-over').waitFor();
  await page.dispatchEvent('.drop', 'drop', { dataTransfer: data });
  expect(await page.locator('.drop-over').count()).toBe(0);
}

async function paste(words: string): Promise<void> {
  await page.getByLabel('Paste the words of a report').fill(words);
  await press('Check');
}

it('needs no vault: words are pasted, claims narrowed, and each leads to its place', async () => {
  await begin(false);
  await heading(page, 'A vault for the people you stand beside');
  await press('Audit a report');
  await heading(page, 'Audit a report');
  await paste(report);
  await page.getByText('4 claims found').waitFor();
  // What is wrong is shown first.
  expect(await rows().count()).toBe(2);
  await page.getByRole('row', { name: /23% \(5 of 21\).*truncated.*24/ }).waitFor();
  await page.getByRole('row', { name: /25 of 21.*impossible/ }).waitFor();
  await press(/^consistent/);
  await expect.poll(() => rows().count()).toBe(2);
  await press(/^All/);
  await expect.poll(() => rows().count()).toBe(4);
  expect(await page.locator('.audit-text').textContent()).toContain('women <b>asked</b>');
  expect(await page.locator('.claim-truncated').textContent()).toContain('[truncated]');
  await press(/^truncated/);
  await rows().first().getByRole('button').click();
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('claim-truncated');
  await page.getByText(/22 can come of 21 people/).waitFor();
  // The words lead back to the line that led to them.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.closest('tr')?.className)).toBe('is-truncated');
  expect(await page.locator('.claim-back').count()).toBe(0);
  await page.locator('.screen-back').click();
  await heading(page, 'A vault for the people you stand beside');
});

it('says how often two statements could be held against each other', async () => {
  await begin(false);
  await press('Audit a report');
  await paste('38% (8 of 21) came.');
  await page.getByText('No two statements could be held against each other').waitFor();
  await paste('8 of the 21 women (38%) came. 9 of the 20 women (45%) left.');
  await page.getByText('One pair of statements could be held against each other.').waitFor();
  await page.getByText('1 thing does not fit across claims.').waitFor();
  await paste('8 of the 21 women (36%) came. 9 of the 20 women (44%) left.');
  await page.getByText('2 do not follow from their counts by rounding.').waitFor();
});

it('is read on a phone without a scroll to the side, and printed whole', async () => {
  await begin(false);
  await press('Audit a report');
  await paste(`${report}\n`.repeat(60));
  await page.getByText('240 claims found').waitFor();
  const hidden = (selector: string) => page.locator(selector).evaluate((box) => [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect((await hidden('.table-room'))[0]).toBe(0);
  await rows().first().getByRole('button').click();
  const wrong: string[] = [];
  await look(page, 'audit_phone_words', wrong);
  expect(wrong).toEqual([]);
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  expect(await hidden('.table-room')).toEqual([0, 0]);
  expect(await hidden('.audit-text')).toEqual([0, 0]);
  expect(await page.getByText('What was found in pasted words').isVisible()).toBe(true);
  expect(await page.getByLabel('Paste the words of a report').isVisible()).toBe(false);
  expect(await page.locator('.audit-filters .button:visible').allInnerTexts()).toEqual([expect.stringMatching(/Not consistent/)]);
  await page.emulateMedia({ media: 'screen' });
  await press('Print');
  expect(await printed(page)).toBe(1);
});

it('reads while the vault is locked, and gives a marked copy', async () => {
  await begin(true);
  await heading(page, 'Locked');
  await press('Audit a report');
  await drop('docx/report.docx');
  await page.getByText('report.docx', { exact: true }).waitFor();
  await press(/^All/);
  const shown = await rows().count();
  expect(shown).toBeGreaterThan(0);
  const [download] = await Promise.all([page.waitForEvent('download'), press('Save the marked copy')]);
  expect(download.suggestedFilename()).toBe('report-checked.html');
  const copy = readFileSync(await download.path(), 'utf8');
  expect(copy.match(/<mark /g)).toHaveLength(shown);
  expect(copy).not.toContain('<script');
  const wrong: string[] = [];
  await look(page, 'audit_locked', wrong);
  expect(wrong).toEqual([]);
  await page.locator('.screen-back').click();
  await unlock(page);
  await heading(page, 'Today');
});

it('says why a file can’t be read, and reads the next', async () => {
  await begin(true);
  await unlock(page);
  await press('Audit');
  for (const [name, why] of [
    ['pdf/scan.pdf', /has no text in it; it may be a scan\. Have its words recognised/], ['pdf/locked.pdf', /is encrypted\. Save a copy/],
    ['pdf/cut.pdf', /is damaged/], ['docx/sheet.xlsx', /holds no Word document/],
  ] as const) {
    await drop(name);
    await page.getByText(why).waitFor();
    expect(await page.locator('.audit').count()).toBe(0);
  }
  await drop('pdf/report.pdf', 'pdf/scan.pdf');
  await page.getByText('One report at a time: the first was read.').waitFor();
  await press(/^All/);
  await page.getByRole('button', { name: /^page 1, line/ }).first().waitFor();
  await paste('Nobody counted anything.');
  await page.getByText('0 claims found').waitFor();
  expect(await rows().count()).toBe(0);
});

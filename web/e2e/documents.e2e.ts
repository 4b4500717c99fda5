// SPDX-License-Identifier: AGPL-3.0-or-later
// A document's pages as pictures; what is marked by words, hand or keys is gone from the copy; documents are joined in the order that was chosen.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axe, heading, settled, unlock } from './browser';
import type { Json, Place } from './host';
import { office } from './seed';
import type { MattersSeed } from './seed_matters';
import { matters } from './seed_matters';
import { eachOnItsOwnVault } from './trial';

let place: Place;
let legal: MattersSeed;
let page: Page;

eachOnItsOwnVault(async (its) => { legal = await matters(its, (await office(its)).person); }, (trial) => { ({ place, page } = trial); });

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const card = (title: string) => page.locator('.section', { has: page.getByRole('heading', { level: 2, name: new RegExp(`^${title}`) }) });
const dialog = () => page.locator('dialog[open]');

async function toMatter(): Promise<void> {
  await page.locator('.rail').getByRole('button', { name: 'Matters', exact: true }).click();
  await page.locator('.row-button', { hasText: String(legal.open['number']) }).click();
  await heading(page, new RegExp(String(legal.open['number'])));
}

async function toDocument(name: string): Promise<void> {
  await toMatter();
  await card('Documents').locator('.row-button', { hasText: name }).click();
  await heading(page, name);
}

/** The words of a document, page by page, as the engine reads them. */
async function wordsOf(name: string): Promise<string[]> {
  const out: string[] = [];
  await place.speak(async (call) => {
    const { documents } = await call('document.list', { matter: legal.open['id'] }) as { documents: Json[] };
    const id = documents.find((one) => one['name'] === name)?.['id'];
    const { pages } = await call('document.pages', { id }) as { pages: Json[] };
    for (let n = 1; n <= pages.length; ++n) out.push(String((await call('document.page', { id, page: n, width: 50 }))['text']));
  });
  return out;
}

const sheet = () => page.locator('.page-sheet');
const drawn = () => expect.poll(() => sheet().locator('image').count(), { timeout: 30_000 }).toBe(1);

async function makeCopy(): Promise<void> {
  await button('Make the redacted copy').click();
  await dialog().getByRole('button', { name: 'Make the redacted copy' }).click();
  await heading(page, 'wages-redacted.pdf');
}

it('a PDF is looked at page by page, larger and by the keyboard, with its words beside; nothing of it stays after locking', async () => {
  await toDocument('wages.pdf');
  await button('Look at it here').click();
  await drawn();
  const whole = await sheet().boundingBox();
  const room = page.getByRole('region', { name: 'Page 1 of wages.pdf' });
  await room.focus();
  await page.keyboard.press('+');
  await expect.poll(async () => (await sheet().boundingBox())?.width ?? 0).toBeGreaterThan((whole?.width ?? 0) * 1.2);
  await page.keyboard.press('0');
  await page.getByText('The words of this page').click();
  const [first] = await wordsOf('wages.pdf');
  expect(await page.locator('.document-text').textContent()).toBe(first);
  await button('Lock').click();
  await heading(page, 'Locked');
  expect(await page.content()).not.toMatch(/wages|blob:/);
});

it('what is marked by words is shown at each place before, and gone after; the original stays', async () => {
  const before = (await wordsOf('wages.pdf')).join(' ');
  const word = before.split(/\s+/).find((one) => /^[A-Za-z]{6,}$/.test(one)) ?? '';
  await toDocument('wages.pdf');
  await button('Redact').click();
  await heading(page, 'Redact');
  await page.getByLabel('Words', { exact: true }).fill(word);
  await page.keyboard.press('Enter');
  await page.locator('.party mark', { hasText: word }).first().waitFor({ state: 'attached' });
  await button('Undo').click();
  await page.getByText('Nothing is marked.').waitFor();
  await button('Do it again').click();
  await page.locator('.party mark').first().waitFor({ state: 'attached' });
  await drawn();
  await button('As it will be').click();
  await expect.poll(() => page.locator('.page-black rect').count()).toBeGreaterThan(0);
  await makeCopy();
  await card('What was made unreadable').getByText('Privilege').waitFor();
  await card('Who had it').getByText('Added').waitFor();
  expect((await wordsOf('wages-redacted.pdf')).join(' ')).not.toContain(word);
  expect((await wordsOf('wages.pdf')).join(' ')).toContain(word);
  await toDocument('wages.pdf');
  await card('Who had it').getByText('Another document was made from it').waitFor();
});

it('a rectangle is drawn by hand; what it touches is gone', async () => {
  await toDocument('wages.pdf');
  await button('Redact').click();
  await drawn();
  await settled(page);
  await button('Draw rectangles').click();
  await page.locator('.page-room').evaluate((one) => one.scrollIntoView({ block: 'center' }));
  const room = await page.locator('.page-room').boundingBox();
  if (!room) throw new Error('the page is not there');
  const seen = await sheet().boundingBox();
  if (!seen) throw new Error('the page is not drawn');
  await page.mouse.move(seen.x + seen.width * 0.02, room.y + room.height * 0.04);
  await page.mouse.down();
  await page.mouse.move(seen.x + seen.width * 0.98, room.y + room.height * 0.85, { steps: 5 });
  await page.mouse.up();
  await card('What is marked').getByText('Rectangle on page 1').waitFor();
  await makeCopy();
  const [was, is] = [(await wordsOf('wages.pdf'))[0] ?? '', (await wordsOf('wages-redacted.pdf'))[0] ?? ''];
  expect(is.length).toBeLessThan(was.length * 0.8);
});

it('by the keyboard: a rectangle is put, moved, made larger, taken away and put back', async () => {
  await toDocument('wages.pdf');
  await button('Redact').press('Enter');
  await drawn();
  await button('Put one in the middle').press('Enter');
  const bar = page.locator('.page-at-hand');
  await bar.waitFor();
  const at = async (name: string) => Number(await bar.getAttribute(name));
  const [x, width] = [await at('x'), await at('width')];
  await button('To the left').press('Enter');
  await expect.poll(() => at('x')).toBeCloseTo(x - 6);
  await page.locator('.page-room').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => at('x')).toBeCloseTo(x + 6);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => at('width')).toBeCloseTo(width + 6);
  await page.keyboard.press('Delete');
  await page.getByText('Nothing is marked.').waitFor();
  await button('Undo').press('Enter');
  await card('What is marked').getByText('Rectangle on page 1').waitFor();
});

it('what is not found stops the copy until somebody says that they looked', async () => {
  await toDocument('statement.txt');
  await button('Redact').click();
  await page.getByLabel('Words', { exact: true }).fill('zanzibar');
  await page.keyboard.press('Enter');
  await page.getByText('Not found.').waitFor();
  await page.getByLabel('Words', { exact: true }).fill('August');
  await page.keyboard.press('Enter');
  await page.locator('.party mark').waitFor();
  await button('Make the redacted copy').click();
  const make = dialog().getByRole('button', { name: 'Make the redacted copy' });
  await expect.poll(() => make.getAttribute('aria-disabled')).toBe('true');
  await dialog().getByLabel(/I looked at it/).check();
  await make.click();
  await heading(page, 'statement-redacted.txt');
});

it('documents are joined in the order that was chosen by hand or keys, and one that is gone meanwhile is named', async () => {
  await toMatter();
  await button('Make a packet').click();
  await heading(page, 'Make a packet');
  await button('Make the packet').click();
  await page.getByText('Choose at least one document.').waitFor();
  await page.getByRole('checkbox', { name: /wages\.pdf/ }).check();
  await page.getByRole('checkbox', { name: /statement\.txt/ }).check();
  const order = page.locator('.exhibit bdi');
  expect(await order.allTextContents()).toEqual(['wages.pdf', 'statement.txt']);
  await button('Earlier: statement.txt').press('Enter');
  expect(await order.allTextContents()).toEqual(['statement.txt', 'wages.pdf']);
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Earlier: statement.txt');
  await page.locator('.exhibit-head').nth(1).dragTo(page.locator('.exhibit-head').first());
  await expect.poll(() => order.allTextContents()).toEqual(['wages.pdf', 'statement.txt']);
  await button('Later: wages.pdf').click();
  await page.locator('.exhibit input').first().fill('Her statement');
  await page.getByLabel('What the packet is called').fill('Evidence');
  await page.getByLabel('Exhibits are called').selectOption('numbers');
  await button('Make the packet').click();
  await heading(page, 'Evidence.pdf');
  expect(await card('What this packet was made from').locator('li bdi').allTextContents()).toEqual(['Her statement', 'wages.pdf']);
  const pages = await wordsOf('Evidence.pdf');
  expect(pages.join(' ')).toMatch(/Her statement/);
  expect(pages.findIndex((one) => one.includes('from May to August'))).toBe(3);
  await toMatter();
  await button('Make a packet').click();
  await page.getByRole('checkbox', { name: /wages\.pdf/ }).check();
  await page.getByRole('checkbox', { name: /statement\.txt/ }).check();
  await page.getByLabel('What the packet is called').fill('Again');
  await place.speak(async (call) => {
    const { documents } = await call('document.list', { matter: legal.open['id'] }) as { documents: Json[] };
    await call('document.erase', { id: documents.find((one) => one['name'] === 'statement.txt')?.['id'], basis: 'asked for it' });
  });
  await button('Make the packet').click();
  await page.getByText('Exhibit B, statement.txt:').waitFor();
});

it('a person\'s own papers are kept, looked at and joined by whoever stands beside them, apart from what is privileged', async () => {
  const theirs = 'orange trees in rain';
  await place.speak(async (call) => { await call('member.add', { name: 'Teo', role: 'advocate', passphrase: theirs }); });
  await button('Lock').click();
  await heading(page, 'Locked');
  await unlock(page, theirs);
  await page.locator('.rail').getByRole('button', { name: 'People', exact: true }).click();
  await page.locator('.row-button', { hasText: 'Marisol' }).first().click();
  await button('Papers').click();
  await page.getByText('No papers yet.').waitFor();
  await page.getByLabel('Add documents').setInputFiles([
    { name: 'lease.txt', mimeType: 'text/plain', buffer: Buffer.from('Twelve months, from May.') },
    { name: 'passport.txt', mimeType: 'text/plain', buffer: Buffer.from('Her passport, page 2.') }]);
  await page.locator('.row-button', { hasText: 'passport.txt' }).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.locator('.row-button', { hasText: 'lease.txt' }).click();
  await heading(page, 'lease.txt');
  await button('Look at it here').click();
  await page.getByText('Twelve months, from May.').waitFor();
  await card('Who had it').getByText('Looked at').first().waitFor();
  await page.getByLabel('Add a new version').setInputFiles({ name: 'lease.txt', mimeType: 'text/plain', buffer: Buffer.from('Two years.') });
  await card('Versions').getByText('version 2').first().waitFor();
  await button('Marisol').click();
  await page.locator('.row-button', { hasText: 'lease.txt' }).waitFor();
  expect(await page.locator('.row-button', { hasText: 'statement.txt' }).count()).toBe(0);
  await button('Make a packet').click();
  await page.getByText('passport.txt').first().waitFor();
  await page.locator('.rail').getByRole('button', { name: 'People', exact: true }).click();
  await page.locator('.row-button', { hasText: 'Marisol' }).first().click();
  await heading(page, 'Marisol');
  await button('Timeline').click();
  await page.locator('.timeline, ol').first().waitFor();
  expect(await page.locator('main').getByText('passport.txt').count()).toBe(0);

  await button('Lock').click();
  await heading(page, 'Locked');
  await unlock(page);
  await page.locator('.rail').getByRole('button', { name: 'People', exact: true }).click();
  await page.locator('.row-button', { hasText: 'Marisol' }).first().click();
  await page.locator('.tabs').getByRole('button', { name: 'Matters' }).click();
  await card('Documents').waitFor();
  expect(await page.locator('.row-button', { hasText: 'lease.txt' }).count()).toBe(0);
});

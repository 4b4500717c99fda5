// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole way of a person through two offices, by the page alone: first run, contact, finding, match, release, referral,
// their answer, received, withdrawn.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectOwnRequestsOnly, heading, openWindow, startBrowser, unlock } from './browser';
import type { Watched } from './browser';
import { passphrase, Place } from './host';
import { directory } from './seed';

const puente = new Place('puente');
const azahar = new Place('azahar');
const files = mkdtempSync(join(tmpdir(), 'amparo-files-'));
let browser: Browser;

beforeAll(async () => { browser = await startBrowser(); });
afterAll(async () => {
  await browser?.close();
  puente.end();
  azahar.end();
  rmSync(files, { recursive: true, force: true });
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

async function firstRun(page: Page, organization: string, member: string): Promise<void> {
  await press(page, 'Begin');
  await page.getByLabel('Organisation').fill(organization);
  await page.getByLabel('Your name').fill(member);
  await press(page, 'Next');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await press(page, 'Make the vault');
  await page.locator('.words li').first().waitFor();
  const words = await page.locator('.words li').allTextContents();
  expect(words).toHaveLength(12);
  await press(page, 'I have them on paper');
  const fields = page.getByLabel(/^Word number/);
  await fields.first().fill('not the word');
  await press(page, 'Done');
  await page.getByText('This is not the word on the paper.').first().waitFor();
  for (const label of await page.locator('label', { hasText: 'Word number' }).allTextContents()) {
    await page.getByLabel(label, { exact: true }).fill(words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '');
  }
  await press(page, 'Done');
  await heading(page, 'Today');
}

async function savedFile(page: Page, name: string, act: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const path = join(files, name);
  await download.saveAs(path);
  return path;
}

async function settings(page: Page, section: string): Promise<void> {
  await press(page, 'Settings');
  await page.locator('.tabs').getByRole('button', { name: section }).click();
}

async function ownCard(page: Page, name: string): Promise<{ file: string; fingerprint: string }> {
  await settings(page, 'Partners');
  const fingerprint = (await page.locator('.mono').first().textContent()) ?? '';
  return { file: await savedFile(page, name, () => press(page, 'Save our card')), fingerprint };
}

async function addCard(page: Page, card: { file: string; fingerprint: string }): Promise<void> {
  await settings(page, 'Partners');
  await page.getByLabel('Card file of the partner').setInputFiles(card.file);
  await page.getByRole('textbox', { name: 'Fingerprint' }).fill(card.fingerprint);
  await page.locator('form').getByRole('button', { name: 'Add this card' }).click();
  await page.getByText(/^The card of/).waitFor();
}

async function newContact(page: Page): Promise<void> {
  await press(page, 'Today');
  await press(page, 'New contact');
  await page.locator('#f-chosen_name:focus').waitFor();
  await page.keyboard.type('Marisol');
  await page.keyboard.press('Tab');
  await page.keyboard.press('F2');
  await page.locator('#f-languages').fill('spa');
  await page.getByRole('option', { name: 'Spanish' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('A bed tonight').check();
  await page.getByLabel('No report to the police').check();
  await press(page, 'Save the contact');
  await heading(page, 'Marisol');
}

async function finding(page: Page): Promise<void> {
  await press(page, 'New finding');
  await heading(page, 'Finding');
  await page.getByLabel('Adult', { exact: true }).check();
  const say = async (what: string) => {
    const line = page.locator('.element-item', { hasText: what });
    await line.locator('select').selectOption('yes');
    await line.getByLabel('The person said so').check();
  };
  await say('Recruited: found, offered, engaged');
  await say('Threats of violence');
  await say('Forced labour or services');
  await page.getByText('All elements are there').first().waitFor();
  await page.locator('#f-sector').selectOption('farm_work');
  expect(await page.getByText('All elements are there').count()).toBeGreaterThan(0);
  await press(page, 'Save');
  await heading(page, 'Marisol');
}

async function release(page: Page): Promise<void> {
  await press(page, 'Find services');
  await page.locator('.offer', { hasText: 'Casa Azahar' }).getByRole('button', { name: 'Choose Casa Azahar' }).click();
  await heading(page, /^Release/);
  expect(await page.getByLabel('Who may receive it').inputValue()).toBe('Casa Azahar');
  await page.getByLabel('A message that we write').check();
  await page.getByLabel("What for, in the person's words").fill('para pedir una cama');
  await press(page, 'Show it to the person');
  await page.getByText('Compartir con su permiso').waitFor();
  await page.getByLabel('On a screen').check();
  await press(page, 'Sign');
  await page.getByText('Marque esto si está de acuerdo.').waitFor();
  await page.getByLabel('Entiendo esto y estoy de acuerdo.').check();
  await page.getByText('Firme en el recuadro o escriba su nombre.').waitFor();
  await page.getByLabel('O escriba su nombre como firma').fill('Marisol');
  await page.locator('.form-foot .button-primary').click();
  await heading(page, 'New referral');
}

async function send(page: Page): Promise<string> {
  await page.getByLabel('Need', { exact: true }).selectOption('bed_tonight');
  await page.getByLabel('Message', { exact: true }).fill('She can come tonight.');
  const leaves = page.locator('.card', { hasText: 'Exactly what leaves' });
  await leaves.getByText('She can come tonight.').waitFor();
  expect(await leaves.textContent()).toContain('Marisol');
  await press(page, 'Send');
  await page.getByText('The sealed file is ready. It was logged.').waitFor();
  return savedFile(page, 'referral', () => press(page, 'Save as a file'));
}

async function openFile(page: Page, path: string): Promise<void> {
  await press(page, 'Referrals');
  await page.getByLabel('A referral, or an answer to one of ours').setInputFiles(path);
}

it('a person comes from a first contact to a bed, and takes their consent back', async () => {
  const hostA = await puente.open();
  const a: Watched = await openWindow(browser, hostA.link);
  await firstRun(a.page, 'Puente Legal Aid', 'Ana');
  const cardA = await ownCard(a.page, 'puente.card');
  await hostA.stop();
  directory(puente);

  const hostB = await azahar.open();
  const b: Watched = await openWindow(browser, hostB.link);
  await firstRun(b.page, 'Casa Azahar', 'Bea');
  const cardB = await ownCard(b.page, 'azahar.card');
  await addCard(b.page, cardA);

  const again = await puente.open();
  await a.page.goto('about:blank');
  await a.page.goto(again.link);
  await unlock(a.page);
  await addCard(a.page, cardB);
  await newContact(a.page);
  await finding(a.page);
  await release(a.page);
  const referral = await send(a.page);

  await openFile(b.page, referral);
  await heading(b.page, 'Referral from Puente Legal Aid');
  await b.page.getByText('She can come tonight.').waitFor();
  const answer = await savedFile(b.page, 'answer', () => press(b.page, 'Accept'));

  await openFile(a.page, answer);
  await heading(a.page, 'Referral to Casa Azahar');
  await a.page.locator('.tag', { hasText: 'Accepted' }).waitFor();
  await a.page.getByLabel('What happened?').selectOption('received');
  await press(a.page, 'Write it down');
  await a.page.locator('.tag', { hasText: 'The person received it' }).waitFor();

  await press(a.page, 'The person');
  await heading(a.page, 'Marisol');
  await a.page.getByRole('button', { name: /Casa Azahar.*until/ }).click();
  await heading(a.page, 'Release to Casa Azahar');
  await press(a.page, 'Withdraw');
  await a.page.locator('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await a.page.getByText('Already sent to: Casa Azahar.').waitFor();

  for (const [watched, host] of [[a, again], [b, hostB]] as const) {
    expect(watched.page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]+$/);
    expect(await watched.page.title()).toBe('Notes');
    expect(await watched.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(watched.errors.filter((error) => !/net::ERR|Failed to fetch/.test(error))).toEqual([]);
    watched.requests.splice(0, watched.requests.length, ...watched.requests.filter((url) => !url.startsWith(new URL(hostA.link).origin)));
    expectOwnRequestsOnly(watched, host.link);
  }
});

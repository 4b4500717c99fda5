// SPDX-License-Identifier: AGPL-3.0-or-later
// How an organisation and its people want it: kept in the vault, and found again after the lock.
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axe, heading, openWindow, unlock } from './browser';
import { Place, program } from './host';
import type { Trial } from './trial';
import { eachOnItsOwnVault } from './trial';

let trial: Trial;
let place: Place;
let page: Page;

const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
const tab = async (name: string) => {
  await page.locator('.rail-link').nth(6).click();
  await page.locator('.tabs').getByRole('button', { name, exact: true }).click();
};

eachOnItsOwnVault((its) => its.init('Puente Legal Aid', 'Ana'), (its) => { trial = its; ({ place, page } = its); });

it('language, look, lock and the window\'s name come along with the person, in the vault and not in the browser', async () => {
  await tab('For you');
  await page.getByLabel('Dark', { exact: true }).check();
  await page.getByLabel('Title and icon of the window').selectOption('recipes');
  await page.getByLabel('Lock when nobody did anything for').selectOption('5');
  await page.getByText('Locks after 5 minutes.').waitFor();
  await page.locator('#settings-language').selectOption('es');
  await heading(page, 'Ajustes');
  expect(await page.title()).toBe('Recetas');
  await expect.poll(async () => {
    let kept: Record<string, unknown> = {};
    await place.speak(async (call) => { kept = await call('member.preferences', {}); });
    return kept;
  }).toEqual({ language: 'es', theme: 'dark', lock_after: 5, title: 'recipes' });
  await trial.host.stop();
  await trial.watched.context.close();

  trial.host = await place.open();
  trial.watched = await openWindow(trial.browser, trial.host.link);
  page = trial.watched.page;
  expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
  expect(await page.title()).toBe('Notes');
  await unlock(page);
  await heading(page, 'Hoy');
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await page.title()).toBe('Recetas');
  expect(await page.locator('link[rel=icon]').getAttribute('href')).toMatch(/^data:image/);
  await page.locator('.rail-link').nth(6).click();
  expect(await page.locator('select').nth(2).inputValue()).toBe('5');
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

it('a word of one\'s own is offered, translated and offered no more, and what was recorded with it stays', async () => {
  await tab('Words');
  await page.getByLabel('In your words').fill('The night bus');
  await page.locator('form').getByRole('button', { name: 'Add a word' }).click();
  await page.getByText('The night bus is in the list.').waitFor();
  await press('Change: The night bus');
  await page.getByRole('textbox', { name: 'Español' }).fill('El autobús nocturno');
  await press('Save');
  await page.getByText('The words are saved.').waitFor();

  await press('Today');
  await press('New contact');
  await page.locator('#f-chosen_name').fill('Nadia');
  await press('Show all: What does the person need?').catch(() => undefined);
  await page.getByLabel('The night bus').check();
  await press('Save the contact');
  await heading(page, 'Nadia');

  await tab('Words');
  await press('Change: The night bus');
  await press('Offer it no more');
  await page.getByText('offered no more').waitFor();
  await press('People');
  await press(/Nadia/);
  await page.getByText('The night bus').first().waitFor();
  await page.locator('.overview .card').first().getByRole('button', { name: 'Change' }).click();
  await heading(page, 'Change: First contact');
  expect(await page.getByLabel('The night bus').isChecked()).toBe(true);
  await press('Today');
  await press('New contact');
  await page.locator('#f-chosen_name:focus').waitFor();
  expect(await page.getByLabel('The night bus').count()).toBe(0);
});

it('a list that rules read takes other words and no codes', async () => {
  await tab('Words');
  await page.getByLabel('List', { exact: true }).selectOption('acts');
  await page.getByText('Rules of the program read this list').waitFor();
  expect(await page.getByRole('button', { name: 'Add a word' }).count()).toBe(0);
});

it('a review period is set for each kind, and nothing is past it yet', async () => {
  await tab('How long');
  await page.getByText('Nothing is past its review date.').waitFor();
  await page.getByLabel('First contact').selectOption('12');
  await page.getByText('The review period is set.').waitFor();
  await expect.poll(async () => {
    let periods: unknown;
    await place.speak(async (call) => { ({ periods } = await call('retention.list', {})); });
    return (periods as { kind: string; months?: number }[]).filter((one) => one.months !== undefined);
  }).toEqual([{ kind: 'contact', months: 12 }]);
});

it('proposed periods are in force only once they are taken, and none is where somebody decided already', async () => {
  const inForce = async () => {
    let periods: unknown;
    await place.speak(async (call) => { ({ periods } = await call('retention.list', {})); });
    return (periods as { kind: string; months?: number }[]).filter((one) => one.months !== undefined);
  };
  await tab('How long');
  const proposed = page.locator('.section', { has: page.getByRole('heading', { level: 2, name: 'Proposed' }) });
  await proposed.getByText('A proposal, not read by an attorney').waitFor();
  await proposed.locator('li').nth(3).waitFor();
  for (const text of await proposed.locator('li').allInnerTexts()) expect(text).toMatch(/^.+: \d+ months?\n.+After: .+\./s);
  expect(await inForce()).toEqual([]);
  const first = (await proposed.locator('li .strong').first().innerText()).split(',')[0] ?? '';
  await page.getByLabel(first, { exact: true }).selectOption('6');
  await page.getByText('The review period is set.').waitFor();
  await proposed.getByText('set here: 6 months').first().waitFor();
  const [decided] = await inForce();
  await proposed.getByRole('button', { name: 'Set those that nobody decided about' }).press('Enter');
  await page.getByText(/^\d+ periods? set\.$/).waitFor();
  await expect.poll(() => proposed.getByRole('button').count()).toBe(0);
  const now = await inForce();
  expect(now).toContainEqual(expect.objectContaining(decided ?? {}));
  expect(now.length).toBeGreaterThan(3);
});

it('a form of one\'s own is looked at, translated, and filled in with its new words', async () => {
  await tab('Forms');
  await page.getByLabel('Or paste its text').fill(JSON.stringify({
    name: 'wage_claim', version: 1, labels: { en: 'Wage claim' }, about_person: 'yes', title: 'employer',
    fields: [{ name: 'employer', type: 'text', part: 'narrative', required: true, labels: { en: 'Employer' } }],
  }));
  await page.locator('form').getByRole('button', { name: 'Add a form' }).click();
  await page.locator('.preview #f-employer').fill('tried out, and kept nowhere');
  await press('Translate: Wage claim');
  await page.getByLabel('Wage claim', { exact: true }).fill('Reclamo de salario');
  await page.getByRole('textbox', { name: 'Employer', exact: true }).fill('Empleador');
  await press('Save as the next version');
  await page.getByText('wage_claim, version 2, is in the vault.').waitFor();
  await tab('For you');
  await page.locator('#settings-language').selectOption('es');
  await heading(page, 'Ajustes');
  await page.locator('.tabs .button').nth(2).click();
  await press('Vista previa: Reclamo de salario');
  await page.locator('.preview label', { hasText: 'Empleador' }).waitFor();
});

it('what a colleague wrote on another computer comes in with their copy, and what both changed is chosen', async () => {
  const other = new Place('laptop');
  const theirs = 'orange trees in rain';
  const secret = join(other.folder, 'theirs');
  writeFileSync(secret, `${theirs}\n`, { mode: 0o600 });
  let contact = '';
  let person = '';
  await place.speak(async (call) => {
    await call('member.add', { name: 'Ines', role: 'coordinator', passphrase: theirs });
    const ida = await call('record.create', { kind: 'contact', data: { chosen_name: 'Ida', pronouns: 'she' } });
    contact = String(ida['id']);
    person = String(ida['person']);
  });
  copyFileSync(place.vault, other.vault);
  await other.speak(async (call) => {
    await call('record.create', { kind: 'contact', data: { chosen_name: 'Noor' } });
    await call('record.update', { id: contact, data: { chosen_name: 'Ida Luz' } });
    const lease = await call('document.begin', { name: 'lease.txt', person, personal: true });
    await call('document.put', { id: lease['id'], data: Buffer.from('Two rooms, from May.\n').toString('base64') });
    await call('document.finish', { id: lease['id'] });
  }, false, secret);
  await place.speak(async (call) => { await call('record.update', { id: contact, data: { chosen_name: 'Ida Sol' } }); });

  await tab('Back-up');
  const take = page.locator('section', { has: page.getByRole('heading', { name: 'Bring two copies together' }) });
  await take.getByLabel('The other copy of this vault').setInputFiles({ name: 'letter.amparo', mimeType: '', buffer: Buffer.from('Dear reader') });
  await take.getByRole('button', { name: 'Take over what it has' }).click();
  await take.getByRole('alert').waitFor();
  await take.getByLabel('The other copy of this vault').setInputFiles(other.vault);
  await take.getByText('Chosen: laptop.amparo').waitFor();
  await take.getByRole('button', { name: 'Take over what it has' }).click();
  await take.getByText('Taken over: 3 writes, of 4 records.').waitFor();
  await take.getByLabel('The documents of that copy').setInputFiles(`${other.vault}.documents`);
  await take.getByText('Documents that came along: 1. Here already: 0.').waitFor();
  await take.getByText('Every document here has its file.').waitFor();
  expect(await axe(page)).toEqual([]);
  await take.getByRole('button', { name: 'First contact' }).click();
  await page.getByText('Ida Luz').first().waitFor();
  await page.getByText('Ida Sol').first().waitFor();
  await press('People');
  await page.getByText('Noor').first().waitFor();

  await tab('Back-up');
  await take.getByLabel('The other copy of this vault').setInputFiles(other.vault);
  await take.getByRole('button', { name: 'Take over what it has' }).click();
  await take.getByText('That copy has nothing that is not here.').waitFor();
  other.end();
});

it('a back-up is a whole copy, written down with where it is kept, and the vault is verified', async () => {
  await tab('Back-up');
  await page.getByLabel('Where will it be kept?').fill('a drawer in the office');
  const [download] = await Promise.all([page.waitForEvent('download'), press('Make a back-up')]);
  await page.getByText(/^A verified copy of/).waitFor();
  const copy = join(place.folder, 'copy.amparo');
  await download.saveAs(copy);
  expect(readFileSync(copy).length).toBeGreaterThan(1000);
  expect(spawnSync(program, ['vault', 'verify', '--vault', copy]).status).toBe(0);
  await press('Verify now');
  await page.getByText('The vault is whole.').waitFor();
});

it('somebody who left has no access any more', async () => {
  await place.speak(async (call) => { await call('member.add', { name: 'Bea', role: 'advocate', passphrase: 'another quiet passphrase' }); });
  await tab('People');
  await press('Remove Bea');
  await page.locator('dialog[open]').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Bea has no access any more.').waitFor();
  await press('Lock');
  await heading(page, 'Locked');
  await page.locator('input[type=password]').fill('another quiet passphrase');
  await page.keyboard.press('Enter');
  await page.getByText('This passphrase opens nothing here.').waitFor();
});

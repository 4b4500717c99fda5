// SPDX-License-Identifier: AGPL-3.0-or-later
// What leaves on paper is logged, each time; a signature drawn on the screen is kept with its release.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { heading, printed, settled } from './browser';
import type { Json, Place } from './host';
import type { Seed } from './seed';
import { office } from './seed';
import { eachOnItsOwnVault } from './trial';

let place: Place;
let seed: Seed;
let page: Page;

const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();

eachOnItsOwnVault(async (its) => { seed = await office(its); }, (trial) => { ({ place, page } = trial); });

async function toMarisol(): Promise<void> {
  await press('People');
  await press(/Marisol/);
  await heading(page, 'Marisol');
}

async function log(): Promise<Json[]> {
  let found: Json[] = [];
  await place.speak(async (call) => { found = (await call('disclosures', { person: seed.person }))['disclosures'] as Json[]; });
  return found;
}

const left = (one: Json | undefined) => Object.keys(((one?.['what_left'] as Json | undefined)?.['fields'] ?? {}) as Json).sort();

it('a summary for the person is theirs without a release, and is logged as it was printed', async () => {
  await toMarisol();
  await page.locator('.screen-title').getByRole('button', { name: 'Print' }).click();
  await heading(page, 'Print a summary');
  const checked = page.locator('.print-choose input[type=checkbox]:checked');
  while (await checked.count() > 0) await checked.first().uncheck();
  await page.getByLabel(/^Phone number/).check();
  await press('Log it and print');
  await page.getByText('It was logged as a disclosure.').waitFor();
  const [newest, ...others] = await log();
  expect(others).toHaveLength(1);
  expect(newest).toMatchObject({ how: 'summary', by: 'Ana' });
  expect(newest).not.toHaveProperty('recipient');
  expect(left(newest)).toEqual(['contact.phone']);
  await expect.poll(() => printed(page)).toBe(1);
  await press('Log it and print');
  await expect.poll(() => printed(page)).toBe(2);
  expect(await log()).toHaveLength(3);
});

it('a summary for anybody else offers what a release names, and nothing when it was withdrawn', async () => {
  await toMarisol();
  await page.locator('.screen-title').getByRole('button', { name: 'Print' }).click();
  await page.getByLabel('The paper is for').selectOption({ label: 'Casa Azahar' });
  expect(await page.getByLabel(/^Phone number/).count()).toBe(0);
  await page.getByText("For Casa Azahar, with the person’s permission.").waitFor();
  await place.speak(async (call) => { await call('release.withdraw', { id: seed.release }); });
  await press('Log it and print');
  await page.getByText('The release was withdrawn; nothing was sent.').waitFor();
  expect(await log()).toHaveLength(1);
  expect(await printed(page)).toBe(0);
});

it('a letter printed again is logged again, and not at all when its release was withdrawn', async () => {
  await press('Referrals');
  await press(/Casa Azahar/);
  await heading(page, 'Referral to Casa Azahar');
  await press('Print the letter again');
  await page.locator('.letter', { hasText: 'She can come tonight.' }).waitFor();
  await expect.poll(() => printed(page)).toBe(1);
  const found = await log();
  expect(found.map((one) => one['how'])).toEqual(['letter', 'letter']);
  expect(left(found[0])).toEqual(left(found[1]));
  await place.speak(async (call) => { await call('release.withdraw', { id: seed.release }); });
  await press('Print the letter again');
  await page.getByText('The release was withdrawn; nothing was sent.').waitFor();
  expect(await log()).toHaveLength(2);
  expect(await printed(page)).toBe(1);
});

it('a release is signed with the finger, kept with its signature, and printed with what it names, which is logged', async () => {
  await toMarisol();
  await press('Find services');
  await page.locator('.offer .button-primary').first().click();
  await heading(page, /^Release/);
  await page.getByLabel("What for, in the person's words").fill('a quiet room');
  await press('Show it to the person');
  await page.getByLabel('Shown to the person in').selectOption('en');
  await page.getByText('Sharing with your permission').waitFor();
  await page.locator('.plain-release', { hasText: 'Marisol' }).waitFor();
  await page.getByLabel('On a screen').check();
  await page.getByLabel('I understand this, and I agree.').check();
  await settled(page);
  const pad = page.locator('.signature-pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('the field for the signature is not there');
  await page.mouse.move(box.x + 30, box.y + 60);
  await page.mouse.down();
  for (let n = 1; n <= 20; ++n) await page.mouse.move(box.x + 30 + n * 8, box.y + 60 + (n % 2) * 20);
  await page.mouse.up();
  await page.locator('.form-foot .button-primary').click();
  await heading(page, 'New referral');
  await toMarisol();
  await page.locator('.overview .card').nth(2).locator('.row-button', { hasText: 'a quiet room' }).click();
  await page.locator('.signed .signature path').first().waitFor();
  await page.locator('.screen-title').getByRole('button', { name: 'Print' }).click();
  await page.getByText('It was logged as a disclosure.').waitFor();
  await page.locator('.plain-release', { hasText: 'Marisol' }).waitFor();
  await expect.poll(() => printed(page)).toBe(1);
  const [newest] = await log();
  expect(newest).toMatchObject({ how: 'release' });
  expect(left(newest)).toContain('contact.chosen_name');
  let drawn = '';
  await place.speak(async (call) => {
    const releases = (await call('release.list', { person: seed.person }))['releases'] as Json[];
    drawn = String(releases.find((one) => one['signature'] !== undefined)?.['signature']);
  });
  expect(drawn).toMatch(/^\d+,\d+( \d+,\d+){5,}$/);
});

// SPDX-License-Identifier: AGPL-3.0-or-later
// A plan by the hand, a deadline by the keyboard; the person's own copy and a calendar that tells nothing.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { heading, printed, settled } from './browser';
import type { Json, Place } from './host';
import { office } from './seed';
import type { Seed } from './seed';
import type { PlanSeed } from './seed_plan';
import { plan } from './seed_plan';
import { eachOnItsOwnVault } from './trial';

let place: Place;
let seed: Seed;
let planned: PlanSeed;
let page: Page;

eachOnItsOwnVault(async (its) => {
  seed = await office(its);
  planned = await plan(its, seed.person);
}, (trial) => { ({ place, page } = trial); });

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const card = (title: string) => page.locator('.section', { has: page.getByRole('heading', { level: 2, name: new RegExp(`^${title}`) }) });

async function toView(view: string): Promise<void> {
  await button('People').click();
  await button(/^Marisol/).first().click();
  await heading(page, 'Marisol');
  await page.locator('.tabs').getByRole('button', { name: view, exact: true }).click();
}

async function ask(method: string, params: Json): Promise<Json> {
  let answer: Json = {};
  await place.speak(async (call) => { answer = await call(method, params); });
  return answer;
}

it('by the hand: needs stand in the person\'s order, a step is done, a service is added, the case closed and opened again', async () => {
  await toView('Plan');
  await expect.poll(() => card('What they need').locator('.row-title').allTextContents()).toEqual(['A place to live', 'Money to live on']);
  await card('Goals').getByLabel('Ask about the deposit').check();
  await expect.poll(async () => ((await ask('record.show', { id: planned.goal }))['data'] as { steps: Json[] }).steps.map((step) => step['done']))
    .toEqual(['yes', 'yes']);

  await button('Add a service').click();
  await heading(page, 'Service given');
  await page.locator('#f-service').selectOption('transport');
  await page.locator('#f-given_on').fill('2026-11-20');
  await page.locator('#f-given_by').fill('Ana');
  await button('Save').click();
  await card('Services given').getByText('Getting around').waitFor();

  await button('Close the case').click();
  await heading(page, 'Closing');
  await page.locator('#f-closed_on').fill('2026-11-21');
  await page.getByLabel('They moved away').check();
  await button('Save').click();
  await page.getByText(/: They moved away$/).waitFor();
  await button('Open it again').click();
  await page.locator('#f-reopened_on').fill('2026-11-22');
  await button('Save').click();
  await page.getByText(/^Opened again/).waitFor();
});

it('the person\'s own copy is one click away, in their language; the calendar says one word', async () => {
  await toView('Plan');
  const [file] = await Promise.all([page.waitForEvent('download'), button('Calendar file').click()]);
  const calendar = readFileSync(await file.path(), 'utf8');
  expect(calendar).toContain('SUMMARY:Busy');
  for (const word of ['Marisol', 'school', 'room', 'court']) expect(calendar.toLowerCase()).not.toContain(word.toLowerCase());
  await button('The person’s own copy').click();
  await heading(page, 'The person’s own copy');
  await page.getByLabel('Español').check();
  const paper = page.locator('article.letter');
  await paper.getByText('El plan de Marisol', { exact: true }).waitFor();
  await paper.getByText('A room with a door that locks.').waitFor();
  expect(await paper.getAttribute('lang')).toBe('es');
  const given = async () => (await ask('disclosures', { person: seed.person }))['disclosures'] as Json[];
  const before = await given();
  await button('Print').click();
  await expect.poll(() => printed(page)).toBe(1);
  const [newest, ...others] = await given();
  expect(others).toHaveLength(before.length);
  expect(newest).toMatchObject({ how: 'copy', by: 'Ana' });
  expect(newest).not.toHaveProperty('recipient');
  expect(newest?.['fields']).toContain('goal.goal');
  // On paper the sheet alone: nothing to press, no word of the program around it.
  await page.emulateMedia({ media: 'print' });
  expect((await page.locator('body').innerText()).trim()).toMatch(/^El plan de Marisol\n/);
  expect(await page.locator('button:visible, select:visible, input:visible').count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  // What it had is named where it was written down, without an id.
  await toView('Timeline');
  await page.locator('.timeline .row-button', { hasText: /^Disclosure/ }).first().click();
  await page.getByText(/^The person themself · .* · their own copy of the plan · Ana$/).waitFor();
  await page.getByText(/Goal.* and /).waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/\b(?:rec|per|mem)_/);
});

it('by the keyboard: a day is counted step by step, kept, and a document\'s own date comes before it with its reason', async () => {
  await toView('Deadlines');
  await button('New deadline').press('Enter');
  await heading(page, 'New deadline');
  await page.getByLabel('What it is for').focus();
  await page.keyboard.type('United States: Asylum application');
  await page.getByLabel('Last arrival in the United States').fill('2026-02-28');
  await page.getByText('8 CFR 208.4(a)(2)(ii)', { exact: false }).first().waitFor();
  await page.locator('.deadline-day').getByText('March 1, 2027').waitFor();
  expect(await page.locator('.deadline-steps li').count()).toBeGreaterThan(1);
  await button('Keep this deadline').press('Enter');
  await heading(page, 'Asylum application (I-589)');
  await button('A document says another day').press('Enter');
  await page.locator('dialog').getByLabel('The day in the document').fill('2027-01-15');
  await page.locator('dialog').getByLabel('Which document').fill('Order of the court, page 2');
  await page.keyboard.press('Enter');
  await page.getByText('A document says January 15, 2027').waitFor();
  await page.getByText('Counted by the rule: March 1, 2027.').waitFor();
  await button('It is done').press('Enter');
  await button('Not done after all').waitFor();
  await button('Undo').last().press('Enter');
  await button('It is done').waitFor();
});

it('a promised call stands in Today with whom and when, leads to them, and is gone once it is made', async () => {
  await ask('record.update', { id: seed.contact, data: { call_promised_at: new Date(Date.now() + 3_600_000).toISOString().slice(0, 19) + 'Z' } });
  await toView('Plan');
  await button('Today').click();
  const promised = card('Calls we promised').locator('.row-button');
  expect(await promised.innerText()).toMatch(/^Marisol\n.*due/);
  await promised.press('Enter');
  await heading(page, 'Marisol');
  await ask('record.update', { id: seed.contact, data: { call_made: 'yes' } });
  await button('Today').click();
  await card('Legal deadlines').waitFor();
  await expect.poll(() => card('Calls we promised').count()).toBe(0);
});

it('a deadline stands in Today with how near it is, and leads to how it was counted', async () => {
  await button('Today').click();
  await page.getByText(/Asylum application \(I-589\) ·.* days left/).waitFor();
  await page.locator('.row-button', { hasText: 'Asylum application' }).click();
  await heading(page, 'Asylum application (I-589)');
  await settled(page);
  await page.locator('.deadline-steps li').first().waitFor();
});

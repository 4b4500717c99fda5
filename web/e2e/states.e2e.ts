// SPDX-License-Identifier: AGPL-3.0-or-later
// What is not a screen but a state of one: the first run, locked, wrong, empty, asking, two answers, nobody there.
// On a laptop, a phone and a wall, in light and dark: axe finds nothing, nothing is too wide, the keyboard is somewhere.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heading, look, openWindow, startBrowser, unlock } from './browser';
import type { Watched } from './browser';
import { passphrase, Place } from './host';

type Look = { name: string; width: number; height: number; scheme: 'light' | 'dark' };
const looks: Look[] = [
  { name: 'light', width: 1280, height: 900, scheme: 'light' },
  { name: 'dark', width: 1280, height: 900, scheme: 'dark' },
  { name: 'phone', width: 320, height: 640, scheme: 'dark' },
  { name: 'wall', width: 3840, height: 2160, scheme: 'light' },
];

let browser: Browser;
beforeAll(async () => { browser = await startBrowser(); });
afterAll(async () => { await browser?.close(); });

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

class Round {
  readonly wrong: string[] = [];
  constructor(readonly page: Page, private readonly name: string) {}
  look(state: string): Promise<void> { return look(this.page, `${this.name}_state_${state}`, this.wrong); }
}

async function firstRun(round: Round): Promise<void> {
  const { page } = round;
  await heading(page, 'A vault for the people you stand beside');
  await round.look('first_run');
  await press(page, 'Begin');
  await page.getByLabel('Organisation').fill('Puente Legal Aid');
  await page.getByLabel('Your name').fill('Ana');
  await round.look('first_run_who');
  await press(page, 'Next');
  await page.getByLabel('Passphrase', { exact: true }).fill('short');
  await press(page, 'Make the vault');
  await page.getByText('At least 12 characters.', { exact: true }).first().waitFor();
  await round.look('first_run_error');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await press(page, 'Make the vault');
  await page.locator('.words li').first().waitFor();
  await round.look('first_run_kit');
  const words = await page.locator('.words li').allTextContents();
  await press(page, 'I have them on paper');
  await page.getByLabel(/^Word number/).first().fill('not the word');
  await press(page, 'Done');
  await page.getByText('This is not the word on the paper.').first().waitFor();
  await round.look('first_run_words');
  for (const label of await page.locator('label', { hasText: 'Word number' }).allTextContents()) {
    await page.getByLabel(label, { exact: true }).fill(words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '');
  }
  await press(page, 'Done');
  await heading(page, 'Today');
}

async function empty(round: Round): Promise<void> {
  const { page } = round;
  await round.look('today_empty');
  for (const [at, name] of [[1, 'people'], [2, 'directory'], [3, 'referrals']] as const) {
    await page.locator('.rail-link').nth(at).click();
    await page.locator('.empty').first().waitFor();
    await round.look(`${name}_empty`);
  }
  await page.locator('.bar-search .button').click();
  await page.locator('#search-text').fill('nobody');
  await page.getByText('Nothing found that you may read.').waitFor();
  await round.look('search_empty');
}

async function errorsInAForm(round: Round): Promise<void> {
  const { page } = round;
  await page.locator('.rail-link').first().click();
  await press(page, 'New contact');
  await page.locator('#f-phone').fill('call me');
  await press(page, 'Save the contact');
  await page.getByText('2 answers need mending').waitFor();
  await round.look('form_errors');
  await page.locator('#f-chosen_name').fill('Nadia');
  await page.locator('#f-phone').fill('312 555 0100');
  await press(page, 'Save the contact');
  await heading(page, 'Nadia');
}

/** Two people change the same answer without knowing of each other. */
async function conflict(round: Round, place: Place): Promise<void> {
  const { page } = round;
  await place.speak(async (call) => {
    const { records } = await call('record.list', { kind: 'contact' }) as { records: { id: string }[] };
    const id = records[0]?.id;
    const { heads } = await call('record.show', { id }) as { heads: string[] };
    for (const phone of ['312 555 0111', '312 555 0122']) await call('record.update', { id, data: { phone }, parents: heads });
  });
  await page.locator('.rail-link').nth(1).click();
  await press(page, /Nadia/);
  await page.getByText('Two answers stand against each other in: First contact').waitFor();
  await round.look('person_conflict');
  await press(page, 'Look and decide');
  await page.getByText('Two answers: Phone number').waitFor();
  await round.look('record_conflict');
  await press(page, 'Erase for good');
  await page.locator('dialog[open]').waitFor();
  await round.look('dialog');
  await page.locator('dialog').getByRole('button', { name: 'Erase for good' }).click();
  await page.locator('dialog .field-error').waitFor();
  await round.look('dialog_error');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
}

async function locked(round: Round): Promise<void> {
  const { page } = round;
  await press(page, 'Lock');
  await heading(page, 'Locked');
  await round.look('locked');
  await page.locator('input[type=password]').fill('not the passphrase');
  await page.keyboard.press('Enter');
  await page.getByText('This passphrase opens nothing here.').waitFor();
  await round.look('unlock_error');
  await press(page, 'Lost the passphrase?');
  await heading(page, 'Open with the paper kit');
  await page.getByLabel('The words of the kit').fill('one two three');
  await page.getByLabel('Your name, as in the vault').fill('Ana');
  await page.getByLabel('New passphrase').fill('another passphrase');
  await press(page, 'Open with the kit');
  await page.getByText('A kit has twelve words').waitFor();
  await round.look('kit_error');
  await press(page, 'Cancel');
  await unlock(page);
}

describe.each(looks)('$name', (one) => {
  it('is right in every state', async () => {
    const place = new Place();
    const host = await place.open();
    const watched: Watched = await openWindow(browser, host.link, {
      colorScheme: one.scheme, viewport: { width: one.width, height: one.height }, reducedMotion: 'reduce',
    });
    const round = new Round(watched.page, one.name);
    await firstRun(round);
    await empty(round);
    await errorsInAForm(round);
    await conflict(round, place);
    await locked(round);
    expect(watched.errors).toEqual([]);
    await host.stop('SIGKILL');
    await watched.page.getByText('The program does not answer', { exact: true }).waitFor();
    await round.look('away');
    const other = await place.open();
    await watched.page.goto(new URL('/', other.link).href);
    await heading(watched.page, 'This page is closed');
    await round.look('no_session');
    expect(round.wrong).toEqual([]);
    await watched.context.close();
    place.end();
  });
});

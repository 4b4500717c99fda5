// SPDX-License-Identifier: AGPL-3.0-or-later
// A bed tonight, once by the hand and once by the keyboard alone; two who give the same place; and where the address stands.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { heading, printed, settled } from './browser';
import type { Json, Place } from './host';
import { office } from './seed';
import type { HouseSeed } from './seed_house';
import { address, house } from './seed_house';
import { eachOnItsOwnVault } from './trial';

let place: Place;
let seed: HouseSeed;
let page: Page;

eachOnItsOwnVault(async (its) => {
  await office(its);
  seed = await house(its);
}, (trial) => { ({ place, page } = trial); });

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const dialog = () => page.locator('dialog');
const chip = (name: string, where: string) => page.getByRole('button', { name: new RegExp(`^${name}, .*, ${where},`) });

async function toBeds(): Promise<void> {
  await button('Beds').click();
  await chip('Amina', 'Room 1').waitFor();
}

/** By UTC, as the house's clock. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function ask(method: string, params: Json): Promise<Json> {
  let answer: Json = {};
  await place.speak(async (call) => { answer = await call(method, params); });
  return answer;
}

async function nowIn(name: string): Promise<string> {
  const stays = (await ask('stay.list', { person: seed.people[name] ?? '' }))['stays'] as { places: { name: string; ended: boolean }[] }[];
  return (stays[0]?.places ?? []).filter((one) => !one.ended).map((one) => one.name).join();
}

/** What was just said lies over the page until it is closed. */
async function closeSayings(): Promise<void> {
  const close = page.locator('.toast').getByRole('button', { name: 'Close' });
  while (await close.count() > 0) await close.first().click();
}

/** Stands on a stay or a place by arrow keys alone. */
async function arrowTo(target: ReturnType<typeof chip>, keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
  await expect.poll(() => target.evaluate((node) => node === document.activeElement)).toBe(true);
}

it('by the hand: a place is held, the person comes, is carried to another room and back, goes away and leaves', async () => {
  await toBeds();
  await button(/^Hold Room 3 from/).click();
  await dialog().getByLabel('For whom').fill('Kofi');
  await dialog().getByRole('option', { name: 'Kofi' }).click();
  await dialog().getByRole('button', { name: 'Hold', exact: true }).click();
  await page.getByText(/^Held for Kofi until/).waitFor();

  await chip('Kofi', 'Room 3').click();
  await dialog().getByRole('button', { name: 'They have come' }).click();
  await page.getByText('Kofi is here now.').waitFor();

  await closeSayings();
  const from = await chip('Kofi', 'Room 3').boundingBox();
  const to = await page.locator('tr', { hasText: 'Garden room/1' }).boundingBox();
  if (!from || !to) throw new Error('the board is not drawn');
  const middle = from.x + from.width / 2;
  await page.mouse.move(middle, from.y + 15);
  await page.mouse.down();
  await page.mouse.move(middle, from.y + 2, { steps: 3 });
  await page.mouse.move(middle, to.y + 20, { steps: 6 });
  await page.locator('.board-over.board-fits').waitFor();
  await page.mouse.up();
  await page.getByText('Moved to Garden room/1.').waitFor();
  await chip('Kofi', 'Garden room/1').waitFor();
  expect(await nowIn('Kofi')).toBe('Garden room/1');
  await button('Undo').last().click();
  await chip('Kofi', 'Room 3').waitFor();

  await chip('Kofi', 'Room 3').click();
  await dialog().getByRole('button', { name: 'Nights away' }).click();
  await dialog().getByRole('button', { name: 'Nights away' }).click();
  await page.getByText('Written down. Kofi keeps the place.').waitFor();
  await chip('Kofi', 'Room 3').click();
  await dialog().getByRole('button', { name: 'They leave' }).click();
  await dialog().getByLabel('Where to', { exact: true }).selectOption('friends');
  await dialog().getByLabel('Partly').check();
  await dialog().getByRole('button', { name: 'They leave' }).click();
  await page.getByText('Kofi has left. The place is free.').waitFor();
  await expect.poll(() => chip('Kofi', 'Room 3').count()).toBe(0);
});

it('by the keyboard: a stay is picked up, carried and put down; escape leaves it where it was', async () => {
  await toBeds();
  await page.locator('.board [data-stop][tabindex="0"]').focus();
  const amina = chip('Amina', 'Room 1');
  await arrowTo(amina, ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight']);
  await page.keyboard.press('Enter');
  await page.getByText('Amina is picked up from Room 1.').waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowDown');
  await page.getByText('Room 2: not free for Amina.').waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.chip-picked').count()).toBe(0);
  expect(await nowIn('Amina')).toBe('Room 1');

  const josefa = chip('Josefa', 'Garden room/2');
  await arrowTo(josefa, ['ArrowUp', 'ArrowUp']);
  await page.keyboard.press('Enter');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await page.getByText('Room 3: free for Josefa. Enter puts it down.').waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.getByText('Moved to Room 3.').waitFor();
  await expect.poll(() => chip('Josefa', 'Room 3').evaluate((node) => node === document.activeElement)).toBe(true);
  expect(await nowIn('Josefa')).toBe('Room 3');

  await page.keyboard.press('Space');
  await dialog().getByRole('button', { name: 'Change the last day' }).focus();
  await page.keyboard.press('Enter');
  await dialog().locator('input[type=date]').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(/^Josefa can stay until/).waitFor();
});

it('who is held a place for nights to come begins early only when that is said', async () => {
  await ask('bed.hold', { person: seed.people['Kofi'] ?? '', places: [seed.units['Room 3']], from: day(2), until: day(5), minutes: 200 });
  const theirs = async () => ((await ask('stay.list', { person: seed.people['Kofi'] ?? '' }))['stays'] as Json[])[0];
  await toBeds();
  await chip('Kofi', 'Room 3').click();
  await dialog().getByRole('button', { name: 'They have come' }).press('Enter');
  await dialog().getByText('This place is held for a night to come; nothing was changed.').waitFor();
  expect(await theirs()).toMatchObject({ state: 'held' });
  await dialog().getByRole('button', { name: 'They are here already: theirs from tonight' }).press('Enter');
  await page.getByText('Kofi is here now.').waitFor();
  expect(await theirs()).toMatchObject({ state: 'staying', places: [{ from: day(0), until: day(5) }] });
});

it('what waits in the house stands in Today: a bed that a partner asks for, and who leaves in the morning', async () => {
  await ask('stay.extend', { id: seed.stays['Amina'] ?? '', until: day(1) });
  await button('Today').click();
  const section = (title: string) => page.locator('.section', { has: page.getByRole('heading', { level: 2, name: new RegExp(`^${title}`) }) });
  await section('Beds that partners ask for').locator('.row-button').click();
  await button(/^Accept /).waitFor();
  await button('Today').click();
  const leaves = section('Stays that end').locator('.row-button');
  expect(await leaves.innerText()).toMatch(/^Amina\n.*Room 1.*ends/);
  await leaves.press('Enter');
  await chip('Amina', 'Room 1').waitFor();
  await ask('stay.leave', { id: seed.stays['Amina'] ?? '' });
  await button('Today').click();
  await section('Beds that partners ask for').waitFor();
  await expect.poll(() => section('Stays that end').count()).toBe(0);
});

it('a task for a stay says whose, in the record and in the form that changes it', async () => {
  await ask('record.create', { kind: 'task', person: seed.people['Amina'] ?? '', data: { what: 'Ask about the bus pass', stay: seed.stays['Amina'] ?? '' } });
  await button('People').click();
  await button(/^Amina/).first().click();
  await page.locator('.tabs').getByRole('button', { name: 'Timeline', exact: true }).click();
  await page.locator('.row-button', { hasText: 'Ask about the bus pass' }).click();
  await heading(page, 'Task');
  await page.locator('dl.facts').getByRole('button', { name: 'Amina', exact: true }).waitFor();
  await button('Change').click();
  await page.locator('.chosen').getByText(/, Amina$/).waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/Linked record|\b(?:rec|per|mem)_/);
});

it('who was first has the place; the other is told, and offered what is free', async () => {
  await toBeds();
  await button(/^Hold Room 3 from/).click();
  await dialog().getByLabel('For whom').fill('Kofi');
  await dialog().getByRole('option', { name: 'Kofi' }).click();
  await ask('bed.hold', { person: seed.people['Josefa'] ?? '', places: [seed.units['Room 3']] });
  await dialog().getByRole('button', { name: 'Hold', exact: true }).click();
  await dialog().getByText('Somebody else was first').waitFor();
  await dialog().getByRole('radio', { name: 'Garden room' }).check();
  await dialog().getByRole('button', { name: 'Hold', exact: true }).click();
  await page.getByText(/^Held for Kofi until/).waitFor();
  expect(await nowIn('Kofi')).toBe('Garden room/1');
});

it('the waiting list says why; a bed is held from it, and who can\'t be housed is written down with the reason', async () => {
  await toBeds();
  await button('Waiting list').click();
  await page.getByText('Called first: No place to sleep tonight, as the hotline stated.').waitFor();
  await button('Hold a bed for Kofi').click();
  await dialog().getByRole('radio', { name: 'Room 3' }).check();
  await dialog().getByRole('button', { name: 'Hold', exact: true }).click();
  await page.getByText(/^Held for Kofi until/).waitFor();
  await button('Close the request of Somebody').click();
  await dialog().getByLabel('We can’t house them').check();
  await dialog().getByLabel('Why we can’t').selectOption('full');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await page.getByText('Because: No room left').waitFor();
  expect((await ask('bed.waiting', {}))['turned_away']).toEqual({ full: 1 });
});

it('a partner hears yes or no, and the reason stays', async () => {
  await toBeds();
  await button('Partners ask').click();
  await button(/^Decline /).click();
  await dialog().getByLabel('Why we can’t').selectOption('full');
  await dialog().getByRole('button', { name: 'Decline' }).click();
  await page.getByText(/: no\. The reason stays here\.$/).waitFor();
  await page.getByText('Call them back: 312 555 0144, ask for Rosa. Say only yes or no.').waitFor();
  await button('A partner calls').click();
  await dialog().getByLabel('How to call them back').fill('312 555 0150');
  await page.keyboard.press('Enter');
  await page.getByText(/^Their code is /).waitFor();
  await button(/^Accept /).click();
  await page.getByText(/: yes\.$/).waitFor();
});

it('the hand-over sheet prints without names; the address stands on none of these pages', async () => {
  await toBeds();
  const read = async () => {
    await settled(page);
    const text = await page.locator('body').innerText();
    expect(text).not.toContain(address);
    return text;
  };
  for (const view of ['Board', 'Waiting list', 'Partners ask', 'The house']) {
    await page.locator('.tabs').getByRole('button', { name: view }).click();
    await read();
  }
  await button('Hand-over sheet').click();
  await heading(page, 'Hand-over sheet');
  await page.getByText('Room 2', { exact: true }).waitFor();
  for (const name of ['Amina', 'Josefa', 'Lucero', 'back door']) expect(await read()).not.toContain(name);
  await button('Print').click();
  await expect.poll(() => printed(page)).toBe(1);
  await page.getByLabel(/^With names/).check();
  await page.locator('.handover').getByText('Amina').waitFor();
  await page.getByText('The key of the back door sticks.').waitFor();
  await read();
});

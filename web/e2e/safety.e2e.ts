// SPDX-License-Identifier: AGPL-3.0-or-later
// Leaving, locking, two windows, going away of the program, printing, languages: what must hold on a hard day.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectOwnRequestsOnly, heading, openWindow, printed, startBrowser, unlock } from './browser';
import type { Watched } from './browser';
import type { Host } from './host';
import { Place } from './host';
import { office } from './seed';

const place = new Place();
let browser: Browser;
let host: Host;
let watched: Watched;
let page: Page;

const press = (name: string | RegExp, on: Page = page) => on.getByRole('button', { name }).first().click();

beforeAll(async () => {
  await office(place);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  place.end();
});
beforeEach(async () => {
  host = await place.open();
  watched = await openWindow(browser, host.link);
  page = watched.page;
  await unlock(page);
});
afterEach(async () => {
  expectOwnRequestsOnly(watched, host.link);
  await watched.context.close();
  await host.stop();
});

async function toMarisol(on: Page = page): Promise<void> {
  await press('People', on);
  await press(/Marisol/, on);
  await heading(on, 'Marisol');
}

async function nothingOfAPerson(): Promise<void> {
  const html = await page.evaluate(() => document.documentElement.outerHTML);
  for (const word of ['Marisol', '312 555 0199', 'Casa Azahar', 'Puente']) expect(html).not.toContain(word);
}

describe('locking', () => {
  it('leaves nothing of a person in the page, and comes back with the passphrase', async () => {
    await toMarisol();
    await page.keyboard.press('Control+Shift+L');
    await heading(page, 'Locked');
    await nothingOfAPerson();
    await page.goBack().catch(() => null);
    await nothingOfAPerson();
    await unlock(page);
    await heading(page, 'Today');
  });

  it('happens in every window', async () => {
    await press('Settings');
    await press('Make an address');
    const address = (await page.locator('.notice .mono').textContent()) ?? '';
    const second = await openWindow(browser, address);
    await second.page.locator('.rail').waitFor();
    await press('Lock', second.page);
    await heading(page, 'Locked');
    await unlock(page);
    await heading(page, 'Today');
    // What the first window opened stays shut in the second, until somebody there shows the passphrase too.
    await heading(second.page, 'Locked');
    await second.page.locator('input[type=password]').fill('any eight letters');
    await second.page.keyboard.press('Enter');
    await second.page.getByText('This passphrase opens nothing here.').waitFor();
    await second.page.reload();
    await heading(second.page, 'Locked');
    await unlock(second.page);
    await second.context.close();
  });

  it('says what a wrong passphrase is and keeps the keyboard where it was', async () => {
    await press('Lock');
    await heading(page, 'Locked');
    await page.locator('input[type=password]').fill('not the passphrase');
    await page.keyboard.press('Enter');
    await page.getByText('This passphrase opens nothing here.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('password');
  });
});

describe('quick exit', () => {
  it('is the first thing the Tab key finds, on every screen and before unlocking', async () => {
    const first = async () => {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.evaluate(() => document.body.focus());
      const order = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')]
        .filter((node) => node.tabIndex >= 0).map((node) => node.textContent));
      expect(order[0]).toBe('Exit quickly');
    };
    await first();
    await toMarisol();
    await first();
    await press('Lock');
    await heading(page, 'Locked');
    await first();
  });

  it('leaves at Shift three times, ends its session, and going back finds nothing', async () => {
    let bearer = '';
    page.on('request', (request) => { bearer = request.headers()['authorization'] ?? bearer; });
    await toMarisol();
    const { origin } = new URL(host.link);
    const call = async () => (await fetch(`${origin}/call`, {
      method: 'POST', headers: { Authorization: bearer, Origin: origin, 'Content-Type': 'application/json' },
      body: JSON.stringify({ method: 'vault.info', params: {} }),
    })).status;
    expect(await call()).toBe(200);
    for (let n = 0; n < 3; ++n) await page.keyboard.press('Shift');
    await page.waitForURL('about:blank');
    await page.goBack().catch(() => null);
    await page.waitForLoadState();
    await nothingOfAPerson();
    await expect.poll(call).toBe(401);
  });

  it('leaves at its button', async () => {
    await toMarisol();
    await press('Exit quickly');
    await page.waitForURL('about:blank');
  });
});

describe('two windows', () => {
  it('edit one record: both answers are kept, and a person decides', async () => {
    await press('Settings');
    await press('Make an address');
    const second = await openWindow(browser, (await page.locator('.notice .mono').textContent()) ?? '');
    const other = second.page;
    await other.locator('.rail').waitFor();
    for (const on of [page, other]) {
      await toMarisol(on);
      await on.locator('.overview .card').first().getByRole('button', { name: 'Change' }).click();
      await heading(on, 'Change: First contact');
    }
    await page.locator('#f-phone').fill('312 555 0111');
    await press('Save');
    await heading(page, 'Marisol');
    await other.getByText('This record was changed in another window meanwhile').waitFor();
    await other.locator('#f-phone').fill('312 555 0122');
    await press('Save', other);
    await other.getByText('Two answers: Phone number').waitFor();
    await page.getByText('Two answers stand against each other in: First contact').waitFor();
    await other.locator('.conflict .group-item', { hasText: '0122' }).getByRole('button', { name: 'Take this one' }).click();
    await other.getByText('Two answers: Phone number').waitFor({ state: 'detached' });
    expect(await other.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.getByText('312 555 0122').waitFor();
    await other.locator('summary', { hasText: 'History' }).click();
    await other.locator('details li').nth(3).waitFor();
    await second.context.close();
  });
});

describe('an interruption', () => {
  it('says so when the program goes away, and keeps what was typed on the page', async () => {
    await press('New contact');
    await page.locator('#f-chosen_name').fill('Basma');
    await host.stop('SIGKILL');
    await page.getByText('The program does not answer', { exact: true }).waitFor();
    await press('Save the contact');
    await page.getByText(/what you typed is still here/).first().waitFor();
    expect(await page.locator('#f-chosen_name').inputValue()).toBe('Basma');
    watched.errors.length = 0;
  });

  it('in the middle of typing loses nothing: the draft is there after the program was killed', async () => {
    await press('New contact');
    await page.locator('#f-chosen_name:focus').waitFor();
    await page.keyboard.type('Nadia');
    await page.locator('#f-phone').fill('not a number yet');
    await page.getByText(/^Draft kept in the vault/).waitFor();
    await host.stop('SIGKILL');
    const again = await place.open();
    const other = await openWindow(browser, again.link);
    await unlock(other.page);
    await press(/Nadia/, other.page);
    await other.page.getByText('You go on with what was left here.').waitFor();
    expect(await other.page.locator('#f-chosen_name').inputValue()).toBe('Nadia');
    expect(await other.page.locator('#f-phone').inputValue()).toBe('not a number yet');
    await other.page.locator('#f-phone').fill('');
    await press('Save the contact', other.page);
    await heading(other.page, 'Nadia');
    await press('Today', other.page);
    await heading(other.page, 'Today');
    await other.page.locator('.today, .empty').waitFor();
    expect(await other.page.getByRole('button', { name: /Nadia/ }).count()).toBe(0);
    await other.context.close();
    await again.stop();
    watched.errors.length = 0;
  });

  it('of a search is a key away, and the search finds a name as it sounds', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('marysol');
    await page.getByRole('button', { name: /Marisol.*sounds alike/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await heading(page, 'Marisol');
  });
});

describe('a form', () => {
  it('that is not right says so beside the field and in a summary, and nothing is lost', async () => {
    await press('New contact');
    await page.locator('#f-phone').fill('call me');
    await press('Save the contact');
    await page.getByText('2 answers need mending').waitFor();
    await page.locator('.summary-list button', { hasText: 'Phone number' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-phone');
    expect(await page.locator('#f-phone').inputValue()).toBe('call me');
  });

  it('that was changed is as before after Undo, and the history keeps both', async () => {
    await toMarisol();
    const needs = page.locator('.overview .card').first();
    await needs.getByRole('button', { name: 'Change' }).click();
    await heading(page, 'Change: First contact');
    await page.locator('#f-needs_note').fill('A room with a window.');
    await press('Save');
    await needs.getByText('A room with a window.').waitFor();
    await press('Undo');
    await page.getByText('Undone. The history keeps both.').waitFor();
    await needs.getByText('A door that locks, and somebody who speaks Spanish.').waitFor();
  });

  it('of the office itself is added, drawn at once, and filled in', async () => {
    await press('Settings');
    await page.locator('.tabs').getByRole('button', { name: 'Forms' }).click();
    await page.getByLabel('Or paste its text').fill(JSON.stringify({
      name: 'wage_claim', version: 1, labels: { en: 'Wage claim' }, about_person: 'yes', title: 'employer',
      fields: [{ name: 'employer', type: 'text', part: 'narrative', required: true, labels: { en: 'Employer' } },
        { name: 'owed', type: 'decimal', part: 'narrative', min: 0, labels: { en: 'Amount owed' } }],
    }));
    await page.locator('form').getByRole('button', { name: 'Add a form' }).click();
    await page.getByText('wage_claim, version 1, is in the vault.').waitFor();
    await toMarisol();
    await page.locator('.tabs').getByRole('button', { name: 'Record something' }).click();
    await press(/Wage claim/);
    await page.locator('#f-employer').fill('Mariposa Farms');
    await page.locator('#f-owed').fill('1250.5');
    await press('Save');
    await heading(page, 'Marisol');
    await page.getByText('Mariposa Farms').waitFor();
  });
});

describe('what is sealed', () => {
  it('is named as sealed to the legal team for whoever may not read it', async () => {
    await press('Settings');
    await page.locator('.tabs').getByRole('button', { name: 'People' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Bea');
    await page.getByLabel('Role').selectOption('shelter');
    await page.getByLabel('A first passphrase for them').fill('another quiet passphrase');
    await page.locator('form').getByRole('button', { name: 'Add a colleague' }).click();
    await page.getByText('Bea was added.').waitFor();
    await press('Lock');
    await heading(page, 'Locked');
    await unlock(page, 'another quiet passphrase');
    await toMarisol();
    await page.getByText('Sealed to the legal team.').first().waitFor();
    expect(await page.evaluate(() => document.body.textContent)).not.toContain('Privileged words.');
  });
});

describe('paper', () => {
  it('shows the chosen answers and nothing of the page around them', async () => {
    await toMarisol();
    await page.locator('.screen-title').getByRole('button', { name: 'Print' }).click();
    await heading(page, 'Print a summary');
    await page.getByLabel(/^Phone number/).uncheck();
    await press('Log it and print');
    await page.getByText('It was logged as a disclosure.').waitFor();
    await expect.poll(() => printed(page)).toBe(1);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const seen = await page.evaluate(() => document.body.innerText);
    expect(seen).toContain('Marisol');
    expect(seen).not.toContain('312 555 01');
    expect(seen).not.toContain('Exit quickly');
    const ink = await page.evaluate(() => {
      const letter = getComputedStyle(document.querySelector('.letter') ?? document.body);
      return [letter.color, letter.backgroundColor];
    });
    expect(ink).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(5_000);
  });
});

describe('languages', () => {
  it('change at once, with the direction of writing', async () => {
    await press('Settings');
    const choice = page.locator('#settings-language');
    await choice.selectOption('es');
    await heading(page, 'Ajustes');
    await choice.selectOption('ar');
    await heading(page, 'الإعدادات');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await choice.selectOption('es');
    await press('Personas');
    await press(/Marisol/);
    await page.getByText('Una cama para esta noche').first().waitFor();
  });
});

// SPDX-License-Identifier: AGPL-3.0-or-later
// Every screen in both themes, in Spanish and on a phone, some on a wall and right to left: no finding of axe, no error, nothing wider than the window.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, expectOwnRequestsOnly, heading, look, openWindow, startBrowser, unlock } from './browser';
import type { Watched } from './browser';
import { Place } from './host';
import type { Host } from './host';
import { office } from './seed';

const place = new Place();
let browser: Browser;
let host: Host;
let next: string;

beforeAll(async () => {
  await office(place);
  browser = await startBrowser();
  host = await place.open();
  next = host.link;
});

afterAll(async () => {
  await browser?.close();
  place.end();
});

const rail = (page: Page, at: number) => page.locator('.rail-link').nth(at).click();

async function toPerson(page: Page): Promise<void> {
  await rail(page, 1);
  await page.getByRole('button', { name: /Marisol/ }).first().click();
  await heading(page, 'Marisol');
}

/** How to come to each screen, by what does not depend on the language where it can. */
const screens: [string, (page: Page) => Promise<void>][] = [
  ['today', (page) => rail(page, 0)],
  ['contact', async (page) => {
    await rail(page, 0);
    await page.locator('.screen-title .button-primary').click();
    await page.locator('#f-chosen_name').fill('Marysol');
    await page.locator('.known-person').first().waitFor();
  }],
  ['people', (page) => rail(page, 1)],
  ['person', toPerson],
  ['person_timeline', async (page) => { await toPerson(page); await page.locator('.tabs .button').nth(1).click(); }],
  ['person_add', async (page) => { await toPerson(page); await page.locator('.tabs .button').nth(2).click(); }],
  ['record', async (page) => { await toPerson(page); await page.locator('.overview .card').nth(4).locator('.row-button').first().click(); }],
  ['finding', async (page) => { await toPerson(page); await page.locator('.screen-title .button').nth(1).click(); await page.locator('.definition').first().waitFor(); }],
  ['form', async (page) => {
    await toPerson(page);
    await page.locator('.tabs .button').nth(2).click();
    await page.locator('.add-form').nth(4).click();
    await page.locator('.form-foot').waitFor();
  }],
  ['search', async (page) => { await page.locator('.bar-search .button').click(); await page.locator('#search-text').fill('mari'); await page.locator('.row-button').first().waitFor(); }],
  ['directory', async (page) => { await rail(page, 2); await page.locator('.map > svg').waitFor(); }],
  ['service', async (page) => { await rail(page, 2); await page.locator('.row-button').first().click(); await page.locator('.facts').first().waitFor(); }],
  ['match', async (page) => { await toPerson(page); await page.locator('.screen-title .button-primary').click(); await page.locator('.offer').first().waitFor(); }],
  ['release_new', async (page) => {
    await toPerson(page);
    await page.locator('.screen-title .button-primary').click();
    await page.locator('.offer .button-primary').first().click();
    await page.locator('.form-foot').waitFor();
  }],
  ['release_plain', async (page) => {
    await toPerson(page);
    await page.locator('.screen-title .button-primary').click();
    await page.locator('.offer .button-primary').first().click();
    await page.locator('.form-foot').waitFor();
    await page.locator('input[type=text]').nth(1).fill('to ask for a bed');
    await page.locator('.form-foot .button-primary').click();
    await page.locator('.plain-release').waitFor();
  }],
  ['release', async (page) => { await toPerson(page); await page.locator('.overview .card').nth(2).locator('.row-button').first().click(); await page.locator('.plain-release').waitFor(); }],
  ['referral_new', async (page) => {
    await toPerson(page);
    await page.locator('.overview .card').nth(2).locator('.row-button').first().click();
    await page.locator('.screen-title .button-primary').click();
    await page.locator('.facts').first().waitFor();
  }],
  ['referrals', (page) => rail(page, 3)],
  ['referral', async (page) => { await rail(page, 3); await page.locator('.row-button').first().click(); await page.locator('.loop').waitFor(); }],
  ['print', async (page) => { await toPerson(page); await page.locator('.screen-title .button').last().click(); await page.locator('.letter').waitFor(); }],
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((at): [string, (page: Page) => Promise<void>] => [
    `settings_${at}`, async (page) => { await rail(page, 4); await page.locator('.tabs .button').nth(at).click(); }]),
];

type Look = { name: string; width: number; height: number; scheme: 'light' | 'dark'; locale: string; direction: 'ltr' | 'rtl'; only?: string[] };
const looks: Look[] = [
  { name: 'light', width: 1280, height: 900, scheme: 'light', locale: 'en-US', direction: 'ltr' },
  { name: 'dark', width: 1280, height: 900, scheme: 'dark', locale: 'es-MX', direction: 'ltr' },
  { name: 'phone', width: 320, height: 640, scheme: 'light', locale: 'en-US', direction: 'ltr' },
  { name: 'wall', width: 3840, height: 2160, scheme: 'light', locale: 'en-US', direction: 'ltr', only: ['today', 'person', 'finding', 'match'] },
  { name: 'arabic', width: 1280, height: 900, scheme: 'light', locale: 'ar', direction: 'rtl',
    only: ['today', 'contact', 'person', 'finding', 'search', 'directory', 'match', 'release_plain', 'referral', 'settings_0'] },
];

async function begin(one: Look): Promise<Watched> {
  const watched = await openWindow(browser, next, {
    locale: one.locale, colorScheme: one.scheme, viewport: { width: one.width, height: one.height }, reducedMotion: 'reduce',
  });
  await watched.page.locator('.rail, input[type=password]').first().waitFor();
  next = watched.page.url();
  return watched;
}

describe.each(looks)('$name', (one) => {
  it('shows every screen whole, and axe finds nothing', async () => {
    const watched = await begin(one);
    const { page } = watched;
    const wrong: string[] = [];
    if (await page.locator('input[type=password]').count() > 0) {
      await look(page, `${one.name}_unlock`, wrong);
      await unlock(page);
    }
    expect(await page.locator('html').getAttribute('dir')).toBe(one.direction);
    for (const [name, come] of screens.filter(([each]) => !one.only || one.only.includes(each))) {
      try {
        await come(page);
        await look(page, `${one.name}_${name}`, wrong);
      } catch (error) {
        wrong.push(`${one.name}_${name}: ${String(error)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(watched.errors).toEqual([]);
    expectOwnRequestsOnly(watched, host.link);
    await watched.context.close();
  });
});

it('is looked at by an axe that finds a planted fault', async () => {
  const watched = await begin({ name: 'planted', width: 1280, height: 900, scheme: 'light', locale: 'en-US', direction: 'ltr' });
  await watched.page.evaluate(() => document.querySelector('main')?.append(document.createElement('input')));
  expect((await axe(watched.page)).map((finding) => finding.id)).toContain('label');
  await watched.context.close();
});

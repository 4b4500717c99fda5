// SPDX-License-Identifier: AGPL-3.0-or-later
// Every screen in both themes, in Spanish and on a phone, some on a wall and right to left: no finding of axe, no error, nothing wider than the window.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, expectOwnRequestsOnly, heading, look, openWindow, startBrowser, unlock } from './browser';
import type { Watched } from './browser';
import { Place } from './host';
import type { Host } from './host';
import { office } from './seed';
import { house } from './seed_house';
import { matters } from './seed_matters';
import { plan } from './seed_plan';

const place = new Place();
let browser: Browser;
let host: Host;
let next: string;

beforeAll(async () => {
  const { person } = await office(place);
  await house(place);
  await plan(place, person);
  await matters(place, person);
  browser = await startBrowser();
  host = await place.open();
  next = host.link;
});

afterAll(async () => {
  await browser?.close();
  place.end();
});

/** A dialog that the screen before left open is closed first. */
async function rail(page: Page, at: number): Promise<void> {
  if (await page.locator('dialog[open]').count() > 0) await page.keyboard.press('Escape');
  await page.locator('.rail-link').nth(at).click();
}

async function beds(page: Page, view: number): Promise<void> {
  await rail(page, 4);
  await page.locator('.tabs .button').nth(view).click();
  await page.locator('.board, .unit-card, .waiting-row, .token, .overview').first().waitFor();
}

async function toPerson(page: Page): Promise<void> {
  await rail(page, 1);
  await page.getByRole('button', { name: /Marisol/ }).first().click();
  await heading(page, 'Marisol');
}

async function legal(page: Page, view: number): Promise<void> {
  await rail(page, 5);
  await page.locator('.tabs .button').nth(view).click();
}

async function toMatter(page: Page): Promise<void> {
  await legal(page, 0);
  await page.locator('.section .row-button').first().click();
  await page.locator('.relief-item').first().waitFor();
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
  ['person_plan', async (page) => { await toPerson(page); await page.locator('.tabs .button').nth(1).click(); await page.locator('.plan-goal').waitFor(); }],
  ['person_deadlines', async (page) => { await toPerson(page); await page.locator('.tabs .button').nth(2).click(); await page.locator('.section .rows').waitFor(); }],
  ['deadline', async (page) => {
    await toPerson(page);
    await page.locator('.tabs .button').nth(2).click();
    await page.locator('.section .row-button', { hasText: '8 CFR' }).click();
    await page.locator('.deadline-steps').waitFor();
  }],
  ['deadline_new', async (page) => {
    await toPerson(page);
    await page.locator('.tabs .button').nth(2).click();
    await page.locator('.section .button-primary').click();
    await page.locator('select').first().selectOption('us_asylum_1yr');
    await page.locator('input[type=date]').fill('2026-02-28');
    await page.locator('.deadline-steps').waitFor();
  }],
  ['copy', async (page) => {
    await toPerson(page);
    await page.locator('.tabs .button').nth(1).click();
    await page.locator('.actions.no-print .button-primary').click();
    await page.locator('.letter h3').first().waitFor();
  }],
  ['person_papers', async (page) => { await toPerson(page); await page.locator('.tabs .button').nth(4).click(); await page.locator('.drop').waitFor(); }],
  ['person_timeline', async (page) => { await toPerson(page); await page.locator('.tabs .button').nth(5).click(); }],
  ['person_matters', async (page) => { await toPerson(page); await page.locator('.tabs .button').nth(3).click(); await page.locator('.section .rows').first().waitFor(); }],
  ['person_add', async (page) => { await toPerson(page); await page.locator('.tabs .button').nth(6).click(); }],
  ['record', async (page) => { await toPerson(page); await page.locator('.overview .card').nth(4).locator('.row-button').first().click(); }],
  ['finding', async (page) => { await toPerson(page); await page.locator('.screen-title .button').nth(1).click(); await page.locator('.definition').first().waitFor(); }],
  ['form', async (page) => {
    await toPerson(page);
    await page.locator('.tabs .button').nth(6).click();
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
  ['beds_board', (page) => beds(page, 0)],
  ['beds_stay', async (page) => { await beds(page, 0); await page.locator('.chip, .chip-line').first().click(); await page.locator('dialog').waitFor(); }],
  ['beds_hold', async (page) => {
    await beds(page, 0);
    await page.locator('.free, .unit-card .actions .button-plain').first().click();
    await page.locator('dialog form').waitFor();
  }],
  ['beds_waiting', (page) => beds(page, 1)],
  ['beds_partners', (page) => beds(page, 2)],
  ['beds_house', (page) => beds(page, 3)],
  ['handover', async (page) => { await rail(page, 4); await page.locator('.screen-title .button').first().click(); await page.locator('.plain-table').waitFor(); }],
  ['matters', async (page) => { await legal(page, 0); await page.locator('.section .row-button').first().waitFor(); }],
  ['matters_checks', async (page) => {
    await legal(page, 1);
    await page.locator('fieldset input').first().fill('Rikardo Montez');
    await page.locator('.section .button-primary').click();
    await page.locator('.conflict-met').waitFor();
  }],
  ['matters_requests', async (page) => { await legal(page, 2); await page.locator('.request').waitFor(); await page.locator('[role=status] .facts').waitFor(); }],
  ['matters_holds', async (page) => { await legal(page, 3); await page.locator('.token').first().waitFor(); }],
  ['matters_walls', async (page) => { await legal(page, 4); await page.locator('.wall-closed').waitFor(); }],
  ['matter_new', async (page) => {
    await legal(page, 0);
    await page.locator('.screen-title .button-primary').click();
    await page.getByRole('combobox').first().fill('Lucero');
    await page.locator('.combobox-list li').first().click();
    await page.locator('input[type=text]').first().fill('Wages');
    await page.locator('.side-by-side select').selectOption('wages');
    await page.locator('fieldset input[type=text]').first().fill('Ricardo Montes');
    await page.locator('.card .check input').check();
    await page.locator('fieldset .check input').first().check();
    await page.locator('fieldset + .field input').fill('A cousin.');
    await page.locator('.form-foot .button-primary').click();
    await page.locator('.conflict-met').waitFor();
  }],
  ['matter', async (page) => { await toMatter(page); await page.locator('.worked-sum').waitFor(); }],
  ['document', async (page) => {
    await toMatter(page);
    await page.locator('.row-button', { hasText: 'statement.txt' }).click();
    await page.locator('.section .button-primary').click();
    await page.locator('.document-text').waitFor();
  }],
  ['document_pages', async (page) => {
    await toMatter(page);
    await page.locator('.row-button', { hasText: 'wages.pdf' }).click();
    await page.locator('.section .button-primary').click();
    await page.locator('.page-sheet image').waitFor();
  }],
  ['redact', async (page) => {
    await toMatter(page);
    await page.locator('.row-button', { hasText: 'wages.pdf' }).click();
    await page.locator('.section .actions .button').first().click();
    await page.locator('.page-sheet image').waitFor();
    await page.locator('form input').fill('report');
    await page.keyboard.press('Enter');
    await page.locator('.section .actions .button').nth(7).click();
    await page.locator('.page-at-hand').waitFor();
    await page.locator('.party mark').first().waitFor({ state: 'attached' });
  }],
  ['redact_make', async (page) => {
    await toMatter(page);
    await page.locator('.row-button', { hasText: 'statement.txt' }).click();
    await page.locator('.section .actions .button').first().click();
    await page.locator('form input').fill('August');
    await page.keyboard.press('Enter');
    await page.locator('.party mark').waitFor();
    await page.locator('.form-foot .button-primary').click();
    await page.locator('dialog form').waitFor();
  }],
  ['packet', async (page) => {
    await toMatter(page);
    await page.locator('.section', { has: page.locator('.drop') }).locator('.section-head .button').nth(1).click();
    await page.locator('.check input').first().waitFor();
    for (const one of await page.locator('.check input').all()) await one.check();
    await page.locator('.form-foot .button-primary').click();
    await page.locator('.field-error').waitFor();
  }],
  ['template', async (page) => {
    await toMatter(page);
    await page.locator('.section', { has: page.locator('.drop') }).locator('.section-head .button').first().click();
    await page.locator('.card select').first().selectOption('engagement_letter.en.md');
    await page.locator('.places td input').first().waitFor();
    await page.locator('.form-foot .button-primary').click();
    await page.locator('.notice-error').waitFor();
  }],
  ['matter_party', async (page) => { await toMatter(page); await page.locator('.overview .section').first().locator('.button').first().click(); await page.locator('dialog form').waitFor(); }],
  ['matter_wall', async (page) => {
    await toMatter(page);
    await page.locator('.matter > .card .actions .button').nth(2).click();
    await page.locator('dialog form').waitFor();
  }],
  ['relief_answer', async (page) => {
    await toMatter(page);
    await page.locator('.relief-item .button').nth(2).click();
    await page.locator('dialog form').waitFor();
  }],
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((at): [string, (page: Page) => Promise<void>] => [
    `settings_${at}`, async (page) => { await rail(page, 6); await page.locator('.tabs .button').nth(at).click(); }]),
  ['audit', async (page) => {
    await rail(page, 7);
    await page.locator('.screen textarea').fill('Thirty-eight percent (8 of 21) came back; 23% (5 of 21) were citizens. In all 25 of 21 women.\n'.repeat(40));
    await page.locator('.screen form .button-primary').click();
    await page.locator('.claim-truncated').first().waitFor();
  }],
];

type Look = { name: string; width: number; height: number; scheme: 'light' | 'dark'; locale: string; direction: 'ltr' | 'rtl'; only?: string[] };
const looks: Look[] = [
  { name: 'light', width: 1280, height: 900, scheme: 'light', locale: 'en-US', direction: 'ltr' },
  { name: 'dark', width: 1280, height: 900, scheme: 'dark', locale: 'es-MX', direction: 'ltr' },
  { name: 'phone', width: 320, height: 640, scheme: 'light', locale: 'en-US', direction: 'ltr' },
  { name: 'wall', width: 3840, height: 2160, scheme: 'light', locale: 'en-US', direction: 'ltr', only: ['today', 'person', 'finding', 'match'] },
  { name: 'arabic', width: 1280, height: 900, scheme: 'light', locale: 'ar', direction: 'rtl',
    only: ['today', 'contact', 'person', 'finding', 'search', 'directory', 'match', 'release_plain', 'referral', 'person_plan', 'deadline', 'beds_board', 'beds_waiting', 'handover', 'matters_requests', 'matter', 'redact', 'packet', 'settings_0', 'audit'] },
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

it('is looked at by an axe that finds a planted fault, and an id is one', async () => {
  const watched = await begin({ name: 'planted', width: 1280, height: 900, scheme: 'light', locale: 'en-US', direction: 'ltr' });
  await watched.page.evaluate(() => document.querySelector('main')?.append(document.createElement('input')));
  expect((await axe(watched.page)).map((finding) => finding.id)).toContain('label');
  await watched.page.evaluate(() => document.querySelector('main')?.append('rec_0123456789abcdef'));
  const wrong: string[] = [];
  await look(watched.page, 'planted', wrong);
  expect(wrong.join()).toContain('ids where names could stand: rec_0123456789abcdef');
  await watched.context.close();
});

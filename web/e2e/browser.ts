// SPDX-License-Identifier: AGPL-3.0-or-later
// Chromium, its pages, and what every test looks at: requests, errors, findings of axe, pictures.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { passphrase, root } from './host';

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const slower = Number(process.env['AMPARO_SLOWER'] ?? 1);
const pictures = process.env['AMPARO_SCREENSHOTS'] ?? join(root, 'build/screenshots');

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

export type Watched = { context: BrowserContext; page: Page; requests: string[]; errors: string[] };

declare global {
  var printedTimes: number | undefined;
}

/** A window that remembers every request and every error of the page, and counts what would have gone to the printer. */
export async function openWindow(browser: Browser, link: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 }, bypassCSP: false, ...options });
  const requests: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  await context.addInitScript(() => { globalThis.print = () => { globalThis.printedTimes = (globalThis.printedTimes ?? 0) + 1; }; });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.setDefaultTimeout(30_000);
  if (slower > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.goto(link);
  return { context, page, requests, errors };
}

export async function unlock(page: Page, words = passphrase): Promise<void> {
  await page.locator('input[type=password]').fill(words);
  await page.keyboard.press('Enter');
  await page.locator('.rail').waitFor();
}

export async function heading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** How often the page sent itself to the printer. */
export const printed = (page: Page): Promise<number> => page.evaluate(() => globalThis.printedTimes ?? 0);

export type Finding = { id: string; nodes: string[] };

/** Runs axe in the page, through the devtools and not as a script of the page, whose policy forbids it. */
export async function axe(page: Page): Promise<Finding[]> {
  const loaded = await page.evaluate(() => 'axe' in globalThis);
  if (!loaded) {
    const { readFileSync } = await import('node:fs');
    await page.evaluate(readFileSync(axeSource, 'utf8'));
  }
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: (node: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    const { violations } = await run.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } }, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map((one) => ({ id: one.id, nodes: one.nodes.map((node) => node.html.slice(0, 200)) }));
  });
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true, animations: 'disabled' });
}

/** Nothing is waited for any more, and what came is drawn. */
export async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('.waiting, .waiting-room').count(), { timeout: 60_000 }).toBe(0);
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
}

/** A picture, and what is wrong with the screen as it stands: findings of axe, too wide, moving, ids, the keyboard
 *  nowhere, another control before the quick exit. */
export async function look(page: Page, name: string, wrong: string[]): Promise<void> {
  await settled(page);
  await page.evaluate(() => scrollTo(0, 0));
  await picture(page, name);
  for (const finding of await axe(page)) wrong.push(`${name}: ${finding.id}: ${finding.nodes.join(' || ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) wrong.push(`${name}: ${wide} px wider than the window`);
  const ids = await page.evaluate(() => document.body.innerText.match(/\b(?:rec|per|mem)_\w{6,}/g) ?? []);
  if (ids.length > 0) wrong.push(`${name}: ids where names could stand: ${ids.slice(0, 3).join(', ')}`);
  // Every window that is looked at asks for reduced motion.
  if (await page.evaluate(() => document.getAnimations().some((one) => one.playState === 'running'))) wrong.push(`${name}: something moves`);
  if (await page.evaluate(() => document.activeElement === document.body)) wrong.push(`${name}: nothing has the focus`);
  const first = await page.evaluate(() => document.querySelector('a[href], button, input, select, textarea')?.className ?? '');
  if (!first.split(' ').includes('exit')) wrong.push(`${name}: the quick exit is not first`);
}

export function expectOwnRequestsOnly(watched: Watched, link: string): void {
  const own = new URL(link).origin;
  const others = watched.requests.filter((url) => !url.startsWith(own) && !/^(data|blob|about):/.test(url));
  expect(others).toEqual([]);
}

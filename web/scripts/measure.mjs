// SPDX-License-Identifier: AGPL-3.0-or-later
// node scripts/measure.mjs PROGRAM [--small] [WORKLOAD...]: what the page takes in Chromium, the first screen with the
// processor slowed down four times; one JSON line a workload as ./run bench prints them.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const slowdown = 4;
const passphrase = 'seven quiet lanterns over water';
const [program, ...rest] = process.argv.slice(2);
const small = rest.includes('--small');
const wanted = rest.filter((one) => !one.startsWith('--'));
const people = small ? 200 : 20_000;
const rounds = small ? 3 : 15;

const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'amparo-measure-'));
const vault = join(folder, 'measure.amparo');
const secret = join(folder, 'passphrase');

function fill() {
  writeFileSync(secret, `${passphrase}\n`, { mode: 0o600 });
  const call = (arguments_, lines) => {
    const done = spawnSync(program, ['call', ...arguments_, '--vault', vault],
      { input: lines.map((line) => JSON.stringify(line)).join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.status !== 0 || done.stdout.includes('"error"')) throw new Error(done.stderr || done.stdout.slice(0, 500));
  };
  call(['--locked'], [{ method: 'vault.init', params: { organization: 'Puente', member: 'Ana', passphrase } }]);
  call(['--passphrase-file', secret], Array.from({ length: people }, (_, n) => ({
    method: 'record.create', params: { kind: 'contact', data: { chosen_name: `Person Arriaga ${n}`, needs_note: `Asked about lantern${n}.` } },
  })));
}

async function open() {
  const child = spawn(program, ['open', '--vault', vault, '--no-browser'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const link = await new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => { if (line.startsWith('http://')) resolve(line); });
  });
  return { child, link };
}

const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const worst = (values) => values.sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1];

function print(workload, ours, limit, unit, note) {
  console.log(JSON.stringify({ workload, ours: Math.round(ours * 10) / 10, limit, ratio: Math.round((ours / limit) * 1000) / 1000, unit, note }));
}

async function firstScreen(page) {
  const times = [];
  for (let n = 0; n < rounds; ++n) {
    await page.reload({ waitUntil: 'commit' });
    await page.locator('.gate-card h1').waitFor();
    times.push(await page.evaluate(() => new Promise((drawn) => {
      requestAnimationFrame(() => requestAnimationFrame((at) => drawn(at)));
    })));
  }
  print('page_first_screen', middle(times), 1000, 'ms', `from navigation to the unlock screen drawn, processor slowed ${slowdown} times, median of ${rounds}`);
}

async function searchKey(page) {
  await page.locator('input[type=password]').fill(passphrase);
  await page.keyboard.press('Enter');
  await page.locator('.rail').waitFor({ timeout: 120_000 });
  await page.keyboard.press('/');
  await page.locator('#search-text').waitFor();
  await page.evaluate(() => {
    const asks = globalThis.fetch;
    globalThis.asked = [];
    globalThis.fetch = (where, what) => {
      if (String(what?.body).includes('"search"')) globalThis.asked.push(performance.now());
      return asks(where, what);
    };
  });
  const times = [];
  for (const text of [`Person Arr`, `lantern${people - 5}`, `Arriaga ${people - 7}`].slice(0, small ? 1 : 3)) {
    for (let n = 1; n <= text.length; ++n) {
      const typed = text.slice(0, n).trim();
      await page.locator('#search-text').fill(text.slice(0, n));
      times.push(await page.evaluate((wanted) => new Promise((drawn) => {
        const look = () => {
          if (document.querySelector('[data-for]')?.getAttribute('data-for') === wanted) drawn(performance.now() - globalThis.asked.at(-1));
          else requestAnimationFrame(look);
        };
        look();
      }), typed));
    }
  }
  print('page_search_key', worst(times), 50, 'ms', `from asking to the results drawn, ${people} people, 95 of 100`);
}

async function quickExit(browser) {
  const times = [];
  for (let n = 0; n < Math.min(rounds, 5); ++n) {
    const { child, link } = await open();
    const page = await browser.newPage();
    await page.goto(link);
    await page.locator('input[type=password]').fill(passphrase);
    await page.keyboard.press('Enter');
    await page.locator('.rail').waitFor({ timeout: 120_000 });
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
    const begun = performance.now();
    await page.keyboard.press('Shift');
    await page.waitForURL('about:blank', { waitUntil: 'commit' });
    times.push(performance.now() - begun);
    await page.close();
    child.kill();
  }
  print('page_quick_exit', middle(times), 300, 'ms', 'from the third press of Shift to the blank page');
}

fill();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const { child, link } = await open();
try {
  const page = await browser.newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(link);
  await page.locator('.gate-card h1').waitFor();
  const is = (name) => wanted.length === 0 || wanted.includes(name);
  if (is('page_first_screen')) await firstScreen(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  if (is('page_search_key')) await searchKey(page);
  if (is('page_quick_exit')) await quickExit(browser);
} finally {
  await browser.close();
  child.kill();
  rmSync(folder, { recursive: true, force: true });
}

// SPDX-License-Identifier: AGPL-3.0-or-later
// The legal side in a browser: opened after a conflict check that tells no more than it must, walls, relief options that
// conclude nothing, holds that stop erasure, requests with their days; and nothing of it for who does not hold the part.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { heading, printed, settled, unlock } from './browser';
import type { Json, Place } from './host';
import { root } from './host';
import { office } from './seed';
import type { MattersSeed } from './seed_matters';
import { matters, walledTitle, words } from './seed_matters';
import { eachOnItsOwnVault } from './trial';

let place: Place;
let legal: MattersSeed;
let page: Page;

let made: Buffer | undefined;

/** Made once, and each test has a copy. */
eachOnItsOwnVault(async (its) => {
  if (made === undefined) {
    legal = await matters(its, (await office(its)).person);
    made = readFileSync(its.vault);
  }
  writeFileSync(its.vault, made);
}, (trial) => { ({ place, page } = trial); });

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const card = (title: string) => page.locator('.section', { has: page.getByRole('heading', { level: 2, name: new RegExp(`^${title}`) }) });
const dialog = () => page.locator('dialog[open]');
const numberOf = (matter: Json) => String(matter['number']);

async function toMatters(view?: string): Promise<void> {
  await page.locator('.rail').getByRole('button', { name: 'Matters', exact: true }).click();
  await heading(page, 'Matters');
  if (view) await page.locator('.tabs').getByRole('button', { name: view, exact: true }).click();
}

async function toMatter(): Promise<void> {
  await toMatters();
  await page.locator('.row-button', { hasText: numberOf(legal.open) }).click();
  await heading(page, new RegExp(numberOf(legal.open)));
}

async function toPerson(name: RegExp, view: string): Promise<void> {
  await button('People').click();
  await button(name).first().click();
  await heading(page, name);
  await page.locator('.tabs').getByRole('button', { name: view, exact: true }).click();
}

async function as(name: keyof typeof words): Promise<void> {
  await button('Lock').click();
  await heading(page, 'Locked');
  await unlock(page, words[name]);
}

async function ask(method: string, params: Json): Promise<Json> {
  let answer: Json = {};
  await place.speak(async (call) => { answer = await call(method, params); });
  return answer;
}

async function pick(name: string): Promise<void> {
  await page.getByRole('combobox').first().fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).first().click();
}

/** What is wrong on paper: sections over each other, or something to press. */
async function onPaper(): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  const wrong = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll('main .section')].map((one) => ({ box: one.getBoundingClientRect(), name: one.querySelector('h2')?.textContent ?? '' }));
    const over = boxes.filter((one, at) => one.box.top + 1 < (boxes[at - 1]?.box.bottom ?? 0)).map((one) => one.name);
    const pressed = [...document.querySelectorAll('main .button')].filter((one) => one.getClientRects().length > 0).map((one) => one.textContent ?? '');
    return [...over, ...pressed];
  });
  await page.emulateMedia({ media: 'screen' });
  return wrong;
}

it('is opened after a check that tells a number and whom to ask, and once cleared goes on with what was typed', async () => {
  await toMatters();
  await button('New matter').click();
  await heading(page, 'New matter');
  await pick('Bruna');
  await page.getByLabel('Title').fill('Wages of the spring');
  await page.getByLabel('Area', { exact: true }).selectOption('wages');
  await page.getByLabel('Whom they are up against, number 1').fill('Montez, Rikardo');
  await page.getByLabel('Whom they are up against, number 1').press('Enter');
  await page.getByText('Somebody named here is a party of another matter').waitFor();
  const said = await page.locator('.conflict-met .notice').innerText();
  expect(said).toContain(`${numberOf(legal.open)} · ask Ana`);
  for (const word of ['Ricardo', 'Marisol', 'T status']) expect(said).not.toContain(word);
  await button('Clear it and go on').click();
  await page.getByText('Say why. Without a reason nothing is opened.').waitFor();
  expect((await ask('matter.list', {}))['matters']).toHaveLength(1);
  await page.getByLabel('Why work can go on all the same').fill('Both were hurt by him; Ana agrees.');
  await button('Clear it and go on').press('Enter');
  await heading(page, /Wages of the spring$/);
  await card('Parties').getByText('Montez, Rikardo').waitFor();
  await page.getByText('Conflict checks', { exact: true }).click();
  await card('Parties').getByText('The newest conflict check met somebody; Ana cleared it.').waitFor();
  const steps = await card('Parties').locator('details li').allTextContents();
  expect(steps.filter((one) => one.includes('cleared it: Both were hurt by him; Ana agrees.'))).toHaveLength(1);
  expect(steps.at(-1)).toMatch(/compared again/);

  // A party that stands behind a wall is met all the same, and nothing more is told.
  await toMatter();
  await button('Add a party').click();
  await dialog().getByLabel('Name', { exact: true }).fill('Teresa Aguirre');
  await dialog().getByLabel('As what').selectOption('landlord');
  await dialog().getByLabel('Name', { exact: true }).press('Enter');
  await dialog().getByText('ask Noor').waitFor();
  const told = await dialog().locator('.notice').innerText();
  expect(told).toContain(numberOf(legal.walled));
  for (const word of [walledTitle, 'Bruna', 'housing']) expect(told).not.toContain(word);
  await dialog().getByLabel('Name', { exact: true }).fill('Nadia Reyes');
  await expect.poll(() => dialog().locator('.conflict-met').count()).toBe(0);
  await dialog().getByLabel('Name', { exact: true }).press('Enter');
  await card('Parties').getByText('Nadia Reyes').waitFor();
});

it('a check by itself answers before anything is opened, and a matter begins from it with what was cleared', async () => {
  await toMatters('Conflict check');
  await page.getByLabel('Names, number 1').fill('Somebody Nobody Knows');
  await page.getByLabel('Names, number 1').press('Enter');
  await page.getByText('Nobody named here is a party of another matter').waitFor();
  await page.getByLabel('Names, number 1').fill('Teresa Aguirre');
  await expect.poll(() => page.getByText('Nobody named here').count()).toBe(0);
  await button('Compare').press('Enter');
  await page.locator('.conflict-met').getByText('ask Noor').waitFor();
  await page.getByLabel('Why work can go on all the same').fill('Noor sees no conflict.');
  await button('Clear it and go on').press('Enter');
  await button('Open a matter with this').press('Enter');
  await heading(page, 'New matter');
  expect(await page.getByLabel('Whom they are up against, number 1').inputValue()).toBe('Teresa Aguirre');
  await pick('Marisol');
  await page.getByLabel('Title').fill('Deposit');
  await page.getByLabel('Area', { exact: true }).selectOption('housing');
  await button('Compare and open').press('Enter');
  await heading(page, /Deposit$/);
  await page.getByText('Conflict checks', { exact: true }).click();
  await page.getByText('cleared it: Noor sees no conflict.').waitFor();
});

it('has its days, contacts, time and end; an element says what is there and never whether it is enough', async () => {
  await toMatter();
  await card('Court dates').getByText('First hearing').waitFor();
  await card('Contacts with authorities').getByText('Wage board').waitFor();
  await card('Ready to talk to the police').getByText('Not yet').waitFor();
  await card('Notes').getByText('The statement').waitFor();
  await card('Deadlines').getByText('Brief of the court').waitFor();
  await button('New deadline').click();
  await page.getByLabel('What it is for').selectOption('other');
  await page.getByLabel('What for').fill('Reply to the board');
  await page.getByLabel('The day', { exact: true }).fill('2031-05-01');
  await button('Keep this deadline').click();
  await heading(page, 'Reply to the board');
  await button('Legal matter').click();
  await card('Deadlines').getByText('Reply to the board').waitFor();
  await button('Add: Court dates').click();
  await heading(page, 'Court date');
  expect(await page.locator('#f-matter').count()).toBe(0);
  await page.locator('#f-on').fill('2031-05-02');
  await page.locator('#f-what').fill('Second hearing');
  await button('Save').click();
  await heading(page, new RegExp(numberOf(legal.open)));
  await card('Court dates').getByText('Second hearing').waitFor();

  const option = page.locator('article.relief');
  await option.getByText('Not verified by an attorney').waitFor();
  await button('Confirm as an attorney: T nonimmigrant status (I-914)').click();
  await dialog().getByLabel('Attorney who read it').fill('N. Haddad');
  await dialog().getByRole('button', { name: 'Confirm as an attorney' }).click();
  await option.getByText(/^By N. Haddad, attorney/).waitFor();
  await button('Take the confirmation back: T nonimmigrant status (I-914)').click();
  await dialog().getByRole('button', { name: 'Take the confirmation back' }).click();
  await option.getByText('Not verified by an attorney').waitFor();
  await option.getByText('An exception applies: Unable to').waitFor();
  await button('Answer: Victim of a severe form of trafficking').click();
  await dialog().getByLabel('Present', { exact: true }).check();
  await dialog().getByLabel('Note').fill('Her own statement.');
  await dialog().getByRole('button', { name: 'Save' }).click();
  const first = option.locator('.relief-item').first();
  await first.getByText('Present', { exact: true }).waitFor();
  await first.getByText('Her own statement.').waitFor();
  // No verdict in any form: no tag, no figure, no colour of its own, and the order of the law.
  expect(await option.locator('.tag, .count, [class*=good], [class*=warn], [class*=bad]').count()).toBe(0);
  const colours = await option.locator('.relief-item .strong').evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).color))]);
  expect(colours).toHaveLength(1);
  await page.getByLabel('Look at an option').selectOption('us_asylum');
  await expect.poll(() => option.locator('h3').allTextContents()).toEqual(['T nonimmigrant status (I-914)', 'Asylum (I-589)']);

  const log = card('Case log and time');
  await log.getByText('1 h 18 min', { exact: true }).waitFor();
  await button('How time is rounded').click();
  await dialog().getByLabel('To so many minutes').fill('1');
  await dialog().getByLabel('To so many minutes').press('Enter');
  await log.locator('.worked-sum', { hasText: '1 h 08 min' }).waitFor();

  await button('Close the matter').click();
  await dialog().getByLabel('Outcome').selectOption('granted');
  await dialog().getByLabel('Closing code').selectOption('H');
  await dialog().getByRole('button', { name: 'Close the matter' }).click();
  await dialog().getByText(/2031-05-02/).first().waitFor();
  await dialog().getByLabel('Close it although deadlines or dates of it are open').check();
  await dialog().getByRole('button', { name: 'Close the matter' }).click();
  await page.getByText('H: decision of an agency').waitFor();
  await button('Print').click();
  await expect.poll(() => printed(page)).toBe(1);
  expect(await onPaper()).toEqual([]);
  await toMatters();
  await page.getByText('No matter that you may read.').waitFor();
  await page.getByLabel('Also closed ones').check();
  await page.getByLabel('Number, title, person').fill('marisol t stat');
  await page.locator('.row-button', { hasText: numberOf(legal.open) }).click();
  await button('Open it again').click();
  await button('Close the matter').waitFor();
});

it('behind a wall is opened by nobody outside, whose lists tell a number of matters and no more; lifting says what it does', async () => {
  await toMatter();
  await button('Put up a wall').click();
  await dialog().getByText('Anyone outside will no longer be able to open it. What they already read or printed can’t be called back.').waitFor();
  await dialog().getByLabel('Iris').check();
  await dialog().getByLabel('Why').fill('Noor knows him.');
  await dialog().getByRole('button', { name: 'Put it up' }).click();
  await page.getByText('behind a wall', { exact: true }).waitFor();
  await toMatters('Walls');
  await page.getByText('Inside: Noor and Iris', { exact: false }).or(page.getByText('Inside: Iris and Noor', { exact: false })).waitFor();
  await page.getByText('you are outside').waitFor();

  await as('Noor');
  await toMatters();
  await page.getByText('1 matter stands behind a wall that you are outside of.').waitFor();
  expect(await page.locator('.row-button', { hasText: numberOf(legal.open) }).count()).toBe(0);
  await toPerson(/^Marisol/, 'Matters');
  await page.getByText('No matter of this person that you may read.').waitFor();
  await settled(page);
  expect(await page.locator('main').innerText()).not.toMatch(/wall|M-[0-9A-Z]{6}/);
  await page.locator('.tabs').getByRole('button', { name: 'Deadlines', exact: true }).click();
  await page.getByText('No deadline.').waitFor();

  await as('Iris');
  await toMatter();
  await button('Change the wall').click();
  await dialog().getByLabel('Ana').uncheck();
  await dialog().getByLabel('Noor').check();
  await dialog().getByText('No longer inside: Ana').waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await button('Lift the wall').click();
  await dialog().getByText('will be able to open the matter again').waitFor();
  await dialog().getByLabel('Why').fill('Settled.');
  await dialog().getByRole('button', { name: 'Lift it' }).click();
  await button('Put up a wall').waitFor();

  await as('Sol');
  await toMatters();
  await page.getByText('Sealed to the legal team: attorney–client').waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/M-[0-9A-Z]{6}/);
});

it('a hold stops erasure by its day and name until it is lifted with a reason; nothing stays in the page after the lock', async () => {
  await toPerson(/^Bruna/, 'Matters');
  await page.getByText('Nothing of this is erased').waitFor();
  await page.getByText(/^Legal hold since .*, by Ana$/).waitFor();
  await button('New request').click();
  await page.locator('#f-received_on').fill('2024-02-03');
  await page.locator('#f-instrument').selectOption('attorney_letter');
  await page.locator('#f-from_whom').fill('Counsel of the landlord');
  await button('Save').click();
  await page.locator('.request').getByText('Letter of an attorney, Counsel of the landlord').waitFor();
  await toPerson(/^Marisol/, 'Now');
  await page.locator('.row-button', { hasText: 'Asked about the bus' }).click();
  await button('Legal hold').click();
  await dialog().getByLabel('Why').fill('It is asked for.');
  await dialog().getByRole('button', { name: 'Legal hold' }).click();
  await page.getByText(/^Legal hold since .*, by Ana$/).first().waitFor();
  await button('Erase for good').click();
  await dialog().getByLabel('Why is it erased?').fill('asked by the person');
  await dialog().getByRole('button', { name: 'Erase for good' }).click();
  await dialog().getByText(/The legal hold of .* by Ana stops this; nothing was erased\. It ends when somebody lifts it\.$/).waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await button('Look at the holds').click();
  await button('Lift the hold: A record').click();
  await dialog().getByLabel('Why it is lifted').fill('Withdrawn.');
  await dialog().getByRole('button', { name: 'Lift', exact: true }).click();
  await expect.poll(() => page.locator('.token').count()).toBe(1);
  await page.getByLabel('Also those that were lifted').check();
  await page.getByText(/^Lifted .* by Ana: Withdrawn\.$/).waitFor();
  await button('Lock').click();
  await heading(page, 'Locked');
  expect(await page.content()).not.toMatch(/Bruna|Withdrawn|M-[0-9A-Z]{6}/);
});

it('what a record is linked to has its name, and leads there', async () => {
  await toPerson(/^Marisol/, 'Timeline');
  await page.locator('.row-button', { hasText: 'The statement' }).first().click();
  await heading(page, 'Legal note');
  const linked = page.locator('dl.facts').getByRole('button', { name: /T status/ });
  await linked.waitFor();
  expect(await page.getByText('Linked record').count()).toBe(0);
  await linked.press('Enter');
  await heading(page, new RegExp(numberOf(legal.open)));
});

it('a document is sealed, looked at inside the page without running anything of it, saved as it was, and every look is written down', async () => {
  const script = '<script>document.title = "taken"</script>\nDear board, here are the wages.\n';
  const pdf = readFileSync(join(root, 'fuzz/corpus/pdf/report.pdf'));
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
  await toMatter();
  await page.getByLabel('Add documents').setInputFiles([{ name: 'letter.html', mimeType: 'text/html', buffer: Buffer.from(script) },
    { name: 'photo.png', mimeType: 'image/png', buffer: png }, { name: 'report.pdf', mimeType: 'application/pdf', buffer: pdf }]);
  for (const name of ['letter.html', 'photo.png', 'report.pdf']) await card('Documents').locator('.row-button', { hasText: name }).waitFor();
  const openOne = async (name: string) => {
    await toMatter();
    await card('Documents').locator('.row-button', { hasText: name }).click();
    await heading(page, name);
    await button('Look at it here').click();
  };
  await openOne('letter.html');
  expect(await page.locator('.document-text').textContent()).toBe(script);
  expect(await page.locator('main script').count()).toBe(0);
  expect(await page.title()).toBe('Notes');
  await expect.poll(() => card('Who had it').locator('li .strong').allTextContents()).toEqual(['Added', 'Looked at']);
  await openOne('photo.png');
  const picture = page.locator('.document-picture');
  await expect.poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(1);
  expect(await picture.getAttribute('src')).toMatch(/^blob:/);
  await openOne('report.pdf');
  await expect.poll(() => page.locator('.page-sheet image').getAttribute('href')).toMatch(/^blob:/);
  await page.getByText('The words of this page').click();
  expect((await page.locator('.document-text').innerText()).length).toBeGreaterThan(40);
  await button('Save a copy').click();
  await dialog().getByText('The copy is not sealed', { exact: false }).waitFor();
  await dialog().getByLabel('What for').fill('For the hearing.');
  const [file] = await Promise.all([page.waitForEvent('download'), dialog().getByRole('button', { name: 'Save a copy' }).click()]);
  expect(file.suggestedFilename()).toBe('report.pdf');
  expect(readFileSync(await file.path()).equals(pdf)).toBe(true);
  await card('Who had it').getByText('For the hearing.').waitFor();
  await page.getByLabel('Add a new version').setInputFiles({ name: 'report 2.txt', mimeType: 'text/plain', buffer: Buffer.from('Corrected.\n') });
  await heading(page, 'report 2.txt');
  await card('Versions').locator('.strong', { hasText: 'version 2' }).waitFor();
  await button('Lock').click();
  await heading(page, 'Locked');
  expect(await page.content()).not.toMatch(/report\.pdf|report 2|Corrected|blob:/);
});

it('a template is filled after every place was seen; what nobody recorded is typed or left blank, and a correction is told', async () => {
  await toMatter();
  await button('Fill a template').click();
  await heading(page, 'Fill a template');
  await page.getByLabel('Template', { exact: true }).selectOption('engagement_letter.en.md');
  const row = (name: string) => page.locator('.places tr', { hasText: name });
  await row('matter.number').getByText(numberOf(legal.open)).waitFor();
  await row('dates.what').getByText('First hearing').waitFor();
  await row('person.chosen_name').getByText('Marisol').waitFor();
  await row('ask.what_it_costs').getByText('Typed by hand each time').waitFor();
  await button('Make the document').click();
  await page.getByRole('alert').getByText('Places without an answer: 3.', { exact: false }).waitFor();
  expect(await row('ask.what_it_costs').locator('input').first().getAttribute('aria-invalid')).toBe('true');
  await row('ask.what_it_costs').getByLabel(/^Type it/).fill('Nothing.');
  await row('ask.what_we_will_do').getByLabel(/^Type it/).fill('We ask for T status.');
  await row('ask.what_we_will_not_do').getByLabel('Leave it blank').check();
  await page.getByLabel('Name of the document').fill('engagement.md');
  await button('Make the document').click();
  await heading(page, 'engagement.md');
  await card('What it was filled from').locator('li', { hasText: 'Left blank' }).waitFor();
  expect(await card('What it was filled from').locator('li', { hasText: 'Typed by hand' }).count()).toBe(2);
  await button('Look at it here').click();
  const words = await page.locator('.document-text').innerText();
  expect(words).toContain('case. We will: We ask for T status.');
  expect(words).toContain('First hearing');
  expect(words).toContain('__________');
  expect(words).not.toContain('{{');
  await place.speak(async (call) => {
    const { records } = await call('record.list', { kind: 'matter_date' }) as { records: Json[] };
    await call('record.update', { id: records[0]?.['id'], data: { what: 'Second hearing' } });
  });
  await toMatter();
  await card('Documents').locator('.row-button', { hasText: 'engagement.md' }).click();
  await card('What it was filled from').getByText('The record says something else by now').waitFor();
  await button('Lock').click();
  await heading(page, 'Locked');
  expect(await page.content()).not.toMatch(/engagement|Second hearing|T status/);
});

it('by the keyboard: a template is chosen, a place typed, another left blank, and the document made', async () => {
  await toMatter();
  await button('Fill a template').press('Enter');
  await heading(page, 'Fill a template');
  const chosen = page.getByLabel('Template', { exact: true });
  await chosen.focus();
  await chosen.selectOption('declaration.es.md');
  const field = page.getByLabel('Type it: what happened');
  await field.waitFor();
  await field.focus();
  await page.keyboard.type('Lo digo yo.');
  for (const box of await page.getByLabel('Leave it blank').all()) await box.press('Space');
  await page.getByLabel('Name of the document').press('Enter');
  await heading(page, /^declaration\.es 20/);
  await card('What it was filled from').locator('li', { hasText: 'Typed by hand' }).waitFor();
});

it('a Word template of one\'s own is read, filled and kept', async () => {
  await toMatter();
  await button('Fill a template').click();
  await heading(page, 'Fill a template');
  await page.getByLabel('Add a template for everybody here').setInputFiles(join(root, 'fuzz/corpus/docx/letter.docx'));
  const chosen = page.getByLabel('Template', { exact: true });
  const own = await chosen.locator('option', { hasText: 'letter.docx' }).getAttribute('value');
  await chosen.selectOption(own);
  const row = (name: string) => page.locator('.places tr', { hasText: name });
  await row('dates.what').getByText('First hearing').waitFor();
  for (const box of await page.getByLabel('Leave it blank').all()) await box.check();
  await page.getByLabel('Name of the document').fill('filled.docx');
  await button('Make the document').click();
  await heading(page, 'filled.docx');
  await card('What it was filled from').locator('li').nth(2).waitFor();
});

it('a request stands with its day, what counsel decided and what left; a year of them is counted as it was written', async () => {
  await toMatters('Requests and subpoenas');
  const one = page.locator('.request', { hasText: 'A county court' });
  await one.getByText('not a court order').waitFor();
  await one.getByText(/answer due .* 5 days left/).waitFor();
  expect(await one.getByText('Not written down yet').count()).toBe(3);
  await button('Change: Subpoena, A county court').click();
  await page.getByLabel('Object or move to quash').check();
  await page.locator('#f-counsel').fill('Noor');
  await button('Save').click();
  await heading(page, new RegExp(numberOf(legal.open)));
  await toMatters('Requests and subpoenas');
  await one.getByText('Object or move to quash · Noor').waitFor();
  await button('New request').press('Enter');
  await heading(page, 'Request or subpoena');
  await page.locator('#f-received_on').fill('2020-02-03');
  await page.locator('#f-instrument').selectOption('court_order');
  await page.locator('#f-from_whom').fill('Another court');
  await button('Save').press('Enter');
  await page.getByText('Another court').waitFor();
  await toMatters('Requests and subpoenas');
  await page.getByLabel('Year').fill('2020');
  await page.getByText('Received in 2020: 1').waitFor();
  const counted = card('A year’s requests');
  await counted.getByText('Kind: Court order').waitFor();
  expect(await counted.locator('dd').allTextContents()).toEqual(['0 of 1', '0 of 1', '0 of 1', '1 of 1', '1 of 1', '1 of 1', '1 of 1']);
});
